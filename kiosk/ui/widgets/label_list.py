"""Who was checked in, where to, and how far each label is: waiting is shown where it happens."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.domain.labels import PrintState
from kiosk.services.self_station import DoneLine, DoneView
from kiosk.ui.icons import draw_icon
from kiosk.ui.lettering import LINE_HEIGHT, Setting, draw, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.shapes import body_of, draw_body, mirrored
from kiosk.ui.widgets.chip import ChipFace, SetChip, draw_chip, set_chip
from kiosk.words import Words
from kiosk.words import station as say
from kiosk.words.times import clock_time

_IN_HAND = (PrintState.PRINTED, PrintState.SENT)
_STUCK = (PrintState.FAILED, PrintState.UNCERTAIN, PrintState.CANCELLED)
_SLOWEST_FIRST = (*_STUCK, PrintState.HELD, PrintState.QUEUED, PrintState.SENDING, PrintState.SENT, PrintState.PRINTED)


@dataclass(frozen=True, slots=True)
class _Row:
    """One person, or the pick-up tag, or how many more there are."""

    name: str
    rooms: tuple[str, ...]
    state: PrintState | None


@dataclass(frozen=True, slots=True)
class _SetRow:
    """A row as it will be drawn: rooms as chips beside the name, or as a line below it."""

    name: Setting
    chips: tuple[SetChip, ...]
    below: Setting | None
    state: Setting | None
    height: float


_FEW = 2
_MOST_MORE_GAP, _MOST_MORE_GAP_OF_FEW = 26, 44
_CALM_SHARE = 0.8
"""Of the height there is: what a list that is written large may take."""


class LabelList(QLabel):
    """A card with one row a person."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rows: tuple[_Row, ...] = ()
        self._most_height = 100_000
        self._is_generous = False
        self._more_gap = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def display(self, view: DoneView) -> None:
        """Show these lines; a person with two times is one row."""
        self._rows = _rows(self._look.words, view)
        self.setVisible(bool(self._rows))
        spoken = (", ".join((row.name, *row.rooms, self._state_words(row.state))) for row in self._rows)
        self.setAccessibleName(". ".join(spoken))
        self.updateGeometry()
        self.update()

    @property
    def has_rows(self) -> bool:
        """Whether anybody was checked in."""
        return bool(self._rows)

    def fit_into(self, height: int) -> None:
        """Be no taller than this; who finds no place is counted."""
        if height != self._most_height:
            self._most_height = height
            self.updateGeometry()

    def _state_words(self, state: PrintState | None) -> str:
        words = self._look.words
        match state:
            case None:
                return ""
            case PrintState.PRINTED | PrintState.SENT:
                return words.say(say.LABEL_PRINTED)
            case PrintState.SENDING:
                return words.say(say.LABEL_PRINTING)
            case PrintState.QUEUED | PrintState.HELD:
                return words.say(say.LABEL_WAITING)
            case PrintState.FAILED | PrintState.UNCERTAIN | PrintState.CANCELLED:
                return words.say(say.LABEL_STUCK)

    def settings(self) -> tuple[Setting, ...]:
        """Every text as it is set now."""
        return tuple(
            part
            for _, row in self._fitting(self.width())
            for part in (row.name, row.below, row.state, *(chip.setting for chip in row.chips))
            if part
        )

    def _fitting(self, width: int) -> list[tuple[_Row, _SetRow]]:
        """The rows there is height for, the last of them saying how many more there are."""
        # On large glass a short list is written large, to be read while the hand already reaches for the labels.
        metrics = self._look.metrics
        may_be_large = not metrics.is_compact and metrics.growth == 1.0
        for is_generous in (may_be_large, False):
            self._is_generous, self._more_gap = is_generous, 0.0
            rows = list(zip(self._rows, self._set_rows(self._rows, width), strict=True))
            is_calm = all(row.below is None for _, row in rows)
            free = self._most_height * _CALM_SHARE - self._height_of([row for _, row in rows])
            if is_calm and free >= 0:
                # Air where there is any, as much above and below the rows as between them.
                most = metrics.space(_MOST_MORE_GAP if len(rows) > _FEW else _MOST_MORE_GAP_OF_FEW)
                self._more_gap = min(most, free / (len(rows) + 1)) if is_generous else 0.0
                return rows
        if self._height_of([row for _, row in rows]) <= self._most_height:
            return rows
        kept = len(rows)
        while kept > 1:
            kept -= 1
            more = _Row(self._look.words.count(say.AND_MORE_PEOPLE, len(rows) - kept), (), None)
            ending = (more, self._set_rows((more,), width)[0])
            shown = [*rows[:kept], ending]
            if self._height_of([row for _, row in shown]) <= self._most_height:
                return shown
        return rows[:1]

    def _height_of(self, rows: list[_SetRow]) -> float:
        return sum(row.height for row in rows) + self._gap() * max(0, len(rows) - 1) + 2 * self._top()

    def _set_rows(self, rows: tuple[_Row, ...], width: int) -> tuple[_SetRow, ...]:
        """With chips where every row then keeps to one line, else with the rooms below the names."""
        look, inner = self._look, width - 2 * self._padding()
        states = [self._set_state(row.state) for row in rows]
        state_width = max((state.width for state in states if state), default=0.0) + self._icon_side() * 1.4
        gap = look.metrics.space(20)
        font = self._name_font()
        least, alone = look.metrics.least_px(), inner - state_width - gap
        names = [
            set_text(row.name, font, 1e6 if row.rooms else alone, least_px=least, lines=2, shrinks_first=True)
            for row in rows
        ]
        name_width = max((name.width for name, row in zip(names, rows, strict=True) if row.rooms), default=0.0)
        chips = [tuple(set_chip(look, ChipFace(room), 1e6) for room in row.rooms) for row in rows]
        chips_width = max((_row_width(row, look.metrics.space(10)) for row in chips), default=0.0)
        line = font.pixelSize() * LINE_HEIGHT
        if name_width + gap + chips_width + gap + state_width <= inner:
            return tuple(
                _SetRow(name, chip, None, state, max(line, name.height, *(one.height for one in chip)))
                for name, chip, state in zip(names, chips, states, strict=True)
            )
        small = look.font(Type.SMALL)
        set_rows = []
        for row, state in zip(rows, states, strict=True):
            name = set_text(row.name, font, alone, least_px=least, lines=2, shrinks_first=True)
            below = set_text("   ".join(row.rooms), small, inner, least_px=least, lines=3) if row.rooms else None
            set_rows.append(_SetRow(name, (), below, state, name.height + (below.height if below else 0)))
        return tuple(set_rows)

    def _name_font(self) -> QFont:
        font = self._look.font(Type.NAME if self._is_generous else Type.LEAD)
        font.setWeight(self._look.font(Type.CHIP).weight())
        return font

    def _set_state(self, state: PrintState | None) -> Setting | None:
        text = self._state_words(state)
        return set_text(text, self._look.font(self._state_voice()), 1e6) if text else None

    def _state_voice(self) -> Type:
        return Type.BODY if self._is_generous else Type.SMALL

    def _padding(self) -> int:
        return self._look.metrics.space(36)

    def _top(self) -> int:
        return self._look.metrics.space(36 if self._is_generous else 28) + round(self._more_gap / 2)

    def _gap(self) -> int:
        return self._look.metrics.space(30 if self._is_generous else 16) + round(self._more_gap)

    def _icon_side(self) -> float:
        return self._look.metrics.type_px(self._state_voice()) * 1.15

    def hasHeightForWidth(self) -> bool:
        """Qt asks: lines depend on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt asks: all rows that fit."""
        return round(self._height_of([row for _, row in self._fitting(width)]))

    def sizeHint(self) -> QSize:
        """Qt asks: as wide as it gets."""
        width = max(self._look.metrics.mm(80), self.width())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Qt asks: a width at which it can be read."""
        return QSize(self._look.metrics.mm(60), self._look.metrics.target)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        look, tokens, metrics = self._look, self._look.tokens, self._look.metrics
        painter = QPainter(self)
        draw_body(painter, look, body_of(look, self), metrics.radius, tokens.card, tokens.line, metrics.hairline)
        is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        start = Qt.AlignmentFlag.AlignRight if is_right_to_left else Qt.AlignmentFlag.AlignLeft
        rows = self._fitting(self.width())
        left, right = float(self._padding()), float(self.width() - self._padding())
        names = max((row.name.width for _, row in rows if row.chips), default=0.0)
        states = max((row.state.width for _, row in rows if row.state), default=0.0)
        y = float(self._top())
        for given, row in rows:
            line = QRectF(left, y, right - left, row.height)
            first = QRectF(left, y, right - left, row.name.height) if row.below else line
            ink = tokens.ink if given.state or given.rooms else tokens.soft
            draw(painter, row.name, mirrored(self, first), colour(ink), start)
            if row.below:
                below = QRectF(left, first.bottom(), right - left, row.below.height)
                draw(painter, row.below, mirrored(self, below), colour(tokens.soft), start)
            x = left + names + metrics.space(20)
            for chip in row.chips:
                at = mirrored(self, QRectF(x, line.center().y() - chip.height / 2, chip.width, chip.height))
                draw_chip(painter, look, chip, at.x(), at.y())
                x += chip.width + metrics.space(10)
            # The symbols stand below one another, and the words begin below one another.
            self._paint_state(painter, given.state, row.state, first.adjusted(first.width() - states, 0, 0, 0))
            y += row.height + self._gap()
            if self._is_generous and row is not rows[-1][1]:
                middle = y - self._gap() / 2
                painter.setPen(QPen(colour(tokens.line), metrics.hairline))
                painter.drawLine(QPointF(left, middle), QPointF(right, middle))
        painter.end()

    def _paint_state(self, painter: QPainter, state: PrintState | None, words: Setting | None, line: QRectF) -> None:
        if words is None:
            return
        tokens, side = self._look.tokens, self._icon_side()
        ink, icon = tokens.soft, "wait"
        if state in _IN_HAND:
            ink, icon = tokens.good, "check"
        elif state in _STUCK:
            ink, icon = tokens.warn, "helper"
        elif state is PrintState.SENDING:
            icon = "printer"
        mark = QRectF(line.left() - side * 1.4, line.center().y() - side / 2, side, side)
        draw_icon(painter, icon, mirrored(self, mark), ink)
        is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        align = Qt.AlignmentFlag.AlignRight if is_right_to_left else Qt.AlignmentFlag.AlignLeft
        draw(painter, words, mirrored(self, line), colour(ink), align)


def _rows(words: Words, view: DoneView) -> tuple[_Row, ...]:
    """A row for each person, in order, and one for the pick-up tag. Rooms carry their time only where they differ."""
    lines: dict[str, list[DoneLine]] = {}
    for line in view.lines:
        lines.setdefault(line.called_name, []).append(line)
    rows = []
    for name, own in lines.items():
        rooms = tuple(dict.fromkeys(line.room for line in own))
        if len(rooms) > 1:
            rooms = tuple(
                words.say(say.ROOM_AT, time=clock_time(words, line.starts_at), room=line.room) for line in own
            )
        rows.append(_Row(name, rooms, _slowest(tuple(line.label for line in own))))
    if view.security_labels:
        rows.append(_Row(words.say(say.PICKUP_TAG), (), view.security_label))
    return tuple(rows)


def _row_width(chips: tuple[SetChip, ...], gap: float) -> float:
    return sum(chip.width for chip in chips) + gap * max(0, len(chips) - 1)


def _slowest(states: tuple[PrintState | None, ...]) -> PrintState | None:
    """What a person with several labels still waits for."""
    return next((state for state in _SLOWEST_FIRST if state in states), None)
