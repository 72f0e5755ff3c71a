"""The page of a station whose program was replaced while it ran: one sentence, and a button that starts the new one.

It uses nothing that a station's first screen has not loaded already.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.ui.columns import Gap, Middle, Spring, lay_out_column
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.widgets.buttons import PlainButton, PrimaryButton
from kiosk.ui.widgets.footer import Footer
from kiosk.ui.widgets.sign import Sign
from kiosk.ui.widgets.text import Text
from kiosk.words import updates as say

_PATIENCE_MS = 60_000
"""Nobody taps: families get their station back."""


class UpdatedCover(QWidget):
    """Keeps the promises of `kiosk.ui.cover.Covering`."""

    def __init__(
        self, look: Look, restart: Callable[[], None], leave: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._restart, self._leave = restart, leave
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(leave)
        self._patience.start(_PATIENCE_MS)
        self._parts: tuple[QWidget, ...] = ()
        self._build(look)

    def _build(self, look: Look) -> None:
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._look = look
        words, tokens, centre = look.words, look.tokens, Qt.AlignmentFlag.AlignHCenter
        self._sign = Sign(look, "change", self)
        self._title = Text(
            look, Type.GREETING, tokens.ink, words.say(say.UPDATED), align=centre, most_lines=3, parent=self
        )
        self._about = Text(
            look, Type.LEAD, tokens.soft, words.say(say.UPDATED_ABOUT), align=centre, most_lines=6, parent=self
        )
        later = PlainButton(look, words.say(say.LATER), parent=self)
        later.clicked.connect(lambda: self._leave())
        self._go = PrimaryButton(look, words.say(say.RESTART_NOW), parent=self)
        self._go.clicked.connect(lambda: self._restart())
        self._footer = Footer(look, leading=later, primary=self._go, parent=self)
        self._parts = (self._sign, self._title, self._about, self._footer, later, self._go)
        for part in self._parts:
            part.show()
        self._lay_out()

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self._go

    def set_look(self, look: Look) -> None:
        """Another size, theme or language."""
        self._build(look)
        self._go.setFocus()

    def stop(self) -> None:
        """It is taken away."""
        self._patience.stop()

    def _lay_out(self) -> None:
        metrics = self._look.metrics
        side, gap = metrics.space(96), Gap(metrics.space(28))
        width = self.width() - 2 * side
        foot = self._footer.heightForWidth(width)
        bottom = self.height() - metrics.space(60) - foot
        self._footer.setGeometry(side, bottom, width, foot)
        self._footer.lay_out()
        area = self.rect().adjusted(side, side, -side, bottom - self.height())
        lay_out_column(area, (Spring(), Middle(self._sign), gap, self._title, gap, self._about, Spring()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt tells: a key that no button wanted; Esc is "later", and none goes on to the station beneath."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self._look.tokens.paper))
        painter.end()
