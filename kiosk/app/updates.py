"""Notices that the program on the disk is no longer the one that runs, and starts the new one when nobody stands here.

Parts of the program are loaded when somebody first asks for them. After an upgrade in place those are the new program's, and
would fail among the old ones: so until the new start nothing more is loaded than a page that says so.
"""

import asyncio
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import kiosk
from kiosk.app.station import RunningStation
from kiosk.ui.updated_cover import UpdatedCover

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 30.0
QUIET_LOOKS = 4
"""So many looks in a row at which nobody stands here: two minutes."""

Program = tuple[int, int, int]


def program_on_disk() -> Program:
    """What an upgrade changes: how many files the program has, when the newest was written, and their bytes together."""
    files = [*Path(kiosk.__file__).parent.rglob("*.py"), Path(sys.executable)]
    states = [file.stat() for file in files if file.exists()]
    return len(states), max(state.st_mtime_ns for state in states), sum(state.st_size for state in states)


class Renewable(Protocol):
    """A station as far as an update is concerned; see `RunningStation`."""

    is_outdated: bool

    @property
    def is_quiet(self) -> Callable[[], bool]:
        """Whether nobody stands here."""

    def begin_new_program(self) -> None:
        """Make way for it."""


async def restart_when_updated(
    station: Renewable,
    look: Callable[[], Program] = program_on_disk,
    every_seconds: float = LOOK_EVERY_SECONDS,
) -> None:
    """Let the new program begin once it is whole and nobody has stood here for a while; until then only say that it is there."""
    running = before = await asyncio.to_thread(look)
    quiet = 0
    while True:
        await asyncio.sleep(every_seconds)
        now = await asyncio.to_thread(look)
        # What is still being written is another program at every look.
        is_whole, before = now == before, now
        if (now != running) != station.is_outdated:
            log.info("the program on the disk is %s", "another one" if now != running else "the one that runs")
        station.is_outdated = now != running
        quiet = quiet + 1 if station.is_outdated and is_whole and station.is_quiet() else 0
        if quiet >= QUIET_LOOKS:
            station.begin_new_program()
            return


def say_updated(station: RunningStation[Any, Any]) -> None:
    """Cover the station with the page that says so; a tap begins the new program."""
    station.window.cover(
        lambda look, parent: UpdatedCover(look, station.begin_new_program, station.window.uncover, parent)
    )
