"""Staff in SQLite: who they are, their PINs' hashes, and how many wrong tries there were in a row."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kiosk.domain.brakes import Brake, Pauses
from kiosk.domain.facts import NewFact, moment_text
from kiosk.domain.ids import StaffId, StationId
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import LastAdmin, NotKnown, PinRefused
from kiosk.services.ports import Clock
from kiosk.services.staff_ports import KnownPin
from kiosk.storage.brake_rows import keep_brake, kept_brake
from kiosk.storage.database import Database
from kiosk.storage.fact_log import append
from kiosk.storage.stored_values import optional_moment_of

BOX = "pin"
"""The brake of tries that name nobody: they slow the whole box down."""
_SECOND = timedelta(seconds=1)
_ACTIVE = (
    "select id, name, role, is_active, pin_hash, failures, locked_until from staff where is_active = 1 order by id"
)
_INSERT = "insert into staff(id, name, role, pin_hash, is_active) values(?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class SqliteStaff:
    """`kiosk.services.staff_ports.StaffBook` on the station's file."""

    database: Database
    station_id: StationId
    clock: Clock

    async def members(self) -> tuple[StaffMember, ...]:
        """Everyone, also who left, by name."""
        rows = await self.database.read(
            lambda connection: connection.execute(
                "select id, name, role, is_active from staff order by name, id"
            ).fetchall()
        )
        return tuple(_member(row) for row in rows)

    async def pins(self) -> tuple[KnownPin, ...]:
        """The PINs of everyone active."""
        rows = await self.database.read(lambda connection: connection.execute(_ACTIVE).fetchall())
        return tuple(KnownPin(_member(row), row[4]) for row in rows)

    async def begin_try(self, staff_id: StaffId | None, now: datetime, pauses: Pauses) -> tuple[KnownPin, ...]:
        """Count a try before it is looked at, and say which PINs it may be."""

        def work(connection: sqlite3.Connection) -> tuple[KnownPin, ...]:
            rows = connection.execute(_ACTIVE).fetchall()
            if staff_id is None:
                brake = kept_brake(connection, BOX)
                _wait(brake, now, pauses)
                keep_brake(connection, BOX, brake.pressed(now, pauses))
                return tuple(KnownPin(_member(row), row[4]) for row in rows if not _brake(row).wait(now, pauses))
            named = [row for row in rows if row[0] == staff_id]
            for row in named:
                _wait(_brake(row), now, pauses)
                _keep(connection, staff_id, _brake(row).pressed(now, pauses))
            return tuple(KnownPin(_member(row), row[4]) for row in named)

        return await self.database.run(work)

    async def end_try(self, staff_id: StaffId | None, fact: NewFact) -> None:
        """The try was right: count anew, and write the fact."""

        def work(connection: sqlite3.Connection) -> None:
            if staff_id is None:
                keep_brake(connection, BOX, Brake())
            else:
                _keep(connection, staff_id, Brake())
            append(connection, self.station_id, (fact,), self.clock.now())

        await self.database.run(work)

    async def log(self, fact: NewFact) -> None:
        """Write a fact alone."""
        await self.database.run(lambda connection: append(connection, self.station_id, (fact,), self.clock.now()))

    async def add(self, member: StaffMember, pin_hash: str, fact: NewFact) -> None:
        """Write a new member."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(_INSERT, _row(member, pin_hash))
            append(connection, self.station_id, (fact,), self.clock.now())

        await self.database.run(work)

    async def add_first(self, member: StaffMember, pin_hash: str, fact: NewFact) -> bool:
        """Write the very first member; False if there is anybody already."""

        def work(connection: sqlite3.Connection) -> bool:
            if connection.execute("select 1 from staff limit 1").fetchone():
                return False
            connection.execute(_INSERT, _row(member, pin_hash))
            append(connection, self.station_id, (fact,), self.clock.now())
            return True

        return await self.database.run(work)

    async def change(self, member: StaffMember, pin_hash: str | None, fact: NewFact) -> None:
        """Write what changed about a member. Raises NotKnown, LastAdmin."""

        def work(connection: sqlite3.Connection) -> None:
            changed = connection.execute(
                "update staff set name = ?, role = ?, is_active = ? where id = ?",
                (member.name, member.role.value, int(member.is_active), member.id),
            ).rowcount
            if not changed:
                raise NotKnown(staff=member.id)
            if pin_hash is not None:
                connection.execute(
                    "update staff set pin_hash = ?, failures = 0, locked_until = null where id = ?",
                    (pin_hash, member.id),
                )
            admins = "select 1 from staff where role = 'admin' and is_active = 1"
            if not connection.execute(admins).fetchone():
                raise LastAdmin()
            append(connection, self.station_id, (fact,), self.clock.now())

        await self.database.run(work)


def _member(row: Sequence[Any]) -> StaffMember:
    return StaffMember(StaffId(row[0]), row[1], Role(row[2]), bool(row[3]))


def _row(member: StaffMember, pin_hash: str) -> tuple[object, ...]:
    return (member.id, member.name, member.role.value, pin_hash, int(member.is_active))


def _brake(row: Sequence[Any]) -> Brake:
    return Brake(row[5], optional_moment_of(row[6]))


def _keep(connection: sqlite3.Connection, staff_id: StaffId, brake: Brake) -> None:
    connection.execute(
        "update staff set failures = ?, locked_until = ? where id = ?",
        (brake.failures, moment_text(brake.until) if brake.until else None, staff_id),
    )


def _wait(brake: Brake, now: datetime, pauses: Pauses) -> None:
    left = brake.wait(now, pauses)
    if left:
        raise PinRefused(seconds=-(-left // _SECOND))
