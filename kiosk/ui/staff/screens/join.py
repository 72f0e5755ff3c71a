"""Somebody more at the desk: a child of this family, a guest it brought along, or only a name for a label."""

from PySide6.QtCore import QRect, Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.newcomers import NewPerson
from kiosk.ui.columns import Gap, lay_out_column
from kiosk.ui.lettering import isolated
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.alike_pane import AlikePane
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.desk_button import DeskButton, Weight
from kiosk.ui.staff.entry import DIGITS, Entry
from kiosk.ui.staff.form import Cell, Form
from kiosk.ui.staff.form_layout import lay_out_form
from kiosk.ui.staff.join_flow import Joining, JoinScene
from kiosk.ui.staff.typed import is_readable, typed_date, typed_grade
from kiosk.ui.widgets.letter_keys import LetterKeys
from kiosk.ui.widgets.notice import Notice
from kiosk.ui.widgets.text import Text
from kiosk.words import desk as say_desk
from kiosk.words import staff as say
from kiosk.words.times import civil_date

_TABS = {Joining.CHILD: say_desk.AS_CHILD, Joining.GUEST: say_desk.AS_GUEST, Joining.LABEL: say_desk.AS_LABEL}
_KEPT = {Joining.GUEST: say_desk.GUEST_KEPT, Joining.LABEL: say_desk.LABEL_KEPT}


class JoinScreen(QWidget):
    """``changed``, ``saved`` and ``saved_with_more`` with the person as far as the form is filled in.

    Ctrl Enter saves, F7 saves with somebody else to follow, Esc leads back.
    """

    changed = Signal(object)
    saved = Signal(object)
    saved_with_more = Signal(object)
    wrong_typed = Signal()
    joining_chosen = Signal(object)
    match_opened = Signal(object)
    dismissed = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._scene = JoinScene()
        words, tokens = look.words, look.tokens
        self._title = Text(look, Type.LEAD, tokens.ink, most_lines=2, parent=self)
        self._title.embolden()
        self._tabs = {one: DeskButton(look, words.say(_TABS[one]), weight=Weight.TAB) for one in Joining}
        for joining, button in self._tabs.items():
            button.clicked.connect(lambda _=False, joining=joining: self._on_tab_clicked(joining))
        self._adult = DeskButton(look, words.say(say_desk.IS_ADULT), weight=Weight.TAB)
        self._tab_row = ButtonRow(look, tuple(self._tabs.values()), (self._adult,), self)
        self._kept = Text(look, Type.BODY, tokens.soft, most_lines=3, parent=self)
        self._first = Entry(look, words.say(say.FIRST_NAME))
        self._last = Entry(look, words.say(say.LAST_NAME))
        self._born = Entry(look, words.say(say.DATE_OR_GRADE), keys=DIGITS)
        self._care = Entry(look, words.say(say.ALLERGIES))
        self.form = Form(look, ((Cell(self._first), Cell(self._last)), (Cell(self._born), Cell(self._care))), self)
        self.form.changed.connect(lambda: self.changed.emit(self.person()))
        self.form.finished.connect(self.save)
        self.alike = AlikePane(look, self)
        self.alike.match_opened.connect(self.match_opened)
        self.alike.dismissed.connect(self.dismissed)
        self._said = Notice(look, self)
        self._back = DeskButton(look, words.say(say.BACK), hint=words.say(say.KEY_ESC))
        self._back.clicked.connect(self.left)
        self._go = DeskButton(look, words.say(say_desk.ADD_AND_OPEN), hint="Ctrl Enter", weight=Weight.PRIMARY)
        self._go.clicked.connect(self.save)
        self._more = DeskButton(look, words.say(say_desk.ADD_ANOTHER), hint="F7", icon="plus")
        self._more.clicked.connect(self.add_another)
        self._foot = ButtonRow(look, (self._back,), (self._more, self._go), self)
        keys = LetterKeys(look, self)
        keys.attach(*self.findChildren(Entry), has_buttons=not look.metrics.is_compact)

    def begin(self, name: str) -> None:
        """An empty form, with the name that was searched for and not found."""
        first, _, last = name.strip().partition(" ")
        for entry, text in ((self._first, first), (self._last, last), (self._born, ""), (self._care, "")):
            self.form.fill(entry, text)
        self._adult.setChecked(False)

    def display(self, scene: JoinScene) -> None:
        """Show as what somebody is added, what becomes of it, and who may be meant."""
        words = self._look.words
        has_grown = len(scene.added) > len(self._scene.added)
        self._scene = scene
        if has_grown:
            self.begin("")
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)
        is_known = scene.joining is Joining.CHILD
        name = isolated(scene.family_name)
        self._title.say(words.say(say_desk.ADD_TO, name=name) if scene.family_name else words.say(say_desk.ADD_LABEL))
        for joining, button in self._tabs.items():
            button.setVisible(joining in scene.choices and len(scene.choices) > 1)
            button.setChecked(joining is scene.joining)
        self._adult.setVisible(not is_known)
        until = civil_date(words, scene.kept_until) if scene.kept_until is not None else ""
        kept = words.say(_KEPT[scene.joining], date=until) if until and not is_known else ""
        self._kept.say(words.say(say_desk.CHILD_KEPT) if is_known else kept)
        # On small glass those who may be meant need the room.
        self._kept.setVisible(not (self._look.metrics.is_compact and is_known))
        self.alike.setVisible(is_known)
        self.alike.display(scene.open_matches)
        self._said.say(scene.said.in_words(words))
        self._more.setVisible(scene.takes_several)
        for button in (self._more, self._go):
            button.setEnabled(not scene.is_saving)
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
        """Send the person; what cannot be read is said first."""
        self._send(self.saved)

    def add_another(self) -> None:
        """Send the person, and keep the form for somebody else."""
        self._send(self.saved_with_more)

    def _send(self, said: SignalInstance) -> None:
        if not is_readable(self._born.text(), self._scene.grades):
            self.wrong_typed.emit()
            self.form.go_to(self._born)
            return
        if not self._first.text().strip():
            self.form.go_to(self._first)
        said.emit(self.person())

    def person(self) -> NewPerson:
        """The person as far as the form is filled in."""
        said = self._born.text()
        born = typed_date(said)
        is_adult = self._adult.isChecked() and self._scene.joining is not Joining.CHILD
        return NewPerson(
            self._first.text().strip(),
            self._last.text().strip(),
            is_child=not is_adult,
            birthdate=born,
            grade=typed_grade(said, self._scene.grades) if born is None else None,
            medical_notes=self._care.text().strip(),
        )

    def _on_tab_clicked(self, joining: Joining) -> None:
        self._tabs[joining].setChecked(joining is self._scene.joining)
        self.joining_chosen.emit(joining)
        self.changed.emit(self.person())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        gap = self._look.metrics.gap
        self._tab_row.lay_out()
        head = QRect(0, 0, self.width(), 0)
        parts = (self._title, Gap(gap), self._tab_row, Gap(gap), self._kept, Gap(gap), self._said)
        head.setHeight(lay_out_column(head, parts) + gap)
        lay_out_form(self._look, self, head, self.form, self.form.whole_height, self.alike, self._foot)
