"""One person on a volunteer's desk: every room with what speaks against it, the kind, and the facts to put right."""

import re
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.people import Gender
from kiosk.services.self_station import Fact
from kiosk.services.staff_views import StaffFamily, StaffPerson, StaffRoom, StaffTime
from kiosk.ui.columns import Gap, Growing, lay_out_column
from kiosk.ui.lettering import isolated
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.choices import Choices, room_at, time_at
from kiosk.ui.staff.desk_button import DeskButton, Weight
from kiosk.ui.staff.desk_flow import DeskScene
from kiosk.ui.staff.entry import Entry
from kiosk.ui.staff.family_pane import KIND_WORDS
from kiosk.ui.staff.row_face import Row
from kiosk.ui.staff.rows import RowList
from kiosk.ui.widgets.chip import Tone
from kiosk.ui.widgets.notice import Notice
from kiosk.ui.widgets.text import Text
from kiosk.words import staff as say
from kiosk.words.times import clock_time

SKIP = "skip"
_DATE = re.compile(r"\s*(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})\s*")
_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*")


def typed_date(text: str) -> date | None:
    """A date as Americans write it, month first, or as computers do; None if it is none."""
    iso, american = _ISO.fullmatch(text), _DATE.fullmatch(text)
    try:
        if iso is not None:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if american is not None:
            return date(int(american[3]), int(american[1]), int(american[2]))
    except ValueError:
        return None
    return None


class PersonPane(QWidget):
    """A row chooses the room at once; Esc or the left arrow leads back."""

    room_chosen = Signal(str, str, str, str)
    time_skipped = Signal(str, str)
    kind_chosen = Signal(str, object)
    fact_given = Signal(str, object, object)
    went_back = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._family: StaffFamily | None = None
        self._choices: Choices | None = None
        self._person: StaffPerson | None = None
        self._key = ""
        words = look.words
        self._title = Text(look, Type.LEAD, look.tokens.ink, most_lines=2, parent=self)
        self._title.embolden()
        self._medical = Notice(look, self, icon="medical", most_lines=4)
        self._kinds = {kind: DeskButton(look, words.say(KIND_WORDS[kind]), weight=Weight.TAB) for kind in KIND_WORDS}
        for kind, button in self._kinds.items():
            button.clicked.connect(lambda _=False, kind=kind: self._on_kind_clicked(kind))
        self._kind_row = ButtonRow(look, tuple(self._kinds.values()), parent=self)
        self._times: list[DeskButton] = []
        self._time_row = ButtonRow(look, (), parent=self)
        self._rooms = RowList(look, words.say(say.CHOOSE_ANYWAY), self)
        self._rooms.row_chosen.connect(self._on_rooms_row_chosen)
        self._rooms.went.connect(self._on_rooms_went)
        self._birthdate = Entry(look, words.say(say.BIRTHDATE_HINT), name=words.say(say.BIRTHDATE), parent=self)
        self._grade = Entry(look, words.say(say.GRADE), parent=self)
        self._birthdate.entered.connect(lambda _: self._save())
        self._grade.entered.connect(lambda _: self._save())
        self._genders = {
            Gender.FEMALE: DeskButton(look, words.say(say.FEMALE), weight=Weight.TAB),
            Gender.MALE: DeskButton(look, words.say(say.MALE), weight=Weight.TAB),
        }
        for gender, button in self._genders.items():
            button.clicked.connect(lambda _=False, gender=gender: self._on_gender_clicked(gender))
        self._save_button = DeskButton(look, words.say(say.SAVE))
        self._save_button.clicked.connect(self._save)
        self._fact_row = ButtonRow(look, (*self._genders.values(), self._save_button), parent=self)
        self._wrong = Notice(look, self)
        self._back = DeskButton(look, words.say(say.BACK), hint="←")
        self._back.clicked.connect(self.went_back)
        self._swap = DeskButton(look, words.say(say.FACTS))
        self._swap.clicked.connect(self._on_swap_clicked)
        self._swap.setVisible(look.metrics.is_compact)
        self._foot = ButtonRow(look, (self._swap, self._back), parent=self)
        self._shows_facts = False

    def display(self, scene: DeskScene) -> None:
        """Show where this person can go, and what is known."""
        person, family, choices = scene.person, scene.family, scene.choices
        if person is None or family is None or choices is None:
            return
        words = self._look.words
        is_new = self._person is None or self._person.person_id != person.person_id
        is_changed = is_new or (self._person is not None and self._person.facts != person.facts)
        self._family, self._choices, self._person = family, choices, person
        keys = [key for key in choices.time_keys if time_at(person, key) is not None]
        if self._key not in keys:
            self._key = keys[0] if keys else ""
        self._title.say(words.say(say.WHERE_TO, name=isolated(person.called_name)))
        self._medical.say(person.facts.medical_notes)
        kind = choices.kinds.get(person.person_id, AttendanceKind.REGULAR)
        for one, button in self._kinds.items():
            button.setChecked(one is kind)
        self._show_times(keys)
        self._show_rooms()
        if is_changed:
            self._show_facts(person)
        self._lay_out()

    def _show_facts(self, person: StaffPerson) -> None:
        facts = person.facts
        born = facts.birthdate
        self._birthdate.setText(f"{born.month}/{born.day}/{born.year}" if born else "")
        self._grade.setText(facts.grade_name)
        self._grade.setVisible(person.is_child)
        for gender, button in self._genders.items():
            button.setChecked(gender is facts.gender)
        self._wrong.say("")

    def _show_times(self, keys: list[str]) -> None:
        words = self._look.words
        starts = {time.key: time.starts_at for time in self._family.times} if self._family else {}
        if len(self._times) != len(keys):
            for button in self._times:
                button.hide()
                button.deleteLater()
            self._times = [DeskButton(self._look, weight=Weight.TAB) for _ in keys]
            for place, button in enumerate(self._times):
                button.clicked.connect(lambda _=False, place=place: self._on_time_clicked(place))
            self._time_row.set_first(self._times)
        for key, button in zip(keys, self._times, strict=True):
            button.say(clock_time(words, starts[key]) if key in starts else key)
            button.setChecked(key == self._key)
        self._time_row.setVisible(len(keys) > 1)

    def _show_rooms(self) -> None:
        person, choices, words = self._person, self._choices, self._look.words
        time = time_at(person, self._key) if person is not None else None
        if person is None or choices is None or time is None:
            self._rooms.display([], words.say(say.NO_TIMES_TODAY))
            return
        chosen = room_at(choices, person, time)
        where = (person.person_id, self._key)
        is_skipped = where in choices.rooms and choices.rooms[where] is None
        rows = [self._room_row(time, room, room == chosen) for room in time.rooms]
        if len(choices.time_keys) > 1:
            rows.append(Row(SKIP, words.say(say.NOT_COMING), is_ticked=is_skipped))
        self._rooms.display(rows, words.say(say.NO_ROOM))

    def _room_row(self, time: StaffTime, room: StaffRoom, is_chosen: bool) -> Row:
        words = self._look.words
        if room.fits:
            end, tone = room.why or words.say(say.FITS), Tone.GOOD
        else:
            end, tone = room.why, Tone.WARN
        return Row(_room_key(room), room.name, "", end, tone, is_ticked=is_chosen, is_quiet=room.needs_reason)

    def begin(self) -> None:
        """The keyboard goes to the rooms, at the one that is chosen."""
        self._rooms.setFocus(Qt.FocusReason.OtherFocusReason)
        chosen = next((row.key for row in self._rooms.rows if row.is_ticked), "")
        if chosen:
            self._rooms.set_current(chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        if self._look.metrics.is_compact:
            self._lay_out_compact()
            return
        metrics = self._look.metrics
        gap = Gap(metrics.gap)
        for row in (self._kind_row, self._time_row, self._fact_row, self._foot):
            row.lay_out()
        row_height = self._birthdate.height()
        lay_out_column(
            self.rect().adjusted(0, 0, 0, -(row_height + metrics.gap)),
            (
                self._title,
                gap,
                self._medical,
                gap,
                self._kind_row,
                gap,
                self._time_row,
                gap,
                Growing(self._rooms),
                gap,
                self._wrong,
                gap,
                self._fact_row,
            ),
        )
        y = self.height() - row_height
        back = self._foot.sizeHint().width()
        left = self.width() - back
        self._foot.setGeometry(self.width() - back, y, back, row_height)
        half = (left - 2 * metrics.gap) // (1 if self._grade.isHidden() else 2)
        self._birthdate.setGeometry(0, y, half, row_height)
        self._grade.setGeometry(half + metrics.gap, y, max(1, left - 2 * metrics.gap - half), row_height)

    def _lay_out_compact(self) -> None:
        """On small glass either the rooms or the facts; a button swaps them."""
        words, is_facts = self._look.words, self._shows_facts
        is_child = self._person is not None and self._person.is_child
        self._swap.say(words.say(say.ROOMS if is_facts else say.FACTS))
        for part in (self._birthdate, self._fact_row, self._medical):
            part.setVisible(is_facts and (part is not self._medical or self._medical.has_words))
        self._grade.setVisible(is_facts and is_child)
        self._kind_row.setVisible(not is_facts)
        self._rooms.setVisible(not is_facts)
        self._time_row.setVisible(not is_facts and len(self._times) > 1)
        self._title.setVisible(is_facts or len(self._times) < 2)
        gap = Gap(self._look.metrics.gap)
        for row in (self._kind_row, self._time_row, self._fact_row, self._foot):
            row.lay_out()
        lay_out_column(
            self.rect(),
            (
                self._title,
                gap,
                self._medical,
                gap,
                self._birthdate,
                gap,
                self._grade,
                gap,
                self._kind_row,
                gap,
                self._time_row,
                gap,
                Growing(self._rooms),
                gap,
                self._wrong,
                gap,
                self._fact_row,
                gap,
                self._foot,
            ),
        )

    def _on_swap_clicked(self) -> None:
        self._shows_facts = not self._shows_facts
        self._lay_out()

    def _save(self) -> None:
        person, family, words = self._person, self._family, self._look.words
        if person is None or family is None:
            return
        typed, facts = self._birthdate.text().strip(), person.facts
        born = typed_date(typed) if typed else None
        if typed and born is None:
            self._wrong.say(words.say(say.NOT_A_DATE))
            self._lay_out()
            return
        if born is not None and born != facts.birthdate:
            self.fact_given.emit(person.person_id, Fact.BIRTHDATE, born)
        grade = self._grade.text().strip().casefold()
        key = next((one.key for one in family.grades if grade in (one.name.casefold(), str(one.key))), None)
        if grade and key is not None and key != facts.grade:
            self.fact_given.emit(person.person_id, Fact.GRADE, key)

    def _on_kind_clicked(self, kind: AttendanceKind) -> None:
        if self._person is not None:
            self.kind_chosen.emit(self._person.person_id, kind)

    def _on_gender_clicked(self, gender: Gender) -> None:
        if self._person is not None:
            self.fact_given.emit(self._person.person_id, Fact.GENDER, gender)

    def _on_time_clicked(self, place: int) -> None:
        person, choices = self._person, self._choices
        if person is not None and choices is not None:
            keys = [key for key in choices.time_keys if time_at(person, key) is not None]
            self._key = keys[place]
            self._show_times(keys)
            self._show_rooms()

    def _on_rooms_row_chosen(self, key: str) -> None:
        person = self._person
        time = time_at(person, self._key) if person is not None else None
        if person is None or time is None:
            return
        if key == SKIP:
            self.time_skipped.emit(person.person_id, self._key)
            return
        room = next((one for one in time.rooms if _room_key(one) == key), None)
        if room is not None:
            self.room_chosen.emit(person.person_id, self._key, room.event_time_id, room.location_id)

    def _on_rooms_went(self, key: int) -> None:
        if key == Qt.Key.Key_Left:
            self.went_back.emit()


def _room_key(room: StaffRoom) -> str:
    return f"{room.event_time_id}@{room.location_id}"
