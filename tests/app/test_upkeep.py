"""What a running station does for itself beside its families."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.readiness import made_ready
from kiosk.app.upkeep import look_after
from kiosk.domain.problems import DatabaseDamaged
from kiosk.services.backup import Backups
from kiosk.storage.backup_contents import contents_of
from kiosk.storage.backups import BackupFiles, kept_in
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.restoring import Restoring
from tests.support.kept_station import a_kept_station, an_open_station, count
from tests.support.pulling import SetClock
from tests.support.waiting import eventually

AT_ONCE = timedelta(0)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def finished_in(folder: Path) -> list[str]:
    """Backups under their own name; one that is still being written has another."""
    return [name for name in names_in(folder) if name.startswith("kiosk-07-") and name.endswith(".db")]


async def test_a_station_backs_up_by_itself_also_to_a_second_folder(tmp_path: Path):
    data, stick = tmp_path / "data", tmp_path / "stick"
    stick.mkdir()
    await asyncio.to_thread(a_kept_station, data)
    async with opened(Config(data=data)) as church:
        await church.settings_desk().change(None, {"backup_to": str(stick), "slot": 7})
        upkeep = asyncio.create_task(look_after(church, after_start=AT_ONCE, every=timedelta(milliseconds=20)))
        await eventually(lambda: finished_in(stick), seconds=15)
        upkeep.cancel()
        await asyncio.gather(upkeep, return_exceptions=True)

    second = finished_in(stick)[0]
    assert contents_of(stick / second).church == "Riverside Church"
    assert len(kept_in(DataFolder(data))) == 1


async def test_a_stick_that_was_pulled_out_stops_nothing(tmp_path: Path):
    data, stick = tmp_path / "data", tmp_path / "stick"
    stick.mkdir()
    await asyncio.to_thread(a_kept_station, data)
    async with opened(Config(data=data)) as church:
        await church.settings_desk().change(None, {"backup_to": str(stick)})
        stick.rmdir()
        upkeep = asyncio.create_task(look_after(church, after_start=AT_ONCE))
        await eventually(lambda: kept_in(DataFolder(data)))
        await asyncio.sleep(0.05)
        assert not upkeep.done()
        upkeep.cancel()
        await asyncio.gather(upkeep, return_exceptions=True)


async def test_a_file_that_is_damaged_while_it_is_open_ends_the_station_with_the_backup_to_bring_back(tmp_path: Path):
    await asyncio.to_thread(a_kept_station, tmp_path, people=300)
    good = await Backups(BackupFiles(DataFolder(tmp_path)), SetClock()).make()
    async with opened(Config(data=tmp_path)) as church:
        spoil(tmp_path / "kiosk.db")

        with pytest.raises(DatabaseDamaged) as raised:
            await look_after(church, after_start=AT_ONCE)
    with suppress(DatabaseDamaged):
        await asyncio.to_thread(made_ready, DataFolder(tmp_path))

    assert raised.value.details["backup"] == str(good.path)


async def test_a_backup_that_was_asked_for_is_in_place_when_the_station_starts(tmp_path: Path):
    folder = DataFolder(tmp_path)
    await asyncio.to_thread(a_kept_station, tmp_path, check_ins=1)
    good = await Backups(BackupFiles(folder), SetClock()).make()
    async with an_open_station(tmp_path) as (database, _):
        await database.run(lambda connection: connection.execute("delete from person"))
    await asyncio.to_thread(Restoring(folder).prepare, good.path)

    await asyncio.to_thread(made_ready, folder)

    async with an_open_station(tmp_path) as (database, _):
        assert await count(database, "select count(*) from person") == 3


def spoil(path: Path) -> None:
    """Overwrite pages in the middle, as a dying disk does."""
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 8192] = b"\xff" * 8192
    path.write_bytes(data)
