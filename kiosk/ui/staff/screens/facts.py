"""Facts about one person to put right on the spot, and the groups to add them to."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.people import Gender
from kiosk.services.corrections import Value
from kiosk.services.staff_forms import NewNumber
from kiosk.services.staff_views import StaffPerson
from kiosk.ui.columns import Gap, Growing, lay_out_column
from kiosk.ui.lettering import isolated
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.desk_button import DeskButton, Weight
from kiosk.ui.staff.entry import DIGITS, Entry
from kiosk.ui.staff.facts_flow import FactsScene
from kiosk.ui.staff.form import Cell, Form
from kiosk.ui.staff.form_layout import lay_out_form
from kiosk.ui.staff.row_face import Row
from kiosk.ui.staff.rows import RowList
from kiosk.ui.staff.typed import date_as_typed, typed_date, typed_grade
from kiosk.ui.widgets.letter_keys import LetterKeys
from kiosk.ui.widgets.notice import Notice
from kiosk.ui.widgets.text import Text
from kiosk.words import desk as say_desk
from kiosk.words import staff as say

_LINE = " / "
"""Stands for a new line of care notes, which have to fit into a box of one line and come back as they were."""


class GroupsPane(QWidget):
    """The groups somebody is in, and a line to find another in; ``group_chosen`` adds at once."""

    group_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._scene = FactsScene()
        words = look.words
        self._title = Text(look, Type.LEAD, look.tokens.ink, most_lines=2, parent=self)
        self._title.embolden()
        self._joined = Text(look, Type.BODY, look.tokens.soft, most_lines=3, parent=self)
        self._find = Entry(look, words.say(say_desk.JOIN_GROUP), parent=self)
        self._find.textChanged.connect(self._show_offered)
        self._rows = RowList(look, words.say(say_desk.JOIN_GROUP), self)
        self._find.moved.connect(self._rows.step)
        self._find.entered.connect(lambda _: self._choose(self._rows.current))
        self._rows.row_chosen.connect(self._choose)

    def display(self, scene: FactsScene, person: StaffPerson) -> None:
        """Show this person's groups."""
        words, groups = self._look.words, scene.groups
        self._scene = scene
        self._title.say(words.say(say_desk.GROUPS_OF, name=isolated(person.called_name)))
        joined = ", ".join(isolated(group.name) for group in groups.joined) if groups is not None else ""
        self._joined.say(joined or words.say(say_desk.NO_GROUPS))
        self._show_offered()
        self._lay_out()

    def clear(self) -> None:
        """Nothing is looked for."""
        self._find.clear()

    def _show_offered(self) -> None:
        groups, wanted = self._scene.groups, self._find.text().strip().casefold()
        offered = groups.offered if groups is not None else ()
        rows = [Row(group.id, group.name, group.schedule) for group in offered if wanted in group.name.casefold()]
        nothing = self._look.words.say(say_desk.NO_GROUP_OFFERED) if groups is not None else ""
        self._rows.display(rows, nothing)

    def _choose(self, key: str) -> None:
        if key:
            self.group_chosen.emit(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        gap = Gap(self._look.metrics.gap)
        lay_out_column(self.rect(), (self._title, self._joined, gap, self._find, gap, Growing(self._rows)))


class FactsScreen(QWidget):
    """``saved`` with what is different now, and a new number if there is one. Ctrl Enter saves, Esc leads back."""

    saved = Signal(object, object)
    wrong_typed = Signal(str)
    group_chosen = Signal(str)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._scene = FactsScene()
        self._gender: Gender | None = None
        words = look.words
        self._title = Text(look, Type.LEAD, look.tokens.ink, most_lines=1, parent=self)
        self._title.embolden()
        self._first = Entry(look, words.say(say.FIRST_NAME))
        self._last = Entry(look, words.say(say.LAST_NAME))
        self._nickname = Entry(look, words.say(say_desk.NICKNAME))
        self._phone = Entry(look, words.say(say.PHONE), keys=DIGITS)
        self._born = Entry(look, words.say(say.BIRTHDATE_HINT), name=words.say(say.BIRTHDATE), keys=DIGITS)
        self._grade = Entry(look, words.say(say.GRADE))
        self._care = Entry(look, words.say(say.MEDICAL))
        self._genders = {
            Gender.FEMALE: DeskButton(look, words.say(say.FEMALE), weight=Weight.TAB),
            Gender.MALE: DeskButton(look, words.say(say.MALE), weight=Weight.TAB),
        }
        for gender, button in self._genders.items():
            button.clicked.connect(lambda _=False, gender=gender: self._on_gender_clicked(gender))
        gender_row = ButtonRow(look, tuple(self._genders.values()))
        sex, care = Cell(gender_row, 6, words.say(say.GENDER)), Cell(self._care, 4, words.say(say.MEDICAL))
        self.form = Form(
            look,
            (
                (
                    Cell(self._first, 3, words.say(say.FIRST_NAME)),
                    Cell(self._last, 3, words.say(say.LAST_NAME)),
                    Cell(self._nickname, 2, words.say(say_desk.NICKNAME)),
                ),
                (
                    Cell(self._born, 4, words.say(say.BIRTHDATE)),
                    Cell(self._grade, 3, words.say(say.GRADE)),
                    Cell(self._phone, 4, words.say(say.PHONE)),
                ),
                *(((sex, care),) if look.metrics.is_compact else ((sex,), (care,))),
            ),
            self,
        )
        self.form.finished.connect(self.save)
        self.groups = GroupsPane(look, self)
        self.groups.group_chosen.connect(self.group_chosen)
        self._said = Notice(look, self)
        self._back = DeskButton(look, words.say(say.BACK), hint=words.say(say.KEY_ESC))
        self._back.clicked.connect(self.left)
        self._go = DeskButton(look, words.say(say.SAVE), hint="Ctrl Enter", weight=Weight.PRIMARY)
        self._go.clicked.connect(self.save)
        self._foot = ButtonRow(look, (self._back,), (self._go,), self)
        keys = LetterKeys(look, self)
        keys.attach(*self.findChildren(Entry), has_buttons=not look.metrics.is_compact)

    def begin(self, person: StaffPerson) -> None:
        """Everything as it is known."""
        facts = person.facts
        for entry, text in (
            (self._first, facts.first_name),
            (self._last, facts.last_name),
            (self._nickname, facts.nickname),
            (self._phone, facts.phone),
            (self._born, date_as_typed(facts.birthdate)),
            (self._grade, facts.grade_name),
            (self._care, _on_one_line(facts.medical_notes)),
        ):
            self.form.fill(entry, text)
        self._gender = facts.gender
        self.groups.clear()

    def display(self, scene: FactsScene) -> None:
        """Show whose facts these are, the groups, and what went wrong."""
        person, words = scene.person, self._look.words
        self._scene = scene
        if person is None:
            return
        self._title.say(words.say(say_desk.FACTS_OF, name=isolated(person.name)))
        for gender, button in self._genders.items():
            button.setChecked(gender is self._gender)
        self.groups.display(scene, person)
        self._said.say(scene.said.in_words(words))
        self._go.setEnabled(not scene.is_saving)
        self._lay_out()

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self._first

    def go_back(self) -> bool:
        """Esc leads back to the desk."""
        self.left.emit()
        return True

    def save(self) -> None:
        """Send what is different; something that cannot be read is said first."""
        person = self._scene.person
        if person is None:
            return
        born, grade = self._born.text().strip(), self._grade.text().strip()
        if born and typed_date(born) is None:
            self.wrong_typed.emit("birthdate")
            self.form.go_to(self._born)
        elif grade and grade != person.facts.grade_name and typed_grade(grade, self._scene.grades) is None:
            self.wrong_typed.emit("grade")
            self.form.go_to(self._grade)
        else:
            self.saved.emit(self._changed(person), self._number(person))

    def _changed(self, person: StaffPerson) -> dict[str, Value]:
        facts, fields = person.facts, dict[str, Value]()
        texts = (
            ("first_name", self._first, facts.first_name),
            ("last_name", self._last, facts.last_name),
            ("nickname", self._nickname, facts.nickname),
        )
        for field, entry, known in texts:
            if entry.text().strip() != known.strip():
                fields[field] = entry.text().strip()
        care = self._care.text().strip()
        if care != _on_one_line(facts.medical_notes):
            fields["medical_notes"] = care.replace(_LINE, "\n") if "\n" in facts.medical_notes else care
        born = typed_date(self._born.text())
        if born != facts.birthdate:
            fields["birthdate"] = born
        if self._grade.text().strip() != facts.grade_name:
            fields["grade"] = typed_grade(self._grade.text(), self._scene.grades)
        if self._gender is not facts.gender:
            fields["gender"] = self._gender
        return fields

    def _number(self, person: StaffPerson) -> NewNumber | None:
        number = self._phone.text().strip()
        is_new = bool(number) and number != person.facts.phone
        return NewNumber(number, person.facts.phone_id) if is_new else None

    def _on_gender_clicked(self, gender: Gender) -> None:
        self._gender = gender
        for one, button in self._genders.items():
            button.setChecked(one is gender)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        gap = self._look.metrics.gap
        head = QRect(0, 0, self.width(), 0)
        needed = lay_out_column(head, (self._title, Gap(gap), self._said))
        head.setHeight(needed + gap)
        lay_out_form(self._look, self, head, self.form, self.form.whole_height, self.groups, self._foot)


def _on_one_line(notes: str) -> str:
    return notes.strip().replace("\n", _LINE)
