"""Keys as they come from a keyboard or a scanner: to the window, which passes them on to whatever has the focus."""

import time

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

SCANNER_MS = 5
_TEXTS = {Qt.Key.Key_Return: "\r", Qt.Key.Key_Tab: "\t", Qt.Key.Key_Space: " ", Qt.Key.Key_Backspace: "\b"}


def press_key(
    window: QWidget,
    key: Qt.Key,
    text: str = "",
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    at_ms: int = 0,
) -> None:
    """One key down and up, others ``held`` meanwhile. ``at_ms``: when the system saw it; 0: it does not say."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, held, text or _TEXTS.get(key, ""))
        event.setTimestamp(at_ms)
        QCoreApplication.sendEvent(window.windowHandle(), event)


def type_text(window: QWidget, text: str) -> None:
    """Symbols one after the other, without a pause."""
    for symbol in text:
        press_key(window, Qt.Key.Key_unknown, symbol)


def scan(window: QWidget, code: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """A code as a scanner types it: few milliseconds lay between its keys, however busy this machine is meanwhile."""
    at_ms = round(time.monotonic() * 1000)
    for symbol in code:
        press_key(window, Qt.Key.Key_unknown, symbol, at_ms=at_ms)
        at_ms += SCANNER_MS
    press_key(window, end, at_ms=at_ms)
