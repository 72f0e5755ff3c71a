"""The desk, or the door, while nobody stands at it: who came or went lately, to be put right, and who is in which room."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.services.today_views import LatelyIn, LatelyOut, OnToday, RoomNow
from kiosk.ui.columns import Gap, Growing, lay_out_column
from kiosk.ui.lettering import isolated
from kiosk.ui.look import Look
from kiosk.ui.metrics import Type
from kiosk.ui.staff.row_face import IdlePainter, Row
from kiosk.ui.staff.rows import RowList
from kiosk.ui.widgets.chip import Tone
from kiosk.ui.widgets.text import Text
from kiosk.words import Words
from kiosk.words import desk as say
from kiosk.words import staff as say_staff
from kiosk.words.times import clock_time, moment_name

_ROOM_FOR_TWO_UNITS = 760
"""Narrower than this the rooms are left out: they stand on their own screen."""
_SHARE_OF_LATELY = 0.58


class TodayPane(QWidget):
    """``chosen``: a visit, or a release, of a while ago is wanted again, by its key."""

    chosen = Signal(str)

    def __init__(self, look: Look, title: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._nothing = look.words.say(nothing)
        words, tokens = look.words, look.tokens
        self._above = Text(look, Type.BODY, tokens.soft, most_lines=4, parent=self)
        self._title = Text(look, Type.LEAD, tokens.ink, words.say(title), most_lines=2, parent=self)
        self._title.embolden()
        self._lately = RowList(look, words.say(title), self, painter=IdlePainter)
        self._lately.row_chosen.connect(self.chosen)
        self._inside = Text(look, Type.LEAD, tokens.ink, words.say(say.INSIDE_BY_ROOM), parent=self)
        self._inside.embolden()
        self._rooms = RowList(look, words.say(say.INSIDE_BY_ROOM), self, is_read_only=True)

    def display(self, above: str, lately: Sequence[Row], rooms: Iterable[RoomNow]) -> None:
        """Show it as it is now; ``above``: a sentence or two before the list."""
        words = self._look.words
        self._above.say(above)
        self._above.setVisible(bool(above))
        self._lately.display(lately, self._nothing)
        self._rooms.display([room_row(words, one) for one in rooms], words.say(say_staff.NOBODY_HERE))
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: another size."""
        self._lay_out()
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        metrics = self._look.metrics
        gap, between = Gap(metrics.gap), metrics.mm(5)
        is_for_two = self.width() / metrics.unit >= _ROOM_FOR_TWO_UNITS
        for part in (self._inside, self._rooms):
            part.setVisible(is_for_two)
        width = round((self.width() - between) * _SHARE_OF_LATELY) if is_for_two else self.width()
        first = QRect(0, 0, width, self.height())
        second = QRect(width + between, 0, self.width() - width - between, self.height())
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            first.moveLeft(self.width() - first.width())
            second.moveLeft(0)
        lay_out_column(first, (self._above, Gap(metrics.mm(4)), self._title, gap, Growing(self._lately)))
        if is_for_two:
            lay_out_column(second, (self._inside, gap, Growing(self._rooms)))


def service_words(words: Words, one: OnToday) -> str:
    """A service with what its check-in is at."""
    if one.is_open:
        return words.say(
            say.ON_NOW,
            event=one.event_name,
            time=clock_time(words, one.starts_at),
            closes=clock_time(words, one.closes_at),
        )
    return words.say(
        say.ON_LATER,
        event=one.event_name,
        time=moment_name(words, one.starts_at, one.opens_at),
        opens=clock_time(words, one.opens_at),
    )


def visit_row(words: Words, one: LatelyIn) -> Row:
    """A visit: the family, and where each of it is."""
    where = " · ".join(" ".join(part for part in (name, room) if part) for name, room in one.people)
    return Row(one.group_id, one.family_name, where, clock_time(words, one.came_at))


def release_row(words: Words, one: LatelyOut) -> Row:
    """Who left, and with whom."""
    names = ", ".join(dict.fromkeys(line.name for line in one.handed.released))
    by = words.say(say.WITH_WHOM, name=isolated(one.handed.by)) if one.handed.by else ""
    return Row(one.key, names, by, clock_time(words, one.left_at))


def room_row(words: Words, one: RoomNow) -> Row:
    """A room: how many are in it, and how many may be."""
    is_full = one.seats is not None and one.attendees >= one.seats
    count = (
        str(one.attendees)
        if one.seats is None
        else words.say(say_staff.PRESENT_OF, count=one.attendees, limit=one.seats)
    )
    return Row(
        one.location_id,
        one.name,
        words.count(say_staff.VOLUNTEERS, one.volunteers),
        count,
        Tone.WARN if is_full else Tone.PLAIN,
    )
