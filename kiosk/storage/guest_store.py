"""Guests without a person record, in SQLite: known for some days, then forgotten; the facts of their visits stay nameless."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.domain.facts import NewFact, moment_text
from kiosk.domain.ids import HouseholdId, PersonId, StationId
from kiosk.domain.newcomers import OneTimeGuest
from kiosk.domain.people import Gender
from kiosk.services.ports import Clock
from kiosk.storage.database import Database
from kiosk.storage.fact_log import append
from kiosk.storage.stored_values import list_text, optional_day_of

_COLUMNS = """
select id, called_name, last_name, is_child, birthdate, grade, gender, medical_notes,
    coalesce((select pco_id from created_there where local_type = 'household' and local_id = host_household), host_household)
        as household,
    host_person
from guest
"""
_GUESTS = f"{_COLUMNS} where id in (select value from json_each(?))"  # noqa: S608 - a constant
_OF_HOUSEHOLD = f"{_COLUMNS} where household = ? order by made_at, id"
_FORGET = """
delete from guest where made_at < ? and not exists(
    select 1 from check_in where check_in.person = guest.id and checked_out_at is null and is_undone = 0)
"""


@dataclass(frozen=True, slots=True)
class SqliteGuests:
    """`kiosk.services.newcomer_ports.GuestBook` on the station's file."""

    database: Database
    station_id: StationId
    clock: Clock

    async def add(self, guests: Sequence[OneTimeGuest], fact: NewFact, at: datetime) -> None:
        """Write guests, with the fact that they came."""

        def work(connection: sqlite3.Connection) -> None:
            connection.executemany(
                "insert into guest values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        *(one.id, one.called_name, one.last_name),
                        one.birthdate.isoformat() if one.birthdate else None,
                        *(one.grade, one.gender.value if one.gender else None, int(one.is_child), one.medical_notes),
                        *(one.host_household, one.host_person, moment_text(at)),
                    )
                    for one in guests
                ],
            )
            append(connection, self.station_id, (fact,), self.clock.now())

        await self.database.run(work)

    async def guests(self, ids: Iterable[PersonId]) -> Mapping[PersonId, OneTimeGuest]:
        """These guests, where they are not forgotten yet."""
        wanted = tuple(ids)
        return await self.database.read(lambda connection: known_guests(connection, wanted))

    async def of_household(self, household_id: HouseholdId) -> tuple[OneTimeGuest, ...]:
        """Whom a family brought along and who are not forgotten yet, the oldest first."""

        def work(connection: sqlite3.Connection) -> tuple[OneTimeGuest, ...]:
            return tuple(_guest(row) for row in connection.execute(_OF_HOUSEHOLD, (household_id,)))

        return await self.database.read(work)

    async def forget(self, before: datetime, words_before: datetime, fact: NewFact) -> int:
        """Forget guests entered before a moment who have left, and words typed before another."""

        def work(connection: sqlite3.Connection) -> int:
            guests = connection.execute(_FORGET, (moment_text(before),)).rowcount
            words = connection.execute(
                "delete from fact_words where said_at < ?", (moment_text(words_before),)
            ).rowcount
            if guests or words:
                append(connection, self.station_id, (fact,), self.clock.now())
            return guests

        return await self.database.run(work)


def known_guests(connection: sqlite3.Connection, ids: Iterable[PersonId]) -> Mapping[PersonId, OneTimeGuest]:
    """These guests, inside a transaction that is open."""
    rows = connection.execute(_GUESTS, (list_text(ids),)).fetchall()
    return {PersonId(row[0]): _guest(row) for row in rows}


def _guest(row: Sequence[Any]) -> OneTimeGuest:
    id, called, last, is_child, birthdate, grade, gender, notes, household, host = row
    return OneTimeGuest(
        PersonId(id),
        called,
        last,
        bool(is_child),
        optional_day_of(birthdate),
        grade,
        Gender(gender) if gender else None,
        notes,
        HouseholdId(household) if household else None,
        PersonId(host) if host else None,
    )
