"""Sign in to Planning Center, from the station itself."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.pins import Role
from kiosk.ui.backstage.flows.sign_in import SignInFlow, SignInScene
from kiosk.ui.backstage.form import Form
from kiosk.ui.backstage.page import PageKind
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.columns import Gap, Growing, lay_out_column
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.desk_button import DeskButton, Weight
from kiosk.ui.widgets.text import Text
from kiosk.words import admin_church as say

_MOST_LINES = 8


class SignInPage(QWidget):
    """Two lines and a button; below, what the sign-in may see."""

    def __init__(self, look: Look, session: BackstageSession) -> None:
        super().__init__()
        self._look = look
        self._flow = session.once(SignInFlow, lambda: SignInFlow(session))
        words, tokens = look.words, look.tokens
        self._about = Text(look, Type.BODY, tokens.soft, words.say(say.SIGN_IN_ABOUT_LONG), most_lines=4, parent=self)
        self._form = Form(look, self)
        self._form.answered.connect(self._flow.answer)
        self._go = DeskButton(look, words.say(say.SIGN_IN), icon="check", weight=Weight.PRIMARY)
        self._go.clicked.connect(self._flow.sign_in)
        self._row = ButtonRow(look, (self._go,), parent=self)
        self._seen = Text(look, Type.BODY, tokens.ink, most_lines=_MOST_LINES, parent=self)
        self._flow.scenes.listen(self.display)
        self.display(self._flow.scenes.now)

    def display(self, scene: SignInScene) -> None:
        """Show how far it has come."""
        self._form.display(self._flow.fields())
        # Not before both lines stand there: the second one counts when Tab leaves it, and Tab would pass a button that is off.
        self._go.setEnabled(not scene.is_busy)
        self._seen.say("\n".join(scene.seen))
        self._seen.setVisible(bool(scene.seen))
        self._lay_out()

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self._form.first_focus

    def refresh(self) -> None:
        """Nothing changes by itself."""

    def go_back(self) -> bool:
        """There is nothing to go back to."""
        return False

    def stop(self) -> None:
        """Nobody looks any more, and no secret stays."""
        self._flow.forget()
        self._flow.scenes.listen(lambda _: None)

    def _lay_out(self) -> None:
        gap = Gap(self._look.metrics.mm(5))
        lay_out_column(self.rect(), (self._about, gap, Growing(self._form), gap, self._seen, gap, self._row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)


PAGE = PageKind(say.SIGN_IN, "globe", Role.ADMIN, SignInPage, say.SIGN_IN_ABOUT, key="sign_in")
