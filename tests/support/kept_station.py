"""A data folder with a church, people and a record in it: what the tests of backups, settings and bundles start from."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from kiosk.app.chance import new_nonce
from kiosk.domain.facts import FactKind, NewFact, moment_text
from kiosk.domain.ids import EventTimeId, FactId, PersonId, StationId
from kiosk.domain.people import Organization, Person
from kiosk.services.ports import StationSettings
from kiosk.services.pulled import Product, PulledOrganization
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.database import Database
from kiosk.storage.fact_log import append
from kiosk.storage.home import settled
from tests.support.pulling import cache

CHURCH = Organization("900", "Riverside Church", "America/Chicago")
SUNDAY_MORNING = datetime(2026, 9, 13, 14, 10, tzinfo=UTC)


@asynccontextmanager
async def an_open_station(folder: Path) -> AsyncIterator[tuple[Database, StationSettings]]:
    """A station's file, made if need be, with its settings."""
    database = Database(DataFolder(folder))
    await database.open()
    try:
        yield database, await settled(database, DataFolder(folder))
    finally:
        await database.close()


async def a_church_in(database: Database, people: int = 3) -> None:
    """The church and some people, numbered from 101."""
    everyone = [Person(PersonId(str(101 + number)), f"Ana{number}", "Cole") for number in range(people)]
    await cache(database, [PulledOrganization(Product.PEOPLE, CHURCH), *everyone])


async def a_check_in(
    database: Database, station_id: str, person: str = "101", *, code: str = "XK7P", at: datetime = SUNDAY_MORNING
) -> None:
    """One fact, as a tap writes it."""
    nonce = new_nonce()
    body: dict[str, object] = {
        "location": "52",
        "kind": "regular",
        "method": "manual",
        "starts_at": moment_text(at),
        "date": at.date().isoformat(),
        "request": "",
        "code": code,
    }
    fact = NewFact(FactId(nonce), nonce, FactKind.CHECK_IN, at, EventTimeId("11"), PersonId(person), body)
    await database.run(lambda connection: append(connection, StationId(station_id), (fact,), at))


async def count(database: Database, statement: str) -> int:
    """The number a statement asks for."""
    return int((await database.read(lambda connection: connection.execute(statement).fetchone()))[0])


def a_kept_station(folder: Path, *, people: int = 3, check_ins: int = 1) -> StationSettings:
    """A closed data folder with a church, people and check-ins in it."""

    async def fill() -> StationSettings:
        async with an_open_station(folder) as (database, settings):
            await a_church_in(database, people)
            for number in range(check_ins):
                await a_check_in(database, settings.station_id, str(101 + number), code=f"AB2{number}")
            return settings

    return asyncio.run(fill())
