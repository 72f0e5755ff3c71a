"""Room set aside for the hour in which the disk is full: what families do is written all the same."""

import asyncio
import sqlite3
import sys
from pathlib import Path

import pytest

from kiosk.domain.problems import DiskFull
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.database import Database
from kiosk.storage.reserve import lay_reserve

SIZE = 100_000


class SmallDisk:
    """A disk on which the data file may grow only where the room set aside was given back."""

    def __init__(self, folder: Path) -> None:
        self.reserve = folder / "reserve"

    def write(self, connection: sqlite3.Connection) -> int:
        pages = connection.execute("pragma page_count").fetchone()[0]
        connection.execute(f"pragma max_page_count = {pages if self.reserve.exists() else pages + 100}")
        connection.execute("insert into setting(key, value) values(hex(randomblob(4)), printf('%.50000c', 'x'))")
        (rows,) = connection.execute("select count(*) from setting where length(value) = 50000").fetchone()
        return int(rows)


async def test_check_43_on_a_full_disk_the_room_set_aside_is_used_before_anybody_is_refused(tmp_path: Path):
    database = Database(DataFolder(tmp_path))
    await database.open()
    await asyncio.to_thread(lay_reserve, tmp_path, size=SIZE)
    disk = SmallDisk(tmp_path)
    try:
        assert await database.run(disk.write) == 1, "written once, though it was tried twice"
        assert not disk.reserve.exists()
        disk.reserve.mkdir()
        with pytest.raises(DiskFull):
            await database.run(disk.write)
    finally:
        await database.close()


@pytest.mark.skipif(sys.platform == "win32", reason="counts blocks")
def test_the_room_is_really_taken_and_taken_once(tmp_path: Path):
    lay_reserve(tmp_path, size=SIZE)
    first = (tmp_path / "reserve").stat()
    lay_reserve(tmp_path, size=2 * SIZE)

    assert first.st_blocks * 512 >= SIZE
    assert (tmp_path / "reserve").stat() == first
    assert [path.name for path in tmp_path.iterdir()] == ["reserve"]
