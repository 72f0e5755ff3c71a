"""A list with columns: searched as one types, paged, one row chosen; on small glass the columns become two lines."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.ui.columns import Gap, Growing, lay_out_column
from kiosk.ui.lettering import Setting, draw, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.staff.entry import Entry
from kiosk.ui.staff.row_face import Row, RowPainter
from kiosk.ui.staff.rows import RowList
from kiosk.ui.widgets.chip import Tone
from kiosk.words import backstage as say

COLUMNS_FROM_UNITS = 620
"""From this width on the columns stand side by side."""


@dataclass(frozen=True, slots=True)
class Column:
    """``title`` has been said already; ``weight``: its share of the width; ``is_end``: numbers, at the column's end."""

    title: str
    weight: float = 1.0
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line; ``cells`` in the order of the columns, said already. ``tone`` colours the last cell."""

    key: str
    cells: tuple[str, ...]
    tone: Tone = Tone.PLAIN
    is_quiet: bool = False


class _ColumnPainter(RowPainter):
    """Draws cells beside one another."""

    columns: tuple[Column, ...] = ()
    is_wide = True

    def paint_words(self, painter: QPainter, row: Row, area: QRectF, is_right_to_left: bool) -> None:
        """Draw the cells of a row."""
        if not row.cells or not self.is_wide:
            super().paint_words(painter, row, area, is_right_to_left)
            return
        look = self._look
        tones = {Tone.WARN: look.tokens.warn, Tone.GOOD: look.tokens.good}
        for place, (box, column) in enumerate(boxes(look, self.columns, area, is_right_to_left)):
            text = row.cells[place] if place < len(row.cells) else ""
            if not text:
                continue
            font = look.font(Type.CHIP if place == 0 else Type.SMALL)
            ink = look.tokens.soft if row.is_quiet else look.tokens.ink
            if place == len(self.columns) - 1:
                ink = tones.get(row.tone, ink)
            setting = set_text(text, font, box.width(), least_px=look.metrics.least_px(), lines=1 if place == 0 else 2)
            draw(painter, setting, box, colour(ink), _align(column, is_right_to_left))


class _Titles(QLabel):
    """The columns' titles, above them. ``rows``: where the rows stand; asked when drawn, as a list lays itself out when shown."""

    def __init__(self, look: Look, columns: tuple[Column, ...], parent: QWidget, rows: Callable[[], QRect]) -> None:
        super().__init__(parent)
        self._look, self._columns, self._rows = look, columns, rows
        self.setText(", ".join(column.title for column in columns))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(round(look.font(Type.SMALL).pixelSize() * 1.6))

    def settings(self) -> tuple[Setting, ...]:
        """The titles as they are set."""
        return tuple(setting for setting, _, _ in self._placed())

    def _placed(self) -> Iterator[tuple[Setting, QRectF, Column]]:
        look, rows = self._look, self._rows()
        area = QRectF(rows.x(), 0, rows.width(), self.height())
        area.adjust(look.metrics.px(11), 0, -look.metrics.px(13), 0)
        for box, column in boxes(look, self._columns, area, self.isRightToLeft()):
            least = look.metrics.least_px()
            yield set_text(column.title, look.font(Type.SMALL), box.width(), least_px=least), box, column

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        painter = QPainter(self)
        for setting, box, column in self._placed():
            draw(painter, setting, box, colour(self._look.tokens.soft), _align(column, self.isRightToLeft()))
        painter.end()


class Table(QWidget):
    """``row_chosen``: tapped, or Enter on it. ``searched`` tells what is typed; rows are filtered here unless told otherwise."""

    row_chosen = Signal(str)
    searched = Signal(str)

    def __init__(
        self,
        look: Look,
        name: str,
        columns: Sequence[Column],
        parent: QWidget | None = None,
        *,
        has_search: bool = True,
        filters_itself: bool = True,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._columns = tuple(columns)
        self._rows: tuple[TableRow, ...] = ()
        self._nothing = look.words.say(say.NOTHING_HERE)
        self._filters_itself = filters_itself
        self._search = Entry(look, look.words.say(say.SEARCH), name=look.words.say(say.SEARCH), parent=self)
        self._search.setVisible(has_search)
        self._search.textChanged.connect(self._on_search_text_changed)
        self._search.moved.connect(self._on_search_moved)
        self._search.entered.connect(self._on_search_entered)
        self._painter: _ColumnPainter | None = None
        self._list = RowList(look, name, self, painter=self._painted)
        self._list.row_chosen.connect(self.row_chosen)
        self._list.left_at_top.connect(self._on_list_left_at_top)
        self._titles = _Titles(look, self._columns, self, lambda: self._list.rows_area)

    def _painted(self, look: Look, parent: QWidget) -> RowPainter:
        self._painter = _ColumnPainter(look, parent)
        self._painter.columns = self._columns
        return self._painter

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self._list if self._search.isHidden() else self._search

    @property
    def text(self) -> str:
        """What is searched for."""
        return self._search.text()

    @property
    def current(self) -> str:
        """The row the keyboard is at; empty where there is none."""
        return self._list.current

    def display(self, rows: Sequence[TableRow], nothing: str = "") -> None:
        """Show these rows, or a sentence where there is none."""
        self._rows = tuple(rows)
        self._nothing = nothing or self._look.words.say(say.NOTHING_HERE)
        self._show()

    def set_current(self, key: str) -> None:
        """Move the keyboard's place; nobody is told of it."""
        self._list.set_current(key)

    def _show(self) -> None:
        typed = self._search.text().casefold().split() if self._filters_itself else []
        found = [row for row in self._rows if all(any(one in cell.casefold() for cell in row.cells) for one in typed)]
        text = self._look.words.say(say.NOT_IN_TABLE, text=self._search.text()) if typed else self._nothing
        self._list.display([_row(row) for row in found], text)
        self._lay_out()

    def _lay_out(self) -> None:
        is_wide = self.width() / self._look.metrics.unit >= COLUMNS_FROM_UNITS
        if self._painter is not None:
            self._painter.is_wide = is_wide
        self._titles.setVisible(is_wide and len(self._columns) > 1)
        gap = Gap(self._look.metrics.gap)
        lay_out_column(self.rect(), (self._search, gap, self._titles, Growing(self._list)))
        self._titles.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _on_search_text_changed(self, text: str) -> None:
        self.searched.emit(text)
        if self._filters_itself:
            self._show()

    def _on_search_moved(self, key: int) -> None:
        self._list.step(key)

    def _on_search_entered(self) -> None:
        if self._list.current:
            self.row_chosen.emit(self._list.current)

    def _on_list_left_at_top(self) -> None:
        if not self._search.isHidden():
            self._search.setFocus(Qt.FocusReason.OtherFocusReason)


def boxes(look: Look, columns: Sequence[Column], area: QRectF, is_right_to_left: bool) -> list[tuple[QRectF, Column]]:
    """Where each column stands in a row's area."""
    gap = look.metrics.px(14)
    room = area.width() - gap * (len(columns) - 1)
    total = sum(column.weight for column in columns) or 1.0
    placed, x = [], area.left()
    for column in columns:
        width = room * column.weight / total
        left = area.left() + area.right() - x - width if is_right_to_left else x
        placed.append((QRectF(left, area.top(), width, area.height()), column))
        x += width + gap
    return placed


def _align(column: Column, is_right_to_left: bool) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column.is_end is not is_right_to_left else Qt.AlignmentFlag.AlignLeft


def _row(row: TableRow) -> Row:
    first, *others = row.cells
    end = others[-1] if others else ""
    detail = " · ".join(cell for cell in others[:-1] if cell)
    return Row(row.key, first, detail, end, tone=row.tone, is_quiet=row.is_quiet, cells=row.cells)
