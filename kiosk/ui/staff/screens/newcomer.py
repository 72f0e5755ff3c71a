"""A new family: one short form beside those who may be meant, so that nobody gets a second record."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.newcomers import NewFamily, NewPerson
from kiosk.services.household_views import family_key, family_name
from kiosk.services.self_station import FamilyKey, GradeChoice
from kiosk.ui.columns import Gap, Growing, Spring, lay_out_column
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.desk_button import DeskButton, Weight
from kiosk.ui.staff.entry import Entry
from kiosk.ui.staff.newcomer_flow import NewcomerScene
from kiosk.ui.staff.person_pane import typed_date
from kiosk.ui.staff.row_face import Row
from kiosk.ui.staff.rows import RowList
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

    @property
    def boxes(self) -> tuple[Entry, ...]:
        """In the order of the keyboard."""
        return (self.name, self.born, self.care)


class NewcomerScreen(QWidget):
    """``changed`` with the form as far as it is filled in; ``saved`` with all of it. Enter moves on, and saves at the end."""

    changed = Signal(object)
    saved = Signal(object)
    match_opened = Signal(object)
    dismissed = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._grades: tuple[GradeChoice, ...] = ()
        self._keys: dict[str, FamilyKey] = {}
        words, tokens = look.words, look.tokens
        self._title = Text(look, Type.NAME, tokens.ink, words.say(say.NEW_TITLE), parent=self)
        self._first = Entry(look, words.say(say.ADULT_FIRST_NAME), parent=self)
        self._last = Entry(look, words.say(say.LAST_NAME), parent=self)
        self._phone = Entry(look, words.say(say.PHONE), parent=self)
        self._children = tuple(
            _ChildLine(
                Entry(look, words.say(say.CHILD_NUMBER, number=number), parent=self),
                Entry(look, words.say(say.DATE_OR_GRADE), parent=self),
                Entry(look, words.say(say.ALLERGIES), parent=self),
            )
            for number in range(1, (CHILDREN_COMPACT if look.metrics.is_compact else CHILDREN) + 1)
        )
        self._collect = Entry(look, words.say(say.MAY_COLLECT), parent=self)
        boxes = self._boxes()
        for place, box in enumerate(boxes):
            box.textChanged.connect(self._on_box_text_changed)
            if place + 1 < len(boxes):
                box.entered.connect(lambda _, after=boxes[place + 1]: after.setFocus())
                QWidget.setTabOrder(box, boxes[place + 1])
        self._collect.entered.connect(lambda _: self._save())
        self._alike_title = Text(look, Type.LEAD, tokens.ink, most_lines=2, parent=self)
        self._alike_title.embolden()
        self._alike = RowList(look, words.say(say.SEARCHED_FIRST), self)
        self._alike.row_chosen.connect(self._on_alike_row_chosen)
        self._nobody = DeskButton(look, words.say(say.SAME_PERSON), parent=self)
        self._nobody.clicked.connect(self.dismissed)
        self._said = Notice(look, self)
        self._back = DeskButton(look, words.say(say.BACK), hint=words.say(say.KEY_ESC))
        self._back.clicked.connect(self.left)
        self._go = DeskButton(look, words.say(say.SAVE_FAMILY), hint="Ctrl Enter", weight=Weight.PRIMARY)
        self._go.clicked.connect(self._save)
        self._buttons = ButtonRow(look, (self._back,), (self._go,), self)

    def _boxes(self) -> tuple[Entry, ...]:
        children = tuple(box for line in self._children for box in line.boxes)
        return (self._first, self._last, self._phone, *children, self._collect)

    def display(self, scene: NewcomerScene) -> None:
        """Show who may be meant, and what went wrong."""
        words = self._look.words
        self._grades = scene.grades
        matches = scene.open_matches
        self._keys = {f"{place}": family_key(match.household) for place, match in enumerate(matches)}
        self._alike_title.say(words.say(say.SEARCHED_FIRST if matches else say.NOBODY_ALIKE))
        self._alike.display(
            [
                Row(
                    key,
                    match.person.name,
                    ", ".join(person.called_name for person in match.household.people),
                    family_name(match.household.household),
                )
                for key, match in zip(self._keys, matches, strict=True)
            ]
        )
        self._nobody.setVisible(bool(matches))
        self._said.say(scene.said.in_words(words))
        self._go.setEnabled(not scene.is_saving)
        self._lay_out()

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self._first

    def begin(self, last_name: str) -> None:
        """An empty form, with the name that was searched for and not found."""
        for box in self._boxes():
            box.blockSignals(True)
            box.clear()
            box.blockSignals(False)
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
        return NewFamily((adult,), children, "", others)

    def _child(self, line: _ChildLine, last: str) -> NewPerson:
        said = line.born.text().strip()
        born = typed_date(said)
        grade = next((one.key for one in self._grades if said.casefold() in (one.name.casefold(), str(one.key))), None)
        return NewPerson(
            line.name.text().strip(),
            last,
            is_child=True,
            birthdate=born,
            grade=grade if born is None and said else None,
            medical_notes=line.care.text().strip(),
        )

    def _on_box_text_changed(self) -> None:
        self.changed.emit(self.form())

    def _save(self) -> None:
        form, words = self.form(), self._look.words
        wrong = next((line for line in self._children if self._cannot_be_read(line)), None)
        if not form.adults[0].first_name or not form.children:
            self._said.say(words.say(say.NEW_NEEDS))
            (self._first if not form.adults[0].first_name else self._children[0].name).setFocus()
        elif wrong is not None:
            self._said.say(words.say(say.NOT_A_DATE))
            wrong.born.setFocus()
        else:
            self.saved.emit(form)
            return
        self._lay_out()

    def _cannot_be_read(self, line: _ChildLine) -> bool:
        """A date or grade was typed of which nothing can be made."""
        if not line.name.text().strip() or not line.born.text().strip():
            return False
        child = self._child(line, "")
        return child.birthdate is None and child.grade is None

    def _on_alike_row_chosen(self, key: str) -> None:
        if key in self._keys:
            self.match_opened.emit(self._keys[key])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        metrics = self._look.metrics
        gap, between = metrics.gap, metrics.mm(5)
        self._buttons.lay_out()
        is_tight = metrics.is_compact and metrics.is_wide
        foot = self._buttons.heightForWidth(self.width())
        if not is_tight:
            self._buttons.setGeometry(0, self.height() - foot, self.width(), foot)
        area = self.rect() if is_tight else self.rect().adjusted(0, 0, 0, -foot - gap)
        form = QRect(area)
        beside = QRect(area)
        if metrics.is_wide:
            width = round((area.width() - between) * 0.64)
            form.setWidth(width)
            beside.setLeft(area.left() + width + between)
        else:
            height = round((area.height() - between) * 0.62)
            form.setHeight(height)
            beside.setTop(area.top() + height + between)
        self._lay_out_form(form, gap)
        lay_out_column(
            beside,
            (
                self._alike_title,
                Gap(gap),
                Growing(self._alike),
                Gap(gap),
                self._nobody,
                Gap(gap),
                self._said,
                Spring(),
                *((Gap(gap), self._buttons) if is_tight else ()),
            ),
        )

    def _lay_out_form(self, area: QRect, gap: int) -> None:
        y = area.top()
        self._title.setVisible(not self._look.metrics.is_compact)
        if not self._title.isHidden():
            title = self._title.heightForWidth(area.width())
            self._title.setGeometry(area.left(), y, area.width(), title)
            y += title + gap
        rows: list[tuple[tuple[Entry, int], ...]] = [((self._first, 3), (self._last, 3), (self._phone, 3))]
        rows += [((line.name, 3), (line.born, 3), (line.care, 4)) for line in self._children]
        rows.append(((self._collect, 1),))
        for row in rows:
            total = sum(weight for _, weight in row)
            free = area.width() - gap * (len(row) - 1)
            x = area.left()
            for box, weight in row:
                width = free * weight // total
                left = self.width() - x - width if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else x
                box.setGeometry(left, y, width, box.height())
                x += width + gap
            y += row[0][0].height() + gap
