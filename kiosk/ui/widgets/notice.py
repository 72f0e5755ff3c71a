"""A calm strip: amber for what is wrong and what to do, green for what was done."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.ui.icons import draw_icon
from kiosk.ui.lettering import LINE_HEIGHT, Setting, draw, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.theme import Theme


class Notice(QLabel):
    """A sentence with a symbol; gone where there is nothing to say."""

    def __init__(
        self,
        look: Look,
        parent: QWidget | None = None,
        *,
        icon: str = "alert",
        most_lines: int = 4,
        voice: Type = Type.BODY,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._voice = Type.SMALL if look.metrics.is_compact and voice is Type.BODY else voice
        self._own_voice = self._voice
        self._icon = icon
        self._most_lines = most_lines
        self._is_good = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def say(self, text: str, *, is_good: bool = False) -> None:
        """Show this sentence, or nothing; ``is_good``: nothing has to be done about it."""
        if is_good is not self._is_good:
            self._is_good = is_good
            self.update()
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
            self.updateGeometry()
        self.setVisible(bool(text))

    def speak_up(self, is_loud: bool) -> None:
        """Larger, where it is all there is to read."""
        self._voice = Type.LEAD if is_loud and not self._look.metrics.is_compact else self._own_voice
        self.updateGeometry()

    @property
    def has_words(self) -> bool:
        """Whether something is said."""
        return bool(self.text())

    def settings(self) -> tuple[Setting, ...]:
        """The text as it is set at the present width."""
        return (self._set(self.width()),) if self.text() else ()

    def _set(self, width: int) -> Setting:
        room = width - 2 * self._padding() - self._icon_side() - self._look.metrics.space(16)
        font = self._look.font(self._voice)
        return set_text(self.text(), font, room, least_px=self._look.metrics.least_px(), lines=self._most_lines)

    def _padding(self) -> int:
        return self._look.metrics.space(26)

    def _icon_side(self) -> int:
        return max(round(self._look.metrics.px(28)), self._look.metrics.space(38))

    def hasHeightForWidth(self) -> bool:
        """Qt asks: lines depend on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt asks: the height of all lines at a width."""
        return round(self._set(width).height + 2 * self._look.metrics.space(15))

    def height_of(self, lines: int) -> int:
        """Pixels of a notice of so many lines."""
        return round(lines * self._look.font(self._voice).pixelSize() * LINE_HEIGHT + 2 * self._look.metrics.space(15))

    def sizeHint(self) -> QSize:
        """Qt asks: as wide as it gets."""
        width = self._look.metrics.mm(60)
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def minimumSizeHint(self) -> QSize:
        """Qt asks: a width at which words still fit."""
        return QSize(self._look.metrics.mm(30), self._look.metrics.space(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        look, tokens = self._look, self._look.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ink = tokens.tint_ink if self._is_good else tokens.warn
        painter.setBrush(colour(tokens.tint if self._is_good else tokens.warn_tint))
        painter.setPen(QPen(colour(ink), 2) if tokens.theme is Theme.HIGH_CONTRAST else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(area, look.metrics.key_radius, look.metrics.key_radius)
        setting = self.settings()[0]
        side, padding, gap = self._icon_side(), self._padding(), look.metrics.space(16)
        is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = area.left() + padding
        icon = QRectF(
            area.right() - padding - side if is_right_to_left else left, area.center().y() - side / 2, side, side
        )
        draw_icon(painter, "check" if self._is_good else self._icon, icon, ink)
        words = (
            area.adjusted(padding, 0, -padding - side - gap, 0)
            if is_right_to_left
            else area.adjusted(padding + side + gap, 0, -padding, 0)
        )
        align = Qt.AlignmentFlag.AlignRight if is_right_to_left else Qt.AlignmentFlag.AlignLeft
        draw(painter, setting, words, colour(ink), align)
        painter.end()
