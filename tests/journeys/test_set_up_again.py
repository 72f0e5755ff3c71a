"""An admin opens the guided set-up from a running station, and leaving it leads back to the station."""

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kiosk.app.always_open import keep_open
from kiosk.app.config import Config
from kiosk.ui.backstage.backstage import Backstage
from kiosk.ui.backstage.behind_pin import BehindPin
from kiosk.ui.station_window import StationWindow
from tests.support.an_admin import PIN, with_staff
from tests.support.set_up_hands import PATIENCE_SECONDS, Hands
from tests.support.visitor import Visitor
from tests.support.waiting import eventually

pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.seconds(60)]


async def the_station() -> Visitor:
    """Wait until a station is open."""

    def found() -> StationWindow | None:
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, StationWindow) and one.isVisible()]
        return shown[-1] if shown else None

    window = await eventually(found, seconds=PATIENCE_SECONDS)
    assert window is not None
    return Visitor(window)


def behind(station: Visitor) -> Backstage | None:
    """The pages behind the PIN, once they are open."""
    cover = station.window.covered_by
    return cover.backstage if isinstance(cover, BehindPin) else None


@pytest.fixture
def staffed(data: Path) -> Path:
    """The sample church, with people who have PINs."""
    return with_staff(data)


async def opens_the_page(station: Visitor) -> None:
    """F1, the PIN, the page from which the set-up is opened."""
    station.presses(Qt.Key.Key_F1)
    await station.sees("Your PIN opens this station")
    await station.types(PIN)
    station.presses(Qt.Key.Key_Return)
    pages = await eventually(lambda: behind(station))
    assert pages is not None
    pages.open_page("again")
    await station.finds("Open the set-up")


async def test_the_set_up_is_opened_from_the_station_and_leads_back_to_it(staffed: Path):
    running = asyncio.create_task(keep_open(Config(staffed), is_full_screen=True))
    try:
        station, hands = await the_station(), Hands()
        await opens_the_page(station)
        await station.taps("Open the set-up")
        await station.sees("Open the set-up now?")
        await station.taps("Open the set-up")
        await hands.reads("Which language?")
        await hands.taps("Go on later")
        await opens_the_page(await the_station())
        assert not running.done()
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
