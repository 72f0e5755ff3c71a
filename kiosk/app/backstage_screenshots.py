"""Pages behind the PIN in the states that matter, as stills for pictures and for the layout test."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from PySide6.QtWidgets import QWidget

from kiosk.app import sample_staff_views as sample
from kiosk.app.list_screenshots import list_stills
from kiosk.app.record_screenshots import record_stills
from kiosk.app.screenshots import Still
from kiosk.domain.ids import EventId, PrintJobId
from kiosk.domain.labels import LabelKind, PrintState
from kiosk.domain.pins import Role, StaffMember
from kiosk.services.forgotten_pin import ForgottenPin
from kiosk.services.label_designs import DesignPicture, KnownDesign
from kiosk.services.label_desk import ListedLabel
from kiosk.services.ports import StationSettings
from kiosk.services.print_labels import PrinterLook
from kiosk.services.printer_pool import PrinterStanding
from kiosk.services.printing_ports import PrinterState
from kiosk.services.settings import SECTIONS
from kiosk.ui.backstage.backstage import Backstage
from kiosk.ui.backstage.designs_flow import DesignsScene
from kiosk.ui.backstage.desks import Desks
from kiosk.ui.backstage.fields import Choice
from kiosk.ui.backstage.forgotten_flow import ForgottenScene
from kiosk.ui.backstage.forgotten_page import ForgottenPage
from kiosk.ui.backstage.helper_flow import HelperScene
from kiosk.ui.backstage.page import Page, PageKind
from kiosk.ui.backstage.pages import close_kiosk, helper, label_designs, station_settings
from kiosk.ui.backstage.pages_of import GROUPS
from kiosk.ui.backstage.session import BackstageSession, Question
from kiosk.ui.backstage.settings_flow import SettingsScene
from kiosk.ui.look import Look
from kiosk.ui.staff.said import NOTHING, Said, done
from kiosk.words import backstage as say
from kiosk.words.admin_trust import ANOTHER_TOKEN, PINS_DIFFER
from kiosk.words.setting_names import SAVED_AT_ONCE

_ADMIN = StaffMember(sample.LEAD.id, "Ruth Featherstonehaugh", Role.ADMIN)
_NOT_ASKED = cast(Desks, None)
"""Stills are shown what they show; nobody asks anything."""

_PRINTERS = (
    PrinterStanding("", "escpos://192.168.1.50:9100", PrinterLook(PrinterState.PAPER_OUT, "paper_out"), 4),
    PrinterStanding("1", "brother://QL-820NWB@192.168.1.51", PrinterLook(PrinterState.READY)),
)


def _label(number: int, kind: LabelKind, title: str, state: PrintState) -> ListedLabel:
    return ListedLabel(PrintJobId(f"job{number}"), kind, title, state, "", "", True)


_LABELS = (
    _label(1, LabelKind.NAME, "Ana Cole", PrintState.UNCERTAIN),
    _label(2, LabelKind.NAME, "Ben Cole", PrintState.PRINTED),
    _label(3, LabelKind.SECURITY, "XK7P", PrintState.UNCERTAIN),
    _label(4, LabelKind.ALLERGY, "Maximiliano Featherstonehaugh", PrintState.HELD),
    *(_label(number, LabelKind.NAME, f"Mateo García {number}", PrintState.PRINTED) for number in range(5, 30)),
)
_TROUBLE = HelperScene(_PRINTERS, _LABELS, is_read=True)
_QUIET = HelperScene(_PRINTERS[1:], _LABELS[1:2], is_read=True)

_SETTINGS = SettingsScene(
    "station",
    StationSettings(station_id="01", name="Welcome desk", event_ids=(EventId("1"),)),
    {
        "event_ids": tuple(Choice(str(place), name) for place, name in enumerate(("Sunday Kids", "Midweek", "Teams"))),
        "location_ids": tuple(Choice(str(place), f"Room {place}") for place in range(20)),
    },
)
_DESIGN = """format = 1
kind = "name"
margin = 1.5
top = 1

[[part]]
kind = "text"
text = "{called_name}"
size = 22

[[part]]
kind = "text"
text = "Welcome to {event}"
size = 3.6
"""
_DESIGNS = DesignsScene(
    tuple(KnownDesign(name, "name", ("roll-80",), name == "name", True) for name in ("guest", "name", "security")),
    {"roll-80": "80 mm roll"},
    "name",
    _DESIGN,
    "roll-80",
    picture=DesignPicture(b"", "Ж"),
    is_read=True,
)


def _framed(
    kind: PageKind, build: Callable[[Look, BackstageSession], Page], said: Said = NOTHING, question: bool = False
) -> Callable[[Look], QWidget]:
    def framed(look: Look) -> QWidget:
        session = BackstageSession(_ADMIN, _NOT_ASKED, lambda: "", look.words)
        groups = [
            replace(group, pages=tuple(replace(one, build=build) if one is kind else one for one in group.pages))
            for group in GROUPS
        ]
        frame = Backstage(look, session, groups, lock_seconds=3600, first=kind.key)
        frame.resize(look.metrics.width, look.metrics.height)
        session.tell(said)
        if question:
            session.ask(
                Question(
                    look.words.say(say.CLOSE_KIOSK),
                    look.words.say(say.CLOSE_KIOSK_QUESTION),
                    look.words.say(say.CLOSE_KIOSK_YES),
                    is_grave=True,
                ),
                lambda: None,
            )
        return frame

    return framed


def _helper(scene: HelperScene) -> Callable[[Look], QWidget]:
    class Shown(helper.HelperPage):
        """Shows one scene and asks nobody."""

        def refresh(self) -> None:
            """Nothing changes on a still."""
            self.display(scene)

    return _framed(helper.PAGE, Shown)


def _settings(section: str, said: Said = NOTHING) -> Callable[[Look], QWidget]:
    scene = replace(_SETTINGS, section=section, errors={"accent": "It must be a colour such as #1c7c54."})

    class Shown(station_settings.StationSettingsPage):
        """Shows one scene and asks nobody."""

        def refresh(self) -> None:
            """Nothing changes on a still."""
            self.display(scene)

    return _framed(station_settings.PAGE, Shown, said)


def _designs(scene: DesignsScene) -> Callable[[Look], QWidget]:
    class Shown(label_designs.LabelDesignsPage):
        """Shows one scene and asks nobody."""

        def refresh(self) -> None:
            """Nothing changes on a still."""
            self.display(scene)

    return _framed(label_designs.PAGE, Shown)


def _question(look: Look) -> QWidget:
    return _framed(close_kiosk.PAGE, close_kiosk.PAGE.build, question=True)(look)


def _list_of_pages(look: Look) -> QWidget:
    frame = _helper(_QUIET)(look)
    assert isinstance(frame, Backstage)
    frame.show_list()
    return frame


def _forgotten(scene: ForgottenScene) -> Callable[[Look], QWidget]:
    def framed(look: Look) -> QWidget:
        page = ForgottenPage(look, cast(ForgottenPin, None))
        page.flow.scene = scene
        page.display(scene)
        return page

    return framed


BACKSTAGE_STILLS: tuple[Still, ...] = (
    Still("forgotten", _forgotten(ForgottenScene(can_prove=False))),
    Still("forgotten-token", _forgotten(ForgottenScene(can_prove=True, said=Said(ANOTHER_TOKEN)))),
    Still("forgotten-pin", _forgotten(ForgottenScene(can_prove=True, admins=(_ADMIN,), said=Said(PINS_DIFFER)))),
    Still("pages", _list_of_pages),
    Still("close-asked", _question),
    Still("helper", _helper(_QUIET)),
    Still("helper-trouble", _helper(_TROUBLE)),
    Still("helper-none", _helper(HelperScene(is_read=True))),
    Still("helper-label", _helper(replace(_TROUBLE, chosen="job2", picture=b""))),
    *(Still(f"settings-{section}", _settings(section)) for section in SECTIONS),
    Still("settings-saved", _settings("screen", done(SAVED_AT_ONCE))),
    Still("settings", _settings("")),
    Still("designs", _designs(replace(_DESIGNS, chosen=""))),
    Still("designs-one", _designs(_DESIGNS)),
    Still("designs-edited", _designs(replace(_DESIGNS, is_editing=True))),
    *record_stills(_framed),
    *list_stills(_framed),
)
"""Looked at on the sizes of volunteers' stations."""
