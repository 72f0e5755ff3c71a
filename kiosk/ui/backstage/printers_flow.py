"""The station's printers in their order, others that can be found, and a test label for each. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from kiosk.domain.labels import PrintState
from kiosk.domain.problems import Problem
from kiosk.services.printer_pool import PrinterStanding
from kiosk.services.printer_strip import Tone as Urgency
from kiosk.services.printer_strip import printer_strip
from kiosk.services.self_test import TestResult
from kiosk.services.set_up_ports import FoundPrinter
from kiosk.ui.backstage.action import Action
from kiosk.ui.backstage.list_page import Detail, ListScene
from kiosk.ui.backstage.session import BackstageSession, Question
from kiosk.ui.backstage.table import TableRow
from kiosk.ui.staff.said import Said, done
from kiosk.ui.tasks import Tasks
from kiosk.ui.widgets.chip import Tone
from kiosk.words import Words
from kiosk.words import helper as tests
from kiosk.words import printer_page as say

FIND, ADD, UP, REMOVE, TEST = "find", "add", "up", "remove", "test"
_FOUND, _FORCED = "found:", "forced:"


@dataclass(frozen=True, slots=True)
class _Known:
    """``addresses``: as the setting says; ``forced``: what the computer's environment puts in their place."""

    addresses: tuple[str, ...] = ()
    forced: tuple[str, ...] = ()
    standings: tuple[PrinterStanding, ...] = ()
    found: tuple[FoundPrinter, ...] = ()
    is_read: bool = False
    is_busy: bool = False


class PrintersFlow:
    """Keeps the promises of `kiosk.ui.backstage.list_page.ListFlow`; ``add`` is for a typed address."""

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
        """How the printers are."""
        if self._reading.is_idle:
            self._reading.start(self._read(), then=self._was_read, trouble=self._session.tell_trouble)

    async def _read(self) -> tuple[str, tuple[PrinterStanding, ...]]:
        desks = self._session.desks
        return (await desks.settings.all()).station.printer, await desks.standings()

    def _was_read(self, read: tuple[str, tuple[PrinterStanding, ...]]) -> None:
        printer, standings = read
        forced = tuple(self._session.desks.here.forced_printer.split())
        addresses = tuple(printer.split())
        self._known = replace(self._known, addresses=addresses, forced=forced, standings=standings, is_read=True)
        self._turn()

    def choose(self, key: str) -> None:
        """One of the list; "" for none."""
        self._chosen = key
        self._turn()

    def act(self, key: str) -> None:
        """A button was pressed."""
        words, address = self._session.words, self._chosen
        match key:
            case "find" if not self._known.is_busy:
                self._begin(say.FINDING)
                self._tasks.start(self._session.desks.here.find_printers(), then=self._found, trouble=self._failed)
            case "add":
                self.add(address.removeprefix(_FOUND))
            case "up":
                place = self._known.addresses.index(address)
                order = list(self._known.addresses)
                order[place - 1], order[place] = order[place], order[place - 1]
                self._save(order, done(say.MOVED))
            case "remove":
                question = Question(
                    words.say(say.ASK_REMOVE),
                    words.say(say.ASK_REMOVE_ABOUT, address=address),
                    words.say(say.REMOVE),
                    is_grave=True,
                )
                rest = [one for one in self._known.addresses if one != address]
                self._session.ask(question, lambda: self._save(rest, done(say.REMOVED)))
            case "test" if not self._known.is_busy:
                self._begin(tests.TESTING)
                name = next((one.name for one in self._known.standings if self._is_of(one, address)), "")
                self._tasks.start(self._session.desks.self_test.run(name), then=self._tested, trouble=self._failed)
            case _:
                pass

    def add(self, address: str) -> None:
        """One more, at the end of the order."""
        wanted = address.strip()
        if wanted and wanted not in self._known.addresses:
            self._chosen = wanted
            self._save([*self._known.addresses, wanted], done(say.ADDED))

    def _save(self, addresses: list[str], said: Said) -> None:
        def saved(_: object) -> None:
            self._known = replace(self._known, addresses=tuple(addresses))
            if self._chosen not in addresses:
                self._chosen = ""
            self._session.tell(said)
            self._turn()

        def refused(problem: Problem | None) -> None:
            if self._chosen not in self._known.addresses:
                self._chosen = ""
            self._session.tell_trouble(problem)
            self._turn()

        self._reading.cancel()
        work = self._session.desks.settings.change(self._session.staff, {"printer": " ".join(addresses)})
        self._tasks.start(work, then=saved, trouble=refused)

    def _begin(self, message: str) -> None:
        self._known = replace(self._known, is_busy=True)
        self._session.tell(Said(message, is_good=True))
        self._turn()

    def _found(self, found: tuple[FoundPrinter, ...]) -> None:
        new = tuple(one for one in found if one.address not in self._known.addresses)
        self._known = replace(self._known, found=new, is_busy=False)
        self._session.tell(Said() if new else Said(say.NOTHING_FOUND))
        self._turn()

    def _tested(self, result: TestResult) -> None:
        self._known = replace(self._known, is_busy=False)
        if result.is_good:
            self._session.tell(done(tests.TEST_GOOD))
        else:
            is_unknown = result.state is PrintState.UNCERTAIN
            self._session.tell(Said(tests.TEST_UNCERTAIN if is_unknown else tests.TEST_BAD))
        self._turn()

    def _failed(self, problem: Problem | None) -> None:
        self._known = replace(self._known, is_busy=False)
        self._session.tell_trouble(problem)
        self._turn()

    def stop(self) -> None:
        """The session ends."""
        self._reading.cancel()
        self._tasks.cancel()

    def _turn(self) -> None:
        self.scene = self._scene()
        self._show(self.scene)

    def _scene(self) -> ListScene:
        words, known = self._session.words, self._known
        rows = [self._row(words, say.FORCED_ROLE, f"{_FORCED}{address}") for address in known.forced]
        roles = "" if known.forced else say.FIRST, "" if known.forced else say.STANDS_IN
        rows += [self._row(words, roles[bool(place)], address) for place, address in enumerate(known.addresses)]
        rows += [
            TableRow(f"{_FOUND}{one.address}", (one.address, one.name, words.say(say.FOUND)), is_quiet=True)
            for one in known.found
            if one.address not in known.addresses
        ]
        find = Action(FIND, words.say(say.FIND), is_enabled=not known.is_busy)
        about = words.say(say.ORDER_HINT) if len(known.addresses) > 1 else ""
        about = words.say(say.FORCED) if known.forced else about
        nothing = words.say(say.NO_PRINTERS) if known.is_read else " "
        return ListScene(about, (find,), tuple(rows), nothing, self._chosen, self._detail(words, rows))

    def _row(self, words: Words, role: str, key: str) -> TableRow:
        standing = next((one for one in self._known.standings if self._is_of(one, key)), None)
        address, role = key.removeprefix(_FORCED), words.say(role) if role else ""
        if standing is None:
            return TableRow(key, (address, role, ""), is_quiet=bool(self._known.forced))
        (line,) = printer_strip((standing,), words)
        tone = {Urgency.GOOD: Tone.GOOD, Urgency.SOON: Tone.WARN, Urgency.NOW: Tone.WARN}[line.tone]
        return TableRow(key, (address, role, line.state_text), tone)

    def _detail(self, words: Words, rows: list[TableRow]) -> Detail | None:
        row = next((one for one in rows if one.key == self._chosen), None)
        if row is None:
            return None
        if row.key.startswith(_FOUND):
            return Detail(row.cells[0], row.cells[1], (Action(ADD, words.say(say.ADD), is_first=True),))
        standing = next((one for one in self._known.standings if self._is_of(one, row.key)), None)
        advice = printer_strip((standing,), words)[0].advice if standing is not None else ""
        is_forced = row.key.startswith(_FORCED)
        actions = []
        if is_forced or not self._known.forced:
            actions.append(Action(TEST, words.say(say.TEST), is_first=True, is_enabled=not self._known.is_busy))
        if not is_forced and self._known.addresses.index(row.key) > 0:
            actions.append(Action(UP, words.say(say.UP)))
        if not is_forced:
            actions.append(Action(REMOVE, words.say(say.REMOVE)))
        body = "\n".join(part for part in (" · ".join(cell for cell in row.cells[1:] if cell), advice) if part)
        return Detail(row.cells[0], body, tuple(actions))

    def _is_of(self, standing: PrinterStanding, key: str) -> bool:
        """Boxes are numbered as they stand in what is in force; the station's own is called ""."""
        is_forced, address = key.startswith(_FORCED), key.removeprefix(_FORCED)
        in_force = self._known.forced or self._known.addresses
        if address not in in_force or is_forced is not bool(self._known.forced):
            return False
        place = in_force.index(address)
        return standing.name == (str(place) if place else "")
