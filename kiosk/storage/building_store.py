"""Rooms of the building and who has them, in SQLite."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.bookings import Booking, BuildingRoom
from kiosk.domain.facts import moment_text
from kiosk.storage.database import Database
from kiosk.storage.stored_values import moment_of

_BOOKINGS = """
select booking.id, resource, calendar_event, starts_at, ends_at, coalesce(event.name, ''), coalesce(event.is_approved, 1)
from booking left join calendar_event as event on event.id = calendar_event
where starts_at < ?2 and ends_at > ?1 order by starts_at, booking.id
"""
"""Of an event that did not come along it is not known whether it is approved; what was rejected is not in the list."""
_WERE_READ = "select exists(select 1 from pulled_at where resource = 'resource_bookings')"


@dataclass(frozen=True, slots=True)
class SqliteBuilding:
    """`kiosk.services.hierarchy_ports.BuildingBook` on the cache."""

    database: Database

    async def rooms(self) -> tuple[BuildingRoom, ...]:
        """Every room of the building, by name."""
        rows = await self.database.read(
            lambda c: c.execute("select id, name, path from building_room order by name, id").fetchall()
        )
        return tuple(BuildingRoom(id, name, path) for id, name, path in rows)

    async def bookings(self, since: datetime, until: datetime) -> tuple[Booking, ...] | None:
        """Bookings that overlap [since, until); None where Calendar was never read."""

        def work(connection: sqlite3.Connection) -> tuple[Booking, ...] | None:
            if not connection.execute(_WERE_READ).fetchone()[0]:
                return None
            rows = connection.execute(_BOOKINGS, (moment_text(since), moment_text(until))).fetchall()
            return tuple(
                Booking(id, resource, event, moment_of(starts), moment_of(ends), name, bool(approved))
                for id, resource, event, starts, ends, name, approved in rows
            )

        return await self.database.read(work)
