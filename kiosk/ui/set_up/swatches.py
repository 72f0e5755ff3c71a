"""Small pictures of how the station would look, one of which holds."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from kiosk.ui.lettering import Setting, draw, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.set_up.view import Swatch
from kiosk.ui.shapes import draw_focus, draw_tick, shows_focus
from kiosk.ui.theme import Theme, Tokens, tokens_for

_TALLEST_MM = 42.0
_WIDEST_SHAPE = 1.7
_BEST_SHAPE = 1.25


class SwatchButton(QRadioButton):
    """A panel, a key or two and the one button, in the colours it stands for."""

    def __init__(self, look: Look, swatch: Swatch, parent: QWidget) -> None:
        super().__init__(swatch.text, parent)
        self._look = look
        self.swatch = swatch
        self._tokens = tokens_for(Theme(swatch.theme), swatch.accent)
        self.setAutoExclusive(False)
        self.setAccessibleName(swatch.text)

    def hitButton(self, pos: QPoint) -> bool:
        """Qt asks: all of it."""
        return self.rect().contains(pos)

    def settings(self) -> tuple[Setting, ...]:
        """Its name as it is set."""
        look = self._look
        room = self.width() - look.metrics.px(12)
        return (set_text(self.text(), look.font(Type.CHIP), room, least_px=look.metrics.least_px()),)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        look, setting = self._look, self.settings()[0]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        foot = setting.height + look.metrics.px(6)
        stroke = look.metrics.px(4 if self.isChecked() else 1.6)
        body = QRectF(self.rect()).adjusted(stroke, stroke, -stroke, -stroke - foot)
        _paint_station(painter, self._tokens, body, look.metrics.px(12))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(look.tokens.accent if self.isChecked() else look.tokens.edge), stroke))
        painter.drawRoundedRect(body, look.metrics.px(12), look.metrics.px(12))
        if self.isChecked():
            side = look.metrics.px(34)
            circle = QRectF(body.right() - side * 1.2, body.top() + side * 0.2, side, side)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(look.tokens.accent))
            painter.drawEllipse(circle)
            draw_tick(painter, circle, colour(look.tokens.accent_ink))
        words = QRectF(0, self.height() - foot, self.width(), foot)
        draw(painter, setting, words, colour(look.tokens.ink), Qt.AlignmentFlag.AlignHCenter)
        if shows_focus(self):
            draw_focus(painter, look, QRectF(self.rect()), look.metrics.px(14))
        painter.end()


def _paint_station(painter: QPainter, tokens: Tokens, body: QRectF, radius: float) -> None:
    """A start screen, as small as a stamp."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(tokens.paper))
    painter.drawRoundedRect(body, radius, radius)
    panel = QRectF(body.left(), body.top(), body.width() * 0.38, body.height())
    painter.setBrush(colour(tokens.panel_from))
    painter.drawRoundedRect(panel, radius, radius)
    painter.drawRect(panel.adjusted(radius, 0, 0, 0))
    painter.setBrush(colour(tokens.panel_ink))
    bar = body.height() * 0.07
    painter.drawRoundedRect(QRectF(panel.left() + radius, body.center().y() - bar, panel.width() * 0.6, bar), 2, 2)
    painter.setBrush(colour(tokens.panel_soft))
    painter.drawRoundedRect(QRectF(panel.left() + radius, body.center().y() + bar, panel.width() * 0.4, bar), 2, 2)
    work = body.adjusted(panel.width() + radius, radius, -radius, -radius)
    gap = work.height() * 0.08
    key = (work.height() - 3 * gap) / 4
    width = (work.width() - 2 * gap) / 3
    painter.setPen(QPen(colour(tokens.edge), 1))
    painter.setBrush(colour(tokens.card))
    for place in range(9):
        row, column = divmod(place, 3)
        at = QRectF(work.left() + column * (width + gap), work.top() + row * (key + gap), width, key)
        painter.drawRoundedRect(at, key * 0.25, key * 0.25)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(tokens.accent))
    painter.drawRoundedRect(QRectF(work.left(), work.bottom() - key, work.width(), key), key * 0.25, key * 0.25)


class Swatches(QWidget):
    """As many in a row as there is room for; ``swatch_tapped`` with the key of one."""

    swatch_tapped = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._buttons: tuple[SwatchButton, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def buttons(self) -> tuple[SwatchButton, ...]:
        """The pictures in order."""
        return self._buttons

    def display(self, swatches: tuple[Swatch, ...], chosen: frozenset[str]) -> None:
        """Show these; gone where there are none."""
        self.setVisible(bool(swatches))
        if tuple(button.swatch for button in self._buttons) != swatches:
            for button in self._buttons:
                button.hide()
                button.deleteLater()
            self._buttons = tuple(SwatchButton(self._look, swatch, self) for swatch in swatches)
            for button in self._buttons:
                button.clicked.connect(self._on_swatch_clicked)
                button.show()
            self._lay_out()
        for button in self._buttons:
            button.setChecked(button.swatch.key in chosen)
            button.update()

    def least_height(self, width: int) -> int:
        """Pixels it needs at a width."""
        rows = -(-len(self._buttons) // self._columns(width))
        return rows * self._look.metrics.mm(20) + (rows - 1) * self._look.metrics.gap

    def most_height(self, width: int) -> int:
        """Pixels it can make use of at a width."""
        columns = self._columns(width)
        rows, gap = -(-len(self._buttons) // columns), self._look.metrics.gap
        across = (width - (columns - 1) * gap) / columns
        return rows * min(round(across / _BEST_SHAPE), self._look.metrics.mm(_TALLEST_MM)) + (rows - 1) * gap

    def sizeHint(self) -> QSize:
        """Qt asks: a row."""
        return QSize(self._look.metrics.mm(80), self._look.metrics.mm(20))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _columns(self, width: int) -> int:
        count = max(1, len(self._buttons))
        return min(count, 4 if count > 3 and width > self._look.metrics.mm(100) else 2 if count > 3 else 3)

    def _lay_out(self) -> None:
        if not self._buttons:
            return
        metrics, columns = self._look.metrics, self._columns(self.width())
        rows = -(-len(self._buttons) // columns)
        width = (self.width() - (columns - 1) * metrics.gap) // columns
        height = min((self.height() - (rows - 1) * metrics.gap) // rows, metrics.mm(_TALLEST_MM))
        width = min(width, round(height * _WIDEST_SHAPE))
        left = (self.width() - columns * width - (columns - 1) * metrics.gap) // 2
        is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for place, button in enumerate(self._buttons):
            row, column = divmod(place, columns)
            column = columns - 1 - column if is_right_to_left else column
            button.setGeometry(left + column * (width + metrics.gap), row * (height + metrics.gap), width, height)

    def _on_swatch_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, SwatchButton):
            self.swatch_tapped.emit(button.swatch.key)
