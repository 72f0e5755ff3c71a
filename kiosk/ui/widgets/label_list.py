"""Who was checked in, where to, and how far each label is: waiting is shown where it happens."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.domain.labels import PrintState
from kiosk.services.self_station import DoneLine, DoneView
from kiosk.ui.icons import draw_icon
from kiosk.ui.lettering import LINE_HEIGHT, Setting, draw, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.shapes import body_of, draw_body, mirrored
from kiosk.ui.widgets.chip import ChipFace, SetChip, draw_chip, set_chip
from kiosk.words import station as say
from kiosk.words.times import clock_time

_IN_HAND = (PrintState.PRINTED, PrintState.SENT)
_STUCK = (PrintState.FAILED, PrintState.UNCERTAIN, PrintState.CANCELLED)


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One person, or the pick-up tag."""

    name: str
    chips: tuple[ChipFace, ...]
    state: PrintState | None


@dataclass(frozen=True, slots=True)
class _SetRow:
    """A row as it will be drawn."""

    name: Setting
    chip_rows: tuple[tuple[SetChip, ...], ...]
    state: Setting | None
    height: float


class LabelList(QLabel):
    """A card with one row a person."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rows: tuple[LabelRow, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def display(self, view: DoneView) -> None:
        """Show these lines; a person with two times is one row."""
        words = self._look.words
        is_many = len({line.starts_at for line in view.lines}) > 1
        rows: dict[str, list[DoneLine]] = {}
        for line in view.lines:
            rows.setdefault(line.called_name, []).append(line)
        shown = [
            LabelRow(
                name,
                tuple(
                    ChipFace(
                        words.say(say.ROOM_AT, time=clock_time(words, line.starts_at), room=line.room)
                        if is_many
                        else line.room
                    )
                    for line in lines
                ),
                _slowest(tuple(line.label for line in lines)),
            )
            for name, lines in rows.items()
        ]
        if view.security_labels:
            shown.append(LabelRow(words.say(say.PICKUP_TAG), (), view.security_label))
        self._rows = tuple(shown)
        self.setVisible(bool(shown))
        self.setAccessibleName(
            ". ".join(
                ", ".join(
                    part
                    for part in (row.name, *(chip.text for chip in row.chips), self._state_words(row.state))
                    if part
                )
                for row in shown
            )
        )
        self.updateGeometry()
        self.update()

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
            setting
            for row in self._set_rows(self.width())
            for setting in (
                row.name,
                *(chip.setting for chips in row.chip_rows for chip in chips),
                *((row.state,) if row.state else ()),
            )
        )

    def _set_rows(self, width: int) -> tuple[_SetRow, ...]:
        metrics = self._look.metrics
        least = metrics.least_px()
        inner = width - 2 * self._padding()
        states = [self._set_state(row.state) for row in self._rows]
        state_width = max((state.width for state in states if state), default=0.0) + self._icon_side() * 1.4
        name_font = self._look.font(Type.LEAD)
        name_font.setWeight(self._look.font(Type.CHIP).weight())
        most_name = max((set_text(row.name, name_font, 1e6).width for row in self._rows if row.chips), default=0.0) + 1
        name_width = min(most_name, inner * 0.36)
        chips_width = inner - name_width - state_width - 2 * metrics.space(20)
        set_rows = []
        for row, state in zip(self._rows, states, strict=True):
            room = name_width if row.chips else inner - state_width - metrics.space(20)
            name = set_text(row.name, name_font, room, least_px=least, lines=3)
            chip_rows = tuple((set_chip(self._look, chip, chips_width),) for chip in row.chips)
            chips_height = sum(chip[0].height for chip in chip_rows) + metrics.space(6) * max(0, len(chip_rows) - 1)
            set_rows.append(
                _SetRow(name, chip_rows, state, max(name.height, chips_height, name_font.pixelSize() * LINE_HEIGHT))
            )
        return tuple(set_rows)

    def _set_state(self, state: PrintState | None) -> Setting | None:
        text = self._state_words(state)
        return set_text(text, self._look.font(Type.SMALL), 1e6) if text else None

    def _padding(self) -> int:
        return self._look.metrics.space(32)

    def _gap(self) -> int:
        return self._look.metrics.space(16)

    def _icon_side(self) -> float:
        return self._look.metrics.type_px(Type.SMALL) * 1.15

    def heightForWidth(self, width: int) -> int:
        """Qt asks: all rows."""
        rows = self._set_rows(width)
        return round(
            sum(row.height for row in rows) + self._gap() * max(0, len(rows) - 1) + 2 * self._look.metrics.space(28)
        )

    def sizeHint(self) -> QSize:
        """Qt asks: as wide as it gets."""
        width = self._look.metrics.mm(80)
        return QSize(width, self.heightForWidth(max(width, self.width())))

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
        rows = self._set_rows(self.width())
        left, right = float(self._padding()), float(self.width() - self._padding())
        chips_left = left + max((row.name.width for row in rows if row.chip_rows), default=0.0) + metrics.space(20)
        y = float(metrics.space(28))
        for given, row in zip(self._rows, rows, strict=True):
            line = QRectF(left, y, right - left, row.height)
            draw(painter, row.name, mirrored(self, line), colour(tokens.ink), start)
            chip_y = (
                line.center().y()
                - (sum(chips[0].height for chips in row.chip_rows) + metrics.space(6) * max(0, len(row.chip_rows) - 1))
                / 2
            )
            for chips in row.chip_rows:
                at = mirrored(self, QRectF(chips_left, chip_y, chips[0].width, chips[0].height))
                draw_chip(painter, look, chips[0], at.x(), at.y())
                chip_y += chips[0].height + metrics.space(6)
            self._paint_state(painter, given.state, row.state, line)
            y += row.height + self._gap()
        painter.end()

    def _paint_state(self, painter: QPainter, state: PrintState | None, words: Setting | None, line: QRectF) -> None:
        if words is None:
            return
        tokens, side = self._look.tokens, self._icon_side()
        ink = tokens.good if state in _IN_HAND else tokens.warn if state in _STUCK else tokens.soft
        icon = (
            "check"
            if state in _IN_HAND
            else "helper"
            if state in _STUCK
            else "printer"
            if state is PrintState.SENDING
            else "wait"
        )
        area = QRectF(line.right() - words.width, line.y(), words.width, line.height())
        draw_icon(
            painter,
            icon,
            mirrored(self, QRectF(area.left() - side * 1.4, line.center().y() - side / 2, side, side)),
            ink,
        )
        draw(painter, words, mirrored(self, area), colour(ink), Qt.AlignmentFlag.AlignLeft)


def _slowest(states: tuple[PrintState | None, ...]) -> PrintState | None:
    """What a person with several labels still waits for."""
    order = (*_STUCK, PrintState.HELD, PrintState.QUEUED, PrintState.SENDING, PrintState.SENT, PrintState.PRINTED)
    return next((state for state in order if state in states), None)
