"""The bottom of a screen: what leads back at one end, the one thing to do next at the other, always in the same place."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.look import Look
from kiosk.ui.widgets.buttons import PrimaryButton, button_height

_PRIMARY_UNITS = 480


class Footer(QWidget):
    """Places ``leading``, ``middle`` and ``primary``; where they do not fit side by side, the middle goes above the others."""

    def __init__(
        self,
        look: Look,
        *,
        leading: QWidget | None = None,
        middle: QWidget | None = None,
        primary: PrimaryButton | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._leading, self._middle, self._primary = leading, middle, primary
        for widget in (leading, middle, primary):
            if widget is not None:
                widget.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        """Qt asks: one row of buttons, or two."""
        row = button_height(self._look)
        return row if self._is_one_row(width) else 2 * row + self._look.metrics.gap

    def sizeHint(self) -> QSize:
        """Qt asks: as wide as it gets."""
        return QSize(self._look.metrics.mm(60), self.heightForWidth(self.width()))

    def _gap(self) -> int:
        return max(self._look.metrics.gap, self._look.metrics.space(20))

    def _wish(self, widget: QWidget | None) -> int:
        if widget is None or widget.isHidden():
            return 0
        hint = widget.sizeHint().width()
        return max(hint, self._look.metrics.space(_PRIMARY_UNITS)) if widget is self._primary else hint

    def _is_one_row(self, width: int) -> bool:
        wishes = [wish for widget in (self._leading, self._middle, self._primary) if (wish := self._wish(widget))]
        least = sum(wishes) + self._gap() * (len(wishes) - 1)
        if self._primary is not None and not self._primary.isHidden():
            # The primary button may be as narrow as its words before anything moves to another row.
            least -= max(0, self._wish(self._primary) - self._primary.sizeHint().width())
        return least <= width or not self._wish(self._middle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self.lay_out()
        super().resizeEvent(event)

    def lay_out(self) -> None:
        """Place everything; also when a button's words have changed."""
        row, gap, width = button_height(self._look), self._gap(), self.width()
        is_one_row = self._is_one_row(width)
        y = self.height() - row
        leading, middle, primary = (self._wish(widget) for widget in (self._leading, self._middle, self._primary))
        if leading and primary and leading + gap + primary > width:
            primary = max(width - gap - leading, width // 2)
            leading = width - gap - primary
        if is_one_row and middle:
            primary = min(primary, width - leading - middle - (2 if leading else 1) * gap)
        self._place(self._leading, 0, y, leading)
        self._place(self._primary, width - primary, y, primary)
        if is_one_row:
            self._place(self._middle, leading + gap if leading else 0, y, middle)
        else:
            self._place(self._middle, 0, y - row - self._look.metrics.gap, min(width, max(middle, width // 2)))

    def _place(self, widget: QWidget | None, x: int, y: int, width: int) -> None:
        if widget is not None and width:
            is_swapped = self._look.is_mirrored is not (self.layoutDirection() is Qt.LayoutDirection.RightToLeft)
            widget.setGeometry(self.width() - x - width if is_swapped else x, y, width, button_height(self._look))
