"""A pull killed again and again, the power cord's way, ends with everything and reads nothing twice that was written."""

import itertools
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from kiosk.services.pulled import Resource
from kiosk.simulator.server import PlanningCenterServer
from tests.simulator.small_church import a_small_church, add_people
from tests.support.pulling import a_puller

PEOPLE = 1203
PAGES_AHEAD = 3


def pull_until_page(folder: Path, base_url: str, pages: int) -> bool:
    """Pull in a process of its own and kill it when it has told of so many pages; whether it was done before."""
    command = [sys.executable, "-m", "tests.support.pull_and_tell", str(folder), base_url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout is not None
        told = list(itertools.islice(process.stdout, pages))
        if not told or told[-1].strip() == "done":
            return True
        process.kill()
        return False


@pytest.mark.seconds(100)
async def test_Q21_a_pull_killed_on_every_few_pages_ends_whole_and_repeats_only_what_was_on_its_way(tmp_path: Path):
    church = a_small_church()
    add_people(church, PEOPLE - 3)
    with PlanningCenterServer(
        church, rate_limit=1_000_000, now=lambda: datetime(2026, 9, 13, 13, 10, tzinfo=UTC)
    ) as center:
        kills = 0
        while not pull_until_page(tmp_path, center.base_url, 4):
            kills += 1
            assert kills < 30
        async with a_puller(tmp_path, center.base_url) as puller:
            here = await puller.database.read(lambda c: c.execute("select id from person where is_gone = 0").fetchall())
            assert {id for (id,) in here} == {record["id"] for record in church.all("people", "Person")}
            assert await puller.database.read(lambda c: c.execute("pragma integrity_check").fetchone()) == ("ok",)
            assert await puller.book.count(Resource.HOUSEHOLDS) == 1
        pages = [
            parse_qs(one.query) for one in center.requests if one.path == "/people/v2/people" and one.status == 200
        ]
    asked = Counter(int(page.get("offset", ["0"])[0]) for page in pages)
    assert set(asked) == set(range(0, PEOPLE, 100))
    assert kills >= 5
    assert sum(asked.values()) <= len(asked) + kills * (PAGES_AHEAD + 1)
