"""A label's design as data: parts on top of one another or side by side, in millimetres, read from a TOML file.

The format is described for admins in resources/labels/README.md.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from kiosk.printing.plain_text import isolated
from kiosk.services.data_file import Table, parse_table
from kiosk.words.labels import BRACE_IS_OPEN, FIELD_IS_NOT_KNOWN, FORMAT_TOO_NEW, SIZES_ARE_SWAPPED

FORMAT = 1
_FIELD = re.compile(r"\{([^{}]*)\}")
_LONGEST_MM = 500.0

_ON_EVERY_LABEL = ("event", "date", "code", "rehearsal", "code_word", "room_word")
FIELDS: Mapping[str, tuple[str, ...]] = {
    "name": (
        *("called_name", "last_name", "room", "time", "medical", "check_in", "attendance", "first_visit"),
        *_ON_EVERY_LABEL,
    ),
    "security": ("tag", "hint", "reprint", "names", *_ON_EVERY_LABEL),
}
"""What a design of each kind may print."""
REPEATED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "name": {},
    "security": {"children": ("called_name", "room", "time")},
}
"""What a design may repeat parts over, and which further fields stand in each turn."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What every part has. ``width_mm`` None in a row: a share of what is left. ``when``, ``unless``: fields it depends on."""

    when: str = ""
    unless: str = ""
    width_mm: float | None = None


@dataclass(frozen=True, slots=True)
class Text(Part):
    """Letters, as large as fit. ``size_mm`` is the largest em, ``smallest_mm`` where wrapping beyond ``lines`` starts."""

    text: str
    is_display: bool
    weight: int
    size_mm: float
    smallest_mm: float
    lines: int
    align: Align
    is_upper: bool


@dataclass(frozen=True, slots=True)
class Qr(Part):
    """A QR code of at most ``size_mm`` without its quiet zone, or as large as its dots must be."""

    text: str
    size_mm: float


@dataclass(frozen=True, slots=True)
class Icon(Part):
    """A drawn sign, such as "medical"."""

    name: str
    size_mm: float


@dataclass(frozen=True, slots=True)
class Rule(Part):
    """A line across; dashed where paper is to be torn."""

    thickness_mm: float
    is_dashed: bool


@dataclass(frozen=True, slots=True)
class Space(Part):
    """White."""

    height_mm: float


@dataclass(frozen=True, slots=True)
class Stack(Part):
    """Parts on top of one another. ``over``: repeated for each entry of a list."""

    parts: tuple[Part, ...]
    gap_mm: float
    over: str = ""


@dataclass(frozen=True, slots=True)
class Row(Part):
    """Parts side by side."""

    parts: tuple[Part, ...]
    gap_mm: float
    level: Level


@dataclass(frozen=True, slots=True)
class Box(Part):
    """Parts in a frame: black with white contents, or white with a border. ``is_snug``: only as wide as its contents."""

    parts: tuple[Part, ...]
    gap_mm: float
    is_black: bool
    border_mm: float
    radius_mm: float
    padding_mm: float
    padding_y_mm: float
    is_snug: bool


@dataclass(frozen=True, slots=True)
class Design:
    """A whole label. ``stocks``: what it is meant for, by id."""

    id: str
    kind: str
    stocks: tuple[str, ...]
    margin_mm: float
    top_mm: float
    bottom_mm: float
    body: Stack


def read_design(path: Path) -> Design:
    """The design in a file. Raises SettingNotValid for a mistake in it, OSError when it cannot be read."""
    return parse_design(path.read_text("utf-8"), path.stem, path.name)


def parse_design(source: str, design_id: str, file: str) -> Design:
    """The design in a text. Raises SettingNotValid, whose sentence names the line and what to do."""
    table = parse_table(source, file)
    if table.whole("format", least=1, most=1000) > FORMAT:
        table.mistake(FORMAT_TOO_NEW, "format")
    kind = table.choice("kind", FIELDS)
    design = Design(
        id=design_id,
        kind=kind,
        stocks=table.texts("stocks"),
        margin_mm=table.number("margin", least=0, most=50, default=1),
        top_mm=table.number("top", least=0, most=50, default=1),
        bottom_mm=table.number("bottom", least=0, most=50, default=2),
        body=Stack(parts=_parts(table, kind, FIELDS[kind]), gap_mm=_gap(table)),
    )
    table.finish()
    return design


def _gap(table: Table) -> float:
    return table.number("gap", least=0, most=50, default=1.5)


def _parts(table: Table, kind: str, fields: tuple[str, ...]) -> tuple[Part, ...]:
    return tuple(_part(entry, kind, fields) for entry in table.tables("part"))


def _part(table: Table, kind: str, fields: tuple[str, ...]) -> Part:
    part: Part
    match table.choice("kind", ("text", "qr", "icon", "rule", "space", "stack", "row", "box", "repeat")):
        case "text":
            part = _text(table, fields)
        case "qr":
            part = Qr(text=_template(table, fields), size_mm=table.number("size", least=5, most=100, default=20))
        case "icon":
            size_mm = table.number("size", least=1, most=100, default=5)
            part = Icon(name=table.choice("icon", ("medical", "star")), size_mm=size_mm)
        case "rule":
            thickness_mm = table.number("thickness", least=0.1, most=10, default=0.4)
            part = Rule(thickness_mm=thickness_mm, is_dashed=table.flag("dashed"))
        case "space":
            part = Space(height_mm=table.number("height", least=0, most=_LONGEST_MM))
        case "stack":
            part = Stack(parts=_parts(table, kind, fields), gap_mm=_gap(table))
        case "row":
            level = Level(table.choice("level", Level, Level.BASELINE))
            part = Row(parts=_parts(table, kind, fields), gap_mm=_gap(table), level=level)
        case "box":
            part = _box(table, kind, fields)
        case _:
            over = table.choice("over", REPEATED[kind])
            part = Stack(parts=_parts(table, kind, fields + REPEATED[kind][over]), gap_mm=_gap(table), over=over)
    when = table.choice("when", ("", *fields), "")
    unless = table.choice("unless", ("", *fields), "")
    width_mm = table.number("width", least=1, most=_LONGEST_MM) if table.has("width") else None
    table.finish()
    return replace(part, when=when, unless=unless, width_mm=width_mm)


def _text(table: Table, fields: tuple[str, ...]) -> Text:
    size_mm = table.number("size", least=1, most=100)
    smallest_mm = table.number("smallest", least=1, most=100, default=min(size_mm, 2.5))
    if smallest_mm > size_mm:
        table.mistake(SIZES_ARE_SWAPPED, "smallest")
    return Text(
        text=_template(table, fields),
        is_display=table.choice("face", ("text", "display"), "text") == "display",
        weight=table.whole("weight", least=400, most=800, default=500),
        size_mm=size_mm,
        smallest_mm=smallest_mm,
        lines=table.whole("lines", least=1, most=50, default=1),
        align=Align(table.choice("align", Align, Align.START)),
        is_upper=table.flag("upper"),
    )


def _box(table: Table, kind: str, fields: tuple[str, ...]) -> Box:
    padding_mm = table.number("padding", least=0, most=50, default=1.5)
    return Box(
        parts=_parts(table, kind, fields),
        gap_mm=_gap(table),
        is_black=table.choice("fill", ("black", "white"), "black") == "black",
        border_mm=table.number("border", least=0, most=10, default=0),
        radius_mm=table.number("radius", least=0, most=50, default=1),
        padding_mm=padding_mm,
        padding_y_mm=table.number("padding_y", least=0, most=50, default=padding_mm),
        is_snug=table.flag("snug"),
    )


def _template(table: Table, fields: tuple[str, ...]) -> str:
    template = table.text("text")
    for field in _FIELD.findall(template):
        if field not in fields:
            table.mistake(FIELD_IS_NOT_KNOWN, "text", field=field, options=", ".join(fields))
    if "{" in _FIELD.sub("", template) or "}" in _FIELD.sub("", template):
        table.mistake(BRACE_IS_OPEN, "text")
    return template


def filled_in(template: str, fields: Mapping[str, str]) -> str:
    """The template with its fields; braces in what people are called stay as they are.

    Where a field stands among other text it is isolated, so that an Arabic name cannot turn the rest round.
    """
    if _FIELD.fullmatch(template):
        return fields.get(template[1:-1], "")
    return _FIELD.sub(lambda found: isolated(fields.get(found[1], "")), template)
