"""Boxes to fill in, row by row: Enter moves on, and the last one ends the form; rows without room wait for their turn."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.entry import Entry
from kiosk.ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class Cell:
    """A box with its share of the row; ``caption`` stands above it, for boxes that are filled in from the start."""

    box: QWidget
    weight: int = 1
    caption: str = ""


class Form(QWidget):
    """``changed``: something was typed. ``finished``: Enter in the last box."""

    changed = Signal()
    finished = Signal()

    def __init__(self, look: Look, rows: Sequence[Sequence[Cell]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rows = tuple(tuple(row) for row in rows)
        self._captions: dict[QWidget, Text] = {}
        self._first_row = 0
        for cell in (cell for row in self._rows for cell in row):
            cell.box.setParent(self)
            if cell.caption:
                self._captions[cell.box] = Text(look, Type.SMALL, look.tokens.soft, cell.caption, parent=self)
        self._entries = tuple(cell.box for row in self._rows for cell in row if isinstance(cell.box, Entry))
        for place, entry in enumerate(self._entries):
            entry.textChanged.connect(self.changed)
            entry.entered.connect(lambda _, place=place: self._on_entry_entered(place))
            if place + 1 < len(self._entries):
                QWidget.setTabOrder(entry, self._entries[place + 1])

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every box to type into, in the order of the keyboard."""
        return self._entries

    @property
    def whole_height(self) -> int:
        """Pixels for all rows."""
        return sum(self._row_height(row) for row in self._rows) + self._look.metrics.gap * (len(self._rows) - 1)

    def go_to(self, box: QWidget) -> None:
        """The keyboard goes to a box, whose row is shown."""
        self._lay_out(box)
        box.setFocus(Qt.FocusReason.OtherFocusReason)

    def fill(self, entry: Entry, text: str) -> None:
        """Words that nobody typed."""
        entry.blockSignals(True)
        entry.setText(text)
        # What is too long for its box shows how it begins.
        entry.setCursorPosition(0)
        entry.blockSignals(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        focused: object = self.focusWidget()
        self._lay_out(focused if isinstance(focused, QWidget) and focused.hasFocus() else None)
        super().resizeEvent(event)

    def _on_entry_entered(self, place: int) -> None:
        if place + 1 < len(self._entries):
            self.go_to(self._entries[place + 1])
        else:
            self.finished.emit()

    def _caption_height(self, row: Sequence[Cell]) -> int:
        captions = [self._captions[cell.box] for cell in row if cell.box in self._captions]
        return max((caption.sizeHint().height() for caption in captions), default=0)

    def _row_height(self, row: Sequence[Cell]) -> int:
        return self._caption_height(row) + max(cell.box.sizeHint().height() for cell in row)

    def _shown(self, wanted: QWidget | None) -> range:
        """Which rows there is room for, the one with the wanted box among them."""
        gap = self._look.metrics.gap
        heights = [self._row_height(row) + gap for row in self._rows]
        if sum(heights) - gap <= self.height():
            return range(len(self._rows))
        row_of = {cell.box: place for place, row in enumerate(self._rows) for cell in row}
        at = row_of.get(wanted, self._first_row) if wanted is not None else self._first_row
        first = min(self._first_row, at)
        while first < at and sum(heights[first : at + 1]) - gap > self.height():
            first += 1
        last = first
        while last < len(heights) and sum(heights[first : last + 1]) - gap <= self.height():
            last += 1
        self._first_row = first
        return range(first, max(last, first + 1))

    def _lay_out(self, wanted: QWidget | None) -> None:
        gap, shown = self._look.metrics.gap, self._shown(wanted)
        is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        y = 0
        for place, row in enumerate(self._rows):
            for cell in row:
                cell.box.setVisible(place in shown)
                if cell.box in self._captions:
                    self._captions[cell.box].setVisible(place in shown)
            if place not in shown:
                continue
            above, x = self._caption_height(row), 0
            total, free = sum(cell.weight for cell in row), self.width() - gap * (len(row) - 1)
            for cell in row:
                width = free * cell.weight // total
                left = self.width() - x - width if is_right_to_left else x
                if cell.box in self._captions:
                    self._captions[cell.box].setGeometry(left, y, width, above)
                cell.box.setGeometry(left, y + above, width, cell.box.sizeHint().height())
                x += width + gap
            y += self._row_height(row) + gap
