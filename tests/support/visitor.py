"""A family at the station's window: taps where a finger would, types, scans, and reads what a screen reader would read.

Nothing here knows a widget by its class: controls are found by their accessible role and name, taps go to whatever lies on
top at that point of the window, keys to whatever has the focus.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kiosk.domain.visit import Step
from kiosk.ui.station_window import StationWindow
from tests.support.keys import press_key, scan, type_text
from tests.support.waiting import eventually

Role = QAccessible.Role
BETWEEN_KEYS_SECONDS = 0.08
CONTROLS = (Role.Button, Role.CheckBox, Role.RadioButton)


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing on the screen, as assistive technology tells of it."""

    role: QAccessible.Role
    name: str
    description: str
    is_checked: bool
    is_enabled: bool
    widget: QWidget


@dataclass
class Visitor:
    """Whoever stands before the window. ``has_read``: everything that was ever to be read while they looked."""

    window: StationWindow
    has_read: set[str] = field(default_factory=set)

    def look(self) -> list[Seen]:
        """Everything that can be seen now."""
        seen = list(_everything(QAccessible.queryAccessibleInterface(self.window)))
        self.has_read |= {text for one in seen for text in (one.name, one.description) if text}
        return seen

    def reads(self) -> str:
        """All words on the screen."""
        return "\n".join(text for one in self.look() for text in (one.name, one.description) if text)

    def control(self, name: str, *roles: QAccessible.Role) -> Seen | None:
        """The control of that name, or else the one whose name begins so; None while there is none."""
        found = [one for one in self.look() if one.role in (roles or CONTROLS) and one.name.startswith(name)]
        return next((one for one in found if one.name == name), found[0] if found else None)

    def cards(self) -> dict[str, Seen]:
        """The people of the household, by name; checked is "here today"."""
        return {one.name: one for one in self.look() if one.role == Role.CheckBox}

    async def sees(self, text: str) -> None:
        """Wait until these words are on the screen."""
        await eventually(lambda: text in self.reads(), seconds=15)

    async def comes_to(self, step: Step) -> None:
        """Wait until the visit has come to a step."""
        await eventually(lambda: self.window.scene.visit.step is step, seconds=15)

    async def finds(self, name: str, *roles: QAccessible.Role) -> Seen:
        """Wait for a control of that name that lies open to a finger."""
        (found,) = await eventually(lambda: self._open_to_touch(name, roles), seconds=15)
        return found

    async def taps(self, name: str, *roles: QAccessible.Role) -> None:
        """Wait for a control of that name that lies open to a finger, and tap it."""
        self.taps_at(await self.finds(name, *roles))

    def taps_at(self, seen: Seen) -> None:
        """A finger where that is, whatever lies on top there."""
        point = _middle(self.window, seen.widget)
        found: object = self.window.childAt(point)
        top = found if isinstance(found, QWidget) else self.window
        QTest.mouseClick(top, Qt.MouseButton.LeftButton, pos=top.mapFrom(self.window, point))

    async def types(self, text: str) -> None:
        """Digits one after another, by fingers: slower than any scanner."""
        for symbol in text:
            type_text(self.window, symbol)
            await asyncio.sleep(BETWEEN_KEYS_SECONDS)

    def scans(self, code: str) -> None:
        """A card held to a scanner that types like a keyboard: every symbol at once, then Enter."""
        scan(self.window, code)

    def presses(self, key: Qt.Key) -> None:
        """A key of a keyboard."""
        press_key(self.window, key)

    def _open_to_touch(self, name: str, roles: tuple[QAccessible.Role, ...]) -> tuple[Seen, ...]:
        seen = self.control(name, *roles)
        if seen is None or not seen.is_enabled:
            return ()
        top: object = self.window.childAt(_middle(self.window, seen.widget))
        is_open = top is seen.widget or (isinstance(top, QWidget) and seen.widget.isAncestorOf(top))
        return (seen,) if is_open else ()


def _middle(window: QWidget, widget: QWidget) -> QPoint:
    return widget.mapTo(window, widget.rect().center())


def _heard(text: str) -> str:
    """Without the marks that keep names of other scripts in their place: nobody hears those."""
    return text.replace("\u2068", "").replace("\u2069", "")


def _everything(interface: QAccessibleInterface) -> Iterator[Seen]:
    for place in range(interface.childCount()):
        child = interface.child(place)
        widget: object = child.object()
        if not isinstance(widget, QWidget) or not widget.isVisible():
            continue
        state = child.state()
        yield Seen(
            child.role(),
            _heard(child.text(QAccessible.Text.Name)),
            _heard(child.text(QAccessible.Text.Description)),
            bool(state.checked),
            not state.disabled,
            widget,
        )
        yield from _everything(child)
