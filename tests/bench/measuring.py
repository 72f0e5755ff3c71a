"""Clocks, percentiles and the table that a benchmark ends in."""

import os
import platform
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import PySide6
from PySide6.QtCore import qVersion

MS = 1000.0
_GIGABYTE = 1e9


def percentile(seconds: Sequence[float], share: float) -> float:
    """The value below which that share (0 to 1) of them lies."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def timed(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """How many seconds a call takes by a clock."""
    begun = clock()
    work()
    return clock() - begun


def interleaved(
    ours: Callable[[int], object],
    bare: Callable[[int], object],
    rounds: int,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[list[float], list[float]]:
    """Seconds of each, turn and turn about, so that both meet the same disturbances.

    ``clock``: `time.thread_time` for what only computes, which then does not wait for what else the machine has to do.
    """
    here: list[float] = []
    there: list[float] = []
    for number in range(rounds):
        if number % 2:
            here.append(timed(partial(ours, number), clock))
            there.append(timed(partial(bare, number), clock))
        else:
            there.append(timed(partial(bare, number), clock))
            here.append(timed(partial(ours, number), clock))
    return here, there


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. ``is_met`` None: there is no goal to meet, it is there to be compared with."""

    what: str
    measured: str
    beside: str = ""
    goal: str = ""
    is_met: bool | None = None

    @property
    def verdict(self) -> str:
        """In a word."""
        return {None: "", True: "met", False: "MISSED"}[self.is_met]


def ms(seconds: float) -> str:
    """Milliseconds, as exactly as they deserve."""
    value = seconds * MS
    return f"{value:.3f} ms" if value < 1 else f"{value:.1f} ms" if value < 100 else f"{value:.0f} ms"


def against(
    what: str, ours: Sequence[float], bare: Sequence[float], beside: str, most: float, share: float = 0.99
) -> Row:
    """A row that compares one percentile of both."""
    here, there = percentile(ours, share), percentile(bare, share)
    name = f"p{share * 100:.0f}"
    return Row(
        f"{what}, {name}",
        f"{ms(here)} (p50 {ms(statistics.median(ours))})",
        f"{beside}: {ms(there)} (p50 {ms(statistics.median(bare))}), {here / there:.2f} ×",
        f"≤ {most:g} ×",
        here <= most * there,
    )


def within(what: str, seconds: Sequence[float], most_ms: float, share: float = 0.99, beside: str = "") -> Row:
    """A row for a percentile that has a bound of its own."""
    here = percentile(seconds, share)
    measured = f"{ms(here)} (p50 {ms(statistics.median(seconds))})"
    return Row(f"{what}, p{share * 100:.0f}", measured, beside, f"≤ {most_ms:g} ms", here * MS <= most_ms)


def machine() -> str:
    """What this ran on, for whoever reads the numbers elsewhere."""
    cpu = platform.processor() or platform.machine()
    memory = ""
    if sys.platform == "linux":
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        cpu = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), cpu)
        kilobytes = int(Path("/proc/meminfo").read_text(encoding="utf-8").split()[1])
        memory = f", {kilobytes * 1024 / _GIGABYTE:.0f} GB"
    cores = os.cpu_count()
    system = f"{platform.system()} {platform.release()}"
    python = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, Qt {qVersion()} (PySide6 {PySide6.__version__})"
    return f"{cpu}, {cores} cores{memory}, {system}; {python}; {load()}"


def load() -> str:
    """How much the machine has to do beside this: whatever is compared with a bound by the wall's clock suffers from it."""
    if not hasattr(os, "getloadavg"):  # pragma: no cover - Windows
        return ""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def show(title: str, rows: Sequence[Row]) -> None:
    """Print one part's rows."""
    print(f"\n{title}")
    wide = max(len(row.what) for row in rows)
    middle = max(len(row.measured) for row in rows)
    beside = max(len(row.beside) for row in rows)
    for row in rows:
        print(
            f"  {row.what:<{wide}}  {row.measured:<{middle}}  {row.beside:<{beside}}  {row.goal:<9} {row.verdict}".rstrip(),
            flush=True,
        )
