"""When something stops a visit: what happened, what to do next, and one button for it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.problems import CheckInClosed, NotKnown, Problem, Refused, Unavailable
from kiosk.ui.columns import Gap, Middle, Spring, lay_out_column
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.tasks import sentence_for
from kiosk.ui.widgets.band import Band
from kiosk.ui.widgets.buttons import PlainButton, PrimaryButton
from kiosk.ui.widgets.choice_page import bottom_margin
from kiosk.ui.widgets.footer import Footer
from kiosk.ui.widgets.sign import Sign
from kiosk.ui.widgets.text import Text
from kiosk.words import station as say


class TroubleScreen(QWidget):
    """Says the problem's sentence and offers what can be done about it."""

    retried = Signal()
    chose_again = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._offers_retry = False
        words, tokens = look.words, look.tokens
        self._band = Band(look, self)
        self._band.say(words.say(say.PLEASE_ASK), "")
        self._text = Text(look, Type.NAME, tokens.ink, align=Qt.AlignmentFlag.AlignHCenter, most_lines=5, parent=self)
        self._over = PlainButton(look, words.say(say.START_OVER), parent=self)
        self._go = PrimaryButton(look, parent=self)
        self._over.clicked.connect(self._on_over_clicked)
        self._go.clicked.connect(self._on_go_clicked)
        self._sign = Sign(look, "helper", self, is_warning=True)
        self._footer = Footer(look, leading=self._over, primary=self._go, parent=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        metrics = self._look.metrics
        share = 0.22 if metrics.is_wide else 0.3
        band = max(self._band.least_height(self.width()), round(self.height() * share))
        self._band.setGeometry(0, 0, self.width(), band)
        margin = metrics.space(72 if metrics.is_wide else 60)
        foot = self._footer.heightForWidth(self.width() - 2 * margin)
        bottom = self.height() - bottom_margin(self._look) - foot
        self._footer.setGeometry(margin, bottom, self.width() - 2 * margin, foot)
        self._footer.lay_out()
        # A sentence is read more easily in a narrow measure.
        side = round(self.width() * (0.18 if metrics.is_wide else 0.1))
        area = self.rect().adjusted(side, band, -side, bottom - self.height())
        self._text.keep_within(area.width(), area.height() - self._sign.sizeHint().height() - metrics.space(40))
        lay_out_column(area, (Spring(2), Middle(self._sign), Gap(metrics.space(40)), self._text, Spring(3)))

    def display(self, problem: Problem | None, is_after_check_in: bool) -> None:
        """Say what happened. ``is_after_check_in``: it happened on saving, so that choosing again may help."""
        words = self._look.words
        self._text.say(sentence_for(words, problem))
        self._offers_retry = isinstance(problem, Unavailable)
        can_choose = (
            is_after_check_in and isinstance(problem, Refused) and not isinstance(problem, CheckInClosed | NotKnown)
        )
        self._over.setVisible(self._offers_retry or can_choose)
        self._go.say(
            words.say(say.TRY_AGAIN if self._offers_retry else say.CHOOSE_AGAIN if can_choose else say.START_OVER)
        )
        self._go.setProperty("does", "retry" if self._offers_retry else "choose" if can_choose else "leave")
        self._lay_out()

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts: the way on."""
        return self._go

    def _on_over_clicked(self) -> None:
        self.left.emit()

    def _on_go_clicked(self) -> None:
        match self._go.property("does"):
            case "retry":
                self.retried.emit()
            case "choose":
                self.chose_again.emit()
            case _:
                self.left.emit()
