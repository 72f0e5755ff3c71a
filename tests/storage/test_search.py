"""Searching on a real file: whoever is called something is found by any beginning of it, by any last digits, and nobody else."""

import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.ids import HouseholdId, PersonId
from kiosk.domain.people import Household, Person, Phone
from kiosk.services.pulled import HouseholdsOfPerson, PulledHousehold, PulledRecord
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.database import Database
from kiosk.storage.names_folded import words_of, words_typed
from kiosk.storage.people_search import by_name
from kiosk.storage.people_store import SqlitePeople
from kiosk.storage.schema import bring_up_to_date
from tests.support.church_builders import a_person
from tests.support.pulling import cache

# No spaces within a name here: a word of a name is what is typed, and every beginning of it must find it.
LETTERS = st.characters(codec="utf-8", categories=("L", "M", "Nd", "Pd", "Po", "So"))
WORDS = st.text(LETTERS, min_size=1, max_size=12)


@asynccontextmanager
async def a_book(folder: Path, records: Iterable[PulledRecord]) -> AsyncIterator[SqlitePeople]:
    database = Database(DataFolder(folder))
    await database.open()
    try:
        await cache(database, records)
        yield SqlitePeople(database)
    finally:
        await database.close()


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Zoë Núñez", ["zoe", "nun", "NUNEZ", "zoë núñez", "nu zo"]),
        ("Søren Østergård", ["soren", "oster", "ØST", "sør"]),
        ("Łukasz Wałęsa", ["lukasz", "walesa", "wałę"]),
        ("Đặng Ngọc", ["dang", "ngoc", "đặ"]),
        ("Ægir Þórsson", ["aegir", "thor", "æg"]),
        ("Strauß", ["straus", "strauss", "STRAUß"]),
        ("Işık İpek", ["isik", "ipek", "IŞ", "İp"]),
        ("O'Brien", ["obrien", "o'brien", "O’B", "brien", "o brien"]),
        ("D’Angelo", ["dangelo", "d'an", "angelo"]),
        ("Mary-Jane", ["mary", "jane", "mary-j", "maryjane", "mary jane"]),
        ("St. John", ["st john", "st. j", "john"]),
        ("김민준", ["김", "김민", "김민준"]),
        ("Анна Ёлкина", ["анна", "елк", "ёлк", "АННА"]),
        ("محمد", ["مح", "مُحَمَّد"]),
        ("अनिल", ["अ", "अनि"]),
        ("Nguyễn", ["nguyen", "Nguye"]),
        ("★", ["★"]),
    ],
)
def test_names_of_every_script_are_found_as_people_type_them(name: str, typed: list[str]):
    words = words_of(name.split()).split()
    for text in typed:
        assert all(any(word.startswith(part) for word in words) for part in words_typed(text)), text
        assert words_typed(text), text


@given(WORDS, st.integers(1, 12))
def test_any_beginning_of_a_word_finds_it(word: str, length: int):
    found = words_of([word]).split()
    for part in words_typed(word[:length]):
        assert any(one.startswith(part) for one in found)


@settings(max_examples=60)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=8), st.data())
def test_the_index_finds_whoever_is_called_so_and_only_them(names: list[tuple[str, str]], data: st.DataObject):
    connection = sqlite3.connect(":memory:", isolation_level=None)
    bring_up_to_date(connection)
    rows = [(str(number), first, last, words_of([first, last])) for number, (first, last) in enumerate(names)]
    connection.executemany("insert into person(id, first_name, last_name, name_fold) values(?, ?, ?, ?)", rows)
    chosen = data.draw(st.sampled_from(names))
    typed = " ".join(name[: data.draw(st.integers(1, len(name)))] for name in chosen)
    parts = words_typed(typed)
    expected = {
        id for id, *_, words in rows if all(any(word.startswith(part) for word in words.split()) for part in parts)
    }
    found = {person.id for one in by_name(connection, typed, 100) for person in one.people}
    connection.close()
    assert found == (expected if parts else set())


@pytest.mark.parametrize(
    ("written", "e164", "typed"),
    [
        ("(555) 555-0190", None, ["0190", "5550190", "5555550190", "15555550190"]),
        ("+1 555 555 0190", None, ["0190", "5555550190", "15555550190"]),
        ("555-555-0190 ext. 12", "+15555550190", ["0190", "9012", "5555550190"]),
        ("020 7183 8750", "+442071838750", ["8750", "02071838750", "442071838750", "2071838750"]),
        ("+44 20 7183 8750", None, ["02071838750", "8750"]),
        ("٠١٢٣٤٥٦٧", None, ["4567"]),
    ],
)
async def test_a_number_is_found_however_it_is_written_and_typed(
    tmp_path: Path, written: str, e164: str | None, typed: list[str]
):
    person = a_person("1", is_child=False, phones=(Phone("1", written, e164),))
    async with a_book(tmp_path, [person]) as book:
        for digits in typed:
            assert len(await book.by_phone(digits, 8)) == 1, digits
        assert await book.by_phone("0191", 8) == ()


async def test_digits_of_a_whole_number_do_not_find_every_shorter_ending(tmp_path: Path):
    person = a_person("1", is_child=False, phones=(Phone("1", "0190"),))
    async with a_book(tmp_path, [person]) as book:
        assert await book.by_phone("5555550190", 8) == ()
        assert len(await book.by_phone("0190", 8)) == 1


async def test_a_renamed_person_is_found_by_the_new_name_only(tmp_path: Path):
    async with a_book(tmp_path, [a_person("1", first_name="Ana", last_name="Cole")]) as book:
        await cache(book.database, [a_person("1", first_name="Ana", last_name="Smith")])
        assert len(await book.by_name("ana smith", 8)) == 1
        assert await book.by_name("cole", 8) == ()


async def test_who_leaves_a_household_is_no_longer_found_under_it(tmp_path: Path):
    cole = PulledHousehold(Household(HouseholdId("10"), "Cole"), has_members=False)
    bell = PulledHousehold(Household(HouseholdId("11"), "Bell"), has_members=False)

    def belongs_to(*households: str) -> HouseholdsOfPerson:
        return HouseholdsOfPerson(PersonId("1"), tuple(HouseholdId(id) for id in households))

    async with a_book(tmp_path, [a_person("1"), cole, bell, belongs_to("10")]) as book:
        await cache(book.database, [belongs_to("11")])
        assert [one.household.name for one in await book.households_of(PersonId("1"))] == ["Bell"]


async def test_more_matches_than_a_screen_holds_can_be_told(tmp_path: Path):
    people: list[Person] = [
        a_person(str(number), is_child=False, phones=(Phone(str(number), f"55{number:02}0190"),))
        for number in range(20)
    ]
    async with a_book(tmp_path, people) as book:
        assert len(await book.by_phone("0190", 9)) == 9
