"""The one thing to do next, and the quiet ways back."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from kiosk.ui.icons import draw_icon
from kiosk.ui.lettering import Setting, draw, set_text
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
        width = self.width() - 2 * self._look.metrics.space(_PADDING_UNITS) * 0.6
        return (set_text(self.text(), self._font, width, least_px=self._look.metrics.least_px(), lines=2),)

    def sizeHint(self) -> QSize:
        """Qt asks: the words with generous air."""
        width = set_text(self.text(), self._font, 1e6).width + 2 * self._look.metrics.space(_PADDING_UNITS)
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

    def __init__(
        self, look: Look, text: str = "", *, icon: str = "", is_bare: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._look = look
        self._icon = icon
        self._is_bare = is_bare
        self._caption = ""
        self._ink = look.tokens.soft if is_bare else look.tokens.ink
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
        icon = self._look.metrics.space(44) if self._icon else 0
        return width - 2 * self._padding() - icon

    def _padding(self) -> int:
        return self._look.metrics.space(12 if self._is_bare else 30)

    def sizeHint(self) -> QSize:
        """Qt asks: the words with air around them."""
        words = set_text(self.text(), self._font, 1e6).width
        if self._caption:
            words = max(words, set_text(self._caption, self._look.font(Type.SMALL), 1e6).width)
        width = words + 1 + 2 * self._padding() + (self._look.metrics.space(44) if self._icon else 0)
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
        if not self._is_bare:
            draw_body(
                painter,
                look,
                body,
                radius,
                tokens.pressed if self.isDown() else tokens.card,
                tokens.edge,
                look.metrics.hairline,
            )
        elif self.isDown():
            draw_body(painter, look, body, radius, tokens.pressed, is_raised=False)
        ink = self._ink if self.isEnabled() else tokens.soft
        padding = self._padding()
        words = body.adjusted(padding, 0, -padding, 0)
        if self._icon:
            side = look.metrics.space(32)
            icon = QRectF(words.right() - side, words.center().y() - side / 2, side, side)
            draw_icon(painter, self._icon, mirrored(self, icon), ink)
            words.setRight(icon.left() - look.metrics.space(12))
        settings = self.settings()
        align = Qt.AlignmentFlag.AlignHCenter
        if self._caption:
            align = Qt.AlignmentFlag.AlignLeft
            half = settings[0].line_height * 0.56
            draw(painter, settings[0], words.translated(0, -half), colour(tokens.soft), align)
            words = words.translated(0, half)
        draw(painter, settings[-1], words, colour(ink), align)
        if shows_focus(self):
            draw_focus(painter, look, body, radius)
        painter.end()


class PanelButton(PlainButton):
    """A quiet button that lies on the coloured panel."""

    def __init__(self, look: Look, text: str = "", *, is_current: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(look, text, is_bare=True, parent=parent)
        self._is_current = is_current
        self._ink = look.tokens.panel_ink if is_current else look.tokens.panel_soft

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        look, tokens = self._look, self._look.tokens
        painter = QPainter(self)
        body = body_of(look, self, self.isDown())
        if self.isDown():
            draw_body(painter, look, body, look.metrics.key_radius, tokens.panel_box, is_raised=False)
        setting = self.settings()[0]
        draw(painter, setting, body, colour(self._ink), Qt.AlignmentFlag.AlignHCenter)
        if self._is_current:
            line = QRectF(
                body.center().x() - setting.width / 2,
                body.center().y() + setting.line_height * 0.52,
                setting.width,
                look.metrics.px(3),
            )
            painter.fillRect(line, colour(self._ink))
        if shows_focus(self):
            draw_focus(
                painter,
                look,
                body,
                look.metrics.key_radius,
                tokens.focus if tokens.theme is Theme.HIGH_CONTRAST else tokens.panel_ink,
            )
        painter.end()


def button_height(look: Look) -> int:
    """Of the buttons at the bottom of a screen."""
    return max(look.metrics.target + round(look.metrics.px(5)), look.metrics.space(112))
