"""The pick-up code, large enough to be remembered; or several, one a child."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.ui.lettering import LINE_HEIGHT, Setting, draw, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.theme import Theme
from kiosk.words import station as say

_BOX_HEIGHT = 1.62
_BOX_WIDTH = 0.80
_BOX_GAP = 0.16
_PILL_COLUMNS = 3


class CodeBoard(QLabel):
    """Lies on the coloured panel; gone where there is no code."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._codes: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def display(self, codes: tuple[str, ...]) -> None:
        """Show these codes."""
        self._codes = codes
        self.setVisible(bool(codes))
        # Spelled out, so that a screen reader says letters and no word.
        self.setAccessibleName(f"{self._caption()}: {', '.join(' '.join(code) for code in codes)}")
        rows = 1 if len(codes) == 1 else -(-len(codes) // _PILL_COLUMNS)
        self.setFixedHeight(
            round(self._caption_height() + rows * self._row_height() + (rows - 1) * self._look.metrics.space(14))
        )
        self.update()

    def _caption(self) -> str:
        return self._look.words.say(say.PICKUP_CODE if len(self._codes) == 1 else say.PICKUP_CODES)

    def _caption_height(self) -> float:
        return self._look.metrics.type_px(Type.BODY) * LINE_HEIGHT + self._look.metrics.space(14)

    def _row_height(self) -> float:
        if len(self._codes) == 1:
            return self._look.metrics.type_px(Type.CODE) * _BOX_HEIGHT
        return self._look.metrics.type_px(Type.TITLE) * 1.7

    def sizeHint(self) -> QSize:
        """Qt asks: as wide as it gets."""
        return QSize(self._look.metrics.mm(60), self.height())

    def settings(self) -> tuple[Setting, ...]:
        """Every text as it is set now."""
        caption = set_text(
            self._caption(), self._look.font(Type.BODY), self.width(), least_px=self._look.metrics.least_px()
        )
        return (caption,) if self._codes else ()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        if not self._codes:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        caption = self.settings()[0]
        top = QRectF(0, 0, self.width(), caption.line_height)
        draw(painter, caption, top, colour(self._look.tokens.panel_soft), Qt.AlignmentFlag.AlignHCenter)
        if len(self._codes) == 1:
            self._paint_one(painter, self._codes[0])
        else:
            self._paint_several(painter)
        painter.end()

    def _paint_one(self, painter: QPainter, code: str) -> None:
        height = self._row_height()
        width = min(height * _BOX_WIDTH, self.width() / (len(code) * (1 + _BOX_GAP)))
        gap = width * _BOX_GAP
        left = (self.width() - len(code) * width - (len(code) - 1) * gap) / 2
        for place, symbol in enumerate(code):
            box = QRectF(left + place * (width + gap), self._caption_height(), width, height)
            self._paint_box(painter, box)
            setting = set_text(symbol, self._look.font(Type.CODE), width, least_px=self._look.metrics.least_px())
            draw(painter, setting, box, colour(self._look.tokens.ink), Qt.AlignmentFlag.AlignHCenter)

    def _paint_several(self, painter: QPainter) -> None:
        gap, height = self._look.metrics.space(14), self._row_height()
        columns = min(_PILL_COLUMNS, len(self._codes))
        width = min((self.width() - (columns - 1) * gap) / columns, height * 2.6)
        for place, code in enumerate(self._codes):
            row, column = divmod(place, columns)
            in_row = min(columns, len(self._codes) - row * columns)
            left = (self.width() - in_row * width - (in_row - 1) * gap) / 2
            box = QRectF(left + column * (width + gap), self._caption_height() + row * (height + gap), width, height)
            self._paint_box(painter, box)
            font = self._look.font(Type.TITLE)
            setting = set_text(code, font, width - gap, least_px=self._look.metrics.least_px())
            draw(painter, setting, box, colour(self._look.tokens.ink), Qt.AlignmentFlag.AlignHCenter)

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        tokens = self._look.tokens
        is_bordered = tokens.theme is Theme.HIGH_CONTRAST
        painter.setPen(QPen(colour(tokens.edge), self._look.metrics.px(4)) if is_bordered else Qt.PenStyle.NoPen)
        painter.setBrush(colour(tokens.card))
        radius = self._look.metrics.key_radius
        painter.drawRoundedRect(box.adjusted(2, 2, -2, -2) if is_bordered else box, radius, radius)
