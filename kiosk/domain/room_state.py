"""What room leaders say of their rooms on a day: open or closed, a limit of their own; and heads counted without names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from kiosk.domain.facts import Fact, FactKind
from kiosk.domain.ids import EventTimeId, LocationId
from kiosk.domain.locations import Location

ROOM_FACTS = (FactKind.LOCATION_OPENED, FactKind.LOCATION_CLOSED, FactKind.LOCATION_LIMITED)

RoomDay = tuple[LocationId, date]
"""A location on one of the church's dates: tomorrow it is again as Planning Center says."""


@dataclass(frozen=True, slots=True)
class RoomState:
    """What was said here of a location for one date; None where nothing was: then Planning Center's word holds."""

    is_open: bool | None = None
    limit: int | None = None
    has_limit: bool = False

    def of(self, location: Location) -> Location:
        """The location as it is on that date."""
        if self.is_open is not None:
            location = replace(location, is_open=self.is_open)
        if self.has_limit:
            location = replace(location, max_occupancy=self.limit)
        return location


AS_PULLED = RoomState()


def fold_rooms(facts: Iterable[Fact]) -> Mapping[RoomDay, RoomState]:
    """The state of every location and date that facts speak of: the last word of each sort counts.

    A pure function of the set of facts, whatever the order they arrived in; facts of other kinds are passed over.
    """
    states: dict[RoomDay, RoomState] = {}
    for fact in _in_order(facts):
        if fact.kind not in ROOM_FACTS:
            continue
        room = (LocationId(str(fact.body["location"])), date.fromisoformat(str(fact.body["date"])))
        state = states.get(room, AS_PULLED)
        if fact.kind is FactKind.LOCATION_LIMITED:
            limit = fact.body.get("limit")
            state = replace(state, limit=limit if isinstance(limit, int) else None, has_limit=True)
        else:
            state = replace(state, is_open=fact.kind is FactKind.LOCATION_OPENED)
        states[room] = state
    return states


@dataclass(frozen=True, slots=True)
class Headcount:
    """A tally without names: how many of one attendance type at an event time, of one location or of all (None)."""

    event_time_id: EventTimeId
    location_id: LocationId | None
    attendance_type: str
    count: int
    counted_at: datetime


def fold_headcounts(facts: Iterable[Fact]) -> tuple[Headcount, ...]:
    """The tallies that facts amount to: the last count of each type, place and time."""
    counts: dict[tuple[EventTimeId, LocationId | None, str], Headcount] = {}
    for fact in _in_order(facts):
        if fact.kind is not FactKind.HEADCOUNT or fact.event_time_id is None:
            continue
        location, count = fact.body.get("location"), fact.body["count"]
        assert isinstance(count, int)
        one = Headcount(
            fact.event_time_id,
            LocationId(str(location)) if location else None,
            str(fact.body["type"]),
            count,
            fact.happened_at,
        )
        counts[(one.event_time_id, one.location_id, one.attendance_type)] = one
    return tuple(counts.values())


def _in_order(facts: Iterable[Fact]) -> list[Fact]:
    return sorted({(fact.station_id, fact.seq): fact for fact in facts}.values(), key=lambda fact: fact.order)
