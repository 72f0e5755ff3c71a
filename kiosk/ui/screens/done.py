"""All set: the pick-up code large, which labels are coming, and back to the start by itself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.services.self_station import DoneView
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.widgets.buttons import PrimaryButton
from kiosk.ui.widgets.code_board import CodeBoard
from kiosk.ui.widgets.label_list import LabelList
from kiosk.ui.widgets.notice import Notice
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.tick_mark import TickMark
from kiosk.words import station as say

_MOST_TURNED_AWAY = 3


class DoneScreen(QWidget):
    """What was done, and how the labels are doing."""

    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        words, tokens, metrics = look.words, look.tokens, look.metrics
        is_wide = metrics.is_wide
        centre = Qt.AlignmentFlag.AlignHCenter
        self._panel = Panel(look, self)
        self._tick = TickMark(look, self)
        self._title = Text(look, Type.GREETING, tokens.panel_ink, align=centre, most_lines=2, parent=self)
        self._lead = Text(look, Type.LEAD, tokens.panel_soft, align=centre, most_lines=3, parent=self)
        self._codes = CodeBoard(look, self)
        self._trouble = Notice(look, self, icon="printer")
        self._turned_away = tuple(Notice(look, self, icon="helper") for _ in range(_MOST_TURNED_AWAY))
        self._list = LabelList(look, self)
        self._count = Text(look, Type.BODY, tokens.soft, most_lines=2, parent=self)
        self._go = PrimaryButton(look, words.say(say.DONE), parent=self)
        self._go.clicked.connect(self._on_go_clicked)

        margin = metrics.space(72 if is_wide else 60)
        inside = QVBoxLayout(self._panel)
        inside.setContentsMargins(margin, margin, margin, margin)
        inside.setSpacing(0)
        inside.addStretch(3)
        inside.addWidget(self._tick, 0, centre)
        inside.addSpacing(metrics.space(26))
        inside.addWidget(self._title)
        inside.addSpacing(metrics.space(10))
        inside.addWidget(self._lead)
        inside.addSpacing(metrics.space(52))
        inside.addWidget(self._codes)
        inside.addStretch(3)

        work = QVBoxLayout()
        work.setContentsMargins(margin, margin if is_wide else metrics.space(40), margin, metrics.space(44))
        work.setSpacing(metrics.space(16))
        if is_wide:
            work.addStretch(1)
        work.addWidget(self._trouble)
        work.addWidget(self._list)
        for notice in self._turned_away:
            work.addWidget(notice)
        work.addStretch(1 if is_wide else 0)
        work.addSpacing(metrics.space(8))
        foot = QHBoxLayout()
        foot.setSpacing(metrics.gap)
        foot.addWidget(self._count, 1)
        foot.addWidget(self._go)
        if look.is_mirrored:
            foot.setDirection(QHBoxLayout.Direction.RightToLeft)
        work.addLayout(foot)

        layout = QBoxLayout(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom, self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._panel, 5 if is_wide else 1)
        layout.addLayout(work, 6 if is_wide else 0)

    def display(self, view: DoneView) -> None:
        """Show what was recorded and the labels' way to paper."""
        words = self._look.words
        self._tick.show_success(bool(view.lines))
        self._title.say(words.say(say.ALL_SET if view.lines else say.NOBODY_CHECKED_IN))
        self._lead.say(self._take(view))
        self._lead.setVisible(bool(self._lead.text()))
        self._codes.display(view.codes)
        self._trouble.say(view.trouble)
        for notice, (name, why) in zip(self._turned_away, view.turned_away, strict=False):
            notice.say(words.say(say.NAME_AND_WHY, name=name, why=why))
        self._list.display(view)

    def show_seconds(self, seconds: int) -> None:
        """How long until the start screen comes back by itself."""
        self._count.say(self._look.words.count(say.BACK_TO_START_IN, seconds))

    def _take(self, view: DoneView) -> str:
        words = self._look.words
        if view.trouble or not view.lines:
            return ""
        if view.security_labels:
            return words.count(say.TAKE_LABELS_AND_TAG, view.name_labels)
        if view.name_labels:
            return words.count(say.TAKE_LABELS, view.name_labels)
        return words.say(say.NO_LABELS)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt tells: a tap anywhere is enough."""
        self.left.emit()

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts: the one button."""
        return self._go

    def _on_go_clicked(self) -> None:
        self.left.emit()
