"""The one thing to do next, and the quiet ways back."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from kiosk.ui.icons import draw_icon
from kiosk.ui.lettering import LINE_HEIGHT, Setting, draw, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.shapes import body_of, draw_body, draw_focus, mirrored, shows_focus
from kiosk.ui.theme import Theme

_PADDING_UNITS = 40


class PrimaryButton(QPushButton):
    """The one filled button of a screen."""

    def __init__(self, look: Look, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._look = look
        self._font = look.font(Type.BUTTON)
        self.setFixedHeight(button_height(look))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, text: str, is_ready: bool = True) -> None:
        """What a tap does now, and whether it does anything."""
        self.setText(text)
        self.setEnabled(is_ready)
        self.updateGeometry()

    def settings(self) -> tuple[Setting, ...]:
        """The text as it is set at the present width."""
        width = self.width() - 2 * self._look.metrics.space(22)
        return (set_text(self.text(), self._font, width, least_px=self._look.metrics.least_px(), lines=2),)

    def sizeHint(self) -> QSize:
        """Qt asks: the words with generous air."""
        padding = self._look.metrics.space(24 if self._look.metrics.is_compact else _PADDING_UNITS)
        width = set_text(self.text(), self._font, 1e6).width + 2 * padding + 2
        return QSize(max(round(width), self._look.metrics.target * 2), self.height())

    def minimumSizeHint(self) -> QSize:
        """Qt asks: never less than a finger."""
        return QSize(self._look.metrics.target * 2, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        look, tokens = self._look, self._look.tokens
        painter = QPainter(self)
        body = body_of(look, self, self.isDown())
        radius = look.metrics.key_radius * 1.2
        is_focused = shows_focus(self)
        if self.isEnabled():
            fill, ink = (tokens.accent_pressed if self.isDown() else tokens.accent), tokens.accent_ink
            if is_focused and tokens.theme is Theme.HIGH_CONTRAST:
                fill = tokens.focus
            draw_body(painter, look, body, radius, fill)
        else:
            ink = tokens.soft
            draw_body(painter, look, body, radius, tokens.tint, tokens.line, look.metrics.hairline, is_raised=False)
        draw(painter, self.settings()[0], body, colour(ink), Qt.AlignmentFlag.AlignHCenter)
        if is_focused:
            draw_focus(painter, look, body, radius, tokens.accent_ink if self.isEnabled() else "")
        painter.end()


class PlainButton(QPushButton):
    """A quiet button: back, start over, another choice. ``caption`` is a second, softer line above the words."""

    def __init__(self, look: Look, text: str = "", *, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._look = look
        self._icon = icon
        self._caption = ""
        self._font = look.font(Type.PLAIN_BUTTON)
        self.setFixedHeight(button_height(look))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, text: str, caption: str = "") -> None:
        """The words, and a softer line above them."""
        self._caption = caption
        self.setText(text)
        self.setAccessibleName(f"{caption} {text}".strip())
        self.updateGeometry()

    def settings(self) -> tuple[Setting, ...]:
        """The texts as they are set at the present width."""
        width, least = self._words_width(self.width()), self._look.metrics.least_px()
        texts = [set_text(self.text(), self._font, width, least_px=least, lines=1 if self._caption else 2)]
        if self._caption:
            texts.insert(0, set_text(self._caption, self._look.font(Type.SMALL), width, least_px=least))
        return tuple(texts)

    def _words_width(self, width: float) -> float:
        icon = self._icon_side() + self._look.metrics.space(12) if self._icon else 0
        return width - 2 * self._padding() - icon

    def _icon_side(self) -> int:
        return max(round(self._look.metrics.px(24)), self._look.metrics.space(32))

    def _padding(self) -> int:
        return self._look.metrics.space(20 if self._look.metrics.is_compact else 30)

    def sizeHint(self) -> QSize:
        """Qt asks: the words with air around them."""
        words = set_text(self.text(), self._font, 1e6).width
        if self._caption:
            words = max(words, set_text(self._caption, self._look.font(Type.SMALL), 1e6).width)
        width = (
            words + 1 + 2 * self._padding() + (self._icon_side() + self._look.metrics.space(12) if self._icon else 0)
        )
        return QSize(max(round(width + 0.5), self._look.metrics.target), self.height())

    def minimumSizeHint(self) -> QSize:
        """Qt asks: never less than a finger."""
        return QSize(min(self.sizeHint().width(), self._look.metrics.target * 2), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        look, tokens = self._look, self._look.tokens
        painter = QPainter(self)
        body = body_of(look, self, self.isDown())
        radius = look.metrics.key_radius * 1.2
        fill = tokens.pressed if self.isDown() else tokens.card
        draw_body(painter, look, body, radius, fill, tokens.edge, look.metrics.hairline)
        ink = tokens.ink if self.isEnabled() else tokens.soft
        padding = self._padding()
        words = body.adjusted(padding, 0, -padding, 0)
        if self._icon:
            side = self._icon_side()
            icon = QRectF(words.right() - side, words.center().y() - side / 2, side, side)
            draw_icon(painter, self._icon, mirrored(self, icon), ink)
            words = mirrored(self, words.adjusted(0, 0, -side - look.metrics.space(12), 0))
        settings = self.settings()
        align = Qt.AlignmentFlag.AlignHCenter
        if self._caption:
            is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            align = Qt.AlignmentFlag.AlignRight if is_right_to_left else Qt.AlignmentFlag.AlignLeft
            half = settings[0].line_height * 0.56
            draw(painter, settings[0], words.translated(0, -half), colour(tokens.soft), align)
            words = words.translated(0, half)
        draw(painter, settings[-1], words, colour(ink), align)
        if shows_focus(self):
            draw_focus(painter, look, body, radius)
        painter.end()


class BareButton(QPushButton):
    """Words alone, to be tapped, on paper or on the coloured panel. ``is_current`` underlines the one that holds."""

    def __init__(
        self, look: Look, text: str, *, is_on_panel: bool, is_current: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        # Not by the constructor: it would ask for everything that Qt knows of icons first.
        self.setText(text)
        self._look = look
        self._is_current = is_current
        tokens = look.tokens
        self._font = look.font(Type.BODY)
        self._font.setWeight(look.font(Type.CHIP if is_current else Type.SMALL).weight())
        self._pressed = tokens.panel_box if is_on_panel else tokens.pressed
        self._ink = tokens.panel_ink if is_on_panel else tokens.ink if is_current else tokens.soft
        self._ring = tokens.focus if tokens.theme is Theme.HIGH_CONTRAST or not is_on_panel else tokens.panel_ink
        self.setFixedHeight(look.metrics.target + round(look.metrics.px(5)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def padding(self) -> int:
        """Pixels between the button's side and its words."""
        words = self.settings()[0].width
        return max(self._look.metrics.space(20), round((self._look.metrics.target - words) / 2))

    def settings(self) -> tuple[Setting, ...]:
        """The text as it is set."""
        return (set_text(self.text(), self._font, 1e6),)

    def sizeHint(self) -> QSize:
        """Qt asks: the words, and never less than a finger."""
        return QSize(round(self.settings()[0].width + 0.5) + 2 * self.padding, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        look = self._look
        painter = QPainter(self)
        body = body_of(look, self, self.isDown())
        if self.isDown():
            draw_body(painter, look, body, look.metrics.key_radius, self._pressed, is_raised=False)
        setting = self.settings()[0]
        # In line with the words beside it, not with a body that nobody sees.
        area = QRectF(self.rect())
        draw(painter, setting, area, colour(self._ink), Qt.AlignmentFlag.AlignHCenter)
        if self._is_current:
            y = area.center().y() + setting.line_height * 0.52
            line = QRectF(area.center().x() - setting.width / 2, y, setting.width, look.metrics.px(2.5))
            painter.fillRect(line, colour(self._ink))
        if shows_focus(self):
            draw_focus(painter, look, body, look.metrics.key_radius, self._ring)
        painter.end()


def button_height(look: Look) -> int:
    """Of the buttons at the bottom of a screen."""
    two_lines = round(2 * LINE_HEIGHT * look.font(Type.BUTTON).pixelSize()) if look.metrics.text_scale > 1.0 else 0
    return max(look.metrics.target + round(look.metrics.px(5)), look.metrics.space(112), two_lines)
