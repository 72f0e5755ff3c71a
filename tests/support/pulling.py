"""A data folder that pulls from a simulated Planning Center: what the tests of pulling and of the cache start from."""

from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.pco.gateway import Gateway
from kiosk.pco.sign_in import PersonalAccessToken
from kiosk.services.pull_plan import horizon
from kiosk.services.pull_ports import Progress
from kiosk.services.pulled import Ask, PulledPage, PulledRecord, Resource
from kiosk.services.sync import Sync
from kiosk.simulator.server import PlanningCenterServer
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.database import Database
from kiosk.storage.groups_store import SqliteGroups
from kiosk.storage.history_store import SqliteHistory
from kiosk.storage.people_store import SqlitePeople
from kiosk.storage.schedule_store import SqliteSchedule
from kiosk.storage.sync_store import SqlitePullBook
from tests.simulator.small_church import a_small_church, add_people

SUNDAY = datetime(2026, 9, 13, 13, 10, tzinfo=UTC)
PLENTY = 1_000_000
SHORT_PAUSES = (0.01, 0.02)
GOOD = PersonalAccessToken("demo", "demo")


@dataclass
class SetClock:
    """A clock that says what it is told."""

    moment: datetime = field(default_factory=lambda: datetime.now(UTC))

    def now(self) -> datetime:
        return self.moment

    def pass_time(self, step: timedelta) -> None:
        self.moment += step


@contextmanager
def a_center(people: int = 450) -> Iterator[PlanningCenterServer]:
    """The small church over HTTP, with enough people for several pages and no hurry."""
    church = a_small_church()
    add_people(church, people)
    with PlanningCenterServer(church, rate_limit=PLENTY, now=lambda: SUNDAY) as server:
        yield server


@dataclass
class Puller:
    """One data folder with a way to Planning Center."""

    database: Database
    gateway: Gateway
    clock: SetClock
    book: SqlitePullBook
    sync: Sync
    people: SqlitePeople
    schedule: SqliteSchedule
    groups: SqliteGroups
    history: SqliteHistory

    async def names_found(self, text: str) -> set[str]:
        """Everyone in the households found by a name."""
        return {person.name for found in await self.people.by_name(text, 50) for person in found.people}


@asynccontextmanager
async def a_puller(
    folder: Path,
    base_url: str,
    *,
    sign_in: PersonalAccessToken = GOOD,
    clock: SetClock | None = None,
    pages_ahead: int = 3,
    pauses: tuple[float, ...] = SHORT_PAUSES,
) -> AsyncIterator[Puller]:
    """Open the folder; everything is closed at the end."""
    database = Database(DataFolder(folder))
    await database.open()
    gateway = Gateway(sign_in, base_url, pauses)
    clock = clock or SetClock()
    book = SqlitePullBook(database)
    try:
        yield Puller(
            database,
            gateway,
            clock,
            book,
            Sync(gateway, book, clock, pages_ahead),
            SqlitePeople(database),
            SqliteSchedule(database),
            SqliteGroups(database),
            SqliteHistory(database),
        )
    finally:
        await gateway.close()
        await database.close()


async def cache(database: Database, records: Iterable[PulledRecord]) -> None:
    """Write records into the cache as one page of a pull would."""
    book = SqlitePullBook(database)
    now = datetime.now(UTC)
    pull = await book.begin(now, afresh=True)
    kept = tuple(records)
    ask = Ask(Resource.PEOPLE, horizon(now))
    await book.keep(pull, ask, PulledPage(kept, len(kept)), Progress(is_done=True))
    await book.finish(pull, now)


def put_household(center: PlanningCenterServer, id: str, *people: str) -> None:
    """A household there, the first of its adults its primary contact; its memberships are 990, 991 …"""
    adults = [{"type": "Person", "id": person} for person in people]
    home = {"type": "Household", "id": id}
    with center.store.lock:
        center.store.put(
            "people/Household",
            {
                **home,
                "attributes": {"name": "Cole", "created_at": "2024-01-02T10:00:00Z"},
                "relationships": {"primary_contact": {"data": adults[0]}},
            },
        )
        for number, adult in enumerate(adults):
            center.store.put(
                "people/HouseholdMembership",
                {
                    "type": "HouseholdMembership",
                    "id": f"99{number}",
                    "attributes": {"pending": False, "household_role": "adult"},
                    "relationships": {"person": {"data": adult}, "household": {"data": home}},
                },
            )
