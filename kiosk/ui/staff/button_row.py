"""Buttons side by side, on as many lines as they need."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.look import Look
from kiosk.ui.staff.desk_button import DeskButton


class ButtonRow(QWidget):
    """Places widgets from the start; those in ``last`` at the end of the last line. Hidden ones take no room."""

    def __init__(
        self, look: Look, first: Sequence[QWidget], last: Sequence[QWidget] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._first, self._last = tuple(first), tuple(last)
        for widget in (*self._first, *self._last):
            widget.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_first(self, widgets: Sequence[QWidget]) -> None:
        """Other widgets at the start."""
        self._first = tuple(widgets)
        for widget in self._first:
            widget.setParent(self)
            widget.show()
        self.lay_out()

    def hasHeightForWidth(self) -> bool:
        """Qt asks: lines depend on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt asks: the height of all lines."""
        return self._arranged(width)[1]

    def sizeHint(self) -> QSize:
        """Qt asks: everything on one line."""
        shown = [widget for widget in (*self._first, *self._last) if not widget.isHidden()]
        width = sum(widget.sizeHint().width() + self._look.metrics.gap for widget in shown)
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self.lay_out()
        super().resizeEvent(event)

    def lay_out(self) -> None:
        """Place everything; also when words have changed."""
        is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for widget, x, y, width in self._arranged(self.width())[0]:
            left = self.width() - x - width if is_right_to_left else x
            widget.setGeometry(left, y, width, widget.sizeHint().height())

    def _arranged(self, width: int) -> tuple[list[tuple[QWidget, int, int, int]], int]:
        """Every shown widget with its place and width, and the height of all lines."""
        gap = self._look.metrics.gap
        places: list[tuple[QWidget, int, int, int]] = []
        wishes = self._wishes(width)
        x = y = line = 0
        for widget in self._first:
            if widget.isHidden():
                continue
            wish = min(wishes[widget], width)
            if x and x + wish > width:
                x, y = 0, y + line + gap
                line = 0
            places.append((widget, x, y, wish))
            x += wish + gap
            line = max(line, widget.sizeHint().height())
        ends = [widget for widget in self._last if not widget.isHidden()]
        if ends:
            total = sum(wishes[widget] for widget in ends) + gap * (len(ends) - 1)
            if x and x + total > width:
                y, line, x = y + line + gap, 0, 0
            at = max(x, width - total)
            for widget in ends:
                wish = min(wishes[widget], width - at)
                places.append((widget, at, y, wish))
                at += wish + gap
                line = max(line, widget.sizeHint().height())
        return places, y + line

    def _wishes(self, width: int) -> dict[QWidget, int]:
        """How wide each shown widget would be; with words on two lines where that keeps small glass to one line of buttons."""
        shown = [widget for widget in (*self._first, *self._last) if not widget.isHidden()]
        wide = {widget: widget.sizeHint().width() for widget in shown}
        left = width - self._look.metrics.gap * (len(shown) - 1)
        if not self._look.metrics.is_compact or sum(wide.values()) <= left:
            return wide
        narrow = {one: one.narrow_width if isinstance(one, DeskButton) else wide[one] for one in shown}
        left -= sum(narrow.values())
        if left < 0:
            return wide
        for widget in shown:
            more = min(left, wide[widget] - narrow[widget])
            narrow[widget] += more
            left -= more
        return narrow
