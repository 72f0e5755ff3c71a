"""A form: rows with a title, a sentence and a control, leafed through page by page; each answer is told as it is given.

form = Form(look); form.display(fields); form.answered.connect(save)   # save(key, value); show what came of it with display
"""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.ui.backstage.answers import ListAnswer, answer_for, chosen_in, with_toggled
from kiosk.ui.backstage.fields import ChoiceField, Field, SeveralField, Value
from kiosk.ui.columns import Gap, Growing, column_height, lay_out_column
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.desk_button import DeskButton, Weight
from kiosk.ui.staff.row_face import Row
from kiosk.ui.staff.rows import RowList
from kiosk.ui.widgets.text import Text
from kiosk.words import backstage as say
from kiosk.words import staff as pages

_BESIDE_FROM_UNITS = 700
_CONTROL_SHARE = 0.46
_WIDEST_UNITS = 1150
"""Beyond this a sentence and its control are too far apart to belong together."""


class _FormRow(QWidget):
    """Title, sentence, control and what is wrong; beside one another where there is room."""

    answered = Signal(object)
    opened = Signal()

    def __init__(self, look: Look, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.field = field
        tokens = look.tokens
        self._title = Text(look, Type.CHIP, tokens.ink, field.title, most_lines=2, parent=self)
        self._about = Text(look, Type.SMALL, tokens.soft, field.about, most_lines=4, parent=self)
        self._about.setVisible(bool(field.about) and field.about != field.title)
        self._error = Text(look, Type.SMALL, tokens.warn, most_lines=3, parent=self)
        self.answer = answer_for(look, field, self.answered.emit, self.opened.emit)
        self.answer.setParent(self)
        self.display(field)

    def display(self, field: Field) -> None:
        """Show the answer so far, and what is wrong with it."""
        self.field = field
        self.answer.display(field)
        self._error.say(field.error)
        self._error.setVisible(bool(field.error))

    def lay_out(self, area: QRect, *, only_ask: bool = False) -> int:
        """Place everything in an area; gives back the height that is needed."""
        gap, metrics = Gap(round(self._look.metrics.px(4))), self._look.metrics
        words = (self._title, gap, self._about)
        if area.width() / metrics.unit < _BESIDE_FROM_UNITS:
            parts = (*words, gap, self._sized(area.width()), gap, self._error)
            if not only_ask:
                lay_out_column(area, parts)
            return column_height(area.width(), parts)
        control = round(area.width() * _CONTROL_SHARE)
        side = area.width() - control - metrics.mm(6)
        column = (self._sized(control), gap, self._error)
        needed = max(column_height(side, words), column_height(control, column))
        if not only_ask:
            is_right_to_left = self.isRightToLeft()
            left = (
                area.adjusted(area.width() - side, 0, 0, 0)
                if is_right_to_left
                else area.adjusted(0, 0, side - area.width(), 0)
            )
            right = (
                area.adjusted(0, 0, control - area.width(), 0)
                if is_right_to_left
                else area.adjusted(area.width() - control, 0, 0, 0)
            )
            lay_out_column(left, words)
            lay_out_column(right, column)
        return needed

    def _sized(self, width: int) -> QWidget:
        if isinstance(self.answer, ListAnswer):
            self.answer.setFixedWidth(width)
        return self.answer

    def height_at(self, width: int) -> int:
        """Pixels it needs at a width."""
        return self.lay_out(QRect(0, 0, width, 10_000), only_ask=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self.lay_out(self.rect())
        super().resizeEvent(event)


class Form(QWidget):
    """``answered``: a key and its new value. ``values`` are the answers as they stand, also those not yet saved."""

    answered = Signal(str, object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._fields: tuple[Field, ...] = ()
        self._rows: dict[str, _FormRow] = {}
        self._pages: list[list[_FormRow]] = []
        self._page = 0
        self._choosing = ""
        words = look.words
        self._where = Text(look, Type.SMALL, look.tokens.soft, parent=self)
        self._up = DeskButton(look, icon="chevron-up", parent=self)
        self._up.setAccessibleName(words.say(pages.PAGE_UP))
        self._up.clicked.connect(lambda: self.turn(-1))
        self._down = DeskButton(look, icon="chevron-down", parent=self)
        self._down.setAccessibleName(words.say(pages.PAGE_DOWN))
        self._down.clicked.connect(lambda: self.turn(1))
        self._foot = ButtonRow(look, (self._where,), (self._up, self._down), self)
        self._question = Text(look, Type.LEAD, look.tokens.ink, most_lines=2, parent=self)
        self._list = RowList(look, words.say(say.CHOOSE), self)
        self._list.row_chosen.connect(self._on_list_row_chosen)
        self._list.went_on.connect(self._close_list)
        self._done = DeskButton(look, words.say(say.DONE), weight=Weight.PRIMARY, parent=self)
        self._done.clicked.connect(self._close_list)
        self._done_row = ButtonRow(look, (), (self._done,), self)
        for widget in (self._question, self._list, self._done_row):
            widget.hide()

    @property
    def values(self) -> dict[str, Value]:
        """The answers by key."""
        return {field.key: field.value for field in self._fields}

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        if self._choosing:
            return self._list
        shown = self._pages[self._page] if self._pages else []
        return shown[0].answer.first_focus if shown else self

    def display(self, fields: Sequence[Field]) -> None:
        """Show these rows; where they ask the same as before, page and keyboard stay."""
        before, self._fields = self._fields, tuple(fields)
        is_same = [(one.key, one.title, one.kind) for one in before] == [
            (one.key, one.title, one.kind) for one in fields
        ]
        if is_same:
            for field in fields:
                self._rows[field.key].display(field)
        else:
            self._build()
        if self._choosing:
            self._show_list()
        self._lay_out()

    def go_back(self) -> bool:
        """Esc: out of a list of choices."""
        if not self._choosing:
            return False
        self._close_list()
        return True

    def turn(self, step: int) -> None:
        """A page on, or back."""
        self._page = max(0, min(len(self._pages) - 1, self._page + step))
        self._lay_out()
        if not self.isHidden():
            self.first_focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        for row in self._rows.values():
            row.hide()
            row.deleteLater()
        self._rows, self._page, self._choosing = {}, 0, ""
        for field in self._fields:
            row = self._rows[field.key] = _FormRow(self._look, field, self)
            row.answered.connect(lambda value, key=field.key: self._give(key, value))
            row.opened.connect(lambda key=field.key: self._open_list(key))
        self._list.hide()

    def _give(self, key: str, value: Value) -> None:
        self._fields = tuple(
            Field(one.key, one.title, one.kind, value, one.about, "") if one.key == key else one for one in self._fields
        )
        row = self._rows[key]
        row.display(next(one for one in self._fields if one.key == key))
        self.answered.emit(key, value)

    # Lists of many choices, in place of the rows.

    def _open_list(self, key: str) -> None:
        self._choosing = key
        self._show_list()
        self._lay_out()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_list(self) -> None:
        field = self._rows[self._choosing].field
        if not isinstance(field.kind, ChoiceField | SeveralField):
            return
        chosen = chosen_in(field)
        self._question.say(field.title)
        self._list.display(
            [Row(one.value, one.title, is_ticked=one.value in chosen) for one in field.kind.options],
            self._look.words.say(say.NOTHING_HERE),
        )

    def _on_list_row_chosen(self, value: str) -> None:
        key = self._choosing
        field = self._rows[key].field
        if isinstance(field.kind, SeveralField):
            self._give(key, with_toggled(chosen_in(field), value))
            self._show_list()
        else:
            self._close_list()
            self._give(key, value)

    def _close_list(self) -> None:
        key, self._choosing = self._choosing, ""
        self._lay_out()
        if key in self._rows:
            self._rows[key].answer.first_focus.setFocus(Qt.FocusReason.OtherFocusReason)

    # Places.

    def _lay_out(self) -> None:
        metrics = self._look.metrics
        is_choosing = bool(self._choosing)
        for widget in (self._question, self._list, self._done_row):
            widget.setVisible(is_choosing)
        if is_choosing:
            for row in self._rows.values():
                row.hide()
            self._foot.hide()
            gap = Gap(metrics.gap)
            lay_out_column(self.rect(), (self._question, gap, Growing(self._list), gap, self._done_row))
            return
        between = metrics.mm(5)
        self._split(between)
        is_paged = len(self._pages) > 1
        shown = self._pages[self._page] if self._pages else []
        y = 0
        for row in self._rows.values():
            row.setVisible(row in shown)
        width = self._rows_width()
        left = self.width() - width if self.isRightToLeft() else 0
        for row in shown:
            height = row.height_at(width)
            row.setGeometry(left, y, width, height)
            row.lay_out(row.rect())
            y += height + between
        self._foot.setVisible(is_paged)
        if is_paged:
            self._say_where(shown)

    def _say_where(self, shown: list[_FormRow]) -> None:
        first = sum(len(page) for page in self._pages[: self._page])
        where = self._look.words.say(pages.PAGE_ROWS, first=first + 1, last=first + len(shown), count=len(self._rows))
        self._where.say(where)
        self._up.setEnabled(self._page > 0)
        self._down.setEnabled(self._page < len(self._pages) - 1)
        height = self._up.height()
        self._foot.setGeometry(0, self.height() - height, self.width(), height)
        self._foot.lay_out()

    def _rows_width(self) -> int:
        return min(self.width(), round(self._look.metrics.px(_WIDEST_UNITS)))

    def _split(self, between: int) -> None:
        """Rows by page: as many as fit, at least one."""
        heights = [(row, row.height_at(self._rows_width())) for row in self._rows.values()]
        total = sum(height for _, height in heights) + between * max(0, len(heights) - 1)
        foot = 0 if total <= self.height() else self._up.height() + self._look.metrics.gap
        self._pages, used = [], 0
        for row, height in heights:
            if self._pages and used + height <= self.height() - foot:
                self._pages[-1].append(row)
            else:
                self._pages.append([row])
                used = 0
            used += height + between
        self._page = max(0, min(self._page, len(self._pages) - 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)
