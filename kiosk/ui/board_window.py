"""The pick-up board on a second screen: who is called to the door, and who is on the way home; first names only."""

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from kiosk.domain.problems import Problem
from kiosk.services.pick_up_board import Board, BoardLine
from kiosk.ui.lettering import Setting, draw, isolated, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Metrics, Type, px_per_mm
from kiosk.ui.shapes import draw_body
from kiosk.ui.station_options import StationOptions
from kiosk.ui.tasks import Tasks
from kiosk.ui.theme import tokens_for
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.text import Text
from kiosk.words import Words
from kiosk.words import staff as say
from kiosk.words.station import NAME_AND_WHY
from kiosk.words.times import clock_time

_POLL_MS = 2000
_LINES = 7
_NAMES_TALL = 2.9


class BoardLines(QLabel):
    """Names one below the other, as large as the space allows; the newest on top."""

    def __init__(self, look: Look, *, is_loud: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._is_loud = is_loud
        self._lines: tuple[BoardLine, ...] = ()

    def display(self, lines: tuple[BoardLine, ...]) -> None:
        """Show these."""
        self._lines = lines[:_LINES]
        words = self._look.words
        spoken = [words.say(NAME_AND_WHY, name=isolated(one.name), why=one.room) for one in self._lines]
        self.setText("\n".join(spoken))
        self.setAccessibleName(self.text())
        self.update()

    def sizeHint(self) -> QSize:
        """Qt asks: whatever is left."""
        return QSize(self._look.metrics.mm(60), self._look.metrics.mm(60))

    def settings(self) -> tuple[Setting, ...]:
        """Every name as it is set now."""
        font = self._look.font(Type.NAME)
        width, least = self.width() * 0.56, self._look.metrics.least_px()
        return tuple(set_text(one.name, font, width, least_px=least) for one in self._lines[: self._most()])

    def _most(self) -> int:
        """How many names there is room for, each as tall as two lines."""
        least = self._look.font(Type.NAME).pixelSize() * _NAMES_TALL
        return max(1, min(_LINES, int(self.height() / least)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        look, tokens, metrics = self._look, self._look.tokens, self._look.metrics
        painter = QPainter(self)
        height = self.height() / self._most()
        words = look.words
        for place, (line, setting) in enumerate(zip(self._lines, self.settings(), strict=False)):
            row = QRectF(0, place * height, self.width(), height - metrics.gap)
            fill = tokens.tint if self._is_loud else tokens.card
            draw_body(painter, look, row.adjusted(1, 1, -1, -metrics.px(4)), metrics.radius, fill, tokens.line, 1.0)
            inner = row.adjusted(metrics.space(28), 0, -metrics.space(28), 0)
            is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            start, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
            draw(painter, setting, inner, colour(tokens.ink), end if is_right_to_left else start)
            note = f"{line.room}  {clock_time(words, line.since)}"
            small = set_text(note, look.font(Type.BODY), inner.width() * 0.38, least_px=metrics.least_px(), lines=2)
            draw(painter, small, inner, colour(tokens.soft), start if is_right_to_left else end)
        painter.end()


class BoardScreen(QWidget):
    """Who is called on one half, who is on the way home on the other."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        tokens, words = look.tokens, look.words
        self._panel = Panel(look, self)
        self._calls = Text(
            look, Type.TITLE, tokens.panel_ink, words.say(say.BOARD_CALLED), most_lines=2, parent=self._panel
        )
        self._home = Text(look, Type.TITLE, tokens.ink, words.say(say.BOARD_TITLE), most_lines=2, parent=self)
        self._called = BoardLines(look, is_loud=True, parent=self._panel)
        self._released = BoardLines(look, is_loud=False, parent=self)

    def display(self, board: Board) -> None:
        """Show who is called and who was released."""
        self._called.display(board.called)
        self._released.display(board.released)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        super().resizeEvent(event)
        metrics = self._look.metrics
        is_wide = self.width() > self.height()
        first = QRect(0, 0, self.width() // 2 if is_wide else self.width(), self.height())
        if not is_wide:
            first.setHeight(self.height() // 2)
        second = QRect(first)
        second.moveTopLeft(first.topRight() if is_wide else first.bottomLeft())
        self._panel.setGeometry(first)
        margin = metrics.space(60)
        inside = QRect(0, 0, first.width(), first.height())
        for title, lines, area in ((self._calls, self._called, inside), (self._home, self._released, second)):
            width = area.width() - 2 * margin
            height = title.heightForWidth(width)
            title.setGeometry(area.x() + margin, area.y() + margin, width, height)
            top = margin + height + metrics.space(30)
            lines.setGeometry(area.x() + margin, area.y() + top, width, area.height() - top - margin)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw the paper."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self._look.tokens.paper))
        painter.end()


class BoardWindow(QWidget):
    """Asks ``show`` again and again; it needs no PIN and shows nothing that a hallway may not read."""

    def __init__(
        self, show: Callable[[], Coroutine[Any, Any, Board]], options: StationOptions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._ask = show
        self._options = options
        self._board = Board((), ())
        self._tasks = Tasks()
        self._screen: BoardScreen | None = None
        self._poll = QTimer(self)
        self._poll.setInterval(_POLL_MS)
        self._poll.timeout.connect(self._on_poll_timeout)

    def open(self) -> None:
        """Show it, on another screen than this station's where there is one. The loop must run."""
        parent = self.parentWidget()
        own = parent.screen() if parent is not None else self.screen()
        others = [screen for screen in own.virtualSiblings() if screen is not own]
        if others:
            self.setGeometry(others[0].geometry())
            self.showFullScreen()
        else:
            self.resize(round(own.size().width() * 0.5), round(own.size().height() * 0.6))
            self.show()
        self._poll.start()
        self._on_poll_timeout()

    def display(self, board: Board) -> None:
        """Show who is called and who was released."""
        self._board = board
        if self._screen is not None:
            self._screen.display(board)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        super().resizeEvent(event)
        self._build()

    def _build(self) -> None:
        if self._screen is not None:
            self._screen.hide()
            self._screen.deleteLater()
        screen, options = self.screen(), self._options
        size, millimetres = screen.size(), screen.physicalSize()
        density = px_per_mm((size.width(), size.height()), (millimetres.width(), millimetres.height()), None)
        look = Look(
            tokens_for(options.theme, options.accent),
            Metrics(self.width(), self.height(), density),
            Words(options.languages[0]),
        )
        self._screen = BoardScreen(look, self)
        self._screen.setGeometry(self.rect())
        self._screen.show()
        self.display(self._board)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt tells: it closes."""
        self._poll.stop()
        self._tasks.cancel()
        super().closeEvent(event)

    def _on_poll_timeout(self) -> None:
        if self._tasks.is_idle:
            self._tasks.start(self._ask(), then=self.display, trouble=_ignored)


def _ignored(problem: Problem | None) -> None:
    """It is asked again in a moment."""
