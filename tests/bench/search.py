"""Finding people: by digits, by a pass, by a name as it is typed, beside the bare query over the same indexes.

Both only compute, so they are held against each other by the thread's own clock; what a screen waits for is the wall's.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kiosk.app.screen_first import screen_first
from kiosk.storage import people_search
from kiosk.storage.names_folded import words_typed
from tests.bench.churches import church_of, some_of
from tests.bench.measuring import Row, against, interleaved, within
from tests.support.sunday import church_at

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 600
MOST_HOUSEHOLDS, MOST_NAMES = 9, 50
MOST_TIMES_BARE, MOST_MS, MOST_HOP_MS = 3.0, 16.0, 1.0

_ROWS = """
select household.id, person.*, household.*, phone.number, phone.e164, email.address from household_member as member
join household on household.id = member.household join person on person.id = member.person
left join phone on phone.person = person.id left join email on email.person = person.id
where person.is_hidden = 0 and household.is_gone = 0 and household.id in (
    select distinct household from household_member where person in ({found}) limit {most})
"""
BARE = {
    "digits": _ROWS.format(found="select person from phone_digits where reversed >= ? and reversed < ?", most=9),
    "pass": _ROWS.format(found="select person from pass where code = ?", most=9),
    "name": _ROWS.format(
        found="select id from person join person_fts on person.number = person_fts.rowid where person_fts match ? limit 300",
        most=50,
    ),
}
"""As many households with nearly everything that an answer says of them, in one statement, as rows; the first column is whose."""


Search = Callable[[sqlite3.Connection, int], Sequence[Any]]


def run() -> Iterator[Row]:
    """The rows of the table, church by church."""
    for people in SIZES:
        yield from asyncio.run(_rows(church_of(people), people))


async def _rows(folder: Path, people: int) -> list[Row]:
    digits = some_of(folder, "select substr(number, -4) from phone", ROUNDS)
    passes = some_of(folder, "select code from pass", ROUNDS)
    names = [
        name[:length] for name in some_of(folder, "select last_name from person", ROUNDS // 3) for length in (1, 2, 4)
    ]
    rows = []
    # As a station runs: Python's looks for garbage would be counted as somebody's search.
    async with church_at(folder) as church, screen_first():
        for kind, typed in (("digits", digits), ("pass", passes), ("name", names)):
            ours, bare = _both(kind, typed)
            measured = await church.database.read(
                lambda connection, ours=ours, bare=bare: interleaved(  # type: ignore[misc]
                    lambda number: ours(connection, number),
                    lambda number: bare(connection, number),
                    ROUNDS,
                    time.thread_time,
                )
            )
            counted = await church.database.read(
                lambda connection, ours=ours, bare=bare: _households(connection, ours, bare)  # type: ignore[misc]
            )
            beside = f"bare query ({counted[1]:,} households, here {counted[0]:,})"
            rows.append(against(f"{people:,} people, {kind}", *measured, beside, MOST_TIMES_BARE))
        if people == max(SIZES):
            rows.append(
                within("a keystroke's answer on the screen's thread", await _awaited(church.people, names), MOST_MS)
            )
            hops = [await _seconds(lambda: church.database.read(lambda connection: None)) for _ in range(ROUNDS)]
            rows.append(within("the hop to the store's thread and back", hops, MOST_HOP_MS))
    return rows


def _both(kind: str, typed: list[str]) -> tuple[Search, Search]:
    def arguments(text: str) -> tuple[str, ...]:
        match kind:
            case "digits":
                return text[::-1], text[::-1] + ":"
            case "pass":
                return (text,)
            case _:
                return (" ".join(f'"{word}"*' for word in words_typed(text)) or '""',)

    def ours(connection: sqlite3.Connection, number: int) -> Sequence[Any]:
        match kind:
            case "digits":
                return people_search.by_phone(connection, typed[number], MOST_HOUSEHOLDS)
            case "pass":
                return people_search.by_pass(connection, typed[number])
            case _:
                return people_search.by_name(connection, typed[number], MOST_NAMES)

    def bare(connection: sqlite3.Connection, number: int) -> Sequence[Any]:
        return connection.execute(BARE[kind], arguments(typed[number])).fetchall()

    return ours, bare


def _households(connection: sqlite3.Connection, ours: Search, bare: Search) -> tuple[int, int]:
    """How many households the two find for everything that is typed: neither may have less to do."""
    here = sum(len(ours(connection, number)) for number in range(ROUNDS))
    there = sum(len({row[0] for row in bare(connection, number)}) for number in range(ROUNDS))
    return here, there


async def _awaited(people: Any, names: list[str]) -> list[float]:
    return [await _seconds(lambda name=name: people.by_name(name, MOST_NAMES)) for name in names]  # type: ignore[misc]


async def _seconds(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    await work()
    return time.perf_counter() - begun
