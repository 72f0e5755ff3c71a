"""A line to type into: the search box, a code, a reason."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from kiosk.ui.look import Look
from kiosk.ui.metrics import Type

_LONGEST = 200
_PASSED_ON = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)

_OF_THE_STATION = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Z, Qt.Key.Key_L, Qt.Key.Key_P)
"""With Ctrl these are the station's, also while somebody types."""


DIGITS = Qt.InputMethodHint.ImhPreferNumbers
LOWER = Qt.InputMethodHint.ImhNoAutoUppercase


class Entry(QLineEdit):
    """``moved``: a key that belongs to the list below was pressed here. ``entered``: Enter. Esc clears, then leaves."""

    moved = Signal(int)
    entered = Signal(str)

    def __init__(
        self,
        look: Look,
        hint: str,
        *,
        name: str = "",
        is_large: bool = False,
        keys: Qt.InputMethodHint = Qt.InputMethodHint.ImhNone,
        parent: QWidget | None = None,
    ) -> None:
        """``keys``: which keys on the glass it begins with."""
        super().__init__(parent)
        self.setInputMethodHints(keys)
        self._look = look
        self.setPlaceholderText(hint)
        self.setAccessibleName(name or hint)
        self.setMaxLength(_LONGEST)
        self.setFont(look.font(Type.LEAD if is_large else Type.BODY))
        self.setFixedHeight(look.metrics.target + round(look.metrics.px(12 if is_large else 4)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFrame(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._dress(look)

    def _dress(self, look: Look) -> None:
        tokens, metrics = look.tokens, look.metrics
        edge = max(1, round(metrics.px(1.6)))
        strong = max(2, round(metrics.px(3)))
        sides = f"padding-left: {round(metrics.px(12))}px; padding-right: {round(metrics.px(12))}px;"
        self.setStyleSheet(
            f"QLineEdit {{ background: {tokens.card}; color: {tokens.ink}; border: {edge}px solid {tokens.edge};"
            f" border-radius: {round(metrics.px(12))}px; {sides}"
            f" selection-background-color: {tokens.accent}; selection-color: {tokens.accent_ink};"
            f" placeholder-text-color: {tokens.soft}; }}"
            f"QLineEdit:focus {{ border: {strong}px solid {tokens.accent}; }}"
        )

    def sizeHint(self) -> QSize:
        """Qt asks: as wide as it gets."""
        return QSize(self._look.metrics.mm(60), self.height())

    def minimumSizeHint(self) -> QSize:
        """Qt asks: a few letters."""
        return QSize(self._look.metrics.mm(20), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt tells: a key."""
        key = event.key()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and key in _OF_THE_STATION:
            event.ignore()
        elif key in _PASSED_ON:
            self.moved.emit(int(key))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(self.text())
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
