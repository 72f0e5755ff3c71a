"""A running station keeps what it will say at its next start, up to date with every change of what that follows from."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.app.any_station import SELF
from kiosk.app.clock import MachineClock
from kiosk.app.compose import Church
from kiosk.app.known_start import KnownStart, keep_known_start
from kiosk.app.station_look import options_of
from kiosk.domain.problems import Problem
from kiosk.storage.change_count import SqliteChanges
from kiosk.storage.glance import ProgramState

LOOK_EVERY = timedelta(seconds=2)


@dataclass(slots=True)
class NextStart:
    """Writes it where something has changed, and once an hour, because it looks only some days ahead."""

    church: Callable[[], Church]
    people_as_of: Callable[[], datetime | None]
    _written: tuple[object, ...] = ()

    async def keep(self) -> None:
        """Write it, if there is anything new. Raises Busy, DatabaseDamaged and whatever else a look at the file may."""
        church, people_as_of = self.church(), self.people_as_of()
        if church.settings.mode != SELF:
            return
        now = church.clock.now()
        # Counted before the program is read: what changes meanwhile is another number, and no start believes this one.
        number = await SqliteChanges(church.database).of_program()
        mark = (number, people_as_of, now.replace(minute=0, second=0, microsecond=0))
        if mark == self._written:
            return
        program = await church.days.programs.at(now)
        known = KnownStart(
            ProgramState(church.folder.database.stat().st_ino, number),
            options_of(church.settings, is_full_screen=True),
            program.organization.name,
            program.zone,
            program.opening_hours(now),
            people_as_of,
            now,
        )
        await asyncio.to_thread(keep_known_start, church.folder, known)
        self._written = mark


async def keep_next_start(
    church: Callable[[], Church], people_as_of: Callable[[], datetime | None], *, every: timedelta = LOOK_EVERY
) -> None:
    """Keep it until cancelled, and once more then. ``church``: as its settings are now."""
    if not isinstance(church().clock, MachineClock):
        return
    next_start = NextStart(church, people_as_of)
    try:
        while True:
            with suppress(Problem):
                await next_start.keep()
            await asyncio.sleep(every.total_seconds())
    finally:
        with suppress(Problem):
            await next_start.keep()
