"""A field changed here and at Planning Center: the policy decides, or an admin does, and can take it back."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.domain.conflicts import Winner
from kiosk.domain.facts import NewFact
from kiosk.domain.ids import FactId, PersonId, StaffId, StationId
from kiosk.domain.people import Person
from kiosk.domain.problems import NotKnown
from kiosk.domain.staff_actions import StaffAction, staff_fact
from kiosk.services.ports import StationSettings
from kiosk.storage.conflict_store import SqliteConflicts
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.database import Database
from kiosk.storage.outbox_store import SqliteOutbox
from kiosk.storage.people_store import SqlitePeople
from kiosk.storage.station_store import SqliteStation
from kiosk.storage.sync_map import counts_by_status
from tests.support.pulling import SetClock, cache

NOW = datetime(2026, 9, 13, 13, 0, tzinfo=UTC)
MIA = PersonId("4")
OURS, THEIRS = "2024-02-29", date(2024, 3, 1)


def mia(born: date | None = None, notes: str = "", changed: datetime = NOW) -> Person:
    return Person(MIA, "Mia", "Cole", birthdate=born, medical_notes=notes, updated_at=changed.isoformat())


class Station:
    """A data folder with a policy, and Mia, whose birthdate nobody knows."""

    def __init__(self, folder: Path, policy: str, way: str = "both") -> None:
        self.database = Database(DataFolder(folder))
        self.people = SqlitePeople(self.database)
        self.conflicts = SqliteConflicts(self.database, StationId("s"), SetClock(NOW))
        self.settings = StationSettings("s", way=way, conflicts=policy)
        self.facts = 0

    async def __aenter__(self) -> "Station":
        await self.database.open()
        await SqliteStation(self.database).keep(self.settings)
        await cache(self.database, [mia(notes="Inhaler")])
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.database.close()

    async def person(self) -> Person:
        return (await self.people.people([MIA]))[MIA]

    async def waiting(self) -> dict[str, int]:
        return await SqliteOutbox(self.database).counts()

    def fact(self) -> NewFact:
        self.facts += 1
        return staff_fact(FactId(f"f{self.facts}"), NOW, StaffAction.CONFLICT_DECIDED, StaffId("ada"))


async def test_by_default_planning_center_wins_and_the_other_value_is_not_forgotten(tmp_path: Path):
    async with Station(tmp_path, "planning_center") as station:
        await station.people.keep_answer(MIA, "birthdate", OURS, NOW)
        await cache(station.database, [mia(THEIRS)])
        assert (await station.person()).birthdate == THEIRS
        assert await station.waiting() == {"waiting": 0, "parked": 0}
        (one,) = await station.conflicts.conflicts(open_only=False, limit=9)
        assert (one.difference.here, one.difference.there, one.decision) == (OURS, "2024-03-01", Winner.THERE)


@pytest.mark.parametrize(("hours", "expected"), [(-1, date(2024, 2, 29)), (1, THEIRS)])
async def test_the_newest_wins(tmp_path: Path, hours: int, expected: date):
    async with Station(tmp_path, "newest") as station:
        await station.people.keep_answer(MIA, "birthdate", OURS, NOW)
        await cache(station.database, [mia(THEIRS, changed=NOW + timedelta(hours=hours))])
        assert (await station.person()).birthdate == expected


async def test_under_owner_per_field_our_allergies_join_their_notes(tmp_path: Path):
    async with Station(tmp_path, "owner") as station:
        await station.people.keep_answer(MIA, "medical_notes", "Allergies: nuts\nInhaler", NOW)
        await cache(station.database, [mia(notes="Inhaler in the bag")])
        assert (await station.person()).medical_notes == "Allergies: nuts\nInhaler in the bag"
        body = await station.database.read(lambda c: c.execute("select body from outbox").fetchone())
        assert body[0] == '{"medical_notes": "Allergies: nuts\\nInhaler in the bag"}'


async def test_where_the_kiosk_counts_ours_stays(tmp_path: Path):
    async with Station(tmp_path, "planning_center", way="kiosk") as station:
        await station.people.keep_answer(MIA, "birthdate", OURS, NOW)
        await cache(station.database, [mia(THEIRS, notes="Inhaler")])
        assert (await station.person()).birthdate == date(2024, 2, 29)
        assert await station.waiting() == {"waiting": 1, "parked": 0}


async def test_where_the_kiosk_counts_nothing_known_is_overwritten_and_whoever_is_new_there_comes_in(tmp_path: Path):
    async with Station(tmp_path, "planning_center", way="kiosk") as station:
        await cache(station.database, [mia(THEIRS, notes="Theirs"), Person(PersonId("5"), "Ola", "New")])
        assert (await station.person()).medical_notes == "Inhaler"
        assert (await station.people.people([PersonId("5")]))[PersonId("5")].name == "Ola New"


async def test_an_admin_is_asked_decides_and_takes_it_back(tmp_path: Path):
    async with Station(tmp_path, "ask") as station:
        await station.people.keep_answer(MIA, "birthdate", OURS, NOW)
        await cache(station.database, [mia(THEIRS)])
        (one,) = await station.conflicts.conflicts(open_only=True, limit=9)
        assert await station.waiting() == {"waiting": 0, "parked": 1}
        assert await station.database.read(counts_by_status) == {"conflict": 1}

        await station.conflicts.decide(one.number, Winner.HERE, station.fact(), NOW)
        assert (await station.person()).birthdate == date(2024, 2, 29)
        assert await station.waiting() == {"waiting": 1, "parked": 0}
        assert await station.database.read(counts_by_status) == {"pending_push": 1}

        await station.conflicts.undo(one.number, station.fact(), NOW)
        assert (await station.person()).birthdate == THEIRS
        assert await station.waiting() == {"waiting": 0, "parked": 0}

        await station.conflicts.decide(one.number, Winner.THERE, station.fact(), NOW)
        assert (await station.person()).birthdate == THEIRS
        assert await station.database.read(counts_by_status) == {"synced": 1}
        with pytest.raises(NotKnown):
            await station.conflicts.decide(one.number, Winner.HERE, station.fact(), NOW)


async def test_answering_again_decides_the_conflict(tmp_path: Path):
    async with Station(tmp_path, "ask") as station:
        await station.people.keep_answer(MIA, "birthdate", OURS, NOW)
        await cache(station.database, [mia(THEIRS)])
        await station.people.keep_answer(MIA, "birthdate", "2024-02-28", NOW)
        assert await station.conflicts.conflicts(open_only=True, limit=9) == ()
        assert await station.waiting() == {"waiting": 1, "parked": 0}
        assert (await station.person()).birthdate == date(2024, 2, 28)


async def test_a_change_elsewhere_in_the_record_is_no_conflict(tmp_path: Path):
    async with Station(tmp_path, "ask") as station:
        await station.people.keep_answer(MIA, "birthdate", OURS, NOW)
        await cache(station.database, [mia(notes="Something else", changed=NOW + timedelta(hours=2))])
        assert await station.conflicts.conflicts(open_only=False, limit=9) == ()
        assert (await station.person()).birthdate == date(2024, 2, 29)
