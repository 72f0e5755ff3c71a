"""One person of the household: who, where to, here today or not. The whole card is the target."""

import enum
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QWidget

from kiosk.domain.ids import PersonId
from kiosk.ui.icons import draw_icon
from kiosk.ui.lettering import LINE_HEIGHT, Setting, draw, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.shapes import body_of, chosen_edge_px, draw_body, draw_focus, draw_tick_circle, mirrored, shows_focus
from kiosk.ui.widgets.avatar import draw_avatar
from kiosk.ui.widgets.chip import ChipFace, SetChip, draw_chip, set_chip


class Room(enum.Enum):
    """How much room there is for a card: little, and the tick takes the place of the face; or plenty, and all of it is larger."""

    LITTLE = enum.auto()
    ENOUGH = enum.auto()
    PLENTY = enum.auto()


_LARGER = 1.2
"""How much larger a name is where there is plenty of room."""


@dataclass(frozen=True, slots=True)
class CardFace:
    """What a card shows. ``note``: a soft sentence below the chips, or instead of them. ``seat``: the person's place in the household."""

    person_id: PersonId
    name: str
    initials: str
    seat: int
    chips: tuple[ChipFace, ...]
    note: str
    photo: str
    is_ticked: bool
    can_be_ticked: bool
    has_medical_notes: bool
    has_alternatives: bool
    spoken: str
    change_words: str
    change_spoken: str


class ChangeButton(QPushButton):
    """The end of a card that opens its alternatives."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def settings(self) -> tuple[Setting, ...]:
        """The word as it is set."""
        font = self._look.font(Type.SMALL)
        return (
            set_text(
                self.text(), font, self.width() - self._look.metrics.px(8), least_px=self._look.metrics.least_px()
            ),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        look, tokens = self._look, self._look.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if self.isDown():
            # Inside the card's own edge, also while that is thick.
            inset = look.metrics.px(8)
            inside = area.adjusted(0, inset, 0, -inset)
            draw_body(painter, look, inside, look.metrics.radius * 0.7, tokens.pressed, is_raised=False)
        setting = self.settings()[0]
        side = look.metrics.px(30)
        gap = look.metrics.px(5)
        top = area.center().y() - (side + gap + setting.line_height) / 2
        draw_icon(painter, "change", QRectF(area.center().x() - side / 2, top, side, side), tokens.tint_ink)
        words = QRectF(area.x(), top + side + gap, area.width(), setting.line_height)
        draw(painter, setting, words, colour(tokens.tint_ink), Qt.AlignmentFlag.AlignHCenter)
        if shows_focus(self):
            draw_focus(painter, look, area, look.metrics.radius)
        painter.end()


class PersonCardWidget(QCheckBox):
    """A card to tick. Checked is "here today"."""

    change_pressed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._face: CardFace | None = None
        self._room = Room.ENOUGH
        self._change = ChangeButton(look, self)
        self._change.hide()
        self._change.clicked.connect(self._on_change_clicked)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def display(self, face: CardFace, room: Room = Room.ENOUGH) -> None:
        """Show this person, in as much room as there is."""
        self._face = face
        self._room = room
        self.setAccessibleName(face.name)
        self.setAccessibleDescription(face.spoken)
        # A card that cannot be ticked stays enabled for the keyboard and for screen readers: it has something to say.
        self.setCheckable(face.can_be_ticked)
        self.setChecked(face.is_ticked and face.can_be_ticked)
        self._change.setText(face.change_words)
        self._change.setAccessibleName(face.change_spoken)
        self._change.setVisible(face.has_alternatives)
        self._place_change()
        self.update()

    @property
    def person_id(self) -> PersonId | None:
        """Whose card this is."""
        return self._face.person_id if self._face else None

    @property
    def change_button(self) -> QPushButton:
        """The end that opens the alternatives; hidden where there are none."""
        return self._change

    def hitButton(self, pos: QPoint) -> bool:
        """Qt asks: the whole card is the target."""
        return self.rect().contains(pos)

    def cuts_name_at(self, width: int) -> bool:
        """Whether the name cannot be shown whole at a width."""
        return self._face is not None and self._name(self._text_width(width)).is_cut

    def height_at(self, width: int) -> int:
        """Pixels that this person needs at a width; the screen gives every card the most that any needs."""
        content = sum(height for height in self._block_heights(self._text_width(width)))
        metrics = self._look.metrics
        padding = round(metrics.px(12)) if metrics.is_compact else 2 * metrics.space(16) + round(metrics.px(6))
        if self._room is Room.PLENTY:
            content = max(content, self._avatar_side() + metrics.space(8))
        return max(self._look.metrics.target + round(self._look.metrics.px(5)), round(content) + padding)

    def sizeHint(self) -> QSize:
        """Qt asks: the screen decides."""
        return QSize(self._look.metrics.target * 4, self._look.metrics.target)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells: the change button keeps its place before the tick."""
        self._place_change()
        super().resizeEvent(event)

    def _place_change(self) -> None:
        body = body_of(self._look, self)
        width = self._change_width()
        end = self._tick_circle(body).left() if self._room is not Room.LITTLE else body.right()
        right = end - self._look.metrics.space(10)
        area = mirrored(self, QRectF(right - width, body.top(), width, body.height()))
        self._change.setGeometry(area.toRect())

    def settings(self) -> tuple[Setting, ...]:
        """Every text on the card as it is set now."""
        if self._face is None:
            return ()
        width = self._text_width(self.width())
        note = self._note(width)
        return (
            self._name(width),
            *(chip.setting for row in self._chip_rows(width) for chip in row),
            *((note,) if note else ()),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks: draw."""
        face = self._face
        if face is None:
            return
        look, tokens, metrics = self._look, self._look.tokens, self._look.metrics
        painter = QPainter(self)
        body = body_of(look, self, self.isDown() and face.can_be_ticked)
        is_ticked = self.isChecked()
        edge, stroke = (tokens.accent, chosen_edge_px(look)) if is_ticked else (tokens.line, metrics.hairline)
        fill = tokens.pressed if self.isDown() and face.can_be_ticked else tokens.card
        if face.can_be_ticked:
            draw_body(painter, look, body, metrics.radius, fill, edge, stroke)
        else:
            draw_body(painter, look, body, metrics.radius, tokens.paper, tokens.line, metrics.hairline, is_raised=False)
        if self._room is not Room.LITTLE or not face.can_be_ticked:
            circle = mirrored(self, self._avatar_circle(body))
            draw_avatar(painter, look, circle, face.initials, face.seat, face.photo)
        self._draw_words(painter, body, face)
        if face.can_be_ticked:
            draw_tick_circle(painter, look, mirrored(self, self._tick_circle(body)), is_ticked=is_ticked)
        if shows_focus(self):
            draw_focus(painter, look, body, metrics.radius)
        painter.end()

    def _draw_words(self, painter: QPainter, body: QRectF, face: CardFace) -> None:
        look, metrics = self._look, self._look.metrics
        width = self._text_width(self.width())
        left = self._avatar_circle(body).right() + metrics.space(24)
        is_right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        align = Qt.AlignmentFlag.AlignRight if is_right_to_left else Qt.AlignmentFlag.AlignLeft
        name, rows, note = self._name(width), self._chip_rows(width), self._note(width)
        heights = self._block_heights(width)
        y = body.center().y() - sum(heights) / 2
        line = QRectF(left, y, width, heights[0])
        draw(painter, name, mirrored(self, line), colour(look.tokens.ink), align)
        if face.has_medical_notes:
            side = self._medical_side()
            mark = mirrored(self, QRectF(left + name.width + side * 0.42, line.center().y() - side / 2, side, side))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(look.tokens.warn_tint))
            painter.drawEllipse(mark)
            draw_icon(
                painter,
                "medical",
                mark.adjusted(side * 0.17, side * 0.17, -side * 0.17, -side * 0.17),
                look.tokens.warn,
            )
        y += heights[0] + (heights[1] if len(heights) > 1 else 0)
        for row in rows:
            x = left
            for chip in row:
                at = mirrored(self, QRectF(x, y, chip.width, chip.height))
                draw_chip(painter, look, chip, at.x(), at.y())
                x += chip.width + metrics.space(10)
            y += max(chip.height for chip in row) + self._row_gap()
        if note:
            draw(painter, note, mirrored(self, QRectF(left, y, width, note.height)), colour(look.tokens.soft), align)

    def _block_heights(self, width: float) -> list[float]:
        """Name, gap, and each row of what stands below it with the gaps between."""
        heights = [self._look.metrics.type_px(Type.NAME) * LINE_HEIGHT]
        name = self._name(width)
        if len(name.lines) > 1:
            heights = [name.height]
        rows, note = self._chip_rows(width), self._note(width)
        if rows or note:
            heights.append(self._look.metrics.space(2 if self._look.metrics.is_compact else 8))
        for row in rows:
            heights += [max(chip.height for chip in row), self._row_gap()]
        if note:
            heights.append(note.height)
        elif rows:
            heights.pop()
        return heights

    def _row_gap(self) -> float:
        return self._look.metrics.space(2 if self._look.metrics.is_compact else 8)

    def _name(self, width: float) -> Setting:
        face = self._face
        reserved = self._medical_side() * 1.5 if face and face.has_medical_notes else 0
        least = max(self._look.metrics.least_px(), round(self._look.metrics.type_px(Type.NAME) * 0.72))
        font = self._look.font(Type.NAME)
        if self._room is Room.PLENTY:
            font.setPixelSize(round(font.pixelSize() * _LARGER))
        return set_text(
            face.name if face else "",
            font,
            width - reserved,
            least_px=least,
            lines=2,
            shrinks_first=True,
        )

    def _note(self, width: float) -> Setting | None:
        if self._face is None or not self._face.note:
            return None
        return set_text(
            self._face.note, self._look.font(Type.SMALL), width, least_px=self._look.metrics.least_px(), lines=3
        )

    def _chip_rows(self, width: float) -> list[list[SetChip]]:
        rows: list[list[SetChip]] = []
        used = 0.0
        chips = self._face.chips if self._face else ()
        is_plain = self._look.metrics.is_compact and len(chips) > 1
        for chip in (set_chip(self._look, face, width, is_plain=is_plain) for face in chips):
            if rows and used + self._look.metrics.space(10) + chip.width <= width:
                rows[-1].append(chip)
                used += self._look.metrics.space(10) + chip.width
            else:
                rows.append([chip])
                used = chip.width
        return rows

    def _text_width(self, width: int) -> float:
        metrics = self._look.metrics
        taken = metrics.space(26) + metrics.space(30) + self._avatar_side() + metrics.space(24) + 2
        if self._face and self._face.can_be_ticked and self._room is not Room.LITTLE:
            taken += self._tick_side() + metrics.space(16)
        return width - taken - self._change_width()

    def _change_width(self) -> int:
        if self._face is None or not self._face.has_alternatives:
            return 0
        word = set_text(self._face.change_words, self._look.font(Type.SMALL), 1e6).width
        return max(self._look.metrics.target, round(word + self._look.metrics.px(22)))

    def _avatar_side(self) -> float:
        return max(self._look.metrics.px(46), self._look.metrics.space(128 if self._room is Room.PLENTY else 92))

    def _tick_side(self) -> float:
        return max(self._look.metrics.px(44), self._look.metrics.space(72 if self._room is Room.PLENTY else 62))

    def _medical_side(self) -> float:
        return max(self._look.metrics.px(28), self._look.metrics.type_px(Type.NAME) * 1.0)

    def _avatar_circle(self, body: QRectF) -> QRectF:
        side = min(self._avatar_side(), body.height() - 2 * self._look.metrics.px(10))
        return QRectF(body.left() + self._look.metrics.space(26), body.center().y() - side / 2, side, side)

    def _tick_circle(self, body: QRectF) -> QRectF:
        side = min(self._tick_side(), body.height() - 2 * self._look.metrics.px(10))
        if self._room is Room.LITTLE:
            circle = self._avatar_circle(body)
            side = min(side, circle.width())
            middle = circle.center()
            return QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        right = body.right() - self._look.metrics.space(30)
        return QRectF(right - side, body.center().y() - side / 2, side, side)

    def _on_change_clicked(self) -> None:
        self.change_pressed.emit()
