"""Behind the PIN, who is trusted with what: an admin gives PINs and takes them away, keeps pick-up lists; a lead keeps the watch list."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.support.an_admin import an_admin, with_staff
from tests.support.at_the_door import ANA
from tests.support.waiting import eventually

pytestmark = pytest.mark.seconds(60)

TOMAS_PIN = "5937"


@pytest.fixture
def staffed(data: Path) -> Path:
    """The sample church, with people who have PINs."""
    return with_staff(data)


async def test_an_admin_gives_a_pin_that_works_at_once_and_takes_it_away(qapp: QApplication, staffed: Path):
    async with an_admin(staffed) as admin:
        await admin.opens("staff", "Wendy")
        await admin.taps("Add somebody")
        await admin.fills("Name", "Noor Haddad")
        await admin.taps("May do: Lead")
        await admin.fills("PIN", "7351")
        await admin.fills("The same PIN once more", "7352")
        await admin.taps("Save")
        await admin.sees("The two PINs are not the same")
        await admin.fills("PIN", TOMAS_PIN)
        await admin.fills("The same PIN once more", TOMAS_PIN)
        await admin.taps("Save")
        await admin.sees("choose another PIN")
        await admin.fills("PIN", "7351")
        await admin.fills("The same PIN once more", "7351")
        await admin.taps("Save")
        await admin.sees("The PIN works at this station")
        staff = admin.station.church.volunteers.staff
        assert (await staff.who_is("7351")).name == "Noor Haddad"

        await admin.taps("Take the PIN away")
        await admin.taps("Take the PIN away")
        await admin.sees("Has left: their PIN opens nothing")
        assert "Noor Haddad" not in {one.name for one in await staff.members()}
        await admin.taps("Undo the last change")
        await eventually(lambda: "New PIN" in admin.reads())
        assert (await staff.who_is("7351")).name == "Noor Haddad"


async def test_somebody_stays_an_admin(qapp: QApplication, staffed: Path):
    async with an_admin(staffed) as admin:
        await admin.opens("staff", "Wendy")
        await admin.chooses("Ruth")
        await admin.taps("May do: Lead")
        await admin.sees("Somebody has to stay an admin")


async def test_who_may_collect_a_child_is_written_down_and_read_from_a_file(
    qapp: QApplication, staffed: Path, tmp_path: Path
):
    async with an_admin(staffed) as admin:
        admin.backstage._session.files = tmp_path
        await admin.opens("pick_up", "No child has a list yet")
        await admin.fills("Search", "ana cole")
        await admin.chooses("Ana Cole")
        await admin.chooses("Pat Cole")
        await admin.fills("Relationship", "Stepparent")
        await admin.sees("Every door knows it")
        family = admin.station.church.volunteers.family_adults
        assert [(one.name, one.relationship) for one in await family.of(ANA)] == [("Pat Cole", "stepparent")]
        await admin.taps("May this person collect the child?: No")
        await eventually(lambda: admin.select("select person, may_collect from pick_up_person") == [("105", 0)])
        await admin.taps("Undo the last change")
        await eventually(lambda: admin.select("select person from pick_up_person") == [])
        admin.visitor.presses(Qt.Key.Key_Escape)
        await admin.taps("Add somebody")
        await admin.fills("Name", "Rosa Lind")
        await admin.fills("Relationship", "Grandparent")
        await admin.taps("Save")
        await eventually(lambda: admin.select("select name from pick_up_person") == [("Rosa Lind",)])
        (entry,) = await admin.station.church.volunteers.pick_up_lists.of(ANA)
        assert (entry.name, entry.may_collect, entry.relationship) == ("Rosa Lind", True, "grandparent")
        # The form of somebody new asks the same; it has to be gone.
        await eventually(lambda: admin.visitor.control("Save") is None)
        await admin.taps("May this person collect the child?: No")
        await eventually(lambda: admin.select("select may_collect from pick_up_person") == [(0,)])

        (tmp_path / "lists.csv").write_text(
            "child_name,name,may_collect\nAna Cole,Otto Lind,yes\nNobody Known,Otto Lind,yes\n", encoding="utf-8"
        )
        for _ in range(2):
            admin.visitor.presses(Qt.Key.Key_Escape)
        await admin.sees("Rosa Lind")
        await admin.taps("Read a file")
        await admin.chooses("lists.csv")
        await admin.sees("1 entry was added")
        await admin.sees("No child of this name is known here")
        assert {one.name for one in await admin.station.church.volunteers.pick_up_lists.of(ANA)} == {
            "Rosa Lind",
            "Otto Lind",
        }


async def test_a_lead_puts_somebody_on_the_watch_list_and_takes_them_off(qapp: QApplication, staffed: Path):
    async with an_admin(staffed) as admin:
        await admin.opens("watch", "Nobody is on the watch list")
        await admin.taps("Put somebody on it")
        await admin.sees("Type a name or a phone number")
        await admin.fills("Search", "ana cole")
        await admin.chooses("Ana Cole")
        await admin.taps("Why: Custody")
        await admin.fills("Note", "Ask for the order before any pick-up")
        await admin.fills("Until", "soon")
        await admin.taps("Save")
        await admin.sees("Write it as month/day/year")
        await admin.fills("Until", "12/24/2030")
        await admin.taps("Save")
        await admin.sees("Staff are told from now on")
        (alert,) = await admin.station.church.volunteers.watch.alerts([ANA])
        assert alert.note == "Ask for the order before any pick-up"
        await admin.taps("Remove")
        await eventually(lambda: admin.select("select count(*) from watch") == [(0,)])
