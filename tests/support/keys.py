"""Keys as they come from a keyboard or a scanner: to the window, which passes them on to whatever has the focus."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_TEXTS = {Qt.Key.Key_Return: "\r", Qt.Key.Key_Tab: "\t", Qt.Key.Key_Space: " ", Qt.Key.Key_Backspace: "\b"}


def press_key(
    window: QWidget, key: Qt.Key, text: str = "", held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """One key down and up, others ``held`` meanwhile."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, held, text or _TEXTS.get(key, ""))
        QCoreApplication.sendEvent(window.windowHandle(), event)


def type_text(window: QWidget, text: str) -> None:
    """Symbols one after the other, without a pause."""
    for symbol in text:
        press_key(window, Qt.Key.Key_unknown, symbol)
