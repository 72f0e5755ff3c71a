"""Keys that are missing and not null (pco/API.md section 6, People gotchas): what was known before stays, and is counted."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from kiosk.domain.ids import PersonId
from kiosk.domain.people import Person
from kiosk.pco.documents import Document, parse
from kiosk.pco.mapping_people import people
from kiosk.storage.answers import keep_answer
from kiosk.storage.database import Database
from kiosk.storage.outbox_store import SqliteOutbox
from kiosk.storage.people_store import SqlitePeople
from tests.support.pulling import cache
from tests.support.station_files import a_database

ANA = PersonId("101")
ALL: dict[str, Any] = {
    "first_name": "Ana",
    "last_name": "Cole",
    "child": True,
    "birthdate": "2024-01-30",
    "medical_notes": "Nuts",
    "status": "active",
}
NUMBER = {"type": "PhoneNumber", "id": "7", "attributes": {"number": "(312) 555-0142", "primary": True}}


def a_page(attributes: dict[str, Any], phones: list[dict[str, Any]] | None) -> Document:
    """One person as an answer tells them; ``phones`` None: nothing is said of any."""
    told = {} if phones is None else {"phone_numbers": {"data": [{"type": "PhoneNumber", "id": "7"} for _ in phones]}}
    person = {"type": "Person", "id": ANA, "attributes": attributes, "relationships": told}
    return parse({"data": [person], "included": phones or []})


@asynccontextmanager
async def ana_is_known(folder: Path) -> AsyncIterator[Database]:
    async with a_database(folder) as database:
        await cache(database, people(a_page(ALL, [NUMBER])))
        yield database


async def ana(database: Database) -> Person:
    return (await SqlitePeople(database).people([ANA]))[ANA]


async def test_allergies_birthdate_and_phones_that_are_no_longer_told_are_kept(tmp_path: Path):
    async with ana_is_known(tmp_path) as database:
        page = a_page({"first_name": "Anna", "last_name": "Cole", "child": True, "status": "active"}, None)
        await cache(database, people(page))
        known = await ana(database)
        assert (known.first_name, known.medical_notes, known.birthdate) == ("Anna", "Nuts", date(2024, 1, 30))
        assert [found.people[0].id for found in await SqlitePeople(database).by_phone("0142", 5)] == [ANA]
        assert page.odd["Person.medical_notes: missing"] == 1


async def test_null_and_an_empty_list_are_told_and_empty_what_was_known(tmp_path: Path):
    async with ana_is_known(tmp_path) as database:
        await cache(database, people(a_page({**ALL, "medical_notes": None, "birthdate": None}, [])))
        known = await ana(database)
        assert (known.medical_notes, known.birthdate, known.phones) == ("", None, ())


async def test_an_answer_that_waits_is_sent_though_the_page_does_not_tell_the_field(tmp_path: Path):
    async with ana_is_known(tmp_path) as database:
        now = datetime(2026, 9, 13, tzinfo=UTC)
        await database.run(lambda c: keep_answer(c, ANA, "medical_notes", "Nuts, eggs", now))
        await cache(database, people(a_page({"first_name": "Ana", "last_name": "Cole"}, None)))
        assert (await ana(database)).medical_notes == "Nuts, eggs"
        assert (await SqliteOutbox(database).counts())["waiting"] == 1
