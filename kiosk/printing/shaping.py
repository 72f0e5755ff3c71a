"""Text shaped by Qt in the bundled fonts, in any script, and broken into lines: each line comes as the outlines of its letters.

Needs a QGuiApplication; may then be used on any thread, by one at a time (see `kiosk.printing.typesetting.SETTING`).
"""

import threading
import unicodedata
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
from kiosk.printing.plain_text import is_right_to_left

SHAPED_AT = 256
"""Text is shaped once at this size and its outlines are scaled: advances are then the same at every size."""
NEW_LINE = "\u2028"
"""Ends a line wherever it stands."""
_THICKENED = 0.03
"""How much a face that has no bold of its own is thickened for bold, in em."""
_BOLD_FROM = 600
_STAND_IN = "□"
_JOINS_THE_LAST = ("Mn", "Me", "Mc", "Cf", "Zs", "Zl")


def load_fonts() -> None:
    """Add the bundled fonts to this process, unless the screens have done so already."""
    if not QFontDatabase.hasFamily(TEXT_FAMILIES[-1]):
        for path in FONT_FILES:
            QFontDatabase.addApplicationFont(str(path))


@dataclass(frozen=True, slots=True)
class Line:
    """A line's letters, baseline at 0; each outline with how much it is thickened, in em."""

    outlines: tuple[tuple[QPainterPath, float], ...]
    ink: QRectF


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


class Paragraph:
    """A text shaped once, then broken at any width."""

    def __init__(self, text: str, *, is_display: bool, weight: int) -> None:
        self.is_right_to_left = is_right_to_left(text)
        self.missing = ""
        runs = self._runs(text)
        self._option = QTextOption()
        right_to_left, left_to_right = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
        self._option.setTextDirection(right_to_left if self.is_right_to_left else left_to_right)
        display, plain = DISPLAY_FAMILIES[0], TEXT_FAMILIES[0]
        self._layout = QTextLayout("".join(run for run, _ in runs), _font(plain, weight))
        formats, at = [], 0
        for run, family in runs:
            form = QTextCharFormat()
            form.setFont(_font(display if is_display and family == plain else family, weight))
            piece = QTextLayout.FormatRange()
            piece.start, piece.length, piece.format = at, len(run.encode("utf-16-le")) // 2, form
            at += piece.length
            formats.append(piece)
        self._layout.setFormats(formats)
        self._weight = weight

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

    def lines(self) -> list[Line]:
        """The outlines of the lines as last broken, baseline at 0."""
        return [self._outlines(number) for number in range(self._layout.lineCount())]

    def _outlines(self, number: int) -> Line:
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
            ink.adjust(*(sign * _THICKENED * SHAPED_AT / 2 for sign in (-1, -1, 1, 1)))
        for path in (plain, thick):
            path.setFillRule(Qt.FillRule.WindingFill)
        pieces = ((plain, 0.0), (thick, _THICKENED))
        return Line(tuple(piece for piece in pieces if not piece[0].isEmpty()), ink)
