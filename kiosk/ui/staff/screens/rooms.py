"""Rooms of today: how full each is on one side, who is expected, present and gone on the other."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.ids import LocationId
from kiosk.ui.columns import Gap, Growing, lay_out_column
from kiosk.ui.columns import Part as Column
from kiosk.ui.lettering import isolated
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.count_pane import CountPane
from kiosk.ui.staff.desk_button import DeskButton, Weight
from kiosk.ui.staff.entry import DIGITS, Entry
from kiosk.ui.staff.room_rows import expected_row, head_line, left_row, present_row, room_facts, seats, type_name
from kiosk.ui.staff.rooms_flow import Asking, Part, RoomsScene
from kiosk.ui.staff.row_face import Row
from kiosk.ui.staff.rows import RowList
from kiosk.ui.widgets.chip import Tone
from kiosk.ui.widgets.letter_keys import LetterKeys
from kiosk.ui.widgets.notice import Notice
from kiosk.ui.widgets.text import Text
from kiosk.words import staff as say
from kiosk.words.desk import PRINT_LIST

ALL = "all"
_PARTS = {Part.EXPECTED: say.EXPECTED, Part.PRESENT: say.PRESENT, Part.LEFT: say.LEFT}
_FIRST_SHARE = 0.34
_FIRST_SHARE_COMPACT = 0.44


class RoomsScreen(QWidget):
    """Enter confirms whoever the keyboard is at; F7 moves, F8 calls to the door, F9 shows care notes."""

    room_chosen = Signal(object)
    part_chosen = Signal(object)
    line_chosen = Signal(str)
    confirmed = Signal(str)
    asked = Signal(object)
    moved_to = Signal(str)
    open_toggled = Signal()
    limited = Signal(object)
    counted = Signal(str, str, int)
    called = Signal()
    save_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._scene = RoomsScene()
        words, tokens = look.words, look.tokens
        self._rooms = RowList(look, words.say(say.ROOMS), self)
        self._rooms.row_current.connect(self._on_rooms_row)
        self._rooms.row_chosen.connect(self._on_rooms_row)
        self._rooms.went.connect(self._on_rooms_went)
        self._title = Text(look, Type.LEAD, tokens.ink, most_lines=2, parent=self)
        self._title.embolden()
        self._facts = Text(look, Type.BODY, tokens.soft, most_lines=3, parent=self)
        self._warn = Notice(look, self)
        self._good = Text(look, Type.BODY, tokens.good, most_lines=3, parent=self)
        self._parts = {part: DeskButton(look, weight=Weight.TAB) for part in Part}
        for part, button in self._parts.items():
            button.clicked.connect(lambda _=False, part=part: self._on_part_clicked(part))
        self._part_row = ButtonRow(look, tuple(self._parts.values()), parent=self)
        self._people = RowList(look, words.say(say.ROOMS), self)
        self._people.row_current.connect(self._on_people_row_current)
        self._people.row_chosen.connect(self._on_people_row_chosen)
        self._people.went.connect(self._on_people_went)
        self._medical = Notice(look, self, icon="medical", most_lines=5)
        self._ask = Entry(look, "", keys=DIGITS, parent=self)
        self._ask.entered.connect(self._on_ask_entered)
        self._question = Text(look, Type.BODY, tokens.ink, most_lines=2, parent=self)
        self._question.embolden()
        self._counted = CountPane(look, self)
        self._counted.changed.connect(self._say_counted)
        self._confirm = self._button(say.CONFIRM, words.say(say.KEY_ENTER), "check", Weight.PRIMARY)
        self._confirm.clicked.connect(lambda: self.confirmed.emit(self._scene.line))
        self._move = self._button(say.MOVE, "F7", "change")
        self._move.clicked.connect(lambda: self._toggle(Asking.MOVE))
        self._call = self._button(say.CALL_TO_DOOR, "F8", "megaphone")
        self._call.clicked.connect(self.called)
        self._care = self._button(say.MEDICAL, "F9", "medical")
        self._care.clicked.connect(lambda: self._toggle(Asking.MEDICAL))
        if look.metrics.is_compact:
            self._call.shrink()
            self._care.shrink()
        self._line_row = ButtonRow(look, (self._confirm, self._move, self._call, self._care), parent=self)
        self._open = self._button(say.CLOSE_ROOM, "", "door")
        self._open.clicked.connect(self.open_toggled)
        self._limit = self._button(say.LIMIT)
        self._limit.clicked.connect(lambda: self._toggle(Asking.LIMIT))
        self._count = self._button(say.COUNT_HEADS)
        self._count.clicked.connect(lambda: self._toggle(Asking.COUNT))
        self._print = self._button(PRINT_LIST, "", "printer")
        self._print.clicked.connect(self.print_wanted)
        self._save = self._button(say.SAVE_LIST, "Ctrl P", "list")
        self._save.clicked.connect(self.save_wanted)
        if look.metrics.is_compact:
            # Every line of buttons there is costs a room in the list above.
            self._print.shrink()
            self._save.shrink()
        self._room_row = ButtonRow(look, (self._open, self._limit, self._count, self._print, self._save), parent=self)
        LetterKeys(look, self).attach(*self.findChildren(Entry))

    def _button(self, message: str, hint: str = "", icon: str = "", weight: Weight = Weight.PLAIN) -> DeskButton:
        return DeskButton(self._look, self._look.words.say(message), hint=hint, icon=icon, weight=weight)

    def display(self, scene: RoomsScene) -> None:
        """Show the scene."""
        before, self._scene = self._scene, scene
        words = self._look.words
        self._show_rooms(scene)
        room = scene.room
        self._title.say(room.name if room is not None else words.say(say.ALL_ROOMS))
        self._facts.say(room_facts(words, scene))
        lacking = room is not None and room.lacks_volunteers
        text = scene.said.in_words(words)
        self._warn.say(words.say(say.LACKS_VOLUNTEERS) if lacking and not text else "" if scene.said.is_good else text)
        self._good.say(text if scene.said.is_good else "")
        self._good.setVisible(bool(self._good.text()))
        counts = {
            Part.EXPECTED: len({line.person_id for one in scene.shown for line in one.expected}),
            Part.PRESENT: sum(len(one.present) for one in scene.shown),
            Part.LEFT: sum(len(one.left) for one in scene.shown),
        }
        for part, button in self._parts.items():
            button.say(words.say(_PARTS[part], count=counts[part]))
            button.setChecked(part is scene.part)
        self._show_people(scene)
        self._show_question(before, scene)
        self._lay_out()
        if scene.asking is Asking.NOTHING and scene.rooms and self._people.current != scene.line:
            # The list knows where the keyboard is; what is done is done to whom it is at.
            self.line_chosen.emit(self._people.current)

    def _show_rooms(self, scene: RoomsScene) -> None:
        words = self._look.words
        rows = [
            Row(
                room.location_id,
                room.name,
                head_line(words, room),
                words.say(say.CLOSED)
                if not room.is_open
                else words.say(say.LACKS_VOLUNTEERS)
                if room.lacks_volunteers
                else seats(words, room),
                Tone.WARN if room.lacks_volunteers or not room.is_open else Tone.PLAIN,
                is_quiet=not room.is_open,
            )
            for room in scene.rooms
        ]
        if len(rows) > 1:
            total = sum(room.attendees for room in scene.rooms)
            rows.insert(0, Row(ALL, words.say(say.ALL_ROOMS), "", str(total)))
        self._rooms.display(rows, words.say(say.NO_ROOMS) if scene.is_known else "")
        if scene.room_id is not None and self._rooms.current != scene.room_id:
            self._rooms.set_current(scene.room_id)

    def _show_people(self, scene: RoomsScene) -> None:
        words = self._look.words
        names_room = len(scene.shown) > 1
        rows: list[Row] = []
        for room in scene.shown:
            where = room.name if names_room else ""
            match scene.part:
                case Part.EXPECTED:
                    rows += [expected_row(words, room, line, where) for line in room.expected]
                case Part.PRESENT:
                    rows += [present_row(words, line, where) for line in room.present]
                case Part.LEFT:
                    rows += [left_row(words, line, where) for line in room.left]
        self._people.display(rows, words.say(say.NOBODY_HERE) if scene.is_known else "")
        is_present = scene.part is Part.PRESENT
        at = scene.present_line
        self._line_row.setVisible(is_present and bool(rows))
        self._confirm.setEnabled(at is not None and at[1].confirmed_at is None)
        self._move.setEnabled(at is not None)
        self._call.setEnabled(at is not None)
        call = words.say(say.END_CALL if at is not None and at[1].is_called else say.CALL_TO_DOOR)
        self._call.setAccessibleName(call)
        if not self._look.metrics.is_compact:
            self._call.say(call, is_ready=at is not None)
        self._care.setEnabled(at is not None and at[1].has_medical_notes)
        room_chosen = scene.room
        for button in (self._open, self._limit, self._count):
            button.setVisible(room_chosen is not None)
        if room_chosen is not None:
            self._open.say(words.say(say.CLOSE_ROOM if room_chosen.is_open else say.OPEN_ROOM))

    def _show_question(self, before: RoomsScene, scene: RoomsScene) -> None:
        words, at, room, asking = self._look.words, scene.present_line, scene.room, scene.asking
        self._medical.say(at[1].medical_notes if asking is Asking.MEDICAL and at is not None else "")
        self._ask.setVisible(asking in (Asking.LIMIT, Asking.COUNT))
        self._counted.setVisible(asking is Asking.COUNT and room is not None)
        self._question.setVisible(asking in (Asking.LIMIT, Asking.COUNT, Asking.MOVE))
        if asking is Asking.MOVE and at is not None:
            self._question.say(words.say(say.MOVE_TO, name=isolated(at[1].called_name)))
            self._people.display(
                [Row(one.location_id, one.name, head_line(words, one), seats(words, one)) for one in scene.ways_to_move]
            )
        if not self._question.isHidden():  # The people it would be about are not shown now.
            self._line_row.hide()
        if asking is Asking.LIMIT and room is not None:
            self._question.say(words.say(say.LIMIT_FOR, room=isolated(room.name)))
        elif asking is Asking.COUNT and room is not None:
            self._counted.display(room)
            self._say_counted()
        self._ask.setAccessibleName(self._question.text())
        if asking is not before.asking:
            self._ask.clear()
            if asking in (Asking.LIMIT, Asking.COUNT):
                self._ask.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self._people.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self._rooms

    def press(self, key: int) -> bool:
        """A function key; False where it means nothing here."""
        buttons = {Qt.Key.Key_F7: self._move, Qt.Key.Key_F8: self._call, Qt.Key.Key_F9: self._care}
        button = buttons.get(Qt.Key(key))
        if button is None or not button.isVisible() or not button.isEnabled():
            return False
        button.click()
        return True

    def go_back(self) -> bool:
        """Esc closes a question, then leads from the people to the rooms; False where there is nothing to leave."""
        if self._scene.asking is not Asking.NOTHING:
            self.asked.emit(Asking.NOTHING)
            return True
        if not self._rooms_have_keys():
            self._rooms.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _rooms_have_keys(self) -> bool:
        proxy = self._rooms.focusProxy()
        return proxy is not None and proxy.hasFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        metrics = self._look.metrics
        gap, between = Gap(metrics.gap), metrics.mm(5)
        for row in (self._part_row, self._line_row, self._room_row, self._counted):
            row.lay_out()
        if metrics.is_wide:
            share = round((self.width() - between) * _FIRST_SHARE)
            first = QRect(0, 0, share, self.height())
            second = QRect(share + between, 0, self.width() - share - between, self.height())
        else:
            share = round((self.height() - between) * (_FIRST_SHARE_COMPACT if metrics.is_compact else _FIRST_SHARE))
            first = QRect(0, 0, self.width(), share)
            second = QRect(0, share + between, self.width(), self.height() - share - between)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            first.moveLeft(self.width() - first.width() - first.left())
            second.moveLeft(self.width() - second.width() - second.left())
        is_compact = metrics.is_compact
        actions: tuple[Column, ...] = (gap, self._room_row)
        lay_out_column(first, (Growing(self._rooms), *(actions if is_compact else ())))
        self._facts.setVisible(bool(self._facts.text()) and not is_compact)
        is_asked = is_compact and self._scene.asking is not Asking.NOTHING
        self._part_row.setVisible(not is_asked)
        self._title.setVisible(not is_asked)
        # A number is asked for in place of the people.
        self._people.setVisible(self._scene.asking not in (Asking.LIMIT, Asking.COUNT))
        if is_asked:
            self._line_row.hide()
        lay_out_column(
            second,
            (
                self._title,
                self._facts,
                gap,
                self._warn,
                self._good,
                *(() if is_compact else actions),
                gap,
                self._part_row,
                gap,
                self._question,
                gap,
                self._counted,
                gap,
                self._ask,
                gap,
                Growing(self._people),
                gap,
                self._medical,
                gap,
                self._line_row,
            ),
        )

    def _toggle(self, asking: Asking) -> None:
        self.asked.emit(Asking.NOTHING if self._scene.asking is asking else asking)

    def _on_rooms_row(self, key: str) -> None:
        self.room_chosen.emit(None if key == ALL else LocationId(key))

    def _on_rooms_went(self, key: int) -> None:
        if key == Qt.Key.Key_Right:
            self._people.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_people_went(self, key: int) -> None:
        order = tuple(Part)
        place = order.index(self._scene.part) + (1 if key == Qt.Key.Key_Right else -1)
        if self._scene.asking is Asking.MOVE:
            return
        if place < 0:
            self._rooms.setFocus(Qt.FocusReason.OtherFocusReason)
        elif place < len(order):
            self.part_chosen.emit(order[place])

    def _on_part_clicked(self, part: Part) -> None:
        self._parts[part].setChecked(part is self._scene.part)
        self.part_chosen.emit(part)

    def _on_people_row_chosen(self, key: str) -> None:
        if self._scene.asking is Asking.MOVE:
            self.moved_to.emit(key)
        elif self._scene.part is Part.PRESENT:
            self.line_chosen.emit(key)
            self.confirmed.emit(key)

    def _on_people_row_current(self, key: str) -> None:
        if self._scene.asking is not Asking.MOVE:
            self.line_chosen.emit(key)

    def _say_counted(self) -> None:
        words = self._look.words
        self._question.say(words.say(say.HEADS_OF, kind=type_name(words, self._counted.type)))

    def _on_ask_entered(self, text: str) -> None:
        number = text.strip()
        if self._scene.asking is Asking.LIMIT and (not number or number.isdecimal()):
            self.limited.emit(int(number) if number else None)
        elif self._scene.asking is Asking.COUNT and number.isdecimal() and self._counted.event_time_id is not None:
            self.counted.emit(self._counted.event_time_id, self._counted.type, int(number))
