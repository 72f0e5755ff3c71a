"""The coloured band above a family's screens: a title, a lead, and a corner for what belongs to them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.text import Text


class Band(Panel):
    """Title and lead at its foot, near what they are about; the corner beside them or, where narrow, below."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._title = Text(look, Type.TITLE, look.tokens.panel_ink, most_lines=2, parent=self)
        self._lead = Text(look, Type.LEAD, look.tokens.panel_soft, most_lines=2, parent=self)
        self._corner: QWidget | None = None

    def say(self, title: str, lead: str) -> None:
        """What this screen is about, and what to do on it."""
        self._title.say(title)
        self._lead.say(lead)
        self._lead.setVisible(bool(lead))
        self._lay_out()

    def set_corner(self, corner: QWidget) -> None:
        """What lies at the end of the band."""
        corner.setParent(self)
        self._corner = corner

    def least_height(self, width: int) -> int:
        """Pixels it needs at a width."""
        metrics = self._look.metrics
        words = self._words_height(self._words_width(width))
        corner = self._corner_size()
        if corner[1] and self._is_stacked(width):
            return metrics.space(52) + words + metrics.space(24) + corner[1] + metrics.space(32)
        return metrics.space(40) + max(words, corner[1]) + metrics.space(30)

    def upright_height(self) -> int:
        """Pixels on a screen where what lies below it takes all it can get."""
        metrics = self._look.metrics
        return max(self.least_height(metrics.width), round(metrics.height * (0.17 if metrics.is_wide else 0.2)))

    def _margin(self) -> int:
        return self._look.metrics.space(72 if self._look.metrics.is_wide else 60)

    def _corner_size(self) -> tuple[int, int]:
        if self._corner is None or self._corner.isHidden():
            return 0, 0
        size = self._corner.sizeHint()
        return size.width(), size.height()

    def _is_stacked(self, width: int) -> bool:
        """Whether the corner goes below the words because beside them they would have to break."""
        free = width - 2 * self._margin() - self._corner_size()[0] - self._look.metrics.space(32)
        return self._title.sizeHint().width() > free

    def _words_width(self, width: int) -> int:
        corner = self._corner_size()[0]
        beside = corner + self._look.metrics.space(32) if corner and not self._is_stacked(width) else 0
        return width - 2 * self._margin() - beside

    def _words_height(self, width: int) -> int:
        lead = 0 if self._lead.isHidden() else self._look.metrics.space(6) + self._lead.heightForWidth(width)
        return self._title.heightForWidth(width) + lead

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        metrics, margin = self._look.metrics, self._margin()
        corner_width, corner_height = self._corner_size()
        is_stacked = bool(corner_width) and self._is_stacked(self.width())
        words_width = self._words_width(self.width())
        height = self._words_height(words_width)
        block = height + ((metrics.space(24) + corner_height) if is_stacked else 0)
        foot = metrics.space(30)
        top = self.height() - foot - max(block, corner_height)
        top = min(top, self.height() - foot - block)
        spare = max(0, max(block, corner_height) - block)
        top = self.height() - foot - block - spare // 2
        is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = self.width() - margin - words_width if is_right_to_left else margin
        title = self._title.heightForWidth(words_width)
        self._title.setGeometry(x, top, words_width, title)
        self._lead.setGeometry(x, top + title + metrics.space(6), words_width, self._lead.heightForWidth(words_width))
        if self._corner is not None and corner_width:
            corner_x = margin if is_right_to_left is not is_stacked else self.width() - margin - corner_width
            corner_y = (
                top + height + metrics.space(24)
                if is_stacked
                else self.height() - foot - max(block, corner_height) + (max(block, corner_height) - corner_height) // 2
            )
            self._corner.setGeometry(corner_x, corner_y, corner_width, corner_height)
