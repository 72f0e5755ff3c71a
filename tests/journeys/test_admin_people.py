"""An admin puts people and families right at the station, and every station sees it at once."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.support.an_admin import an_admin, with_staff
from tests.support.waiting import eventually

pytestmark = pytest.mark.seconds(60)


async def test_a_name_is_put_right_and_set_back(qapp: QApplication, staffed: Path):
    async with an_admin(staffed) as admin:
        await admin.opens("people", "Type a name")
        await admin.fills("Search", "cole")
        await admin.sees("Ana")
        await admin.chooses("Cole")
        await admin.chooses("Ana Cole")
        await admin.fills("Called", "Annie")
        await eventually(lambda: admin.select("select 1 from person where nickname = 'Annie'"))
        await admin.taps("Undo the last change")
        await admin.sees("as it was before")
        assert not admin.select("select 1 from person where nickname = 'Annie'")
        assert len(admin.facts("person_corrected")) == 2
        await admin.fills("Birthdate", "31/31/2019")
        await admin.sees("Write it as month/day/year")


async def test_a_child_moves_to_another_family_and_back_again(qapp: QApplication, staffed: Path):
    async with an_admin(staffed) as admin:
        (ana,) = admin.select("select id from person where first_name = 'Ana' and last_name = 'Cole'")[0]
        before = admin.select("select household from household_member where person = ?", ana)
        await admin.opens("people", "Type a name")
        await admin.fills("Search", "cole")
        await admin.chooses("Cole")
        await admin.chooses("Ana Cole")
        await admin.taps("Move to another family")
        await admin.sees("Which family does Ana Cole move to?")
        await admin.fills("Search", "nguyen")
        await admin.chooses("Ng")
        await admin.taps("Move")
        await admin.sees("Moved.")
        assert admin.select("select household from household_member where person = ?", ana) != before
        await admin.taps("Undo the last change")
        await eventually(lambda: admin.select("select household from household_member where person = ?", ana) == before)


async def test_a_new_family_is_added_with_a_child_and_somebody_is_deactivated_and_brought_back(
    qapp: QApplication, staffed: Path
):
    async with an_admin(staffed) as admin:
        await admin.opens("people", "Type a name")
        await admin.taps("New family")
        await admin.fills("First name", "Petra")
        await admin.fills("Last name", "Quillfeather")
        await admin.fills("Phone", "555 010 9911")
        await admin.taps("Save")
        await admin.sees("Quillfeather")
        await admin.taps("Add a person")
        await admin.fills("First name", "Otto")
        await admin.fills("Birthdate", "5/21/2021")
        await admin.taps("Save")
        await admin.chooses("Otto Quillfeather")
        await admin.sees("waits to be made in Planning Center")
        await admin.taps("Deactivate")
        await admin.sees("Deactivate Otto Quillfeather?")
        await admin.taps("Deactivate")
        await admin.sees("No station finds them any more")
        await eventually(lambda: "Otto" not in "".join(admin.rows()))
        await admin.taps("Families")
        await admin.taps("Inactive people")
        await admin.fills("Search", "otto")
        await admin.chooses("Otto")
        await admin.taps("Bring Otto Quillfeather back")
        await admin.sees("every station finds them again")
        assert admin.select("select 1 from person where first_name = 'Otto' and is_hidden = 0")


@pytest.fixture
def staffed(data: Path) -> Path:
    """The sample church, with people who have PINs."""
    return with_staff(data)
