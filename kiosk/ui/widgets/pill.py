"""A small bright mark on the coloured panel: "28 min left", "Rehearsal"."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.ui.lettering import Setting, draw, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type

_HEIGHT = 1.85
_SIDE = 0.85


def pill_size(look: Look, words: Setting) -> tuple[float, float]:
    """Width and height of a pill with these words."""
    size = words.font.pixelSize()
    return words.width + 2 * size * _SIDE, size * _HEIGHT


def draw_pill(painter: QPainter, look: Look, words: Setting, area: QRectF) -> None:
    """Draw the pill into its area."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(look.tokens.panel_pill))
    painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
    draw(painter, words, area, colour(look.tokens.panel_pill_ink), Qt.AlignmentFlag.AlignHCenter)


class Pill(QLabel):
    """A pill that stands by itself."""

    def __init__(self, look: Look, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def settings(self) -> tuple[Setting, ...]:
        """The text as it is set."""
        return (set_text(self.text(), self._look.font(Type.CHIP), 1e6),)

    def sizeHint(self) -> QSize:
        """Qt asks: the words and their frame."""
        width, height = pill_size(self._look, self.settings()[0])
        return QSize(round(width + 0.5), round(height + 0.5))

    def minimumSizeHint(self) -> QSize:
        """Qt asks: no less."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        painter = QPainter(self)
        draw_pill(painter, self._look, self.settings()[0], QRectF(self.rect()))
        painter.end()
