"""What was changed in the settings, by whom, taken back one by one; and settings as files. Without Qt's widgets."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.domain.ids import StaffId
from kiosk.services.settings_desk import Change, PastChange
from kiosk.ui.backstage.action import Action
from kiosk.ui.backstage.list_page import Detail, ListScene
from kiosk.ui.backstage.session import BackstageSession, Question
from kiosk.ui.backstage.settings_files import found_files, written
from kiosk.ui.backstage.table import TableRow
from kiosk.ui.staff.said import Said, done
from kiosk.ui.tasks import Tasks
from kiosk.words import Words
from kiosk.words import setting_names as say
from kiosk.words.times import moment_name

SAVE, TEMPLATE, LOAD, UNDO = "save", "template", "load", "undo"
_FILE = "file:"
_LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class _Known:
    past: tuple[PastChange, ...] = ()
    names: Mapping[StaffId, str] | None = None
    files: tuple[Path, ...] | None = None


class SettingsHistoryFlow:
    """Keeps the promises of `kiosk.ui.backstage.list_page.ListFlow`."""

    def __init__(self, session: BackstageSession) -> None:
        self._session = session
        self._show: Callable[[ListScene], None] = lambda _: None
        self._reading = Tasks()
        self._tasks = Tasks()
        self._known = _Known()
        self._chosen = ""
        self.scene = ListScene()

    def listen(self, show: Callable[[ListScene], None]) -> None:
        """From now on this shows the scenes."""
        self._show = show

    def refresh(self) -> None:
        """Read the changes anew."""
        if self._reading.is_idle:
            self._reading.start(self._read(), then=self._was_read, trouble=self._session.tell_trouble)

    async def _read(self) -> tuple[tuple[PastChange, ...], Mapping[StaffId, str]]:
        desks = self._session.desks
        return await desks.settings.past_changes(), await desks.here.staff_names()

    def _was_read(self, read: tuple[tuple[PastChange, ...], Mapping[StaffId, str]]) -> None:
        past, names = read
        self._known = replace(self._known, past=past, names=names)
        self._turn()

    def choose(self, key: str) -> None:
        """A change to take back, or a file to take over."""
        if key.startswith(_FILE):
            self._look_at(Path(key.removeprefix(_FILE)))
            return
        self._chosen = key
        if not key:
            self._known = replace(self._known, files=None)
        self._turn()

    def act(self, key: str) -> None:
        """A button was pressed."""
        match key:
            case "save" | "template":
                self._keep(is_template=key == TEMPLATE)
            case "load":
                work = asyncio.to_thread(found_files, self._session.files)
                self._tasks.start(work, then=self._found, trouble=self._session.tell_trouble)
            case _:
                past = next((one for one in self._known.past if one.id == self._chosen), None)
                if past is not None:
                    work_back = self._session.desks.settings.undo(self._session.staff, past.id)
                    self._tasks.start(work_back, then=self._taken_back, trouble=self._session.tell_trouble)

    def _taken_back(self, _: object) -> None:
        self._chosen = ""
        self._session.tell(done(say.TAKEN_BACK))
        self._turn()
        self.refresh()

    def _keep(self, *, is_template: bool) -> None:
        async def keep() -> Said:
            text = await self._session.desks.settings.exported(is_template=is_template)
            name = "kiosk-template.toml" if is_template else "kiosk-settings.toml"
            try:
                path = await asyncio.to_thread(written, self._session.files, name, text)
            except OSError:
                return Said(say.FILE_NOT_KEPT, {"file": str(self._session.files / name)})
            return done(say.FILE_KEPT, file=str(path))

        self._tasks.start(keep(), then=self._session.tell, trouble=self._session.tell_trouble)

    def _found(self, files: tuple[Path, ...]) -> None:
        if not files:
            self._session.tell(Said(say.NO_FILES, {"folder": str(self._session.files)}))
            return
        self._known, self._chosen = replace(self._known, files=files), LOAD
        self._turn()

    def _look_at(self, path: Path) -> None:
        async def look() -> tuple[str, tuple[Change, ...]] | None:
            try:
                source = await asyncio.to_thread(path.read_text, encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                return None
            return source, await self._session.desks.settings.would_change(source, path.name)

        def looked(found: tuple[str, tuple[Change, ...]] | None) -> None:
            words = self._session.words
            if found is None:
                self._session.tell(Said(say.FILE_NOT_READ, {"file": path.name}))
            elif not found[1]:
                self._session.tell(Said(say.FILE_CHANGES_NOTHING))
            else:
                source, changes = found
                names = ", ".join(dict.fromkeys(_name(words, one) for one in changes))
                question = Question(
                    words.say(say.TAKE_FILE, file=path.name),
                    words.count(say.FILE_CHANGES, len(changes), names=names),
                    words.say(say.TAKE_IT),
                )
                self._session.ask(question, lambda: self._take(source, path.name))

        self._tasks.start(look(), then=looked, trouble=self._session.tell_trouble)

    def _take(self, source: str, name: str) -> None:
        def taken(_: object) -> None:
            self.choose("")
            self._session.tell(done(say.SAVED_AT_ONCE))
            self.refresh()

        work = self._session.desks.settings.import_file(self._session.staff, source, name)
        self._tasks.start(work, then=taken, trouble=self._session.tell_trouble)

    def stop(self) -> None:
        """The session ends."""
        self._reading.cancel()
        self._tasks.cancel()

    def _turn(self) -> None:
        self.scene = self._scene()
        self._show(self.scene)

    def _scene(self) -> ListScene:
        words, known = self._session.words, self._known
        if known.files is not None:
            rows = tuple(TableRow(f"{_FILE}{path}", (path.name, str(path.parent), "")) for path in known.files)
            return ListScene(words.say(say.FILES_FOUND), (), rows, chosen="")
        actions = (
            Action(SAVE, words.say(say.SAVE_FILE)),
            Action(TEMPLATE, words.say(say.SAVE_TEMPLATE)),
            Action(LOAD, words.say(say.LOAD_FILE)),
        )
        rows = tuple(self._row(words, past) for past in known.past)
        chosen = next((one for one in known.past if one.id == self._chosen), None)
        nothing = words.say(say.NO_CHANGES) if known.names is not None else " "
        return ListScene("", actions, rows, nothing, self._chosen, self._detail(words, chosen) if chosen else None)

    def _row(self, words: Words, past: PastChange) -> TableRow:
        when = moment_name(words, self._session.desks.here.local(past.at), self._session.desks.here.local(None))
        return TableRow(past.id, (_change(words, past.change), self._who(words, past.by), when))

    def _detail(self, words: Words, past: PastChange) -> Detail:
        row = self._row(words, past)
        back = Action(UNDO, words.say(say.CHANGE_BACK, was=_said(words, past.change.was)), "undo", is_first=True)
        return Detail(row.cells[0], " · ".join(row.cells[1:]), (back,))

    def _who(self, words: Words, by: StaffId | None) -> str:
        if by is None:
            return words.say(say.COMMAND_LINE)
        return (self._known.names or {}).get(by, words.say(say.SOMEBODY))


def _name(words: Words, change: Change) -> str:
    return words.say(say.NAMES[change.key]) if change.key in say.NAMES else change.key


def _change(words: Words, change: Change) -> str:
    was, now = _said(words, change.was), _said(words, change.now)
    return words.say(say.CHANGE, name=_name(words, change), was=was, now=now)


def _said(words: Words, value: object) -> str:
    text = ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)
    if value in ("", [], None):
        return words.say(say.NOTHING)
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"
