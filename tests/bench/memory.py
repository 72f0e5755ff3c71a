"""How much memory a station holds with 100,000 people cached, after searching and checking in; an empty window beside it."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.churches import church_of, fresh, some_of
from tests.bench.measuring import Row
from tests.bench.watched_window import on_the_windows_loop, watched_station
from tests.support.busy_station import request_for
from tests.support.sunday import MORNING, copied, households_with_children

PEOPLE = 100_000
MOST_MEGABYTES = 250
SEARCHES, FAMILIES = 300, 20
BYTES_EACH_MEGABYTE = 1e6


def run() -> Iterator[Row]:
    """The rows of the table."""
    station = _megabytes("station", str(copied(church_of(PEOPLE), fresh("memory"))))
    empty = _megabytes("empty", "")
    yield Row(
        f"{PEOPLE:,} people cached: resident, at its highest",
        f"{station:.0f} MB",
        f"empty window: {empty:.0f} MB, {station / empty:.1f} ×",
        f"≤ {MOST_MEGABYTES} MB",
        station <= MOST_MEGABYTES,
    )


def _megabytes(*words: str) -> float:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.memory", *words], capture_output=True, text=True, check=True
    )
    return float(json.loads(done.stdout.splitlines()[-1]))


async def _busy(folder: Path) -> None:
    async with watched_station(folder, MORNING, printer="none") as (station, _):
        church = station.church
        for digits in some_of(folder, "select substr(number, -4) from phone", SEARCHES):
            await church.people.by_phone(digits, 9)
        for name in some_of(folder, "select last_name from person", SEARCHES):
            await church.people.by_name(name, 50)
        for number, family in enumerate(households_with_children(folder)[:FAMILIES]):
            await church.offers.of(tuple((await church.people.people(family)).values()), MORNING)
            assert request_for(str(number), family).wants
        await asyncio.sleep(1)


async def _idle() -> None:
    from PySide6.QtWidgets import QWidget

    window = QWidget()
    window.show()
    await asyncio.sleep(0.5)
    window.close()


def _highest() -> float:
    """The most that was resident at any moment, in megabytes, as the system counts it."""
    status = Path("/proc/self/status")
    if status.exists():
        # Not getrusage: that remembers the size of whoever started this process.
        line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / BYTES_EACH_MEGABYTE
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / BYTES_EACH_MEGABYTE


if __name__ == "__main__":
    if sys.argv[1] == "station":
        on_the_windows_loop(lambda: _busy(Path(sys.argv[2])))
    else:
        on_the_windows_loop(_idle)
    print(json.dumps(_highest()))
