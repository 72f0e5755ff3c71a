"""A line to type into: the search box, a code, a reason."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QStyle, QStyleOptionFrame, QWidget

from kiosk.ui.look import Look
from kiosk.ui.metrics import Type

_LONGEST = 200
_SMALLEST_HINT = 0.7
"""A hint that is too long for its box is set so much smaller at most; what is typed never is."""
_BEARING_PX = 6
"""Qt leaves some air at both ends of what it writes into a box."""
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
        self._typed_font = look.font(Type.LEAD if is_large else Type.BODY)
        self.setFont(self._typed_font)
        self.textChanged.connect(self._fit_hint)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        super().resizeEvent(event)
        self._fit_hint()

    def _fit_hint(self) -> None:
        """A whole hint in smaller letters says more than the first words of it."""
        font = self._typed_font if self.text() else self._hint_font()
        if font.pixelSize() != self.font().pixelSize():
            self.setFont(font)

    def _hint_font(self) -> QFont:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        contents = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        room = contents.marginsRemoved(self.textMargins()).width() - _BEARING_PX
        font, full = QFont(self._typed_font), self._typed_font.pixelSize()
        while (
            font.pixelSize() > full * _SMALLEST_HINT
            and QFontMetrics(font).horizontalAdvance(self.placeholderText()) > room
        ):
            font.setPixelSize(font.pixelSize() - 1)
        return font

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
