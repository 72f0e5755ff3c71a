"""A household of four from the decision to the disk, beside a bare transaction that writes the same rows with the same pragmas."""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar, cast

from kiosk.app.chance import ulid_at
from kiosk.app.compose import Church
from kiosk.domain.decisions import AttendanceView, Decision
from kiosk.domain.ids import CheckInGroupId
from kiosk.domain.problems import Refused
from kiosk.services.check_in_request import CheckInRequest, Want
from kiosk.services.ports import AttendanceBook
from tests.bench.churches import fresh, roomy_church
from tests.bench.measuring import Row, against, timed, within
from tests.support.busy_station import SERVICES
from tests.support.sunday import MORNING, children_of, church_at, copied

PEOPLE, HOUSEHOLDS, OF_FOUR = 4000, 300, 4
MOST_TIMES_BARE, MOST_TAP_MS = 3.0, 50.0
PRAGMAS = ("journal_mode=wal", "synchronous=full", "foreign_keys=on", "cache_size=-16000")
TABLES = {
    "fact": "select * from fact where nonce = ?",
    "check_in": "select * from check_in where group_id = ?",
    "issued_code": "select * from issued_code where owner = ?",
    "print_job": "select * from print_job where group_id = ?",
}

T = TypeVar("T")


@dataclass
class Listening:
    """An AttendanceBook that passes everything on and keeps what was decided."""

    book: AttendanceBook
    decided: list[Decision] = field(default_factory=list)

    async def record(self, decide: Callable[[AttendanceView], tuple[Decision, T]]) -> T:
        def overheard(view: AttendanceView) -> tuple[Decision, T]:
            decision, answer = decide(view)
            if decision.facts:
                self.decided.append(decision)
            return decision, answer

        return await self.book.record(overheard)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.book, name)


def run() -> Iterator[Row]:
    """The rows of the table."""
    yield from asyncio.run(_rows(roomy_church(PEOPLE)))


async def _rows(church: Path) -> list[Row]:
    taps, decisions = await _from_taps(copied(church, fresh("taps")))
    ours, bare = await _written_again(copied(church, fresh("ours")), copied(church, fresh("bare")), decisions)
    return [
        against("four people decided, to durable", ours, bare, "bare transaction", MOST_TIMES_BARE),
        within("four people, tap to durable", taps, MOST_TAP_MS),
    ]


async def _from_taps(folder: Path) -> tuple[list[float], list[Decision]]:
    """Seconds from the tap to the answer, and what was decided on the way."""
    taps = []
    async with church_at(folder) as church:
        listening = Listening(church.attendance)
        check_in = replace(church.check_in, attendance=cast(AttendanceBook, listening))
        for request in _requests(folder):
            begun = time.perf_counter()
            try:
                await check_in(request)
            except Refused:
                continue
            taps.append(time.perf_counter() - begun)
    return taps, [decision for decision in listening.decided if len(decision.facts) == OF_FOUR]


def _requests(folder: Path) -> Iterator[CheckInRequest]:
    children = children_of(folder)
    for number in range(min(HOUSEHOLDS, len(children) // OF_FOUR)):
        family = children[number * OF_FOUR : (number + 1) * OF_FOUR]
        yield CheckInRequest(CheckInGroupId(ulid_at(MORNING)), tuple(Want(person, SERVICES[0]) for person in family))


async def _written_again(ours: Path, bare: Path, decisions: list[Decision]) -> tuple[list[float], list[float]]:
    """Seconds for each decision through our book, and for its rows through a connection that does nothing else."""
    here, there = [], []
    connection = sqlite3.connect(bare / "kiosk.db", isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"pragma {pragma}")
    async with church_at(ours) as church:
        for decision in decisions:
            begun = time.perf_counter()
            await church.attendance.record(lambda view, decision=decision: (decision, None))  # type: ignore[misc]
            here.append(time.perf_counter() - begun)
            rows = await _rows_of(church, decision.facts[0].nonce)
            there.append(timed(lambda rows=rows: _write(connection, rows)))  # type: ignore[misc]
    connection.close()
    return here, there


async def _rows_of(church: Church, nonce: str) -> dict[str, list[tuple[Any, ...]]]:
    return await church.database.read(
        lambda connection: {table: connection.execute(query, (nonce,)).fetchall() for table, query in TABLES.items()}
    )


def _write(connection: sqlite3.Connection, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    connection.execute("begin immediate")
    for table, values in rows.items():
        places = ",".join("?" * len(values[0]))
        connection.executemany(f"insert into {table} values({places})", values)
    connection.execute("commit")
