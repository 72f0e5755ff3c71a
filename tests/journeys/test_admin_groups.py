"""An admin shapes the tree of groups without dragging anything, and sees where each child would go."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.support.an_admin import Admin, an_admin, with_staff
from tests.support.waiting import eventually

pytestmark = pytest.mark.seconds(60)


def row_of(admin: Admin, name: str) -> str:
    """The row of a node, deep as it stands."""
    return next((row for row in admin.rows() if row.strip("\u2003\u2068").startswith(name)), "")


async def test_an_area_is_added_a_group_put_below_it_and_everything_undone(qapp: QApplication, staffed: Path):
    async with an_admin(staffed) as admin:
        await admin.opens("groups", "Twos")
        group = row_of(admin, "Twos")
        before = admin.rows()
        await admin.taps("New area")
        await admin.fills("Name of the area", "Tiny Ones")
        await eventually(lambda: row_of(admin, "Tiny Ones"))
        await admin.chooses(group)
        await admin.sees("In the tree: Kids › Twos")
        await admin.taps("Below")
        await admin.chooses("Tiny Ones")
        await admin.sees("It was put here at this church")
        assert "Tiny Ones › Twos" in admin.reads()
        assert admin.facts("groups_changed")
        await admin.taps("Undo the last change")
        await eventually(lambda: "It was put here at this church" not in admin.reads())
        await admin.chooses("Tiny Ones")
        await admin.sees("In the tree: Tiny Ones")
        await admin.taps("Remove the area")
        await admin.sees("Remove the area Tiny Ones?")
        await admin.taps("Remove")
        await eventually(lambda: admin.rows() == before)


async def test_an_event_hung_on_a_group_is_where_its_children_go(qapp: QApplication, staffed: Path):
    async with an_admin(staffed) as admin:
        await admin.opens("groups", "Twos")
        await admin.chooses(row_of(admin, "Twos"))
        await admin.taps("Events and rooms")
        await admin.chooses("Sunday Kids (event)")
        await admin.taps("Done")
        await admin.sees("It counts from now on")
        await admin.taps("Where its children go")
        await admin.sees("Where the children of Twos")
        await eventually(lambda: "Ana Cole, Twos Tuesday, Sunday Kids, 9:00: Twos" in admin.reads())


@pytest.fixture
def staffed(data: Path) -> Path:
    """The sample church, with people who have PINs."""
    return with_staff(data)
