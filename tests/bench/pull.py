"""A first pull of 10,000 people by the real command: requests against the fewest there can be, seconds against the budget."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode

from kiosk.pco.pacing import SHARE
from tests.bench.churches import fresh
from tests.bench.measuring import Row
from tests.bench.simulated import Simulated, simulated

PEOPLE, PER_PAGE = 10_000, 100
NO_LIMIT, LIMIT, PERIOD_SECONDS = 1_000_000, 400, 20
MOST_REQUESTS, MOST_SECONDS = 1.05, 1.1


def run() -> Iterator[Row]:
    """The rows of the table."""
    with simulated(PEOPLE, NO_LIMIT) as center:
        report, seconds = _pull(center)
        fewest = _fewest(center)
        asked = report["requests"]
        yield Row(
            f"requests for {PEOPLE:,} people",
            str(asked),
            f"fewest there can be: {fewest}, {asked / fewest:.3f} ×",
            f"≤ {MOST_REQUESTS:g} ×",
            asked <= MOST_REQUESTS * fewest,
        )
        yield Row("seconds without a limit", f"{seconds:.1f} s", f"{asked / seconds:.0f} requests a second")
    with simulated(PEOPLE, LIMIT) as center:
        report, seconds = _pull(center)
    allowed = LIMIT * SHARE
    dictated = report["requests"] / allowed * PERIOD_SECONDS
    yield Row(
        f"seconds at {LIMIT} requests in {PERIOD_SECONDS} s, of which it uses {SHARE:.0%}",
        f"{seconds:.1f} s",
        f"the budget dictates {dictated:.1f} s, {seconds / dictated:.2f} ×",
        f"≤ {MOST_SECONDS:g} ×",
        seconds <= MOST_SECONDS * dictated,
    )


def _pull(center: Simulated) -> tuple[dict[str, int], float]:
    command = [sys.executable, "-m", "kiosk", "--data", str(fresh("pulled")), "--json", "sync"]
    begun = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **center.environment()})
    seconds = time.perf_counter() - begun
    report: dict[str, int] = json.loads(done.stdout)
    assert done.returncode == 0, report
    return report, seconds


def _fewest(center: Simulated) -> int:
    """One request for each page that a list has, of those that were looked at: by what the lists say of their own length."""
    offsets: dict[tuple[str, str], set[str]] = {}
    for request in center.requests():
        query = dict(parse_qsl(request["query"]))
        offset = query.pop("offset", "0")
        query.pop("per_page", None)
        offsets.setdefault((request["path"], urlencode(sorted(query.items()))), set()).add(offset)
    fewest = 0
    for (path, wanted), seen in offsets.items():
        rows = center.rows(path, f"{wanted}&per_page=1" if wanted else "per_page=1")
        fewest += min(len(seen), max(1, -(-rows // PER_PAGE)))
    return fewest
