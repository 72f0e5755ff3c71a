"""An admin behind the PIN of a station that is open for families: opens pages, chooses rows, fills lines, presses buttons."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListView

from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.staffed_station import DEMO_STAFF, add_demo_staff
from kiosk.domain.pins import Role
from kiosk.ui.backstage.backstage import Backstage
from kiosk.ui.backstage.behind_pin import BehindPin
from kiosk.ui.backstage.form import Form
from tests.support.standing_station import Standing, a_station
from tests.support.sunday import MORNING
from tests.support.visitor import Visitor
from tests.support.waiting import eventually

PIN = next(pin for _, role, pin in DEMO_STAFF if role is Role.ADMIN)
LANDSCAPE = (1920, 1080)


def with_staff(folder: Path, at: datetime = MORNING) -> Path:
    """The data folder, with people who have PINs."""

    async def add() -> None:
        async with opened(Config(data=folder), at) as church:
            await add_demo_staff(church)

    asyncio.run(add())
    return folder


@dataclass
class Admin:
    """The station, and the admin's hands and eyes."""

    station: Standing

    @property
    def visitor(self) -> Visitor:
        """Whose taps and eyes these are."""
        return self.station.visitor

    @property
    def backstage(self) -> Backstage:
        """What stands behind the PIN."""
        behind = self.visitor.window.covered_by
        assert isinstance(behind, BehindPin)
        assert behind.backstage is not None
        return behind.backstage

    async def opens(self, page: str, sees: str) -> None:
        """Another page, by its key."""
        self.backstage.open_page(page)
        await self.sees(sees)

    async def sees(self, text: str) -> None:
        """Wait until these words are on the screen."""
        try:
            await eventually(lambda: text in self.reads(), seconds=15)
        except AssertionError as error:
            raise AssertionError(f"never saw {text!r}, last: {self.reads()}") from error

    def reads(self) -> str:
        """All words on the screen, rows of lists too."""
        lines = [one.text() for one in self.backstage.findChildren(QLineEdit) if one.isVisible()]
        words = "\n".join((self.visitor.reads(), *lines, *self.rows()))
        return words.replace("\u2068", "").replace("\u2069", "")

    def rows(self) -> list[str]:
        """Every row of every list of the page."""
        return [text for view in self._views() for text in _rows(view)]

    async def chooses(self, row: str) -> None:
        """A tap on the row that begins so."""
        found = await eventually(lambda: self._found(row))
        assert found is not None
        view, place = found
        index = view.model().index(place, 0)
        view.setCurrentIndex(index)
        view.scrollTo(index)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())

    async def fills(self, line: str, text: str) -> None:
        """A line of that name, leafed to if needed: what stands there is replaced, then Enter."""

        def found() -> QLineEdit | None:
            lines = self.backstage.findChildren(QLineEdit)
            return next((one for one in lines if one.accessibleName() == line and one.isVisible()), None)

        for _ in range(6):
            if found() is not None:
                break
            await self._leafs_on()
        entry = await eventually(found)
        assert entry is not None
        entry.setFocus()
        entry.selectAll()
        QTest.keyClicks(entry, text)
        if not text:
            entry.clear()
        QTest.keyClick(entry, Qt.Key.Key_Return)

    async def _leafs_on(self) -> None:
        """The next page of the form that is shown; what is still being read may bring it."""
        for form in self.backstage.findChildren(Form):
            for button in form.findChildren(QAbstractButton):
                if button.accessibleName() == "Down a page" and button.isVisible() and button.isEnabled():
                    button.click()
        await asyncio.sleep(0.1)

    async def taps(self, name: str) -> None:
        """A button."""
        await self.visitor.taps(name)

    def facts(self, action: str) -> list[str]:
        """The bodies of the facts of one action, oldest first."""
        rows = self.station.rows("select body from fact where body like ? order by seq", f'%"{action}"%')
        return [str(body) for (body,) in rows]

    def select(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What is in the file."""
        return self.station.rows(query, *values)

    def _found(self, row: str) -> tuple[QListView, int] | None:
        """The row that is called so, or else the first that begins so."""
        places = [
            (view, place, text.replace("\u2068", "").replace("\u2069", ""))
            for view in self._views()
            for place, text in enumerate(_rows(view))
        ]
        alike = [one for one in places if one[2] == row] or [one for one in places if one[2].startswith(row)]
        return (alike[0][0], alike[0][1]) if alike else None

    def _views(self) -> list[QListView]:
        return [one for one in self.backstage.findChildren(QListView) if one.isVisible()]


def _rows(view: QListView) -> list[str]:
    return [str(view.model().index(place, 0).data()) for place in range(view.model().rowCount())]


@asynccontextmanager
async def an_admin(
    folder: Path, *, at: datetime = MORNING, size: tuple[int, int] = LANDSCAPE, is_printer_forced: bool = True
) -> AsyncIterator[Admin]:
    """Behind the PIN of a self station on a data folder that has staff (`with_staff`)."""
    async with a_station(folder, size=size, at=at, is_printer_forced=is_printer_forced) as station:
        station.visitor.presses(Qt.Key.Key_F1)
        await station.visitor.sees("Your PIN opens this station")
        await station.visitor.types(PIN)
        station.visitor.presses(Qt.Key.Key_Return)
        admin = Admin(station)
        await eventually(lambda: isinstance(station.visitor.window.covered_by, BehindPin) and _is_open(admin))
        yield admin


def _is_open(admin: Admin) -> bool:
    behind = admin.visitor.window.covered_by
    return isinstance(behind, BehindPin) and behind.backstage is not None
