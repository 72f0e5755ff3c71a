"""The preview of a Sunday for a church of 10,000 people, each child with eight weeks of history."""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from kiosk.app.planning import planning_of
from kiosk.domain.facts import moment_text
from tests.bench.churches import church_of
from tests.bench.measuring import Row, percentile
from tests.support.church_builders import SUNDAY, at
from tests.support.sunday import children_of, church_at, copied, reading

PEOPLE, WEEKS, ROUNDS = 10_000, 8, 3
GOAL_SECONDS = 10.0
FRIDAY = at("12:00", SUNDAY - timedelta(days=2))


def run() -> Iterator[Row]:
    """The rows of the table."""
    with tempfile.TemporaryDirectory() as folder:
        data = _with_history(copied(church_of(PEOPLE), Path(folder) / "data"))
        seconds, children, longest = asyncio.run(_previews(data))
    yield Row(
        f"kiosk preview, {PEOPLE:,} people",
        f"{percentile(seconds, 0.5):.1f} s",
        f"{children:,} children and times",
        is_met=percentile(seconds, 0.5) <= GOAL_SECONDS,
    )
    yield Row("the loop is given to others at the latest after", f"{longest * 1000:.0f} ms", "while it is worked out")


def _with_history(data: Path) -> Path:
    rows = []
    for person in children_of(data):
        for week in range(1, WEEKS + 1):
            starts_at = at("9:00", SUNDAY - timedelta(weeks=week))
            came = moment_text(starts_at - timedelta(minutes=15))
            rows.append((f"{person}-{week}", f"past{week}", person, "1", moment_text(starts_at), "52", "regular", came))
    with reading(data) as connection:
        connection.execute("begin")
        connection.executemany(
            "insert into past_check_in(id, event_time, person, event, starts_at, location, kind, checked_in_at,"
            " checked_out_at, security_code) values(?, ?, ?, ?, ?, ?, ?, ?, ?8, '')",
            rows,
        )
        connection.execute("commit")
    return data


async def _previews(data: Path) -> tuple[list[float], int, float]:
    async with church_at(data, FRIDAY) as church:
        previews = planning_of(church).previews
        seconds, longest, children = [], 0.0, 0
        for _ in range(ROUNDS):
            watch = asyncio.create_task(_longest_wait())
            begun = time.perf_counter()
            preview = await previews.at(FRIDAY)
            seconds.append(time.perf_counter() - begun)
            watch.cancel()
            longest, children = max(longest, await watch), len(preview.children)
        return seconds, children, longest


async def _longest_wait() -> float:
    longest, last = 0.0, time.perf_counter()
    try:
        while True:
            await asyncio.sleep(0)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
    except asyncio.CancelledError:
        return longest
