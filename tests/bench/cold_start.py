"""From the start of the process to a start screen that can be used, beside an empty window; by the parent's clock, files warm.

Compared are the fastest quarters: whatever else the machine has to do only ever adds. The processors' seconds stand beside them.
"""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from kiosk.simulator.church import load_sample_church
from tests.bench.churches import fresh, workshop
from tests.bench.measuring import Row, ms, percentile
from tests.support.sunday import pull_into

STARTS = 15
MOST_TIMES_EMPTY = 2.0
_LONGEST_SECONDS = 60.0
_FASTEST = 0.25


def run() -> Iterator[Row]:
    """The rows of the table. A pad that takes digits and says what is open is a start screen that can be used."""
    now = datetime.now(UTC)
    folder = pull_into(fresh("cold-start"), load_sample_church(now), now)
    _run_once(folder)
    unknown = pull_into(fresh("cold-start-changed"), load_sample_church(now), now)
    programs = {
        "empty": ("empty",),
        "known": ("station", str(folder)),
        "changed": ("station", str(unknown)),
        "answered": ("answer", str(folder)),
    }
    taken: dict[str, list[float]] = {name: [] for name in programs}
    worked: dict[str, list[float]] = {name: [] for name in programs}
    for turn in range(STARTS + 1):
        for name, words in programs.items():
            seconds, processors = _seconds(*words)
            if turn:  # the first time its modules are compiled, as an installed program's are
                taken[name].append(seconds)
                worked[name].append(processors)
    windows = taken["empty"]
    yield _row("start to usable start screen", taken["known"], windows, MOST_TIMES_EMPTY)
    yield _row("the same in processors' seconds", worked["known"], worked["empty"], MOST_TIMES_EMPTY)
    yield _row("the same after times or settings were changed by a command", taken["changed"], windows)
    yield _row("digits typed at first sight to the family they are of", taken["answered"], windows)


def _row(what: str, starts: list[float], windows: list[float], most: float | None = None) -> Row:
    here, there = percentile(starts, _FASTEST), percentile(windows, _FASTEST)
    return Row(
        f"{what}, p25 of {len(starts)}",
        f"{ms(here)} (p50 {ms(percentile(starts, 0.5))})",
        f"empty window: {ms(there)} (p50 {ms(percentile(windows, 0.5))}), {here / there:.2f} ×",
        f"≤ {most:g} ×" if most else "",
        here <= most * there if most else None,
    )


def _run_once(folder: Path) -> None:
    """A station that has been open, and was ended as a computer that is switched off ends it."""
    command = [sys.executable, "-m", "kiosk", "--data", str(folder), "station", "--windowed"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as station:
        deadline = time.monotonic() + _LONGEST_SECONDS
        while not (folder / "start.json").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        station.send_signal(signal.SIGTERM)


def _seconds(*words: str) -> tuple[float, float]:
    """By the wall's clock until it says so, and of all processors until it has ended, which is at once."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(workshop() / "compiled")
    command = [sys.executable, "-m", "tests.bench.first_frame", *words]
    before, begun = _processors(), time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        taken = time.perf_counter() - begun
    assert line == b"ready\n", "the window did not come"
    return taken, _processors() - before


def _processors() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
