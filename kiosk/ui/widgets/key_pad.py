"""Twelve keys for a finger: the digits, clear or go, and erase. They grow with the space they are given."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kiosk.ui.icons import draw_icon
from kiosk.ui.lettering import Setting, draw, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.shapes import body_of, draw_body, draw_focus, shows_focus
from kiosk.words import Words
from kiosk.words.station import CLEAR, ERASE, FIND

_COLUMNS = 3
_ROWS = 4
_WIDEST_MM = 54.0
_TALLEST_MM = 33.0
_WIDEST_SHAPE = 1.75


class Key(QAbstractButton):
    """One key: a digit, a word or an icon. A bare key has no body of its own; a go key is filled."""

    def __init__(
        self,
        look: Look,
        text: str,
        parent: QWidget,
        *,
        icon: str = "",
        is_bare: bool = False,
        voice: Type = Type.KEY,
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._is_bare = is_bare
        self._voice = voice
        self._name = name
        self._is_go = False
        self.become(text)

    def become(self, text: str, is_go: bool = False) -> None:
        """What the key does now; a go key is filled with the accent."""
        self._is_go = is_go
        self.setText(text)
        self.setAccessibleName(self._name or text)
        self.update()

    def sizeHint(self) -> QSize:
        """Qt asks: the pad decides."""
        return QSize(self._look.metrics.target, self._look.metrics.target)

    def settings(self) -> tuple[Setting, ...]:
        """The text as it is set at the present size."""
        if self._icon:
            return ()
        if len(self.text()) == 1:
            font = self._look.font(self._voice)
            font.setPixelSize(max(font.pixelSize(), round(self.height() * 0.40)))
            return (set_text(self.text(), font, self.width()),)
        font = self._look.font(Type.PLAIN_BUTTON)
        return (
            set_text(
                self.text(), font, self.width() - self._look.metrics.px(10), least_px=self._look.metrics.least_px()
            ),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        look, tokens = self._look, self._look.tokens
        painter = QPainter(self)
        body = body_of(look, self, self.isDown())
        ink = tokens.ink
        if self._is_go:
            ink = tokens.accent_ink
            draw_body(
                painter, look, body, look.metrics.key_radius, tokens.accent_pressed if self.isDown() else tokens.accent
            )
        elif self._is_bare:
            ink = tokens.soft
            if self.isDown():
                draw_body(painter, look, body, look.metrics.key_radius, tokens.pressed, is_raised=False)
        else:
            fill = tokens.tint_pressed if self.isDown() else tokens.card
            draw_body(painter, look, body, look.metrics.key_radius, fill, tokens.edge, look.metrics.hairline)
        if self._icon:
            side = min(max(look.metrics.px(34), body.height() * 0.36), body.height() * 0.6)
            draw_icon(
                painter, self._icon, QRectF(body.center().x() - side / 2, body.center().y() - side / 2, side, side), ink
            )
        for setting in self.settings():
            draw(painter, setting, body, colour(ink), Qt.AlignmentFlag.AlignHCenter)
        if shows_focus(self):
            draw_focus(painter, look, body, look.metrics.key_radius, ink if self._is_go else "")
        painter.end()


class KeyPad(QWidget):
    """The pad; it says what was pressed and keeps nothing."""

    digit_pressed = Signal(str)
    clear_pressed = Signal()
    erase_pressed = Signal()
    go_pressed = Signal()

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._has_go = False
        self._digits = tuple(Key(look, digit, self) for digit in "1234567890")
        self._clear = Key(look, words.say(CLEAR), self, is_bare=True)
        self._erase = Key(look, words.say(ERASE), self, icon="backspace", is_bare=True)
        for key in self._digits:
            key.clicked.connect(self._on_digit_clicked)
        self._clear.clicked.connect(self._on_clear_clicked)
        self._erase.clicked.connect(self._on_erase_clicked)
        self._order = (*self._digits[:9], self._clear, self._digits[9], self._erase)
        for before, after in zip(self._order, self._order[1:], strict=False):
            QWidget.setTabOrder(before, after)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(self._least())
        self.setMaximumHeight(_ROWS * look.metrics.mm(_TALLEST_MM) + (_ROWS - 1) * self._gap())

    def _gap(self) -> int:
        return max(self._look.metrics.gap, self._look.metrics.space(14))

    def _least(self) -> QSize:
        side, gap = self._look.metrics.target, self._gap()
        return QSize(_COLUMNS * side + (_COLUMNS - 1) * gap, _ROWS * side + (_ROWS - 1) * gap)

    def offer_go(self, is_offered: bool, message: str = FIND) -> None:
        """Turn the clear key into "Find", or another word, for numbers whose length nobody knows."""
        self._has_go = is_offered
        self._clear.become(self._words.say(message if is_offered else CLEAR), is_go=is_offered)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: lay the keys out in the middle, as large as the space and a hand allow."""
        metrics, gap = self._look.metrics, self._gap()
        height = min((self.height() - (_ROWS - 1) * gap) // _ROWS, metrics.mm(_TALLEST_MM))
        width = min(
            (self.width() - (_COLUMNS - 1) * gap) // _COLUMNS, metrics.mm(_WIDEST_MM), round(height * _WIDEST_SHAPE)
        )
        left = (self.width() - _COLUMNS * width - (_COLUMNS - 1) * gap) // 2
        top = (self.height() - _ROWS * height - (_ROWS - 1) * gap) // 2
        for place, key in enumerate(self._order):
            row, column = divmod(place, _COLUMNS)
            key.setGeometry(left + column * (width + gap), top + row * (height + gap), width, height)
        super().resizeEvent(event)

    def _on_digit_clicked(self) -> None:
        key = self.sender()
        if isinstance(key, Key):
            self.digit_pressed.emit(key.text())

    def _on_clear_clicked(self) -> None:
        if self._has_go:
            self.go_pressed.emit()
        else:
            self.clear_pressed.emit()

    def _on_erase_clicked(self) -> None:
        self.erase_pressed.emit()
