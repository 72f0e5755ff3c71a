"""Leafing through pages, where a list does not fit one screen; nothing scrolls."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from kiosk.ui.icons import draw_icon
from kiosk.ui.lettering import set_text
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.shapes import body_of, draw_body, draw_focus, shows_focus
from kiosk.ui.widgets.buttons import button_height
from kiosk.ui.widgets.text import Text
from kiosk.words.station import NEXT_PAGE, PAGE_OF, PREVIOUS_PAGE


class _Arrow(QPushButton):
    """One page on, or back."""

    def __init__(self, look: Look, icon: str, spoken: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self.setAccessibleName(spoken)
        self.setFixedSize(button_height(look), button_height(look))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        look, tokens, metrics = self._look, self._look.tokens, self._look.metrics
        painter = QPainter(self)
        body = body_of(look, self, self.isDown())
        radius = metrics.key_radius * 1.2
        if self.isEnabled():
            fill = tokens.pressed if self.isDown() else tokens.card
            draw_body(painter, look, body, radius, fill, tokens.edge, metrics.hairline)
        else:
            draw_body(painter, look, body, radius, tokens.paper, tokens.line, metrics.hairline, is_raised=False)
        side = body.height() * 0.4
        area = QRectF(body.center().x() - side / 2, body.center().y() - side / 2, side, side)
        is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        name = {"left": "right", "right": "left"}[self._icon] if is_right_to_left else self._icon
        draw_icon(painter, f"chevron-{name}", area, tokens.ink if self.isEnabled() else tokens.edge)
        if shows_focus(self):
            draw_focus(painter, look, body, radius)
        painter.end()


class Pager(QWidget):
    """An arrow back, "2 of 3", an arrow on. Hidden where there is one page."""

    page_turned = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._page = 0
        self._back = _Arrow(look, "left", look.words.say(PREVIOUS_PAGE), self)
        self._on = _Arrow(look, "right", look.words.say(NEXT_PAGE), self)
        self._where = Text(look, Type.BODY, look.tokens.soft, align=Qt.AlignmentFlag.AlignHCenter, parent=self)
        self._back.clicked.connect(self._on_back_clicked)
        self._on.clicked.connect(self._on_on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.metrics.gap)
        # On small glass the arrows alone have to do: they find room between the buttons of a footer.
        self._is_short = look.metrics.is_compact
        self._where.setVisible(not self._is_short)
        row.addStretch(1)
        row.addWidget(self._back)
        row.addWidget(self._where)
        row.addWidget(self._on)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def display(self, page: int, pages: int) -> None:
        """Which page is shown, counted from nought, of how many."""
        self._page = page
        self._back.setEnabled(page > 0)
        self._on.setEnabled(page < pages - 1)
        self._where.say(self._look.words.say(PAGE_OF, page=page + 1, pages=pages))
        self.setVisible(pages > 1)

    def sizeHint(self) -> QSize:
        """Qt asks: as narrow as it can be, so that it fits between the buttons of a footer."""
        side = button_height(self._look)
        width = 2 * side + self._look.metrics.gap
        if not self._is_short:
            # As wide on every page, whatever its number.
            widest = self._look.words.say(PAGE_OF, page=88, pages=88)
            width += self._look.metrics.gap + round(set_text(widest, self._look.font(Type.BODY), 1e6).width + 1.5)
        return QSize(width, side)

    def _on_back_clicked(self) -> None:
        self.page_turned.emit(self._page - 1)

    def _on_on_clicked(self) -> None:
        self.page_turned.emit(self._page + 1)
