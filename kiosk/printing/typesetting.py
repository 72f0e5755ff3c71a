"""Text set in the bundled fonts: as large as its ink fits, on one line or several.

Outlines instead of Qt's own text drawing: the size fits the ink, not the advance widths, and the same label has the same
dots on every machine. Needs a QGuiApplication; may then be used on any thread.
"""

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kiosk.printing.parts import Align
from kiosk.printing.plain_text import BETWEEN
from kiosk.printing.shaping import NEW_LINE, SHAPED_AT, Line, Paragraph

CAPITAL = 0.727
"""Height of Inter's capitals, in em."""
_PITCH = 1.16
"""From one line to the next, in em."""
_ASCENT, _DESCENT = 0.95, 0.22
"""From the baseline to the top and to the foot of a line, in em: letters with their marks."""
_WORTH_WRAPPING, _WORTH_WRAPPING_IN_LISTS = 1.2, 1.12
"""A second line must buy letters larger by this."""
_WORTH_PARTING = 0.9
"""Letters may be smaller by this so that a line ends between two facts, in the place of the dot that parts them."""
_BEFORE_AN_INITIAL, _STAYS_TOGETHER = re.compile(r" (?=\S{1,2}$)"), "\u00a0"
"""Two Emmas of a room are Emma K. and Emma R.: a letter or two get no line of their own."""
_RATHER_THAN_BREAK = 0.7
"""Letters may get smaller than asked for by this before a word is broken."""
_SHORT_WORD = 5
LEGIBLE_DOTS = 14
"""No smaller (printing.md, check 7)."""

SETTING = threading.RLock()
"""Held while type is set, and while what was set is drawn: its outlines are shared."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set; sizes are ems in dots. Beyond ``lines`` a text wraps only where it would go below ``smallest``.

    ``is_listed``: one of several such texts, which shall look alike: each takes whole lines whatever its letters, and wraps
    rather than become much smaller than the others.
    """

    is_display: bool
    weight: int
    size: float
    smallest: float
    lines: int = 1
    align: Align = Align.START
    is_listed: bool = False


@dataclass(frozen=True, slots=True)
class SetText:
    """Text laid out in dots. ``baseline``: the first line's, from the top. ``missing``: characters that no bundled font has."""

    width: float
    height: float
    baseline: float
    size: float
    lines: tuple[tuple[Line, float, float], ...]
    missing: str = ""


def set_text(text: str, style: Style, width: float) -> SetText:
    """Lay text out as large as fits ``width``: on one line, on up to ``style.lines``, else on as many as it takes.

    Remembered, because a label that is made to fit sets most of its texts several times, and siblings share theirs. One thread
    at a time: two that shape text at once get the letters of others (and would win nothing, Python lets one run at a time).
    """
    with SETTING:
        return _set_text(text, style, width)


@lru_cache(maxsize=1024)
def _set_text(text: str, style: Style, width: float) -> SetText:
    text = _BEFORE_AN_INITIAL.sub(_STAYS_TOGETHER, text)
    paragraph = _paragraph(text, style)
    paragraph.broken(1e7)
    lines = paragraph.lines()
    size = min(style.size, SHAPED_AT * width / max(lines[0].ink.width(), 1.0))
    if style.lines > 1 and size < style.size and not _is_one_short_word(text):
        parted, wrapped = _wrapped(paragraph, text, style, width)
        if wrapped > size * (_WORTH_WRAPPING_IN_LISTS if style.is_listed else _WORTH_WRAPPING):
            parted.broken(width * SHAPED_AT / wrapped)
            paragraph, size, lines = parted, wrapped, parted.lines()
    if size < style.smallest:
        if style.lines > 1 and (halves := _parted(text, style)):
            paragraph = halves[0]
        size = _without_breaking_words(paragraph, style, width)
        paragraph.broken(width * SHAPED_AT / size, anywhere=True)
        lines = paragraph.lines()
    # Letters may stick out of their advance width: the J of José, the last letter of an Arabic name.
    widest = max(line.ink.width() for line in lines)
    size = min(size, SHAPED_AT * width / max(widest, 1.0))
    return _placed(lines, style, size, width, paragraph)


def _paragraph(text: str, style: Style) -> Paragraph:
    return Paragraph(text, is_display=style.is_display, weight=style.weight)


def _is_one_short_word(text: str) -> bool:
    """Whether a second line could only tear a name apart, such as three Han characters."""
    return len(text) <= _SHORT_WORD and not any(character.isspace() for character in text)


def _wrapped(paragraph: Paragraph, text: str, style: Style, width: float) -> tuple[Paragraph, float]:
    """The text on several lines: parted between two facts if that costs hardly any size, else anywhere."""
    anywhere = _largest(paragraph, style, width)
    found = [(parted, _largest(parted, style, width)) for parted in _parted(text, style)]
    parted, size = max(found, key=lambda one: one[1], default=(paragraph, 0.0))
    return (parted, size) if size and size >= anywhere * _WORTH_PARTING else (paragraph, anywhere)


def _parted(text: str, style: Style) -> list[Paragraph]:
    """The text with a line's end between two of its facts, the most even halves first."""
    facts = text.split(BETWEEN)
    halves = [(BETWEEN.join(facts[:at]), BETWEEN.join(facts[at:])) for at in range(1, len(facts))]
    halves.sort(key=lambda half: abs(len(half[0]) - len(half[1])))
    return [_paragraph(NEW_LINE.join(half), style) for half in halves]


def _largest(paragraph: Paragraph, style: Style, width: float) -> float:
    """As large as fits on the style's lines without breaking words; 0: not even the smallest does."""

    def fits(size: float) -> bool:
        room = width * SHAPED_AT / size
        count, widest = paragraph.broken(room)
        return count <= style.lines and widest <= room

    if fits(style.size):
        return style.size
    least, most = style.smallest, style.size
    found = 0.0
    while most - least > 0.5:
        tried = (least + most) / 2
        if fits(tried):
            found = least = tried
        else:
            most = tried
    return found


def _without_breaking_words(paragraph: Paragraph, style: Style, width: float) -> float:
    """The smallest size, or a little less if that keeps the longest word whole."""
    _, longest_word = paragraph.broken(1.0)
    fits = SHAPED_AT * width / max(longest_word, 1.0) * 0.99
    return fits if max(style.smallest * _RATHER_THAN_BREAK, LEGIBLE_DOTS) <= fits < style.smallest else style.smallest


def _placed(lines: Sequence[Line], style: Style, size: float, width: float, paragraph: Paragraph) -> SetText:
    scale = size / SHAPED_AT
    placed = []
    first = baseline = max((_ASCENT if style.is_listed else CAPITAL) * size, -lines[0].ink.top() * scale)
    for number, line in enumerate(lines):
        if number:
            below = lines[number - 1].ink.bottom() * scale
            baseline += max(_PITCH * size, below - line.ink.top() * scale + size / 10)
        free = width - line.ink.width() * scale
        x = free * _share_before(style.align, paragraph.is_right_to_left) - line.ink.left() * scale
        placed.append((line, x, baseline))
    widest = max(line.ink.width() for line in lines) * scale
    height = baseline + max(_DESCENT * size if style.is_listed else 0.0, lines[-1].ink.bottom() * scale)
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
