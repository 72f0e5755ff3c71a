"""Every staff screen in the states that matter, as stills for pictures and for the layout test."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from kiosk.app import sample_staff_views as sample
from kiosk.app.sample_today import TODAY
from kiosk.app.screenshots import Glass, Still, look_for
from kiosk.domain.ids import CheckInId, PersonId
from kiosk.domain.problems import AlreadyCheckedOut, LocationFull
from kiosk.services.lost_tag import IdentityCheck
from kiosk.services.staff_views import Strip
from kiosk.ui.board_window import BoardScreen
from kiosk.ui.look import Look
from kiosk.ui.metrics import STAFF_DENSITY, STAFF_TARGET_MM
from kiosk.ui.staff.choices import Choices, first_choices
from kiosk.ui.staff.desk_scene import DeskScene
from kiosk.ui.staff.door_flow import DoorScene
from kiosk.ui.staff.everyone_flow import EveryoneScene
from kiosk.ui.staff.facts_flow import FactsScene
from kiosk.ui.staff.frame import Frame
from kiosk.ui.staff.join_flow import Joining, JoinScene
from kiosk.ui.staff.lock_flow import LockScene
from kiosk.ui.staff.lost_flow import LostScene
from kiosk.ui.staff.newcomer_flow import NewcomerScene
from kiosk.ui.staff.places import MANNED, Place
from kiosk.ui.staff.rooms_flow import Asking, Part, RoomsScene
from kiosk.ui.staff.said import Said, done, trouble
from kiosk.ui.staff.screens.desk import DeskScreen
from kiosk.ui.staff.screens.door import DoorScreen
from kiosk.ui.staff.screens.everyone import EveryoneScreen
from kiosk.ui.staff.screens.facts import FactsScreen
from kiosk.ui.staff.screens.join import JoinScreen
from kiosk.ui.staff.screens.lock import LockScreen
from kiosk.ui.staff.screens.lost import LostScreen
from kiosk.ui.staff.screens.newcomer import NewcomerScreen
from kiosk.ui.staff.screens.rooms import RoomsScreen
from kiosk.ui.theme import Theme
from kiosk.words import desk as say_desk
from kiosk.words import staff as say

_CHOICES = first_choices(sample.FAMILY)
_FAMILY = DeskScene(sample.FINDINGS, sample.FAMILY, _CHOICES)
_TWICE = replace(_FAMILY, choices=replace(_CHOICES, time_keys=sample.KEYS))


def _overridden() -> Choices:
    room = sample.ANA.times[0].rooms[2]
    return _CHOICES.with_room(sample.ANA.person_id, sample.KEYS[0], (room.event_time_id, room.location_id))


def staff_look_for(glass: Glass, theme: Theme, *, language: str = "en") -> Look:
    """How a staff station looks on that glass."""
    look = look_for(glass, theme, language=language)
    return replace(look, metrics=replace(look.metrics, density=STAFF_DENSITY, target_mm=STAFF_TARGET_MM))


def _framed(place: Place, build: Callable[[Look], QWidget], strip: Strip = sample.STRIP) -> Callable[[Look], QWidget]:
    def framed(look: Look) -> QWidget:
        frame = Frame(look, MANNED)
        frame.resize(look.metrics.width, look.metrics.height)
        frame.bar.display(place, sample.LEAD)
        frame.show_strip(strip)
        frame.hold(build(look))
        return frame

    return framed


def _desk(scene: DeskScene, strip: Strip = sample.STRIP) -> Callable[[Look], QWidget]:
    def build(look: Look) -> QWidget:
        screen = DeskScreen(look)
        screen.finder.restore(scene.findings.text)
        screen.display(scene, is_lead=True, today=TODAY)
        return screen

    return _framed(Place.DESK, build, strip)


def _door(scene: DoorScene) -> Callable[[Look], QWidget]:
    def build(look: Look) -> QWidget:
        screen = DoorScreen(look)
        screen.display(scene, is_lead=True, today=TODAY)
        return screen

    return _framed(Place.DOOR, build)


def _rooms(scene: RoomsScene) -> Callable[[Look], QWidget]:
    def build(look: Look) -> QWidget:
        screen = RoomsScreen(look)
        screen.display(scene)
        return screen

    return _framed(Place.ROOMS, build)


def _lost(scene: LostScene) -> Callable[[Look], QWidget]:
    def build(look: Look) -> QWidget:
        screen = LostScreen(look)
        screen.display(scene)
        return screen

    return _framed(Place.LOST, build)


def _newcomer(scene: NewcomerScene) -> Callable[[Look], QWidget]:
    def build(look: Look) -> QWidget:
        screen = NewcomerScreen(look)
        screen.begin("Featherstonehaugh")
        screen.display(scene)
        return screen

    return _framed(Place.NEWCOMER, build)


def _facts(scene: FactsScene) -> Callable[[Look], QWidget]:
    def build(look: Look) -> QWidget:
        screen = FactsScreen(look)
        if scene.person is not None:
            screen.begin(scene.person)
        screen.display(scene)
        return screen

    return _framed(Place.FACTS, build)


def _join(scene: JoinScene) -> Callable[[Look], QWidget]:
    def build(look: Look) -> QWidget:
        screen = JoinScreen(look)
        screen.begin("Wilhelmina Featherstonehaugh")
        screen.display(scene)
        return screen

    return _framed(Place.JOIN, build)


def _everyone(look: Look) -> QWidget:
    screen = EveryoneScreen(look)
    screen.display(EveryoneScene(sample.EVERYONE))
    return screen


def _board(look: Look) -> QWidget:
    screen = BoardScreen(look)
    screen.resize(look.metrics.width, look.metrics.height)
    screen.display(sample.BOARD)
    return screen


def _lock(scene: LockScene) -> Callable[[Look], QWidget]:
    def build(look: Look) -> QWidget:
        screen = LockScreen(look)
        screen.display(scene, sample.STRIP)
        return screen

    return build


_CODE = DoorScene("XK7P", sample.LOOK, frozenset({PersonId("101"), PersonId("102"), PersonId("104")}), collector="105")
_ROOMS = RoomsScene(sample.ROOMS, True, line="c101")
_TWOS = replace(_ROOMS, room_id=sample.TWOS.location_id)

_FACTS = FactsScene(sample.ANA, sample.FAMILY.grades, sample.GROUPS)
_JOIN = JoinScene(sample.COLE.household_id, "Featherstonehaugh-Montgomery", Joining.CHILD, kept_until=date(2026, 9, 27))

STAFF_STILLS: tuple[Still, ...] = (
    Still("lock", _lock(LockScene())),
    Still("lock-wrong", _lock(LockScene(said=Said(say.PIN_WRONG), wants_everyone=True, offers_help=True))),
    Still("lock-wait", _lock(LockScene(wait_seconds=300, offers_help=True))),
    Still("desk", _desk(DeskScene(), sample.STRIP_WARNED)),
    Still("desk-found", _desk(DeskScene(sample.FINDINGS), sample.STRIP_IN_TROUBLE)),
    Still("desk-code", _desk(DeskScene(sample.FINDINGS_CODE))),
    Still("desk-nobody", _desk(DeskScene(sample.FINDINGS_NOBODY))),
    Still("desk-live", _desk(DeskScene(sample.FINDINGS_NOBODY, live=sample.LIVE))),
    Still("desk-live-nobody", _desk(DeskScene(sample.FINDINGS_NOBODY, live=()))),
    Still("desk-family", _desk(_FAMILY)),
    Still("desk-family-elsewhere", _desk(replace(_FAMILY, family=sample.FAMILY_OPEN_ELSEWHERE))),
    Still("desk-family-inside", _desk(replace(_FAMILY, family=sample.FAMILY_INSIDE))),
    Still("desk-person", _desk(replace(_FAMILY, subject=sample.ANA.person_id))),
    Still("desk-person-twice", _desk(replace(_TWICE, subject=sample.ANA.person_id))),
    Still("desk-reason", _desk(replace(_FAMILY, choices=_overridden()))),
    Still("desk-full", _desk(replace(_FAMILY, said=trouble(LocationFull())))),
    Still("desk-visit", _desk(DeskScene(visit=sample.VISIT, family=sample.FAMILY, choices=_CHOICES))),
    Still("desk-visit-codes", _desk(DeskScene(visit=sample.VISIT_PER_CHILD))),
    Still("door", _door(DoorScene())),
    Still("door-code", _door(_CODE)),
    Still("door-barred", _door(replace(_CODE, name="Rick Sanders", is_barred=True, said=Said(say.PRIVATE_ALERT)))),
    Still("door-used", _door(DoorScene("XK7P", said=trouble(AlreadyCheckedOut())))),
    Still("rooms-all", _rooms(_ROOMS)),
    Still("rooms-one", _rooms(_TWOS)),
    Still("rooms-expected", _rooms(replace(_TWOS, part=Part.EXPECTED))),
    Still("rooms-left", _rooms(replace(_TWOS, part=Part.LEFT, said=done(say.COUNTED)))),
    Still("rooms-care", _rooms(replace(_TWOS, asking=Asking.MEDICAL, line=CheckInId("c101")))),
    Still("rooms-move", _rooms(replace(_TWOS, asking=Asking.MOVE, line=CheckInId("c101")))),
    Still("rooms-count", _rooms(replace(_TWOS, asking=Asking.COUNT))),
    Still("lost", _lost(LostScene())),
    Still(
        "lost-checked",
        _lost(
            LostScene(
                sample.INSIDE_LINES,
                True,
                frozenset({PersonId("101")}),
                frozenset({IdentityCheck.PHOTO_ID, IdentityCheck.PHONE_NUMBER}),
                "Pat Cole",
                "Left at home",
            )
        ),
    ),
    Still("newcomer", _newcomer(NewcomerScene())),
    Still("newcomer-needs", _newcomer(NewcomerScene(said=Said(say.NEW_NEEDS)))),
    Still("newcomer-known", _newcomer(NewcomerScene(sample.MATCHES))),
    Still("facts", _facts(_FACTS)),
    Still("facts-wrong", _facts(replace(_FACTS, said=Said(say_desk.NOT_A_FACT["birthdate"])))),
    Still("join-child", _join(replace(_JOIN, matches=sample.MATCHES))),
    Still("join-guest", _join(replace(_JOIN, joining=Joining.GUEST))),
    Still("join-label", _join(replace(_JOIN, household_id=None, family_name="", joining=Joining.LABEL))),
    Still("board", _board),
    Still("everyone", _framed(Place.EVERYONE, _everyone)),
)
"""Staff stations have screens of 10 inches and more; the same seven sizes are looked at."""
