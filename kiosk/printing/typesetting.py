"""Text set in the bundled fonts, in any script: shaped by Qt, taken as outlines, made as large as its ink fits.

Outlines instead of Qt's own text drawing: the size fits the ink, not the advance widths, and the same label has the same
dots on every machine. Needs a QGuiApplication; may then be used on any thread.
"""

import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QGuiApplication,
    QPainterPath,
    QRawFont,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from kiosk.fonts import DISPLAY_FAMILIES, FONT_FILES, TEXT_FAMILIES
from kiosk.printing.parts import Align
from kiosk.printing.plain_text import is_right_to_left

SHAPED_AT = 256
"""Text is shaped once at this size and its outlines are scaled: advances are then the same at every size."""
THICKENED = 0.03
"""How much a face that has no bold of its own is thickened for bold, in em."""
CAPITAL = 0.727
"""Height of Inter's capitals, in em."""
_PITCH = 1.16
"""From one line to the next, in em."""
_BOLD_FROM = 600
_WORTH_WRAPPING = 1.2
"""A second line must buy letters larger by this."""
_RATHER_THAN_BREAK = 0.7
"""Letters may get smaller than asked for by this before a word is broken."""
_SHORT_WORD = 5
LEGIBLE_DOTS = 14
"""No smaller (printing.md, check 7)."""
_STAND_IN = "□"
_JOINS_THE_LAST = ("Mn", "Me", "Mc", "Cf", "Zs")


SETTING = threading.RLock()
"""Held while type is set, and while what was set is drawn: its outlines are shared."""


def load_fonts() -> None:
    """Add the bundled fonts to this process, unless the screens have done so already."""
    if not QFontDatabase.hasFamily(TEXT_FAMILIES[-1]):
        for path in FONT_FILES:
            QFontDatabase.addApplicationFont(str(path))


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set; sizes are ems in dots. Beyond ``lines`` a text wraps only where it would go below ``smallest``."""

    is_display: bool
    weight: int
    size: float
    smallest: float
    lines: int = 1
    align: Align = Align.START


@dataclass(frozen=True, slots=True)
class _Line:
    outlines: tuple[tuple[QPainterPath, float], ...]
    ink: QRectF


@dataclass(frozen=True, slots=True)
class SetText:
    """Text laid out in dots. ``baseline``: the first line's, from the top. ``missing``: characters that no bundled font has."""

    width: float
    height: float
    baseline: float
    size: float
    lines: tuple[tuple[_Line, float, float], ...]
    missing: str = ""


class _Faces(threading.local):
    """The faces of one thread. What Qt opens in a thread is closed with it: another that uses it then draws wrong letters."""

    def __init__(self) -> None:
        if QGuiApplication.startingUp():
            raise RuntimeError("Qt sets no type before ensure_application(): it would end the process")
        load_fonts()
        self._fonts: dict[tuple[str, int], QFont] = {}
        self._raw: dict[str, QRawFont] = {}

    def font(self, family: str, weight: int) -> QFont:
        """A family in a weight."""
        found = self._fonts.get((family, weight))
        if found is None:
            found = self._fonts[family, weight] = _made(family, weight)
        return found

    def has(self, family: str, character: str) -> bool:
        """Whether a family has a character."""
        raw = self._raw.get(family)
        if raw is None:
            raw = self._raw[family] = QRawFont.fromFont(self.font(family, 400))
        return raw.supportsCharacter(ord(character))


@lru_cache(maxsize=1)
def _faces() -> _Faces:
    return _Faces()


def _font(family: str, weight: int) -> QFont:
    return _faces().font(family, weight)


def _made(family: str, weight: int) -> QFont:
    font = QFont()
    font.setFamilies([family])
    font.setPixelSize(SHAPED_AT)
    font.setWeight(QFont.Weight(min(QFont.Weight, key=lambda known: abs(known.value - weight))))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Without this Qt fills a gap from whatever the machine has installed.
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    return font


@lru_cache(maxsize=65_536)
def _has(family: str, character: str) -> bool:
    return _faces().has(family, character)


@lru_cache(maxsize=4096)
def _family_for(character: str) -> str | None:
    return next((family for family in TEXT_FAMILIES if _has(family, character)), None)


class _Paragraph:
    """A text shaped once, then broken at any width."""

    def __init__(self, text: str, style: Style) -> None:
        self.is_right_to_left = is_right_to_left(text)
        self.missing = ""
        runs = self._runs(text)
        self._option = QTextOption()
        right_to_left, left_to_right = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
        self._option.setTextDirection(right_to_left if self.is_right_to_left else left_to_right)
        display, plain = DISPLAY_FAMILIES[0], TEXT_FAMILIES[0]
        self._layout = QTextLayout("".join(run for run, _ in runs), _font(plain, style.weight))
        formats, at = [], 0
        for run, family in runs:
            form = QTextCharFormat()
            form.setFont(_font(display if style.is_display and family == plain else family, style.weight))
            piece = QTextLayout.FormatRange()
            piece.start, piece.length, piece.format = at, len(run.encode("utf-16-le")) // 2, form
            at += piece.length
            formats.append(piece)
        self._layout.setFormats(formats)
        self._weight = style.weight

    def _runs(self, text: str) -> list[tuple[str, str]]:
        runs: list[tuple[str, str]] = []
        for character in text:
            last = runs[-1][1] if runs else TEXT_FAMILIES[0]
            joins = unicodedata.category(character) in _JOINS_THE_LAST
            family = last if joins and _has(last, character) else _family_for(character)
            if family is None and unicodedata.category(character) != "Cf":
                self.missing += character
                character, family = _STAND_IN, _family_for(_STAND_IN)
            family = family or last
            if runs and family == last:
                runs[-1] = (runs[-1][0] + character, family)
            else:
                runs.append((character, family))
        return runs

    def broken(self, width: float, *, anywhere: bool = False) -> tuple[int, float]:
        """Break at this width; how many lines that makes, and how wide the widest is."""
        mode = QTextOption.WrapMode
        self._option.setWrapMode(mode.WrapAtWordBoundaryOrAnywhere if anywhere else mode.WordWrap)
        self._layout.setTextOption(self._option)
        self._layout.beginLayout()
        widest = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            widest = max(widest, line.naturalTextWidth())
        self._layout.endLayout()
        return self._layout.lineCount(), widest

    def lines(self) -> list[_Line]:
        """The outlines of the lines as last broken, baseline at 0."""
        return [self._outlines(number) for number in range(self._layout.lineCount())]

    def _outlines(self, number: int) -> _Line:
        line = self._layout.lineAt(number)
        baseline = line.y() + line.ascent()
        plain, thick = QPainterPath(), QPainterPath()
        for run in line.glyphRuns():
            face = run.rawFont()
            is_thickened = self._weight >= _BOLD_FROM > face.weight()
            for glyph, at in zip(run.glyphIndexes(), run.positions(), strict=True):
                outline = face.pathForGlyph(glyph)
                outline.translate(at.x(), at.y() - baseline)
                (thick if is_thickened else plain).addPath(outline)
        ink = plain.boundingRect().united(thick.boundingRect())
        if not thick.isEmpty():
            ink.adjust(*(sign * THICKENED * SHAPED_AT / 2 for sign in (-1, -1, 1, 1)))
        for path in (plain, thick):
            path.setFillRule(Qt.FillRule.WindingFill)
        pieces = ((plain, 0.0), (thick, THICKENED))
        return _Line(tuple(piece for piece in pieces if not piece[0].isEmpty()), ink)


def set_text(text: str, style: Style, width: float) -> SetText:
    """Lay text out as large as fits ``width``: on one line, on up to ``style.lines``, else on as many as it takes.

    Remembered, because a label that is made to fit sets most of its texts several times, and siblings share theirs. One thread
    at a time: two that shape text at once get the letters of others (and would win nothing, Python lets one run at a time).
    """
    with SETTING:
        return _set_text(text, style, width)


@lru_cache(maxsize=1024)
def _set_text(text: str, style: Style, width: float) -> SetText:
    paragraph = _Paragraph(text, style)
    paragraph.broken(1e7)
    lines = paragraph.lines()
    size = min(style.size, SHAPED_AT * width / max(lines[0].ink.width(), 1.0))
    if style.lines > 1 and size < style.size and not _is_one_short_word(text):
        wrapped = _largest(paragraph, style, width)
        if wrapped > size * _WORTH_WRAPPING:
            paragraph.broken(width * SHAPED_AT / wrapped)
            size, lines = wrapped, paragraph.lines()
    if size < style.smallest:
        size = _without_breaking_words(paragraph, style, width)
        paragraph.broken(width * SHAPED_AT / size, anywhere=True)
        lines = paragraph.lines()
    # Letters may stick out of their advance width: the J of José, the last letter of an Arabic name.
    widest = max(line.ink.width() for line in lines)
    size = min(size, SHAPED_AT * width / max(widest, 1.0))
    return _placed(lines, style, size, width, paragraph)


def _is_one_short_word(text: str) -> bool:
    """Whether a second line could only tear a name apart, such as three Han characters."""
    return len(text) <= _SHORT_WORD and not any(character.isspace() for character in text)


def _largest(paragraph: _Paragraph, style: Style, width: float) -> float:
    least, most = style.smallest, style.size
    found = 0.0
    while most - least > 0.5:
        tried = (least + most) / 2
        room = width * SHAPED_AT / tried
        count, widest = paragraph.broken(room)
        if count <= style.lines and widest <= room:
            found = least = tried
        else:
            most = tried
    return found


def _without_breaking_words(paragraph: _Paragraph, style: Style, width: float) -> float:
    """The smallest size, or a little less if that keeps the longest word whole."""
    _, longest_word = paragraph.broken(1.0)
    fits = SHAPED_AT * width / max(longest_word, 1.0) * 0.99
    return fits if max(style.smallest * _RATHER_THAN_BREAK, LEGIBLE_DOTS) <= fits < style.smallest else style.smallest


def _placed(lines: Sequence[_Line], style: Style, size: float, width: float, paragraph: _Paragraph) -> SetText:
    scale = size / SHAPED_AT
    placed = []
    first = baseline = max(CAPITAL * size, -lines[0].ink.top() * scale)
    for number, line in enumerate(lines):
        if number:
            below = lines[number - 1].ink.bottom() * scale
            baseline += max(_PITCH * size, below - line.ink.top() * scale + size / 10)
        free = width - line.ink.width() * scale
        x = free * _share_before(style.align, paragraph.is_right_to_left) - line.ink.left() * scale
        placed.append((line, x, baseline))
    widest = max(line.ink.width() for line in lines) * scale
    height = baseline + max(0.0, lines[-1].ink.bottom() * scale)
    return SetText(widest, height, first, size, tuple(placed), paragraph.missing)


def _share_before(align: Align, is_right_to_left: bool) -> float:
    """How much of the free width goes before a line: nothing, half or all."""
    match align:
        case Align.LEFT:
            return 0.0
        case Align.CENTER:
            return 0.5
        case Align.RIGHT:
            return 1.0
        case Align.START:
            return 1.0 if is_right_to_left else 0.0
        case Align.END:
            return 0.0 if is_right_to_left else 1.0
