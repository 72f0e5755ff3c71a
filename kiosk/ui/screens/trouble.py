"""When something stops a visit: what happened, the one button to go on with, and that the welcome desk can help."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.problems import CheckInClosed, NeedsStaff, NotKnown, Problem, Refused, Unavailable
from kiosk.ui.columns import Gap, Middle, Part, Spring, column_height, lay_out_column
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.sentences import sentence_for
from kiosk.ui.widgets.buttons import PlainButton, PrimaryButton
from kiosk.ui.widgets.choice_page import bottom_margin
from kiosk.ui.widgets.church_row import ChurchRow
from kiosk.ui.widgets.footer import Footer
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.sign import Sign
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.welcome_panel import welcome_areas
from kiosk.words import Words
from kiosk.words import station as say


class TroubleScreen(QWidget):
    """Says on the panel what happened, and on paper who helps; what a technician needs stands small below."""

    retried = Signal()
    chose_again = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._offers_retry = False
        words, tokens = look.words, look.tokens
        centre = Qt.AlignmentFlag.AlignHCenter
        self._panel = Panel(look, self)
        self._church = ChurchRow(look, self._panel)
        self._title = Text(look, Type.GREETING, tokens.panel_ink, most_lines=2, parent=self._panel)
        self._title.say(words.say(say.PLEASE_ASK))
        self._text = Text(look, Type.LEAD, tokens.panel_ink, most_lines=6, parent=self._panel)
        self._sign = Sign(look, "helper", self, is_warning=True)
        self._desk = Text(look, Type.NAME, tokens.ink, align=centre, most_lines=4, parent=self)
        self._desk.say(look.to_desk(say.DESK_CAN_CHECK_IN))
        self._exactly = Text(look, Type.SMALL, tokens.soft, align=centre, most_lines=4, parent=self)
        self._over = PlainButton(look, words.say(say.START_OVER), parent=self)
        self._go = PrimaryButton(look, parent=self)
        self._over.clicked.connect(self._on_over_clicked)
        self._go.clicked.connect(self._on_go_clicked)
        self._footer = Footer(look, leading=self._over, primary=self._go, parent=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        metrics = self._look.metrics
        margin, air = metrics.margin, metrics.space(40)
        panel, work = welcome_areas(self._look, self.rect())
        width = work.width() - 2 * margin
        foot = self._footer.heightForWidth(width)
        bottom = self.height() - bottom_margin(self._look) - foot
        self._panel.setGeometry(panel)
        self._lay_out_panel(margin)
        self._footer.setGeometry(work.x() + margin, bottom, width, foot)
        self._footer.lay_out()
        area = work.adjusted(margin, air, -margin, 0)
        area.setBottom(bottom - air)
        help_parts: list[Part] = [Spring(), Middle(self._sign), Gap(metrics.space(36)), self._desk]
        help_parts += [Gap(metrics.space(20)), self._exactly, Spring()]
        # Where everything cannot be there, the words matter more than the picture.
        self._sign.show()
        if column_height(width, help_parts) > area.height():
            self._sign.hide()
        lay_out_column(area, help_parts)

    def _lay_out_panel(self, margin: int) -> None:
        metrics = self._look.metrics
        head = margin // 2 if metrics.is_compact else margin
        area = self._panel.rect().adjusted(margin, head, -margin, -head)
        parts: list[Part] = [self._church, Gap(metrics.space(20)), Spring(2), self._title, Gap(metrics.space(16))]
        parts.append(self._text)
        if metrics.is_wide:
            parts.append(Spring(1))
        self._church.setVisible(bool(self._look.church_name))
        self._text.grow_back()
        if column_height(area.width(), parts) > area.height():
            self._church.hide()
        around = self._title.heightForWidth(area.width()) + metrics.space(16)
        self._text.keep_within(area.width(), area.height() - around)
        lay_out_column(area, parts)

    def display(self, problem: Problem | None, is_after_check_in: bool) -> None:
        """Say what happened. ``is_after_check_in``: it happened on saving, so that choosing again may help."""
        words = self._look.words
        self._text.say(family_sentence(words, problem))
        self._exactly.say(helper_sentence(words, problem))
        self._exactly.setVisible(bool(self._exactly.text()))
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


def family_sentence(words: Words, problem: Problem | None) -> str:
    """What a family is told: a rule's own sentence; of what only a technician can mend, only what it means for them."""
    match problem:
        case Unavailable():
            return words.say(say.NEEDS_A_MOMENT)
        case NeedsStaff():
            return words.say(say.CANNOT_CHECK_IN)
        case _:
            return sentence_for(words, problem)


def helper_sentence(words: Words, problem: Problem | None) -> str:
    """What a helper who is called reads below; empty where the family was told all of it."""
    is_technical = isinstance(problem, Unavailable | NeedsStaff)
    return words.say(say.FOR_HELPERS, what=sentence_for(words, problem)) if is_technical else ""
