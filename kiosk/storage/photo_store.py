"""Small copies of photos as files beside the database, named by chance so that nothing tells whose face a file is."""

import contextlib
import secrets
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from kiosk.services.photos import WantedPhoto
from kiosk.storage.data_folder import translated
from kiosk.storage.database import Database
from kiosk.storage.people_rows import photo_folder

_WANTED = """
select id, avatar from person where is_hidden = 0 and avatar <> '' and photo_of is not avatar
order by is_child desc, number limit ?
"""
_LEFT = "select number, photo from person where photo <> '' and (is_hidden or photo_of is not avatar or ?)"
_FORGET = "update person set photo = '', photo_of = '' where number = ?"


@dataclass(frozen=True, slots=True)
class SqlitePhotos:
    """`kiosk.services.photos.PhotoBook` in the data folder. Raises DiskFull and DataFolderReadOnly where files cannot be written."""

    database: Database

    async def wanted(self, limit: int) -> tuple[WantedPhoto, ...]:
        """Photos of active people that are not here, children's first."""
        rows = await self.database.read(lambda c: c.execute(_WANTED, (limit,)).fetchall())
        return tuple(WantedPhoto(id, address) for id, address in rows)

    async def keep(self, wanted: WantedPhoto, picture: bytes | None) -> None:
        """Keep a person's picture instead of an earlier one."""

        def work(connection: sqlite3.Connection) -> None:
            folder = photo_folder(connection)
            row = connection.execute("select photo from person where id = ?", (wanted.person_id,)).fetchone()
            if row is None:
                return
            name = _written(folder, picture) if picture else ""
            connection.execute(
                "update person set photo = ?, photo_of = ? where id = ?", (name, wanted.address, wanted.person_id)
            )
            if row[0]:
                _delete(folder / row[0])

        await self.database.run(work)

    async def clear_away(self, *, everybody: bool = False) -> int:
        """Delete the pictures of whoever has left, or all; forget those whose file is missing. Returns how many went."""

        def work(connection: sqlite3.Connection) -> int:
            folder = photo_folder(connection)
            left = connection.execute(_LEFT, (everybody,)).fetchall()
            connection.executemany(_FORGET, [(number,) for number, _ in left])
            there = {file.name for file in folder.iterdir()} if folder.is_dir() else set()
            kept = dict(connection.execute("select photo, number from person where photo <> ''").fetchall())
            missing = kept.keys() - there
            connection.executemany(_FORGET, [(kept[name],) for name in missing])
            for name in there - kept.keys():
                _delete(folder / name)
            return len(left)

        return await self.database.run(work)


def _written(folder: Path, picture: bytes) -> str:
    name = f"{secrets.token_hex(12)}.jpg"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        (folder / name).write_bytes(picture)
    except OSError as error:
        raise translated(error) from error
    return name


def _delete(file: Path) -> None:
    # One that cannot be deleted now is no longer anybody's, and goes another time.
    with contextlib.suppress(OSError):
        file.unlink()
