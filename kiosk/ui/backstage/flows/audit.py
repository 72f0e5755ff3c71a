"""Who did what, on the screen: the day's or the month's facts, exceptions first by choice. No Qt."""

from collections.abc import Callable
from datetime import timedelta

from kiosk.services.audit import AuditLine
from kiosk.ui.backstage.action import Action
from kiosk.ui.backstage.list_page import Detail, ListScene
from kiosk.ui.backstage.scenes import Scenes
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.backstage.table import TableRow
from kiosk.ui.tasks import Tasks
from kiosk.ui.widgets.chip import Tone
from kiosk.words import Words
from kiosk.words import admin_church as say
from kiosk.words.times import clock_time, moment_name

_EXCEPTIONS, _EVERYTHING, _WEEK, _QUARTER = "exceptions", "everything", "week", "quarter"
_SPANS = {_WEEK: timedelta(days=7), _QUARTER: timedelta(days=92)}
MOST_LINES = 2_000


class AuditFlow:
    """Reads the facts of a span, newest first."""

    def __init__(self, session: BackstageSession) -> None:
        self._session = session
        self._tasks = Tasks()
        self._lines: tuple[AuditLine, ...] = ()
        self._only_exceptions, self._span, self._chosen = True, _WEEK, ""
        self._is_read, self._is_broken = False, False
        self._scenes = Scenes(ListScene())

    @property
    def scene(self) -> ListScene:
        """The latest."""
        return self._scenes.now

    def listen(self, show: Callable[[ListScene], None]) -> None:
        """From now on this shows the scenes."""
        self._scenes.listen(show)

    def refresh(self) -> None:
        """What was written since."""
        if self._tasks.is_idle:
            self._tasks.start(self._read(), then=self._was_read, trouble=self._session.tell_trouble)

    def choose(self, key: str) -> None:
        """See everything that was written about one thing."""
        self._chosen = key
        self._show()

    def act(self, key: str) -> None:
        """Another span, or everything instead of the exceptions."""
        if key in (_EXCEPTIONS, _EVERYTHING):
            self._only_exceptions = key == _EXCEPTIONS
        elif key in _SPANS:
            self._span = key
        self._chosen, self._is_read = "", False
        self._show()
        self._tasks.cancel()
        self.refresh()

    def stop(self) -> None:
        """The session ends."""
        self._tasks.cancel()

    async def _read(self) -> tuple[tuple[AuditLine, ...], bool]:
        desks = self._session.desks.admin
        since = desks.now() - _SPANS[self._span]
        lines = await desks.audit.since(since, only_exceptions=self._only_exceptions)
        return lines[:MOST_LINES], await desks.audit.first_break() is not None

    def _was_read(self, read: tuple[tuple[AuditLine, ...], bool]) -> None:
        self._lines, self._is_broken = read
        self._is_read = True
        self._show()

    def _show(self) -> None:
        say_it = self._session.words.say
        chosen = next((one for one in self._lines if _key(one) == self._chosen), None)
        self._scenes.turn(
            ListScene(
                about=say_it(say.CHAIN_IS_BROKEN if self._is_broken else say.AUDIT_ABOUT),
                actions=(
                    Action(_EXCEPTIONS, say_it(say.ONLY_EXCEPTIONS), is_chosen=self._only_exceptions),
                    Action(_EVERYTHING, say_it(say.EVERYTHING), is_chosen=not self._only_exceptions),
                    Action(_WEEK, say_it(say.LAST_WEEK), is_chosen=self._span == _WEEK),
                    Action(_QUARTER, say_it(say.LAST_QUARTER), is_chosen=self._span == _QUARTER),
                ),
                rows=tuple(self._row(one) for one in self._lines),
                nothing=say_it(say.NOTHING_HAPPENED) if self._is_read else " ",
                chosen=self._chosen,
                detail=self._detail(chosen) if chosen is not None else None,
            )
        )

    def _row(self, line: AuditLine) -> TableRow:
        words, now = self._session.words, self._session.desks.admin.now().astimezone(line.at.tzinfo)
        tone = Tone.WARN if line.is_exception and not self._only_exceptions else Tone.PLAIN
        is_today = line.at.date() == now.date()
        moment = clock_time(words, line.at) if is_today else moment_name(words, line.at, now)
        return TableRow(_key(line), (moment, _what(self._session, line), line.whom, _who(words, line)), tone)

    def _detail(self, line: AuditLine) -> Detail:
        words = self._session.words
        lines = [words.say(say.WHEN_AND_WHERE, moment=f"{line.at:%Y-%m-%d %H:%M:%S}", number=line.seq)]
        if who := _who(words, line):
            lines.append(words.say(say.DONE_BY, name=who))
        if line.whom:
            lines.append(words.say(say.DONE_TO, name=line.whom))
        lines += [words.say(say.TYPED, text=text) for text in line.words.values() if text]
        lines += [f"{name}: {value}" for name, value in line.about.items() if value not in (None, "", 0, [], {})]
        return Detail(_what(self._session, line), "\n".join(lines))


def _what(session: BackstageSession, line: AuditLine) -> str:
    return session.words.say(say.WHAT[line.what]) if line.what in say.WHAT else line.what.replace("_", " ")


def _who(words: Words, line: AuditLine) -> str:
    return line.who or (words.say(say.WITHOUT_PIN[line.by]) if line.by in say.WITHOUT_PIN else "")


def _key(line: AuditLine) -> str:
    return f"{line.station_id}:{line.seq}"
