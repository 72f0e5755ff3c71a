"""Small rounded marks with a word in them: a room, a question, that someone is checked in."""

import enum
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from kiosk.ui.icons import draw_icon
from kiosk.ui.lettering import Setting, draw, set_text
from kiosk.ui.look import Look, colour
from kiosk.ui.metrics import Type
from kiosk.ui.theme import Theme

_HEIGHT = 1.72
_HEIGHT_COMPACT = 1.46
_SIDE = 0.72
_ICON = 1.05


class Tone(enum.Enum):
    """What a chip is about; a symbol goes with every tone but the plain one, so that colour never stands alone."""

    PLAIN = enum.auto()
    WARN = enum.auto()
    GOOD = enum.auto()


@dataclass(frozen=True, slots=True)
class ChipFace:
    """What a chip says."""

    text: str
    tone: Tone = Tone.PLAIN
    icon: str = ""


@dataclass(frozen=True, slots=True)
class SetChip:
    """A chip as it will be drawn."""

    face: ChipFace
    setting: Setting
    width: float
    height: float
    is_plain: bool = False


def chip_height(look: Look) -> float:
    """Pixels of any chip of one line."""
    return round(look.metrics.type_px(Type.CHIP) * (_HEIGHT_COMPACT if look.metrics.is_compact else _HEIGHT))


def set_chip(look: Look, face: ChipFace, most_width: float, *, is_plain: bool = False) -> SetChip:
    """The chip in at most this width; a long text takes a second line rather than be cut. A plain one has no body."""
    font = look.font(Type.CHIP)
    if is_plain:
        icon = font.pixelSize() * (_ICON + 0.35) if face.icon else 0
        words = set_text(face.text, font, most_width - icon, least_px=look.metrics.least_px(), lines=2)
        return SetChip(face, words, min(most_width, words.width + icon + 1), words.height, is_plain=True)
    frame = 2 * font.pixelSize() * _SIDE + (font.pixelSize() * (_ICON + 0.35) if face.icon else 0)
    setting = set_text(face.text, font, most_width - frame, least_px=look.metrics.least_px(), lines=3)
    height = chip_height(look) + setting.line_height * (len(setting.lines) - 1)
    return SetChip(face, setting, min(most_width, setting.width + frame + 1), height)


def draw_chip(painter: QPainter, look: Look, chip: SetChip, x: float, y: float) -> None:
    """Draw the chip with its top left corner here."""
    tokens = look.tokens
    fill, ink = {
        Tone.PLAIN: (tokens.tint, tokens.tint_ink),
        Tone.WARN: (tokens.warn_tint, tokens.warn),
        Tone.GOOD: (tokens.tint, tokens.good),
    }[chip.face.tone]
    area = QRectF(x, y, chip.width, chip.height)
    radius = min(chip.height, chip_height(look)) / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(colour(fill))
    size = chip.setting.font.pixelSize()
    words = area
    if not chip.is_plain:
        is_bordered = tokens.theme is Theme.HIGH_CONTRAST
        painter.setPen(QPen(colour(ink), look.metrics.px(2)) if is_bordered else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1) if is_bordered else area, radius, radius)
        words = area.adjusted(size * _SIDE, 0, -size * _SIDE, 0)
    is_right_to_left = look_is_right_to_left(painter)
    if chip.face.icon:
        side = size * _ICON
        left = words.right() - side if is_right_to_left else words.left()
        draw_icon(painter, chip.face.icon, QRectF(left, area.center().y() - side / 2, side, side), ink)
        shift = side + size * 0.35
        words = words.adjusted(0, 0, -shift, 0) if is_right_to_left else words.adjusted(shift, 0, 0, 0)
    draw(
        painter,
        chip.setting,
        words,
        colour(ink),
        Qt.AlignmentFlag.AlignRight if is_right_to_left else Qt.AlignmentFlag.AlignLeft,
    )


def look_is_right_to_left(painter: QPainter) -> bool:
    """Whether the widget being painted runs from right to left."""
    return painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
