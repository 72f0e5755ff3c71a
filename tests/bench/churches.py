"""Churches of the sizes that are measured, each made once for a run and thrown away at its end."""

import asyncio
import atexit
import random
import shutil
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from kiosk.domain.ids import HouseholdId, PersonId
from kiosk.domain.people import Household, HouseholdMember, Person, Phone
from kiosk.services.pull_plan import horizon
from kiosk.services.pull_ports import Progress
from kiosk.services.pulled import Ask, Pass, PulledHousehold, PulledPage, PulledRecord, Resource
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.database import Database
from kiosk.storage.sync_store import SqlitePullBook
from tests.support.church_builders import SUNDAY
from tests.support.sunday import MORNING, made_up, pull_into, reading, riverside, without_limits

PULLED = 1000
"""So many come by a real pull, with rooms, times and groups; the rest is written as further pages of it."""
_ROWS_AT_ONCE = 3000
_SIZES = (1, 2, 2, 3, 3, 4, 4, 4, 5, 6)
_FIRST_HOUSEHOLD = 1_000_000


@cache
def workshop() -> Path:
    """A folder for everything that a run makes."""
    folder = Path(mkdtemp(prefix="kiosk-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def fresh(name: str) -> Path:
    """A place for a new folder."""
    place = workshop() / name
    shutil.rmtree(place, ignore_errors=True)
    return place


@cache
def sample_church() -> Path:
    """The sample church on its Sunday. Copy it before anything is written."""
    return pull_into(workshop() / "riverside", riverside())


@cache
def roomy_church(people: int) -> Path:
    """A pulled church in which every room takes any number. Copy it before anything is written."""
    return without_limits(pull_into(workshop() / f"roomy-{people}", made_up(people)))


@cache
def church_of(people: int) -> Path:
    """A church with so many people cached. To be read only."""
    folder = pull_into(workshop() / f"people-{people}", made_up(min(people, PULLED)))
    if people > PULLED:
        asyncio.run(_fill(folder, people))
    return folder


def some_of(folder: Path, query: str, count: int, seed: int = 1) -> list[str]:
    """Values that a query finds, in random order, as often as needed."""
    with reading(folder) as connection:
        found = [str(value) for (value,) in connection.execute(query)]
    rng = random.Random(seed)
    return [rng.choice(found) for _ in range(count)]


async def _fill(folder: Path, people: int) -> None:
    with reading(folder) as connection:
        firsts = [name for (name,) in connection.execute("select distinct first_name from person")]
        lasts = [name for (name,) in connection.execute("select distinct last_name from person")]
    database = Database(DataFolder(folder))
    await database.open()
    try:
        book = SqlitePullBook(database)
        pull = await book.begin(MORNING, afresh=False)
        ask = Ask(Resource.PEOPLE, horizon(MORNING))
        rows: list[PulledRecord] = []
        for family in _families(people, firsts, lasts):
            rows += family
            if len(rows) >= _ROWS_AT_ONCE:
                await book.keep(pull, ask, PulledPage(tuple(rows), len(rows)), Progress())
                rows = []
        await book.keep(pull, ask, PulledPage(tuple(rows), len(rows)), Progress())
    finally:
        await database.close()


def _families(people: int, firsts: list[str], lasts: list[str]) -> Iterator[list[PulledRecord]]:
    rng = random.Random(7)
    made = PULLED
    while made < people:
        last = rng.choice(lasts)
        ids = [PersonId(str(made + place + 1)) for place in range(min(rng.choice(_SIZES), people - made))]
        made += len(ids)
        family: list[PulledRecord] = [
            Person(
                id=id,
                first_name=rng.choice(firsts),
                last_name=last,
                birthdate=SUNDAY - timedelta(days=rng.randint(0, 4000) if place > 1 else rng.randint(9000, 20000)),
                is_child=place > 1,
                phones=(_phone(id, rng),) if place < 2 else (),
            )
            for place, id in enumerate(ids)
        ]
        members = tuple(HouseholdMember(id) for id in ids)
        family.append(
            PulledHousehold(Household(HouseholdId(str(_FIRST_HOUSEHOLD + made)), last, ids[0], members), True)
        )
        family += [Pass(id, f"{id:0>10}", "barcode", id) for id in ids if rng.random() < 0.05]
        yield family


def _phone(id: PersonId, rng: random.Random) -> Phone:
    area, exchange, line = rng.randint(201, 989), rng.randint(200, 999), rng.randint(0, 9999)
    return Phone(f"{id}1", f"({area}) {exchange}-{line:04d}", f"+1{area}{exchange}{line:04d}", "Mobile", True)
