"""The coloured band above a family's screens: a title, a lead, and a corner for what belongs to them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.widgets.church_row import ChurchRow
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.text import Text


class Band(Panel):
    """Title and lead at its foot, near what they are about; the corner beside them or, where narrow, below.

    Where there is height to spare, the church's mark stands at its head.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        # For low reach the band is half of the glass: it may as well greet.
        title = Type.GREETING if look.metrics.is_low else Type.TITLE
        self._title = Text(look, title, look.tokens.panel_ink, most_lines=2, parent=self)
        self._lead = Text(look, Type.LEAD, look.tokens.panel_soft, most_lines=2, parent=self)
        self._church = ChurchRow(look, self)
        self._corner: QWidget | None = None

    def say(self, title: str, lead: str) -> None:
        """What this screen is about, and what to do on it."""
        self._title.say(title)
        self._lead.say(lead)
        self._lay_out()

    def set_corner(self, corner: QWidget) -> None:
        """What lies at the end of the band."""
        corner.setParent(self)
        self._corner = corner

    def least_height(self, width: int) -> int:
        """Pixels it needs at a width."""
        self._restore()
        above, below = self._air()
        # For low reach the band takes what hands do not; a corner to tap lies below that.
        corner = self._corner_size()[1]
        out_of_reach = self._look.metrics.reach_top + corner + below if corner else self._look.metrics.reach_top
        return max(above + self._block(width) + below, out_of_reach if self._look.metrics.is_low else 0)

    def _air(self) -> tuple[int, int]:
        metrics = self._look.metrics
        return (metrics.space(8), metrics.space(8)) if metrics.is_compact else (metrics.space(40), metrics.space(32))

    def _margin(self) -> int:
        return self._look.metrics.margin

    def _corner_size(self) -> tuple[int, int]:
        if self._corner is None or self._corner.isHidden():
            return 0, 0
        size = self._corner.sizeHint()
        return size.width(), size.height()

    def _is_stacked(self, width: int) -> bool:
        """Whether the corner goes below the words because beside them the title would have to break."""
        corner = self._corner_size()[0]
        if not corner:
            return False
        if self._look.metrics.is_low:
            return True
        if self._look.metrics.is_compact and self._look.metrics.is_wide:
            return False
        return self._title.sizeHint().width() > width - 2 * self._margin() - corner - self._look.metrics.space(32)

    def _words_width(self, width: int) -> int:
        corner = self._corner_size()[0]
        beside = corner + self._look.metrics.space(32) if corner and not self._is_stacked(width) else 0
        return width - 2 * self._margin() - beside

    def _words_height(self, width: int) -> int:
        lead = 0 if self._lead.isHidden() else self._look.metrics.space(6) + self._lead.heightForWidth(width)
        return self._title.heightForWidth(width) + lead

    def _block(self, width: int) -> int:
        words, corner = self._words_height(self._words_width(width)), self._corner_size()[1]
        if corner and self._is_stacked(width):
            return words + self._look.metrics.space(24) + corner
        return max(words, corner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        metrics, margin = self._look.metrics, self._margin()
        self._restore()
        corner_width, corner_height = self._corner_size()
        is_stacked = self._is_stacked(self.width())
        width = self._words_width(self.width())
        room = self.height() - (corner_height + metrics.space(24) if is_stacked else 0)
        if self._words_height(width) > room:
            # Large letters on low glass: the title says it alone, as small as it must.
            self._lead.hide()
            self._title.keep_within(width, max(1, room))
        words, block = self._words_height(width), self._block(self.width())
        above, below = self._air()
        if metrics.is_compact:
            # The words keep off the edge as soon as there is anything to spare.
            below += min(metrics.space(32), max(0, self.height() - above - block - below) // 3)
        top = self.height() - below - block
        words_top = top if is_stacked else top + (block - words) // 2
        title = self._title.heightForWidth(width)
        self._set(self._title, margin, words_top, width, title)
        self._set(self._lead, margin, words_top + title + metrics.space(6), width, self._lead.heightForWidth(width))
        if self._corner is not None and corner_width:
            x = margin if is_stacked else self.width() - margin - corner_width
            y = top + words + metrics.space(24) if is_stacked else top + (block - corner_height) // 2
            self._set(self._corner, x, y, corner_width, corner_height)
        self._lay_out_church(top, margin)

    def _restore(self) -> None:
        """Whatever gave way at another height."""
        self._lead.setVisible(bool(self._lead.text()))
        self._title.grow_back()

    def _lay_out_church(self, top: int, margin: int) -> None:
        width = self.width() - 2 * margin
        height = self._church.heightForWidth(width)
        head = margin // 2 if self._look.metrics.is_compact else margin
        is_shown = bool(self._look.church_name) and top >= head + height + self._look.metrics.space(48)
        self._church.setVisible(is_shown)
        if is_shown:
            # Where it stands on the start, too: it does not move from screen to screen.
            self._church.setGeometry(margin, head, width, height)

    def _set(self, widget: QWidget, x: int, y: int, width: int, height: int) -> None:
        is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        widget.setGeometry(self.width() - x - width if is_right_to_left else x, y, width, height)
