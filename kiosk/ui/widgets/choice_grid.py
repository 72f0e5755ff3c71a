"""A grid of choices, one of which holds: rooms, years, grades, adults. As large as a hand likes, in pages where there are many.

Beside them may stand some that hold each for itself, to tick.
"""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.lettering import set_text
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.widgets.avatar import Face
from kiosk.ui.widgets.choice_button import KEY_SIDE, ChoiceButton
from kiosk.ui.widgets.pager import Pager

_TALLEST_MM = 34.0
_TALLEST_CARD_MM = 46.0
_WIDEST_MM = 120.0
FEW = 4
"""So many choices stand below one another upright, each as wide as a person's card on the screen before."""
_PAIR = 2
_TALLEST_ON_LOW_GLASS_MM = 24.0
_TALLEST_OF_FEW_MM = 46.0
_BEST_SHAPE = 2.6
_BEST_SHAPE_OF_NUMBERS = 1.0
_LONGEST_NUMBER = 4
_NOTE_FILL = 0.45
"""Of its length on one line: how wide a note must be able to run to stand on its lines."""
_MOST_CARD_COLUMNS = 3
_MANY = 1000


class ChoiceGrid(QWidget):
    """Shows choices by their texts and tells the place of the one that was tapped. Its ``pager`` lies in the screen's footer.

    ``are_cards``: few and wordy, such as rooms and people, where a card says more than a key.
    """

    choice_tapped = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None, *, are_cards: bool = False) -> None:
        super().__init__(parent)
        self._look = look
        self._are_cards = are_cards
        self._most = _MANY
        self._columns: int | None = None
        self._choices: tuple[str, ...] = ()
        self._notes: tuple[str, ...] = ()
        self._page = 0
        self._buttons: list[ChoiceButton] = []
        self.pager = Pager(look)
        self.pager.page_turned.connect(self._on_pager_page_turned)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def display(
        self,
        choices: tuple[str, ...],
        chosen: int | None,
        *,
        most: int = _MANY,
        columns: int | None = None,
        notes: tuple[str, ...] = (),
        barred: int = 0,
        ticks: Mapping[int, bool] = MappingProxyType({}),
        faces: tuple[Face, ...] = (),
    ) -> None:
        """Offer these; ``chosen`` is the place of the one that holds.

        ``most``: how many a page shows at most; ``columns``: how many stand side by side where there is room for so many rows.
        ``notes``: a few words below each, in the same order; so many ``barred`` ones at the end are shown and cannot be tapped.
        ``ticks``: the places of those that hold each for itself, and whether they do. ``faces``: on cards of people.
        """
        self._most = most
        self._notes = notes
        self._columns = columns
        if choices != self._choices:
            self._page = 0
        self._choices = choices
        while len(self._buttons) < len(choices):
            button = ChoiceButton(self._look, self, is_card=self._are_cards)
            button.clicked.connect(self._on_button_clicked)
            self._buttons.append(button)
        for place, button in enumerate(self._buttons):
            is_offered = place < len(choices)
            if not is_offered:
                button.hide()
            button.setText(choices[place] if is_offered else "")
            button.note = notes[place] if place < len(notes) else ""
            button.setAccessibleDescription(button.note)
            button.setEnabled(place < len(choices) - barred)
            button.is_tick = place in ticks
            button.is_large = self.has_few
            button.face = faces[place] if place < len(faces) else None
            button.setChecked(ticks.get(place, place == chosen))
            button.update()
        self._lay_out()

    @property
    def buttons(self) -> tuple[ChoiceButton, ...]:
        """The choices in order, whether on this page or not."""
        return tuple(self._buttons[: len(self._choices)])

    def sizeHint(self) -> QSize:
        """Qt asks: a row at least."""
        return QSize(self._look.metrics.target * 4, self._look.metrics.target)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        count = len(self._choices)
        if not count or self.width() < self._look.metrics.target or self.height() < self._look.metrics.target:
            return
        height = self.height()
        columns, rows = self._shape(self.width(), height)
        pages = -(-count // (columns * rows))
        self._page = min(self._page, pages - 1)
        self.pager.display(self._page, pages)
        gap = self._gap()
        filled = min(rows, -(-count // columns))
        cell_width = min((self.width() - (columns - 1) * gap) // columns, self._widest(columns))
        first = self._page * columns * rows
        heights = self._row_heights(self.buttons[first : first + columns * rows], columns, filled, cell_width)
        left = (self.width() - columns * cell_width - (columns - 1) * gap) // 2
        top = (height - sum(heights) - (filled - 1) * gap) // 2
        is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for place, button in enumerate(self._buttons):
            seat = place - first
            is_shown = 0 <= seat < columns * rows and place < count
            button.setVisible(is_shown)
            if is_shown:
                row, column = divmod(seat, columns)
                column = columns - 1 - column if is_right_to_left else column
                y = top + sum(heights[:row]) + row * gap
                button.setGeometry(left + column * (cell_width + gap), y, cell_width, heights[row])

    def _row_heights(self, shown: tuple[ChoiceButton, ...], columns: int, rows: int, width: int) -> list[int]:
        """All alike where every card's words have air; else a row with many words takes from those with few."""
        free = self.height() - (rows - 1) * self._gap()
        alike = min(free // rows, self._tallest(rows))
        if not self._are_cards:
            return [alike] * rows
        least = [
            max(button.least_height_at(width) for button in shown[start : start + columns])
            for start in range(0, len(shown), columns)
        ]
        if max(least) <= alike or sum(least) > free or len(least) < rows:
            return [alike] * rows
        return [height + (free - sum(least)) // rows for height in least]

    def _gap(self) -> int:
        return max(self._look.metrics.gap, self._look.metrics.space(18 if self.has_few else 14))

    @property
    def has_few(self) -> bool:
        """Whether there are so few that each has a row of its own: upright, where there is room enough."""
        metrics = self._look.metrics
        return len(self._choices) <= FEW and not (metrics.is_wide or metrics.is_compact or metrics.is_low)

    def _tallest(self, rows: int) -> int:
        """Pixels of a cell; several rows leave some of low glass to the question."""
        metrics = self._look.metrics
        if self._are_cards and not metrics.is_compact:
            return metrics.mm(_TALLEST_CARD_MM * metrics.growth)
        if len(self._choices) <= _PAIR and not metrics.is_compact:
            return metrics.mm(_TALLEST_OF_FEW_MM * metrics.growth)
        if rows > 2 and metrics.is_compact and metrics.is_wide:
            return metrics.mm(_TALLEST_ON_LOW_GLASS_MM * metrics.growth)
        return metrics.mm((_TALLEST_OF_FEW_MM if self.has_few else _TALLEST_MM) * metrics.growth)

    def _widest(self, columns: int) -> int:
        """Pixels; a lone column stands as wide as cards do."""
        if (
            self._are_cards
            or (columns == 1 and self.has_few)
            or (len(self._choices) <= _PAIR and not self._look.metrics.is_compact)
        ):
            return self.width()
        return self._look.metrics.mm(_WIDEST_MM * self._look.metrics.growth)

    def wish_height(self, width: int, most: int) -> int:
        """Pixels it would like at a width, given at most so many."""
        columns, rows = self._shape(width, most)
        rows = min(rows, -(-len(self._choices) // columns))
        gap = self._gap()
        return min(most, rows * self._tallest(rows) + (rows - 1) * gap)

    def pages_at(self, width: int, height: int) -> int:
        """How many pages the choices take there."""
        columns, rows = self._shape(width, height)
        return -(-len(self._choices) // (columns * rows))

    def _shape(self, width: int, height: int) -> tuple[int, int]:
        """Columns and rows: all choices if they fit, in cells of a pleasant shape, else as many as do."""
        if self._are_cards:
            return self._shape_of_cards(width, height)
        metrics, gap = self._look.metrics, self._gap()
        count = min(len(self._choices), self._most)
        side = metrics.target
        needed = max(side, self._narrowest())
        most_rows = max(1, (height + gap) // (side + gap))
        most_columns = max(1, (width + gap) // (needed + gap))
        shapes = [(columns, -(-count // columns)) for columns in range(1, min(most_columns, count) + 1)]
        fitting = [shape for shape in shapes if shape[1] <= most_rows]
        if not fitting:
            return most_columns, most_rows
        if self.has_few and (1, count) in fitting:
            return 1, count
        if self._columns is not None:
            return min(fitting, key=lambda shape: (shape[0] < (self._columns or 0), shape[0]))
        is_numbers = all(len(choice) <= _LONGEST_NUMBER for choice in self._choices)
        best = _BEST_SHAPE_OF_NUMBERS if is_numbers else _BEST_SHAPE

        def awkwardness(shape: tuple[int, int]) -> float:
            columns, rows = shape
            cell_width = min((width - (columns - 1) * gap) / columns, metrics.mm(_WIDEST_MM * metrics.growth))
            cell_height = min((height - (rows - 1) * gap) / rows, self._tallest(rows))
            ratio = cell_width / cell_height / best
            return max(ratio, 1 / ratio) + (columns * rows - count) * 0.05 + rows * 0.03

        return min(fitting, key=awkwardness)

    def _shape_of_cards(self, width: int, height: int) -> tuple[int, int]:
        """Columns and rows: as wide as may be while all of them fit, as cards are read from side to side."""
        gap, count = self._gap(), len(self._choices)
        fewest = min(count, 2 if self._look.metrics.is_wide else 1)
        shapes = [(columns, -(-count // columns)) for columns in range(fewest, _MOST_CARD_COLUMNS + 1)]
        cells = [
            ((width - (columns - 1) * gap) // columns, (height - (rows - 1) * gap) // rows) for columns, rows in shapes
        ]
        whole = [
            (shape, wide, tall)
            for shape, (wide, tall) in zip(shapes, cells, strict=True)
            if tall >= self._look.metrics.target and all(one.is_whole_at(wide, tall) for one in self.buttons)
        ]
        for shape, wide, tall in whole:
            if all(one.height_at(wide) <= tall for one in self.buttons):
                return shape
        if whole:
            return whole[0][0]
        need = max(button.height_at(cells[0][0]) for button in self.buttons)
        return fewest, max(1, (height + gap) // (need + gap))

    def _narrowest(self) -> int:
        """Pixels at which the longest text fits on two lines."""
        font = self._look.font(Type.PLAIN_BUTTON)
        frame = 2 * self._look.metrics.px(KEY_SIDE) + 4

        def needed(text: str) -> float:
            whole = set_text(text, font, 1e6).width
            if len(text) <= 10:
                return whole
            longest_word = max(set_text(word, font, 1e6).width for word in text.split() or [text])
            return max(longest_word, whole * 0.62)

        small = self._look.font(Type.SMALL)
        notes = (set_text(note, small, 1e6).width * _NOTE_FILL for note in self._notes)
        return round(max(*(needed(text) for text in self._choices), *notes, 0) + frame)

    def _on_button_clicked(self) -> None:
        button = self.sender()
        for place, known in enumerate(self._buttons):
            if known is button:
                self.choice_tapped.emit(place)

    def _on_pager_page_turned(self, page: int) -> None:
        self._page = page
        self._lay_out()
