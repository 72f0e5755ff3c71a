"""10,000 people pulled by a process that is killed on every tenth page, through mergers and storms: then here equals there."""

import asyncio
import time
from collections.abc import Iterator

from kiosk.simulator.church_synthetic import synthetic_church
from kiosk.simulator.server import PlanningCenterServer
from tests.bench.churches import fresh
from tests.bench.measuring import Row
from tests.journeys.test_whole_cache import NOW, differences_after_the_next_full_pull, pull_through_it_all

PEOPLE, SEED, NO_LIMIT, APART = 10_000, 5, 1_000_000, 50


def run() -> Iterator[Row]:
    """The rows of the table."""
    folder, begun = fresh("whole"), time.monotonic()
    with PlanningCenterServer(synthetic_church(PEOPLE, SEED, NOW), rate_limit=NO_LIMIT, now=lambda: NOW) as center:
        kills = pull_through_it_all(center, folder, APART)
        differences = asyncio.run(differences_after_the_next_full_pull(center, folder))
        asked = len(center.requests)
    yield Row(
        f"people and households of {PEOPLE:,} that are not the same, by every mapped field",
        str(differences),
        f"{kills} kills and mergers, {asked} requests, {time.monotonic() - begun:.0f} s",
        "0",
        differences == 0,
    )
