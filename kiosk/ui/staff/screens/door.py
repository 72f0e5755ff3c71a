"""The door: a code, who is still inside, who collects, and the release."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.services.today_views import Today
from kiosk.ui.columns import Gap, Growing, Middle, Part, Spring, lay_out_column
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.cautions import caution_words
from kiosk.ui.staff.desk_button import DeskButton, Weight
from kiosk.ui.staff.door_flow import DoorScene
from kiosk.ui.staff.door_rows import child_row, handed_words, out_row
from kiosk.ui.staff.entry import Entry
from kiosk.ui.staff.row_face import FacePainter, Row
from kiosk.ui.staff.rows import RowList
from kiosk.ui.staff.today_pane import TodayPane, release_row
from kiosk.ui.widgets.digits import Digits
from kiosk.ui.widgets.letter_keys import LetterKeys
from kiosk.ui.widgets.notice import Notice
from kiosk.ui.widgets.text import Text
from kiosk.words import staff as say
from kiosk.words.desk import CHILDREN_COME_HERE, LATELY_OUT, NOBODY_LEFT_LATELY
from kiosk.words.door import relationship


class DoorScreen(QWidget):
    """Enter in the code box looks the code up; Enter among children or adults hands over."""

    code_entered = Signal(str)
    child_toggled = Signal(str)
    collector_chosen = Signal(str)
    name_typed = Signal(str)
    reason_typed = Signal(str)
    hand_over_tapped = Signal()
    let_pass_tapped = Signal()
    undo_tapped = Signal()
    lost_tag_tapped = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._scene = DoorScene()
        self._shown: object = None
        words, tokens = look.words, look.tokens
        self._code = Entry(look, words.say(say.CODE_HINT), name=words.say(say.CODE), is_large=True, parent=self)
        self._code.entered.connect(self._on_code_entered)
        self._tag = Digits(look, Type.TITLE, is_typed=False, parent=self)
        self._said = Notice(look, self, most_lines=5)
        self._good = Text(look, Type.BODY, tokens.good, most_lines=3, parent=self)
        self._good.embolden()
        self._out = RowList(look, words.say(say.CHECK_OUT), self)
        self._undo = DeskButton(look, words.say(say.UNDO), hint="Ctrl Z", icon="undo")
        self._undo.clicked.connect(self.undo_tapped)
        self._lost = DeskButton(look, words.say(say.LOST_TAG), hint="F7", icon="label")
        self._lost.clicked.connect(self.lost_tag_tapped)
        self._left_buttons = ButtonRow(look, (self._undo, self._lost), parent=self)
        self.lately = TodayPane(look, LATELY_OUT, NOBODY_LEFT_LATELY, self)
        self._work = QWidget(self)
        self._who = Text(look, Type.LEAD, tokens.ink, words.say(say.STILL_INSIDE), parent=self._work)
        self._who.embolden()
        self._children = RowList(look, words.say(say.STILL_INSIDE), self._work, painter=FacePainter)
        self._children.row_chosen.connect(self.child_toggled)
        self._children.went_on.connect(self._on_children_went_on)
        self._children.left_at_top.connect(self.begin)
        self._collects = Text(look, Type.LEAD, tokens.ink, words.say(say.WHO_COLLECTS), parent=self._work)
        self._collects.embolden()
        self._adults = RowList(look, words.say(say.WHO_COLLECTS), self._work)
        self._adults.row_chosen.connect(self.collector_chosen)
        self._adults.went_on.connect(self._on_adults_went_on)
        self._adults.left_at_top.connect(self._children.setFocus)
        beside = self if look.metrics.is_compact else self._work
        self._barred = Notice(look, beside, most_lines=6)
        self._name = Entry(look, words.say(say.ANOTHER_NAME), parent=beside)
        self._name.textChanged.connect(self.name_typed)
        self._name.entered.connect(lambda _: self.hand_over_tapped.emit())
        self._reason = Entry(look, words.say(say.REASON), parent=beside)
        self._reason.textChanged.connect(self.reason_typed)
        self._reason.entered.connect(lambda _: self.let_pass_tapped.emit())
        self._pass = DeskButton(look, words.say(say.LET_PASS), weight=Weight.WARN)
        self._pass.clicked.connect(self.let_pass_tapped)
        self._back = DeskButton(look, words.say(say.BACK), hint=words.say(say.KEY_ESC))
        self._back.clicked.connect(self.left)
        self._go = DeskButton(look, hint=words.say(say.KEY_ENTER), weight=Weight.PRIMARY)
        self._go.clicked.connect(self.hand_over_tapped)
        self._buttons = ButtonRow(look, (self._back, self._pass), (self._go,), self._work)
        self._work.hide()
        for part in (self._name, self._reason):
            part.hide()
        for title in (self._who, self._collects):
            title.setVisible(not look.metrics.is_compact)
        LetterKeys(look, self).attach(*self.findChildren(Entry))

    def display(self, scene: DoorScene, *, is_lead: bool, today: Today) -> None:
        """Show the scene, and move the keyboard where the work goes on."""
        words = self._look.words
        left = [release_row(words, one) for one in today.left]
        self.lately.display(words.say(CHILDREN_COME_HERE), left, today.rooms)
        before, self._scene = self._scene, scene
        words = self._look.words
        if scene.said.is_good:
            self._good.say(scene.said.in_words(words))
            self._said.say("")
        else:
            self._good.say(handed_words(words, scene))
            self._said.say(scene.said.in_words(words))
        self._good.setVisible(bool(self._good.text()))
        self._out.display([out_row(words, line) for line in scene.already_out])
        self._out.setVisible(bool(scene.already_out))
        self._undo.setVisible(scene.handed is not None)
        # To be compared with what the child wears.
        self._tag.show_symbols(scene.code, len(scene.code), " ".join(scene.code))
        self._tag.setVisible(scene.look is not None and not self._look.metrics.is_compact)
        self._work.setVisible(scene.look is not None)
        self.lately.setVisible(scene.look is None)
        self._name.setVisible(scene.look is not None)
        self._barred.setVisible(scene.look is not None)
        if scene.look is None:
            self._reason.hide()
        if scene.look is not None:
            self._show_look(scene, is_lead)
        self._lay_out()
        if scene.look is not None and (before.look is None or before.code != scene.code) and self.isVisible():
            self._children.setFocus(Qt.FocusReason.OtherFocusReason)
        elif scene.look is None and (before.look is not None or scene.said.problem is not None) and self.isVisible():
            self.begin()

    def _show_look(self, scene: DoorScene, is_lead: bool) -> None:
        look, words = scene.look, self._look.words
        assert look is not None
        to_know = caution_words(words, look.not_authorised, look.alerts)
        is_said = scene.is_barred and self._look.metrics.is_compact
        self._barred.say("" if is_said else " · ".join(to_know))
        self._children.display([child_row(words, scene, line, place) for place, line in enumerate(look.inside)])
        self._adults.display(
            [
                Row(
                    one.id,
                    one.name,
                    relationship(words, one.relationship),
                    is_ticked=one.id == scene.collector and not scene.name.strip(),
                )
                for one in scene.collectors
            ]
        )
        self._adults.setVisible(bool(scene.collectors))
        if self._name.text() != scene.name:
            self._name.setText(scene.name)
        if self._reason.text() != scene.reason:
            self._reason.setText(scene.reason)
        is_passing = scene.is_barred and is_lead
        self._reason.setVisible(is_passing)
        self._pass.setVisible(is_passing)
        self._pass.setEnabled(bool(scene.reason.strip()))
        text = words.say(say.HANDING_OVER) if scene.is_busy else words.count(say.HAND_OVER, len(scene.leaving))
        self._go.say(text, is_ready=scene.can_hand_over)

    def begin(self) -> None:
        """The keyboard goes to the code."""
        self._code.setFocus(Qt.FocusReason.OtherFocusReason)
        self._code.selectAll()

    def type(self, symbol: str) -> None:
        """A letter typed elsewhere begins a code."""
        self._code.setFocus(Qt.FocusReason.OtherFocusReason)
        self._code.setText(symbol)

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self._code

    def go_back(self) -> bool:
        """Esc: for whoever comes next; False where there is nothing to leave."""
        if self._scene != DoorScene() or self._code.text():
            self._code.clear()
            self.left.emit()
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        metrics = self._look.metrics
        gap, between = Gap(metrics.gap), metrics.mm(5)
        self._left_buttons.lay_out()
        self._buttons.lay_out()
        if metrics.is_wide:
            share = round((self.width() - between) * 0.36)
            first = QRect(0, 0, share, self.height())
            second = QRect(share + between, 0, self.width() - share - between, self.height())
        else:
            share = round(
                (self.height() - between) * (0.3 if not metrics.is_compact else 0.5 if self._scene.is_barred else 0.44)
            )
            first = QRect(0, 0, self.width(), share)
            second = QRect(0, share + between, self.width(), self.height() - share - between)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            first.moveLeft(self.width() - first.width() - first.left())
            second.moveLeft(self.width() - second.width() - second.left())
        typed: tuple[Part, ...] = (gap, self._name, gap, self._reason)
        is_compact = metrics.is_compact
        to_know: tuple[Part, ...] = (gap, self._barred)
        lay_out_column(
            first,
            (
                self._code,
                gap,
                Middle(self._tag, is_at_start=True),
                *(to_know if is_compact else ()),
                gap,
                self._said,
                gap,
                self._good,
                *(typed if is_compact else ()),
                gap,
                Growing(self._out),
                gap,
                self._left_buttons,
            ),
        )
        self._work.setGeometry(second)
        self.lately.setGeometry(second)
        look = self._scene.look
        for rows, count in (
            (self._children, len(look.inside) if look else 1),
            (self._adults, len(self._scene.collectors)),
        ):
            rows.setMaximumHeight(max(rows.height_of(1), rows.height_of(count)))
            least = rows.height_of(min(2, max(1, count)))
            rows.setMinimumHeight(max(least, rows.least_height) if count > 2 else least)
        lay_out_column(
            QRect(0, 0, second.width(), second.height()),
            (
                self._who,
                *(() if is_compact else to_know),
                gap,
                Growing(self._children),
                Gap(metrics.mm(4)),
                self._collects,
                gap,
                Growing(self._adults),
                *(() if is_compact else typed),
                Spring(),
                gap,
                self._buttons,
            ),
        )

    def _on_code_entered(self, code: str) -> None:
        if code.strip():
            self._code.clear()
            self.code_entered.emit(code)

    def _on_children_went_on(self) -> None:
        if self._scene.can_hand_over:
            self.hand_over_tapped.emit()
        elif self._scene.leaving and self._scene.collectors:
            self._adults.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_adults_went_on(self) -> None:
        if self._scene.collector or self._scene.name.strip():
            self.hand_over_tapped.emit()
        else:
            # Nobody was taken for granted: Enter says who, a second one hands over.
            self.collector_chosen.emit(self._adults.current)
