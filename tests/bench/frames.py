"""How long the screen ever stands still while 50,000 people are pulled, families check in and their labels print."""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from kiosk.app.chance import ulid_at
from kiosk.app.compose import Church
from kiosk.domain.problems import Refused
from kiosk.simulator.church import load_sample_church
from tests.bench.churches import fresh
from tests.bench.measuring import MS, Row, ms, percentile
from tests.bench.simulated import simulated
from tests.bench.watched_window import Heartbeat, on_the_windows_loop, watched_station
from tests.support.busy_station import request_for
from tests.support.sunday import households_with_children, pull_into

PEOPLE, NO_LIMIT = 50_000, 1_000_000
MOST_FRAME_MS = 50.0
EVERY_SECONDS, SETTLED_SECONDS = 0.4, 1.0


def run() -> Iterator[Row]:
    """The rows of the table."""
    now = datetime.now(UTC)
    folder = pull_into(fresh("frames"), load_sample_church(now), now)
    with simulated(PEOPLE, NO_LIMIT) as center:
        command = [sys.executable, "-m", "tests.bench.frames", str(folder), center.base_url, center.printer]
        with _idle_window() as idle:
            done = subprocess.run(command, capture_output=True, text=True, check=True, env=dict(os.environ))
    said = json.loads(done.stdout.splitlines()[-1])
    gaps = said["gaps"]
    longest = max(gaps)
    yield Row(
        "the same of a window in which nothing happens, meanwhile",
        f"{ms(max(idle))} (p99 {ms(percentile(idle, 0.99))})",
    )
    yield Row(
        "longest the screen stood still",
        f"{ms(longest)} (p99 {ms(percentile(gaps, 0.99))}, {sum(gap * MS > MOST_FRAME_MS for gap in gaps)} over {MOST_FRAME_MS:g} ms)",
        f"{said['people']:,} people pulled in {said['seconds']:.0f} s, {said['families']} families checked in",
        f"≤ {MOST_FRAME_MS:g} ms",
        longest * MS <= MOST_FRAME_MS,
    )


@contextmanager
def _idle_window() -> Iterator[list[float]]:
    """The gaps of a process beside that does nothing but beat: what stands still there, the machine's other work stopped."""
    gaps: list[float] = []
    command = [sys.executable, "-m", "tests.bench.frames", "idle"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield gaps
        finally:
            said, _ = process.communicate("enough\n")
    gaps += json.loads(said)


async def _idle() -> list[float]:
    await asyncio.sleep(SETTLED_SECONDS)
    heart = Heartbeat()
    await asyncio.to_thread(sys.stdin.readline)
    heart.stop()
    return heart.gaps


async def _watched(folder: Path, base_url: str, printer: str) -> dict[str, object]:
    """The church that is pulled is a larger one than the sample church that is here already; families come meanwhile."""
    told = {"base_url": base_url, "app_id": "demo", "secret": "demo"}
    async with watched_station(folder, None, printer=printer, **told) as (station, _):
        await asyncio.sleep(SETTLED_SECONDS)  # the window's first picture is the start's business
        families, begun, heart = 0, time.monotonic(), Heartbeat()
        pull = asyncio.create_task(_pull(station.church))
        for family in households_with_children(folder):
            await asyncio.wait({pull}, timeout=EVERY_SECONDS)
            if pull.done():
                break
            with suppress(Refused):
                await station.church.check_in(request_for(ulid_at(datetime.now(UTC)), family))
                families += 1
            station.labels_queued()
        people = await pull
        heart.stop()
    return {"gaps": heart.gaps, "seconds": time.monotonic() - begun, "families": families, "people": people}


async def _pull(church: Church) -> int:
    async with church.planning_center() as sync:
        report = await sync.pull(afresh=True)
    return report.pulled["people"][1]


if __name__ == "__main__":
    if sys.argv[1:] == ["idle"]:
        print(json.dumps(on_the_windows_loop(_idle)))
        sys.exit()
    folder, base_url, printer = sys.argv[1:]
    print(json.dumps(on_the_windows_loop(lambda: _watched(Path(folder), base_url, printer))))
