"""What a parent answers at a station holds until Planning Center has it, whatever is pulled meanwhile."""

from datetime import UTC, date, datetime
from pathlib import Path

from kiosk.domain.ids import PersonId
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.database import Database
from kiosk.storage.outbox_store import SqliteOutbox
from kiosk.storage.people_store import SqlitePeople
from kiosk.storage.sync_map import counts_by_status
from tests.support.church_builders import a_person
from tests.support.pulling import cache

NOW = datetime(2026, 9, 13, 13, 0, tzinfo=UTC)
MIA = PersonId("4")


class Station:
    """A data folder with Mia in it, whose birthdate nobody knows."""

    def __init__(self, folder: Path) -> None:
        self.database = Database(DataFolder(folder))
        self.people = SqlitePeople(self.database)
        self.outbox = SqliteOutbox(self.database)

    async def __aenter__(self) -> "Station":
        await self.database.open()
        await cache(self.database, [a_person(MIA, first_name="Mia")])
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.database.close()

    async def birthdate(self) -> date | None:
        return (await self.people.people([MIA]))[MIA].birthdate

    async def waiting(self) -> int:
        return (await self.outbox.counts())["waiting"]

    async def statuses(self) -> dict[str, int]:
        return await self.database.read(counts_by_status)


async def test_an_answer_is_queued_and_survives_a_pull_that_does_not_know_it(tmp_path: Path):
    async with Station(tmp_path) as station:
        await station.people.keep_answer(MIA, "birthdate", "2024-02-29", NOW)
        await cache(station.database, [a_person(MIA, first_name="Mia"), a_person("5")])
        assert await station.birthdate() == date(2024, 2, 29)
        assert await station.waiting() == 1
        assert await station.statuses() == {"pending_push": 1, "synced": 1}


async def test_an_answer_planning_center_has_by_now_waits_no_longer(tmp_path: Path):
    async with Station(tmp_path) as station:
        await station.people.keep_answer(MIA, "birthdate", "2024-02-29", NOW)
        await cache(station.database, [a_person(MIA, first_name="Mia", born="2024-02-29")])
        assert await station.waiting() == 0
        assert await station.statuses() == {"synced": 1}
        await cache(station.database, [a_person(MIA, first_name="Mia", born="2024-03-01")])
        assert await station.birthdate() == date(2024, 3, 1)


async def test_a_second_answer_takes_the_place_of_the_first(tmp_path: Path):
    async with Station(tmp_path) as station:
        await station.people.keep_answer(MIA, "birthdate", "2024-02-28", NOW)
        await station.people.keep_answer(MIA, "birthdate", "2024-02-29", NOW)
        await station.people.keep_answer(MIA, "grade", 0, NOW)
        assert await station.birthdate() == date(2024, 2, 29)
        assert await station.waiting() == 2


async def test_answers_outlive_the_program(tmp_path: Path):
    async with Station(tmp_path) as station:
        await station.people.keep_answer(MIA, "birthdate", "2024-02-29", NOW)
    async with Station(tmp_path) as station:
        assert await station.birthdate() == date(2024, 2, 29)
        assert await station.waiting() == 1
