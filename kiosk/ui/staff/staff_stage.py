"""The screens of one look: built when first needed, connected to their flows, and shown what these have come to."""

from collections.abc import Callable
from typing import Protocol, TypeVar, cast

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from kiosk.domain.labels import LabelKind
from kiosk.ui.focus_order import tab_in_reading_order
from kiosk.ui.look import Look
from kiosk.ui.staff.frame import Frame
from kiosk.ui.staff.lists import print_shown
from kiosk.ui.staff.places import Place
from kiosk.ui.staff.said import Said
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
from kiosk.words import desk as say
from kiosk.words.staff import NOT_A_DATE_OR_GRADE

Screen = TypeVar("Screen", bound=QWidget)


class _StaffScreen(Protocol):
    @property
    def first_focus(self) -> QWidget: ...

    def go_back(self) -> bool: ...


class Lists(QObject):
    """Somebody wants a list on paper, what is behind the PIN, or another language."""

    left_by_list = Signal()
    backstage_wanted = Signal(str)
    language_chosen = Signal(str)


class StaffStage:
    """Holds the frame and every screen built so far."""

    def __init__(self, look: Look, flow: StaffFlow, window: QWidget) -> None:
        self._look = look
        self._flow = flow
        self._window = window
        self.paper = Lists(window)
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
                desk = self._once(DeskScreen, self._connect_desk)
                desk.display(flow.desk.scene, is_lead=is_lead, today=flow.today)
                return desk
            case Place.DOOR:
                door = self._once(DoorScreen, self._connect_door)
                door.display(flow.door.scene, is_lead=is_lead, today=flow.today)
                return door
            case Place.LOST:
                lost = self._once(LostScreen, self._connect_lost)
                lost.display(flow.lost.scene)
                return lost
            case Place.ROOMS:
                rooms = self._once(RoomsScreen, self._connect_rooms)
                rooms.display(flow.rooms.scene)
                return rooms
            case Place.NEWCOMER:
                newcomer = self._once(NewcomerScreen, self._connect_newcomer)
                newcomer.display(flow.newcomer.scene)
                return newcomer
            case Place.FACTS:
                facts = self._once(FactsScreen, self._connect_facts)
                facts.display(flow.facts.scene)
                return facts
            case Place.JOIN:
                join = self._once(JoinScreen, self._connect_join)
                join.display(flow.join.scene)
                return join
            case Place.EVERYONE:
                everyone = self._once(EveryoneScreen, self._connect_everyone)
                everyone.display(flow.everyone.scene)
                return everyone

    def _once(self, kind: type[Screen], connect: Callable[[Screen], None]) -> Screen:
        screen = self._built.get(kind)
        if isinstance(screen, kind):
            return screen
        built = cast(Callable[[Look], Screen], kind)(self._look)
        connect(built)
        self._built[kind] = built
        return built

    def _lock(self) -> LockScreen:
        flow = self._flow
        screen = self._once(LockScreen, self._connect_lock)
        screen.display(flow.lock.scene, flow.around.strip)
        return screen

    def _connect_lock(self, screen: LockScreen) -> None:
        screen.pin_entered.connect(self._flow.lock.unlock)
        screen.everyone_wanted.connect(self._flow.lock.want_everyone)
        screen.language_chosen.connect(self.paper.language_chosen)
        screen.forgotten.connect(lambda: self.paper.backstage_wanted.emit("forgotten"))

    def _connect_desk(self, screen: DeskScreen) -> None:
        flow = self._flow.desk
        screen.finder.typed.connect(flow.search)
        screen.finder.family_chosen.connect(flow.open)
        screen.finder.code_chosen.connect(flow.look_at_code)
        screen.finder.new_family_wanted.connect(lambda: self._flow.go(Place.NEWCOMER))
        screen.finder.label_wanted.connect(self._flow.add_somebody)
        screen.finder.inactive_chosen.connect(flow.reactivate)
        screen.finder.live_wanted.connect(flow.look_live)
        screen.finder.live_chosen.connect(flow.keep_live)
        family = screen.family
        family.person_ticked.connect(flow.tick)
        family.person_wanted.connect(flow.show_person)
        family.time_tapped.connect(flow.choose_time)
        family.adult_chosen.connect(flow.choose_adult)
        family.reason_typed.connect(flow.give_reason)
        family.check_in_tapped.connect(flow.check_in)
        family.print_wanted.connect(lambda: flow.print_again(LabelKind.NAME))
        person = screen.person
        person.room_chosen.connect(flow.choose_room)
        person.time_skipped.connect(flow.skip_time)
        person.kind_chosen.connect(flow.choose_kind)
        person.option_chosen.connect(flow.choose_option)
        person.note_typed.connect(flow.write_note)
        person.facts_wanted.connect(lambda _: self._flow.correct_facts())
        family.somebody_wanted.connect(self._flow.add_somebody)
        person.went_back.connect(lambda: flow.show_person(None))
        visit = screen.visit
        visit.undo_tapped.connect(flow.undo)
        visit.labels_wanted.connect(lambda: flow.print_again(LabelKind.NAME))
        visit.tag_wanted.connect(lambda: flow.print_again(LabelKind.SECURITY))
        visit.left.connect(lambda: flow.leave())
        screen.left.connect(lambda: flow.leave())
        screen.today.chosen.connect(flow.open_visit)

    def _connect_door(self, screen: DoorScreen) -> None:
        flow = self._flow.door
        screen.code_entered.connect(flow.enter)
        screen.child_toggled.connect(flow.toggle)
        screen.collector_chosen.connect(flow.choose_collector)
        screen.name_typed.connect(flow.type_name)
        screen.reason_typed.connect(flow.give_reason)
        screen.hand_over_tapped.connect(flow.hand_over)
        screen.let_pass_tapped.connect(flow.let_pass)
        screen.undo_tapped.connect(flow.undo)
        screen.lost_tag_tapped.connect(lambda: self._flow.go(Place.LOST))
        screen.lately.chosen.connect(self._flow.look_back)
        screen.left.connect(flow.leave)

    def _connect_lost(self, screen: LostScreen) -> None:
        flow = self._flow.lost
        screen.searched.connect(flow.find)
        screen.child_toggled.connect(flow.toggle)
        screen.item_toggled.connect(flow.check)
        screen.name_typed.connect(lambda text: flow.write(name=text))
        screen.reason_typed.connect(lambda text: flow.write(reason=text))
        screen.second_typed.connect(lambda text: flow.write(second_pin=text))
        screen.new_tag_tapped.connect(flow.replace_tag)
        screen.release_tapped.connect(flow.release)
        screen.left.connect(lambda: self._flow.go(Place.DOOR))

    def _connect_rooms(self, screen: RoomsScreen) -> None:
        flow = self._flow.rooms
        screen.room_chosen.connect(flow.choose_room)
        screen.part_chosen.connect(flow.choose_part)
        screen.line_chosen.connect(flow.choose_line)
        screen.confirmed.connect(flow.confirm)
        screen.asked.connect(flow.ask)
        screen.moved_to.connect(flow.move)
        screen.open_toggled.connect(flow.toggle_open)
        screen.limited.connect(flow.limit)
        screen.counted.connect(flow.count)
        screen.called.connect(flow.call)
        screen.save_wanted.connect(self.paper.left_by_list)
        screen.print_wanted.connect(lambda: print_shown(self._look.words, self._flow))

    def _connect_newcomer(self, screen: NewcomerScreen) -> None:
        flow = self._flow.newcomer
        screen.changed.connect(flow.look)
        screen.saved.connect(flow.save)
        screen.lacking.connect(lambda message: flow.tell(Said(message)))
        screen.dismissed.connect(flow.dismiss)
        screen.match_opened.connect(self._flow.open_family)
        screen.left.connect(lambda: self._flow.go(Place.DESK))

    def _connect_facts(self, screen: FactsScreen) -> None:
        flow = self._flow.facts
        screen.saved.connect(flow.save)
        screen.wrong_typed.connect(lambda field: flow.tell(Said(say.NOT_A_FACT[field])))
        screen.group_chosen.connect(flow.join)
        screen.left.connect(lambda: self._flow.go(Place.DESK))

    def _connect_join(self, screen: JoinScreen) -> None:
        flow = self._flow.join
        screen.changed.connect(flow.look)
        screen.saved.connect(flow.save)
        screen.saved_with_more.connect(lambda person: flow.save(person, goes_on=True))
        screen.wrong_typed.connect(lambda: flow.tell(Said(NOT_A_DATE_OR_GRADE)))
        screen.joining_chosen.connect(flow.choose)
        screen.dismissed.connect(flow.dismiss)
        screen.match_opened.connect(self._flow.open_family)
        screen.left.connect(lambda: self._flow.go(Place.DESK))

    def _connect_everyone(self, screen: EveryoneScreen) -> None:
        flow = self._flow.everyone
        screen.toggled.connect(flow.toggle)
        screen.renewed.connect(flow.begin_anew)
        screen.save_wanted.connect(self.paper.left_by_list)
        screen.print_wanted.connect(lambda: print_shown(self._look.words, self._flow))
        screen.left.connect(lambda: self._flow.go(self._flow.places[0]))

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
