"""Screens joined to the flows they speak to: one function for each, told which ends there are."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from kiosk.domain.labels import LabelKind
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
from kiosk.words import Words
from kiosk.words import desk as say
from kiosk.words.staff import NOT_A_DATE_OR_GRADE


class Lists(QObject):
    """Somebody wants a list on paper, what is behind the PIN, or another language."""

    left_by_list = Signal()
    backstage_wanted = Signal(str)
    language_chosen = Signal(str)


@dataclass(frozen=True, slots=True)
class Ends:
    """Where the wires lead: the flows, and what goes beyond them."""

    flow: StaffFlow
    paper: Lists
    words: Words


def connect_lock(screen: LockScreen, ends: Ends) -> None:
    """The lock: a PIN, the list of everyone inside, another language."""
    screen.pin_entered.connect(ends.flow.lock.unlock)
    screen.everyone_wanted.connect(ends.flow.lock.want_everyone)
    screen.language_chosen.connect(ends.paper.language_chosen)
    screen.forgotten.connect(lambda: ends.paper.backstage_wanted.emit("forgotten"))


def connect_desk(screen: DeskScreen, ends: Ends) -> None:
    """Finding families and checking them in."""
    staff, flow = ends.flow, ends.flow.desk
    screen.finder.typed.connect(flow.search)
    screen.finder.family_chosen.connect(flow.open)
    screen.finder.code_chosen.connect(flow.look_at_code)
    screen.finder.new_family_wanted.connect(lambda: staff.go(Place.NEWCOMER))
    screen.finder.label_wanted.connect(staff.add_somebody)
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
    person.facts_wanted.connect(lambda _: staff.correct_facts())
    family.somebody_wanted.connect(staff.add_somebody)
    person.went_back.connect(lambda: flow.show_person(None))
    visit = screen.visit
    visit.undo_tapped.connect(flow.undo)
    visit.labels_wanted.connect(lambda: flow.print_again(LabelKind.NAME))
    visit.tag_wanted.connect(lambda: flow.print_again(LabelKind.SECURITY))
    visit.left.connect(lambda: flow.leave())
    screen.left.connect(lambda: flow.leave())
    screen.today.chosen.connect(flow.open_visit)


def connect_door(screen: DoorScreen, ends: Ends) -> None:
    """Handing children back."""
    staff, flow = ends.flow, ends.flow.door
    screen.code_entered.connect(flow.enter)
    screen.child_toggled.connect(flow.toggle)
    screen.collector_chosen.connect(flow.choose_collector)
    screen.name_typed.connect(flow.type_name)
    screen.reason_typed.connect(flow.give_reason)
    screen.hand_over_tapped.connect(flow.hand_over)
    screen.let_pass_tapped.connect(flow.let_pass)
    screen.undo_tapped.connect(flow.undo)
    screen.lost_tag_tapped.connect(lambda: staff.go(Place.LOST))
    screen.lately.chosen.connect(staff.look_back)
    screen.left.connect(flow.leave)


def connect_lost(screen: LostScreen, ends: Ends) -> None:
    """The path without a tag."""
    staff, flow = ends.flow, ends.flow.lost
    screen.searched.connect(flow.find)
    screen.child_toggled.connect(flow.toggle)
    screen.item_toggled.connect(flow.check)
    screen.name_typed.connect(lambda text: flow.write(name=text))
    screen.reason_typed.connect(lambda text: flow.write(reason=text))
    screen.second_typed.connect(lambda text: flow.write(second_pin=text))
    screen.new_tag_tapped.connect(flow.replace_tag)
    screen.release_tapped.connect(flow.release)
    screen.left.connect(lambda: staff.go(Place.DOOR))


def connect_rooms(screen: RoomsScreen, ends: Ends) -> None:
    """What room leaders do."""
    staff, flow = ends.flow, ends.flow.rooms
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
    screen.save_wanted.connect(ends.paper.left_by_list)
    screen.print_wanted.connect(lambda: print_shown(ends.words, staff))


def connect_newcomer(screen: NewcomerScreen, ends: Ends) -> None:
    """A family that is new."""
    staff, flow = ends.flow, ends.flow.newcomer
    screen.changed.connect(flow.look)
    screen.saved.connect(flow.save)
    screen.lacking.connect(lambda message: flow.tell(Said(message)))
    screen.dismissed.connect(flow.dismiss)
    screen.match_opened.connect(staff.open_family)
    screen.left.connect(lambda: staff.go(Place.DESK))


def connect_facts(screen: FactsScreen, ends: Ends) -> None:
    """Facts put right."""
    staff, flow = ends.flow, ends.flow.facts
    screen.saved.connect(flow.save)
    screen.wrong_typed.connect(lambda field: flow.tell(Said(say.NOT_A_FACT[field])))
    screen.group_chosen.connect(flow.join)
    screen.left.connect(lambda: staff.go(Place.DESK))


def connect_join(screen: JoinScreen, ends: Ends) -> None:
    """Somebody more in a family."""
    staff, flow = ends.flow, ends.flow.join
    screen.changed.connect(flow.look)
    screen.saved.connect(flow.save)
    screen.saved_with_more.connect(lambda person: flow.save(person, goes_on=True))
    screen.wrong_typed.connect(lambda: flow.tell(Said(NOT_A_DATE_OR_GRADE)))
    screen.joining_chosen.connect(flow.choose)
    screen.dismissed.connect(flow.dismiss)
    screen.match_opened.connect(staff.open_family)
    screen.left.connect(lambda: staff.go(Place.DESK))


def connect_everyone(screen: EveryoneScreen, ends: Ends) -> None:
    """The list for an emergency."""
    staff, flow = ends.flow, ends.flow.everyone
    screen.toggled.connect(flow.toggle)
    screen.renewed.connect(flow.begin_anew)
    screen.save_wanted.connect(ends.paper.left_by_list)
    screen.print_wanted.connect(lambda: print_shown(ends.words, staff))
    screen.left.connect(lambda: staff.go(staff.places[0]))
