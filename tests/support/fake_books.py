"""Books in memory that keep the promises of `kiosk.services.ports` and nothing beyond."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from kiosk.domain.check_in_options import CheckInOption
from kiosk.domain.counts_there import AttendanceType
from kiosk.domain.groups import (
    CalendarEvent,
    CalendarInstance,
    EventConnection,
    Group,
    GroupEvent,
    GroupType,
    IntegrationLink,
    Membership,
)
from kiosk.domain.history import PastCheckIn
from kiosk.domain.ids import EventId, EventTimeId, HouseholdId, LocationId, PersonId
from kiosk.domain.label_choice import LabelQuantity
from kiosk.domain.locations import Location
from kiosk.domain.people import Gender, Household, HouseholdMember, Organization, Person
from kiosk.domain.problems import NotKnown
from kiosk.domain.schedule import Event, EventPeriod, EventTime
from kiosk.domain.stations_there import CampusThere
from kiosk.services.ports import FoundHousehold, NamedRoom
from kiosk.storage.names_folded import words_of, words_typed

Answer = str | int | None


@dataclass
class FakePeople:
    """`PeopleBook`. ``passes``: code to person; ``merged``: former id to the one that holds; ``answers``: what was kept, in order."""

    everyone: Iterable[Person] = ()
    households: Iterable[Household] = ()
    passes: Mapping[str, PersonId] = field(default_factory=dict)
    merged: Mapping[PersonId, PersonId] = field(default_factory=dict)
    answers: list[tuple[PersonId, str, Answer, datetime]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._people = {person.id: person for person in self.everyone}
        self._households = list(self.households)

    async def by_phone(self, digits: str, limit: int) -> tuple[FoundHousehold, ...]:
        def has_it(person: Person) -> bool:
            written = [number for phone in person.phones for number in (phone.number, phone.e164 or "")]
            return any("".join(filter(str.isdecimal, number)).endswith(digits) for number in written)

        if not (digits.isdecimal() and len(digits) >= 4):
            return ()
        return self._households_with(has_it)[:limit]

    async def by_pass(self, code: str) -> tuple[FoundHousehold, ...]:
        return self._households_with(lambda person: self.passes.get(code) == person.id)

    async def by_name(self, text: str, limit: int) -> tuple[FoundHousehold, ...]:
        typed = words_typed(text)

        def is_called(person: Person) -> bool:
            names = (person.first_name, person.given_name, person.nickname, person.middle_name, person.last_name)
            words = words_of(names).split()
            return all(any(word.startswith(part) for word in words) for part in typed)

        return self._households_with(is_called)[:limit] if typed else ()

    async def household(self, household_id: HouseholdId) -> FoundHousehold | None:
        return next(
            (self._found(one) for one in self._households if one.id == household_id and self._present(one)), None
        )

    async def people(self, ids: Iterable[PersonId]) -> Mapping[PersonId, Person]:
        kept = {id: self.merged.get(id, id) for id in ids}
        return {id: self._people[now] for id, now in kept.items() if now in self._people}

    async def households_of(self, person_id: PersonId) -> tuple[FoundHousehold, ...]:
        kept = self.merged.get(person_id, person_id)
        theirs = [one for one in self._households if any(member.person_id == kept for member in one.members)]
        if theirs:
            return tuple(sorted(filter(lambda one: one.people, map(self._found, theirs)), key=_by_name))
        return self._households_with(lambda person: person.id == kept)

    async def active_children(self) -> tuple[Person, ...]:
        return tuple(person for person in self._people.values() if person.is_child and person.is_active)

    async def keep_answer(self, person_id: PersonId, field: str, value: Answer, at: datetime) -> None:
        if person_id not in self._people:
            raise NotKnown(person=person_id)
        known: object = value
        match field:
            case "birthdate":
                known = date.fromisoformat(str(value)) if value else None
            case "gender":
                known = Gender(str(value)) if value else None
        self._people[person_id] = replace(self._people[person_id], **{field: known})  # type: ignore[arg-type]
        self.answers.append((person_id, field, value, at))

    def _households_with(self, holds: Callable[[Person], bool]) -> tuple[FoundHousehold, ...]:
        matching = {person.id for person in self._people.values() if person.is_active and holds(person)}
        found = [self._found(one) for one in self._households if any(m.person_id in matching for m in one.members)]
        housed = {member.person_id for one in self._households for member in one.members}
        for id in matching - housed:
            person = self._people[id]
            alone = Household(None, person.last_name or person.name, id, (HouseholdMember(id),))
            found.append(FoundHousehold(alone, (person,)))
        return tuple(sorted(found, key=_by_name))

    def _found(self, household: Household) -> FoundHousehold:
        return FoundHousehold(household, self._present(household))

    def _present(self, household: Household) -> tuple[Person, ...]:
        present = [self._people[m.person_id] for m in household.members if m.person_id in self._people]

        def place(person: Person) -> tuple[bool, bool, date, str, str]:
            is_contact = person.id == household.primary_contact_id
            return (not is_contact, person.is_child, person.birthdate or date.max, person.first_name, person.id)

        return tuple(sorted((person for person in present if person.is_active), key=place))


def _by_name(found: FoundHousehold) -> tuple[str, str, str]:
    return (found.household.name.casefold(), found.household.id or "", found.people[0].id)


@dataclass
class FakeSchedule:
    """`ScheduleBook`."""

    church: Organization | None = None
    all_events: Iterable[Event] = ()
    periods: Iterable[EventPeriod] = ()
    times: Iterable[EventTime] = ()
    rooms: Iterable[Location] = ()
    labels: Mapping[EventId, tuple[LabelQuantity, ...]] = field(default_factory=dict)
    all_options: Iterable[CheckInOption] = ()
    all_attendance_types: Iterable[AttendanceType] = ()

    async def organization(self) -> Organization | None:
        return self.church

    async def events(self) -> tuple[Event, ...]:
        return tuple(
            sorted((e for e in self.all_events if not e.is_archived), key=lambda event: (event.name, event.id))
        )

    async def event_periods(self) -> tuple[EventPeriod, ...]:
        return tuple(self.periods)

    async def event_times(self, since: datetime, until: datetime) -> tuple[EventTime, ...]:
        known = {event.id for event in self.all_events if not event.is_archived}
        found = [time for time in self.times if since <= time.starts_at < until and time.event_id in known]
        return tuple(sorted(found, key=lambda time: (time.starts_at, time.id)))

    async def locations(self, event_id: EventId) -> tuple[Location, ...]:
        found = [room for room in self.rooms if room.event_id == event_id]
        return tuple(sorted(found, key=lambda room: (room.position, room.name, room.id)))

    async def named_rooms(self) -> Mapping[LocationId, NamedRoom]:
        names = {event.id: event.name for event in self.all_events}
        return {room.id: NamedRoom(room.name, room.event_id, names.get(room.event_id, "")) for room in self.rooms}

    async def label_quantities(self, event_id: EventId) -> tuple[LabelQuantity, ...]:
        return self.labels.get(event_id, ())

    async def options(self, event_id: EventId) -> tuple[CheckInOption, ...]:
        here = {room.id for room in self.rooms if room.event_id == event_id}
        return tuple(one for one in self.all_options if one.location_id in here)

    async def campuses(self) -> tuple[CampusThere, ...]:
        return ()

    async def attendance_types(self, event_id: EventId) -> tuple[AttendanceType, ...]:
        return tuple(one for one in self.all_attendance_types if one.event_id == event_id)


@dataclass
class FakeGroups:
    """`GroupBook`."""

    types: Iterable[GroupType] = ()
    all_groups: Iterable[Group] = ()
    memberships: Iterable[Membership] = ()
    links: Iterable[IntegrationLink] = ()
    connections: Iterable[EventConnection] = ()
    meetings: Iterable[GroupEvent] = ()
    calendar: Iterable[CalendarEvent] = ()
    instances: Iterable[CalendarInstance] = ()

    async def group_types(self) -> tuple[GroupType, ...]:
        return tuple(sorted(self.types, key=lambda one: (one.position, one.name, one.id)))

    async def groups(self) -> tuple[Group, ...]:
        return tuple(sorted(self.all_groups, key=lambda one: (one.name, one.id)))

    async def memberships_of(self, ids: Iterable[PersonId]) -> tuple[Membership, ...]:
        wanted = set(ids)
        return tuple(one for one in self.memberships if one.person_id in wanted)

    async def integration_links(self) -> tuple[IntegrationLink, ...]:
        return tuple(self.links)

    async def event_connections(self) -> tuple[EventConnection, ...]:
        return tuple(self.connections)

    async def group_events(self, since: datetime, until: datetime) -> tuple[GroupEvent, ...]:
        found = [
            one
            for one in self.meetings
            if one.starts_at < until
            and (one.starts_at >= since or (one.is_multi_day and one.ends_at is not None and one.ends_at >= since))
        ]
        return tuple(sorted(found, key=lambda one: (one.starts_at, one.id)))

    async def calendar_events(self) -> tuple[CalendarEvent, ...]:
        return tuple(sorted(self.calendar, key=lambda one: (one.name, one.id)))

    async def calendar_instances(self, since: datetime, until: datetime) -> tuple[CalendarInstance, ...]:
        found = [one for one in self.instances if since <= one.starts_at < until]
        return tuple(sorted(found, key=lambda one: (one.starts_at, one.id)))


@dataclass
class FakeHistory:
    """`HistoryBook`. ``counted``: events that people came to before anything else that is known."""

    check_ins: Iterable[PastCheckIn] = ()
    counted: Mapping[PersonId, frozenset[EventId]] = field(default_factory=dict)

    async def past_check_ins(self, ids: Iterable[PersonId], since: datetime) -> tuple[PastCheckIn, ...]:
        wanted = set(ids)
        found = [one for one in self.check_ins if one.person_id in wanted and one.checked_in_at >= since]
        return tuple(sorted(found, key=lambda one: one.checked_in_at, reverse=True))

    async def inside_through_planning_center(self, times: Iterable[EventTimeId]) -> tuple[PastCheckIn, ...]:
        wanted = set(times)
        found = [one for one in self.check_ins if one.event_time_id in wanted and one.checked_out_at is None]
        return tuple(sorted(found, key=lambda one: (one.checked_in_at, one.id)))

    async def events_attended(self, ids: Iterable[PersonId]) -> Mapping[PersonId, frozenset[EventId]]:
        wanted = set(ids)
        attended: dict[PersonId, frozenset[EventId]] = {}
        for one in self.check_ins:
            if one.person_id in wanted:
                attended[one.person_id] = attended.get(one.person_id, frozenset()) | {one.event_id}
        for person, events in self.counted.items():
            if person in wanted:
                attended[person] = attended.get(person, frozenset()) | events
        return attended
