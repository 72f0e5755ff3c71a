"""What every people book promises: the one in memory that services are tested with, and the one on SQLite."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kiosk.domain.ids import HouseholdId, PersonId
from kiosk.domain.people import Gender, Household, HouseholdMember, Person, Phone
from kiosk.domain.problems import NotKnown
from kiosk.services.ports import FoundHousehold, PeopleBook
from kiosk.services.pulled import Merger, Pass, PulledHousehold
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.database import Database
from kiosk.storage.people_store import SqlitePeople
from tests.support.church_builders import a_person
from tests.support.fake_books import FakePeople
from tests.support.pulling import cache

NOW = datetime(2026, 9, 13, 13, 0, tzinfo=UTC)


def a_phone(number: str, e164: str | None = None) -> Phone:
    return Phone(f"{number}-{e164}", number, e164)


def a_household(id: str, name: str, *members: str, contact: str | None = None) -> Household:
    people = tuple(HouseholdMember(PersonId(member)) for member in members)
    return Household(HouseholdId(id), name, PersonId(contact) if contact else None, people)


MOTHER = a_person("1", first_name="Ana", is_child=False, phones=(a_phone("(555) 555-0190"),))
FATHER = a_person("2", first_name="Bo", is_child=False, phones=(a_phone("+1 555 555 0190", "+15555550190"),))
CHILD = a_person("3", first_name="Zoë", nickname="Zee", born="2022-05-01")
BABY = a_person("4", first_name="Mia", born="2026-01-01")
GRANDMOTHER = a_person("5", first_name="Ruth", last_name="O'Brien", is_child=False, phones=(a_phone("5559990000"),))
ALONE = a_person("6", first_name="Søren", last_name="Østergård", is_child=False, phones=(a_phone("020 7183 8750"),))
LEFT = a_person(
    "7", first_name="Gone", last_name="Away", is_child=False, status="inactive", phones=(a_phone("5551110190"),)
)
EVERYONE = (MOTHER, FATHER, CHILD, BABY, GRANDMOTHER, ALONE, LEFT)
HOUSEHOLDS = (
    a_household("10", "Cole", "3", "4", "2", "1", "7", contact="2"),
    a_household("11", "Brien", "5", "3", contact="5"),
    a_household("12", "Nobody here", "7"),
)
PASSES = {"ABC-1": PersonId("3"), "%": PersonId("6"), "OLD": PersonId("7")}
MERGED = {PersonId("103"): PersonId("3")}

Books = Callable[[], AbstractAsyncContextManager[PeopleBook]]


@asynccontextmanager
async def on_sqlite(folder: Path) -> AsyncIterator[PeopleBook]:
    database = Database(DataFolder(folder))
    await database.open()
    try:
        await cache(
            database,
            (
                *EVERYONE,
                *(PulledHousehold(one, has_members=True) for one in HOUSEHOLDS),
                *(Pass(code, code, "barcode", person) for code, person in PASSES.items()),
                *(Merger(removed, removed, kept) for removed, kept in MERGED.items()),
            ),
        )
        yield SqlitePeople(database)
    finally:
        await database.close()


@asynccontextmanager
async def in_memory(folder: Path) -> AsyncIterator[PeopleBook]:
    yield FakePeople(EVERYONE, HOUSEHOLDS, PASSES, MERGED)


@pytest.fixture(params=[in_memory, on_sqlite])
def a_book(request: pytest.FixtureRequest, tmp_path: Path) -> Books:
    """Opens the book inside the test's own loop."""
    return lambda: request.param(tmp_path)


def names(found: tuple[FoundHousehold, ...]) -> list[str]:
    return [one.household.name for one in found]


def people_in(found: tuple[FoundHousehold, ...]) -> list[list[str]]:
    return [[person.called_name for person in one.people] for one in found]


async def test_a_phone_is_found_by_its_last_digits_however_it_is_written(a_book: Books):
    async with a_book() as book:
        assert names(await book.by_phone("0190", 8)) == ["Cole"]
        assert names(await book.by_phone("5550190", 8)) == ["Cole"]
        assert names(await book.by_phone("15555550190", 8)) == ["Cole"]
        assert names(await book.by_phone("9989", 8)) == []


async def test_fewer_than_four_digits_find_nobody(a_book: Books):
    async with a_book() as book:
        assert await book.by_phone("019", 8) == ()
        assert await book.by_phone("", 8) == ()


async def test_a_household_comes_with_its_contact_first_then_adults_then_children_by_age(a_book: Books):
    async with a_book() as book:
        assert people_in(await book.by_phone("0190", 8)) == [["Bo", "Ana", "Zee", "Mia"]]


async def test_who_is_inactive_is_not_found_but_still_known(a_book: Books):
    async with a_book() as book:
        assert await book.by_name("gone", 8) == ()
        assert await book.by_phone("5551110190", 8) == ()
        assert await book.by_pass("OLD") == ()
        assert await book.household(HouseholdId("12")) is None
        assert names(await book.households_of(PersonId("7"))) == ["Cole"]
        assert (await book.people([PersonId("7")]))[PersonId("7")] == LEFT


async def test_a_child_of_two_households_is_found_under_both(a_book: Books):
    async with a_book() as book:
        assert names(await book.by_name("zoe", 8)) == ["Brien", "Cole"]
        assert names(await book.by_pass("ABC-1")) == ["Brien", "Cole"]
        assert names(await book.households_of(PersonId("3"))) == ["Brien", "Cole"]


async def test_a_person_without_a_household_is_a_household_of_one_without_an_id(a_book: Books):
    async with a_book() as book:
        (found,) = await book.by_name("oster sor", 8)
        assert found.household.id is None
        assert found.people == (ALONE,)
        assert await book.households_of(PersonId("6")) == (found,)


async def test_every_word_typed_begins_some_name_whatever_case_and_accents(a_book: Books):
    async with a_book() as book:
        for typed in ("ZOE", "zee", "zo co", "cole zee", "Zoë"):
            assert "Cole" in names(await book.by_name(typed, 8)), typed
        for typed in ("o'br", "OBRIEN", "brien ru", "O’Brien"):
            assert names(await book.by_name(typed, 8)) == ["Brien"], typed
        assert await book.by_name("zoe smith", 8) == ()


@pytest.mark.parametrize("typed", ["%", "_", "'", '"', "*", "", " ", "co%e", '" or 1', "zo* NOT", "co_e", "NEAR(a b)"])
async def test_signs_are_taken_literally(a_book: Books, typed: str):
    async with a_book() as book:
        assert await book.by_name(typed, 8) == ()
        assert await book.by_phone(typed, 8) == ()


async def test_a_pass_counts_only_to_the_letter(a_book: Books):
    async with a_book() as book:
        assert people_in(await book.by_pass("%")) == [["Søren"]]
        for code in ("abc-1", "ABC", "ABC-1 ", "_", ""):
            assert await book.by_pass(code) == (), code


async def test_no_more_than_asked_for_are_given(a_book: Books):
    async with a_book() as book:
        assert len(await book.by_name("co", 1)) == 1
        assert len(await book.by_phone("0190", 1)) == 1


async def test_people_are_known_under_an_id_that_was_merged_into_theirs(a_book: Books):
    async with a_book() as book:
        people = await book.people([PersonId("103"), PersonId("1"), PersonId("999")])
        assert people == {PersonId("103"): CHILD, PersonId("1"): MOTHER}
        assert names(await book.households_of(PersonId("103"))) == ["Brien", "Cole"]


async def test_every_active_child_is_listed(a_book: Books):
    async with a_book() as book:
        assert {child.id for child in await book.active_children()} == {"3", "4"}


@pytest.mark.parametrize(
    ("field", "answer", "known"),
    [("birthdate", "2021-02-28", date(2021, 2, 28)), ("grade", -1, -1), ("gender", "female", Gender.FEMALE)],
)
async def test_an_answer_given_here_holds_at_once(a_book: Books, field: str, answer: str | int, known: object):
    async with a_book() as book:
        await book.keep_answer(PersonId("4"), field, answer, NOW)
        assert getattr((await book.people([PersonId("4")]))[PersonId("4")], field) == known


async def test_an_answer_about_nobody_is_refused(a_book: Books):
    async with a_book() as book:
        with pytest.raises(NotKnown):
            await book.keep_answer(PersonId("999"), "grade", 1, NOW)


async def everyone_of(book: PeopleBook) -> Mapping[PersonId, Person]:
    return await book.people(person.id for person in EVERYONE)


async def test_everything_known_of_a_person_comes_back_as_it_was(a_book: Books):
    async with a_book() as book:
        assert await everyone_of(book) == {person.id: person for person in EVERYONE}
