"""Text set into a given width: shrunk first, then broken into lines, so that a name is never cut off or grows its row."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

LINE_HEIGHT = 1.22
"""Of the font's size, whatever the script; a row must not grow because of a name's accents."""
_CAP_HEIGHT = 0.727
"""Of the font's size: Inter's capitals and figures. Text is centred by them, not by the font's box."""
_SHRINKS_TO = 0.82
_NARROW_MEASURES = (0.55, 0.65, 0.75, 0.85)
"""Shares of the width, tried first: lines of like length look better than one long and one short."""
_BLANKS, _HYPHENS = " –/", "-‐"


@dataclass(frozen=True, slots=True)
class Setting:
    """Text as it will be drawn. ``is_cut``: not even the smallest size held it (a test looks for this)."""

    lines: tuple[str, ...]
    font: QFont
    width: float
    is_cut: bool = False

    @property
    def line_height(self) -> float:
        """Pixels from baseline to baseline."""
        return self.font.pixelSize() * LINE_HEIGHT

    @property
    def height(self) -> float:
        """Pixels of all lines."""
        return self.line_height * len(self.lines)


def set_text(
    text: str, font: QFont, width: float, *, least_px: int = 0, lines: int = 1, shrinks_first: bool = False
) -> Setting:
    """The text at the font's size if it fits, else on up to ``lines`` lines, else smaller down to ``least_px``, else cut.

    ``shrinks_first``: names and titles would rather be a little smaller than broken. A new line in the text begins one here, too;
    where there is only one line it is a blank.
    """
    if lines == 1:
        text = text.replace("\n", " ")
    least = min(least_px or font.pixelSize(), font.pixelSize())
    return _set(text, _Face(font), round(width, 1), least, lines, shrinks_first)


class _Face:
    """A font that can be looked up by how it looks."""

    __slots__ = ("_key", "font")

    def __init__(self, font: QFont) -> None:
        self.font = QFont(font)
        self._key = (font.key(), len(font.featureTags()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Face) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


@lru_cache(maxsize=2000)
def _set(text: str, face: _Face, width: float, least: int, lines: int, shrinks_first: bool) -> Setting:
    """The same words are set over and over: asked for their height, laid out, painted."""
    font = face.font
    breaks_from = max(least, font.pixelSize() * _SHRINKS_TO) if shrinks_first else font.pixelSize()
    for pixels in _sizes(font.pixelSize(), least):
        sized = QFont(font)
        sized.setPixelSize(pixels)
        metrics = QFontMetricsF(sized)
        if "\n" in text:
            paragraphs = _paragraphs(text, metrics, width, lines)
            if paragraphs is not None:
                return Setting(paragraphs, sized, max(metrics.horizontalAdvance(line) for line in paragraphs))
            continue
        advance = metrics.horizontalAdvance(text)
        if advance <= width:
            return Setting((text,), sized, advance)
        if lines > 1 and pixels <= breaks_from:
            broken = _broken(text, metrics, width, lines)
            if broken is not None:
                return Setting(broken, sized, max(metrics.horizontalAdvance(line) for line in broken))
    text = text.replace("\n", " ")
    return Setting((metrics.elidedText(text, Qt.TextElideMode.ElideRight, width),), sized, width, is_cut=True)


def draw(
    painter: QPainter,
    setting: Setting,
    area: QRectF,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw lines into an area, centred vertically by their capitals, each line on its own even baseline."""
    painter.setFont(setting.font)
    painter.setPen(colour)
    metrics = QFontMetricsF(setting.font)
    size = setting.font.pixelSize()
    block = setting.line_height * (len(setting.lines) - 1) + size * _CAP_HEIGHT
    baseline = area.center().y() - block / 2 + size * _CAP_HEIGHT
    for line in setting.lines:
        advance = metrics.horizontalAdvance(line)
        match align:
            case Qt.AlignmentFlag.AlignHCenter:
                x = area.center().x() - advance / 2
            case Qt.AlignmentFlag.AlignRight:
                x = area.right() - advance
            case _:
                x = area.left()
        painter.drawText(QPointF(x, baseline), line)
        baseline += setting.line_height


def isolated(name: str) -> str:
    """A name as part of a sentence: its direction of writing must not turn the words around it (Unicode FSI and PDI)."""
    return f"\u2068{name}\u2069"


def _sizes(largest: int, least: int) -> tuple[int, ...]:
    step = max(1, largest // 24)
    return (*range(largest, least, -step), least)


def _broken(text: str, metrics: QFontMetricsF, width: float, lines: int) -> tuple[str, ...] | None:
    """The text on as few lines as it needs, evenly filled; None where it needs more than ``lines``.

    A word with a hyphen ("pick-up") is only broken there where it finds no room as a whole.
    """
    whole = _evenly(_pieces(text, _BLANKS), metrics, width, lines)
    if whole is not None or not any(hyphen in text for hyphen in _HYPHENS):
        return whole
    return _evenly(_pieces(text, _BLANKS + _HYPHENS), metrics, width, lines)


def _evenly(pieces: list[str], metrics: QFontMetricsF, width: float, lines: int) -> tuple[str, ...] | None:
    advances = [metrics.horizontalAdvance(piece.rstrip()) for piece in pieces]
    if max(advances, default=0.0) > width:
        return None
    widest = _filled(pieces, metrics, width)
    if len(widest) > lines:
        return None
    count = max(2, len(widest))
    evenly = (_filled(pieces, metrics, width * share) for share in _NARROW_MEASURES)
    return next((broken for broken in evenly if len(broken) <= count), widest)


def _filled(pieces: list[str], metrics: QFontMetricsF, width: float) -> tuple[str, ...]:
    """Lines that take as many pieces as the width holds, and at least one."""
    broken: list[str] = [""]
    for piece in pieces:
        longer = f"{broken[-1]}{piece}"
        if not broken[-1] or metrics.horizontalAdvance(longer.rstrip()) <= width:
            broken[-1] = longer
        else:
            broken.append(piece)
    return tuple(line.strip() for line in broken)


def _paragraphs(text: str, metrics: QFontMetricsF, width: float, lines: int) -> tuple[str, ...] | None:
    """The lines of all paragraphs; None where they need more than ``lines``."""
    found: list[str] = []
    for paragraph in text.split("\n"):
        fits = metrics.horizontalAdvance(paragraph) <= width
        broken = (paragraph,) if fits else _broken(paragraph, metrics, width, lines - len(found))
        if broken is None:
            return None
        found += broken
    return tuple(found) if len(found) <= lines else None


def _pieces(text: str, ends: str) -> list[str]:
    """Where a line may end: after these, and between the characters of scripts written without blanks."""
    pieces: list[str] = [""]
    for character in text:
        pieces[-1] += character
        if character in ends or "\u2e80" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7af":
            pieces.append("")
    return [piece for piece in pieces if piece]
