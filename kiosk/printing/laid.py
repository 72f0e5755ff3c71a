"""A measured part of a label, ready to be painted, and the place it was measured for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from kiosk.printing.drawing import Canvas
from kiosk.printing.stock import Stock

Paint = Callable[[Canvas, float, float, bool], None]
"""Paints at a place; the flag says whether on black."""


class Quiet(NamedTuple):
    """White that a code needs around it, in dots: at its sides, above and below."""

    beside: float = 0.0
    above: float = 0.0
    below: float = 0.0


NO_QUIET = Quiet()


@dataclass(frozen=True, slots=True)
class Laid:
    """A measured part, in dots. ``quiet``: white it needs, gaps and margins counting.

    ``missing``: characters that could not be drawn; ``unfit``: codes left out for want of room.
    """

    width: float
    height: float
    baseline: float
    paint: Paint
    quiet: Quiet = NO_QUIET
    missing: str = ""
    unfit: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where parts are measured: the paper, the label's texts, and how much everything is scaled down.

    ``yielding``: by how much more the texts that give way are; ``spare``: dots for each space that fills; ``has_codes``:
    whether codes are drawn; ``is_legible``: whether no letter may become too small to read; ``is_listed``: whether it is a
    turn of what is repeated.
    """

    stock: Stock
    texts: Mapping[str, str]
    lists: Mapping[str, tuple[Mapping[str, str], ...]]
    scale: float = 1.0
    yielding: float = 1.0
    spare: float = 0.0
    has_codes: bool = True
    is_legible: bool = True
    is_listed: bool = False

    def dots(self, mm: float) -> float:
        """A length of the design in dots."""
        return self.stock.dots(mm * self.scale)

    def turn(self, more: Mapping[str, str]) -> "Place":
        """The same with further fields, for one turn of what is repeated."""
        return replace(self, texts={**self.texts, **more}, is_listed=True)


def paint_nothing(_canvas: Canvas, _x: float, _y: float, _is_black: bool) -> None:
    """White paper."""
