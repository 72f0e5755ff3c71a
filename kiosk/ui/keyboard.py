"""The keyboard on every screen: arrows move to what lies that way, Enter presses what is in focus, a finger hides the ring."""

import math

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWindow
from PySide6.QtWidgets import QAbstractButton, QWidget

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHOWS_RING = (*_ARROWS, *_PRESSES, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Space)
_HIDES_RING = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin)


class Keyboard(QObject):
    """Watches a window's events. ``touched``: a finger, or a mouse, came down."""

    touched = Signal()

    def __init__(self, window: QWidget, *, hides_pointer: bool) -> None:
        super().__init__(window)
        self._window = window
        self._hides_pointer = hides_pointer
        self.is_resting = False
        """Whether arrows and Enter belong to whatever has the focus, as behind the PIN, where there are lists and lines to type."""

    def watch(self, handle: QWindow) -> None:
        """Listen to what comes to this window of the system."""
        handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt asks: shall this event go no further?"""
        kind = event.type()
        if kind == QEvent.Type.TouchBegin and self._hides_pointer:
            self._window.setCursor(Qt.CursorShape.BlankCursor)
        if kind in _HIDES_RING:
            self._show_ring(False)
            self.touched.emit()
        elif kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            if self._hides_pointer and event.source() == Qt.MouseEventSource.MouseEventNotSynthesized:
                self._window.unsetCursor()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._hear(event)
        return False

    def _hear(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _SHOWS_RING:
            self._show_ring(True)
        if self.is_resting:
            return False
        if key in _ARROWS:
            return self._move(*_ARROWS[key])
        focused = _focus_in(self._window)
        if key in _PRESSES and isinstance(focused, QAbstractButton):
            if not event.isAutoRepeat() and focused.isEnabled():
                focused.click()
            return True
        return False

    def _show_ring(self, is_shown: bool) -> None:
        if self._window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange) is not is_shown:
            self._window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, is_shown)
            focused = _focus_in(self._window)
            if focused is not None:
                focused.update()

    def _move(self, across: int, down: int) -> bool:
        """Move the focus to the nearest thing that lies that way."""
        focused = _focus_in(self._window)
        if focused is None:
            return False
        start = _middle(focused, self._window)
        best: tuple[float, QWidget] | None = None
        for widget in self._window.findChildren(QAbstractButton):
            if (
                widget is focused
                or not widget.isVisible()
                or not widget.isEnabled()
                or widget.focusPolicy() == Qt.FocusPolicy.NoFocus
            ):
                continue
            step = _middle(widget, self._window) - start
            ahead = step.x() * across + step.y() * down
            aside = abs(step.x() * down) + abs(step.y() * across)
            if ahead <= 0 or aside > ahead * 2.5:
                continue
            distance = math.hypot(ahead, aside * 2)
            if best is None or distance < best[0]:
                best = (distance, widget)
        if best is not None:
            best[1].setFocus(Qt.FocusReason.TabFocusReason)
        return True


def _middle(widget: QWidget, window: QWidget) -> QPoint:
    return widget.mapTo(window, widget.rect().center())


def _focus_in(window: QWidget) -> QWidget | None:
    # Typed as never None, which it is before anything has had the focus.
    return window.focusWidget()
