"""What heads are counted for: the start, where a room has several, the kind of attendee, and what was counted so far."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.ids import EventTimeId
from kiosk.services.room_views import RoomView
from kiosk.ui.columns import Gap, Part, column_height, lay_out_column
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.button_row import ButtonRow
from kiosk.ui.staff.desk_button import DeskButton, Weight
from kiosk.ui.staff.room_rows import counted_so_far, type_name
from kiosk.ui.widgets.text import Text
from kiosk.words.times import clock_time

_Key = TypeVar("_Key", bound=str)


class CountPane(QWidget):
    """``changed``: something else is counted now."""

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._room: RoomView | None = None
        self._time: EventTimeId | None = None
        self._type = ""
        self._times: dict[EventTimeId, DeskButton] = {}
        self._types: dict[str, DeskButton] = {}
        self._time_row = ButtonRow(look, (), parent=self)
        self._type_row = ButtonRow(look, (), parent=self)
        self._so_far = Text(look, Type.BODY, look.tokens.soft, most_lines=4, parent=self)

    def display(self, room: RoomView) -> None:
        """Show what can be counted in a room: Planning Center's kinds of its event, ours where it has none."""
        is_new = self._room is None or self._room.location_id != room.location_id
        self._room = room
        words = self._look.words
        types = room.counted_types or tuple(kind.value for kind in AttendanceKind)
        if tuple(self._types) != types:
            self._types = self._buttons(
                self._type_row, {one: type_name(words, one) for one in types}, self._choose_type
            )
        starts = {time.event_time_id: clock_time(words, time.starts_at) for time in room.times}
        if tuple(self._times) != tuple(starts):
            self._times = self._buttons(self._time_row, starts, self._choose_time)
        if is_new or self._type not in types:
            self._type = types[0]
        if is_new or self._time not in starts:
            self._time = _busiest(room)
        self._time_row.setVisible(len(starts) > 1)
        self._show_choice()

    def _buttons(
        self, row: ButtonRow, names: Mapping[_Key, str], choose: Callable[[_Key], None]
    ) -> dict[_Key, DeskButton]:
        """New buttons in a row, in place of those that were there."""
        for old in row.findChildren(DeskButton):
            old.hide()
            old.deleteLater()
        buttons = {key: DeskButton(self._look, name, weight=Weight.TAB) for key, name in names.items()}
        for key, button in buttons.items():
            button.clicked.connect(lambda _=False, key=key: choose(key))
        row.set_first(tuple(buttons.values()))
        return buttons

    @property
    def event_time_id(self) -> EventTimeId | None:
        """The start that is counted; None where the room has none today."""
        return self._time

    @property
    def type(self) -> str:
        """What is counted."""
        return self._type

    def _show_choice(self) -> None:
        if self._room is not None:
            self._so_far.say(counted_so_far(self._look.words, self._room, self._time))
            self._so_far.setVisible(bool(self._so_far.text()))
        for time, button in self._times.items():
            button.setChecked(time == self._time)
        for one, button in self._types.items():
            button.setChecked(one == self._type)

    def _choose_time(self, key: EventTimeId) -> None:
        self._time = key
        self._show_choice()
        self.changed.emit()

    def _choose_type(self, key: str) -> None:
        self._type = key
        self._show_choice()
        self.changed.emit()

    def hasHeightForWidth(self) -> bool:
        """Qt asks: lines depend on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt asks: both rows, and what was counted."""
        return column_height(width, self._parts())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self.lay_out()
        super().resizeEvent(event)

    def lay_out(self) -> None:
        """Place everything."""
        lay_out_column(self.rect(), self._parts())
        self._time_row.lay_out()
        self._type_row.lay_out()

    def _parts(self) -> tuple[Part, ...]:
        gap = Gap(self._look.metrics.gap)
        return (self._time_row, gap, self._type_row, gap, self._so_far)


def _busiest(room: RoomView) -> EventTimeId | None:
    """The start most people of the room are in for now; the first one of the day where nobody is."""
    present = [line.event_time_id for line in room.present if room.is_offered_at(line.event_time_id)]
    first = room.times[0].event_time_id if room.times else None
    return max(present, key=present.count, default=first)
