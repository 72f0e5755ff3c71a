"""A few times side by side, of which one, or some, are chosen."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from kiosk.ui.lettering import Setting, draw, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.shapes import draw_focus, shows_focus
from kiosk.ui.theme import Theme

_INSET_UNITS = 6


def _paint_segment(button: QRadioButton | QCheckBox, look: Look, is_on_panel: bool) -> None:
    tokens = look.tokens
    ink, chosen_fill, chosen_ink = (
        (tokens.panel_ink, tokens.panel_ink, tokens.panel_to)
        if is_on_panel
        else (tokens.tint_ink, tokens.accent, tokens.accent_ink)
    )
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pill = QRectF(button.rect())
    radius = pill.height() / 2
    if button.isChecked():
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(chosen_fill))
        painter.drawRoundedRect(pill, radius, radius)
        ink = chosen_ink
    elif button.isDown():
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(ink, 0.18))
        painter.drawRoundedRect(pill, radius, radius)
    setting = _set_segment(button, look)
    draw(painter, setting, pill, colour(ink), Qt.AlignmentFlag.AlignHCenter)
    if shows_focus(button):
        ring = tokens.focus if tokens.theme is Theme.HIGH_CONTRAST else ink
        draw_focus(painter, look, pill, radius, ring)
    painter.end()


def _set_segment(button: QRadioButton | QCheckBox, look: Look) -> Setting:
    width = button.width() - look.metrics.px(16)
    return set_text(button.text(), look.font(Type.PLAIN_BUTTON), width, least_px=look.metrics.least_px())


class OneSegment(QRadioButton):
    """A segment that excludes the others."""

    def __init__(self, look: Look, text: str, parent: QWidget, is_on_panel: bool) -> None:
        super().__init__(text, parent)
        self._look = look
        self._is_on_panel = is_on_panel

    def hitButton(self, pos: QPoint) -> bool:
        """Qt asks: all of it."""
        return self.rect().contains(pos)

    def settings(self) -> tuple[Setting, ...]:
        """The text as it is set."""
        return (_set_segment(self, self._look),)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        _paint_segment(self, self._look, self._is_on_panel)


class AnySegment(QCheckBox):
    """A segment that is on or off by itself."""

    def __init__(self, look: Look, text: str, parent: QWidget, is_on_panel: bool) -> None:
        super().__init__(text, parent)
        self._look = look
        self._is_on_panel = is_on_panel

    def hitButton(self, pos: QPoint) -> bool:
        """Qt asks: all of it."""
        return self.rect().contains(pos)

    def settings(self) -> tuple[Setting, ...]:
        """The text as it is set."""
        return (_set_segment(self, self._look),)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        _paint_segment(self, self._look, self._is_on_panel)


class Segments(QWidget):
    """Choices in a row, on the coloured panel or on paper. It shows what is chosen and says what was tapped."""

    choice_tapped = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None, *, is_on_panel: bool = True) -> None:
        super().__init__(parent)
        self._look = look
        self._is_on_panel = is_on_panel
        self._buttons: tuple[OneSegment | AnySegment, ...] = ()
        self._row = QHBoxLayout(self)
        inset = self._inset()
        self._row.setContentsMargins(inset, inset, inset, inset)
        self._row.setSpacing(look.metrics.gap)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def display(self, choices: tuple[str, ...], chosen: frozenset[int], is_exclusive: bool = True) -> None:
        """Offer these texts; the places in ``chosen`` are on."""
        if tuple(button.text() for button in self._buttons) != choices:
            for button in self._buttons:
                self._row.removeWidget(button)
                button.hide()
                button.deleteLater()
            kind = OneSegment if is_exclusive else AnySegment
            self._buttons = tuple(kind(self._look, choice, self, self._is_on_panel) for choice in choices)
            for button in self._buttons:
                button.setFixedSize(self._width_of(button.text()), self._look.metrics.target)
                button.clicked.connect(self._on_segment_clicked)
                self._row.addWidget(button)
                button.show()
        for place, button in enumerate(self._buttons):
            button.setChecked(place in chosen)
        self.updateGeometry()

    @property
    def buttons(self) -> tuple[OneSegment | AnySegment, ...]:
        """The segments in order."""
        return self._buttons

    def _inset(self) -> int:
        metrics = self._look.metrics
        return round(metrics.px(_INSET_UNITS if self._is_on_panel and not metrics.is_compact else 2))

    def _width_of(self, text: str) -> int:
        words = set_text(text, self._look.font(Type.PLAIN_BUTTON), 1e6).width
        return max(self._look.metrics.target, round(words + self._look.metrics.space(40) + 1))

    def sizeHint(self) -> QSize:
        """Qt asks: all of them in a row."""
        if not self._buttons:
            return QSize(0, 0)
        gaps = self._look.metrics.gap * (len(self._buttons) - 1)
        width = sum(button.width() for button in self._buttons) + gaps + 2 * self._inset()
        return QSize(width, self._look.metrics.target + 2 * self._inset())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw the trough they lie in."""
        if not self._buttons:
            return
        tokens = self._look.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(colour(tokens.panel_box if self._is_on_panel else tokens.tint))
        if tokens.theme is Theme.HIGH_CONTRAST:
            painter.setPen(QPen(colour(tokens.edge), self._look.metrics.px(2)))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        painter.end()

    def _on_segment_clicked(self) -> None:
        for place, button in enumerate(self._buttons):
            if button is self.sender():
                self.choice_tapped.emit(place)
