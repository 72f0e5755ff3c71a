"""A large calm symbol in a circle."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.ui.icons import draw_icon
from kiosk.ui.look import Look, colour
from kiosk.ui.theme import Theme

_INSET = 0.27


class Sign(QWidget):
    """On paper: amber where something needs a person, else in the church's tint."""

    def __init__(self, look: Look, icon: str, parent: QWidget | None = None, *, is_warning: bool = False) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._fill, self._ink = (
            (look.tokens.warn_tint, look.tokens.warn) if is_warning else (look.tokens.tint, look.tokens.tint_ink)
        )
        side = look.metrics.space(176)
        self.setFixedSize(side, side)

    def show_icon(self, name: str) -> None:
        """Another symbol."""
        self._icon = name
        self.update()

    def sizeHint(self) -> QSize:
        """Qt asks: the square it is."""
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_bordered = self._look.tokens.theme is Theme.HIGH_CONTRAST
        painter.setPen(QPen(colour(self._ink), self._look.metrics.px(3)) if is_bordered else Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._fill))
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.drawEllipse(area)
        inset = area.width() * _INSET
        draw_icon(painter, self._icon, area.adjusted(inset, inset, -inset, -inset), self._ink)
        painter.end()
