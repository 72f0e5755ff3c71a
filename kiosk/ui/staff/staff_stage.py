"""The screens of one look: built when first needed, connected to their flows, and shown what these have come to."""

from collections.abc import Callable
from typing import Protocol, TypeVar, cast

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from kiosk.ui.focus_order import tab_in_reading_order
from kiosk.ui.look import Look
from kiosk.ui.staff.frame import Frame
from kiosk.ui.staff.places import Place
from kiosk.ui.staff.screens.desk import DeskScreen
from kiosk.ui.staff.screens.door import DoorScreen
from kiosk.ui.staff.screens.everyone import EveryoneScreen
from kiosk.ui.staff.screens.facts import FactsScreen
from kiosk.ui.staff.screens.join import JoinScreen
from kiosk.ui.staff.screens.lock import LockScreen
from kiosk.ui.staff.screens.lost import LostScreen
from kiosk.ui.staff.screens.newcomer import NewcomerScreen
from kiosk.ui.staff.screens.rooms import RoomsScreen
from kiosk.ui.staff.staff_flow import StaffFlow
from kiosk.ui.staff.wiring import (
    Ends,
    Lists,
    connect_desk,
    connect_door,
    connect_everyone,
    connect_facts,
    connect_join,
    connect_lock,
    connect_lost,
    connect_newcomer,
    connect_rooms,
)

Screen = TypeVar("Screen", bound=QWidget)


class _StaffScreen(Protocol):
    @property
    def first_focus(self) -> QWidget: ...

    def go_back(self) -> bool: ...


class StaffStage:
    """Holds the frame and every screen built so far."""

    def __init__(self, look: Look, flow: StaffFlow, window: QWidget) -> None:
        self._look = look
        self._flow = flow
        self._window = window
        self.paper = Lists(window)
        self._ends = Ends(flow, self.paper, look.words)
        self._frame = Frame(look, flow.places, window)
        self._frame.hide()
        self._frame.bar.place_tapped.connect(flow.go)
        self._frame.bar.lock_tapped.connect(lambda: flow.lock_up())
        self._frame.labels_tapped.connect(lambda: self.paper.backstage_wanted.emit("helper"))
        self._frame.bar.station_tapped.connect(lambda: self.paper.backstage_wanted.emit(""))
        self._built: dict[type[QWidget], QWidget] = {}
        self.current: QWidget | None = None

    def show_now(self, area: QRect) -> None:
        """Show what the flows have come to."""
        before = self.current
        screen = self._lock() if self._flow.is_locked else self._screen()
        self.current = screen
        if self._flow.is_locked:
            self._frame.hide()
            screen.setParent(self._window)
            screen.setGeometry(area)
            screen.show()
        else:
            self._frame.setGeometry(area)
            self._frame.bar.display(self._flow.place, self._flow.session.staff)
            self._frame.show_strip(self._flow.around.strip)
            self._frame.hold(screen)
            self._frame.show()
        # What is shown has changed, and with it what comes after what.
        tab_in_reading_order(screen)
        if before is not screen:
            if before is not None:
                before.hide()
            self._begin(screen)

    def _begin(self, screen: QWidget) -> None:
        if isinstance(screen, LockScreen):
            screen.begin()
        if isinstance(screen, NewcomerScreen):
            name = self._searched_name()
            screen.begin(name.split()[-1].capitalize() if name else "")
        if isinstance(screen, LostScreen):
            screen.begin_anew()
        if isinstance(screen, JoinScreen):
            screen.begin("" if self._flow.join.scene.household_id is not None else self._searched_name().title())
        person = self._flow.facts.scene.person
        if isinstance(screen, FactsScreen) and person is not None:
            screen.begin(person)
            screen.display(self._flow.facts.scene)
        cast(_StaffScreen, screen).first_focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _searched_name(self) -> str:
        """What stands in the search box, where it is a name."""
        desk = self._built.get(DeskScreen)
        text = desk.finder.text.strip() if isinstance(desk, DeskScreen) else ""
        return "" if any(symbol.isdecimal() or symbol == "@" for symbol in text) else text

    def _screen(self) -> QWidget:
        flow = self._flow
        is_lead = flow.session.is_lead
        match flow.place:
            case Place.DESK:
                desk = self._once(DeskScreen, connect_desk)
                desk.display(flow.desk.scene, is_lead=is_lead, today=flow.today)
                return desk
            case Place.DOOR:
                door = self._once(DoorScreen, connect_door)
                door.display(flow.door.scene, is_lead=is_lead, today=flow.today)
                return door
            case Place.LOST:
                lost = self._once(LostScreen, connect_lost)
                lost.display(flow.lost.scene)
                return lost
            case Place.ROOMS:
                rooms = self._once(RoomsScreen, connect_rooms)
                rooms.display(flow.rooms.scene)
                return rooms
            case Place.NEWCOMER:
                newcomer = self._once(NewcomerScreen, connect_newcomer)
                newcomer.display(flow.newcomer.scene)
                return newcomer
            case Place.FACTS:
                facts = self._once(FactsScreen, connect_facts)
                facts.display(flow.facts.scene)
                return facts
            case Place.JOIN:
                join = self._once(JoinScreen, connect_join)
                join.display(flow.join.scene)
                return join
            case Place.EVERYONE:
                everyone = self._once(EveryoneScreen, connect_everyone)
                everyone.display(flow.everyone.scene)
                return everyone

    def _once(self, kind: type[Screen], connect: Callable[[Screen, Ends], None]) -> Screen:
        screen = self._built.get(kind)
        if isinstance(screen, kind):
            return screen
        built = cast(Callable[[Look], Screen], kind)(self._look)
        connect(built, self._ends)
        self._built[kind] = built
        return built

    def _lock(self) -> LockScreen:
        flow = self._flow
        screen = self._once(LockScreen, connect_lock)
        screen.display(flow.lock.scene, flow.around.strip)
        return screen

    # Keys that belong to whichever screen is shown.

    def focus(self) -> None:
        """The keyboard comes back to the screen that is shown."""
        if self.current is not None:
            cast(_StaffScreen, self.current).first_focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """Esc."""
        if self.current is not None and not isinstance(self.current, LockScreen):
            cast(_StaffScreen, self.current).go_back()

    def go_on(self) -> None:
        """Ctrl Enter: the one thing to do next."""
        match self.current:
            case DeskScreen():
                self._flow.desk.check_in()
            case DoorScreen():
                self._flow.door.hand_over()
            case NewcomerScreen() | FactsScreen() | JoinScreen() as screen:
                screen.save()
            case _:
                pass

    def press(self, key: Qt.Key) -> bool:
        """A function key; False where it means nothing here."""
        screen = self.current
        if isinstance(screen, RoomsScreen):
            return screen.press(key)
        if isinstance(screen, DeskScreen) and key == Qt.Key.Key_F8:
            screen.family.next_adult()
            return True
        if isinstance(screen, DeskScreen) and key == Qt.Key.Key_F7:
            self._flow.add_somebody()
            return True
        if isinstance(screen, JoinScreen) and key == Qt.Key.Key_F7 and self._flow.join.scene.takes_several:
            screen.add_another()
            return True
        if isinstance(screen, DeskScreen) and key == Qt.Key.Key_F5:
            screen.correct_facts()
            return True
        if isinstance(screen, DoorScreen) and key == Qt.Key.Key_F7:
            self._flow.go(Place.LOST)
            return True
        return False

    def type(self, text: str) -> None:
        """A letter that no box wanted: it begins a search, or a code."""
        match self.current:
            case DeskScreen() as screen:
                screen.finder.type(text)
            case DoorScreen() as screen:
                screen.type(text)
            case RoomsScreen() if Place.DOOR in self._flow.places:
                # A tag may be typed anywhere.
                self._flow.go(Place.DOOR)
                self._type_code(text)
            case _:
                pass

    def _type_code(self, text: str) -> None:
        door = self._built.get(DoorScreen)
        if isinstance(door, DoorScreen):
            door.type(text)

    def take_down(self) -> None:
        """The look is no longer valid."""
        for widget in (*self._built.values(), self._frame):
            widget.hide()
            widget.deleteLater()
        self.paper.deleteLater()
        self._built.clear()
        self.current = None
