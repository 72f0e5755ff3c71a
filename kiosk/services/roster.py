"""Who is where: everyone inside, and who of today has left, by location."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain.attendance import CheckIn
from kiosk.domain.civil_time import local_date
from kiosk.domain.ids import EventId, LocationId, PersonId
from kiosk.domain.locations import Location
from kiosk.domain.people import Person
from kiosk.domain.problems import NotKnown
from kiosk.services.ports import AttendanceBook, PeopleBook, ScheduleBook


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One check-in with its person, as far as the person is known here."""

    check_in: CheckIn
    person: Person


@dataclass(frozen=True, slots=True)
class RoomRoster:
    """Who is in a location, and who has left it."""

    location: Location
    present: tuple[RosterLine, ...]
    left: tuple[RosterLine, ...]


def day_of(moment: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The church's local day around a moment, as [start, end) in UTC."""
    local = moment.astimezone(zone)
    start = datetime(local.year, local.month, local.day, tzinfo=zone)
    following = local.date() + timedelta(days=1)
    end = datetime(following.year, following.month, following.day, tzinfo=zone)
    return start.astimezone(UTC), end.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Rosters:
    """Answers who is inside, from this station's record alone; works without a network."""

    people: PeopleBook
    schedule: ScheduleBook
    attendance: AttendanceBook

    async def at(
        self, moment: datetime, zone: ZoneInfo, location_id: LocationId | None = None
    ) -> tuple[RoomRoster, ...]:
        """The rosters of the church's day around ``moment``, with everyone still inside from before. Raises NotKnown."""
        locations = {
            location.id: location
            for event in await self.schedule.events()
            for location in await self.schedule.locations(event.id)
        }
        for other_id, room in (await self.schedule.named_rooms()).items():
            locations.setdefault(other_id, Location(other_id, room.event_id, room.name))
        if location_id is not None and location_id not in locations:
            raise NotKnown(location=location_id)
        today = await self.attendance.of_date(local_date(moment, zone))
        found = {check_in.id: check_in for check_in in (*await self.attendance.everyone_inside(), *today)}
        here = [
            check_in
            for check_in in found.values()
            if check_in.checked_in_at <= moment and location_id in (None, check_in.location_id)
        ]
        known = await self.people.people({check_in.person_id for check_in in here})
        return tuple(
            RoomRoster(location, _lines(inside, known), _lines(left, known))
            for location, inside, left in _by_location(here, moment, locations)
        )


def _by_location(
    check_ins: list[CheckIn], moment: datetime, locations: Mapping[LocationId, Location]
) -> list[tuple[Location, list[CheckIn], list[CheckIn]]]:
    rooms: dict[LocationId, tuple[list[CheckIn], list[CheckIn]]] = {}
    for check_in in sorted(check_ins, key=lambda one: (one.checked_in_at, one.id)):
        inside, left = rooms.setdefault(check_in.location_id, ([], []))
        has_left = check_in.checked_out_at is not None and check_in.checked_out_at <= moment
        (left if has_left else inside).append(check_in)
    return sorted(
        ((_location(location_id, locations), inside, left) for location_id, (inside, left) in rooms.items()),
        key=lambda room: (room[0].event_id, room[0].position, room[0].name),
    )


def _location(location_id: LocationId, locations: Mapping[LocationId, Location]) -> Location:
    """The location, or one that says only its id if Planning Center has deleted it since."""
    return locations.get(location_id) or Location(location_id, EventId(""), str(location_id))


def _lines(check_ins: list[CheckIn], known: Mapping[PersonId, Person]) -> tuple[RosterLine, ...]:
    return tuple(
        RosterLine(check_in, known.get(check_in.person_id) or Person(check_in.person_id, "", ""))
        for check_in in check_ins
    )
