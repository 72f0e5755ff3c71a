"""One person on a volunteer's desk: every room with what speaks against it, the kind, and a note about this visit."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.attendance import AttendanceKind
from kiosk.services.staff_views import StaffFamily, StaffPerson, StaffRoom, StaffTime
from kiosk.ui.columns import Gap, Growing, lay_out_column
from kiosk.ui.lettering import isolated
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.choices import Choices, room_at, time_at
from kiosk.ui.staff.desk_button import DeskButton, Weight
from kiosk.ui.staff.desk_scene import DeskScene
from kiosk.ui.staff.entry import Entry
from kiosk.ui.staff.family_pane import KIND_WORDS
from kiosk.ui.staff.row_face import Row
from kiosk.ui.staff.rows import RowList
from kiosk.ui.widgets.chip import Tone
from kiosk.ui.widgets.notice import Notice
from kiosk.ui.widgets.text import Text
from kiosk.words import desk as say_desk
from kiosk.words import staff as say
from kiosk.words.times import clock_time

SKIP = "skip"
_OPTION = "option:"


class PersonPane(QWidget):
    """A row chooses the room at once; Esc or the left arrow leads back."""

    room_chosen = Signal(str, str, str, str)
    time_skipped = Signal(str, str)
    kind_chosen = Signal(str, object)
    option_chosen = Signal(str, str)
    note_typed = Signal(str, str)
    facts_wanted = Signal(str)
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
        self._note = Entry(look, words.say(say_desk.NOTE), parent=self)
        self._note.textChanged.connect(self._on_note_text_changed)
        self._note.entered.connect(lambda _: self.went_back.emit())
        self._facts = DeskButton(look, words.say(say_desk.CORRECT_FACTS), hint="F5", icon="person")
        self._facts.clicked.connect(self._on_facts_clicked)
        self._back = DeskButton(look, words.say(say.BACK), hint="←")
        self._back.clicked.connect(self.went_back)
        if look.metrics.is_compact:
            self._facts.shrink()
            self._foot = ButtonRow(look, (self._facts, self._back), parent=self)
        else:
            self._foot = ButtonRow(look, (self._facts,), (self._back,), self)

    def display(self, scene: DeskScene) -> None:
        """Show where this person can go, and what is known."""
        person, family, choices = scene.person, scene.family, scene.choices
        if person is None or family is None or choices is None:
            return
        words = self._look.words
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
        note = choices.notes.get(person.person_id, "")
        if note != self._note.text():
            self._note.setText(note)
        self._facts.setVisible(not person.is_guest)
        self._lay_out()

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
        ticked = choices.options.get(person.person_id, frozenset())
        options = chosen.options if chosen is not None else ()
        # What is ticked beside a room stands right below it.
        at = next((place + 1 for place, room in enumerate(time.rooms) if room == chosen), 0)
        rows[at:at] = [
            Row(f"{_OPTION}{one.id}", one.body, words.say(say_desk.OPTION), is_ticked=one.id in ticked)
            for one in options
        ]
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

    @property
    def rooms(self) -> QWidget:
        """The rooms to move through."""
        return self._rooms

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        gap, is_compact = Gap(self._look.metrics.gap), self._look.metrics.is_compact
        # On small glass rooms need the height; who it is, and a symbol for care, stand in the household beside.
        self._title.setVisible(not is_compact or len(self._times) < 2)
        if is_compact:
            self._medical.hide()
        for row in (self._kind_row, self._time_row, self._foot):
            row.lay_out()
        area = self.rect()
        if is_compact:
            area.setBottom(area.bottom() - self._lay_out_last_line())
        lay_out_column(
            area,
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
                *(() if is_compact else (gap, self._note, gap, self._foot)),
            ),
        )

    def _lay_out_last_line(self) -> int:
        """The note beside the buttons; gives back the pixels that are taken."""
        gap, width, height = self._look.metrics.gap, self._foot.sizeHint().width(), self._note.height()
        y, rest = self.height() - height, self.width() - width
        is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self._note.setGeometry(width + gap if is_right_to_left else 0, y, rest - gap, height)
        self._foot.setGeometry(0 if is_right_to_left else rest, y, width, height)
        return height + gap

    def _on_kind_clicked(self, kind: AttendanceKind) -> None:
        if self._person is not None:
            self.kind_chosen.emit(self._person.person_id, kind)

    def _on_note_text_changed(self, text: str) -> None:
        if self._person is not None:
            self.note_typed.emit(self._person.person_id, text)

    def _on_facts_clicked(self) -> None:
        if self._person is not None:
            self.facts_wanted.emit(self._person.person_id)

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
        if key.startswith(_OPTION):
            self.option_chosen.emit(person.person_id, key.removeprefix(_OPTION))
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
