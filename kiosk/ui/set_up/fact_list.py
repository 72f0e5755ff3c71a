"""Lines that say what is there and what is missing, each with a mark that does not rely on colour."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.ui.icons import draw_icon
from kiosk.ui.lettering import Setting, draw, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.set_up.view import Fact, Tone
from kiosk.ui.shapes import mirrored

_ICONS = {Tone.GOOD: "check", Tone.WARN: "alert", Tone.WAITS: "wait", Tone.PLAIN: ""}
_MOST_LINES = 4


class FactList(QLabel):
    """One below the other, as high as they need."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._facts: tuple[Fact, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def display(self, facts: tuple[Fact, ...]) -> None:
        """Say these; gone where there are none."""
        self.setVisible(bool(facts))
        if facts == self._facts:
            return
        self._facts = facts
        self.setText("\n".join(fact.text for fact in facts))
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def settings(self) -> tuple[Setting, ...]:
        """The lines as they are set at the present width."""
        return tuple(self._set(fact, self.width()) for fact in self._facts)

    def _set(self, fact: Fact, width: int) -> Setting:
        font = self._look.font(Type.LEAD)
        room = width - self._indent()
        return set_text(fact.text, font, room, least_px=self._look.metrics.least_px(), lines=_MOST_LINES)

    def _side(self) -> float:
        return self._look.font(Type.LEAD).pixelSize() * 1.15

    def _indent(self) -> float:
        return self._side() + self._look.metrics.px(12) if any(_ICONS[fact.tone] for fact in self._facts) else 0.0

    def _air(self) -> float:
        return self._look.metrics.px(5)

    def hasHeightForWidth(self) -> bool:
        """Qt asks: lines depend on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt asks: the height of all lines."""
        heights = (max(self._side(), self._set(fact, width).height) + 2 * self._air() for fact in self._facts)
        return round(sum(heights) + 1)

    def sizeHint(self) -> QSize:
        """Qt asks: as wide as it gets."""
        width = self._look.metrics.mm(80)
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def minimumSizeHint(self) -> QSize:
        """Qt asks: a few words."""
        return QSize(self._look.metrics.mm(30), self._look.metrics.least_px())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        tokens = self._look.tokens
        inks = {Tone.GOOD: tokens.good, Tone.WARN: tokens.warn, Tone.WAITS: tokens.soft, Tone.PLAIN: tokens.ink}
        painter = QPainter(self)
        side, top = self._side(), 0.0
        is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for fact in self._facts:
            setting = self._set(fact, self.width())
            height = max(side, setting.height) + 2 * self._air()
            words = QRectF(self._indent(), top, self.width() - self._indent(), height)
            if icon := _ICONS[fact.tone]:
                line = top + (height - setting.height) / 2 + (setting.line_height - side) / 2
                draw_icon(painter, icon, mirrored(self, QRectF(0, line, side, side)), inks[fact.tone])
            align = Qt.AlignmentFlag.AlignRight if is_right_to_left else Qt.AlignmentFlag.AlignLeft
            if not self._indent():
                align = Qt.AlignmentFlag.AlignHCenter
            ink = tokens.soft if fact.tone is Tone.WAITS else tokens.ink
            draw(painter, setting, mirrored(self, words), colour(ink), align)
            top += height
        painter.end()
