"""A grid of choices, one of which holds: rooms, years, grades, adults. As large as a hand likes, in pages where there are many.

Beside them may stand some that hold each for itself, to tick.
"""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from kiosk.ui.lettering import Setting, draw, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.shapes import body_of, draw_body, draw_focus, draw_tick_circle, mirrored, shows_focus
from kiosk.ui.widgets.pager import Pager

_TALLEST_MM = 34.0
_WIDEST_MM = 120.0
FEW = 4
"""So many choices stand below one another upright, each as wide as a person's card on the screen before."""
_TALLEST_ON_LOW_GLASS_MM = 24.0
_TALLEST_OF_FEW_MM = 42.0
_LARGER = 1.25
"""How much larger a few choices are written."""
_BEST_SHAPE = 2.6
_BEST_SHAPE_OF_NUMBERS = 1.0
_LONGEST_NUMBER = 4
_SIDE, _SIDE_OF_LARGE = 12, 32
_CIRCLE = 38
_CIRCLE_MARGIN = 18
_MOST_CIRCLE = 0.6
_NOTE_LINES = 3
_STEP = 0.92
"""How much smaller words are tried where they are too tall for their button."""
_NOTE_FILL = 0.45
"""Of its length on one line: how wide a note must be able to run to stand on its lines."""
_MANY = 1000


class ChoiceButton(QRadioButton):
    """One choice, with a few small words below where there are any; the chosen one is filled, a barred one only says why."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.note = ""
        self.is_large = False
        self.is_tick = False
        """Holds for itself, and shows it by a tick in a circle, not by being filled as the one choice is."""
        # Taps choose; arrows only move the focus, and nothing changes until Space or Enter.
        self.setAutoExclusive(False)

    def hitButton(self, pos: QPoint) -> bool:
        """Qt asks: all of it."""
        return self.rect().contains(pos)

    def settings(self) -> tuple[Setting, ...]:
        """The text as it is set."""
        look = self._look
        width = self.width() - 2 * look.metrics.px(_SIDE_OF_LARGE if self.is_large else _SIDE) - self._circle_room()
        font, small, least = look.font(Type.BUTTON), look.font(Type.SMALL), look.metrics.least_px()
        if self.is_large:
            font.setPixelSize(round(font.pixelSize() * _LARGER))
            small = look.font(Type.BODY)
        while True:
            name = set_text(self.text(), font, width, least_px=least, lines=2, shrinks_first=True)
            if not self.note:
                settings: tuple[Setting, ...] = (name,)
            else:
                note = set_text(self.note, small, width, least_px=least, lines=_NOTE_LINES)
                if name.height + note.height > self.height():
                    name = set_text(self.text(), font, width, least_px=least)
                settings = (name, note)
            if sum(one.height for one in settings) <= self.height() or font.pixelSize() <= least:
                return settings
            font.setPixelSize(max(least, round(font.pixelSize() * _STEP)))
            small.setPixelSize(max(least, round(small.pixelSize() * _STEP)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        look, tokens, metrics = self._look, self._look.tokens, self._look.metrics
        painter = QPainter(self)
        body = body_of(look, self, self.isDown())
        radius = metrics.key_radius
        is_filled = self.isChecked() and not self.is_tick
        if is_filled:
            ink = tokens.accent_ink
            draw_body(painter, look, body, radius, tokens.accent_pressed if self.isDown() else tokens.accent)
        elif not self.isEnabled():
            ink = tokens.soft
            # It is there, and it is not for tapping: nothing raised, and a line that is no edge.
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour(tokens.edge), metrics.hairline, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(body.adjusted(1, 1, -1, -1), radius, radius)
        else:
            ink = tokens.ink
            draw_body(
                painter,
                look,
                body,
                radius,
                tokens.tint_pressed if self.isDown() else tokens.card,
                tokens.edge,
                metrics.hairline,
            )
        name, *notes = self.settings()
        top = body.center().y() - (name.height + sum(note.height for note in notes)) / 2
        taken = self._circle_room()
        for setting in (name, *notes):
            area = mirrored(self, QRectF(body.left() + taken, top, body.width() - taken, setting.height))
            soft = setting is not name and not is_filled
            draw(painter, setting, area, colour(tokens.soft if soft else ink), Qt.AlignmentFlag.AlignHCenter)
            top += setting.height
        if self.is_tick:
            side = self._circle_side()
            left = body.left() + metrics.px(_CIRCLE_MARGIN)
            circle = QRectF(left, body.center().y() - side / 2, side, side)
            draw_tick_circle(painter, look, mirrored(self, circle), is_ticked=self.isChecked())
        if shows_focus(self):
            draw_focus(painter, look, body, radius, ink)
        painter.end()

    def _circle_side(self) -> float:
        return min(self._look.metrics.px(_CIRCLE), self.height() * _MOST_CIRCLE)

    def _circle_room(self) -> float:
        """Pixels beside the words that the circle takes."""
        return self._circle_side() + self._look.metrics.px(_CIRCLE_MARGIN) if self.is_tick else 0.0


class ChoiceGrid(QWidget):
    """Shows choices by their texts and tells the place of the one that was tapped. Its ``pager`` lies in the screen's footer."""

    choice_tapped = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
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
    ) -> None:
        """Offer these; ``chosen`` is the place of the one that holds.

        ``most``: how many a page shows at most; ``columns``: how many stand side by side where there is room for so many rows.
        ``notes``: a few words below each, in the same order; so many ``barred`` ones at the end are shown and cannot be tapped.
        ``ticks``: the places of those that hold each for itself, and whether they do.
        """
        self._most = most
        self._notes = notes
        self._columns = columns
        if choices != self._choices:
            self._page = 0
        self._choices = choices
        while len(self._buttons) < len(choices):
            button = ChoiceButton(self._look, self)
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
        cell_height = min((height - (filled - 1) * gap) // filled, self._tallest(filled))
        left = (self.width() - columns * cell_width - (columns - 1) * gap) // 2
        top = (height - filled * cell_height - (filled - 1) * gap) // 2
        first = self._page * columns * rows
        is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for place, button in enumerate(self._buttons):
            seat = place - first
            is_shown = 0 <= seat < columns * rows and place < count
            button.setVisible(is_shown)
            button.is_large = self.has_few
            if is_shown:
                row, column = divmod(seat, columns)
                column = columns - 1 - column if is_right_to_left else column
                button.setGeometry(
                    left + column * (cell_width + gap), top + row * (cell_height + gap), cell_width, cell_height
                )

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
        if rows > 2 and metrics.is_compact and metrics.is_wide:
            return metrics.mm(_TALLEST_ON_LOW_GLASS_MM * metrics.growth)
        return metrics.mm((_TALLEST_OF_FEW_MM if self.has_few else _TALLEST_MM) * metrics.growth)

    def _widest(self, columns: int) -> int:
        """Pixels; a lone column stands as wide as cards do."""
        if columns == 1 and self.has_few:
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

    def _narrowest(self) -> int:
        """Pixels at which the longest text fits on two lines."""
        font = self._look.font(Type.PLAIN_BUTTON)
        frame = 2 * self._look.metrics.px(_SIDE) + 4

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
