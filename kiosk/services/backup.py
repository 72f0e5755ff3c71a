"""Backups: made by themselves every hour, verified, thinned out, and brought back only when somebody says so.

A copy is made from one snapshot, so a family never waits for it. Bringing one back never destroys anything: the file that is
replaced is set aside, and the station takes a new identity before its first fact (product.md section 1).
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from kiosk.domain.rotation import to_keep
from kiosk.services.ports import Clock

log = logging.getLogger(__name__)

BACKUP_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a copy of the data holds, as it is told before it is brought back.

    ``zone`` is the church's time zone, empty before the first pull; ``inside``: everyone not checked out.
    """

    church: str
    zone: str
    station: str
    people: int
    households: int
    facts: int
    check_ins: int
    inside: int
    newest_fact_at: datetime | None
    pulled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Backup:
    """A verified copy of the data."""

    path: Path
    made_at: datetime
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come back and what would go. ``facts_left_behind``: those only the present data has, 0 when it is damaged."""

    path: Path
    contents: Contents
    facts_left_behind: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back. ``set_aside`` is where the file that was replaced lies, None where there was none."""

    contents: Contents
    facts_left_behind: int
    set_aside: Path | None


class BackupShelf(Protocol):
    """Where backups are kept."""

    async def make(self, at: datetime) -> Backup:
        """A new verified backup on the shelf. Raises StationNotSetUp, DiskFull, DataFolderReadOnly, DatabaseDamaged, Busy."""

    async def make_at(self, path: Path, at: datetime) -> Backup:
        """A verified backup at a place an admin named; replaces an older backup there.

        Raises as ``make``, and BackupNotUsable when another kind of file is in that place.
        """

    async def kept(self) -> tuple[Backup, ...]:
        """The backups on the shelf, newest first."""

    async def elsewhere(self) -> tuple[Backup, ...]:
        """Copies of a station's data in other places that are known, newest first; whether one is whole shows when it is looked into."""

    async def drop(self, backup: Backup) -> None:
        """Remove one from the shelf."""

    async def contents(self, path: Path) -> Contents:
        """What a backup holds. Raises NotKnown when there is no such file, BackupNotUsable, DatabaseTooNew."""


@dataclass(frozen=True, slots=True)
class Backups:
    """The station's backups."""

    shelf: BackupShelf
    clock: Clock

    async def make_if_due(self) -> Backup | None:
        """A new backup when the last one is an hour old, and only those that are still needed stay. Raises as ``make``."""
        now = self.clock.now()
        kept = await self.shelf.kept()
        if any(timedelta(0) <= now - one.made_at < BACKUP_EVERY for one in kept):
            return None
        return await self.make()

    async def make(self) -> Backup:
        """A new backup on the shelf now.

        Raises StationNotSetUp, DiskFull, DataFolderReadOnly, DatabaseDamaged, Busy; what was kept before stays in each case.
        """
        now = self.clock.now()
        made = await self.shelf.make(now)
        log.info("backup made, %d bytes", made.size_bytes)
        kept = await self.shelf.kept()
        needed = to_keep([one.made_at for one in kept], now)
        for one in kept:
            if one.made_at not in needed:
                await self.shelf.drop(one)
        return made

    async def make_at(self, path: Path) -> Backup:
        """A backup at a place an admin named. Raises as ``make``, and BackupNotUsable for another kind of file there."""
        return await self.shelf.make_at(path, self.clock.now())

    async def kept(self) -> tuple[Backup, ...]:
        """The backups on the shelf, newest first."""
        return await self.shelf.kept()

    async def elsewhere(self) -> tuple[Backup, ...]:
        """Those that lie somewhere else, such as on a stick, newest first."""
        return await self.shelf.elsewhere()

    async def contents(self, path: Path) -> Contents:
        """What a backup holds. Raises NotKnown, BackupNotUsable, DatabaseTooNew."""
        return await self.shelf.contents(path)
