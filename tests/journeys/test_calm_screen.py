"""A station that cannot start shows one quiet page that leads out, tries again by itself, and never leaves anybody on the desktop."""

import asyncio
import os
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.app.always_open import keep_open
from kiosk.app.config import Config
from kiosk.domain.problems import Busy
from kiosk.services.backup import Backup, Preview
from kiosk.storage.backups import BackupFiles
from kiosk.storage.data_folder import DataFolder
from kiosk.ui.set_up.calm_flow import CalmFlow, CalmScene
from kiosk.ui.station_window import StationWindow
from tests.support.set_up_hands import PATIENCE_SECONDS, Hands
from tests.support.sunday import church_at
from tests.support.waiting import eventually

pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.seconds(60)]


def is_open(hands: Hands) -> bool:
    """Whether the station is there, and the calm page gone."""
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, StationWindow) and one.isVisible()]
    return bool(shown) and hands.window is None


@asynccontextmanager
async def kept_open(folder: Path) -> AsyncIterator[Hands]:
    running = asyncio.create_task(keep_open(Config(folder), is_full_screen=True))
    try:
        yield Hands()
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_one_station_too_many_says_so_and_can_be_closed(data: Path):
    with DataFolder(data).station_claim():
        async with kept_open(data) as hands:
            await hands.reads("Another program is using this station's data")
            await hands.reads("tries again by itself")
            assert hands.window is not None
            hands.window.close()
            assert hands.window is not None, "nobody falls out onto the desktop"
            await hands.taps("Close this one")
            await eventually(lambda: hands.window is None)


async def test_try_again_opens_the_station_once_the_reason_is_gone(data: Path):
    claim = DataFolder(data).station_claim()
    claim.__enter__()
    async with kept_open(data) as hands:
        await hands.reads("Another program")
        claim.__exit__(None, None, None)
        await hands.taps("Try again")
        await eventually(lambda: is_open(hands), seconds=PATIENCE_SECONDS)


async def test_a_damaged_file_is_answered_with_the_last_backup_which_is_shown_before_it_comes_back(data: Path):
    async with church_at(data) as church:
        await church.settings_desk().change(None, {"name": "Lobby"})
        await BackupFiles(church.folder).make(datetime.now(UTC))
    _damage(data)

    async with kept_open(data) as hands:
        await hands.reads("The last good backup is of")
        await hands.taps("Bring back the last backup")
        await hands.reads("Riverside Church")
        await hands.reads("it is set aside")
        await hands.taps("Back")
        await hands.reads("The last good backup is of")
        await hands.taps("Bring back the last backup", "Bring it back")
        await eventually(lambda: is_open(hands), seconds=PATIENCE_SECONDS)

    assert [path.name.partition("-")[0] for path in (data / "set-aside").glob("*.db")] == ["damaged"]
    async with church_at(data) as church:
        assert church.settings.name == "Lobby"


async def test_a_damaged_file_without_a_backup_is_set_aside_and_the_set_up_opens(data: Path):
    _damage(data)

    async with kept_open(data) as hands:
        await hands.reads("there is no backup of it on this computer")
        await hands.taps("Begin anew")
        await hands.reads("set aside, not deleted")
        await hands.taps("Set it aside and begin anew")
        await hands.reads("Which language?")

    assert len(list((data / "set-aside").glob("damaged-*.db"))) == 1


async def test_a_backup_that_was_kept_elsewhere_is_found_and_brought_back_from_the_screen(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HOME", str(tmp_path))
    saved_to = tmp_path / "Documents" / "Kiosk"
    saved_to.mkdir(parents=True)
    async with church_at(data) as church:
        await church.settings_desk().change(None, {"name": "Lobby"})
        made = await BackupFiles(church.folder).make_at(saved_to / "sunday.db", datetime.now(UTC))
    (saved_to / "photos.db").write_bytes(made.path.read_bytes()[:100])
    _damage(data)

    async with kept_open(data) as hands:
        await hands.reads("plug it in and look for it")
        await hands.taps("Look for a backup")
        await hands.reads("Which backup?")
        await hands.taps("Kiosk")
        await hands.reads("Riverside Church")
        await hands.taps("Back")
        await hands.reads("Which backup?")
        await hands.taps("Kiosk")
        await hands.reads("Riverside Church")
        await hands.taps("Bring it back")
        await eventually(lambda: is_open(hands), seconds=PATIENCE_SECONDS)

    async with church_at(data) as church:
        assert church.settings.name == "Lobby"


async def test_data_of_a_newer_program_is_left_alone_and_said(data: Path):
    with closing(sqlite3.connect(data / "kiosk.db")) as connection:
        connection.execute("pragma user_version = 9999")

    async with kept_open(data) as hands:
        await hands.reads("Install the newest kiosk")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root writes everywhere")
async def test_a_folder_that_cannot_be_written_is_said(data: Path):
    with _read_only(data):
        async with kept_open(data) as hands:
            await hands.reads("The data folder cannot be written")


async def test_waiting_is_tried_again_every_few_seconds_and_a_damaged_file_is_not():
    tries: list[str] = []
    flow = CalmFlow(_NoRoom(), lambda scene: None, lambda: tries.append("again"), lambda: None)
    flow.tell(Busy())
    for _ in range(10):
        flow.second_passed()
    assert tries == ["again", "again"]
    assert isinstance(flow.scene, CalmScene)


class _NoRoom:
    async def found(self) -> tuple[Backup, ...]:
        raise AssertionError

    async def preview(self, path: Path) -> Preview:
        raise AssertionError(path)

    async def prepare(self, path: Path) -> None:
        raise AssertionError(path)

    async def prepare_nothing(self) -> None:
        raise AssertionError


@contextmanager
def _read_only(folder: Path) -> Iterator[None]:
    folder.chmod(0o500)
    try:
        yield
    finally:
        folder.chmod(0o700)


def _damage(folder: Path) -> None:
    for companion in ("-wal", "-shm"):
        (folder / f"kiosk.db{companion}").unlink(missing_ok=True)
    file = folder / "kiosk.db"
    whole = file.read_bytes()
    file.write_bytes(b"not a database at all, but a page of something else" + whole[51:])
