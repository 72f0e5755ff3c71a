"""The record in SQLite: appends facts, folds what they touch, queues labels, all in one transaction."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TypeVar

from kiosk.domain.attendance import CheckIn
from kiosk.domain.decisions import AttendanceView, Decision
from kiosk.domain.facts import Fact, moment_text
from kiosk.domain.history import PastCheckIn
from kiosk.domain.ids import (
    CheckInGroupId,
    CheckInId,
    EventTimeId,
    FactId,
    LocationId,
    PersonId,
    SecurityCode,
    StationId,
)
from kiosk.domain.room_state import RoomState
from kiosk.services.ports import Clock
from kiosk.storage.aliases import with_former_ids
from kiosk.storage.check_in_rows import BY_ORDER, SELECT_CHECK_IN, check_in_of
from kiosk.storage.database import Database
from kiosk.storage.fact_log import SELECT_FACT, append, fact_of, keep_words
from kiosk.storage.history_store import inside_through_planning_center
from kiosk.storage.room_rows import room_state, room_states
from kiosk.storage.spool_cancel import cancel_of_check_in
from kiosk.storage.spool_store import add_jobs
from kiosk.storage.stored_values import list_text
from kiosk.storage.time_aliases import all_canonical, believed, canonical

T = TypeVar("T")

_RECORDS_OF_PERSON = """(with recursive
    later(id) as (values(?1) union select kept from person_alias join later on person_alias.removed = later.id),
    every(id) as (select id from later union select removed from person_alias join every on person_alias.kept = every.id)
    select id from every)"""
"""Every id under which somebody may stand: their own, the one it was merged into, and all that were merged into that."""
_OF_PERSON_AT = f"{SELECT_CHECK_IN}\nwhere event_time = ?2 and person in {_RECORDS_OF_PERSON}\n"
_INSIDE_OF = f"{SELECT_CHECK_IN}\nwhere person in {_RECORDS_OF_PERSON} and checked_out_at is null and is_undone = 0\n"
_OF_PEOPLE = f"""{SELECT_CHECK_IN}
where person in (select value from json_each(?)) and checked_in_at >= ? and is_undone = 0
order by checked_in_at desc, id
"""  # noqa: S608 - a constant
_ROOMS = """
select distinct person, location from check_in where person in (select value from json_each(?)) and is_undone = 0
"""
_OF_DATE = f"""{SELECT_CHECK_IN}
where service_date = ? and is_undone = 0
"""


class SqliteAttendanceView:
    """The present state as a decision sees it, on the transaction's own connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of_group(self, group_id: CheckInGroupId) -> tuple[Fact, ...]:
        """The facts of one tap, by its nonce."""
        rows = self._connection.execute(SELECT_FACT + "where nonce = ?" + BY_ORDER, (group_id,))
        return tuple(believed(self._connection, (fact_of(row) for row in rows)))

    def check_ins_of(self, person_id: PersonId, event_time_id: EventTimeId) -> tuple[CheckIn, ...]:
        """A person's check-ins at an event time, oldest first; also those under an id that was merged into theirs."""
        rows = self._connection.execute(
            _OF_PERSON_AT + BY_ORDER,
            (person_id, canonical(self._connection, event_time_id)),
        )
        return tuple(check_in_of(row) for row in rows)

    def inside(self, event_time_id: EventTimeId, location_id: LocationId) -> tuple[CheckIn, ...]:
        """Everyone of ours inside a location at an event time."""
        rows = self._connection.execute(
            SELECT_CHECK_IN + "where event_time = ? and location = ? and checked_out_at is null and is_undone = 0",
            (canonical(self._connection, event_time_id), location_id),
        )
        return tuple(check_in_of(row) for row in rows)

    def inside_elsewhere(self, event_time_id: EventTimeId) -> tuple[PastCheckIn, ...]:
        """Everyone inside through Planning Center's own app at an event time."""
        return inside_through_planning_center(self._connection, (canonical(self._connection, event_time_id),))

    def is_code_taken(self, code: str, service_date: date) -> bool:
        """Whether a code is used on the church's local date or by anyone still inside."""
        row = self._connection.execute(
            "select exists(select 1 from issued_code where code = ? and service_date = ?)"
            " or exists(select 1 from check_in where code = ? and checked_out_at is null and is_undone = 0)",
            (code, service_date.isoformat(), code),
        ).fetchone()
        return bool(row[0])

    def room_state(self, location_id: LocationId, day: date) -> RoomState:
        """What was said here of a location for a date."""
        return room_state(self._connection, location_id, day)

    def of_code(self, code: SecurityCode, day: date) -> tuple[CheckIn, ...]:
        """Check-ins with this code: of the church's date, or still inside; undone ones left out."""
        rows = self._connection.execute(
            SELECT_CHECK_IN
            + "where code = ? and is_undone = 0 and (service_date = ? or checked_out_at is null)"
            + BY_ORDER,
            (code, day.isoformat()),
        )
        return tuple(check_in_of(row) for row in rows)

    def check_in(self, check_in_id: CheckInId) -> CheckIn | None:
        """One check-in, undone or not."""
        row = self._connection.execute(SELECT_CHECK_IN + "where id = ?", (check_in_id,)).fetchone()
        return check_in_of(row) if row else None

    def inside_of(self, person_id: PersonId) -> tuple[CheckIn, ...]:
        """Where somebody is in, also under an id that was merged into theirs."""
        return tuple(check_in_of(row) for row in self._connection.execute(_INSIDE_OF + BY_ORDER, (person_id,)))

    def fact(self, fact_id: FactId) -> Fact | None:
        """One fact."""
        row = self._connection.execute(SELECT_FACT + "where id = ?", (fact_id,)).fetchone()
        return fact_of(row) if row else None


def write(connection: sqlite3.Connection, station_id: StationId, decision: Decision, now: datetime) -> None:
    """Write what a decision wants, inside the transaction that is open."""
    if decision.facts:
        append(connection, station_id, decision.facts, now)
    if decision.jobs:
        add_jobs(connection, decision.jobs, now)
    if decision.words:
        keep_words(connection, decision.words, now)
    for check_in_id in decision.cancelled:
        cancel_of_check_in(connection, check_in_id, now)


@dataclass(frozen=True, slots=True)
class SqliteAttendance:
    """The AttendanceBook on the station's file."""

    database: Database
    station_id: StationId
    clock: Clock

    async def record(self, decide: Callable[[AttendanceView], tuple[Decision, T]]) -> T:
        """Run a pure decision on the present state and write what it wants, all in one durable transaction."""

        def work(connection: sqlite3.Connection) -> T:
            decision, answer = decide(SqliteAttendanceView(connection))
            write(connection, self.station_id, decision, self.clock.now())
            return answer

        # Shielded: once asked for, a check-in is written even if the screen that asked has gone.
        return await asyncio.shield(asyncio.ensure_future(self.database.run(work)))

    async def of_event_times(self, ids: Sequence[EventTimeId]) -> tuple[CheckIn, ...]:
        """Every check-in of these event times, oldest first, undone ones left out."""

        def work(connection: sqlite3.Connection) -> tuple[CheckIn, ...]:
            found: list[CheckIn] = []
            for event_time_id in all_canonical(connection, ids):
                rows = connection.execute(
                    SELECT_CHECK_IN + "where event_time = ? and is_undone = 0" + BY_ORDER,
                    (event_time_id,),
                )
                found += (check_in_of(row) for row in rows)
            return tuple(found)

        return await self.database.read(work)

    async def of_people(self, ids: Iterable[PersonId], since: datetime) -> tuple[CheckIn, ...]:
        """Check-ins of these people since a moment, newest first, undone ones left out; those of merged people stand
        under who asked."""
        asked = tuple(ids)
        earliest = moment_text(since.astimezone(UTC))

        def work(connection: sqlite3.Connection) -> tuple[CheckIn, ...]:
            former = with_former_ids(connection, asked)
            rows = connection.execute(_OF_PEOPLE, (list_text(former), earliest)).fetchall()
            return tuple(replace(check_in, person_id=former[check_in.person_id]) for check_in in map(check_in_of, rows))

        return await self.database.read(work)

    async def rooms_of_people(self, ids: Iterable[PersonId]) -> Mapping[PersonId, frozenset[LocationId]]:
        """Every location these people were ever in; nobody who never was."""
        asked = tuple(ids)

        def work(connection: sqlite3.Connection) -> dict[PersonId, frozenset[LocationId]]:
            former = with_former_ids(connection, asked)
            found: dict[PersonId, frozenset[LocationId]] = {}
            for person, location in connection.execute(_ROOMS, (list_text(former),)):
                asked_for = former[PersonId(person)]
                found[asked_for] = found.get(asked_for, frozenset()) | {LocationId(location)}
            return found

        return await self.database.read(work)

    async def of_date(self, day: date) -> tuple[CheckIn, ...]:
        """Every check-in of services on one of the church's dates, oldest first, undone ones left out."""

        def work(connection: sqlite3.Connection) -> tuple[CheckIn, ...]:
            rows = connection.execute(_OF_DATE + BY_ORDER, (day.isoformat(),))
            return tuple(check_in_of(row) for row in rows)

        return await self.database.read(work)

    async def of_group(self, group_id: CheckInGroupId) -> tuple[CheckIn, ...]:
        """What was checked in together."""

        def work(connection: sqlite3.Connection) -> tuple[CheckIn, ...]:
            rows = connection.execute(SELECT_CHECK_IN + "where group_id = ?" + BY_ORDER, (group_id,))
            return tuple(check_in_of(row) for row in rows)

        return await self.database.read(work)

    async def everyone_inside(self) -> tuple[CheckIn, ...]:
        """Everyone inside now, at whatever event time."""

        def work(connection: sqlite3.Connection) -> tuple[CheckIn, ...]:
            rows = connection.execute(SELECT_CHECK_IN + "where checked_out_at is null and is_undone = 0" + BY_ORDER)
            return tuple(check_in_of(row) for row in rows)

        return await self.database.read(work)

    async def room_states(self, day: date) -> Mapping[LocationId, RoomState]:
        """What room leaders said here of locations for one of the church's dates."""
        return await self.database.read(lambda connection: room_states(connection, day))
