"""From the start of the process to a start screen that can be used, beside an empty window; by the parent's clock, files warm."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from statistics import median

from kiosk.simulator.church import load_sample_church
from tests.bench.churches import fresh, workshop
from tests.bench.measuring import Row, ms
from tests.support.sunday import pull_into

STARTS = 9
MOST_TIMES_EMPTY = 2.0


def run() -> Iterator[Row]:
    """The rows of the table."""
    now = datetime.now(UTC)
    folder = pull_into(fresh("cold-start"), load_sample_church(now), now)
    for words in (("empty",), ("station", str(folder))):
        _seconds(*words)  # its modules are compiled once, as an installed program's are
    stations, windows = [], []
    for _ in range(STARTS):
        windows.append(_seconds("empty"))
        stations.append(_seconds("station", str(folder)))
    here, there = median(stations), median(windows)
    yield Row(
        f"start to usable start screen, median of {STARTS}",
        f"{ms(here)} ({ms(min(stations))} to {ms(max(stations))})",
        f"empty window: {ms(there)} ({ms(min(windows))} to {ms(max(windows))}), {here / there:.2f} ×",
        f"≤ {MOST_TIMES_EMPTY:g} ×",
        here <= MOST_TIMES_EMPTY * there,
    )


def _seconds(*words: str) -> float:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(workshop() / "compiled")
    command = [sys.executable, "-m", "tests.bench.first_frame", *words]
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        taken = time.perf_counter() - begun
    assert line == b"ready\n", "the window did not come"
    return taken
