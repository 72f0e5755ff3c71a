"""All set: the pick-up code large, which labels are coming, and back to the start by itself."""

from itertools import zip_longest

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.services.self_station import DoneView
from kiosk.ui.columns import Gap, Middle, Part, Spring, column_height, lay_out_column
from kiosk.ui.lettering import isolated
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.widgets.buttons import PrimaryButton, button_height
from kiosk.ui.widgets.choice_page import bottom_margin
from kiosk.ui.widgets.code_board import CodeBoard
from kiosk.ui.widgets.label_list import LabelList
from kiosk.ui.widgets.notice import Notice
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.tick_mark import TickMark
from kiosk.ui.widgets.welcome_panel import welcome_areas
from kiosk.words import station as say

_MOST_TURNED_AWAY = 3
_SHARE_WITH_CODES = 0.5
"""Of the height upright: a pick-up code is what the family came for, and stands larger than a greeting."""


class DoneScreen(QWidget):
    """What was done, and how the labels are doing."""

    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        words, tokens = look.words, look.tokens
        centre = Qt.AlignmentFlag.AlignHCenter
        self._panel = Panel(look, self)
        self._tick = TickMark(look, self._panel)
        self._title = Text(look, Type.GREETING, tokens.panel_ink, align=centre, most_lines=2, parent=self._panel)
        self._lead = Text(look, Type.LEAD, tokens.panel_soft, align=centre, most_lines=3, parent=self._panel)
        self._codes = CodeBoard(look, self._panel)
        self._trouble = Notice(look, self, icon="printer")
        self._turned_away = tuple(Notice(look, self, icon="helper") for _ in range(_MOST_TURNED_AWAY))
        self._list = LabelList(look, self)
        self._count = Text(look, Type.BODY, tokens.soft, most_lines=2, parent=self)
        self._go = PrimaryButton(look, words.say(say.DONE), parent=self)
        self._go.clicked.connect(self._on_go_clicked)

    def display(self, view: DoneView) -> None:
        """Show what was recorded and the labels' way to paper."""
        words = self._look.words
        self._tick.show_success(bool(view.lines))
        self._title.say(words.say(say.ALL_SET if view.lines else say.NOBODY_CHECKED_IN))
        self._lead.say(self._take(view))
        self._lead.setVisible(bool(self._lead.text()))
        self._codes.display(view.codes)
        self._trouble.say(view.trouble)
        reasons: dict[str, list[str]] = {}
        for name, why in view.turned_away:
            reasons.setdefault(why, []).append(isolated(name))
        for notice, why in zip_longest(self._turned_away, tuple(reasons)[:_MOST_TURNED_AWAY]):
            notice.speak_up(not view.lines)
            notice.say(words.say(say.NAME_AND_WHY, name=", ".join(reasons[why]), why=why) if why else "")
        self._list.display(view)
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """Wide: panel beside work. Tall: the work at the bottom as tall as it needs, the panel takes the rest."""
        metrics = self._look.metrics
        margin = metrics.margin
        air = metrics.space(40)
        if metrics.is_wide:
            panel, work = welcome_areas(self._look, self.rect())
        else:
            panel, work = self.rect(), self.rect()
        width = work.width() - 2 * margin
        foot = button_height(self._look)
        notices = [self._trouble, *self._turned_away]
        taken = sum(one.heightForWidth(width) + metrics.space(18) for one in notices if not one.isHidden())
        inner = margin if metrics.is_wide else round(panel.width() * 0.08)
        hero: list[Part] = [
            Spring(),
            Middle(self._tick),
            Gap(metrics.space(28)),
            self._title,
            Gap(metrics.space(10)),
            self._lead,
            Gap(metrics.space(52)),
            self._codes,
            Spring(),
        ]
        # The code stays large; the list takes what is left and counts whom it cannot name.
        above = 0 if metrics.is_wide else column_height(panel.width() - 2 * inner, hero) + 2 * air
        left = self.height() - above - taken - foot - bottom_margin(self._look) - 2 * air
        self._list.fit_into(left)
        # With large letters what went wrong may take all the room; it is what has to be read.
        self._list.setVisible(self._list.has_rows and self._list.heightForWidth(width) <= max(left, 0))
        parts: list[Part] = [self._trouble, Gap(metrics.space(18)), self._list]
        for notice in self._turned_away:
            parts += [Gap(metrics.space(18)), notice]
        if not metrics.is_wide:
            height = column_height(width, parts) + 2 * air + foot + bottom_margin(self._look)
            greeting = welcome_areas(self._look, self.rect())[0].height()
            most = greeting if self._codes.isHidden() else max(greeting, round(self.height() * _SHARE_WITH_CODES))
            panel.setHeight(max(min(self.height() - height, most), above))
            work.setTop(panel.height())
        self._panel.setGeometry(panel)
        area = work.adjusted(margin, air, -margin, -bottom_margin(self._look) - foot - air)
        lay_out_column(area, (Spring(), *parts, Spring()))
        self._lay_out_footer(work.left() + margin, self.height() - bottom_margin(self._look) - foot, width, foot)
        lay_out_column(self._panel.rect().adjusted(inner, air, -inner, -air), hero)

    def _lay_out_footer(self, x: int, y: int, width: int, height: int) -> None:
        metrics = self._look.metrics
        go = min(width * 2 // 3, max(self._go.sizeHint().width(), metrics.space(360 if metrics.is_wide else 480)))
        count = width - go - metrics.space(20)
        lines = self._count.heightForWidth(count)
        is_swapped = self._look.is_mirrored is not (self.layoutDirection() is Qt.LayoutDirection.RightToLeft)
        self._go.setGeometry(x if is_swapped else x + width - go, y, go, height)
        self._count.setGeometry(
            x + go + metrics.space(20) if is_swapped else x, y + (height - lines) // 2, count, lines
        )

    def show_seconds(self, seconds: int) -> None:
        """How long until the start screen comes back by itself."""
        self._count.say(self._look.words.count(say.BACK_TO_START_IN, seconds))
        self._lay_out()

    def _take(self, view: DoneView) -> str:
        words = self._look.words
        if view.trouble or not view.lines:
            return ""
        if view.security_labels:
            return words.count(say.TAKE_LABELS_AND_TAG, view.name_labels)
        if view.name_labels:
            return words.count(say.TAKE_LABELS, view.name_labels)
        return words.say(say.REMEMBER_CODE if view.codes else say.NO_LABELS)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt tells: a tap anywhere is enough."""
        self.left.emit()

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts: the one button."""
        return self._go

    def _on_go_clicked(self) -> None:
        self.left.emit()
