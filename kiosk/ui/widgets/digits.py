"""Boxes for symbols: digits as they are typed, and a pick-up code shown large."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.ui.lettering import draw, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type

_WIDTH_TO_HEIGHT = 0.80
_GAP_TO_WIDTH = 0.20


class Digits(QLabel):
    """A row of boxes. ``boxes``: how many there are at least; the next one to fill has the stronger edge."""

    def __init__(
        self,
        look: Look,
        voice: Type = Type.DIGIT,
        *,
        boxes: int = 4,
        is_typed: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._voice = voice
        self._boxes = boxes
        self._is_typed = is_typed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(round(look.metrics.type_px(voice) * (1.45 if look.metrics.is_compact else 1.9)))

    def show_symbols(self, symbols: str, boxes: int, accessible: str) -> None:
        """What stands in the boxes, how many there are, and the same in words."""
        self._boxes = max(boxes, len(symbols))
        self.setText(symbols)
        self.setAccessibleName(accessible)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt asks: all boxes at their natural width."""
        box = self.height() * _WIDTH_TO_HEIGHT
        return QSize(round(self._boxes * box + (self._boxes - 1) * box * _GAP_TO_WIDTH), self.height())

    def minimumSizeHint(self) -> QSize:
        """Qt asks: boxes may become narrower than they are tall."""
        return QSize(round(self.height() * 2), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        look, tokens = self._look, self._look.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        natural = self.height() * _WIDTH_TO_HEIGHT
        width = min(natural, self.width() / (self._boxes + (self._boxes - 1) * _GAP_TO_WIDTH))
        gap = width * _GAP_TO_WIDTH
        left = (self.width() - self._boxes * width - (self._boxes - 1) * gap) / 2
        font = look.font(self._voice)
        radius = look.metrics.key_radius * 0.85
        for place in range(self._boxes):
            is_filled, is_next = place < len(self.text()), self._is_typed and place == len(self.text())
            stroke = look.metrics.px(3.4 if is_next else 2.2)
            box = QRectF(left + place * (width + gap), 0, width, self.height()).adjusted(
                stroke / 2, stroke / 2, -stroke / 2, -stroke / 2
            )
            painter.setBrush(colour(tokens.card))
            painter.setPen(QPen(colour(tokens.accent if is_filled or is_next else tokens.edge), stroke))
            painter.drawRoundedRect(box, radius, radius)
            if is_filled:
                draw(
                    painter,
                    set_text(self.text()[place], font, width - 6, least_px=self._look.metrics.least_px() // 2),
                    box,
                    colour(tokens.ink),
                    Qt.AlignmentFlag.AlignHCenter,
                )
        painter.end()
