"""When something stops a visit: what happened, the one button to go on with, and that the welcome desk can help."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.problems import CheckInClosed, NeedsStaff, NotKnown, Problem, Refused, Unavailable
from kiosk.ui.columns import Gap, Middle, Part, Spring, column_height, lay_out_column
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.tasks import sentence_for
from kiosk.ui.widgets.buttons import PlainButton, PrimaryButton
from kiosk.ui.widgets.choice_page import bottom_margin
from kiosk.ui.widgets.footer import Footer
from kiosk.ui.widgets.notice import Notice
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.tick_mark import TickMark
from kiosk.ui.widgets.welcome_panel import welcome_areas
from kiosk.words import Words
from kiosk.words import station as say


class TroubleScreen(QWidget):
    """Says on the panel what happened, as the last screen says what was done; what a technician needs stands small below."""

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
        self._sign = TickMark(look, self._panel)
        self._sign.show_success(False)
        self._title = Text(look, Type.GREETING, tokens.panel_ink, align=centre, most_lines=2, parent=self._panel)
        self._title.say(words.say(say.PLEASE_ASK))
        self._text = Text(look, Type.NAME, tokens.panel_ink, align=centre, most_lines=6, parent=self._panel)
        self._desk = Notice(look, self, icon="helper", voice=Type.LEAD)
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
        margin, air = metrics.space(72 if metrics.is_wide else 60), metrics.space(40)
        panel, work = welcome_areas(self._look, self.rect()) if metrics.is_wide else (self.rect(), self.rect())
        width = work.width() - 2 * margin
        foot = self._footer.heightForWidth(width)
        bottom = self.height() - bottom_margin(self._look) - foot
        parts: list[Part] = [self._desk, Gap(metrics.space(24)), self._exactly]
        if not metrics.is_wide:
            panel.setHeight(bottom - column_height(width, parts) - 2 * air)
            work.setTop(panel.height())
        self._panel.setGeometry(panel)
        area = work.adjusted(margin, air, -margin, 0)
        area.setBottom(bottom - air)
        lay_out_column(area, (Spring(), *parts, Spring()))
        self._footer.setGeometry(work.x() + margin, bottom, width, foot)
        self._footer.lay_out()
        # A sentence is read more easily in a narrow measure.
        side = metrics.space(48) if metrics.is_wide else round(self.width() * 0.1)
        hero = self._panel.rect().adjusted(side, air, -side, -air)
        around = self._sign.sizeHint().height() + self._title.heightForWidth(hero.width()) + metrics.space(28 + 22)
        self._text.keep_within(hero.width(), hero.height() - around)
        lay_out_column(
            hero,
            (
                Spring(),
                Middle(self._sign),
                Gap(metrics.space(28)),
                self._title,
                Gap(metrics.space(22)),
                self._text,
                Spring(),
            ),
        )

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
