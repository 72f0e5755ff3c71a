"""A new family: one short form beside those who may be meant, so that nobody gets a second record."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.newcomers import NewFamily, NewPerson
from kiosk.services.self_station import GradeChoice
from kiosk.ui.columns import Gap, lay_out_column
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.alike_pane import AlikePane
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.desk_button import DeskButton, Weight
from kiosk.ui.staff.entry import DIGITS, Entry
from kiosk.ui.staff.form import Cell, Form
from kiosk.ui.staff.form_layout import lay_out_form
from kiosk.ui.staff.newcomer_flow import NewcomerScene
from kiosk.ui.staff.typed import is_readable, typed_address, typed_date, typed_grade
from kiosk.ui.widgets.letter_keys import LetterKeys
from kiosk.ui.widgets.notice import Notice
from kiosk.ui.widgets.text import Text
from kiosk.words import staff as say

CHILDREN = 4
CHILDREN_COMPACT = 3
_SEVERAL = re.compile(r"\s*[,;]\s*")


@dataclass(frozen=True, slots=True)
class _ChildLine:
    """The boxes of one child."""

    name: Entry
    born: Entry
    care: Entry


class NewcomerScreen(QWidget):
    """``changed`` with the form as far as it is filled in; ``saved`` with all of it. Enter moves on, and saves at the end."""

    changed = Signal(object)
    saved = Signal(object)
    lacking = Signal(str)
    match_opened = Signal(object)
    dismissed = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._grades: tuple[GradeChoice, ...] = ()
        words, tokens = look.words, look.tokens
        self._title = Text(look, Type.NAME, tokens.ink, words.say(say.NEW_TITLE), parent=self)
        self._first = Entry(look, words.say(say.ADULT_FIRST_NAME), parent=self)
        self._last = Entry(look, words.say(say.LAST_NAME), parent=self)
        self._phone = Entry(look, words.say(say.PHONE), keys=DIGITS, parent=self)
        self._children = tuple(
            _ChildLine(
                Entry(look, words.say(say.CHILD_NUMBER, number=number), parent=self),
                Entry(look, words.say(say.DATE_OR_GRADE), keys=DIGITS, parent=self),
                Entry(look, words.say(say.ALLERGIES), parent=self),
            )
            for number in range(1, (CHILDREN_COMPACT if look.metrics.is_compact else CHILDREN) + 1)
        )
        self._collect = Entry(look, words.say(say.MAY_COLLECT), parent=self)
        self._address = Entry(look, words.say(say.ADDRESS), parent=self)
        self.form_rows = Form(
            look,
            (
                (Cell(self._first, 4), Cell(self._last, 4), Cell(self._phone, 3)),
                *((Cell(line.name), Cell(line.born), Cell(line.care)) for line in self._children),
                (Cell(self._collect),),
                (Cell(self._address),),
            ),
            self,
        )
        self.form_rows.changed.connect(lambda: self.changed.emit(self.form()))
        self.form_rows.finished.connect(self._save)
        self._alike = AlikePane(look, self)
        self._alike.match_opened.connect(self.match_opened)
        self._alike.dismissed.connect(self.dismissed)
        self._said = Notice(look, self)
        self._back = DeskButton(look, words.say(say.BACK), hint=words.say(say.KEY_ESC))
        self._back.clicked.connect(self.left)
        self._go = DeskButton(look, words.say(say.SAVE_FAMILY), hint="Ctrl Enter", weight=Weight.PRIMARY)
        self._go.clicked.connect(self._save)
        self._buttons = ButtonRow(look, (self._back,), (self._go,), self)
        keys = LetterKeys(look, self)
        keys.attach(*self.findChildren(Entry), has_buttons=not look.metrics.is_compact)

    def display(self, scene: NewcomerScene) -> None:
        """Show who may be meant, and what went wrong."""
        words = self._look.words
        self._grades = scene.grades
        self._alike.display(scene.open_matches)
        self._said.say(scene.said.in_words(words))
        self._go.setEnabled(not scene.is_saving)
        self._lay_out()

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self._first

    def begin(self, last_name: str) -> None:
        """An empty form, with the name that was searched for and not found."""
        for box in self.form_rows.entries:
            self.form_rows.fill(box, "")
        self._last.setText(last_name)

    def go_back(self) -> bool:
        """Esc leads back to the desk."""
        self.left.emit()
        return True

    def save(self) -> None:
        """Ctrl Enter."""
        self._save()

    def form(self) -> NewFamily:
        """The family as far as it is filled in; a last name holds for everybody."""
        last = self._last.text().strip()
        adult = NewPerson(self._first.text().strip(), last, phone=self._phone.text().strip())
        children = tuple(self._child(line, last) for line in self._children if line.name.text().strip())
        others = tuple(name for name in _SEVERAL.split(self._collect.text().strip()) if name)
        return NewFamily((adult,), children, "", others, typed_address(self._address.text()))

    def _child(self, line: _ChildLine, last: str) -> NewPerson:
        said = line.born.text().strip()
        born = typed_date(said)
        return NewPerson(
            line.name.text().strip(),
            last,
            is_child=True,
            birthdate=born,
            grade=typed_grade(said, self._grades) if born is None else None,
            medical_notes=line.care.text().strip(),
        )

    def _save(self) -> None:
        form = self.form()
        wrong = next((line for line in self._children if self._cannot_be_read(line)), None)
        if not form.adults[0].first_name or not form.children:
            self.lacking.emit(say.NEW_NEEDS)
            self.form_rows.go_to(self._first if not form.adults[0].first_name else self._children[0].name)
        elif wrong is not None:
            self.lacking.emit(say.NOT_A_DATE_OR_GRADE)
            self.form_rows.go_to(wrong.born)
        else:
            self.saved.emit(form)

    def _cannot_be_read(self, line: _ChildLine) -> bool:
        """A date or grade was typed of which nothing can be made."""
        return bool(line.name.text().strip()) and not is_readable(line.born.text(), self._grades)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        gap = self._look.metrics.gap
        self._title.setVisible(not self._look.metrics.is_compact)
        head = QRect(0, 0, self.width(), 0)
        needed = lay_out_column(head, (self._title, Gap(gap), self._said))
        head.setHeight(needed + gap if needed else 0)
        rows = self.form_rows
        lay_out_form(self._look, self, head, rows, rows.whole_height, self._alike, self._buttons)
