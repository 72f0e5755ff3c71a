"""What is known here of the true time: how far a server's clock was from this machine's, and the newest thing written down."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kiosk.domain.facts import COUNTER_BITS, moment_text
from kiosk.services.ports import HeardClock
from kiosk.storage.database import Database

_KEY = "clock_heard"
_MILLISECOND = timedelta(milliseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def note_clock(connection: sqlite3.Connection, off_by: timedelta, heard_at: datetime | None = None) -> None:
    """Write how far this machine's clock is ahead of a server's (behind: negative), inside the transaction that is open."""
    heard = {"seconds": off_by.total_seconds(), "at": moment_text(heard_at or datetime.now(UTC))}
    connection.execute("insert or replace into setting(key, value) values(?, ?)", (_KEY, json.dumps(heard)))


@dataclass(frozen=True, slots=True)
class SqliteClockWitness:
    """`kiosk.services.ports.ClockWitness` on the station's file."""

    database: Database

    async def heard(self) -> HeardClock | None:
        """What a server's clock said last; None before any answered."""
        row = await self.database.read(
            lambda c: c.execute("select value from setting where key = ?", (_KEY,)).fetchone()
        )
        if row is None:
            return None
        said = json.loads(row[0])
        return HeardClock(timedelta(seconds=said["seconds"]), datetime.fromisoformat(said["at"]))

    async def newest_record(self) -> datetime | None:
        """The moment of the newest fact, by this machine's clock when it was written; None before the first."""
        row = await self.database.read(lambda c: c.execute("select max(clock) from fact").fetchone())
        return None if row[0] is None else _EPOCH + (row[0] >> COUNTER_BITS) * _MILLISECOND
