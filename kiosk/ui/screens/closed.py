"""Not open: when it will be, counting down; or, when it has just closed, where to go."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.problems import Problem
from kiosk.services.start_view import StartView, StationState
from kiosk.ui.columns import Gap, Middle, Part, Spring, column_height, lay_out_column
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.screens.trouble import helper_sentence
from kiosk.ui.widgets.language_row import LanguageRow
from kiosk.ui.widgets.sign import Sign
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.welcome_panel import WelcomePanel, welcome_areas
from kiosk.words import station as say
from kiosk.words.times import countdown, moment_name


class ClosedScreen(QWidget):
    """No pad; it changes by itself when check-in opens."""

    language_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        tokens = look.tokens
        centre = Qt.AlignmentFlag.AlignHCenter
        self._panel = WelcomePanel(look, self)
        self._panel.language_chosen.connect(self.language_chosen)
        self._sign = Sign(look, "clock", self)
        self._over = Text(look, Type.LEAD, tokens.soft, align=centre, most_lines=2, parent=self)
        self._main = Text(look, Type.GREETING, tokens.ink, align=centre, most_lines=3, parent=self)
        self._below = Text(look, Type.LEAD, tokens.soft, align=centre, most_lines=4, parent=self)
        self._exactly = Text(look, Type.SMALL, tokens.soft, align=centre, most_lines=4, parent=self)
        self._languages = LanguageRow(look, is_on_panel=False, parent=self)
        self._languages.setVisible(not look.metrics.is_wide)
        self._languages.language_chosen.connect(self.language_chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        metrics = self._look.metrics
        panel, work = welcome_areas(self._look, self.rect())
        self._panel.setGeometry(panel)
        side = metrics.space(30 if metrics.is_compact else 84 if metrics.is_wide else 96)
        area = work.adjusted(side, metrics.space(52), -side, -metrics.space(28))
        parts: tuple[Part, ...] = (
            Spring(3),
            Middle(self._sign),
            Gap(metrics.space(44)),
            self._over,
            Gap(metrics.space(8)),
            self._main,
            Gap(metrics.space(18)),
            self._below,
            Spring(4),
            self._exactly,
            Gap(metrics.space(28)),
            self._languages,
        )
        # Where everything cannot be there, the words matter more than the picture.
        self._sign.show()
        if column_height(area.width(), parts) > area.height():
            self._sign.hide()
        lay_out_column(area, parts)
        self._languages.span(metrics.margin, self.width() - 2 * metrics.margin)

    def display(self, view: StartView | None, problem: Problem | None) -> None:
        """Show when it opens; ``problem``: why nobody can say."""
        words = self._look.words
        over, main, below, icon = "", words.say(say.STARTING), "", "clock"
        if view is not None:
            self._panel.display(view)
            opening = view.next_opening
            if view.state is StationState.JUST_CLOSED:
                main, below, icon = words.say(say.JUST_CLOSED), self._look.to_desk(say.SEE_WELCOME_DESK), "helper"
            elif opening is not None:
                over = words.say(say.OPENS_IN)
                main = countdown(words, opening.opens_at - view.now)
                below = words.say(
                    say.OPENS_AT, event=opening.event_name, moment=moment_name(words, opening.starts_at, view.now)
                )
            else:
                main, below = words.say(say.CLOSED_TODAY), self._look.to_desk(say.NO_NEXT_OPENING)
        elif problem is not None:
            main, below, icon = words.say(say.ONE_MOMENT), self._look.to_desk(say.DESK_CAN_CHECK_IN), "helper"
        self._exactly.say("" if view is not None or problem is None else helper_sentence(words, problem))
        self._exactly.setVisible(bool(self._exactly.text()))
        self._sign.show_icon(icon)
        for text, shown in ((self._over, over), (self._main, main), (self._below, below)):
            text.say(shown)
            text.setVisible(bool(shown))
        self._lay_out()

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self
