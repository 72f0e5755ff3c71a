"""Options of rooms, such as "will be picked up early", beside the rooms they belong to, for families and for volunteers."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from kiosk.domain.check_in_options import CheckInOption
from kiosk.domain.ids import LocationId
from kiosk.services.self_station import HouseholdView, OptionChoice, PersonTime, RoomChoice

if TYPE_CHECKING:
    # A self station, which shows none of them, starts sooner without.
    from kiosk.services.staff_views import StaffFamily, StaffRoom, StaffTime

OfRooms = Mapping[LocationId, tuple[OptionChoice, ...]]
Room = TypeVar("Room", RoomChoice, "StaffRoom")
Time = TypeVar("Time", PersonTime, "StaffTime")


def options_of_rooms(options: Iterable[CheckInOption]) -> OfRooms:
    """What can be ticked in each room, in the order given."""
    of_room: dict[LocationId, tuple[OptionChoice, ...]] = {}
    for option in options:
        of_room[option.location_id] = (*of_room.get(option.location_id, ()), OptionChoice(option.id, option.body))
    return of_room


def household_with_options(view: HouseholdView, of_room: OfRooms) -> HouseholdView:
    """What a family sees, with the options of each room."""
    cards = (replace(card, times=tuple(_time(one, of_room) for one in card.times)) for card in view.cards)
    return replace(view, cards=tuple(cards)) if of_room else view


def family_with_options(family: "StaffFamily", of_room: OfRooms) -> "StaffFamily":
    """What a volunteer sees, with the options of each room."""
    people = (replace(person, times=tuple(_time(one, of_room) for one in person.times)) for person in family.people)
    return replace(family, people=tuple(people)) if of_room else family


def _time(one: Time, of_room: OfRooms) -> Time:
    given = _room(one.room, of_room) if one.room is not None else None
    return replace(one, room=given, rooms=tuple(_room(each, of_room) for each in one.rooms))


def _room(one: Room, of_room: OfRooms) -> Room:
    return replace(one, options=of_room.get(one.location_id, ()))
