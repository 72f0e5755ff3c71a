"""Every page behind the PIN over the sample church, then with its first row chosen: nothing is cut off or out of reach."""

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView

from kiosk.app.screenshots import SIZES
from kiosk.app.staff_screenshots import staff_look_for
from kiosk.ui.fonts import load_fonts
from kiosk.ui.theme import Theme
from tests.support.an_admin import Admin, an_admin, with_staff
from tests.support.waiting import eventually
from tests.ui.fitting import complaints

pytestmark = pytest.mark.seconds(90)

TABLET = SIZES["1280x800"]


async def faults(admin: Admin) -> list[str]:
    """What is wrong once the page has read what it shows."""
    before = ""
    while before != (now := admin.reads()):
        before = now
        await asyncio.sleep(0.06)
    return complaints(admin.backstage, admin.backstage.look.metrics)


def choose_first_row(admin: Admin) -> None:
    """A tap on the first row of the page, where it has one."""
    page = admin.backstage.page
    views = page.findChildren(QListView) if page is not None else []
    for view in views:
        if view.isVisible() and view.model().rowCount():
            place = view.visualRect(view.model().index(0, 0)).center()
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
            return


async def test_every_page_fits_a_tablet_in_spanish_with_what_the_sample_church_has(qapp: QApplication, staffed: Path):
    load_fonts()
    found: dict[str, list[str]] = {}
    async with an_admin(staffed) as admin:
        admin.visitor.window.resize(TABLET.width, TABLET.height)
        admin.backstage.set_look(staff_look_for(TABLET, Theme.LIGHT, language="es"))
        for kind in admin.backstage.kinds:
            admin.backstage.open_page(kind.key)
            await eventually(lambda: admin.backstage.page is not None)
            found[kind.key] = await faults(admin)
            choose_first_row(admin)
            found[f"{kind.key}, a row chosen"] = await faults(admin)
    assert {page: complaint for page, complaint in found.items() if complaint} == {}


@pytest.fixture
def staffed(data: Path) -> Path:
    """The sample church, with people who have PINs."""
    return with_staff(data)
