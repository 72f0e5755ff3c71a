"""The quiet panel that carries the church's colour."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.ui.look import Look, colour
from kiosk.ui.theme import Theme

_CIRCLE_OPACITY = 0.055
_CIRCLE_TO_SIZE = 1.15


class Panel(QWidget):
    """A gradient with two large circles; drawn once for a size, then copied."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._drawn = QPixmap()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: the drawing no longer fits."""
        self._drawn = QPixmap()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        if self._drawn.isNull():
            self._drawn = self._draw()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        painter.end()

    def _draw(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        drawn = QPixmap(self.size() * ratio)
        drawn.setDevicePixelRatio(ratio)
        tokens = self._look.tokens
        area = QRectF(self.rect())
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if tokens.theme is Theme.HIGH_CONTRAST:
            painter.fillRect(area, colour(tokens.panel_from))
            painter.setPen(QPen(colour(tokens.line), self._look.metrics.px(4)))
            wide = self.height() > self.width() or self.height() >= self.window().height()
            painter.drawLine(
                *((area.topRight(), area.bottomRight()) if wide else (area.bottomLeft(), area.bottomRight()))
            )
        else:
            gradient = QLinearGradient(QPointF(0, 0), QPointF(area.width() * 0.6, area.height()))
            gradient.setColorAt(0, colour(tokens.panel_from))
            gradient.setColorAt(1, colour(tokens.panel_to))
            painter.fillRect(area, gradient)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("#FFFFFF", _CIRCLE_OPACITY))
            size = math.sqrt(area.width() * area.height()) * _CIRCLE_TO_SIZE
            painter.drawEllipse(QPointF(area.width() * 0.95, area.height() * 0.06), size * 0.33, size * 0.33)
            painter.drawEllipse(QPointF(area.width() * 0.04, area.height() * 1.0), size * 0.26, size * 0.26)
        painter.end()
        return drawn
