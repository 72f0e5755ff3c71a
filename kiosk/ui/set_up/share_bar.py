"""How far something has come."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from kiosk.ui.look import Look, colour
from kiosk.ui.theme import Theme

_PARTS = 1000
_HEIGHT_UNITS = 16


class ShareBar(QProgressBar):
    """A rounded bar that fills."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setRange(0, _PARTS)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(round(look.metrics.px(_HEIGHT_UNITS)))

    def display(self, share: float | None) -> None:
        """Show this much, 0 to 1; gone where there is nothing to show."""
        self.setVisible(share is not None)
        self.setValue(round((share or 0.0) * _PARTS))

    def sizeHint(self) -> QSize:
        """Qt asks: as wide as it gets."""
        return QSize(self._look.metrics.mm(60), self.height())

    def minimumSizeHint(self) -> QSize:
        """Qt asks: still a bar."""
        return QSize(self._look.metrics.mm(20), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        tokens = self._look.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = body.height() / 2
        painter.setPen(colour(tokens.edge if tokens.theme is Theme.HIGH_CONTRAST else tokens.line))
        painter.setBrush(colour(tokens.card))
        painter.drawRoundedRect(body, radius, radius)
        filled = QRectF(body)
        filled.setWidth(max(body.height(), body.width() * self.value() / _PARTS))
        painter.setBrush(colour(tokens.accent))
        painter.drawRoundedRect(filled, radius, radius)
        painter.end()
