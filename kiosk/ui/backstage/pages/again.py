"""The way back into the guided set-up, and into and out of a rehearsal."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.pins import Role
from kiosk.ui.backstage.page import PageKind
from kiosk.ui.backstage.session import BackstageSession, Question
from kiosk.ui.columns import Gap, Middle, Spring, lay_out_column
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.desk_button import DeskButton, Weight
from kiosk.ui.widgets.text import Text
from kiosk.words import again_page as say


class AgainPage(QWidget):
    """Says what would happen, and one button."""

    def __init__(self, look: Look, session: BackstageSession) -> None:
        super().__init__()
        self._look, self._session = look, session
        self._about = Text(look, Type.BODY, look.tokens.ink, most_lines=8, parent=self)
        self._button = DeskButton(look, look.words.say(say.OPEN), icon="gear", weight=Weight.PRIMARY, parent=self)
        self._button.clicked.connect(self._on_button_clicked)
        self.display(is_rehearsal=False, can_be_set_up=True)

    def display(self, *, is_rehearsal: bool, can_be_set_up: bool) -> None:
        """Show what can be done here."""
        words = self._look.words
        lead = say.IN_REHEARSAL if is_rehearsal else say.LEAD if can_be_set_up else say.NOT_HERE
        self._about.say(words.say(lead))
        self._button.say(words.say(say.END_REHEARSAL if is_rehearsal else say.OPEN))
        self._button.setEnabled(is_rehearsal or can_be_set_up)
        self._lay_out()

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self._button

    def refresh(self) -> None:
        """Which of the two it is stays as it is while the station is open."""
        here = self._session.desks.here
        self.display(is_rehearsal=here.is_rehearsal, can_be_set_up=here.can_be_set_up())

    def go_back(self) -> bool:
        """There is nothing to go back to."""
        return False

    def stop(self) -> None:
        """Nothing was begun."""

    def _lay_out(self) -> None:
        gap = Gap(self._look.metrics.space(24))
        lay_out_column(self.rect(), (self._about, gap, Middle(self._button, is_at_start=True), Spring()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _on_button_clicked(self) -> None:
        words, here = self._look.words, self._session.desks.here
        if here.is_rehearsal:
            self._session.close_kiosk()
            return
        question = Question(words.say(say.QUESTION), words.say(say.QUESTION_ABOUT), words.say(say.OPEN))
        self._session.ask(question, here.set_up_again)


PAGE = PageKind(say.AGAIN, "change", Role.ADMIN, AgainPage, say.AGAIN_ABOUT, key="again")
