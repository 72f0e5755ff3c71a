"""Rows of what room leaders said of their rooms, and of heads counted, folded from facts."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime

from kiosk.domain.facts import Fact, FactKind, moment_text
from kiosk.domain.ids import EventTimeId, LocationId
from kiosk.domain.room_state import AS_PULLED, ROOM_FACTS, Headcount, RoomState, fold_headcounts, fold_rooms

_PUT_ROOM = "insert or replace into room_state(location, service_date, is_open, has_limit, seats) values(?, ?, ?, ?, ?)"
_PUT_COUNT = (
    "insert or replace into headcount(event_time, location, attendance_type, count, counted_at) values(?, ?, ?, ?, ?)"
)
_EVERYWHERE = ""


def fold_rooms_of(
    connection: sqlite3.Connection,
    new: Iterable[Fact],
    facts_of_kind: Callable[[Iterable[FactKind]], Sequence[Fact]],
) -> None:
    """After new facts were written: fold the rooms and tallies that they touch."""
    kinds = {fact.kind for fact in new}
    if not kinds.isdisjoint(ROOM_FACTS):
        _put_rooms(connection, facts_of_kind(ROOM_FACTS))
    if FactKind.HEADCOUNT in kinds:
        _put_counts(connection, facts_of_kind((FactKind.HEADCOUNT,)))


def rebuild_rooms(connection: sqlite3.Connection, facts: Sequence[Fact]) -> None:
    """Fold everything said of rooms anew."""
    connection.execute("delete from room_state")
    _put_rooms(connection, facts)
    fold_headcounts_anew(connection, facts)


def fold_headcounts_anew(connection: sqlite3.Connection, facts: Sequence[Fact]) -> None:
    """Fold every tally anew."""
    connection.execute("delete from headcount")
    _put_counts(connection, facts)


def _put_rooms(connection: sqlite3.Connection, facts: Sequence[Fact]) -> None:
    rows = [
        (
            location,
            day.isoformat(),
            None if state.is_open is None else int(state.is_open),
            int(state.has_limit),
            state.limit,
        )
        for (location, day), state in fold_rooms(facts).items()
    ]
    connection.executemany(_PUT_ROOM, rows)


def _put_counts(connection: sqlite3.Connection, facts: Sequence[Fact]) -> None:
    rows = [
        (
            one.event_time_id,
            one.location_id or _EVERYWHERE,
            one.attendance_type,
            one.count,
            moment_text(one.counted_at),
        )
        for one in fold_headcounts(facts)
    ]
    connection.executemany(_PUT_COUNT, rows)


def room_states(connection: sqlite3.Connection, day: date) -> Mapping[LocationId, RoomState]:
    """What was said here of locations for one of the church's dates."""
    rows = connection.execute(
        "select location, is_open, has_limit, seats from room_state where service_date = ?", (day.isoformat(),)
    )
    return {
        LocationId(location): RoomState(None if is_open is None else bool(is_open), seats, bool(has_limit))
        for location, is_open, has_limit, seats in rows
    }


def room_state(connection: sqlite3.Connection, location_id: LocationId, day: date) -> RoomState:
    """What was said here of one location for a date."""
    return room_states(connection, day).get(location_id, AS_PULLED)


def headcounts(connection: sqlite3.Connection, times: Iterable[EventTimeId]) -> tuple[Headcount, ...]:
    """The tallies of these event times."""
    found: list[Headcount] = []
    for time_id in times:
        rows = connection.execute(
            "select location, attendance_type, count, counted_at from headcount where event_time = ?"
            " order by location, attendance_type",
            (time_id,),
        )
        found += (
            Headcount(time_id, LocationId(location) if location else None, kind, count, datetime.fromisoformat(at))
            for location, kind, count, at in rows
        )
    return tuple(found)
