"""The bottom of a screen: what leads back at one end, the one thing to do next at the other, always in the same place."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.look import Look
from kiosk.ui.widgets.buttons import PrimaryButton, button_height
from kiosk.ui.widgets.pager import Pager

_PRIMARY_UNITS = 480


class Footer(QWidget):
    """Places ``leading``, ``middles``, ``pager`` and ``primary`` in a row; what finds no room between the ends goes in a row above."""

    def __init__(
        self,
        look: Look,
        *,
        leading: QWidget | None = None,
        middles: tuple[QWidget, ...] = (),
        pager: Pager | None = None,
        primary: PrimaryButton | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._leading, self._primary, self._pager = leading, primary, pager
        self._middles = middles if pager is None else (*middles, pager)
        for widget in (leading, *self._middles, primary):
            if widget is not None:
                widget.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        """Qt asks: one row of buttons, or two."""
        return self.height_at(width, has_pager=self._pager is not None and not self._pager.isHidden())

    def height_at(self, width: int, *, has_pager: bool) -> int:
        """Pixels it needs at a width, with the pager or without."""
        row = button_height(self._look)
        _, above = self._rows(width, has_pager)
        return 2 * row + self._look.metrics.gap if above else row

    def sizeHint(self) -> QSize:
        """Qt asks: as wide as it gets."""
        return QSize(self._look.metrics.mm(60), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self.lay_out()
        super().resizeEvent(event)

    def lay_out(self) -> None:
        """Place everything; also when a button's words have changed."""
        row, gap, width = button_height(self._look), self._gap(), self.width()
        beside, above = self._rows(width, self._pager is not None and not self._pager.isHidden())
        y = self.height() - row
        leading, primary = _wish(self._leading), _wish(self._primary)
        if leading + gap + primary > width:
            primary = max(width - gap - leading, width // 3)
            leading = width - gap - primary
        taken = leading + sum(_wish(widget) + gap for widget in beside) + (gap if leading else 0)
        if primary:
            primary = max(primary, min(self._look.metrics.space(_PRIMARY_UNITS), width - taken))
        self._place(self._leading, 0, y, leading)
        self._place(self._primary, width - primary, y, primary)
        x = leading + gap if leading else 0
        for widget in beside:
            self._place(widget, x, y, _wish(widget))
            x += _wish(widget) + gap
        x = 0
        spare = width - sum(_wish(widget) for widget in above) - gap * (len(above) - 1)
        for place, widget in enumerate(above):
            # Words give way where the row is too long, and fill it where it is too short.
            is_first = place == 0
            wish = _wish(widget) + (spare if is_first and (spare < 0 or len(above) == 1) else 0)
            self._place(widget, x, y - row - self._look.metrics.gap, wish)
            x += wish + gap

    def _gap(self) -> int:
        return max(self._look.metrics.gap, self._look.metrics.space(20))

    def _rows(self, width: int, has_pager: bool) -> tuple[list[QWidget], list[QWidget]]:
        """The middles that fit between the ends, and those that do not."""
        free = width - _wish(self._leading) - _wish(self._primary) - self._gap()
        beside: list[QWidget] = []
        above: list[QWidget] = []
        for widget in self._middles:
            is_shown = has_pager if widget is self._pager else not widget.isHidden()
            if not is_shown:
                continue
            wish = widget.sizeHint().width() + self._gap()
            if not above and wish <= free:
                beside.append(widget)
                free -= wish
            else:
                above.append(widget)
        return beside, above

    def _place(self, widget: QWidget | None, x: int, y: int, width: int) -> None:
        if widget is None or not width:
            return
        row = button_height(self._look)
        height = min(row, max(widget.sizeHint().height(), widget.minimumHeight()))
        is_swapped = self._look.is_mirrored is not (self.layoutDirection() is Qt.LayoutDirection.RightToLeft)
        widget.setGeometry(self.width() - x - width if is_swapped else x, y + (row - height) // 2, width, height)


def _wish(widget: QWidget | None) -> int:
    return 0 if widget is None or widget.isHidden() else widget.sizeHint().width()
