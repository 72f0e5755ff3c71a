"""Not open: when it will be, counting down; or, when it has just closed, where to go."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.problems import Problem
from kiosk.services.self_station import StartView, StationState
from kiosk.ui.icons import draw_icon
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.tasks import sentence_for
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.welcome_panel import LanguageRow, WelcomePanel
from kiosk.words import station as say
from kiosk.words.times import countdown, moment_name


class _Clock(QWidget):
    """A large quiet clock face."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = "clock"
        side = look.metrics.space(170)
        self.setFixedSize(side, side)

    def show_icon(self, name: str) -> None:
        """A clock, or a helper."""
        self._icon = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._look.tokens.tint))
        area = QRectF(self.rect())
        painter.drawEllipse(area)
        inset = area.width() * 0.26
        draw_icon(painter, self._icon, area.adjusted(inset, inset, -inset, -inset), self._look.tokens.tint_ink)
        painter.end()


class ClosedScreen(QWidget):
    """No pad; it changes by itself when check-in opens."""

    language_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        tokens, metrics = look.tokens, look.metrics
        is_wide = metrics.is_wide
        centre = Qt.AlignmentFlag.AlignHCenter
        self._panel = WelcomePanel(look, self)
        self._panel.language_chosen.connect(self.language_chosen)
        self._clock = _Clock(look, self)
        self._over = Text(look, Type.LEAD, tokens.soft, align=centre, most_lines=2, parent=self)
        self._main = Text(look, Type.GREETING, tokens.ink, align=centre, most_lines=3, parent=self)
        self._below = Text(look, Type.LEAD, tokens.soft, align=centre, most_lines=4, parent=self)
        work = QVBoxLayout()
        side = metrics.space(84 if is_wide else 96)
        work.setContentsMargins(side, metrics.space(52), side, metrics.space(28))
        work.setSpacing(0)
        work.addStretch(3)
        work.addWidget(self._clock, 0, centre)
        work.addSpacing(metrics.space(40))
        work.addWidget(self._over)
        work.addSpacing(metrics.space(8))
        work.addWidget(self._main)
        work.addSpacing(metrics.space(18))
        work.addWidget(self._below)
        work.addStretch(4)
        if not is_wide:
            languages = LanguageRow(look, is_on_panel=False, parent=self)
            languages.language_chosen.connect(self.language_chosen)
            work.addWidget(languages)
        layout = QBoxLayout(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom, self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._panel, 5 if is_wide else 7)
        layout.addLayout(work, 6 if is_wide else 11)

    def display(self, view: StartView | None, problem: Problem | None) -> None:
        """Show when it opens; ``problem``: why nobody can say."""
        words = self._look.words
        over, main, below, icon = "", words.say(say.STARTING), "", "clock"
        if view is not None:
            self._panel.display(view)
            opening = view.next_opening
            if view.state is StationState.JUST_CLOSED:
                main, below, icon = words.say(say.JUST_CLOSED), words.say(say.SEE_WELCOME_DESK), "helper"
            elif opening is not None:
                over = words.say(say.OPENS_IN)
                main = countdown(words, opening.opens_at - view.now)
                below = words.say(
                    say.OPENS_AT, event=opening.event_name, moment=moment_name(words, opening.starts_at, view.now)
                )
            else:
                main, below = words.say(say.CLOSED_TODAY), words.say(say.NO_NEXT_OPENING)
        elif problem is not None:
            main, below, icon = words.say(say.PLEASE_ASK), sentence_for(words, problem), "helper"
        self._clock.show_icon(icon)
        for text, shown in ((self._over, over), (self._main, main), (self._below, below)):
            text.say(shown)
            text.setVisible(bool(shown))

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self
