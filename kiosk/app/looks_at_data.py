"""What the doctor sees in the data folder: the file itself, the disk, backups, and what waits for a person."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path

from kiosk.app.bridges import looks_at_bridges
from kiosk.app.compose import Church
from kiosk.app.label_designs import looks_at_designs
from kiosk.app.set_up import set_up_of
from kiosk.domain.problems import Problem
from kiosk.services.doctor import Finding, Look, failed, ok, warning
from kiosk.storage.backup_contents import contents_of
from kiosk.storage.backups import kept_in
from kiosk.storage.data_folder import DataFolder, free_bytes
from kiosk.storage.fact_log import first_break
from kiosk.storage.integrity import quick_check
from kiosk.storage.outbox_store import SqliteOutbox
from kiosk.storage.sync_store import SqlitePullBook
from kiosk.storage.vital_signs import people_and_facts
from kiosk.words import Words
from kiosk.words import doctor as said
from kiosk.words.set_up import STEPS

LOW_BYTES = 1_000_000_000
TOO_LOW_BYTES = 200_000_000
_GIGABYTE = 1_000_000_000
BACKUP_IS_OLD_AFTER = timedelta(days=8)
"""A station that runs on Sundays only has one from last Sunday."""
PULL_IS_OLD_AFTER = timedelta(days=8)


def looks_at_folder(
    folder: DataFolder, words: Words, room_at: Callable[[Path], int] = free_bytes
) -> Mapping[str, Look]:
    """What can be seen also when the file cannot be opened. ``room_at``: bytes free on a place's disk."""
    return {
        "folder": partial(_folder, folder, words),
        "disk": partial(_disk, folder, words, room_at),
        "set_aside": partial(_set_aside, folder, words),
    }


def looks_at_church(church: Church, words: Words) -> Mapping[str, Look]:
    """What can be seen in the open file."""
    seen = _DataLooks(church, words)
    return {
        "database": seen.database,
        "backups": seen.backups,
        "pulled": seen.pulled,
        "outbox": seen.outbox,
        "print_queue": seen.print_queue,
        "label_designs": partial(looks_at_designs, church, words),
        "staff": seen.staff,
        "set_up": seen.set_up,
        **looks_at_bridges(church, words),
    }


def moment_text(moment: datetime, zone: tzinfo) -> str:
    """A moment as the doctor says it, on the church's clock."""
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")


async def _folder(folder: DataFolder, words: Words) -> Finding:
    await asyncio.to_thread(folder.prepare)
    if folder.path.stat().st_mode & 0o077:
        return warning(words.say(said.FOLDER_OPEN, folder=folder.path))
    return ok(words.say(said.FOLDER_OK))


async def _disk(folder: DataFolder, words: Words, room_at: Callable[[Path], int]) -> Finding:
    room = await asyncio.to_thread(room_at, folder.path)
    text = f"{room / _GIGABYTE:.1f}"
    if room < TOO_LOW_BYTES:
        return failed(words.say(said.DISK_FULL, room=text))
    return warning(words.say(said.DISK_LOW, room=text)) if room < LOW_BYTES else ok(words.say(said.DISK_OK, room=text))


async def _set_aside(folder: DataFolder, words: Words) -> Finding:
    place = folder.path / "set-aside"
    if not await asyncio.to_thread(_holds_something, place):
        return ok(words.say(said.NOTHING_SET_ASIDE))
    return warning(words.say(said.SET_ASIDE, folder=place))


def _holds_something(place: Path) -> bool:
    return place.is_dir() and any(place.iterdir())


@dataclass(frozen=True, slots=True)
class _DataLooks:
    church: Church
    words: Words

    async def database(self) -> Finding:
        """Every page, and every record's chain."""
        await asyncio.to_thread(quick_check, self.church.folder)
        broken = await self.church.database.read(first_break)
        if broken is not None:
            station, number = broken
            return failed(self.words.say(said.CHAIN_BROKEN, station=station[:8], number=number))
        people, facts = await self.church.database.read(people_and_facts)
        return ok(self.words.say(said.DATABASE_OK, people=people, facts=facts))

    async def backups(self) -> Finding:
        """How old the last one is, and whether it can be read."""
        kept = await asyncio.to_thread(kept_in, self.church.folder)
        second = self.church.settings.backup_to
        if second and not await asyncio.to_thread(Path(second).is_dir):
            return warning(self.words.say(said.SECOND_BACKUP_MISSING, folder=second))
        if not kept:
            return warning(self.words.say(said.BACKUP_NONE))
        try:
            await asyncio.to_thread(contents_of, kept[0].path)
        except Problem:
            return failed(self.words.say(said.BACKUP_DAMAGED))
        moment = moment_text(kept[0].made_at, self.church.zone)
        if datetime.now(UTC) - kept[0].made_at > BACKUP_IS_OLD_AFTER:
            return warning(self.words.say(said.BACKUP_OLD, moment=moment))
        return ok(self.words.say(said.BACKUP_OK, moment=moment, count=len(kept)))

    async def pulled(self) -> Finding:
        """When people last came from Planning Center."""
        at = (await SqlitePullBook(self.church.database).pulled_at()).get("people")
        if at is None:
            return failed(self.words.say(said.PULLED_NEVER))
        moment = moment_text(at, self.church.zone)
        if datetime.now(UTC) - at > PULL_IS_OLD_AFTER:
            return warning(self.words.say(said.PULLED_LONG_AGO, moment=moment))
        return ok(self.words.say(said.PULLED_OK, moment=moment))

    async def outbox(self) -> Finding:
        """Changes that need a person."""
        parked = (await SqliteOutbox(self.church.database).counts())["parked"]
        return warning(self.words.count(said.PARKED, parked)) if parked else ok(self.words.say(said.OUTBOX_OK))

    async def print_queue(self) -> Finding:
        """Labels that need a person or a printer."""
        counts = await self.church.queue.counts()
        if counts["uncertain"]:
            return warning(self.words.count(said.QUEUE_UNCERTAIN, counts["uncertain"]))
        waiting = counts["queued"] + counts["held"]
        return warning(self.words.count(said.QUEUE_WAITS, waiting)) if waiting else ok(self.words.say(said.QUEUE_OK))

    async def staff(self) -> Finding:
        """Whether anybody can open the admin area."""
        members = await self.church.volunteers.staff.members()
        if not members:
            return warning(self.words.say(said.STAFF_NONE))
        return ok(self.words.count(said.STAFF_OK, len(members)))

    async def set_up(self) -> Finding:
        """Whether the set-up was finished."""
        progress = await set_up_of(self.church).progress()
        if progress.is_finished or not progress.done or progress.next is None:
            return ok(self.words.say(said.SET_UP_OK))
        return warning(self.words.say(said.SET_UP_WAITS, step=self.words.say(STEPS[progress.next.value])))
