"""When something stops a visit: what happened, what to do next, and one button for it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.problems import CheckInClosed, NotKnown, Problem, Refused, Unavailable
from kiosk.ui.icons import draw_icon
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.tasks import sentence_for
from kiosk.ui.widgets.band import Band
from kiosk.ui.widgets.buttons import PlainButton, PrimaryButton
from kiosk.ui.widgets.text import Text
from kiosk.words import station as say


class _Sign(QWidget):
    """A large calm symbol."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        side = look.metrics.space(170)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._look.tokens.warn_tint))
        area = QRectF(self.rect())
        painter.drawEllipse(area)
        inset = area.width() * 0.27
        draw_icon(painter, "helper", area.adjusted(inset, inset, -inset, -inset), self._look.tokens.warn)
        painter.end()


class TroubleScreen(QWidget):
    """Says the problem's sentence and offers what can be done about it."""

    retried = Signal()
    chose_again = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._offers_retry = False
        words, tokens, metrics = look.words, look.tokens, look.metrics
        self._band = Band(look, self)
        self._band.say(words.say(say.PLEASE_ASK), "")
        self._text = Text(look, Type.NAME, tokens.ink, align=Qt.AlignmentFlag.AlignHCenter, most_lines=5, parent=self)
        self._over = PlainButton(look, words.say(say.START_OVER), parent=self)
        self._go = PrimaryButton(look, parent=self)
        self._over.clicked.connect(self._on_over_clicked)
        self._go.clicked.connect(self._on_go_clicked)
        margin = metrics.space(72 if metrics.is_wide else 60)
        foot = QHBoxLayout()
        foot.addWidget(self._over)
        foot.addStretch(1)
        foot.addWidget(self._go)
        self._go.setMinimumWidth(min(metrics.space(480), metrics.width // 2))
        if look.is_mirrored:
            foot.setDirection(QHBoxLayout.Direction.RightToLeft)
        body = QVBoxLayout()
        body.setContentsMargins(margin, metrics.space(28), margin, metrics.space(44))
        body.addStretch(2)
        body.addWidget(_Sign(look, self), 0, Qt.AlignmentFlag.AlignHCenter)
        body.addSpacing(metrics.space(40))
        body.addWidget(self._text)
        body.addStretch(3)
        body.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._band.setFixedHeight(
            max(self._band.least_height(metrics.width), round(metrics.height * (0.22 if metrics.is_wide else 0.24)))
        )
        column.addWidget(self._band)
        column.addLayout(body, 1)

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
