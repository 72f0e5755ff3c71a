"""Signs of life: given only while the loop runs and the database answers."""

import asyncio
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kiosk.app.health import give_signs, pause_between_signs, tell
from tests.support.kept_station import an_open_station
from tests.support.waiting import eventually

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="systemd is Linux's")


class Watchdog:
    """systemd's end of the line."""

    def __init__(self, place: Path) -> None:
        self.address = str(place)
        self._door = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._door.bind(self.address)
        self._door.setblocking(False)

    @property
    def environment(self) -> dict[str, str]:
        return {"NOTIFY_SOCKET": self.address, "WATCHDOG_USEC": "60000"}

    def heard(self) -> list[str]:
        """What came since the last time."""
        said = []
        with suppress(BlockingIOError):
            while True:
                said.append(self._door.recv(100).decode())
        return said

    def close(self) -> None:
        self._door.close()


@pytest.fixture
def watchdog(tmp_path: Path) -> Iterator[Watchdog]:
    listening = Watchdog(tmp_path / "notify")
    yield listening
    listening.close()


async def test_a_station_says_that_it_is_ready_and_goes_on_giving_signs(watchdog: Watchdog, tmp_path: Path):
    heard: list[str] = []

    def count_of_signs() -> int:
        heard.extend(watchdog.heard())
        return heard.count("WATCHDOG=1")

    async with an_open_station(tmp_path / "data") as (database, _):
        signs = asyncio.create_task(give_signs(database, watchdog.environment))
        await eventually(lambda: count_of_signs() >= 3)
        signs.cancel()
        await asyncio.gather(signs, return_exceptions=True)

    assert heard[0] == "READY=1"


async def test_a_database_that_hangs_is_not_covered_up(watchdog: Watchdog, tmp_path: Path):
    goes_on = threading.Event()
    async with an_open_station(tmp_path / "data") as (database, _):
        hanging = asyncio.create_task(database.read(lambda connection: goes_on.wait()))
        await asyncio.sleep(0)
        signs = asyncio.create_task(give_signs(database, watchdog.environment))
        await asyncio.sleep(0.2)
        heard = watchdog.heard()
        goes_on.set()
        await hanging
        signs.cancel()
        await asyncio.gather(signs, return_exceptions=True)

    assert heard == ["READY=1"]


def test_where_nobody_listens_nothing_is_said(tmp_path: Path):
    assert not tell("READY=1", {})
    assert pause_between_signs({}) is None
    assert not tell("READY=1", {"NOTIFY_SOCKET": str(tmp_path / "nowhere")})
