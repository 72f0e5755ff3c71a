"""Behind the PIN of a station that is open for families: a helper prints again, an admin changes settings, a volunteer does not."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.staffed_station import add_demo_staff
from kiosk.domain.visit import Step
from kiosk.ui.backstage.behind_pin import BehindPin
from kiosk.ui.staff.rows import RowList
from kiosk.ui.theme import Theme
from tests.support.staffed_station import a_staffed_station
from tests.support.standing_station import Standing, a_station
from tests.support.sunday import MORNING
from tests.support.visitor import Role
from tests.support.waiting import eventually

pytestmark = pytest.mark.seconds(60)

RUTH, TOMAS, WENDY = "8264", "5937", "4711"
"""An admin, a lead and a volunteer."""
LANDSCAPE = (1920, 1080)


@pytest.fixture
def staffed(data: Path) -> Path:
    """The sample church, with people who have PINs."""

    async def add() -> None:
        async with opened(Config(data=data), MORNING) as church:
            await add_demo_staff(church)

    asyncio.run(add())
    return data


async def go_behind(station: Standing, pin: str) -> None:
    """F1, the PIN, Enter."""
    station.visitor.presses(Qt.Key.Key_F1)
    await station.visitor.sees("Your PIN opens this station")
    await station.visitor.types(pin)
    station.visitor.presses(Qt.Key.Key_Return)
    await station.visitor.sees("Labels and printers")


def pages(station: Standing) -> set[str]:
    """The titles of the pages that can be opened."""
    behind = station.visitor.window.covered_by
    assert isinstance(behind, BehindPin)
    assert behind.backstage is not None
    return {behind.backstage.look.words.say(kind.title) for kind in behind.backstage.kinds}


def page_of(station: Standing, key: str) -> None:
    """Open the page of that key."""
    behind = station.visitor.window.covered_by
    assert isinstance(behind, BehindPin)
    assert behind.backstage is not None
    behind.backstage.open_page(key)


def has_rows(station: Standing) -> bool:
    """Whether a list of the page has anything in it."""
    behind = station.visitor.window.covered_by
    assert isinstance(behind, BehindPin)
    assert behind.backstage is not None
    assert behind.backstage.page is not None
    return any(one.rows for one in behind.backstage.page.findChildren(RowList))


async def test_a_helper_prints_a_label_again(qapp: QApplication, staffed: Path):
    async with a_station(staffed, size=LANDSCAPE) as station:
        visitor = station.visitor
        await visitor.types("0133")
        await visitor.comes_to(Step.HOUSEHOLD)
        await visitor.taps("Check in 3 people")
        await visitor.comes_to(Step.DONE)
        await eventually(lambda: station.label_states() == {"printed"}, seconds=20)
        await visitor.taps("Done")
        printed = len(station.printer.labels)
        codes = station.rows("select distinct code from check_in")

        await go_behind(station, WENDY)
        await visitor.sees("Ready")
        await visitor.types("name label")
        visitor.presses(Qt.Key.Key_Return)
        await visitor.taps("Print again")
        await visitor.sees("It prints again now.")

        await eventually(lambda: len(station.printer.labels) == printed + 1, seconds=20)
        assert station.rows("select distinct code from check_in") == codes
        # The keyboard is back in the search: its words go first, then the page, then what is behind the PIN.
        visitor.presses(Qt.Key.Key_Escape)
        visitor.presses(Qt.Key.Key_Escape)
        visitor.presses(Qt.Key.Key_Escape)
        await eventually(lambda: visitor.window.covered_by is None)
        await visitor.comes_to(Step.START)


async def test_a_volunteer_gets_no_admin_page_and_wrong_pins_brake(qapp: QApplication, staffed: Path):
    async with a_station(staffed, size=LANDSCAPE) as station:
        visitor = station.visitor
        await go_behind(station, WENDY)
        assert pages(station) == {"Labels and printers", "Everyone inside"}
        await visitor.taps("Wendy")
        await eventually(lambda: visitor.window.covered_by is None)

        visitor.presses(Qt.Key.Key_F1)
        await visitor.sees("Your PIN opens this station")
        while "Too many wrong PINs" not in visitor.reads():
            await visitor.types("0000")
            visitor.presses(Qt.Key.Key_Return)
            await eventually(lambda: "PIN is not right" in visitor.reads() or "Too many" in visitor.reads())
        await visitor.taps("PIN forgotten?")
        await visitor.sees("kiosk new-pin NAME")
        await visitor.taps("Back")
        await visitor.sees("Your PIN opens this station")
        await visitor.taps("Back")
        await eventually(lambda: visitor.window.covered_by is None)


async def test_an_admin_changes_a_setting_and_the_station_follows_at_once(qapp: QApplication, staffed: Path):
    async with a_station(staffed, size=LANDSCAPE) as station:
        visitor = station.visitor
        await go_behind(station, RUTH)
        assert "Station settings" in pages(station)
        page_of(station, "settings")
        await visitor.taps("Screen")
        await visitor.taps("Theme: Dark")
        await eventually(lambda: visitor.window.options.theme is Theme.DARK)
        await visitor.sees("Theme: Dark")
        dark = visitor.control("Theme: Dark")
        assert dark is not None
        assert dark.is_checked

        page_of(station, "settings_history")
        await visitor.sees("Save a template for other stations")
        await eventually(lambda: has_rows(station))
        visitor.presses(Qt.Key.Key_Return)
        await visitor.taps("Set back to “light”")
        await eventually(lambda: visitor.window.options.theme is Theme.LIGHT)

        changed = station.rows("select body from fact where kind = 'staff' and body like '%settings_changed%'")
        assert '"theme"' in changed[0][0]


async def test_everyone_inside_is_one_tap_after_the_pin(qapp: QApplication, staffed: Path):
    async with a_station(staffed, size=LANDSCAPE) as station:
        visitor = station.visitor
        visitor.presses(Qt.Key.Key_F12)
        await visitor.sees("Your PIN opens this station")
        await visitor.types(TOMAS)
        visitor.presses(Qt.Key.Key_Return)
        await visitor.sees("Everyone inside")
        await visitor.finds("Save", Role.Button)


async def test_a_station_that_fills_the_screen_is_closed_behind_the_pin_only(qapp: QApplication, staffed: Path):
    async with a_station(staffed, size=LANDSCAPE) as station:
        visitor, window = station.visitor, station.visitor.window
        window.set_options(replace(window.options, is_closed_by_pin=True))
        window.windowHandle().close()
        await visitor.sees("Your PIN opens this station")
        assert window.isVisible()
        await visitor.types(RUTH)
        visitor.presses(Qt.Key.Key_Return)
        await visitor.taps("Close the kiosk")
        await visitor.taps("Close it")
        await eventually(lambda: not window.isVisible())


async def test_whoever_works_at_the_desk_gives_no_pin_again_and_the_lock_covers_it_all(qapp: QApplication, data: Path):
    async with a_staffed_station(data) as station:
        await station.opens()
        await station.presses(Qt.Key.Key_F1)
        await station.sees("Labels and printers")
        await station.presses(Qt.Key.Key_Escape)
        await eventually(lambda: station.window.covered_by is None)
        await station.presses(Qt.Key.Key_F1)
        await station.sees("Labels and printers")
        await station.presses(Qt.Key.Key_L, control=True)
        await eventually(lambda: station.window.covered_by is None)
        assert station.flow.is_locked


async def test_nobody_there_for_a_while_leaves_the_screen_to_families(qapp: QApplication, staffed: Path):
    async with a_station(staffed, size=LANDSCAPE) as station:
        await go_behind(station, WENDY)
        behind = station.visitor.window.covered_by
        assert isinstance(behind, BehindPin)
        assert behind.backstage is not None
        behind.backstage.idle_clock.pass_seconds(station.church.settings.lock_seconds)
        await eventually(lambda: station.visitor.window.covered_by is None)


async def test_before_anybody_has_a_pin_the_way_to_one_is_said(qapp: QApplication, data: Path):
    async with a_station(data, size=LANDSCAPE) as station:
        station.visitor.presses(Qt.Key.Key_F1)
        await station.visitor.sees("Your PIN opens this station")
        await station.visitor.types("1234")
        station.visitor.presses(Qt.Key.Key_Return)
        await station.visitor.sees("kiosk new-pin")
