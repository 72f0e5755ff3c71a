"""Attendance on the screen: the times of some dates with their rooms, the figures of the whole, and files to take away. No Qt."""

import asyncio
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.problems import DataFolderReadOnly, DiskFull
from kiosk.services.attendance_rows import AttendanceRow
from kiosk.services.export import as_csv, as_document
from kiosk.services.stats import Report, TimeStats
from kiosk.ui.backstage.action import Action
from kiosk.ui.backstage.list_page import Detail, ListScene
from kiosk.ui.backstage.scenes import Scenes
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.backstage.table import TableRow
from kiosk.ui.lettering import isolated
from kiosk.ui.staff.room_rows import type_name
from kiosk.ui.staff.said import done
from kiosk.ui.tasks import Tasks
from kiosk.words import admin_church as say
from kiosk.words.times import clock_time, moment_name

_TODAY, _WEEK, _QUARTER, _CSV, _JSON, _NIGHT = "today", "week", "quarter", "csv", "json", "night"
_DAYS = {_TODAY: 0, _WEEK: 6, _QUARTER: 91}
_NO_SPACE = 28


class ReportsFlow:
    """Counts the dates that are chosen; a tap on a time shows its rooms and kinds."""

    def __init__(self, session: BackstageSession) -> None:
        self._session = session
        self._tasks = Tasks()
        self._report: Report | None = None
        self._span, self._chosen = _TODAY, ""
        self._scenes = Scenes(ListScene())

    @property
    def scene(self) -> ListScene:
        """The latest."""
        return self._scenes.now

    def listen(self, show: Callable[[ListScene], None]) -> None:
        """From now on this shows the scenes."""
        self._scenes.listen(show)

    def refresh(self) -> None:
        """Count again."""
        if self._tasks.is_idle:
            first, last = self._dates()
            work = self._session.desks.admin.stats.of_dates(first, last)
            self._tasks.start(work, then=self._counted, trouble=self._session.tell_trouble)

    def choose(self, key: str) -> None:
        """See one time's rooms and kinds."""
        self._chosen = key
        self._show()

    def act(self, key: str) -> None:
        """Other dates, or a file."""
        if key in _DAYS:
            self._span, self._chosen = key, ""
            self._tasks.cancel()
            self._show()
            self.refresh()
        elif key == _NIGHT:
            self.choose(_NIGHT)
        elif key in (_CSV, _JSON):
            self._tasks.cancel()
            self._tasks.start(
                self._saved(key),
                then=lambda file: self._session.tell(done(say.REPORT_SAVED, file=file)),
                trouble=self._session.tell_trouble,
            )

    def stop(self) -> None:
        """The session ends."""
        self._tasks.cancel()

    def _dates(self) -> tuple[date, date]:
        today = self._session.desks.admin.today()
        return today - timedelta(days=_DAYS[self._span]), today

    async def _saved(self, form: str) -> Path:
        first, last = self._dates()
        rows = await self._session.desks.admin.exports.check_ins(first, last, self._session.staff)
        if form == _CSV:
            text = as_csv(rows)
        else:
            text = json.dumps(as_document(first, last, rows), ensure_ascii=False, default=_said)
        file = self._session.files / f"check-ins-{first.isoformat()}-{last.isoformat()}.{form}"
        await asyncio.to_thread(_write, file, text)
        return file

    def _counted(self, report: Report) -> None:
        self._report = report
        self._show()

    def _show(self) -> None:
        say_it, report = self._session.words.say, self._report
        times = report.times if report is not None else ()
        chosen = next((one for one in times if one.event_time_id == self._chosen), None)
        left_to_the_night = report.never_checked_out if report is not None else ()
        detail = self._detail(chosen) if chosen is not None else None
        if self._chosen == _NIGHT and left_to_the_night:
            detail = Detail(say_it(say.NEVER_CHECKED_OUT), "\n".join(map(self._left, left_to_the_night)))
        spans = ((_TODAY, say.TODAY), (_WEEK, say.LAST_WEEK), (_QUARTER, say.LAST_QUARTER))
        self._scenes.turn(
            ListScene(
                about=self._figures(report) if report is not None else "",
                actions=(
                    *(Action(key, say_it(text), is_chosen=key == self._span) for key, text in spans),
                    Action(_CSV, say_it(say.SAVE_CSV), "label"),
                    Action(_JSON, say_it(say.SAVE_JSON), "label"),
                    *((Action(_NIGHT, say_it(say.NEVER_CHECKED_OUT), "people"),) if left_to_the_night else ()),
                ),
                rows=tuple(self._row(one) for one in times),
                nothing=say_it(say.NO_TIMES) if report is not None else " ",
                chosen=self._chosen,
                detail=detail,
            )
        )

    def _figures(self, report: Report) -> str:
        words = self._session.words
        parts = [
            words.count(say.FIRST_TIMES, report.first_times),
            words.count(say.GUESTS, report.guests),
            words.count(say.OVERRIDES, report.overrides),
            words.count(say.NEVER_COLLECTED, len(report.never_checked_out)),
        ]
        if report.peak is not None:
            moment = clock_time(words, report.peak.starts_at)
            parts.append(words.count(say.PEAK, report.peak.check_ins, time=moment))
        if report.check_outs:
            slice, people = max(report.check_outs, key=lambda one: one[1])
            parts.append(words.count(say.PEAK_OUT, people, time=clock_time(words, slice)))
        return "  ·  ".join(parts)

    def _row(self, time: TimeStats) -> TableRow:
        words, desks = self._session.words, self._session.desks.admin
        start = time.starts_at.astimezone(desks.zone)
        moment = moment_name(words, start, desks.now().astimezone(desks.zone))
        tally = time.all
        return TableRow(
            time.event_time_id,
            (time.event_name, moment, str(tally.came), str(tally.left), str(tally.inside)),
            is_quiet=not tally.came,
        )

    def _left(self, row: AttendanceRow) -> str:
        words, desks = self._session.words, self._session.desks.admin
        moment = moment_name(words, row.starts_at.astimezone(desks.zone), desks.now().astimezone(desks.zone))
        return words.say(say.LEFT_TO_THE_NIGHT, name=isolated(row.person_name), room=row.location_name, moment=moment)

    def _detail(self, time: TimeStats) -> Detail:
        words = self._session.words
        kinds = {
            AttendanceKind.REGULAR: say.KIND_REGULAR,
            AttendanceKind.GUEST: say.KIND_GUEST,
            AttendanceKind.VOLUNTEER: say.KIND_VOLUNTEER,
        }
        lines = [
            words.say(say.ROOM_LINE, room=name, came=tally.came, inside=tally.inside)
            for _, name, tally in time.by_location
        ]
        lines += [words.say(kinds[kind], count=tally.came) for kind, tally in time.by_kind if tally.came]
        lines += self._heads(time)
        return Detail(f"{time.event_name} {clock_time(words, time.starts_at)}", "\n".join(lines))

    def _heads(self, time: TimeStats) -> list[str]:
        """Heads counted here, and what Planning Center has counted; where that says nothing, nothing stands here."""
        words, rooms = self._session.words, {id: name for id, name, _ in time.by_location}
        lines = []
        for one in time.headcounts:
            kind = type_name(words, one.attendance_type)
            room = rooms.get(one.location_id) if one.location_id is not None else None
            if room is None:
                lines.append(words.say(say.HEADS, kind=kind, count=one.count))
            else:
                lines.append(words.say(say.HEADS_IN, room=room, kind=kind, count=one.count))
        lines += [words.say(say.HEADS_THERE, kind=one.attendance_type, count=one.count) for one in time.heads_there]
        said = [count for count in (time.there.regular, time.there.guest) if count is not None] if time.there else []
        return [*lines, *((words.say(say.COUNTED_THERE, count=sum(said)),) if said else ())]


def _said(value: object) -> str:
    """A moment or a date as the command line writes it."""
    return value.isoformat() if isinstance(value, date) else str(value)


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
        file.chmod(0o600)
    except OSError as error:
        raise (DiskFull() if error.errno == _NO_SPACE else DataFolderReadOnly()) from error
