"""What must be true of a data folder's record at every moment, whatever happened to the processes that wrote it."""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from kiosk.storage.fact_log import fact_of, rebuild, receive
from kiosk.storage.schema import bring_up_to_date
from tests.support.sunday import reading

PROJECTION = "select * from check_in order by id"


def check_record(folder: Path) -> None:
    """The file is sound, facts are gapless and chained, nobody is in twice, and everything shown follows from the facts.

    Raises `AssertionError` naming what is wrong.
    """
    with reading(folder) as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
        _facts_are_chained(connection)
        _nobody_is_in_twice(connection)
        _codes_are_unique(connection)
        _labels_came_with_the_check_ins(connection)
        assert projection(connection) == rebuilt_projection(connection), "the projection is not what the facts say"


def facts_of(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """Every fact, by station and number, with its columns by name."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute("select * from fact order by station, seq").fetchall()


def projection(connection: sqlite3.Connection) -> list[Any]:
    """Everything that is folded from facts."""
    return connection.execute(PROJECTION).fetchall()


def rebuilt_projection(connection: sqlite3.Connection) -> list[Any]:
    """The projection folded anew, in a copy in memory."""
    with in_memory(connection) as copy:
        rebuild(copy)
        return projection(copy)


def projection_of(facts: Iterable[sqlite3.Row], batches: Random) -> list[Any]:
    """What another station would show that is told these facts in another order, a few at a time, some of them twice."""
    told = [fact_of(tuple(fact)) for fact in facts]
    told += batches.sample(told, len(told) // 4)
    batches.shuffle(told)
    other = sqlite3.connect(":memory:", isolation_level=None)
    try:
        bring_up_to_date(other)
        while told:
            count = batches.randint(1, 7)
            receive(other, told[:count])
            told = told[count:]
        return projection(other)
    finally:
        other.close()


@contextmanager
def in_memory(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """A copy of the whole file that nobody minds."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.backup(copy)
        yield copy
    finally:
        copy.close()


def _facts_are_chained(connection: sqlite3.Connection) -> None:
    """Worked out here a second time, from what `kiosk.domain.facts` promises and not with its code."""
    seen: dict[str, tuple[int, str]] = {}
    for fact in facts_of(connection):
        seq, previous = seen.get(fact["station"], (0, ""))
        assert fact["seq"] == seq + 1, f"fact {seq + 1} of a station is missing"
        said = (
            *(previous, fact["station"], str(fact["seq"]), fact["id"], fact["nonce"], str(fact["clock"]), fact["kind"]),
            *(fact["happened_at"], fact["event_time"] or "", fact["person"] or "", fact["body"]),
        )
        assert fact["hash"] == hashlib.sha256("\x1f".join(said).encode()).hexdigest(), f"fact {seq + 1} was changed"
        seen[fact["station"]] = (fact["seq"], fact["hash"])


def _nobody_is_in_twice(connection: sqlite3.Connection) -> None:
    twice = connection.execute(
        "select count(*) from check_in where checked_out_at is null and is_undone = 0"
        " group by person, event_time having count(*) > 1"
    ).fetchall()
    assert twice == [], f"{len(twice)} people are in twice at the same time"


def _codes_are_unique(connection: sqlite3.Connection) -> None:
    """One household, one code of a date; and the codes of a date belong to one tap each."""
    shared = connection.execute(
        "select json_extract(body, '$.date') as day, json_extract(body, '$.code') as code, count(distinct nonce) from fact"
        " where kind = 'check_in' and code is not null group by day, code having count(distinct nonce) > 1"
    ).fetchall()
    assert shared == [], f"{len(shared)} codes were given twice on a day"


def _labels_came_with_the_check_ins(connection: sqlite3.Connection) -> None:
    """Every check-in is on a name label of its tap, and every code on one tag; and no label is without its check-in."""
    made: dict[str, list[sqlite3.Row]] = {}
    for fact in facts_of(connection):
        if fact["kind"] == "check_in":
            made.setdefault(fact["nonce"], []).append(fact)
    jobs: dict[str, Counter[str]] = {}
    owners: dict[str, set[str]] = {}
    for group, key, kind in connection.execute("select group_id, key, kind from print_job"):
        if kind == "room_list" and group not in made:
            # A room's list was asked for by itself (`kiosk.services.list_labels`).
            continue
        if ":test:" in key:
            # A test before opening (`kiosk.services.self_test`) is of nobody.
            continue
        # A tag in place of a lost one is of a later revision (`kiosk.services.label_again`).
        jobs.setdefault(group, Counter())[kind] += key.endswith(":0")
        owners.setdefault(group, set()).add(key.partition(":")[0])
    assert set(jobs) == set(made), "labels and check-ins are of different taps"
    for nonce, facts in made.items():
        people = {fact["person"] for fact in facts}
        labelled = {fact["person"] for fact in facts if fact["id"] in owners[nonce]}
        assert labelled == people, f"{len(people - labelled)} of {len(people)} people of a tap have no label"
        has_code = any('"code"' in fact["body"] for fact in facts)
        assert jobs[nonce]["security"] == int(has_code), "the adult's label is missing or doubled"
