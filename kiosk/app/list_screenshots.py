"""Lists behind the PIN as stills: staff, pick-up lists, the watch list, printers, Planning Center, reports, the audit, backups."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kiosk.app.record_screenshots import Framed, shown_records
from kiosk.app.screenshots import Still
from kiosk.ui.backstage.action import Action
from kiosk.ui.backstage.flows.audit import AuditFlow
from kiosk.ui.backstage.flows.backup import BackupFlow
from kiosk.ui.backstage.flows.diagnostics import DiagnosticsFlow
from kiosk.ui.backstage.flows.pick_up import entry_fields
from kiosk.ui.backstage.flows.planning_center import PlanningCenterFlow
from kiosk.ui.backstage.flows.records import Card, Listed, ListLine, RecordsScene
from kiosk.ui.backstage.flows.reports import ReportsFlow
from kiosk.ui.backstage.flows.staff import pin_fields, staff_fields
from kiosk.ui.backstage.flows.watch import watch_fields
from kiosk.ui.backstage.list_page import Detail, ListScene
from kiosk.ui.backstage.page import Page, PageKind
from kiosk.ui.backstage.pages import (
    again,
    audit,
    backup,
    diagnostics,
    pick_up,
    planning_center,
    printers,
    reports,
    sign_in,
    staff,
    watch,
)
from kiosk.ui.backstage.printers_flow import PrintersFlow
from kiosk.ui.backstage.session import BackstageSession, Lasting
from kiosk.ui.backstage.table import TableRow
from kiosk.ui.look import Look
from kiosk.ui.widgets.chip import Tone
from kiosk.words import Words, door
from kiosk.words import admin_church as church
from kiosk.words import admin_records as records
from kiosk.words import admin_trust as say
from kiosk.words import printer_page as printer

_LONG = "Maximiliana Featherstonehaugh-O’Malley"
_MANY = 24
_DAY = "September 20, 2026"
Scened = Callable[[Words], ListScene]


class _Told:
    """A flow that shows one scene and asks nobody."""

    def __init__(self, scene: ListScene) -> None:
        self.scene = scene

    def listen(self, show: Callable[[ListScene], None]) -> None:
        """Nothing changes."""

    def refresh(self) -> None:
        """Nothing."""

    def choose(self, key: str) -> None:
        """Nothing."""

    def act(self, key: str) -> None:
        """Nothing."""

    def stop(self) -> None:
        """Nothing."""


def _listed(kind: PageKind, flow: Callable[..., Lasting], scene: Scened, framed: Framed) -> Callable[[Look], QWidget]:
    """The page itself; its flow is told before it asks for one."""

    def build(look: Look, session: BackstageSession) -> Page:
        session.once(flow, lambda: _Told(scene(look.words)))
        return kind.build(look, session)

    return framed(kind, build)


def _staff(words: Words) -> RecordsScene:
    columns = ((words.say(say.NAME), 1.6), (words.say(say.MAY_DO), 1.0))
    roles = ("admin", "lead", *("volunteer" for _ in range(_MANY)))
    lines = tuple(ListLine(str(n), (f"{_LONG} {n}", words.say(say.SHORT_ROLES[role]))) for n, role in enumerate(roles))
    add = (Action("add", words.say(say.ADD_STAFF), "plus"),)
    listed = Listed("staff", words.say(say.STAFF), columns, lines, chosen="0", actions=add)
    actions = (
        Action("pin", words.say(say.NEW_PIN), "lock"),
        Action("leave", words.say(say.LEAVES), is_grave=True),
    )
    card = Card("staff", _LONG, fields=staff_fields(words, _LONG, "admin"), actions=actions)
    return RecordsScene(listed, card, back=words.say(records.BACK), undo=words.say(records.UNDO_LAST))


def _new_staff(words: Words) -> RecordsScene:
    fields = (*staff_fields(words, _LONG, "lead"), *pin_fields(words, {"pin": "735", "again": "735"}))
    save = Action("save", words.say(say.SAVE), is_first=True)
    return RecordsScene(
        card=Card("new", words.say(say.ADD_STAFF), fields=fields, actions=(save,)), back=words.say(records.BACK)
    )


def _pick_up(words: Words) -> RecordsScene:
    columns = ((words.say(say.NAME), 1.6), ("", 1.2), (words.say(say.RELATIONSHIP), 1.0))
    said = door.relationship(words, "grandparent")
    lines = (
        ListLine("2", ("Pat Cole", words.say(say.OF_THE_FAMILY), door.relationship(words, "stepparent"))),
        ListLine("0", (_LONG, words.say(say.MAY_COLLECT), said), "good"),
        ListLine("1", ("Otto Lind", words.say(say.MAY_NOT_COLLECT), ""), "warn"),
    )
    add = (Action("add", words.say(say.ADD_TO_LIST), "plus"),)
    listed = Listed("of", words.say(say.PICK_UP), columns, lines, "", "0", add, is_searched=False)
    remove = (Action("remove", words.say(say.REMOVE), is_grave=True),)
    card = Card("entry", _LONG, fields=entry_fields(words, _LONG, "grandparent", may_collect=True), actions=remove)
    return RecordsScene(listed, card, words.say(say.LIST_OF, name=_LONG), words.say(records.BACK))


def _watch(words: Words) -> RecordsScene:
    save = Action("save", words.say(say.SAVE), is_first=True)
    draft = {"kind": "custody", "note": "Ask the lead at the desk before any pick-up", "until": "12/24/2026"}
    card = Card("new watch", _LONG, fields=watch_fields(words, draft), actions=(save,))
    return RecordsScene(card=card, back=words.say(records.BACK))


def _printers(words: Words) -> ListScene:
    rows = (
        TableRow("a", ("escpos://192.168.1.50:9100", words.say(printer.FORCED_ROLE), ""), Tone.WARN),
        TableRow("b", ("brother://QL-820NWB@192.168.1.51?stock=brother-62-red", "", ""), is_quiet=True),
        TableRow("c", ("escpos-file:///dev/usb/lp0", "lp0", words.say(printer.FOUND)), is_quiet=True),
    )
    actions = (
        Action("test", words.say(printer.TEST), is_first=True),
        Action("up", words.say(printer.UP)),
        Action("remove", words.say(printer.REMOVE)),
    )
    detail = Detail(rows[1].cells[0], words.say(printer.STANDS_IN), actions)
    return ListScene(
        words.say(printer.FORCED), (Action("find", words.say(printer.FIND)),), rows, chosen="b", detail=detail
    )


def _center(words: Words) -> ListScene:
    rows = tuple(
        TableRow(str(n), (f"{_LONG} {n}", words.say(church.PLANNING_CENTER), words.say(church.STATE)))
        for n in range(_MANY)
    )
    actions = (
        Action("bring", words.say(church.BRING_NOW), is_first=True),
        Action("all", words.say(church.BRING_ALL)),
        Action("out", words.say(church.SIGN_OUT)),
    )
    choices = (Action("here", words.say(church.TAKE_OURS)), Action("there", words.say(church.TAKE_THEIRS)))
    return ListScene(words.say(church.SIGN_IN_ABOUT_LONG), actions, rows, chosen="0", detail=Detail(_LONG, "", choices))


def _audit(words: Words) -> ListScene:
    rows = tuple(TableRow(str(n), ("9:02", words.say(church.AUDIT), _LONG, "Ruth")) for n in range(_MANY))
    spans = (church.ONLY_EXCEPTIONS, church.EVERYTHING, church.LAST_WEEK, church.LAST_QUARTER)
    return ListScene("", tuple(Action(one, words.say(one)) for one in spans), rows)


def _reports(words: Words) -> ListScene:
    rows = tuple(TableRow(str(n), ("Sunday Kids", "9:00", "112", "40", "72")) for n in range(_MANY))
    files = (church.LAST_WEEK, church.LAST_QUARTER, church.SAVE_CSV, church.SAVE_JSON)
    return ListScene("", tuple(Action(one, words.say(one)) for one in files), rows)


def _backup(words: Words) -> ListScene:
    rows = tuple(TableRow(str(n), (_DAY, "12 MB")) for n in range(_MANY))
    restore = (Action("restore", words.say(church.RESTORE), "lock"),)
    make = (Action("make", words.say(church.MAKE_BACKUP), "check", is_first=True),)
    return ListScene(words.say(church.BACKUP_TITLE_ABOUT), make, rows, chosen="0", detail=Detail(_DAY, "", restore))


def _diagnostics(words: Words) -> ListScene:
    rows = tuple(
        TableRow(name, (words.say(title), words.say(church.EXAMINING), "")) for name, title in church.CHECKS.items()
    )
    actions = (Action("again", words.say(church.EXAMINE_AGAIN)), Action("bundle", words.say(church.WRITE_BUNDLE)))
    return ListScene(words.say(church.EXAMINING), actions, rows)


class _Again(again.AgainPage):
    """Shows one state and asks nobody."""

    def refresh(self) -> None:
        """Nothing changes on a still."""


def list_stills(framed: Framed) -> tuple[Still, ...]:
    """The stills; ``framed`` puts a page into the frame behind the PIN."""
    return (
        Still("staff", shown_records(staff.PAGE, _staff, framed)),
        Still("staff-new", shown_records(staff.PAGE, _new_staff, framed)),
        Still("pick-up", shown_records(pick_up.PAGE, _pick_up, framed)),
        Still("watch", shown_records(watch.PAGE, _watch, framed)),
        Still("printers", _listed(printers.PAGE, PrintersFlow, _printers, framed)),
        Still("planning-center", _listed(planning_center.PAGE, PlanningCenterFlow, _center, framed)),
        Still("audit", _listed(audit.PAGE, AuditFlow, _audit, framed)),
        Still("reports", _listed(reports.PAGE, ReportsFlow, _reports, framed)),
        Still("backup", _listed(backup.PAGE, BackupFlow, _backup, framed)),
        Still("diagnostics", _listed(diagnostics.PAGE, DiagnosticsFlow, _diagnostics, framed)),
        Still("sign-in", framed(sign_in.PAGE, sign_in.SignInPage)),
        Still("again", framed(again.PAGE, _Again)),
    )
