"""A manned or roster station as a church runs it, in a test, and a volunteer at its keyboard who reads what is shown."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QListView, QWidget

from kiosk.app.compose import Church
from kiosk.app.config import Config
from kiosk.app.staffed_station import DEMO_STAFF, add_demo_staff, open_staffed_station
from kiosk.domain.pins import Role
from kiosk.simulator.printer import VirtualPrinter
from kiosk.ui.staff.staff_flow import StaffFlow
from kiosk.ui.staff_window import StaffWindow
from tests.support.keys import press_key, scan, type_text
from tests.support.record_checks import check_record
from tests.support.sunday import MORNING, reading
from tests.support.waiting import eventually

Key = Qt.Key
BETWEEN_KEYS_SECONDS = 0.08
"""Slower than any scanner."""
DESK = (1920, 1080)
PINS = {role: pin for _, role, pin in reversed(DEMO_STAFF)}
SECOND_VOLUNTEER = "6183"


@dataclass
class Staffed:
    """The station, the volunteer's hands and eyes, and what lies behind the window."""

    window: StaffWindow
    church: Church
    folder: Path
    lists: Path

    @property
    def flow(self) -> StaffFlow:
        """What the window shows."""
        return self.window.flow

    # Hands.

    @property
    def _focus(self) -> QWidget:
        focused: object = self.window.focusWidget()
        return focused if isinstance(focused, QWidget) else self.window

    async def types(self, text: str) -> None:
        """Letters and digits by fingers, wherever the keyboard is."""
        for symbol in text:
            type_text(self.window, symbol)
            await asyncio.sleep(BETWEEN_KEYS_SECONDS)

    async def presses(self, *keys: Qt.Key, control: bool = False) -> None:
        """Keys, one after another."""
        held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        for key in keys:
            press_key(self.window, key, "", held)
            await asyncio.sleep(BETWEEN_KEYS_SECONDS)

    def scans(self, code: str) -> None:
        """A tag held to a scanner that types like a keyboard."""
        scan(self.window, code)

    async def opens(self, role: Role = Role.VOLUNTEER) -> None:
        """Give the PIN of somebody of that role."""
        await self.types(PINS[role])
        await self.presses(Qt.Key.Key_Return)
        await eventually(lambda: not self.flow.is_locked, seconds=15)

    async def finds(self, text: str, *, opens: bool = True) -> None:
        """Type into the search and open the first household."""
        await self.types(text)
        await eventually(lambda: self.flow.desk.scene.findings.text == text and self.flow.desk.scene.findings.families)
        if opens:
            await self.presses(Qt.Key.Key_Return)
            await eventually(lambda: self.flow.desk.scene.family is not None)

    async def checks_in(self, text: str) -> str:
        """A household by name with two keys; its code."""
        await self.finds(text)
        await self.presses(Qt.Key.Key_Return)
        visit = await eventually(lambda: self.flow.desk.scene.visit)
        assert visit is not None
        return visit.codes[0]

    async def moves_to(self, row: str) -> None:
        """Arrow keys until the list with the keyboard is at a row that begins so."""
        view = self._focus
        assert isinstance(view, QListView), view
        for key in (Qt.Key.Key_Home, *(Qt.Key.Key_Down for _ in range(60))):
            await self.presses(key)
            if str(view.currentIndex().data()).startswith(row):
                return
        raise AssertionError(f"no row {row!r} among {self.rows()}")

    async def tabs_to(self, name: str) -> None:
        """Tab until the keyboard is at a button that says so, or at a box or list that is called so."""
        for _ in range(60):
            focused = self._focus
            if name in (focused.text() if isinstance(focused, QAbstractButton) else "", focused.accessibleName()):
                return
            await self.presses(Key.Key_Tab)
        raise AssertionError(f"Tab never came to {name!r}")

    # Eyes.

    def rows(self) -> list[str]:
        """Every row of every list that is shown."""
        views = [view for view in self.window.findChildren(QListView) if view.isVisible()]
        return [str(view.model().index(place, 0).data()) for view in views for place in range(view.model().rowCount())]

    def reads(self) -> str:
        """All words on the screen, without the marks that keep names in their place."""
        labels = [one.text() for one in self.window.findChildren(QLabel) if one.isVisible()]
        boxes = [one.text() for one in self.window.findChildren(QLineEdit) if one.isVisible()]
        buttons = [
            f"{one.text()} {one.accessibleName()}"
            for one in self.window.findChildren(QAbstractButton)
            if one.isVisible()
        ]
        return "\n".join((*labels, *boxes, *buttons, *self.rows())).replace("\u2068", "").replace("\u2069", "")

    async def sees(self, text: str) -> None:
        """Wait until these words are shown."""
        try:
            await eventually(lambda: text in self.reads(), seconds=15)
        except AssertionError as error:
            raise AssertionError(f"never saw {text!r}, last: {self.reads()}") from error

    async def until_looked_up(self, code: str) -> None:
        """Wait until the door has an answer about a code."""
        await eventually(lambda: self.flow.door.scene.code == code and not self.flow.door.scene.is_busy)

    def fetch(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What is in the file, read by another connection while the station runs."""
        with reading(self.folder) as connection:
            return connection.execute(query, values).fetchall()


@asynccontextmanager
async def a_staffed_station(
    folder: Path,
    *,
    mode: str = "manned",
    at: datetime = MORNING,
    size: tuple[int, int] = DESK,
    planning_center: str = "",
) -> AsyncIterator[Staffed]:
    """A station with the demo's PINs on a data folder; in the end its record must be sound.

    ``planning_center``: where it answers, for a station that is signed in.
    """
    async with AsyncExitStack() as stack:
        box = stack.enter_context(VirtualPrinter())
        lists = folder.parent / "lists"
        running = await open_staffed_station(
            stack,
            Config(folder, planning_center, "demo", "demo", printer=box.address)
            if planning_center
            else Config(data=folder, printer=box.address),
            mode=mode,
            at=at,
            is_full_screen=False,
            is_still=True,
            pulls=False,
            lists_folder=lists,
        )
        await add_demo_staff(running.church)
        running.window.resize(*size)
        try:
            await eventually(lambda: running.window.flow.around.strip is not None)
            yield Staffed(running.window, running.church, folder, lists)
        finally:
            running.window.close()
            running.window.deleteLater()
    check_record(folder)
