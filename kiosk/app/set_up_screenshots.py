"""Every page of the guided set-up, and the calm page, in the states that matter, as stills."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kiosk.app.screenshots import Still
from kiosk.domain.ids import EventId, LocationId
from kiosk.domain.problems import (
    Busy,
    DatabaseDamaged,
    DatabaseTooNew,
    DiskFull,
    NoPermission,
    Offline,
    PinNotAccepted,
    SignedOut,
)
from kiosk.services.backup import Backup, Contents, Preview
from kiosk.services.ports import StationSettings
from kiosk.services.pulled import Product, Resource
from kiosk.services.set_up_ports import (
    ChurchSource,
    Found,
    FoundEvent,
    FoundPrinter,
    FoundStation,
    PrinterTest,
    Progress,
    SetUpStep,
)
from kiosk.services.set_up_world import FoundRoom, ServiceMoment
from kiosk.services.sign_in import Access, ProductAccess
from kiosk.ui.look import Look
from kiosk.ui.set_up.calm_flow import CalmScene, calm_view
from kiosk.ui.set_up.pages import all_pages
from kiosk.ui.set_up.scene import Bringing, LookDraft, Page, SetUpScene
from kiosk.ui.set_up.step_screen import StepScreen
from kiosk.ui.staff.said import Said, trouble
from kiosk.ui.updated_cover import UpdatedCover
from kiosk.words import set_up_screens as say
from kiosk.words.admin_local import NOT_A_CLOCK

_CHURCH = "Riverside Church"
_NOW = datetime(2026, 9, 11, 17, 5, tzinfo=UTC)
_EVENTS = (
    FoundEvent(EventId("1"), "Sunday Kids", 14),
    FoundEvent(EventId("2"), "Midweek", 4),
    FoundEvent(EventId("3"), "Vacation Bible School and Summer Camp", 0),
)
_FOUND = Found(_CHURCH, 10431, 3127, 12, 11, _EVENTS, ())
_POOR = replace(
    _FOUND, people=0, households=0, events=(), groups=0, passes=0, refused=(Product.GROUPS, Product.CALENDAR)
)
_OWN = replace(_FOUND, people=0, households=0, events=_EVENTS[::2], groups=0, passes=0)
_ACCESS = Access(
    "1",
    _CHURCH,
    (
        ProductAccess(Product.PEOPLE, rows=10431),
        ProductAccess(Product.CHECK_INS, rows=3),
        ProductAccess(Product.GROUPS, NoPermission()),
        ProductAccess(Product.CALENDAR, NoPermission()),
    ),
)
_ROOMS = tuple(
    FoundRoom(LocationId(str(place)), name)
    for place, name in enumerate(
        (
            "Nursery",
            "Twos",
            "Threes",
            "Fours",
            "Kindergarten",
            "Grades 1–2",
            "Grades 3–5",
            "Wee Worship Upstairs",
            "Lions",
        )
        * 3
    )
)
_MOMENTS = tuple(
    ServiceMoment("Sunday Kids", datetime(2026, 9, day, hour, 0, tzinfo=UTC), _NOW)
    for day in (13, 20, 27)
    for hour in (9, 11)
)
_ROWS = {
    Resource.PEOPLE: (10431, 10431),
    Resource.HOUSEHOLDS: (3127, 3127),
    Resource.EVENTS: (3, None),
    Resource.CHECK_INS: (1100, 21343),
}
_DONE = frozenset(SetUpStep) - {SetUpStep.REHEARSAL}
_SCENE = SetUpScene(
    settings=StationSettings("s", name="Lobby, left", slot=3),
    progress=Progress(_DONE, ChurchSource.PLANNING_CENTER),
    look=LookDraft("light", ""),
    language="en",
    has_page_before=True,
    has_sign_in=True,
    redirect="http://localhost:8127/signed-in",
    access=_ACCESS,
    found=_FOUND,
    mode="self",
    theirs=(FoundStation("1", "Welcome desk", None, None, None, ""), FoundStation("2", "Hall", None, None, None, "")),
    their=FoundStation("1", "Welcome desk", None, None, None, ""),
    events=frozenset({"1"}),
    rooms=_ROOMS,
    chosen_rooms=frozenset({LocationId("1"), LocationId("4")}),
    printers=(
        FoundPrinter("brother://QL-820NWB@brw1234.local", "Brother QL-820NWB"),
        FoundPrinter("escpos-usb://04b8:0202", "EPSON TM-T20III"),
    ),
    address="escpos://192.168.1.50:9100",
    pictures=(Path("Pictures/riverside-logo.png"), Path("STICK/logo-white-on-transparent.svg")),
    typed={"admin": "Ruth"},
    services=_MOMENTS,
)


def _page(page: Page, **changes: object) -> Callable[[Look], QWidget]:
    def build(look: Look) -> QWidget:
        scene = replace(_SCENE, page=page, language=look.words.language, **changes)  # type: ignore[arg-type]
        return StepScreen(look, all_pages()[page].view(scene, look.words))

    return build


def _calm(scene: CalmScene) -> Callable[[Look], QWidget]:
    def build(look: Look) -> QWidget:
        return StepScreen(look, calm_view(scene, look.words))

    return build


_DAMAGED = DatabaseDamaged(backup="backups/kiosk-20260910T030000Z.db", made_at=_NOW, people=10431)
_PREVIEW = Preview(Path("b.db"), Contents(_CHURCH, "UTC", "s", 10431, 3127, 900, 812, 0, _NOW, _NOW), 42)
_BACKUPS = tuple(Backup(Path(f"/media/KINGSTON 32 GB/kiosk-00-{day}.db"), _NOW, 4_200_000) for day in range(1, 16))

SET_UP_STILLS: tuple[Still, ...] = (
    Still("set-up-overview", _page(Page.OVERVIEW)),
    Still("set-up-language", _page(Page.LANGUAGE, has_page_before=False, found=None)),
    Still("set-up-church", _page(Page.CHURCH)),
    Still("set-up-token", _page(Page.TOKEN)),
    Still("set-up-token-wrong", _page(Page.TOKEN, said=trouble(SignedOut(code="LEMMING")))),
    Still("set-up-token-offline", _page(Page.TOKEN, said=trouble(Offline(code="tls")))),
    Still("set-up-token-file", _page(Page.TOKEN, needs_file=True)),
    Still("set-up-browser", _page(Page.BROWSER)),
    Still("set-up-browser-wait", _page(Page.BROWSER, is_busy=True)),
    Still("set-up-seen", _page(Page.SEEN)),
    Still("set-up-bringing", _page(Page.BRINGING, bringing=Bringing(_ROWS))),
    Still("set-up-stopped", _page(Page.BRINGING, bringing=Bringing(_ROWS, has_stopped=True, problem=Offline()))),
    Still("set-up-found", _page(Page.FOUND)),
    Still("set-up-found-poor", _page(Page.FOUND, found=_POOR)),
    Still("set-up-other-church", _page(Page.OTHER_CHURCH)),
    Still("set-up-church-first", _page(Page.CHURCH, has_sign_in=False, progress=Progress(), found=None)),
    Still("set-up-own-church", _page(Page.OWN_CHURCH, found=None, zone="America/Chicago")),
    Still("set-up-own-event", _page(Page.OWN_EVENT, said=Said(NOT_A_CLOCK))),
    Still("set-up-own-day", _page(Page.OWN_DAY)),
    Still("set-up-own-found", _page(Page.FOUND, found=_OWN, progress=Progress(_DONE, ChurchSource.OWN))),
    Still("set-up-kind", _page(Page.KIND)),
    Still("set-up-theirs", _page(Page.THEIRS)),
    Still("set-up-their-kind", _page(Page.THEIR_KIND)),
    Still("set-up-station", _page(Page.STATION)),
    Still("set-up-station-wrong", _page(Page.STATION, said=Said(say.NUMBER_WRONG))),
    Still("set-up-scope", _page(Page.SCOPE)),
    Still("set-up-rooms", _page(Page.ROOMS)),
    Still("set-up-printer", _page(Page.PRINTER)),
    Still("set-up-printer-none", _page(Page.PRINTER, printers=(), address="", said=Said(say.NOT_OUT_HELP))),
    Still("set-up-printed", _page(Page.PRINTED, test=PrinterTest(is_printed=True))),
    Still("set-up-not-printed", _page(Page.PRINTED, test=PrinterTest(is_printed=False, trouble="paper_out"))),
    Still("set-up-theme", _page(Page.THEME)),
    Still("set-up-colour", _page(Page.COLOUR)),
    Still("set-up-logo", _page(Page.LOGO)),
    Still("set-up-admin", _page(Page.ADMIN)),
    Still("set-up-admin-there", _page(Page.ADMIN, has_admin=True)),
    Still("set-up-pin", _page(Page.PIN)),
    Still("set-up-pin-weak", _page(Page.PIN, said=trouble(PinNotAccepted()))),
    Still("set-up-rehearsal", _page(Page.REHEARSAL)),
    Still("set-up-rehearsal-missing", _page(Page.REHEARSAL, progress=Progress(), services=None)),
    Still("calm-busy", _calm(CalmScene(Busy()))),
    Still("calm-disk", _calm(CalmScene(DiskFull()))),
    Still("calm-too-new", _calm(CalmScene(DatabaseTooNew()))),
    Still("calm-bug", _calm(CalmScene(None))),
    Still("calm-damaged", _calm(CalmScene(_DAMAGED))),
    Still("calm-damaged-alone", _calm(CalmScene(DatabaseDamaged()))),
    Still("calm-anew", _calm(CalmScene(DatabaseDamaged(), begins_anew=True))),
    Still("updated", lambda look: UpdatedCover(look, lambda: None, lambda: None)),
    Still("calm-found", _calm(CalmScene(_DAMAGED, found=_BACKUPS))),
    Still("calm-none-found", _calm(CalmScene(DatabaseDamaged(), found=()))),
    Still("calm-preview", _calm(CalmScene(_DAMAGED, _PREVIEW))),
)
