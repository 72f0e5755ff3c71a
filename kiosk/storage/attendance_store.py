"""The record in SQLite: appends facts, folds what they touch, queues labels, all in one transaction."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeVar

from kiosk.domain.attendance import AttendanceKind, CheckIn, Method, fold
from kiosk.domain.facts import Fact, FactKind, NewFact, decode_body, encode_body, moment_text, numbered, tick
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
from kiosk.domain.recording import AttendanceView, Decision
from kiosk.services.ports import Clock
from kiosk.storage.database import Database
from kiosk.storage.history_store import inside_through_planning_center
from kiosk.storage.spool_store import add_jobs

T = TypeVar("T")

_FACT_COLUMNS = "station, seq, id, nonce, clock, kind, happened_at, event_time, person, body, hash"
_CHECK_IN_COLUMNS = (
    "id, group_id, person, event_time, location, kind, code, method, station, checked_in_at, starts_at, checked_in_by, "
    "pass_id, checked_out_at, checked_out_by, is_undone, is_duplicate, is_override, revision"
)
_SELECT_CHECK_IN = f"select {_CHECK_IN_COLUMNS} from check_in "  # noqa: S608 - a constant
_SELECT_FACT = f"select {_FACT_COLUMNS} from fact "  # noqa: S608 - a constant
_INSERT_FACT = f"insert into fact({_FACT_COLUMNS}) values(?,?,?,?,?,?,?,?,?,?,?)"
_PUT_CHECK_IN = (
    f"insert or replace into check_in({_CHECK_IN_COLUMNS}, clock, seq) "
    "values(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
)


def fact_of(row: Sequence[object]) -> Fact:
    """The fact a row of the table stands for."""
    station, seq, fact_id, nonce, clock, kind, happened_at, event_time, person, body, chain = row
    assert isinstance(seq, int)
    assert isinstance(clock, int)
    return Fact(
        StationId(str(station)),
        seq,
        FactId(str(fact_id)),
        str(nonce),
        clock,
        FactKind(str(kind)),
        datetime.fromisoformat(str(happened_at)),
        EventTimeId(str(event_time)) if event_time is not None else None,
        PersonId(str(person)) if person is not None else None,
        decode_body(str(body)),
        str(chain),
    )


def check_in_of(row: Sequence[object]) -> CheckIn:
    """The check-in a row of the projection stands for."""
    (
        check_in_id, group, person, time, location, kind, code, method, station, checked_in_at, starts_at, by,
        pass_id, out_at, out_by, undone, duplicate, override, revision,
    ) = row  # fmt: skip
    assert isinstance(revision, int)
    return CheckIn(
        CheckInId(str(check_in_id)),
        CheckInGroupId(str(group)),
        PersonId(str(person)),
        EventTimeId(str(time)),
        LocationId(str(location)),
        AttendanceKind(str(kind)),
        SecurityCode(str(code)) if code is not None else None,
        Method(str(method)),
        StationId(str(station)),
        datetime.fromisoformat(str(checked_in_at)),
        datetime.fromisoformat(str(starts_at)),
        PersonId(str(by)) if by is not None else None,
        str(pass_id) if pass_id is not None else None,
        datetime.fromisoformat(str(out_at)) if out_at is not None else None,
        str(out_by) if out_by is not None else None,
        bool(undone),
        bool(duplicate),
        bool(override),
        revision,
    )


def row_of(check_in: CheckIn, fact: Fact) -> tuple[object, ...]:
    """The projection's row for a check-in made by ``fact``."""
    return (
        check_in.id,
        check_in.group_id,
        check_in.person_id,
        check_in.event_time_id,
        check_in.location_id,
        check_in.kind.value,
        check_in.security_code,
        check_in.method.value,
        check_in.station_id,
        moment_text(check_in.checked_in_at),
        moment_text(check_in.starts_at),
        check_in.checked_in_by,
        check_in.pass_id,
        moment_text(check_in.checked_out_at) if check_in.checked_out_at else None,
        check_in.checked_out_by,
        int(check_in.is_undone),
        int(check_in.is_duplicate),
        int(check_in.is_override),
        check_in.revision,
        fact.clock,
        fact.seq,
    )


class SqliteAttendanceView:
    """The present state as a decision sees it, on the transaction's own connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of_group(self, group_id: CheckInGroupId) -> tuple[Fact, ...]:
        """The facts of one tap, by its nonce."""
        rows = self._connection.execute(_SELECT_FACT + "where nonce = ? order by clock, station, seq", (group_id,))
        return tuple(fact_of(row) for row in rows)

    def check_ins_of(self, person_id: PersonId, event_time_id: EventTimeId) -> tuple[CheckIn, ...]:
        """A person's check-ins at an event time, oldest first."""
        rows = self._connection.execute(
            _SELECT_CHECK_IN + "where person = ? and event_time = ? order by clock, station, seq",
            (person_id, event_time_id),
        )
        return tuple(check_in_of(row) for row in rows)

    def inside(self, event_time_id: EventTimeId, location_id: LocationId) -> tuple[CheckIn, ...]:
        """Everyone of ours inside a location at an event time."""
        rows = self._connection.execute(
            _SELECT_CHECK_IN + "where event_time = ? and location = ? and checked_out_at is null and is_undone = 0",
            (event_time_id, location_id),
        )
        return tuple(check_in_of(row) for row in rows)

    def inside_elsewhere(self, event_time_id: EventTimeId) -> tuple[PastCheckIn, ...]:
        """Everyone inside through Planning Center's own app at an event time."""
        return inside_through_planning_center(self._connection, (event_time_id,))

    def is_code_taken(self, code: str, service_date: date) -> bool:
        """Whether a code is used on the church's local date or by anyone still inside."""
        row = self._connection.execute(
            "select exists(select 1 from issued_code where code = ? and service_date = ?)"
            " or exists(select 1 from check_in where code = ? and checked_out_at is null and is_undone = 0)",
            (code, service_date.isoformat(), code),
        ).fetchone()
        return bool(row[0])


def append(
    connection: sqlite3.Connection, station_id: StationId, facts: Sequence[NewFact], clock_now: datetime
) -> None:
    """Write this station's new facts and fold what they touch, inside the transaction that is open."""
    last = connection.execute(
        "select seq, hash from fact where station = ? order by seq desc limit 1", (station_id,)
    ).fetchone()
    seq, previous = (last[0], last[1]) if last else (0, "")
    clock: int = connection.execute("select coalesce(max(clock), 0) from fact").fetchone()[0]
    written = []
    for new in facts:
        seq, clock = seq + 1, tick(clock, clock_now)
        fact = numbered(new, station_id, seq, clock, previous)
        previous = fact.hash
        written.append(fact)
    receive(connection, written)


def receive(connection: sqlite3.Connection, facts: Sequence[Fact]) -> None:
    """Write facts as they are, own or another station's, and fold what they touch; known ones are passed over."""
    threads: set[tuple[EventTimeId, PersonId]] = set()
    for fact in facts:
        known = connection.execute(
            "select 1 from fact where station = ? and seq = ?", (fact.station_id, fact.seq)
        ).fetchone()
        if known:
            continue
        connection.execute(
            _INSERT_FACT,
            (
                fact.station_id,
                fact.seq,
                fact.id,
                fact.nonce,
                fact.clock,
                fact.kind.value,
                moment_text(fact.happened_at),
                fact.event_time_id,
                fact.person_id,
                encode_body(fact.body),
                fact.hash,
            ),
        )
        if fact.event_time_id is not None and fact.person_id is not None:
            threads.add((fact.event_time_id, fact.person_id))
        if fact.kind is FactKind.CHECK_IN and fact.body.get("code"):
            connection.execute(
                "insert or ignore into issued_code(code, service_date, owner) values(?,?,?)",
                (fact.body["code"], fact.body["date"], fact.nonce),
            )
    for thread in threads:
        _fold_thread(connection, *thread)


def _fold_thread(connection: sqlite3.Connection, event_time_id: EventTimeId, person_id: PersonId) -> None:
    rows = connection.execute(_SELECT_FACT + "where event_time = ? and person = ?", (event_time_id, person_id))
    facts = tuple(fact_of(row) for row in rows)
    made_by = {fact.id: fact for fact in facts}
    connection.executemany(_PUT_CHECK_IN, [row_of(check_in, made_by[FactId(check_in.id)]) for check_in in fold(facts)])


def rebuild(connection: sqlite3.Connection) -> None:
    """Fold the whole record anew, for comparison and repair."""
    facts = tuple(fact_of(row) for row in connection.execute(_SELECT_FACT))
    made_by = {fact.id: fact for fact in facts}
    connection.execute("delete from check_in")
    connection.executemany(_PUT_CHECK_IN, [row_of(check_in, made_by[FactId(check_in.id)]) for check_in in fold(facts)])


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
            if decision.facts:
                append(connection, self.station_id, decision.facts, self.clock.now())
            if decision.jobs:
                add_jobs(connection, decision.jobs)
            return answer

        # Shielded: once asked for, a check-in is written even if the screen that asked has gone.
        return await asyncio.shield(asyncio.ensure_future(self.database.run(work)))

    async def of_event_times(self, ids: Sequence[EventTimeId]) -> tuple[CheckIn, ...]:
        """Every check-in of these event times, oldest first, undone ones left out."""

        def work(connection: sqlite3.Connection) -> tuple[CheckIn, ...]:
            found: list[CheckIn] = []
            for event_time_id in ids:
                rows = connection.execute(
                    _SELECT_CHECK_IN + "where event_time = ? and is_undone = 0 order by clock, station, seq",
                    (event_time_id,),
                )
                found += (check_in_of(row) for row in rows)
            return tuple(found)

        return await self.database.read(work)

    async def of_people(self, ids: Iterable[PersonId], since: datetime) -> tuple[CheckIn, ...]:
        """Check-ins of these people since a moment, newest first, undone ones left out."""
        people = tuple(ids)
        earliest = moment_text(since.astimezone(UTC))

        def work(connection: sqlite3.Connection) -> tuple[CheckIn, ...]:
            found: list[CheckIn] = []
            for person_id in people:
                rows = connection.execute(
                    _SELECT_CHECK_IN + "where person = ? and checked_in_at >= ? and is_undone = 0",
                    (person_id, earliest),
                )
                found += (check_in_of(row) for row in rows)
            return tuple(sorted(found, key=lambda check_in: check_in.checked_in_at, reverse=True))

        return await self.database.read(work)

    async def of_group(self, group_id: CheckInGroupId) -> tuple[CheckIn, ...]:
        """What was checked in together."""

        def work(connection: sqlite3.Connection) -> tuple[CheckIn, ...]:
            rows = connection.execute(_SELECT_CHECK_IN + "where group_id = ? order by clock, station, seq", (group_id,))
            return tuple(check_in_of(row) for row in rows)

        return await self.database.read(work)

    async def everyone_inside(self) -> tuple[CheckIn, ...]:
        """Everyone inside now, at whatever event time."""

        def work(connection: sqlite3.Connection) -> tuple[CheckIn, ...]:
            rows = connection.execute(
                _SELECT_CHECK_IN + "where checked_out_at is null and is_undone = 0 order by clock, station, seq"
            )
            return tuple(check_in_of(row) for row in rows)

        return await self.database.read(work)
