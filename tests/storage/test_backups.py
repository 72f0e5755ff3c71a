"""Copies of a station's file: consistent while it is written, verified, thinned out, and brought back without losing anything."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.problems import BackupNotUsable, Busy, DatabaseDamaged, DatabaseTooNew, DiskFull, NotKnown
from kiosk.services.backup import Backups
from kiosk.storage.backups import BackupFiles, damaged, kept_in
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.database import Database
from kiosk.storage.integrity import quick_check, was_interrupted
from kiosk.storage.restoring import Restoring, restore_now
from tests.support.kept_station import a_check_in, a_church_in, a_kept_station, an_open_station, count
from tests.support.pulling import SetClock


def backups(folder: Path, clock: SetClock | None = None) -> Backups:
    return Backups(BackupFiles(DataFolder(folder)), clock or SetClock())


async def test_a_backup_made_while_families_check_in_is_whole_and_ends_at_one_moment(tmp_path: Path):
    async with an_open_station(tmp_path / "data") as (database, settings):
        await a_church_in(database, people=40)

        async def sunday() -> None:
            for number in range(40):
                await a_check_in(database, settings.station_id, str(101 + number), code=f"AB{number:02}")

        busy = asyncio.create_task(sunday())
        copies = [await backups(tmp_path / "data").make_at(tmp_path / f"{number}.db") for number in range(4)]
        await busy

    for copy in copies:
        with closing(sqlite3.connect(copy.path)) as connection:
            assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
            facts = connection.execute("select count(*), max(seq) from fact").fetchone()
            check_ins = connection.execute("select count(*) from check_in").fetchone()[0]
        assert facts[0] == (facts[1] or 0) == check_ins


async def test_a_backup_is_one_private_file_that_says_what_it_holds(tmp_path: Path):
    await asyncio.to_thread(a_kept_station, tmp_path / "data", people=5, check_ins=2)

    made = await backups(tmp_path / "data").make_at(tmp_path / "copy.db")

    contents = await backups(tmp_path / "data").contents(made.path)
    assert (contents.church, contents.people, contents.check_ins, contents.inside) == ("Riverside Church", 5, 2, 2)
    assert made.path.stat().st_mode & 0o077 == 0
    assert names_in(tmp_path) == ["copy.db", "data"]


async def test_copies_on_a_stick_are_found_and_nothing_else(tmp_path: Path):
    await asyncio.to_thread(a_kept_station, tmp_path / "data", people=5, check_ins=2)
    stick = tmp_path / "stick"
    (stick / "kiosk").mkdir(parents=True)
    shelf = Backups(
        BackupFiles(DataFolder(tmp_path / "data"), places=lambda: (stick, tmp_path / "pulled-out", tmp_path)),
        SetClock(),
    )
    made = await shelf.make_at(stick / "kiosk" / "sunday.db")
    (stick / "music.db").write_bytes(b"not ours")
    with closing(sqlite3.connect(stick / "other.db")) as other:
        other.execute("create table songs(title text)")

    assert [one.path for one in await shelf.elsewhere()] == [made.path]


async def test_backups_come_every_hour_and_old_ones_go(tmp_path: Path):
    await asyncio.to_thread(a_kept_station, tmp_path)
    clock = SetClock()
    shelf = backups(tmp_path, clock)

    made = []
    for _ in range(24):
        clock.pass_time(timedelta(minutes=30))
        made.append(await shelf.make_if_due())

    assert sum(one is not None for one in made) == 12
    assert len(await shelf.kept()) < 12
    assert (await shelf.kept())[0] == made[-2]


async def test_a_backup_never_replaces_a_file_that_is_none(tmp_path: Path):
    await asyncio.to_thread(a_kept_station, tmp_path / "data")
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear church")

    for place in (letter, tmp_path / "data" / "kiosk.db"):
        with pytest.raises(BackupNotUsable):
            await backups(tmp_path / "data").make_at(place)

    assert letter.read_text() == "Dear church"


async def test_what_is_brought_back_is_another_station_and_what_it_replaced_is_kept(tmp_path: Path):
    folder = DataFolder(tmp_path / "data")
    before = await asyncio.to_thread(a_kept_station, folder.path, check_ins=1)
    made = await backups(folder.path).make()
    async with an_open_station(folder.path) as (database, settings):
        await a_check_in(database, settings.station_id, "102", code="LATE")

    restored = await asyncio.to_thread(restore_now, folder, made.path)

    assert restored.facts_left_behind == 1
    assert restored.set_aside is not None
    with closing(sqlite3.connect(restored.set_aside)) as replaced:
        assert replaced.execute("select count(*) from fact").fetchone() == (2,)
    async with an_open_station(folder.path) as (database, settings):
        assert settings.station_id != before.station_id
        assert await count(database, "select count(*) from fact") == 1
        # A code that is on a child's label now must not be given to another family today.
        assert await count(database, "select count(*) from issued_code where code = 'LATE'") == 1


async def test_labels_and_changes_of_an_old_backup_wait_for_a_person(tmp_path: Path):
    folder = DataFolder(tmp_path / "data")
    await asyncio.to_thread(a_kept_station, folder.path)
    async with an_open_station(folder.path) as (database, _):
        await database.run(
            lambda connection: connection.execute(
                "insert into print_job(id, key, group_id, kind, printer, state, payload, detail, tries, service_date)"
                " values('1', '1', '1', 'name', '', 'queued', null, '', 0, '2026-09-13')"
            )
        )
        await database.run(
            lambda connection: connection.execute(
                "insert into outbox(kind, subject, body, made_at) values('person', '101', '{}', '2026-09-13')"
            )
        )
    made = await backups(folder.path).make()

    await asyncio.to_thread(restore_now, folder, made.path)

    async with an_open_station(folder.path) as (database, _):
        assert await count(database, "select count(*) from print_job where state = 'uncertain'") == 1
        assert await count(database, "select count(*) from outbox where state = 'parked'") == 1


async def test_nothing_is_brought_back_under_a_running_station_or_an_open_command(tmp_path: Path):
    folder = DataFolder(tmp_path / "data")
    await asyncio.to_thread(a_kept_station, folder.path)
    made = await backups(folder.path).make()

    with folder.station_claim(), pytest.raises(Busy):
        await asyncio.to_thread(restore_now, folder, made.path)
    async with an_open_station(folder.path) as (database, settings):
        with pytest.raises(Busy):
            await asyncio.to_thread(restore_now, folder, made.path)
        await a_check_in(database, settings.station_id, "102")

    async with an_open_station(folder.path) as (database, _):
        assert await count(database, "select count(*) from fact") == 2
    assert not Restoring(folder).is_prepared


async def test_a_restore_that_a_power_cut_ended_is_finished_at_the_next_start(tmp_path: Path):
    folder = DataFolder(tmp_path / "data")
    await asyncio.to_thread(a_kept_station, folder.path)
    made = await backups(folder.path).make()
    async with an_open_station(folder.path) as (database, settings):
        await a_check_in(database, settings.station_id, "102")

    await asyncio.to_thread(Restoring(folder).prepare, made.path)

    async with an_open_station(folder.path) as (database, _):
        assert await count(database, "select count(*) from fact") == 2, "prepared is not yet done"
    assert await asyncio.to_thread(Restoring(folder).finish)
    assert await asyncio.to_thread(Restoring(folder).finish) is None
    async with an_open_station(folder.path) as (database, _):
        assert await count(database, "select count(*) from fact") == 1


@pytest.mark.parametrize("content", [b"", b"Dear church, this is a letter" * 100, None])
async def test_another_file_is_never_taken_for_a_backup(tmp_path: Path, content: bytes | None):
    folder = DataFolder(tmp_path / "data")
    await asyncio.to_thread(a_kept_station, folder.path)
    other = tmp_path / "other.db"
    if content is None:
        with closing(sqlite3.connect(other)) as connection:
            connection.execute("create table recipe(name text)")
    else:
        other.write_bytes(content)

    with pytest.raises(BackupNotUsable):
        await asyncio.to_thread(restore_now, folder, other)
    with pytest.raises(NotKnown):
        await asyncio.to_thread(restore_now, folder, tmp_path / "nowhere.db")

    async with an_open_station(folder.path) as (database, _):
        assert await count(database, "select count(*) from fact") == 1


async def test_a_backup_of_a_newer_version_waits_for_that_version(tmp_path: Path):
    folder = DataFolder(tmp_path / "data")
    await asyncio.to_thread(a_kept_station, folder.path)
    made = await backups(folder.path).make()
    with closing(sqlite3.connect(made.path)) as connection:
        connection.execute("pragma user_version=999")

    with pytest.raises(DatabaseTooNew):
        await asyncio.to_thread(restore_now, folder, made.path)


async def test_a_damaged_file_is_left_alone_and_the_last_good_backup_is_named(tmp_path: Path):
    folder = DataFolder(tmp_path / "data")
    await asyncio.to_thread(a_kept_station, folder.path, people=200)
    clock = SetClock()
    shelf = backups(folder.path, clock)
    good = await shelf.make()
    clock.pass_time(timedelta(hours=2))
    spoilt = await shelf.make()
    for path in (spoilt.path, folder.database):
        spoil(path)
    damaged_bytes = folder.database.read_bytes()

    with pytest.raises(DatabaseDamaged):
        await asyncio.to_thread(quick_check, folder)
    problem = await asyncio.to_thread(damaged, folder)
    restored = await asyncio.to_thread(restore_now, folder, good.path)

    assert problem.details["backup"] == str(good.path)
    assert str(good.path) in str(problem.details["sentence"])
    assert restored.set_aside is not None
    assert restored.set_aside.read_bytes() == damaged_bytes
    async with an_open_station(folder.path) as (database, _):
        assert await count(database, "select count(*) from person") == 200


async def test_a_damaged_file_is_not_backed_up_over_good_ones(tmp_path: Path):
    folder = DataFolder(tmp_path / "data")
    await asyncio.to_thread(a_kept_station, folder.path, people=200)
    good = await backups(folder.path).make()
    spoil(folder.database)

    with pytest.raises(DatabaseDamaged):
        await backups(folder.path, SetClock(good.made_at + timedelta(hours=5))).make_if_due()

    assert kept_in(folder) == (good,)


async def test_a_backup_never_fills_the_disk(tmp_path: Path):
    await asyncio.to_thread(a_kept_station, tmp_path / "data")
    nearly_full = BackupFiles(DataFolder(tmp_path / "data"), room_at=lambda place: 1_000_000)

    with pytest.raises(DiskFull):
        await Backups(nearly_full, SetClock()).make_at(tmp_path / "copy.db")

    assert names_in(tmp_path) == ["data"]


async def test_a_crash_shows_at_the_next_start(tmp_path: Path):
    folder = DataFolder(tmp_path)
    async with an_open_station(folder.path) as (database, _):
        await a_church_in(database)
        assert was_interrupted(folder)

    assert not was_interrupted(folder)


async def test_an_older_file_is_kept_as_it_was_before_it_is_updated(tmp_path: Path):
    folder = DataFolder(tmp_path)
    await asyncio.to_thread(a_kept_station, folder.path)
    with closing(sqlite3.connect(folder.database)) as connection:
        connection.execute("pragma user_version=1")

    database = Database(folder)
    await database.open()
    await database.close()

    with closing(sqlite3.connect(folder.path / "backups" / "before-update-from-1.db")) as kept:
        assert kept.execute("pragma user_version").fetchone() == (1,)
        assert kept.execute("select count(*) from fact").fetchone() == (1,)


def spoil(path: Path) -> None:
    """Overwrite pages in the middle, as a dying disk does."""
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 8192] = b"\xff" * 8192
    path.write_bytes(data)


def names_in(path: Path) -> list[str]:
    return sorted(one.name for one in path.iterdir())
