"""The cache's own rules: mergers of mergers, what is free of filters, rooms per time, files that cannot be used."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.domain.history import PastCheckIn
from kiosk.domain.ids import EventId, EventTimeId, LocationId, PersonId
from kiosk.domain.locations import LocationAdditions, OverflowStrategy
from kiosk.domain.problems import DatabaseTooNew, DataFolderReadOnly
from kiosk.domain.schedule import Event, EventSettings, EventTime, LateBound, WindowPolicy
from kiosk.services.pull_plan import horizon
from kiosk.services.pull_ports import Progress, Pull
from kiosk.services.pulled import (
    Ask,
    FreeOfFilters,
    Merger,
    OfferedLocations,
    PulledEvent,
    PulledPage,
    PulledRecord,
    Resource,
)
from kiosk.storage.aliases import kept_ids, with_former_ids
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.database import Database
from kiosk.storage.history_store import SqliteHistory
from kiosk.storage.people_store import SqlitePeople
from kiosk.storage.schedule_store import SqliteSchedule
from kiosk.storage.schema import MIGRATIONS
from kiosk.storage.station_store import SqliteStation
from kiosk.storage.sync_store import SqlitePullBook
from tests.support.church_builders import a_location, a_person
from tests.support.pulling import cache

NOW = datetime(2026, 9, 13, 13, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
KIDS = Event(EventId("1"), "Sunday Kids")
NINE = EventTime(EventTimeId("11"), KIDS.id, NOW)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(DataFolder(tmp_path))


async def keep(book: SqlitePullBook, pull: Pull, resource: Resource, *records: PulledRecord) -> None:
    """One page of a list that ends with it."""
    page = PulledPage(records, len(records))
    await book.keep(pull, Ask(resource, horizon(NOW)), page, Progress(is_done=True))
    await book.sweep(pull, resource, LATER)


async def test_mergers_of_mergers_lead_to_the_last_one_and_a_ring_ends(database: Database):
    await database.open()
    chain = [
        Merger(removed, PersonId(removed), PersonId(kept))
        for removed, kept in (("1", "2"), ("2", "3"), ("8", "9"), ("9", "8"))
    ]
    await cache(database, chain)

    def work(connection: sqlite3.Connection) -> None:
        ids = [PersonId(id) for id in ("1", "2", "3", "4")]
        assert kept_ids(connection, ids) == {"1": "3", "2": "3", "3": "3", "4": "4"}
        assert with_former_ids(connection, [PersonId("3")]) == {"3": "3", "2": "3", "1": "3"}
        assert set(kept_ids(connection, [PersonId("8")])) == {"8"}
        assert set(with_former_ids(connection, [PersonId("8")])) == {"8", "9"}

    await database.read(work)
    await database.close()


async def test_who_is_no_longer_free_of_filters_is_filtered_again(database: Database):
    await database.open()
    book, people = SqlitePullBook(database), SqlitePeople(database)
    first = await book.begin(NOW, afresh=True)
    await keep(book, first, Resource.PEOPLE, a_person("1"), a_person("2"))
    await keep(book, first, Resource.FREE_OF_FILTERS, FreeOfFilters(PersonId("1")), FreeOfFilters(PersonId("2")))
    second = await book.begin(LATER, afresh=True)
    await keep(book, second, Resource.PEOPLE, a_person("1"), a_person("2"))
    await keep(book, second, Resource.FREE_OF_FILTERS, FreeOfFilters(PersonId("2")))
    found = await people.people([PersonId("1"), PersonId("2")])
    assert [found[PersonId(id)].ignore_filters for id in ("1", "2")] == [False, True]
    await database.close()


async def test_rooms_of_a_time_go_when_the_event_no_longer_has_them_per_time(database: Database):
    await database.open()
    book, schedule = SqlitePullBook(database), SqliteSchedule(database)
    rooms = (
        OfferedLocations(NINE.id, (LocationId("52"),)),
        OfferedLocations(NINE.id, (LocationId("53"),), continues=True),
    )
    for pull_at, per_time, offered, expected in ((NOW, True, rooms, ("52", "53")), (LATER, False, (), None)):
        pull = await book.begin(pull_at, afresh=True)
        await keep(book, pull, Resource.EVENTS, PulledEvent(KIDS, per_time))
        await keep(book, pull, Resource.EVENT_TIMES, NINE)
        assert await book.parents(pull, Resource.AVAILABLE_LOCATIONS) == (("11",) if per_time else ())
        await keep(book, pull, Resource.AVAILABLE_LOCATIONS, *offered)
        (time,) = await schedule.event_times(NOW, LATER)
        assert time.location_ids == expected
    await database.close()


async def test_a_sweep_takes_what_the_pull_did_not_see(database: Database):
    await database.open()
    book, history = SqlitePullBook(database), SqliteHistory(database)
    visit = PastCheckIn("501", PersonId("1"), KIDS.id, NOW, NINE.id, is_from_planning_center=True)
    first = await book.begin(NOW, afresh=True)
    await keep(book, first, Resource.CHECK_INS, visit)
    second = await book.begin(LATER, afresh=True)
    await keep(book, second, Resource.CHECK_INS)
    assert await history.past_check_ins([PersonId("1")], NOW) == ()
    assert (await book.pulled_at())["check_ins"] == LATER
    await database.close()


async def test_what_a_church_sets_for_itself_outlives_a_pull(database: Database):
    await database.open()
    schedule = SqliteSchedule(database)
    settings = EventSettings(60, None, LateBound.END, 90, WindowPolicy.BOTH, "09-01", frozenset({"grade"}), True)
    additions = LocationAdditions((LocationId("53"),), OverflowStrategy.BALANCE, absolute_limit=12)
    await schedule.keep_settings(KIDS.id, settings)
    await schedule.keep_additions(LocationId("52"), additions)
    await cache(database, [PulledEvent(KIDS, has_rooms_per_time=None), a_location("52")])
    assert (await schedule.events())[0].settings == settings
    assert (await schedule.locations(KIDS.id))[0].additions == additions
    await database.close()


async def test_a_fresh_folder_gives_the_station_an_identity_that_stays(tmp_path: Path):
    identities = set()
    for folder in (tmp_path / "a", tmp_path / "a", tmp_path / "b"):
        database = Database(DataFolder(folder))
        await database.open()
        station = SqliteStation(database)
        identities.add((await station.settings()).station_id)
        identities.add((await station.settings()).station_id)
        await database.close()
    assert len(identities) == 2


async def test_settings_of_another_version_do_no_harm(database: Database):
    await database.open()
    kept = '{"station_id": "s", "slot": 3, "event_ids": ["1"], "invented_later": true}'
    await database.run(lambda c: c.execute("insert into setting values('station', ?)", (kept,)))
    settings = await SqliteStation(database).settings()
    assert (settings.station_id, settings.slot, settings.event_ids, settings.mode) == ("s", 3, ("1",), "self")
    await database.close()


async def test_a_file_of_a_newer_program_is_left_alone(database: Database, tmp_path: Path):
    await database.open()
    await database.close()
    connection = sqlite3.connect(tmp_path / "kiosk.db")
    connection.execute(f"pragma user_version={len(MIGRATIONS) + 1}")
    connection.close()
    with pytest.raises(DatabaseTooNew):
        await Database(DataFolder(tmp_path)).open()


async def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    database = Database(DataFolder(tmp_path / "file" / "data"))
    with pytest.raises(DataFolderReadOnly):
        await database.open()
