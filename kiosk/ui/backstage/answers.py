"""The controls that answer a form's rows: a line, a number with its steps, buttons for a few choices, a list for many."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from kiosk.ui.backstage.fields import (
    FEW,
    Choice,
    ChoiceField,
    Field,
    FlagField,
    NumberField,
    SeveralField,
    TextField,
    Value,
)
from kiosk.ui.look import Look
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.desk_button import DeskButton, Weight
from kiosk.ui.staff.entry import DIGITS, Entry
from kiosk.words import backstage as say

YES, NO = "yes", "no"
_NUMBER_WIDTH_MM = 38.0
"""Room for five digits and the key that calls the keyboard up."""


class Answer(Protocol):
    """A control of one row."""

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""

    def display(self, field: Field) -> None:
        """Show the answer so far."""


class TextAnswer(Entry):
    """``answered`` on Enter, and when the keyboard leaves the line."""

    answered = Signal(object)

    def __init__(self, look: Look, field: Field, kind: TextField) -> None:
        keys = DIGITS if kind.is_digits else Qt.InputMethodHint.ImhNone
        super().__init__(look, kind.hint, name=field.title, keys=keys)
        self.setMaxLength(kind.longest)
        if kind.is_secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)
        self.editingFinished.connect(self._on_editing_finished)
        self.entered.connect(lambda _: self._on_editing_finished())

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self

    def display(self, field: Field) -> None:
        """Show the answer so far; what is being typed stays."""
        text = str(field.value)
        if text != self.kept or not self.hasFocus():
            self.kept = text
            self.setText(text)

    def _on_editing_finished(self) -> None:
        if self.text() != self.kept:
            self.kept = self.text()
            self.answered.emit(self.text())


class NumberAnswer(QWidget):
    """Less, the number, more."""

    answered = Signal(object)

    def __init__(self, look: Look, field: Field, kind: NumberField) -> None:
        super().__init__()
        self._look, self._kind = look, kind
        self._before: Value = ""
        words = look.words
        self._less = DeskButton(look, icon="minus", parent=self)
        self._less.setAccessibleName(words.say(say.LESS, what=field.title))
        self._less.clicked.connect(lambda: self._step(-1))
        self._more = DeskButton(look, icon="plus", parent=self)
        self._more.setAccessibleName(words.say(say.MORE, what=field.title))
        self._more.clicked.connect(lambda: self._step(1))
        self._entry = Entry(look, words.say(say.NOTHING_SET) if kind.may_be_empty else "", name=field.title)
        self._entry.setParent(self)
        self._entry.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self._entry.editingFinished.connect(self._on_entry_finished)
        self._entry.entered.connect(lambda _: self._on_entry_finished())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self._entry

    def display(self, field: Field) -> None:
        """Show the number so far."""
        if field.value != self._before or not self._entry.hasFocus():
            self._before = field.value
            self._put(field.value)
        number = field.value if isinstance(field.value, int | float) else None
        self._less.setEnabled(number is None or number > self._kind.least)
        self._more.setEnabled(number is None or number < self._kind.most)

    def _step(self, way: int) -> None:
        kind = self._kind
        number = _number(self._entry.text(), is_whole=kind.is_whole)
        begin = kind.least if not isinstance(number, int | float) else number + way * kind.step
        new = min(kind.most, max(kind.least, round(begin, 3)))
        self._give(int(new) if kind.is_whole else new)

    def _on_entry_finished(self) -> None:
        self._give(_number(self._entry.text(), is_whole=self._kind.is_whole))

    def _give(self, value: Value) -> None:
        if value != self._before:
            self._before = value
            self._put(value)
            self.answered.emit(value)

    def _put(self, value: Value) -> None:
        self._entry.kept = _shown(value)
        self._entry.setText(self._entry.kept)

    def sizeHint(self) -> QSize:
        """Qt asks: three things side by side."""
        metrics = self._look.metrics
        width = 2 * (metrics.target + metrics.gap) + metrics.mm(_NUMBER_WIDTH_MM)
        return QSize(width, self._less.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        side, gap = self._look.metrics.target, self._look.metrics.gap
        self._less.setGeometry(0, 0, side, self._less.height())
        middle = max(side, self.sizeHint().width() - 2 * (side + gap))
        self._entry.setGeometry(side + gap, 0, middle, self._less.height())
        self._more.setGeometry(side + 2 * gap + middle, 0, side, self._less.height())
        super().resizeEvent(event)


class ButtonsAnswer(ButtonRow):
    """A few choices side by side; one of them, or several."""

    answered = Signal(object)

    def __init__(self, look: Look, field: Field, options: tuple[Choice, ...], *, is_several: bool) -> None:
        self._buttons = {one.value: DeskButton(look, one.title, weight=Weight.CHOICE) for one in options}
        super().__init__(look, tuple(self._buttons.values()))
        self._is_several, self._is_flag = is_several, isinstance(field.kind, FlagField)
        self._chosen: tuple[str, ...] = ()
        for value, button in self._buttons.items():
            button.setAccessibleName(f"{field.title}: {button.text()}")
            button.clicked.connect(lambda _=False, value=value: self._on_button_clicked(value))

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts: at what is chosen."""
        chosen = next((button for button in self._buttons.values() if button.isChecked()), None)
        return chosen or next(iter(self._buttons.values()))

    def display(self, field: Field) -> None:
        """Show what is chosen."""
        self._chosen = chosen_in(field)
        for value, button in self._buttons.items():
            button.setChecked(value in self._chosen)

    def _on_button_clicked(self, value: str) -> None:
        chosen = with_toggled(self._chosen, value) if self._is_several else (value,)
        changed = chosen != self._chosen
        self._chosen = chosen
        for one, button in self._buttons.items():
            button.setChecked(one in chosen)
        if changed:
            self.answered.emit(chosen if self._is_several else value == YES if self._is_flag else value)


class ListAnswer(DeskButton):
    """Many choices: what is chosen, and a tap that opens the list."""

    opened = Signal()

    def __init__(self, look: Look, field: Field, options: tuple[Choice, ...]) -> None:
        super().__init__(look, icon="chevron-down")
        self._titles = {one.value: one.title for one in options}
        self._name = field.title
        self.clicked.connect(self.opened)

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self

    def display(self, field: Field) -> None:
        """Show what is chosen."""
        chosen = [self._titles.get(value, value) for value in chosen_in(field)]
        words = self._look.words
        several = words.count(say.CHOSEN, len(chosen)) if len(chosen) > 2 else ", ".join(chosen)
        self.say(several or words.say(say.CHOOSE))
        self.setAccessibleName(f"{self._name}: {self.text()}")


def answer_for(
    look: Look, field: Field, answered: Callable[[Value], None], opened: Callable[[], None]
) -> TextAnswer | NumberAnswer | ButtonsAnswer | ListAnswer:
    """The control that fits the field. ``opened``: its list is wanted."""
    words = look.words
    match field.kind:
        case TextField() as kind:
            text = TextAnswer(look, field, kind)
            text.answered.connect(answered)
            return text
        case NumberField() as kind:
            number = NumberAnswer(look, field, kind)
            number.answered.connect(answered)
            return number
        case FlagField():
            options = (Choice(YES, words.say(say.YES_WORD)), Choice(NO, words.say(say.NO_WORD)))
            flag = ButtonsAnswer(look, field, options, is_several=False)
            flag.answered.connect(answered)
            return flag
        case ChoiceField(options) | SeveralField(options) if len(options) > FEW or not options:
            many = ListAnswer(look, field, options)
            many.opened.connect(opened)
            return many
        case ChoiceField(options) | SeveralField(options):
            few = ButtonsAnswer(look, field, options, is_several=isinstance(field.kind, SeveralField))
            few.answered.connect(answered)
            return few


def chosen_in(field: Field) -> tuple[str, ...]:
    """The values that are chosen, of whatever kind of field."""
    value = field.value
    if isinstance(value, bool):
        return (YES if value else NO,)
    if isinstance(value, tuple):
        return value
    if isinstance(field.kind, ChoiceField) and any(one.value == value for one in field.kind.options):
        # An empty answer may be one of those offered: "none", "anybody".
        return (str(value),)
    return (str(value),) if str(value) else ()


def with_toggled(chosen: tuple[str, ...], value: str) -> tuple[str, ...]:
    """With the value, or without it where it was there."""
    return tuple(one for one in chosen if one != value) if value in chosen else (*chosen, value)


def _shown(value: Value) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _number(text: str, *, is_whole: bool) -> Value:
    """What was typed as a number; as it was typed where it is none, for the rule to refuse."""
    try:
        return int(text) if is_whole else float(text.replace(",", "."))
    except ValueError:
        return text.strip()
