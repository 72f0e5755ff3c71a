"""The record as the door sees it, on the station's file."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from kiosk.domain.attendance import CheckIn
from kiosk.domain.brakes import Brake, Pauses
from kiosk.domain.check_out import DoorView
from kiosk.domain.decisions import Decision
from kiosk.domain.facts import Fact, FactKind, FactWords, NewFact, moment_text
from kiosk.domain.ids import CheckInId, EventTimeId, FactId, SecurityCode, StationId
from kiosk.domain.room_state import Headcount
from kiosk.services.ports import Clock
from kiosk.storage.attendance_store import SqliteAttendanceView, write
from kiosk.storage.brake_rows import keep_brake, kept_brake
from kiosk.storage.check_in_rows import BY_ORDER, SELECT_CHECK_IN, check_in_of
from kiosk.storage.database import Database
from kiosk.storage.fact_log import SELECT_FACT, append, fact_of, first_break, keep_words
from kiosk.storage.room_rows import headcounts
from kiosk.storage.stored_values import list_text

T = TypeVar("T")

CODES = "codes"
"""The brake of wrong codes in a row."""
_WORDS = "select fact, text from fact_words where what = ? and fact in (select value from json_each(?))"

_SINCE = SELECT_FACT + "where kind in (select value from json_each(?)) and happened_at >= ?" + BY_ORDER  # noqa: S608


@dataclass(frozen=True, slots=True)
class SqliteDoor:
    """`kiosk.services.door_ports.DoorBook` on the station's file."""

    database: Database
    station_id: StationId
    clock: Clock

    async def record(self, decide: Callable[[DoorView], tuple[Decision, T]]) -> T:
        """Run a pure decision on the present state and write what it wants, all in one durable transaction."""

        def work(connection: sqlite3.Connection) -> T:
            decision, answer = decide(SqliteAttendanceView(connection))
            write(connection, self.station_id, decision, self.clock.now())
            return answer

        # Shielded: a child that was handed over is out, even if the screen that asked has gone.
        return await asyncio.shield(asyncio.ensure_future(self.database.run(work)))

    async def log(self, fact: NewFact, words: Sequence[FactWords] = ()) -> None:
        """Write a fact alone."""

        def work(connection: sqlite3.Connection) -> None:
            append(connection, self.station_id, (fact,), self.clock.now())
            keep_words(connection, words, self.clock.now())

        await self.database.run(work)

    async def of_code(self, code: SecurityCode, day: date) -> tuple[CheckIn, ...]:
        """Check-ins with this code: of the church's date, or still inside."""
        return await self.database.read(lambda connection: SqliteAttendanceView(connection).of_code(code, day))

    async def check_ins(self, ids: Iterable[CheckInId]) -> tuple[CheckIn, ...]:
        """These check-ins, in this order; unknown ones are left out."""
        wanted = tuple(ids)

        def work(connection: sqlite3.Connection) -> tuple[CheckIn, ...]:
            view = SqliteAttendanceView(connection)
            return tuple(found for one in wanted if (found := view.check_in(one)) is not None)

        return await self.database.read(work)

    async def of_dates(self, first: date, last: date) -> tuple[CheckIn, ...]:
        """Check-ins of the church's dates from first to last, oldest first, undone ones left out."""

        def work(connection: sqlite3.Connection) -> tuple[CheckIn, ...]:
            rows = connection.execute(
                SELECT_CHECK_IN + "where service_date >= ? and service_date <= ? and is_undone = 0" + BY_ORDER,
                (first.isoformat(), last.isoformat()),
            )
            return tuple(check_in_of(row) for row in rows)

        return await self.database.read(work)

    async def released_since(self, since: datetime) -> tuple[CheckIn, ...]:
        """Who was checked out since a moment, newest first."""

        def work(connection: sqlite3.Connection) -> tuple[CheckIn, ...]:
            rows = connection.execute(
                SELECT_CHECK_IN + "where checked_out_at >= ? and is_undone = 0 order by checked_out_at desc, id desc",
                (moment_text(since),),
            )
            return tuple(check_in_of(row) for row in rows)

        return await self.database.read(work)

    async def words(self, facts: Iterable[FactId], what: str) -> Mapping[FactId, str]:
        """What was typed along with these facts, where it was not forgotten yet."""
        wanted = list_text(facts)
        rows = await self.database.read(lambda connection: connection.execute(_WORDS, (what, wanted)).fetchall())
        return {FactId(fact): text for fact, text in rows}

    async def facts_since(self, moment: datetime, kinds: Sequence[FactKind]) -> tuple[Fact, ...]:
        """Facts of these kinds (all kinds if none is named) that happened since a moment, oldest first."""
        wanted = list_text(kind.value for kind in kinds or FactKind)
        rows = await self.database.read(
            lambda connection: connection.execute(_SINCE, (wanted, moment_text(moment))).fetchall()
        )
        return tuple(fact_of(row) for row in rows)

    async def say(self, words: FactWords) -> None:
        """Write, or with no text take away, a few words beside a fact."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("delete from fact_words where fact = ? and what = ?", (words.fact_id, words.what))
            keep_words(connection, (words,), self.clock.now())

        await self.database.run(work)

    async def headcounts(self, times: Iterable[EventTimeId]) -> tuple[Headcount, ...]:
        """The tallies of these event times."""
        wanted = tuple(times)
        return await self.database.read(lambda connection: headcounts(connection, wanted))

    async def code_wait(self, now: datetime, pauses: Pauses) -> timedelta:
        """How long no code is heard, after wrong ones in a row."""
        brake = await self.database.read(lambda connection: kept_brake(connection, CODES))
        return brake.wait(now, pauses)

    async def wrong_code(self, now: datetime, pauses: Pauses) -> int:
        """Count a wrong code; how many there were in a row."""

        def work(connection: sqlite3.Connection) -> int:
            brake = kept_brake(connection, CODES).pressed(now, pauses)
            keep_brake(connection, CODES, brake)
            return brake.failures

        return await self.database.run(work)

    async def right_code(self) -> None:
        """Count anew; nothing is written where nothing was wrong."""
        brake = await self.database.read(lambda connection: kept_brake(connection, CODES))
        if brake != Brake():
            await self.database.run(lambda connection: keep_brake(connection, CODES, Brake()))

    async def first_break(self) -> tuple[StationId, int] | None:
        """The station and number of the first fact that was changed or is missing, None if every chain holds."""
        return await self.database.read(first_break)
