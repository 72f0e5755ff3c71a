"""An admin makes an event with a time and a room at the station; families can check in to it at once."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.support.an_admin import an_admin, with_staff
from tests.support.waiting import eventually

pytestmark = pytest.mark.seconds(60)


async def test_an_event_of_our_own_is_made_and_open_at_once(qapp: QApplication, staffed: Path):
    async with an_admin(staffed) as admin:
        await admin.opens("own", "None yet")
        await admin.taps("New event")
        await admin.fills("Name of the event", "Harvest Party")
        await admin.sees("Harvest Party")
        await admin.taps("Add a time")
        await admin.sees("Sunday at 9:00, every week")
        await admin.taps("Comes: Once")
        await admin.fills("Date", "9/13/2026")
        await admin.fills("Starts at", "25:00")
        await admin.sees("Write the time of day")
        await admin.fills("Starts at", "9:15")
        await admin.sees("September 13, 2026 at 9:15, once")
        await admin.taps("Add a room")
        await admin.fills("Name of the room", "Barn")
        await admin.fills("Seats", "25")
        await eventually(lambda: admin.select("select max_occupancy from location where name = 'Barn'") == [(25,)])
        await admin.opens("events", "Harvest Party")
        await admin.sees("Harvest Party, today at 9:15, open until 9:45")
        assert len(admin.facts("program_changed")) >= 6
        assert admin.select("select count(*) from outbox") == [(0,)]


async def test_a_room_that_was_removed_comes_back(qapp: QApplication, staffed: Path):
    async with an_admin(staffed) as admin:
        await admin.opens("own", "None yet")
        await admin.taps("New event")
        await admin.sees("Name of the event")
        await admin.taps("Add a room")
        await admin.sees("Room 1")
        await admin.taps("Remove the room")
        await eventually(lambda: not any(row.startswith("Room 1") for row in admin.rows()))
        await admin.taps("Undo the last change")
        await eventually(lambda: any(row.startswith("Room 1") for row in admin.rows()))


@pytest.fixture
def staffed(data: Path) -> Path:
    """The sample church, with people who have PINs."""
    return with_staff(data)
