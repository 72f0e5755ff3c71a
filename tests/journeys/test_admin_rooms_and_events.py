"""An admin changes when an event takes check-ins and what a room takes; the station follows at once, and every change is undone again."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.support.an_admin import an_admin, with_staff
from tests.support.waiting import eventually

pytestmark = pytest.mark.seconds(60)


async def test_a_room_gets_a_limit_nobody_passes_and_another_that_takes_over(qapp: QApplication, staffed: Path):
    async with an_admin(staffed) as admin:
        await admin.opens("rooms", "Twos")
        await admin.fills("Search", "twos")
        await admin.chooses("\u2003Twos")
        await admin.sees("Takes: ")
        await admin.fills("Never more than", "3")
        await admin.sees("It counts from now on")
        additions = json.loads(admin.select("select body from location_addition where location = '52'")[0][0])
        assert additions["absolute_limit"] == 3
        assert '"absolute_limit"' in admin.facts("settings_changed")[-1]
        await admin.taps("Rooms that take over")
        await admin.chooses("Threes")
        await admin.taps("Done")
        await eventually(lambda: "overflow_ids" in admin.facts("settings_changed")[-1])
        await admin.taps("Undo the last change")
        await admin.sees("as it was before")
        additions = json.loads(admin.select("select body from location_addition where location = '52'")[0][0])
        assert (additions["overflow_ids"], additions["absolute_limit"]) == ([], 3)


async def test_an_event_that_opens_later_closes_the_station_at_once(qapp: QApplication, staffed: Path):
    async with an_admin(staffed) as admin:
        await admin.opens("events", "open until")
        await admin.chooses("Sunday Kids")
        await admin.sees("check-in from 4:00")
        await admin.fills("Opens, minutes before", "15")
        await admin.sees("check-in from 8:45")
        await admin.fills("Opens, minutes before", "many")
        await eventually(lambda: "whole number" in admin.reads())
        await admin.fills("Opens, minutes before", "300")
        await admin.sees("check-in from 4:00")


@pytest.fixture
def staffed(data: Path) -> Path:
    """The sample church, with people who have PINs."""
    return with_staff(data)
