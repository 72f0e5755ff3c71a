"""The household on a volunteer's desk: who is here, where each goes, and "Check in"."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.attendance import AttendanceKind
from kiosk.services.staff_views import StaffFamily, StaffPerson
from kiosk.ui.columns import Gap, Growing, lay_out_column
from kiosk.ui.lettering import isolated
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.cautions import watch_words
from kiosk.ui.staff.choices import Choices, placements, reasons_to_give, room_at, time_at
from kiosk.ui.staff.desk_button import DeskButton, Weight
from kiosk.ui.staff.desk_scene import DeskScene
from kiosk.ui.staff.entry import Entry
from kiosk.ui.staff.row_face import Row
from kiosk.ui.staff.rows import RowList
from kiosk.ui.widgets.chip import Tone
from kiosk.ui.widgets.notice import Notice
from kiosk.ui.widgets.text import Text
from kiosk.words import Words
from kiosk.words import desk as say_desk
from kiosk.words import staff as say
from kiosk.words.times import clock_time

KIND_WORDS = {
    AttendanceKind.REGULAR: say.KIND_REGULAR,
    AttendanceKind.GUEST: say.KIND_GUEST,
    AttendanceKind.VOLUNTEER: say.KIND_VOLUNTEER,
}


class FamilyPane(QWidget):
    """Space ticks, Enter checks in, the right arrow opens somebody's rooms and facts."""

    person_ticked = Signal(str)
    person_wanted = Signal(str)
    time_tapped = Signal(str)
    adult_chosen = Signal(str)
    reason_typed = Signal(str)
    check_in_tapped = Signal()
    print_wanted = Signal()
    somebody_wanted = Signal()
    left_at_top = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._scene = DeskScene()
        words = look.words
        self._title = Text(look, Type.LEAD, look.tokens.ink, most_lines=2, parent=self)
        self._title.embolden()
        self._alert = Notice(look, self, most_lines=6)
        self._times: list[DeskButton] = []
        self._time_row = ButtonRow(look, (), parent=self)
        self._people = RowList(look, words.say(say.TICK_SOMEBODY), self)
        self._people.row_chosen.connect(self.person_ticked)
        self._people.went_on.connect(self._on_people_went_on)
        self._people.went.connect(self._on_people_went)
        self._people.left_at_top.connect(self.left_at_top)
        self._why = Notice(look, self, icon="question", most_lines=5)
        self._reason = Entry(look, words.say(say.REASON), parent=self)
        self._reason.textChanged.connect(self.reason_typed)
        self._reason.entered.connect(lambda _: self.check_in_tapped.emit())
        self._change = DeskButton(look, words.say(say.CHANGE), hint="→", icon="change")
        self._change.clicked.connect(self._on_change_clicked)
        self._by = DeskButton(look, hint="F8")
        self._by.clicked.connect(self.next_adult)
        self._print = DeskButton(look, words.say(say.PRINT_LABELS), icon="printer")
        self._print.clicked.connect(self.print_wanted)
        self._add = DeskButton(look, words.say(say_desk.ADD_SOMEBODY), hint="F7", icon="plus")
        self._add.clicked.connect(self.somebody_wanted)
        if look.metrics.is_compact:
            self._change.shrink()
            self._add.shrink()
            self._print.shrink()
        self._go = DeskButton(look, hint=words.say(say.KEY_ENTER), weight=Weight.PRIMARY)
        self._go.clicked.connect(self.check_in_tapped)
        self._buttons = ButtonRow(look, (self._change, self._add, self._by, self._print), (self._go,), self)

    def display(self, scene: DeskScene) -> None:
        """Show the household with what is chosen so far."""
        self._scene = scene
        family, choices = scene.family, scene.choices
        if family is None or choices is None:
            return
        words = self._look.words
        self._title.say(family.name)
        needed = reasons_to_give(choices, family)
        is_tight = self._look.metrics.is_compact and bool(needed)
        self._alert.say(
            "" if is_tight else " · ".join((*watch_words(words, family.alerts), *hint_words(words, family, choices)))
        )
        self._title.setVisible(not is_tight)
        self._show_times(family, choices)
        self._people.display(
            [person_row(words, family, choices, person) for person in family.people], words.say(say.NO_TIMES_TODAY)
        )
        told = dict.fromkeys(_reason_words(person, room.name, time.why or room.why) for person, time, room in needed)
        self._why.say(words.say(say.REASON_NEEDED, why="; ".join(told)) if needed else "")
        self._reason.setVisible(bool(needed))
        if self._reason.text() != scene.reason:
            self._reason.setText(scene.reason)
        by = next((adult.called_name for adult in family.adults if adult.person_id == choices.by), "")
        self._by.say(words.say(say.BROUGHT_BY_NAMED, name=isolated(by)) if by else words.say(say.BROUGHT_BY))
        self._by.setVisible(bool(by))
        self._by.setEnabled(len(family.adults) > 1)
        self._print.setVisible(any(person.inside for person in family.people))
        if scene.is_saving:
            self._go.say(words.say(say.CHECKING_IN), is_ready=False)
        elif scene.count:
            self._go.say(words.count(say.CHECK_IN_PEOPLE, scene.count), is_ready=scene.can_check_in)
        else:
            self._go.say(words.say(say.TICK_SOMEBODY), is_ready=False)
        self._lay_out()

    def _show_times(self, family: StaffFamily, choices: Choices) -> None:
        words = self._look.words
        if len(self._times) != len(family.times):
            for button in self._times:
                button.hide()
                button.deleteLater()
            self._times = [DeskButton(self._look, weight=Weight.TAB) for _ in family.times]
            for place, button in enumerate(self._times):
                button.clicked.connect(lambda _=False, place=place: self._on_time_clicked(place))
            self._time_row.set_first(self._times)
        for button, time in zip(self._times, family.times, strict=True):
            name = clock_time(words, time.starts_at)
            closed = say.TIME_LATE if time.is_late else say.TIME_CLOSED
            button.say(name if time.is_open else words.say(closed, time=name))
            button.setChecked(time.key in choices.time_keys)
        self._time_row.setVisible(bool(family.times))

    def begin(self) -> None:
        """The keyboard goes to the people, or to the reason where one is missing."""
        self._people.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_reason(self) -> None:
        """The keyboard goes to the reason."""
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def people(self) -> QWidget:
        """Who is here, to move through."""
        return self._people

    @property
    def current(self) -> str:
        """Whom the keyboard is at."""
        return self._people.current

    def set_current(self, person: str) -> None:
        """Move the keyboard's place."""
        self._people.set_current(person)

    def next_adult(self) -> None:
        """The next adult brought them."""
        family, choices = self._scene.family, self._scene.choices
        if family is None or choices is None or not family.adults:
            return
        ids = [adult.person_id for adult in family.adults]
        place = ids.index(choices.by) + 1 if choices.by in ids else 0
        self.adult_chosen.emit(ids[place % len(ids)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        gap = Gap(self._look.metrics.gap)
        self._buttons.lay_out()
        self._time_row.lay_out()
        lay_out_column(
            self.rect(),
            (
                self._title,
                gap,
                self._alert,
                gap,
                self._time_row,
                gap,
                Growing(self._people),
                gap,
                self._why,
                gap,
                self._reason,
                gap,
                self._buttons,
            ),
        )

    def _on_time_clicked(self, place: int) -> None:
        family = self._scene.family
        if family is not None:
            # A tab shows what is chosen, not what was tapped last.
            self._times[place].setChecked(not self._times[place].isChecked())
            self.time_tapped.emit(family.times[place].key)

    def _on_people_went_on(self) -> None:
        if self._scene.needs_reason and not self._scene.reason.strip():
            self.ask_reason()
        else:
            self.check_in_tapped.emit()

    def _on_people_went(self, key: int) -> None:
        if key == Qt.Key.Key_Right and self._people.current:
            self.person_wanted.emit(self._people.current)

    def _on_change_clicked(self) -> None:
        if self._people.current:
            self.person_wanted.emit(self._people.current)


def hint_words(words: Words, family: StaffFamily, choices: Choices) -> list[str]:
    """Who would serve unchecked, that another station is at it, and that no child is known (cases H11, H08)."""
    hints = []
    unchecked = [isolated(one.name) for one in family.people if _serves_unchecked(choices, one)]
    if unchecked:
        hints.append(words.say(say_desk.SERVES_UNCHECKED, names=", ".join(unchecked)))
    if family.open_at:
        hints.append(words.say(say_desk.OPEN_AT, stations=", ".join(isolated(name) for name in family.open_at)))
    if family.key.household_id is not None and not any(person.is_child for person in family.people):
        hints.append(words.say(say_desk.NO_CHILDREN))
    return hints


def person_row(words: Words, family: StaffFamily, choices: Choices, person: StaffPerson) -> Row:
    """One person of the household as a row."""
    kind = choices.kinds.get(person.person_id, AttendanceKind.REGULAR)
    grade = person.facts.grade_name if person.is_child else ""
    note = choices.notes.get(person.person_id, "")
    parts = [person.age, grade, words.say(KIND_WORDS[kind]) if kind is not AttendanceKind.REGULAR else "", note]
    end, tone = _end(words, family, choices, person)
    return Row(
        person.person_id,
        person.name,
        " · ".join(part for part in parts if part),
        end,
        tone,
        is_ticked=person.person_id in choices.ticked and bool(placements(choices, person)),
        initials=person.initials,
        seat=family.people.index(person),
        photo=person.photo,
        icons=(
            *(("medical",) if person.facts.medical_notes else ()),
            *(("alert",) if person.is_watched or _serves_unchecked(choices, person) else ()),
        ),
        icon_words=words.say(say.MEDICAL) if person.facts.medical_notes else "",
    )


def _serves_unchecked(choices: Choices, person: StaffPerson) -> bool:
    return person.lacks_background_check and choices.kinds.get(person.person_id) is AttendanceKind.VOLUNTEER


def _end(words: Words, family: StaffFamily, choices: Choices, person: StaffPerson) -> tuple[str, Tone]:
    """Where somebody goes at the chosen times, or is already."""
    starts = {time.key: clock_time(words, time.starts_at) for time in family.times}
    several = len(choices.time_keys) > 1
    said: list[str] = []
    tone = Tone.PLAIN
    for key in choices.time_keys:
        time = time_at(person, key)
        if time is None:
            continue
        if time.is_already_in:
            text = words.say(say.IN_ROOM, room=person.inside_room)
            tone = Tone.GOOD
        else:
            room = room_at(choices, person, time)
            is_skipped = (person.person_id, key) in choices.rooms and choices.rooms[person.person_id, key] is None
            text = room.name if room else words.say(say.NOT_COMING if is_skipped else say.NO_ROOM)
            if (room is None and person.is_child and not is_skipped) or (room is not None and room.needs_reason):
                tone = Tone.WARN
        said.append(f"{starts.get(key, '')} {text}".strip() if several else text)
    return " · ".join(dict.fromkeys(said)), tone


def _reason_words(person: StaffPerson, room: str, why: str) -> str:
    return f"{isolated(person.called_name)}, {room}: {why}"
