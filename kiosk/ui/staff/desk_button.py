"""A button of the volunteers' desk: its words, an icon perhaps, and the key that does the same."""

import enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from kiosk.ui.icons import draw_icon
from kiosk.ui.lettering import Setting, draw, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.shapes import body_of, draw_body, draw_focus, mirrored, shows_focus
from kiosk.ui.theme import Theme


class Weight(enum.Enum):
    """How loud a button is: the one thing to do next, anything else, a tab, one of several answers, or for bad moments only."""

    PRIMARY = "primary"
    PLAIN = "plain"
    TAB = "tab"
    CHOICE = "choice"
    WARN = "warn"


_NARROW_SHARES = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9)
"""Of its words' length, tried one after the other."""


class DeskButton(QPushButton):
    """One row of words and a key hint. It presses on Enter and Space, and is as tall as a finger."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        *,
        hint: str = "",
        icon: str = "",
        weight: Weight = Weight.PLAIN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._look = look
        # Small glass is worked with fingers; there the words need the room.
        self._hint = "" if look.metrics.is_compact else hint
        self._icon = icon
        self._weight = weight
        self.setFixedHeight(look.metrics.target + round(look.metrics.px(4)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if weight in (Weight.TAB, Weight.CHOICE):
            self.setCheckable(True)

    @property
    def hint(self) -> str:
        """The key that does the same, as it stands on the button."""
        return self._hint

    def shrink(self) -> None:
        """Only the icon; what it does is still said to those who cannot see it."""
        self.setAccessibleName(self.text())
        self.setText("")
        self._hint = ""
        self.updateGeometry()

    def say(self, text: str, is_ready: bool = True) -> None:
        """What a tap does now, and whether it does anything."""
        if text != self.text():
            self.setText(text)
            self.updateGeometry()
        self.setEnabled(is_ready)

    def settings(self) -> tuple[Setting, ...]:
        """The words as they are set at the present width."""
        if not self.text():
            return ()
        least = self._look.metrics.least_px()
        return (set_text(self.text(), self._font(), self._words_width(self.width()), least_px=least, lines=2),)

    def _font(self) -> QFont:
        return self._look.font(Type.CHIP)

    def _hint_width(self) -> float:
        if not self._hint:
            return 0.0
        return set_text(self._hint, self._look.font(Type.SMALL), 1e6).width + 2 * self._look.metrics.px(6)

    def _words_width(self, width: float) -> float:
        return width - 2 * self._padding() - self._icon_room() - self._hint_room()

    def _hint_room(self) -> float:
        return self._hint_width() + self._look.metrics.px(10) if self._hint else 0.0

    def _icon_side(self) -> float:
        return self._look.metrics.px(22)

    def _icon_room(self) -> float:
        return self._icon_side() + (self._look.metrics.px(8) if self.text() else 0.0) if self._icon else 0.0

    def _padding(self) -> float:
        return self._look.metrics.px(13)

    def sizeHint(self) -> QSize:
        """Qt asks: the words, the icon and the hint with air around them."""
        words = set_text(self.text(), self._font(), 1e6).width if self.text() else 0.0
        width = words + 2 * self._padding() + self._icon_room() + self._hint_room() + 3
        return QSize(max(round(width + 0.5), self._look.metrics.target), self.height())

    @property
    def narrow_width(self) -> int:
        """Pixels it needs with its words on two lines."""
        full = set_text(self.text(), self._font(), 1e6).width if self.text() else 0.0
        for share in _NARROW_SHARES:
            setting = set_text(self.text(), self._font(), full * share, lines=2)
            if not setting.is_cut:
                spare = self.sizeHint().width() - full
                return max(round(setting.width + spare + 0.5), self._look.metrics.target)
        return self.sizeHint().width()

    def minimumSizeHint(self) -> QSize:
        """Qt asks: never less than a finger."""
        return QSize(self._look.metrics.target, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt tells: a key; Enter presses as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        look, tokens = self._look, self._look.tokens
        painter = QPainter(self)
        body = body_of(look, self, self.isDown())
        radius = look.metrics.px(12)
        ink = self._paint_body(painter, body, radius)
        area = body.adjusted(self._padding(), 0, -self._padding(), 0)
        if self._icon:
            side = self._icon_side()
            icon = QRectF(area.left(), area.center().y() - side / 2, side, side)
            if not self.text():
                icon.moveCenter(area.center())
            draw_icon(painter, self._icon, mirrored(self, icon) if self.text() else icon, ink)
            area.setLeft(area.left() + self._icon_room())
        if self._hint:
            self._paint_hint(painter, area, ink)
            area.setRight(area.right() - self._hint_room())
        for setting in self.settings():
            align = Qt.AlignmentFlag.AlignHCenter
            draw(painter, setting, mirrored(self, area), colour(ink), align)
        if shows_focus(self):
            is_filled = self._weight is Weight.PRIMARY and self.isEnabled() and tokens.theme is not Theme.HIGH_CONTRAST
            draw_focus(painter, look, body, radius, tokens.accent_ink if is_filled else "")
        painter.end()

    def _paint_body(self, painter: QPainter, body: QRectF, radius: float) -> str:
        look, tokens = self._look, self._look.tokens
        hairline = look.metrics.hairline
        if not self.isEnabled():
            draw_body(painter, look, body, radius, tokens.paper, tokens.line, hairline, is_raised=False)
            return tokens.soft
        match self._weight:
            case Weight.PRIMARY:
                is_seen = shows_focus(self) and tokens.theme is Theme.HIGH_CONTRAST
                fill = tokens.focus if is_seen else tokens.accent_pressed if self.isDown() else tokens.accent
                draw_body(painter, look, body, radius, fill)
                return tokens.accent_ink
            case Weight.WARN:
                draw_body(painter, look, body, radius, tokens.warn_tint, tokens.warn, hairline)
                return tokens.warn
            case Weight.TAB:
                if self.isChecked():
                    draw_body(painter, look, body, radius, tokens.accent, is_raised=False)
                    return tokens.accent_ink
                if self.isDown():
                    draw_body(painter, look, body, radius, tokens.pressed, is_raised=False)
                return tokens.ink
            case Weight.CHOICE if self.isChecked():
                draw_body(painter, look, body, radius, tokens.accent, is_raised=False)
                return tokens.accent_ink
            case Weight.PLAIN | Weight.CHOICE:
                fill = tokens.pressed if self.isDown() else tokens.card
                draw_body(painter, look, body, radius, fill, tokens.edge, hairline)
                return tokens.ink

    def _paint_hint(self, painter: QPainter, area: QRectF, ink: str) -> None:
        """A small key cap at the end of the button."""
        look = self._look
        setting = set_text(self._hint, look.font(Type.SMALL), 1e6)
        height = setting.line_height * 1.15
        cap = QRectF(area.right() - self._hint_width(), area.center().y() - height / 2, self._hint_width(), height)
        cap = mirrored(self, cap)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(ink, 0.55), max(1.0, look.metrics.px(1.2))))
        painter.drawRoundedRect(cap, look.metrics.px(5), look.metrics.px(5))
        draw(painter, setting, cap, colour(ink), Qt.AlignmentFlag.AlignHCenter)
