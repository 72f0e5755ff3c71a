"""A large tick that is drawn once when everything went well."""

from PySide6.QtCore import QEasingCurve, QRectF, QSize, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from kiosk.ui.icons import draw_icon
from kiosk.ui.look import Look, colour
from kiosk.ui.motion import SLIDE_MS
from kiosk.ui.shapes import draw_tick

DRAW_MS = 320


class TickMark(QWidget):
    """On the coloured panel: a light circle with the tick in it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._drawn = 1.0
        self._is_success = False
        side = max(round(look.metrics.px(64)), look.metrics.space(150))
        self.setFixedSize(side, side)
        self._pen = QVariantAnimation(self)
        self._pen.setDuration(DRAW_MS)
        self._pen.setStartValue(0.0)
        self._pen.setEndValue(1.0)
        self._pen.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._pen.valueChanged.connect(self._on_pen_value_changed)

    def show_success(self, is_success: bool) -> None:
        """Draw the tick; or the sign that a helper is needed."""
        self._is_success = is_success
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt tells: another family has come this far; the tick is drawn for each, once its screen has come in."""
        if self._is_success and not self._look.is_still:
            self._drawn = 0.0
            QTimer.singleShot(SLIDE_MS, self, self._pen.start)
        super().showEvent(event)

    def sizeHint(self) -> QSize:
        """Qt asks: the square it is."""
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._look.tokens.panel_ink))
        painter.drawEllipse(area)
        if self._is_success:
            draw_tick(painter, area, colour(self._look.tokens.panel_to), self._drawn)
        else:
            inset = area.width() * 0.25
            draw_icon(painter, "helper", area.adjusted(inset, inset, -inset, -inset), self._look.tokens.panel_to)
        painter.end()

    def _on_pen_value_changed(self, value: float) -> None:
        self._drawn = value
        self.update()
