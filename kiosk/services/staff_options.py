"""Options of rooms, such as "will be picked up early", beside the rooms they belong to on a volunteer's desk."""

from collections.abc import Iterable
from dataclasses import replace

from kiosk.domain.check_in_options import CheckInOption
from kiosk.domain.ids import LocationId
from kiosk.services.staff_views import OptionChoice, StaffFamily, StaffPerson, StaffRoom, StaffTime


def with_options(family: StaffFamily, options: Iterable[CheckInOption]) -> StaffFamily:
    """The household with the options of each room."""
    of_room: dict[LocationId, tuple[OptionChoice, ...]] = {}
    for option in options:
        of_room[option.location_id] = (*of_room.get(option.location_id, ()), OptionChoice(option.id, option.body))
    if not of_room:
        return family

    def room(one: StaffRoom) -> StaffRoom:
        return replace(one, options=of_room.get(one.location_id, ()))

    def time(one: StaffTime) -> StaffTime:
        given = room(one.room) if one.room is not None else None
        return replace(one, room=given, rooms=tuple(room(each) for each in one.rooms))

    def person(one: StaffPerson) -> StaffPerson:
        return replace(one, times=tuple(time(each) for each in one.times))

    return replace(family, people=tuple(person(one) for one in family.people))
