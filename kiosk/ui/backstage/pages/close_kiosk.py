"""The only way out of a station: ends the program, after a question."""

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
from kiosk.words import backstage as say


class CloseKioskPage(QWidget):
    """Says what closing means, and asks once more."""

    def __init__(self, look: Look, session: BackstageSession) -> None:
        super().__init__()
        self._look, self._session = look, session
        words = look.words
        self._about = Text(look, Type.BODY, look.tokens.ink, words.say(say.CLOSE_KIOSK_QUESTION), most_lines=6)
        self._about.setParent(self)
        self._close = DeskButton(look, words.say(say.CLOSE_KIOSK), icon="power", weight=Weight.WARN, parent=self)
        self._close.clicked.connect(self._on_close_clicked)

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self._close

    def refresh(self) -> None:
        """Nothing changes here."""

    def go_back(self) -> bool:
        """There is nothing to go back to."""
        return False

    def stop(self) -> None:
        """Nothing was begun."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        gap = Gap(self._look.metrics.space(24))
        lay_out_column(self.rect(), (self._about, gap, Middle(self._close, is_at_start=True), Spring()))
        super().resizeEvent(event)

    def _on_close_clicked(self) -> None:
        words = self._look.words
        question = Question(
            words.say(say.CLOSE_KIOSK),
            words.say(say.CLOSE_KIOSK_QUESTION),
            words.say(say.CLOSE_KIOSK_YES),
            is_grave=True,
        )
        self._session.ask(question, self._session.close_kiosk)


PAGE = PageKind(say.CLOSE_KIOSK, "power", Role.ADMIN, CloseKioskPage, say.CLOSE_KIOSK_ABOUT, key="close")
