"""Events, times and rooms made here, for churches that run without Planning Center's: never sent anywhere, used like any other.

desk = LocalPrograms(book, schedule, clock, new_id)
kids = await desk.add_event(admin, "Sunday Kids")
await desk.add_time(admin, kids, time(9), day_of_week=0)
twos = await desk.add_room(admin, kids, "Twos")
await desk.change_room(admin, twos, {"age_min_in_months": 24, "age_max_in_months": 35})
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from kiosk.domain.facts import NewFact
from kiosk.domain.ids import EventId, FactId, LocationId
from kiosk.domain.local_program import LOCAL_CHURCH, LOCAL_EVENT, LOCAL_ROOM, LOCAL_TIME, LocalTime, is_made_here
from kiosk.domain.locations import ChildOrAdult, Location
from kiosk.domain.people import Gender, Grade, Organization
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import NotAuthorised, NotKnown, SettingNotValid
from kiosk.domain.staff_actions import StaffAction, staff_fact
from kiosk.services.ports import Clock, ScheduleBook
from kiosk.words import later
from kiosk.words.admin_local import NO_SUCH_ZONE

LONGEST_NAME = 80
HIGHEST = 10_000
_LIMITS = {
    "age_min_in_months": (0, 1440),
    "age_max_in_months": (0, 1440),
    "grade_min": (-10, 30),
    "grade_max": (-10, 30),
    "max_occupancy": (0, HIGHEST),
    "min_volunteers": (0, 100),
    "attendees_per_volunteer": (1, 1000),
}
"""What a room made here may say of itself, with the least and the most; None says nothing."""
USUAL_GRADES = (
    Grade(-1, "Pre-K"),
    Grade(0, "Kindergarten"),
    *(Grade(n, f"{n}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(n, 'th') }") for n in range(1, 13)),
)
"""Planning Center's keys and names, for a church that has none of it."""


class LocalBook(Protocol):
    """Where it is kept."""

    async def keep_church(self, church: Organization, fact: NewFact) -> None:
        """The church itself; counts only where no product of Planning Center says what it is."""

    async def times(self) -> tuple[LocalTime, ...]:
        """Every time made here, of events that are there."""

    async def keep_event(self, event_id: EventId, name: str, fact: NewFact, *, is_archived: bool = False) -> None:
        """Write an event, or another name for it, or that it is no more."""

    async def keep_time(self, time: LocalTime, fact: NewFact) -> None:
        """Write a time."""

    async def drop_time(self, id: str, fact: NewFact) -> None:
        """Take a time away; what was recorded at it stays."""

    async def keep_room(self, room: Location, fact: NewFact, *, is_gone: bool = False) -> None:
        """Write a room, or that it is no more; its name stays for those who were in it."""


@dataclass(frozen=True, slots=True)
class LocalPrograms:
    """What an admin makes here. Every verb raises NotAuthorised, NotKnown, and SettingNotValid (``field``) for what makes no sense.

    ``by`` None: whoever has the computer's command line.
    """

    book: LocalBook
    schedule: ScheduleBook
    clock: Clock
    new_id: Callable[[datetime], str]

    async def begin(self, by: StaffMember | None, name: str, time_zone: str) -> None:
        """What a church without Planning Center is called, and its clock (an IANA name)."""
        try:
            ZoneInfo(time_zone)
        except (KeyError, ValueError, OSError) as error:
            sentence = later(NO_SUCH_ZONE, value=time_zone)
            raise SettingNotValid(field="time_zone", sentence=sentence) from error
        church = Organization(LOCAL_CHURCH + self._id(), self._name(name), time_zone, USUAL_GRADES)
        await self.book.keep_church(church, self._fact(by, "church", church.id))

    async def times(self) -> tuple[LocalTime, ...]:
        """Every time made here."""
        return await self.book.times()

    async def add_event(self, by: StaffMember | None, name: str) -> EventId:
        """Make an event; it has no times and no rooms yet."""
        event_id = EventId(LOCAL_EVENT + self._id())
        await self.book.keep_event(event_id, self._name(name), self._fact(by, "event", event_id))
        return event_id

    async def rename_event(self, by: StaffMember | None, event_id: EventId, name: str) -> None:
        """Call it something else."""
        await self._must_be_here(event_id)
        await self.book.keep_event(event_id, self._name(name), self._fact(by, "event", event_id))

    async def remove_event(self, by: StaffMember | None, event_id: EventId) -> None:
        """No station offers it any more; its records stay."""
        name = await self._must_be_here(event_id)
        await self.book.keep_event(event_id, name, self._fact(by, "event removed", event_id), is_archived=True)

    async def put_event_back(self, by: StaffMember | None, event_id: EventId, name: str) -> None:
        """Take that back."""
        self._must_be_made_here(event_id)
        await self.book.keep_event(event_id, self._name(name), self._fact(by, "event", event_id))

    async def add_time(
        self,
        by: StaffMember | None,
        event_id: EventId,
        clock: time,
        *,
        day_of_week: int | None = None,
        day: date | None = None,
        name: str = "",
    ) -> LocalTime:
        """A time every week on a weekday (0 Sunday), or once on a day."""
        await self._must_be_here(event_id)
        made = LocalTime(LOCAL_TIME + self._id(), event_id, clock, day_of_week, day, " ".join(name.split()))
        await self.put_time(by, made)
        return made

    async def put_time(self, by: StaffMember | None, time: LocalTime) -> None:
        """Write a time as it is to be."""
        if (time.day is None) == (time.day_of_week is None) or not 0 <= (time.day_of_week or 0) < 7:
            raise SettingNotValid(field="day")
        await self.book.keep_time(time, self._fact(by, "time", time.id))

    async def remove_time(self, by: StaffMember | None, time: LocalTime) -> None:
        """It does not come round any more."""
        await self.book.drop_time(time.id, self._fact(by, "time removed", time.id))

    async def add_room(self, by: StaffMember | None, event_id: EventId, name: str) -> LocationId:
        """A room of an event that takes everybody."""
        await self._must_be_here(event_id)
        position = len(await self.schedule.locations(event_id))
        room = Location(LocationId(LOCAL_ROOM + self._id()), event_id, self._name(name), position=position)
        await self.book.keep_room(room, self._fact(by, "room", room.id))
        return room.id

    async def change_room(self, by: StaffMember | None, location_id: LocationId, values: Mapping[str, Any]) -> None:
        """Its name, ages in months, grades, gender, child or adult, limits; None takes one away."""
        room = _changed(await self.room(location_id), values)
        await self.put_room(by, replace(room, name=self._name(room.name)))

    async def put_room(self, by: StaffMember | None, room: Location) -> None:
        """Write a room as it is to be."""
        self._must_be_made_here(room.id)
        await self.book.keep_room(room, self._fact(by, "room", room.id))

    async def remove_room(self, by: StaffMember | None, location_id: LocationId) -> None:
        """Nobody is given it any more; whoever was in it was."""
        room = await self.room(location_id)
        await self.book.keep_room(room, self._fact(by, "room removed", room.id), is_gone=True)

    async def room(self, location_id: LocationId) -> Location:
        """A room made here."""
        self._must_be_made_here(location_id)
        for event in await self.schedule.events():
            for room in await self.schedule.locations(event.id):
                if room.id == location_id:
                    return room
        raise NotKnown(location=location_id)

    async def _must_be_here(self, event_id: EventId) -> str:
        self._must_be_made_here(event_id)
        name = next((event.name for event in await self.schedule.events() if event.id == event_id), None)
        if name is None:
            raise NotKnown(event=event_id)
        return name

    def _must_be_made_here(self, id: str) -> None:
        if not is_made_here(id):
            raise NotKnown(id=id)

    def _id(self) -> str:
        return self.new_id(self.clock.now())

    def _name(self, typed: str) -> str:
        name = " ".join(typed.split())
        if not name or len(name) > LONGEST_NAME or not name.isprintable():
            raise SettingNotValid(field="name")
        return name

    def _fact(self, by: StaffMember | None, what: str, of: str) -> NewFact:
        if by is not None and not (by.is_active and by.role.covers(Role.ADMIN)):
            raise NotAuthorised(needs=Role.ADMIN.value)
        now = self.clock.now()
        more = {"what": what, "of": of}
        return staff_fact(
            FactId(self.new_id(now)), now, StaffAction.PROGRAM_CHANGED, by.id if by is not None else None, more
        )


def _changed(room: Location, values: Mapping[str, Any]) -> Location:
    """The room with these values. Raises SettingNotValid."""
    for key, value in values.items():
        match key:
            case "name" if isinstance(value, str):
                room = replace(room, name=value)
            case "is_open" if isinstance(value, bool):
                room = replace(room, is_open=value)
            case "gender":
                room = replace(room, gender=Gender(value) if value else None)
            case "child_or_adult":
                room = replace(room, child_or_adult=ChildOrAdult(value) if value else None)
            case _ if key in _LIMITS and (value is None or isinstance(value, int)):
                least, most = _LIMITS[key]
                if value is not None and not least <= value <= most:
                    raise SettingNotValid(field=key)
                number: dict[str, Any] = {key: value}
                room = replace(room, **number)
            case _:
                raise SettingNotValid(field=key)
    ages, grades = (room.age_min_in_months, room.age_max_in_months), (room.grade_min, room.grade_max)
    for field, (first, last) in (("age_max_in_months", ages), ("grade_max", grades)):
        if first is not None and last is not None and first > last:
            raise SettingNotValid(field=field)
    return room
