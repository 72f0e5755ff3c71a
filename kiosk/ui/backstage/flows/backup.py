"""Backups on the screen: what is kept, what is in one, and bringing it back after a question. No Qt."""

from collections.abc import Callable
from pathlib import Path

from kiosk.services.backup import Backup, Preview
from kiosk.ui.backstage.action import Action
from kiosk.ui.backstage.list_page import Detail, ListScene
from kiosk.ui.backstage.scenes import Scenes
from kiosk.ui.backstage.session import BackstageSession, Question
from kiosk.ui.backstage.table import TableRow
from kiosk.ui.staff.said import done
from kiosk.ui.tasks import Tasks
from kiosk.words import admin_church as say
from kiosk.words import upkeep
from kiosk.words.times import civil_date, clock_time, moment_name

_MAKE, _LOOK, _RESTORE = "make", "look", "restore"
_MEGABYTE = 1_000_000


class BackupFlow:
    """Lists the shelf; looks into one when it is chosen."""

    def __init__(self, session: BackstageSession) -> None:
        self._session = session
        self._tasks = Tasks()
        self._reading = Tasks()
        self._kept: tuple[Backup, ...] = ()
        self._elsewhere: tuple[Backup, ...] | None = None
        self._chosen = ""
        self._preview: Preview | None = None
        self._scenes = Scenes(ListScene())

    @property
    def scene(self) -> ListScene:
        """The latest."""
        return self._scenes.now

    def listen(self, show: Callable[[ListScene], None]) -> None:
        """From now on this shows the scenes."""
        self._scenes.listen(show)

    def refresh(self) -> None:
        """What is on the shelf."""
        if self._reading.is_idle:
            self._reading.start(self._read(), then=self._was_read, trouble=self._session.tell_trouble)

    def choose(self, key: str) -> None:
        """Look into one."""
        self._chosen, self._preview = key, None
        self._show()
        if key:
            self._tasks.cancel()
            work = self._session.desks.admin.preview(Path(key))
            self._tasks.start(work, then=self._looked, trouble=self._session.tell_trouble)

    def act(self, key: str) -> None:
        """Make one more, or bring the chosen one back after a question."""
        say_it = self._session.words.say
        if key == _MAKE and self._tasks.is_idle:
            self._tasks.start(
                self._session.desks.admin.backups.make(), then=self._made, trouble=self._session.tell_trouble
            )
        elif key == _LOOK:
            self._elsewhere = None
            self.refresh()
        elif key == _RESTORE and self._preview is not None:
            path = self._preview.path
            question = Question(
                say_it(say.RESTORE), self._inside(self._preview), say_it(say.RESTORE_YES), is_grave=True
            )
            self._session.ask(question, lambda: self._restore(path))

    def stop(self) -> None:
        """The session ends."""
        self._tasks.cancel()
        self._reading.cancel()

    def _restore(self, path: Path) -> None:
        work = self._session.desks.admin.restore(path)
        self._tasks.start(work, then=lambda _: None, trouble=self._session.tell_trouble)

    async def _read(self) -> tuple[tuple[Backup, ...], tuple[Backup, ...]]:
        """The shelf every time; sticks and folders when the page is opened and when somebody says so."""
        backups = self._session.desks.admin.backups
        elsewhere = self._elsewhere
        return await backups.kept(), await backups.elsewhere() if elsewhere is None else elsewhere

    def _was_read(self, read: tuple[tuple[Backup, ...], tuple[Backup, ...]]) -> None:
        self._kept, self._elsewhere = read
        self._show()

    def _made(self, _: Backup) -> None:
        self._session.tell(done(say.BACKUP_MADE))
        self.refresh()

    def _looked(self, preview: Preview) -> None:
        self._preview = preview
        self._show()

    def _moment(self, backup: Backup) -> str:
        desks = self._session.desks.admin
        return moment_name(
            self._session.words, backup.made_at.astimezone(desks.zone), desks.now().astimezone(desks.zone)
        )

    def _inside(self, preview: Preview) -> str:
        words, contents, zone = self._session.words, preview.contents, self._session.desks.admin.zone
        lines = [
            words.say(
                upkeep.BACKUP_HOLDS,
                church=contents.church or words.say(upkeep.BACKUP_NO_CHURCH),
                people=contents.people,
                households=contents.households,
                check_ins=contents.check_ins,
            )
        ]
        if contents.newest_fact_at is not None:
            newest = contents.newest_fact_at.astimezone(zone)
            moment = f"{civil_date(words, newest.date())}, {clock_time(words, newest)}"
            lines.append(words.say(upkeep.BACKUP_LAST_FACT, moment=moment))
        if preview.facts_left_behind:
            lines.append(words.count(upkeep.FACTS_LEFT_BEHIND, preview.facts_left_behind))
        lines.append(words.say(say.RESTORE_ABOUT))
        return "\n".join(lines)

    def _row(self, backup: Backup, place: str) -> TableRow:
        return TableRow(str(backup.path), (self._moment(backup), place, f"{backup.size_bytes / _MEGABYTE:.1f} MB"))

    def _show(self) -> None:
        say_it = self._session.words.say
        elsewhere = self._elsewhere or ()
        chosen = next((one for one in (*self._kept, *elsewhere) if str(one.path) == self._chosen), None)
        detail = None
        if chosen is not None:
            body = self._inside(self._preview) if self._preview is not None else ""
            actions = (Action(_RESTORE, say_it(say.RESTORE), "lock", is_enabled=self._preview is not None),)
            detail = Detail(self._moment(chosen), body, actions)
        self._scenes.turn(
            ListScene(
                about=say_it(say.BACKUPS_ABOUT),
                actions=(
                    Action(_MAKE, say_it(say.MAKE_BACKUP), "check", is_first=True),
                    Action(_LOOK, say_it(say.LOOK_FOR_BACKUPS), "shelf"),
                ),
                rows=(
                    *(self._row(one, say_it(say.KEPT_HERE)) for one in self._kept),
                    *(self._row(one, f"{one.path.parent.name}/{one.path.name}") for one in elsewhere),
                ),
                nothing=say_it(say.NO_BACKUPS) if self._elsewhere is not None else " ",
                chosen=self._chosen,
                detail=detail,
            )
        )
