"""An admin looks ahead to Sunday and fills in what is missing on the spot."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.support.an_admin import an_admin, with_staff
from tests.support.waiting import eventually

pytestmark = pytest.mark.seconds(60)


async def test_a_missing_birthdate_is_filled_in_and_the_child_leaves_the_list(qapp: QApplication, staffed: Path):
    async with an_admin(staffed) as admin:
        await admin.opens("preview", "today: 9:00, 10:45")
        await admin.chooses("Children with a fact missing")
        await admin.chooses("Mia Cole")
        await admin.fills("Birthdate", "3/2/2022")
        await admin.sees("It counts from now on")
        assert admin.select("select birthdate from person where first_name = 'Mia' and last_name = 'Cole'") == [
            ("2022-03-02",)
        ]
        await admin.taps("Children with a fact missing")
        await admin.taps("Sunday preview")
        await admin.chooses("Children with a fact missing")
        await eventually(lambda: "Search" in admin.reads() and "Mia Cole" not in admin.reads())
        await admin.taps("Sunday preview")
        await admin.chooses("Every child’s room")
        await admin.fills("Search", "mia cole")
        await admin.sees("Mia Cole, Sunday Kids, today at 9:00, Fours")


@pytest.fixture
def staffed(data: Path) -> Path:
    """The sample church, with people who have PINs."""
    return with_staff(data)
