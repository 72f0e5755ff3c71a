"""Codes and signs as geometry: QR codes in modules, bars of Code 128, icons as outlines in a square of 1 by 1."""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

import segno

LEAST_MODULE_DOTS = 4
"""Of 30 codes with blur, tilt and noise all were read at 4 dots a module, 12 at 3 dots, none at 2."""
QUIET_MODULES = 4
"""White around a QR code, from its standard (ISO/IEC 18004)."""
LEAST_BAR_DOTS = 2
BARCODE_QUIET_MODULES = 10
"""White beside a Code 128 barcode, from its standard (ISO/IEC 15417)."""

Outline = Sequence[tuple[float, float]]


def _ring(x: float, y: float, radius: float, hole: float = 0.0) -> Outline:
    """A disc, or a ring drawn in one stroke: round outside, then back round inside."""
    turns = [math.tau * step / 24 for step in range(25)]
    outer = [(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]
    inner = [(x + hole * math.cos(turn), y + hole * math.sin(turn)) for turn in reversed(turns)] if hole else []
    return outer + inner


def _heart() -> Outline:
    turns = [math.tau * step / 48 for step in range(48)]
    curve = [
        (16 * math.sin(t) ** 3, 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t))
        for t in turns
    ]
    return [(0.5 + x / 34, 0.46 - y / 34) for x, y in curve]


def _rounded(corners: Outline, radius: float) -> Outline:
    """The outline with its corners cut to curves that begin this far from each."""
    drawn = []
    for at, (x, y) in enumerate(corners):
        ends = []
        for other_x, other_y in (corners[at - 1], corners[(at + 1) % len(corners)]):
            share = radius / math.hypot(other_x - x, other_y - y)
            ends.append((x + (other_x - x) * share, y + (other_y - y) * share))
        (from_x, from_y), (to_x, to_y) = ends
        for step in range(7):
            t = step / 6
            drawn.append(
                (
                    (1 - t) ** 2 * from_x + 2 * t * (1 - t) * x + t * t * to_x,
                    (1 - t) ** 2 * from_y + 2 * t * (1 - t) * y + t * t * to_y,
                )
            )
    return drawn


def _alert() -> Outline:
    """A triangle with a "!" left white in it; the stroke goes to the signs and back on one line, which encloses nothing."""
    triangle = _rounded(((0.5, 0.0), (1.0, 0.92), (0.0, 0.92)), 0.16)
    bar = ((0.5, 0.3), (0.56, 0.32), (0.54, 0.61), (0.46, 0.61), (0.44, 0.32), (0.5, 0.3))
    dot = _ring(0.5, 0.735, 0.06)
    top, start = triangle[3], dot[0]
    return [*triangle[:4], *bar, top, start, *dot, start, top, *triangle[3:]]


ICONS: Mapping[str, Sequence[Outline]] = {
    "medical": ((
        (0.34, 0.04), (0.66, 0.04), (0.66, 0.34), (0.96, 0.34), (0.96, 0.66), (0.66, 0.66),
        (0.66, 0.96), (0.34, 0.96), (0.34, 0.66), (0.04, 0.66), (0.04, 0.34), (0.34, 0.34),
    ),),
    "star": ((
        (0.5, 0.02), (0.62, 0.36), (0.98, 0.37), (0.69, 0.59), (0.79, 0.94), (0.5, 0.74),
        (0.21, 0.94), (0.31, 0.59), (0.02, 0.37), (0.38, 0.36),
    ),),
    "heart": (_heart(),),
    "person": (
        _ring(0.5, 0.27, 0.21),
        ((0.08, 0.96), (0.1, 0.8), (0.18, 0.66), (0.32, 0.57), (0.68, 0.57), (0.82, 0.66), (0.9, 0.8), (0.92, 0.96)),
    ),
    "alert": (_alert(),),
    "scissors": (
        _ring(0.2, 0.24, 0.18, 0.1), _ring(0.2, 0.76, 0.18, 0.1),
        ((0.3, 0.31), (0.36, 0.26), (1.0, 0.72), (0.9, 0.75)), ((0.3, 0.69), (0.36, 0.74), (1.0, 0.28), (0.9, 0.25)),
    ),
}  # fmt: skip
"""Outlines, each filled; what a stroke of an outline encloses twice stays white."""


@lru_cache(maxsize=64)
def qr_rows(text: str) -> tuple[bytes, ...]:
    """A QR code that survives 15 % of dirt (level M), without its quiet zone; 1 is black."""
    return tuple(bytes(row) for row in segno.make(text, error="m", micro=False, boost_error=False).matrix)


def code_128(text: str) -> tuple[int, ...]:
    """The widths of a Code 128 barcode in modules, bar and gap in turn; empty for a text that it cannot carry.

    Even runs of digits are packed two by two (set C), anything else printable in ASCII goes one by one (set B).
    """
    if not text or not all(" " <= letter <= "~" for letter in text):
        return ()
    if text.isdigit() and len(text) % 2 == 0:
        values = [_START_C, *(int(text[at : at + 2]) for at in range(0, len(text), 2))]
    else:
        values = [_START_B, *(ord(letter) - ord(" ") for letter in text)]
    check = (values[0] + sum(place * value for place, value in enumerate(values))) % _CHECKED_BY
    patterns = [*(_PATTERNS[6 * value : 6 * value + 6] for value in (*values, check)), _STOP]
    return tuple(int(width) for pattern in patterns for width in pattern)


_START_B, _START_C, _CHECKED_BY, _STOP = 104, 105, 103, "2331112"
_PATTERNS = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222"
    "123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321"
    "232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121"
    "313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224"
    "111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111"
    "111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113"
    "114311411113411311113141114131311141411131211412211214211232"
)
"""Bars and gaps of each value in modules, six digits a value (ISO/IEC 15417)."""
