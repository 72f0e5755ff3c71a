"""What a label's design is made of: parts on top of one another or side by side, in millimetres.

The format of design files is described for admins in resources/labels/README.md.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Align(StrEnum):
    """Where a text stands in its width; start is the side its script starts at, left is left in any script."""

    START = "start"
    LEFT = "left"
    CENTER = "center"
    END = "end"
    RIGHT = "right"


class Level(StrEnum):
    """How parts of unlike height stand side by side."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"
    BASELINE = "baseline"


class Shape(StrEnum):
    """Which way a cut label is read: as it leaves the printer, or with its long side across."""

    AS_FED = "as fed"
    WIDE = "wide"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What every part has. ``width_mm`` None in a row: a share of what is left. ``when``, ``unless``: fields it depends on."""

    when: str = ""
    unless: str = ""
    width_mm: float | None = None


@dataclass(frozen=True, slots=True)
class Text(Part):
    """Letters, as large as fit. ``size_mm`` is the largest em, ``smallest_mm`` where wrapping beyond ``lines`` starts.

    ``gives``: on a cut label that is too full this text becomes smaller before the others do. ``is_snug``: in a row only as
    wide as its letters.
    """

    text: str
    is_display: bool
    weight: int
    size_mm: float
    smallest_mm: float
    lines: int
    align: Align
    is_upper: bool
    is_red: bool = False
    gives: bool = False
    is_snug: bool = False


@dataclass(frozen=True, slots=True)
class Qr(Part):
    """A QR code of at most ``size_mm`` without its quiet zone, or as large as its dots must be."""

    text: str
    size_mm: float


@dataclass(frozen=True, slots=True)
class Barcode(Part):
    """A Code 128 barcode, as wide as whole dots allow."""

    text: str
    height_mm: float


@dataclass(frozen=True, slots=True)
class Icon(Part):
    """A drawn sign, such as "medical"."""

    name: str
    size_mm: float
    is_red: bool = False


@dataclass(frozen=True, slots=True)
class Picture(Part):
    """An image file beside the design, as wide as ``width_mm`` says or as its place; dots instead of greys."""

    path: Path
    height_mm: float
    is_photo: bool


@dataclass(frozen=True, slots=True)
class Rule(Part):
    """A line across; dashed where paper is to be torn, with scissors where it is to be cut."""

    thickness_mm: float
    is_dashed: bool
    has_scissors: bool = False
    is_red: bool = False


@dataclass(frozen=True, slots=True)
class Space(Part):
    """White. ``fills``: on a cut label it takes what would be left empty at the end."""

    height_mm: float
    fills: bool = False


@dataclass(frozen=True, slots=True)
class Stack(Part):
    """Parts on top of one another. ``over``: repeated for each entry of a list, ``columns`` beside one another."""

    parts: tuple[Part, ...]
    gap_mm: float
    over: str = ""
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Row(Part):
    """Parts side by side."""

    parts: tuple[Part, ...]
    gap_mm: float
    level: Level


@dataclass(frozen=True, slots=True)
class Box(Part):
    """Parts in a frame: filled with white contents, or white with a border. ``is_snug``: only as wide as its contents."""

    parts: tuple[Part, ...]
    gap_mm: float
    is_filled: bool
    border_mm: float
    radius_mm: float
    padding_mm: float
    padding_y_mm: float
    is_snug: bool
    is_red: bool = False


@dataclass(frozen=True, slots=True)
class Design:
    """A whole label. ``stocks``: what it is meant for, by id."""

    id: str
    kind: str
    stocks: tuple[str, ...]
    shape: Shape
    margin_mm: float
    top_mm: float
    bottom_mm: float
    body: Stack
