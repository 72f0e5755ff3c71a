"""The key at the end of a line that calls the keyboard up."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.ui.icons import draw_icon
from kiosk.ui.look import Look
from kiosk.ui.shapes import draw_body
from kiosk.words import keys as say


class KeysButton(QAbstractButton):
    """Calls the keyboard up; lies at the end of a line to type into."""

    def __init__(self, look: Look, line: QWidget) -> None:
        super().__init__(line)
        self._look = look
        self.setAccessibleName(look.words.say(say.SHOW_KEYS))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        painter = QPainter(self)
        side = self.height() * 0.5
        area = QRectF(0, 0, side, side)
        area.moveCenter(QPointF(self.rect().center()))
        if self.isDown():
            inset = self.height() * 0.12
            body = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            draw_body(painter, self._look, body, self._look.metrics.px(8), self._look.tokens.pressed, is_raised=False)
        draw_icon(painter, "keyboard", area, self._look.tokens.soft)
        painter.end()
