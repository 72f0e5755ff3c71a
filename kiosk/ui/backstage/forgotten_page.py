"""The page of a forgotten PIN, in place of the pad: who helps, and for an admin whom nobody can help, the way back in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.services.forgotten_pin import ForgottenPin
from kiosk.ui.backstage.forgotten_flow import ForgottenFlow, ForgottenScene
from kiosk.ui.backstage.form import Form
from kiosk.ui.columns import Gap, Growing, lay_out_column
from kiosk.ui.focus_order import tab_part_by_part
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.desk_button import DeskButton, Weight
from kiosk.ui.widgets.letter_keys import LetterKeys
from kiosk.ui.widgets.notice import Notice
from kiosk.ui.widgets.text import Text
from kiosk.words import admin_trust as say
from kiosk.words import staff as keys

_WIDEST_MM = 190


class ForgottenPage(QWidget):
    """``left``: back to the pad; ``set_anew``: somebody has a new PIN."""

    left = Signal()
    set_anew = Signal()

    def __init__(self, look: Look, desk: ForgottenPin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        words, tokens = look.words, look.tokens
        self._title = Text(look, Type.NAME, tokens.ink, words.say(say.FORGOTTEN), most_lines=2, parent=self)
        self._about = Text(look, Type.BODY, tokens.soft, words.say(say.FORGOTTEN_ABOUT), most_lines=4, parent=self)
        self._admin = Text(look, Type.BODY, tokens.soft, most_lines=6, parent=self)
        self._form = Form(look, self)
        self._notice = Notice(look, self, icon="lock")
        self._back = DeskButton(look, words.say(keys.BACK), hint=words.say(keys.KEY_ESC), icon="undo")
        self._back.clicked.connect(self.left)
        self._go = DeskButton(look, words.say(say.GO_ON), weight=Weight.PRIMARY)
        self._buttons = ButtonRow(look, (self._back,), (self._go,), self)
        self._keys = LetterKeys(look, self)
        self._lines: set[QLineEdit] = set()
        self.flow = ForgottenFlow(desk, self.display, self.set_anew.emit)
        self._form.answered.connect(self.flow.answer)
        self._go.clicked.connect(self.flow.go_on)
        self.display(self.flow.scene)

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self._form.first_focus if self.flow.fields(self._look.words) else self._back

    def display(self, scene: ForgottenScene) -> None:
        """Show how far it is."""
        words, fields = self._look.words, self.flow.fields(self._look.words)
        asked_before = self._form.values.keys()
        self._form.display(fields)
        self._form.setVisible(bool(fields))
        about = {None: "", True: say.FORGOTTEN_TOKEN, False: say.FORGOTTEN_COMMAND}[scene.can_prove]
        self._admin.say(words.say(about) if about and not scene.admins else "")
        self._admin.setVisible(bool(self._admin.text()))
        self._notice.say(scene.said.in_words(words))
        self._go.say(words.say(say.SAVE if scene.admins else say.GO_ON))
        self._go.setVisible(bool(fields))
        self._go.setEnabled(not scene.is_busy)
        lines = set(self._form.findChildren(QLineEdit))
        for line in lines - self._lines:
            self._keys.attach(line)
        self._lines = lines
        self._lay_out()
        if fields and asked_before != self._form.values.keys():
            self.first_focus.setFocus()

    def stop(self) -> None:
        """It is taken away."""
        self.flow.stop()

    def _lay_out(self) -> None:
        metrics = self._look.metrics
        margin, gap = metrics.mm(6), Gap(metrics.mm(4))
        side = max(margin, (self.width() - metrics.mm(_WIDEST_MM)) // 2)
        body = Growing(self._form)
        column = (self._title, gap, self._about, gap, self._admin, gap, body, gap, self._notice, gap, self._buttons)
        lay_out_column(self.rect().adjusted(side, margin, -side, -margin), column)
        self._buttons.lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Qt asks: where Tab leads; what is asked changes."""
        tab_part_by_part(self)
        return super().focusNextPrevChild(is_next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt tells: a key that no line wanted."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self._look.tokens.paper))
        painter.end()
