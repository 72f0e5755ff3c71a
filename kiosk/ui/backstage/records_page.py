"""A page of records: the list, and beside it or in its place the one that was chosen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.ui.backstage.action_row import ActionRow
from kiosk.ui.backstage.flows.records import UNDO, Card, Listed, RecordsFlow, RecordsScene
from kiosk.ui.backstage.form import Form
from kiosk.ui.backstage.table import Column, Table, TableRow
from kiosk.ui.columns import Gap, Growing, Part, beside, lay_out_column
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.desk_button import DeskButton
from kiosk.ui.widgets.chip import Tone
from kiosk.ui.widgets.text import Text
from kiosk.words import admin_records as say

BESIDE_FROM_UNITS = 1150
"""From this width on the record stands beside the list; below, in its place."""
_LIST_SHARE = 0.42
_MOST_SENTENCES = 8
_SHORT = 220
"""So many letters of all sentences together stand well in one paragraph."""
_TONES = {"good": Tone.GOOD, "warn": Tone.WARN}


class RecordsPage(QWidget):
    """Shows the scenes of a flow of records, and tells it what was chosen, answered and pressed."""

    def __init__(self, look: Look, flow: RecordsFlow) -> None:
        super().__init__()
        self._look, self._flow = look, flow
        tokens, words = look.tokens, look.words
        self._scene = RecordsScene()
        self._back = DeskButton(look, icon="chevron-left")
        self._back.clicked.connect(self._on_back_clicked)
        self._undo = DeskButton(look, words.say(say.UNDO_LAST), icon="undo")
        self._undo.clicked.connect(lambda: flow.act(UNDO))
        self._top = ButtonRow(look, (self._back,), (self._undo,), self)
        self._title = Text(look, Type.LEAD, tokens.ink, most_lines=2, parent=self)
        self._title.embolden()
        self._tables: dict[str, Table] = {}
        self._list_buttons = ActionRow(look, flow.act, self)
        self._card_title = Text(look, Type.LEAD, tokens.ink, most_lines=2, parent=self)
        self._card_title.embolden()
        self._about = [Text(look, Type.SMALL, tokens.soft, most_lines=4, parent=self) for _ in range(_MOST_SENTENCES)]
        self._form = Form(look, self)
        self._form.answered.connect(flow.answer)
        self._card_key = ""
        self._air = QWidget(self)
        self._card_buttons = ActionRow(look, flow.act, self)
        flow.listen(self.display)
        self.display(flow.scene)

    @property
    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        if self._scene.card is not None and (self._scene.card.fields or not self._is_wide):
            return self._form.first_focus if self._scene.card.fields else self._back
        table = self._table
        return table.first_focus if table is not None else self._back

    @property
    def _table(self) -> Table | None:
        return self._tables.get(self._scene.listed.key) if self._scene.listed is not None else None

    @property
    def _is_wide(self) -> bool:
        return self.width() / self._look.metrics.unit >= BESIDE_FROM_UNITS

    def refresh(self) -> None:
        """Read anew."""
        self._flow.refresh()

    def go_back(self) -> bool:
        """A step back within the page."""
        return self._form.go_back() or self._flow.go_back()

    def stop(self) -> None:
        """Nobody looks any more."""
        self._flow.listen(lambda _: None)

    def display(self, scene: RecordsScene) -> None:
        """Show the list and the record."""
        before, self._scene = self._scene, scene
        self._back.say(scene.back or self._look.words.say(say.BACK))
        self._back.setVisible(bool(scene.back))
        self._undo.setVisible(bool(scene.undo))
        self._top.setVisible(bool(scene.back or scene.undo))
        self._title.say(scene.title)
        if scene.listed is not None:
            self._show_list(scene.listed)
        self._list_buttons.display(scene.listed.actions if scene.listed is not None else ())
        self._show_card(scene.card)
        self._lay_out()
        if _place(before) != _place(scene):
            self._move_focus()

    def _show_list(self, listed: Listed) -> None:
        table = self._tables.get(listed.key)
        if table is None:
            table = self._tables[listed.key] = self._new_table(listed)
        rows = [TableRow(one.key, one.cells, _TONES.get(one.tone, Tone.PLAIN), one.is_quiet) for one in listed.lines]
        table.display(rows, listed.nothing)
        if listed.chosen:
            table.set_current(listed.chosen)

    def _new_table(self, listed: Listed) -> Table:
        columns = [Column(title, weight) for title, weight in listed.columns]
        table = Table(
            self._look, listed.name, columns, self, has_search=listed.is_searched, filters_itself=not listed.asks
        )
        table.row_chosen.connect(self._flow.choose)
        if listed.asks:
            table.searched.connect(self._flow.search)
        return table

    def _show_card(self, card: Card | None) -> None:
        self._card_title.say(card.title if card is not None else "")
        about = card.about if card is not None else ()
        if self._look.metrics.is_compact and sum(map(len, about)) <= _SHORT:
            # Small glass has no room for a line each.
            about = ("\u2002".join(about),) if about else ()
        for text, sentence in zip(self._about, (*about, *("" for _ in self._about)), strict=False):
            text.say(sentence)
        if card is not None:
            if card.key != self._card_key:
                self._form.display(())
            self._form.display(card.fields)
        self._card_key = card.key if card is not None else ""
        self._card_buttons.display(card.actions if card is not None else ())

    def _move_focus(self) -> None:
        found: object = self.window().focusWidget()
        is_elsewhere = isinstance(found, QWidget) and found is not self and not self.isAncestorOf(found)
        if self.isVisible() and not is_elsewhere:
            self.first_focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        scene = self._scene
        shows_card = scene.card is not None
        shows_list = scene.listed is not None and (self._is_wide or not shows_card)
        current = self._table
        for table in self._tables.values():
            table.setVisible(table is current and shows_list)
        has_list_buttons = scene.listed is not None and bool(scene.listed.actions)
        self._list_buttons.setVisible(shows_list and has_list_buttons)
        self._title.setVisible(bool(self._title.text()) and (shows_list or not shows_card))
        self._card_title.setVisible(shows_card and bool(self._card_title.text()))
        for text in self._about:
            text.setVisible(shows_card and bool(text.text()))
        has_fields = scene.card is not None and bool(scene.card.fields)
        self._form.setVisible(has_fields)
        self._air.setVisible(shows_card and not has_fields)
        self._card_buttons.setVisible(scene.card is not None and bool(scene.card.actions))
        metrics = self._look.metrics
        gap = Gap(metrics.gap)
        top = lay_out_column(self.rect(), (self._top,))
        self._top.lay_out()
        area = self.rect().adjusted(0, top + metrics.gap if top else 0, 0, 0)
        list_area, card_area = area, area
        if shows_card and shows_list:
            list_area, card_area = beside(area, _LIST_SHARE, metrics.mm(6), is_right_to_left=self.isRightToLeft())
        if shows_list:
            body: Part = Growing(current) if current is not None else gap
            lay_out_column(list_area, (self._title, gap, body, gap, self._list_buttons))
        if shows_card:
            small = Gap(round(metrics.px(6)))
            about = [part for text in self._about for part in (text, small)]
            body = Growing(self._form) if has_fields else Growing(self._air)
            lay_out_column(card_area, (self._card_title, gap, *about, gap, body, gap, self._card_buttons))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _on_back_clicked(self) -> None:
        self._flow.go_back()


def _place(scene: RecordsScene) -> tuple[str, str]:
    return (scene.listed.key if scene.listed is not None else "", scene.card.key if scene.card is not None else "")
