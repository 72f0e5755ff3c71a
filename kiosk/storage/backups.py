"""The shelf of backups inside the data folder, each one verified file named by when it was made."""

import asyncio
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.domain.problems import BackupNotUsable, DatabaseDamaged, DataFolderReadOnly, Problem
from kiosk.services.backup import Backup, Contents
from kiosk.storage.backup_contents import contents_of, is_ours
from kiosk.storage.copying import copy_of, problems_of_a_copy
from kiosk.storage.data_folder import DataFolder, free_bytes
from kiosk.words import later
from kiosk.words.upkeep import DAMAGED_WITH_BACKUP, DAMAGED_WITHOUT_BACKUP, PLACE_CANNOT_BE_WRITTEN

_NAME = re.compile(r"kiosk-(\d{8}T\d{6})Z\.db")
MOST_FOUND = 40
_MOMENT = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class BackupFiles:
    """`kiosk.services.backup.BackupShelf` on the data folder."""

    folder: DataFolder
    room_at: Callable[[Path], int] = free_bytes
    places: Callable[[], Iterable[Path]] = tuple
    """Where else backups may lie."""

    async def make(self, at: datetime) -> Backup:
        """A new verified backup on the shelf."""
        return await asyncio.to_thread(self._make, at)

    async def make_at(self, path: Path, at: datetime) -> Backup:
        """A verified backup at a place an admin named; replaces an older backup there, and no other kind of file."""
        return await asyncio.to_thread(self._make_at, path, at)

    async def kept(self) -> tuple[Backup, ...]:
        """The backups on the shelf, newest first."""
        return await asyncio.to_thread(kept_in, self.folder)

    async def elsewhere(self) -> tuple[Backup, ...]:
        """Copies in the other places."""
        return await asyncio.to_thread(lambda: found_in(self.places(), self.folder))

    async def drop(self, backup: Backup) -> None:
        """Remove one from the shelf."""
        with problems_of_a_copy():
            await asyncio.to_thread(backup.path.unlink, missing_ok=True)

    async def contents(self, path: Path) -> Contents:
        """What a backup holds."""
        return await asyncio.to_thread(contents_of, path)

    def _make(self, at: datetime) -> Backup:
        shelf = shelf_of(self.folder)
        with problems_of_a_copy():
            shelf.mkdir(parents=True, exist_ok=True, mode=0o700)
            for remains in shelf.glob("*.unfinished*"):
                remains.unlink()  # of a copy that a power cut ended
        moment = at.astimezone(UTC).replace(microsecond=0)
        path = shelf / f"kiosk-{moment.strftime(_MOMENT)}Z.db"
        return Backup(path, moment, copy_of(self.folder, path, self.room_at))

    def _make_at(self, path: Path, at: datetime) -> Backup:
        with problems_of_a_copy():
            is_there = path.exists()
        if is_there:
            if self.folder.database.exists() and path.samefile(self.folder.database):
                raise BackupNotUsable(file=str(path))
            contents_of(path)
        try:
            return Backup(path, at.astimezone(UTC).replace(microsecond=0), copy_of(self.folder, path, self.room_at))
        except DataFolderReadOnly as problem:
            raise DataFolderReadOnly(sentence=later(PLACE_CANNOT_BE_WRITTEN), file=str(path)) from problem


def shelf_of(folder: DataFolder) -> Path:
    """Where a data folder keeps its backups."""
    return folder.path / "backups"


def kept_in(folder: DataFolder) -> tuple[Backup, ...]:
    """The backups of a data folder, newest first; other files beside them are not ours to count."""
    found = []
    for path in shelf_of(folder).glob("kiosk-*.db"):
        name = _NAME.fullmatch(path.name)
        if name is None:
            continue
        try:
            made_at = datetime.strptime(name[1], _MOMENT).replace(tzinfo=UTC)
            found.append(Backup(path, made_at, path.stat().st_size))
        except (ValueError, OSError):
            continue
    return tuple(sorted(found, key=lambda one: one.made_at, reverse=True))


def found_in(places: Iterable[Path], folder: DataFolder) -> tuple[Backup, ...]:
    """Copies of a station's data in these folders and the folders within them, newest first; none of the data folder's own."""
    found: dict[Path, Backup] = {}
    for place in places:
        for pattern in ("*.db", "*/*.db"):
            for path in _listed(place, pattern):
                real = path.resolve()
                if real in found or real.is_relative_to(folder.path.resolve()) or not is_ours(real):
                    continue
                about = real.stat()
                found[real] = Backup(real, datetime.fromtimestamp(about.st_mtime, UTC), about.st_size)
    return tuple(sorted(found.values(), key=lambda one: one.made_at, reverse=True)[:MOST_FOUND])


def _listed(place: Path, pattern: str) -> list[Path]:
    try:
        return list(place.glob(pattern))
    except OSError:
        return []  # pulled out, or not ours to read


def damaged(folder: DataFolder) -> DatabaseDamaged:
    """The problem of a damaged file, with the last good backup named: it is offered, never put in place unasked."""
    found = newest_good(folder)
    if found is None:
        return DatabaseDamaged(sentence=later(DAMAGED_WITHOUT_BACKUP))
    backup, contents = found
    moment = backup.made_at.astimezone(_zone(contents.zone)).strftime("%Y-%m-%d %H:%M")
    said = later(DAMAGED_WITH_BACKUP, moment=moment, people=contents.people, file=backup.path)
    return DatabaseDamaged(
        sentence=said, backup=str(backup.path), made_at=backup.made_at, people=contents.people, facts=contents.facts
    )


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name) if name else UTC
    except (KeyError, ValueError, OSError):
        return UTC


def newest_good(folder: DataFolder) -> tuple[Backup, Contents] | None:
    """The newest backup that can be brought back, with what it holds; None if there is none."""
    for backup in kept_in(folder):
        try:
            return backup, contents_of(backup.path)
        except Problem:
            continue  # damaged, or of a newer version
    return None
