"""What a running station does for itself beside its families: backups, and a look at its file and its disk."""

import asyncio
import logging
from datetime import timedelta
from functools import partial
from pathlib import Path

from kiosk.app.clock import MachineClock
from kiosk.app.compose import Church
from kiosk.domain.problems import DatabaseDamaged, Problem
from kiosk.services.backup import Backups
from kiosk.storage.backups import BackupFiles, damaged
from kiosk.storage.data_folder import free_bytes
from kiosk.storage.integrity import quick_check
from kiosk.storage.reserve import lay_reserve
from kiosk.storage.station_store import SqliteStation
from kiosk.ui.places import saved_to, sticks

log = logging.getLogger(__name__)

AFTER_START = timedelta(seconds=60)
"""The first family comes before the first backup."""
LOOK_EVERY = timedelta(minutes=5)
LITTLE_ROOM_BYTES = 500_000_000


def backups_of(church: Church) -> Backups:
    """The backups of a church's data folder."""
    return Backups(BackupFiles(church.folder, places=partial(_places, church)), MachineClock())


def _places(church: Church) -> tuple[Path, ...]:
    second = church.settings.backup_to
    return (*((Path(second),) if second else ()), *sticks(), *saved_to())


async def look_after(church: Church, *, after_start: timedelta = AFTER_START, every: timedelta = LOOK_EVERY) -> None:
    """Look after the data folder until cancelled.

    Raises DatabaseDamaged, with the last good backup named, when the file turns out to be damaged: then the station has to stop.
    """
    await asyncio.sleep(after_start.total_seconds())
    await _check(church)
    backups = backups_of(church)
    while True:
        if free_bytes(church.folder.path) < LITTLE_ROOM_BYTES:
            log.warning("less than %d MB are free on the disk", LITTLE_ROOM_BYTES // 1_000_000)
        else:
            await asyncio.to_thread(lay_reserve, church.folder.path)
        try:
            if await backups.make_if_due() is not None:
                await _second_copy(church, backups)
        except DatabaseDamaged as problem:
            raise await asyncio.to_thread(damaged, church.folder) from problem
        except Problem as problem:
            log.warning("no backup was made: %s", problem.name)
        await asyncio.sleep(every.total_seconds())


async def _second_copy(church: Church, backups: Backups) -> None:
    """The same for the second folder, one file for each day of the week; a stick that was pulled out is no trouble."""
    settings = await SqliteStation(church.database).settings()
    if not settings.backup_to:
        return
    place = Path(settings.backup_to)
    if not await asyncio.to_thread(place.is_dir):
        log.warning("the second folder for backups is not there")
        return
    day = church.clock.now().astimezone(church.zone).isoweekday()
    await backups.make_at(place / f"kiosk-{settings.slot:02}-{day}.db")


async def _check(church: Church) -> None:
    try:
        await asyncio.to_thread(quick_check, church.folder)
    except DatabaseDamaged as problem:
        raise await asyncio.to_thread(damaged, church.folder) from problem
    except Problem as problem:
        log.warning("the data file could not be looked through: %s", problem.name)
