"""A program that is replaced while it runs is noticed, and begun anew once it is whole and nobody stands there."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import kiosk
from kiosk.app.updates import QUIET_LOOKS, Program, program_on_disk, restart_when_updated

OLD: Program = (700, 1, 1000)
HALF: Program = (700, 2, 1100)
NEW: Program = (702, 3, 1200)


@dataclass
class Standing:
    """What the watch asks and tells a station."""

    quiet: Iterator[bool]
    is_outdated: bool = False
    told: list[bool] = field(default_factory=list)

    def is_quiet(self) -> bool:
        return next(self.quiet)

    def begin_new_program(self) -> None:
        self.told.append(self.is_outdated)


async def watched(looks: list[Program], quiet: list[bool]) -> Standing:
    """A station after these looks at the disk; the last one repeats."""
    station, seen = Standing(iter(quiet)), iter(looks)
    last = looks[-1]
    watch = asyncio.create_task(restart_when_updated(station, lambda: next(seen, last), 0))
    await asyncio.wait([watch], timeout=5)
    assert watch.done(), "it never began the new program"
    return station


async def test_the_new_program_begins_once_it_is_whole_and_nobody_has_stood_there_for_a_while():
    busy_first = [True, True, False]

    station = await watched([OLD, OLD, HALF, NEW], [*busy_first, *[True] * QUIET_LOOKS])

    assert station.told == [True]
    assert next(station.quiet, None) is None, "it began before nobody stood there"


def test_what_is_looked_at_is_the_program():
    count, newest, size = program_on_disk()

    files = list(Path(kiosk.__file__).parent.rglob("*.py"))
    assert count == len(files) + 1
    assert newest >= max(file.stat().st_mtime_ns for file in files)
    assert size > sum(file.stat().st_size for file in files)
