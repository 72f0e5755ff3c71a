"""A question in place of the page: what would happen, and two buttons far enough apart."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.ui.backstage.session import Question
from kiosk.ui.columns import Gap, Spring, lay_out_column
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.desk_button import DeskButton, Weight
from kiosk.ui.widgets.text import Text
from kiosk.words import backstage as say
from kiosk.words import staff as keys

_WIDEST_MM = 190


class Confirm(QWidget):
    """The keyboard starts at "no": a stray Enter changes nothing."""

    confirmed = Signal()
    declined = Signal()

    def __init__(self, look: Look, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        words, tokens = look.words, look.tokens
        self._title = Text(look, Type.NAME, tokens.ink, question.title, most_lines=3, parent=self)
        self._about = Text(look, Type.BODY, tokens.soft, question.about, most_lines=8, parent=self)
        self._no = DeskButton(look, words.say(say.NO), hint=words.say(keys.KEY_ESC))
        self._no.clicked.connect(self.declined)
        self._yes = DeskButton(look, question.yes, weight=Weight.WARN if question.is_grave else Weight.PRIMARY)
        self._yes.clicked.connect(self.confirmed)
        self._buttons = ButtonRow(look, (self._no,), (self._yes,), self)

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self._no

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        metrics = self._look.metrics
        side = max(0, (self.width() - metrics.mm(_WIDEST_MM)) // 2)
        gap = Gap(metrics.space(30))
        column = (Spring(2), self._title, gap, self._about, gap, self._buttons, Spring(3))
        lay_out_column(self.rect().adjusted(side, 0, -side, 0), column)
        super().resizeEvent(event)
