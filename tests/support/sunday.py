"""A Sunday morning at twenty to nine: a church pulled once into a data folder, and copies of it to work on."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from pathlib import Path

from kiosk.app.compose import Church, opened
from kiosk.app.config import Config
from kiosk.domain.ids import PersonId
from kiosk.simulator.church import load_sample_church
from kiosk.simulator.church_synthetic import synthetic_church
from kiosk.simulator.records import Church as PretendChurch
from kiosk.simulator.server import PlanningCenterServer
from tests.support.church_builders import SUNDAY, at
from tests.support.pulling import SetClock, a_puller

MORNING = at("8:40")
"""Check-in for 9:00 and 10:45 is open; the fixture Sunday of cases.md."""
NO_HURRY = 1_000_000


def riverside(now: datetime = MORNING) -> PretendChurch:
    """The sample church, its services at 9:00 and 10:45 on the fixture Sunday."""
    return load_sample_church(now, anchor=SUNDAY)


def made_up(people: int, now: datetime = MORNING, seed: int = 1) -> PretendChurch:
    """A church of so many made-up people with the sample church's rooms; services on that Sunday."""
    return synthetic_church(people, seed, now, fixed=True)


@contextmanager
def served(church: PretendChurch, now: datetime = MORNING) -> Iterator[PlanningCenterServer]:
    """The church behind a running simulator that lets itself be asked as fast as anybody likes."""
    with PlanningCenterServer(church, rate_limit=NO_HURRY, search_delay_seconds=0, now=lambda: now) as server:
        yield server


def pull_into(folder: Path, church: PretendChurch, now: datetime = MORNING) -> Path:
    """Pull everything into a new data folder, as it is on that morning, and close it."""

    async def pull() -> None:
        with served(church, now) as server:
            async with a_puller(folder, server.base_url, clock=SetClock(now)) as puller:
                await puller.sync.pull()

    asyncio.run(pull())
    return folder


def copied(folder: Path, to: Path) -> Path:
    """A copy to work on."""
    shutil.copytree(folder, to)
    return to


@asynccontextmanager
async def church_at(folder: Path, now: datetime = MORNING, printer: str = "") -> AsyncIterator[Church]:
    """The composed church of a folder at a moment, from which its clock goes on."""
    async with opened(Config(data=folder, printer=printer), now) as church:
        yield church


def children_of(folder: Path) -> list[PersonId]:
    """Every active child, by id: read with nothing but sqlite3."""
    with reading(folder) as connection:
        rows = connection.execute(
            "select id from person where is_child = 1 and is_hidden = 0 order by number"
        ).fetchall()
    return [PersonId(id) for (id,) in rows]


def households_with_children(folder: Path) -> list[tuple[PersonId, ...]]:
    """The children of each household that has any, each child once."""
    query = """
        select household, person from household_member join person on person.id = household_member.person
        where is_child = 1 and is_hidden = 0 group by person order by household, person
    """
    households: dict[str, list[PersonId]] = {}
    with reading(folder) as connection:
        for household, person in connection.execute(query):
            households.setdefault(household, []).append(PersonId(person))
    return [tuple(children) for children in households.values()]


@contextmanager
def reading(folder: Path) -> Iterator[sqlite3.Connection]:
    """The file as anybody could read it."""
    connection = sqlite3.connect(folder / "kiosk.db", isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def without_limits(folder: Path) -> Path:
    """Let every room take any number: where seats are not what a test is about."""
    with reading(folder) as connection:
        connection.execute(
            "update location set max_occupancy = null, min_volunteers = null, attendees_per_volunteer = null"
        )
    return folder
