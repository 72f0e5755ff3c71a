"""Are you still there? Laid over a screen that nobody has touched for a while; one tap stays."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.shapes import draw_body
from kiosk.ui.widgets.buttons import PrimaryButton
from kiosk.ui.widgets.text import Text
from kiosk.words import station as say

_SCRIM_OPACITY = 0.62


class IdlePrompt(QWidget):
    """A question with a countdown. It covers the window, so that nothing below is tapped by mistake."""

    stayed = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        words, tokens = look.words, look.tokens
        centre = Qt.AlignmentFlag.AlignHCenter
        self._title = Text(
            look, Type.TITLE, tokens.ink, words.say(say.STILL_THERE), align=centre, most_lines=2, parent=self
        )
        self._count = Text(look, Type.LEAD, tokens.soft, align=centre, most_lines=2, parent=self)
        self._stay = PrimaryButton(look, words.say(say.STILL_HERE), self)
        self._stay.clicked.connect(self._on_stay_clicked)

    def show_seconds(self, seconds: int) -> None:
        """How long is left."""
        self._count.say(self._look.words.count(say.STARTING_OVER_IN, seconds))
        if self.isHidden():
            self._lay_out()
            self.show()
            self.raise_()
            self._stay.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _sheet(self) -> QRectF:
        metrics = self._look.metrics
        width = min(self.width() - 2 * metrics.space(60), metrics.mm(190))
        inner = round(width) - 2 * metrics.space(64)
        height = self._title.heightForWidth(inner) + self._count.heightForWidth(inner) + self._stay.height()
        height += 2 * metrics.space(64) + metrics.space(12) + metrics.space(48)
        # In the middle, or as low as the button must be to be reached.
        lowest = self.height() - height - metrics.space(60)
        y = max(
            (self.height() - height) / 2, min(lowest, self._look.metrics.reach_top + self._stay.height() - height / 2)
        )
        return QRectF((self.width() - width) / 2, y, width, height)

    def _lay_out(self) -> None:
        metrics, sheet = self._look.metrics, self._sheet()
        inner = round(sheet.width()) - 2 * metrics.space(64)
        x, y = round(sheet.x()) + metrics.space(64), round(sheet.y()) + metrics.space(64)
        self._title.setGeometry(x, y, inner, self._title.heightForWidth(inner))
        y += self._title.height() + metrics.space(12)
        self._count.setGeometry(x, y, inner, self._count.heightForWidth(inner))
        y += self._count.height() + metrics.space(48)
        width = min(inner, max(self._stay.sizeHint().width(), metrics.space(480)))
        self._stay.setGeometry(x + (inner - width) // 2, y, width, self._stay.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        look, tokens = self._look, self._look.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("#0B0F13", _SCRIM_OPACITY))
        draw_body(
            painter, look, self._sheet(), look.metrics.radius * 1.3, tokens.card, tokens.line, look.metrics.hairline
        )
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt tells: a tap anywhere says that somebody is there."""
        self.stayed.emit()

    def _on_stay_clicked(self) -> None:
        self.stayed.emit()
