"""What a service day would be like: every child's room, who has none and why, rooms that would overflow, facts that are missing.

So that an admin finds on Friday what would go wrong on Sunday. Rooms are those that the screens and ``kiosk explain`` tell at
that moment; who is expected is counted as if the rooms were empty and had the volunteers they need.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.bookings import BookingTrouble, booking_troubles
from kiosk.domain.civil_time import local_date
from kiosk.domain.hierarchy import HierarchyTrouble
from kiosk.domain.history import is_same_time_of_week
from kiosk.domain.ids import EventTimeId, LocationId
from kiosk.domain.location_tree import TreeTrouble
from kiosk.domain.locations import ChildOrAdult, Location
from kiosk.domain.missing_facts import MissingFact, fact_to_ask, missing_facts
from kiosk.domain.people import Person
from kiosk.domain.preferences import Tier
from kiosk.domain.reasons import SEAT_REASONS, RoomReason
from kiosk.domain.rooms import Candidate, best_candidate, chosen, resolve, telling_reasons
from kiosk.domain.schedule import Event, EventTime
from kiosk.domain.seats import Occupancy
from kiosk.domain.windows import Standing, service_ends_at, standing
from kiosk.services.attendees import Attendee, Attendees
from kiosk.services.day_warnings import DayWarning, DayWarnings
from kiosk.services.hierarchy_ports import BuildingBook
from kiosk.services.offers import Offers, TimeOffer, questions_of
from kiosk.services.ports import PeopleBook
from kiosk.services.service_day import ServiceDay, ServiceDays

_CHILDREN_A_LOOK, _CHILDREN_A_TURN = 240, 12
"""So many are read at once, and so many worked out before others on the loop have their turn: no screen waits for the preview."""
_ENOUGH = Occupancy(volunteers=10_000)
_Place = tuple[EventTimeId, LocationId]


@dataclass(frozen=True, slots=True)
class ChildAtTime:
    """One child at one time of the day; a room, or the reasons why there is none.

    ``is_expected``: comes at this time of the week, or has a group's room; ``is_already_in``: checked in to it, here or there.
    """

    person: Person
    event: Event
    event_time: EventTime
    location: Location | None
    reasons: tuple[RoomReason, ...]
    is_expected: bool
    is_already_in: bool


@dataclass(frozen=True, slots=True)
class CrowdedRoom:
    """A room that more are expected in than it takes. ``volunteers``: how many it needs for them, 0 if that is not set."""

    event: Event
    event_time: EventTime
    location: Location
    expected: int
    limit: int
    volunteers: int


@dataclass(frozen=True, slots=True)
class ChildWithoutFacts:
    """A child whose room depends on something that nobody wrote down."""

    person: Person
    facts: tuple[MissingFact, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The day ahead. ``links``: how many links lead nowhere, by reason. ``bookings`` None: Calendar was never read."""

    at: datetime
    service_date: date
    times: tuple[EventTime, ...]
    children: tuple[ChildAtTime, ...]
    over_capacity: tuple[CrowdedRoom, ...]
    missing_facts: tuple[ChildWithoutFacts, ...]
    bookings: tuple[BookingTrouble, ...] | None
    hierarchy: tuple[HierarchyTrouble, ...]
    locations: tuple[TreeTrouble, ...]
    links: Mapping[str, int]
    warnings: tuple[DayWarning, ...]


@dataclass(frozen=True, slots=True)
class Previews:
    """Works a preview out from the books; one look at each for the whole church."""

    people: PeopleBook
    days: ServiceDays
    attendees: Attendees
    building: BuildingBook
    warnings: DayWarnings

    async def at(self, now: datetime) -> Preview:
        """The preview of today while a service is still to come or on, else of the next day with one. Raises StationNotSetUp."""
        day = await self._service_day(now)
        children: list[ChildAtTime] = []
        lacking: list[ChildWithoutFacts] = []
        expected = Counter[_Place]()
        async for attendee in self._everybody(day):
            offered = _worth_listing(Offers.alone(day, attendee).times)
            listed = [(_at_time(attendee, time), time) for time in offered]
            children += [child for child, _ in listed]
            lacking += _lacking(attendee.person, offered)
            coming = [time for child, time in listed if child.is_expected]
            expected.update(_places_when_empty(day, attendee, coming))
        children.sort(key=lambda one: (one.event_time.starts_at, one.event_time.id))
        return Preview(
            at=now,
            service_date=local_date(day.now, day.zone),
            times=tuple(time for time in day.times if not time.is_cancelled),
            children=tuple(children),
            over_capacity=_over_capacity(day, expected),
            missing_facts=tuple(lacking),
            bookings=await self._bookings(day),
            hierarchy=day.program.hierarchy.troubles,
            locations=tuple(trouble for tree in day.trees.values() for trouble in tree.troubles),
            links=dict(sorted(day.program.links.report.items())),
            warnings=await self.warnings.of(day),
        )

    async def _everybody(self, day: ServiceDay) -> AsyncIterator[Attendee]:
        children = await self.people.active_children()
        for first in range(0, len(children), _CHILDREN_A_LOOK):
            known = await self.attendees.of(day, children[first : first + _CHILDREN_A_LOOK])
            for number, attendee in enumerate(known):
                if number % _CHILDREN_A_TURN == 0:
                    await asyncio.sleep(0)
                yield attendee

    async def _service_day(self, now: datetime) -> ServiceDay:
        today = await self.days.at(now)
        own = today.program.own_event_ids

        def is_to_come(time: EventTime) -> bool:
            is_live = time.event_id in own and not time.is_cancelled
            return is_live and standing(today.events[time.event_id], time, now) is not Standing.OVER

        if any(is_to_come(time) for time in today.times):
            return today
        following = [time.starts_at for time in today.program.times if is_to_come(time) and time.starts_at > now]
        return await self.days.at(min(following)) if following else today

    async def _bookings(self, day: ServiceDay) -> tuple[BookingTrouble, ...] | None:
        times = [time for time in day.times if not time.is_cancelled]
        if not times:
            return ()
        ends_at = max(service_ends_at(day.events[time.event_id], time) for time in times)
        bookings = await self.building.bookings(min(time.starts_at for time in times), ends_at)
        if bookings is None:
            return None
        rooms = {room.id: room for room in await self.building.rooms()}
        return tuple(
            trouble
            for time in times
            for trouble in booking_troubles(
                day.events[time.event_id], time, day.trees[time.event_id], rooms, bookings, day.program.links.calendar
            )
        )


def _worth_listing(times: tuple[TimeOffer, ...]) -> tuple[TimeOffer, ...]:
    """The times somebody would look for; what is for adults alone is left out, unless there is nothing else."""
    looked_for = tuple(time for time in times if time.is_own_or_linked and not time.event_time.is_cancelled)
    for_children = tuple(time for time in looked_for if not _is_for_adults(time))
    return for_children or looked_for


def _is_for_adults(time: TimeOffer) -> bool:
    return bool(time.candidates) and all(one.location.child_or_adult is ChildOrAdult.ADULT for one in time.candidates)


def _at_time(attendee: Attendee, time: TimeOffer) -> ChildAtTime:
    best = best_candidate(time.candidates)
    is_theirs = time.location is not None and best is not None and best.tier is Tier.MEMBERS
    comes_at_this_time = any(
        past.event_id == time.event.id
        and past.kind.lower() != AttendanceKind.VOLUNTEER
        and (past.starts_at is None or is_same_time_of_week(time.event_time.starts_at, past.starts_at))
        for past in attendee.history
    )
    reasons = telling_reasons(time.candidates) if time.location is None else best.reasons if best else ()
    return ChildAtTime(
        person=attendee.person,
        event=time.event,
        event_time=time.event_time,
        location=time.location,
        reasons=reasons,
        is_expected=is_theirs or comes_at_this_time,
        is_already_in=time.is_already_in,
    )


def _lacking(person: Person, times: tuple[TimeOffer, ...]) -> list[ChildWithoutFacts]:
    """The birthdate wherever a room asks for one; grade and gender where a room depends on them."""
    facts: set[MissingFact] = set()
    for time in times:
        missing = missing_facts(time.candidates)
        if MissingFact.BIRTHDATE in missing:
            facts.add(MissingFact.BIRTHDATE)
        asked = fact_to_ask(time.candidates)
        if asked is not None:
            facts.add(asked)
    return [ChildWithoutFacts(person, tuple(fact for fact in MissingFact if fact in facts))] if facts else []


def _places_when_empty(day: ServiceDay, attendee: Attendee, times: Sequence[TimeOffer]) -> list[_Place]:
    """Where somebody would go at these times if every room were empty and had its volunteers."""
    asked_again = {time.event_time.id for time in times if any(map(_lacks_only_a_seat, time.candidates))}
    rooms = {time.event_time.id: time.location for time in times if time.event_time.id not in asked_again}
    for question in questions_of(day, attendee) if asked_again else ():
        if question.event_time.id in asked_again:
            inside = {room.location.id: _ENOUGH for room in question.tree.rooms}
            rooms[question.event_time.id] = chosen(resolve(replace(question, inside=inside)))
    return [(time_id, room.id) for time_id, room in rooms.items() if room is not None]


def _lacks_only_a_seat(candidate: Candidate) -> bool:
    return bool(candidate.reasons) and SEAT_REASONS.issuperset(candidate.reasons)


def _over_capacity(day: ServiceDay, expected: Counter[_Place]) -> tuple[CrowdedRoom, ...]:
    times = {time.id: time for time in day.times}
    found = []
    for (time_id, location_id), count in expected.items():
        time = times[time_id]
        location = day.trees[time.event_id].by_id[location_id]
        if location.max_occupancy is not None and count > location.max_occupancy:
            found.append(
                CrowdedRoom(
                    day.events[time.event_id],
                    time,
                    location,
                    count,
                    location.max_occupancy,
                    _volunteers(location, count),
                )
            )
    return tuple(sorted(found, key=lambda one: (one.event_time.starts_at, one.location.position, one.location.id)))


def _volunteers(location: Location, children: int) -> int:
    ratio = location.attendees_per_volunteer
    by_ratio = -(-children // ratio) if ratio else 0
    return max(by_ratio, location.min_volunteers or 0)
