"""A line to type into: the search box, a code, a reason."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QStyle, QStyleOptionFrame, QWidget

from kiosk.ui.lettering import LINE_HEIGHT, Setting, draw, set_text
from kiosk.ui.look import Look, colour
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
        self.kept = ""
        """What Esc puts back: nothing, or in a form what is kept so far."""
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
            # The hint is written below, on two lines where it needs them; Qt would cut it.
            f" placeholder-text-color: transparent; }}"
            f"QLineEdit:focus {{ border: {strong}px solid {tokens.accent}; }}"
        )

    def settings(self) -> tuple[Setting, ...]:
        """The hint as it is set at the present width, in the largest letters that hold it on one line or two."""
        if self.text() or not self.placeholderText():
            return ()
        room = self._contents().width()
        font = QFont(self.font())
        least = round(font.pixelSize() * _SMALLEST_HINT)
        one = set_text(self.placeholderText(), font, room, least_px=least)
        font.setPixelSize(min(font.pixelSize(), int(self.height() / (2 * LINE_HEIGHT))))
        two = set_text(self.placeholderText(), font, room, least_px=min(least, font.pixelSize()), lines=2)
        return (two if one.is_cut or (not two.is_cut and two.font.pixelSize() > one.font.pixelSize()) else one,)

    def _contents(self) -> QRect:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        contents = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        return contents.marginsRemoved(self.textMargins()).adjusted(_BEARING_PX // 2, 0, -(_BEARING_PX // 2), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        super().paintEvent(event)
        for setting in self.settings():
            painter = QPainter(self)
            is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            align = Qt.AlignmentFlag.AlignRight if is_right_to_left else Qt.AlignmentFlag.AlignLeft
            draw(painter, setting, QRectF(self._contents()), colour(self._look.tokens.soft), align)
            painter.end()

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
        elif key == Qt.Key.Key_Escape and self.text() != self.kept:
            self.setText(self.kept)
        else:
            super().keyPressEvent(event)
