"""Behind the PIN, printing is put right: labels nobody is sure of, a test before opening, the station's printers, the church's designs."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kiosk.domain.visit import Step
from kiosk.simulator.printer import VirtualPrinter
from kiosk.ui.backstage.picture import Picture
from tests.support.an_admin import PIN, Admin, an_admin, with_staff
from tests.support.waiting import eventually

pytestmark = pytest.mark.seconds(60)

UNCERTAIN = "select count(*) from print_job where state = 'uncertain'"


@pytest.fixture
def staffed(data: Path) -> Path:
    """The sample church, with people who have PINs."""
    return with_staff(data)


async def a_family_comes(admin: Admin) -> int:
    """The admin leaves, three people check in, and the admin is back; how many labels are on paper."""
    visitor, station = admin.visitor, admin.station
    while visitor.window.covered_by is not None:
        visitor.presses(Qt.Key.Key_Escape)
    await visitor.types("0133")
    await visitor.comes_to(Step.HOUSEHOLD)
    await visitor.taps("Check in 3 people")
    await visitor.comes_to(Step.DONE)
    await eventually(lambda: station.label_states() == {"printed"}, seconds=20)
    await visitor.taps("Done")
    visitor.presses(Qt.Key.Key_F1)
    await visitor.sees("Your PIN opens this station")
    await visitor.types(PIN)
    visitor.presses(Qt.Key.Key_Return)
    await visitor.sees("Labels and printers")
    return len(station.printer.labels)


async def test_a_label_that_is_there_is_not_printed_again_and_one_that_is_not_is(qapp: QApplication, staffed: Path):
    async with an_admin(staffed) as admin:
        printed = await a_family_comes(admin)
        await admin.station.church.database.run(
            lambda connection: connection.execute("update print_job set state = 'uncertain' where kind = 'name'")
        )
        ((asked,),) = admin.select(UNCERTAIN)
        await admin.opens("helper", "Did ")
        await admin.taps("Yes, it is here")
        await admin.sees("Nothing is printed again")
        await admin.taps("No, print it again")
        await admin.sees("It prints again now")
        await eventually(lambda: len(admin.station.printer.labels) == printed + 1, seconds=20)
        assert admin.select(UNCERTAIN) == [(asked - 2,)]


async def test_a_test_label_takes_the_way_of_every_label(qapp: QApplication, staffed: Path):
    async with an_admin(staffed) as admin:
        await admin.opens("helper", "No labels were printed today")
        await admin.taps("Test the printer")
        await admin.sees("The test label is printed")
        assert len(admin.station.printer.labels) == 1


async def test_printers_are_added_tested_ordered_and_removed(qapp: QApplication, staffed: Path):
    async with an_admin(staffed, is_printer_forced=False) as admin:
        with VirtualPrinter() as spare:
            address, other = admin.station.printer.address, spare.address
            await admin.opens("printers", "No printer yet")
            await admin.fills("Address", address)
            await admin.sees("Added. Print a test label now.")
            await admin.taps("Print a test label")
            await admin.sees("The test label is printed")
            assert len(admin.station.printer.labels) == 1

            await admin.fills("Address", other)
            await admin.taps("Use it earlier")
            await admin.sees("The order is changed")
            assert (await admin.station.church.settings_desk().all()).station.printer == f"{other} {address}"

            await admin.opens("helper", "Label printer 2")
            await admin.taps("Test the printer")
            await admin.sees("Every printer has printed a test label")
            assert (len(spare.labels), len(admin.station.printer.labels)) == (1, 2)

            await admin.opens("printers", other)
            await admin.chooses(other)
            await admin.taps("Remove")
            await admin.taps("Remove")
            await admin.sees("Removed.")
            assert (await admin.station.church.settings_desk().all()).station.printer == address


async def test_a_printer_that_the_environment_decides_is_shown_and_said(qapp: QApplication, staffed: Path):
    async with an_admin(staffed) as admin:
        await admin.opens("printers", "The environment of this computer (KIOSK_PRINTER) decides")
        await admin.chooses(admin.station.printer.address)
        await admin.taps("Print a test label")
        await admin.sees("The test label is printed")


async def test_a_design_is_changed_in_sight_printed_with_and_taken_back(qapp: QApplication, staffed: Path):
    async with an_admin(staffed) as admin:
        await admin.opens("designs", "Load a file")
        await admin.chooses("name")
        picture = await eventually(lambda: seen_picture(admin))
        await admin.taps("Change words and sizes")
        await admin.fills("Words: {event}", "Hello from {event}")
        await eventually(lambda: seen_picture(admin) not in (b"", picture))
        await admin.taps("Save this design")
        await admin.sees("The next label is printed with it")
        (own,) = (staffed / "labels").glob("name.*")
        assert "Hello from {event}" in own.read_text(encoding="utf-8")
        assert await a_family_comes(admin)
        await admin.opens("designs", "Load a file")
        await admin.chooses("name")
        await admin.taps("Back to ours")
        await admin.taps("Back to ours")
        await admin.sees("Taken away")
        assert not own.exists()


async def test_a_broken_design_is_refused_with_its_line_and_what_to_do(
    qapp: QApplication, staffed: Path, tmp_path: Path
):
    files = tmp_path / "stick"
    files.mkdir()
    (files / "broken.toml").write_text(
        'format = 1\nkind = "name"\nstocks = ["roll-80"]\nmargin = "wide"\n', encoding="utf-8"
    )
    async with an_admin(staffed) as admin:
        admin.backstage._session.files = files
        await admin.opens("designs", "Load a file")
        await admin.taps("Load a file")
        await admin.chooses("broken.toml")
        await admin.sees("line 4")
        assert not list((staffed / "labels").glob("broken*")) if (staffed / "labels").exists() else True


def seen_picture(admin: Admin) -> bytes:
    """The label that is shown, as PNG."""
    (picture,) = (one for one in admin.backstage.findChildren(Picture) if one.isVisible())
    return picture._png
