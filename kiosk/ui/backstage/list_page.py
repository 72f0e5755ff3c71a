"""A page that is a list: what is the matter above it, one row's details beside it, and what can be done about each. On small
glass the details take the list's place.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.ui.backstage.action import Action
from kiosk.ui.backstage.action_row import ActionRow
from kiosk.ui.backstage.session import BackstageSession
from kiosk.ui.backstage.table import Column, Table, TableRow
from kiosk.ui.columns import Gap, Growing, Part, Spring, beside, lay_out_column
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.desk_button import DeskButton
from kiosk.ui.widgets.text import Text
from kiosk.words import admin_records as say

BESIDE_FROM_UNITS = 900
"""From this width on the details stand beside the list."""
_LIST_SHARE = 0.56
_MOST_LINES = 40


@dataclass(frozen=True, slots=True)
class Detail:
    """What is known of the chosen row, and what can be done about it."""

    title: str
    body: str = ""
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class ListScene:
    """Everything that is shown, said already. ``nothing`` stands where there is no row; ``chosen`` is a row's key."""

    about: str = ""
    actions: tuple[Action, ...] = ()
    rows: tuple[TableRow, ...] = ()
    nothing: str = " "
    chosen: str = ""
    detail: Detail | None = None


class ListFlow(Protocol):
    """What a list page shows and does. Without Qt."""

    @property
    def scene(self) -> ListScene:
        """The latest."""

    def listen(self, show: Callable[[ListScene], None]) -> None:
        """From now on this shows the scenes."""

    def refresh(self) -> None:
        """Read anew."""

    def choose(self, key: str) -> None:
        """See a row's details; "" for none."""

    def act(self, key: str) -> None:
        """A button was pressed."""

    def stop(self) -> None:
        """The session ends."""


class ListPage(QWidget):
    """Keeps the promises of `kiosk.ui.backstage.page.Page`."""

    def __init__(
        self,
        look: Look,
        session: BackstageSession,
        flow: Callable[[BackstageSession], ListFlow],
        name: str,
        columns: Sequence[Column],
    ) -> None:
        super().__init__()
        self._look = look
        self._flow = session.once(flow, lambda: flow(session))
        tokens = look.tokens
        self._about = Text(look, Type.BODY, tokens.soft, most_lines=4, parent=self)
        self._actions = ActionRow(look, self._flow.act, self)
        self._table = Table(look, name, columns, self)
        self._table.row_chosen.connect(self._on_table_row_chosen)
        self._back = DeskButton(look, look.words.say(say.BACK), icon="chevron-left")
        self._back.clicked.connect(self.go_back)
        self._way_back = ButtonRow(look, (self._back,), parent=self)
        self._title = Text(look, Type.LEAD, tokens.ink, most_lines=3, parent=self)
        self._title.embolden()
        self._body = Text(look, Type.BODY, tokens.ink, most_lines=_MOST_LINES, parent=self)
        self._choices = ActionRow(look, self._flow.act, self)
        self._scene = ListScene()
        self._flow.listen(self.display)
        self.display(self._flow.scene)

    def display(self, scene: ListScene) -> None:
        """Show how everything is."""
        self._scene = scene
        self._about.say(scene.about)
        self._about.setVisible(bool(scene.about))
        self._actions.display(scene.actions)
        self._table.display(scene.rows, scene.nothing)
        detail = scene.detail or Detail("")
        self._title.say(detail.title)
        self._body.say(detail.body)
        self._choices.display(detail.actions)
        self._lay_out()

    @property
    def scene(self) -> ListScene:
        """What is shown."""
        return self._scene

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self._table.first_focus

    def refresh(self) -> None:
        """Read anew."""
        self._flow.refresh()

    def go_back(self) -> bool:
        """From a row to the list."""
        if not self._scene.chosen:
            return False
        self._flow.choose("")
        self._table.first_focus.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def stop(self) -> None:
        """Nobody looks any more."""
        self._flow.listen(lambda _: None)

    def _on_table_row_chosen(self, key: str) -> None:
        self._flow.choose(key)
        first = self._choices.first
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        metrics = self._look.metrics
        gap, has_detail = Gap(metrics.gap), self._scene.detail is not None
        head: tuple[Part, ...] = (self._about, gap, self._actions, gap)
        detail: tuple[Part, ...] = (self._title, gap, self._body, Gap(metrics.mm(4)), self._choices, Spring())
        is_wide = self.width() / metrics.unit >= BESIDE_FROM_UNITS
        for part in (self._title, self._body):
            part.setVisible(has_detail and bool(part.text()))
        shows_list = is_wide or not has_detail
        self._way_back.setVisible(not shows_list)
        self._table.setVisible(shows_list)
        if not is_wide:
            self._about.setVisible(shows_list and bool(self._about.text()))
            self._actions.setVisible(shows_list and bool(self._scene.actions))
            lay_out_column(self.rect(), (*head, Growing(self._table)) if shows_list else (self._way_back, gap, *detail))
            self._way_back.lay_out()
            return
        if not has_detail:
            lay_out_column(self.rect(), (*head, Growing(self._table)))
            return
        first, second = beside(self.rect(), _LIST_SHARE, metrics.mm(6), is_right_to_left=self.isRightToLeft())
        lay_out_column(first, (*head, Growing(self._table)))
        lay_out_column(second, detail)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)
