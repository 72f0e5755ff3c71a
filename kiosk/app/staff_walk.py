"""The demo's scripted hour at a manned or roster station: real keys on the real window, its screens kept as PNG files."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kiosk.app.demo import DemoChurch
from kiosk.app.staffed_station import DEMO_STAFF, open_staffed_station
from kiosk.app.window_pictures import pictures_of
from kiosk.ui.staff.places import Place
from kiosk.ui.staff_window import StaffWindow

DESK_SIZE = (1920, 1080)
_LEAD_PIN = next(pin for name, _, pin in DEMO_STAFF if name == "Tomas")
_FAMILY = "cole"
_PATIENCE_SECONDS = 15.0
_PAUSE_SECONDS = 0.02
_BETWEEN_KEYS_SECONDS = 0.06
"""Slower than any scanner types."""


class Volunteer:
    """Somebody at the keyboard of a staff station."""

    def __init__(self, window: StaffWindow) -> None:
        self.window = window

    @property
    def focus(self) -> QWidget:
        """What a key would go to."""
        focused: object = self.window.focusWidget()
        return focused if isinstance(focused, QWidget) else self.window

    async def types(self, text: str) -> None:
        """Letters, one after another."""
        for symbol in text:
            QTest.keyClicks(self.focus, symbol)
            await asyncio.sleep(_BETWEEN_KEYS_SECONDS)

    async def presses(self, *keys: Qt.Key) -> None:
        """Keys, one after another."""
        for key in keys:
            QTest.keyClick(self.focus, key)
            await asyncio.sleep(_BETWEEN_KEYS_SECONDS)

    async def until(self, look: Callable[[], object]) -> None:
        """Wait until something is so. Raises TimeoutError."""
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while not look():
                await asyncio.sleep(_PAUSE_SECONDS)

    async def opens(self, pin: str = _LEAD_PIN) -> None:
        """Give the PIN."""
        await self.types(pin)
        await self.presses(Qt.Key.Key_Return)
        await self.until(lambda: not self.window.flow.is_locked)


async def walk_as_staff(demo: DemoChurch, folder: Path, mode: str) -> tuple[Path, ...]:
    """Open with a PIN, check a family in by name, confirm them in their room, hand them back. Raises TimeoutError."""
    kept: list[Path] = []
    async with AsyncExitStack() as stack:
        station = await open_staffed_station(
            stack, demo.config, mode=mode, is_full_screen=False, is_still=True, pulls=False, lists_folder=folder
        )
        window, flow = station.window, station.window.flow
        window.resize(*DESK_SIZE)
        picture = pictures_of(window, folder)
        volunteer = Volunteer(window)
        await volunteer.until(lambda: flow.around.strip is not None)
        kept.append(picture("locked"))
        await volunteer.opens()
        if Place.DESK in flow.places:
            await volunteer.types(_FAMILY)
            await volunteer.until(lambda: flow.desk.scene.findings.families)
            kept.append(picture("found"))
            await volunteer.presses(Qt.Key.Key_Return)
            await volunteer.until(lambda: flow.desk.scene.family is not None)
            kept.append(picture("family"))
            await volunteer.presses(Qt.Key.Key_Right)
            kept.append(picture("person"))
            await volunteer.presses(Qt.Key.Key_Left, Qt.Key.Key_Return)
            await volunteer.until(lambda: flow.desk.scene.visit is not None)
            kept.append(picture("checked-in"))
            visit = flow.desk.scene.visit
            code = visit.codes[0] if visit is not None and visit.codes else ""
            await volunteer.presses(Qt.Key.Key_F3)
            await volunteer.types(code)
            await volunteer.presses(Qt.Key.Key_Return)
            await volunteer.until(lambda: flow.door.scene.look is not None)
            kept.append(picture("door"))
        await volunteer.presses(Qt.Key.Key_F4)
        await volunteer.until(lambda: flow.rooms.scene.is_known)
        kept.append(picture("rooms"))
        await volunteer.presses(Qt.Key.Key_F12)
        await volunteer.until(lambda: flow.everyone.scene.everyone is not None)
        kept.append(picture("everyone-inside"))
        window.close()
    return tuple(kept)
