"""People, rooms and services for tests, each with one line for what matters and sane values for the rest.

The fixture is that of cases.md: zone America/Chicago, Sunday 13 September 2026, services at 9:00 and 10:45.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.groups import Membership, NodeLink
from kiosk.domain.history import PastCheckIn
from kiosk.domain.ids import EventId, EventTimeId, GroupId, LocationId, PersonId
from kiosk.domain.location_tree import LocationTree
from kiosk.domain.locations import Location
from kiosk.domain.people import Grade, Person
from kiosk.domain.rooms import Candidate, RoomQuestion, chosen, resolve
from kiosk.domain.schedule import Event, EventSettings, EventTime

CHURCH_ZONE = ZoneInfo("America/Chicago")
SUNDAY = date(2026, 9, 13)
EVENT = EventId("1")
_SCHOOL = ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th", "11th", "12th")
GRADES = (
    Grade(-1, "Pre-K"),
    Grade(0, "Kindergarten"),
    *(Grade(key, name) for key, name in enumerate(_SCHOOL, 1)),
)


def at(clock: str, day: date = SUNDAY, zone: ZoneInfo = CHURCH_ZONE) -> datetime:
    """A moment by the church's clock, in UTC: ``at("9:00")`` or ``at("08:59:59")``."""
    hours = time.fromisoformat(clock.zfill(5) if clock.count(":") == 1 else clock.zfill(8))
    return datetime.combine(day, hours, zone).astimezone(UTC)


def a_person(
    id: str = "101", *, born: str | date | None = None, months: int | None = None, is_child: bool = True, **more: Any
) -> Person:
    """A child unless said otherwise; ``born`` as ISO text, or ``months`` old to the day on the fixture Sunday."""
    if months is not None:
        years, month = divmod(SUNDAY.year * 12 + SUNDAY.month - 1 - months, 12)
        born = date(years, month + 1, SUNDAY.day)
    if isinstance(born, str):
        born = date.fromisoformat(born)
    return Person(
        id=PersonId(id),
        first_name=more.pop("first_name", "Ana"),
        last_name=more.pop("last_name", "Cole"),
        birthdate=born,
        is_child=is_child,
        **more,
    )


def a_location(id: str, **more: Any) -> Location:
    """A room of the fixture event, named like its id unless told."""
    return Location(id=LocationId(id), event_id=EVENT, name=more.pop("name", id), **more)


def an_age_room(id: str, low: int | None, high: int | None, **more: Any) -> Location:
    """A room for ages in months, bounds inclusive."""
    return a_location(id, age_min_in_months=low, age_max_in_months=high, **more)


def a_grade_room(id: str, low: int | None, high: int | None, **more: Any) -> Location:
    """A room for grades, bounds inclusive."""
    return a_location(id, grade_min=low, grade_max=high, **more)


NUR = an_age_room("NUR", 0, 11, position=1)
TOD = an_age_room("TOD", 12, 23, position=2)
TWO = an_age_room("TWO", 24, 35, position=3)
THR = an_age_room("THR", 36, 47, position=4)
FOUR = an_age_room("FOUR", 48, 59, position=5)
FIVE = an_age_room("FIVE", 60, 71, position=6)
K = a_grade_room("K", 0, 0, position=7)
G12 = a_grade_room("G12", 1, 2, position=8)
G35 = a_grade_room("G35", 3, 5, position=9)
OPEN = a_location("OPEN", position=10)
AGE_ROOMS = (NUR, TOD, TWO, THR, FOUR, FIVE)
GRADE_ROOMS = (K, G12, G35)
ALL_ROOMS = (*AGE_ROOMS, *GRADE_ROOMS, OPEN)


def an_event(id: str = "1", name: str = "Sunday Kids", frequency: str = "Weekly", **settings: Any) -> Event:
    """A weekly event; further names are its settings."""
    return Event(id=EventId(id), name=name, frequency=frequency, settings=EventSettings(**settings))


def an_event_time(id: str = "11", clock: str = "9:00", day: date = SUNDAY, event: str = "1", **more: Any) -> EventTime:
    """A service of the fixture event at a time of the church's clock."""
    return EventTime(id=EventTimeId(id), event_id=EventId(event), starts_at=at(clock, day), **more)


def a_past_check_in(
    location: Location | str | None = None, *, weeks_ago: int = 1, clock: str = "9:00", person: str = "101", **more: Any
) -> PastCheckIn:
    """One visit some Sundays before the fixture's, arriving a quarter of an hour before the service unless told."""
    day = SUNDAY - timedelta(weeks=weeks_ago)
    starts_at = at(clock, day)
    return PastCheckIn(
        id=more.pop("id", f"past-{person}-{weeks_ago}-{clock}"),
        person_id=PersonId(person),
        event_id=EventId(more.pop("event", "1")),
        checked_in_at=more.pop("checked_in_at", starts_at - timedelta(minutes=15)),
        starts_at=starts_at,
        location_id=location.id if isinstance(location, Location) else LocationId(location) if location else None,
        kind=more.pop("kind", AttendanceKind.REGULAR),
        **more,
    )


def a_membership(group: str, person: str = "101", joined: str | None = None, role: str = "member") -> Membership:
    """That a person is in a group, since a date."""
    joined_at = datetime.fromisoformat(joined).replace(tzinfo=UTC) if joined else None
    return Membership(f"{group}-{person}", GroupId(group), PersonId(person), role, joined_at)


def names(locations: Iterable[Location]) -> list[str]:
    """The rooms' names, in order."""
    return [location.name for location in locations]


def a_tree(*locations: Location, links: Iterable[NodeLink] = ()) -> LocationTree:
    """The rooms as one event's tree; all of the fixture's if none is named."""
    return LocationTree.of(locations or ALL_ROOMS, links)


def a_question(person: Person, *locations: Location, **more: Any) -> RoomQuestion:
    """Where a person belongs on the fixture Sunday at 9:00, among these rooms."""
    settings = {name: more.pop(name) for name in ("required_facts", "grade_hides_age", "as_of") if name in more}
    return RoomQuestion(
        person=person,
        event=more.pop("event", an_event(**settings)),
        event_time=more.pop("event_time", an_event_time()),
        tree=more.pop("tree", None) or a_tree(*locations),
        service_date=more.pop("service_date", SUNDAY),
        **more,
    )


def candidates_for(person: Person, *locations: Location, **more: Any) -> dict[str, Candidate]:
    """The candidates by name, in their order."""
    return {one.location.name: one for one in resolve(a_question(person, *locations, **more))}


def room_for(person: Person, *locations: Location, **more: Any) -> str | None:
    """The name of the room that would be given, or None."""
    location = chosen(resolve(a_question(person, *locations, **more)))
    return location.name if location is not None else None
