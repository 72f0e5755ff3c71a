"""A label's design read from its TOML file: every value is checked, every mistake is named with its line.

The format is described for admins in resources/labels/README.md.
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.printing.marks import ICONS
from kiosk.printing.parts import (
    Align,
    Barcode,
    Box,
    Design,
    Icon,
    Level,
    Part,
    Picture,
    Qr,
    Row,
    Rule,
    Shape,
    Space,
    Stack,
    Text,
)
from kiosk.printing.plain_text import BETWEEN, isolated
from kiosk.printing.stock import shipped_stocks
from kiosk.services.data_file import Table, parse_table
from kiosk.words.labels import (
    BRACE_IS_OPEN,
    FIELD_IS_NOT_KNOWN,
    FIELD_WAS_MEANT,
    FORMAT_TOO_NEW,
    NOTHING_TO_REPEAT,
    PICTURE_IS_NOT_THERE,
    SIZES_ARE_SWAPPED,
)

FORMAT = 1
_FIELD = re.compile(r"\{([^{}]*)\}")
_LONGEST_MM = 500.0

_ON_EVERY_LABEL = ("event", "date", "code", "rehearsal", "code_word", "room_word")
_ON_A_PERSONS = (
    *("called_name", "last_name", "room", "time", "medical", "check_in", "attendance", "guest", "volunteer"),
    *("first_visit", *_ON_EVERY_LABEL),
)
FIELDS: Mapping[str, tuple[str, ...]] = {
    "name": _ON_A_PERSONS,
    "volunteer": _ON_A_PERSONS,
    "guest": _ON_A_PERSONS,
    "allergy": ("called_name", "last_name", "room", "time", "medical", "check_in", "allergy_word", *_ON_EVERY_LABEL),
    "security": ("tag", "hint", "reprint", "names", *_ON_EVERY_LABEL),
    "room_list": ("room", "time", "count", "list_word", *_ON_EVERY_LABEL),
}
"""What a design of each kind may print."""
REPEATED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "security": {"children": ("called_name", "room", "time")},
    "room_list": {"people": ("called_name", "last_name", "medical", "attendance", "person_code", "contact")},
}
"""What a design may repeat parts over, and which further fields stand in each turn."""
_PARTS = ("text", "qr", "barcode", "icon", "picture", "rule", "cut", "space", "stack", "row", "box", "repeat")


@dataclass(frozen=True, slots=True)
class _Place:
    """What may be said where a part is read: its kind of label, the fields known there, and where pictures lie."""

    kind: str
    fields: tuple[str, ...]
    folder: Path | None


def read_design(path: Path) -> Design:
    """The design in a file. Raises SettingNotValid for a mistake in it, OSError when it cannot be read."""
    return parse_design(path.read_text("utf-8"), path.stem, path.name, path.parent)


def parse_design(source: str, design_id: str, file: str, folder: Path | None = None) -> Design:
    """The design in a text; pictures lie in ``folder``. Raises SettingNotValid, whose sentence names the line and what to do."""
    table = parse_table(source, file)
    if table.whole("format", least=1, most=1000) > FORMAT:
        table.mistake(FORMAT_TOO_NEW, "format")
    kind = table.choice("kind", FIELDS)
    design = Design(
        id=design_id,
        kind=kind,
        stocks=_stocks(table),
        shape=Shape(table.choice("shape", Shape, Shape.AS_FED)),
        margin_mm=table.number("margin", least=0, most=50, default=1),
        top_mm=table.number("top", least=0, most=50, default=1),
        bottom_mm=table.number("bottom", least=0, most=50, default=2),
        body=Stack(parts=_parts(table, _Place(kind, FIELDS[kind], folder)), gap_mm=_gap(table)),
    )
    table.finish()
    return design


def _stocks(table: Table) -> tuple[str, ...]:
    stocks = table.texts("stocks")
    odd = [stock for stock in stocks if stock not in shipped_stocks()]
    if odd or not stocks:
        table.not_one_of("stocks", odd[0] if odd else "[]", shipped_stocks())
    return stocks


def _gap(table: Table) -> float:
    return table.number("gap", least=0, most=50, default=1.5)


def _parts(table: Table, place: _Place) -> tuple[Part, ...]:
    return tuple(_part(entry, place) for entry in table.tables("part"))


def _part(table: Table, place: _Place) -> Part:
    kind = table.choice("kind", _PARTS)
    part = _holder(kind, table, place) or _leaf(kind, table, place)
    when = table.choice("when", ("", *place.fields), "")
    unless = table.choice("unless", ("", *place.fields), "")
    width_mm = table.number("width", least=1, most=_LONGEST_MM) if table.has("width") else None
    table.finish()
    return replace(part, when=when, unless=unless, width_mm=width_mm)


def _holder(kind: str, table: Table, place: _Place) -> Part | None:
    """A part that holds others."""
    match kind:
        case "stack":
            return Stack(parts=_parts(table, place), gap_mm=_gap(table))
        case "row":
            level = Level(table.choice("level", Level, Level.BASELINE))
            return Row(parts=_parts(table, place), gap_mm=_gap(table), level=level)
        case "box":
            return _box(table, place)
        case "repeat":
            lists = REPEATED.get(place.kind, {})
            if not lists:
                table.mistake(NOTHING_TO_REPEAT, "kind")
            over = table.choice("over", lists)
            inside = replace(place, fields=place.fields + lists[over])
            columns = table.whole("columns", least=1, most=6, default=1)
            return Stack(parts=_parts(table, inside), gap_mm=_gap(table), over=over, columns=columns)
        case _:
            return None


def _leaf(kind: str, table: Table, place: _Place) -> Part:
    match kind:
        case "text":
            return _text(table, place)
        case "qr":
            return Qr(text=_template(table, place), size_mm=table.number("size", least=5, most=100, default=20))
        case "barcode":
            return Barcode(text=_template(table, place), height_mm=table.number("height", least=3, most=50, default=8))
        case "icon":
            size_mm = table.number("size", least=1, most=100, default=5)
            return Icon(name=table.choice("icon", ICONS), size_mm=size_mm, is_red=_is_red(table))
        case "picture":
            return _picture(table, place)
        case "space":
            fills = table.flag("fills")
            return Space(height_mm=table.number("height", least=0, most=_LONGEST_MM, default=0), fills=fills)
        case _:
            is_cut = kind == "cut"
            thickness_mm = table.number("thickness", least=0.1, most=10, default=0.3 if is_cut else 0.4)
            return Rule(
                thickness_mm=thickness_mm,
                is_dashed=is_cut or table.flag("dashed"),
                has_scissors=is_cut,
                is_red=_is_red(table),
            )


def _is_red(table: Table) -> bool:
    """Red where the paper has it, black elsewhere."""
    return table.choice("color", ("black", "red"), "black") == "red"


def _text(table: Table, place: _Place) -> Text:
    size_mm = table.number("size", least=1, most=100)
    smallest_mm = table.number("smallest", least=1, most=100, default=min(size_mm, 2.5))
    if smallest_mm > size_mm:
        table.mistake(SIZES_ARE_SWAPPED, "smallest")
    return Text(
        text=_template(table, place),
        is_display=table.choice("face", ("text", "display"), "text") == "display",
        weight=table.whole("weight", least=400, most=800, default=500),
        size_mm=size_mm,
        smallest_mm=smallest_mm,
        lines=table.whole("lines", least=1, most=50, default=1),
        align=Align(table.choice("align", Align, Align.START)),
        is_upper=table.flag("upper"),
        is_red=_is_red(table),
        gives=table.flag("gives"),
        is_snug=table.flag("snug"),
    )


def _picture(table: Table, place: _Place) -> Picture:
    name = table.text("file")
    path = (place.folder or Path()) / name
    if Path(name).name != name or not path.is_file():
        table.mistake(PICTURE_IS_NOT_THERE, "file", name=name)
    height_mm = table.number("height", least=1, most=_LONGEST_MM)
    return Picture(path=path, height_mm=height_mm, is_photo=table.flag("photo"))


def _box(table: Table, place: _Place) -> Box:
    padding_mm = table.number("padding", least=0, most=50, default=1.5)
    fill = table.choice("fill", ("black", "red", "white"), "black")
    return Box(
        parts=_parts(table, place),
        gap_mm=_gap(table),
        is_filled=fill != "white",
        border_mm=table.number("border", least=0, most=10, default=0),
        radius_mm=table.number("radius", least=0, most=50, default=1),
        padding_mm=padding_mm,
        padding_y_mm=table.number("padding_y", least=0, most=50, default=padding_mm),
        is_snug=table.flag("snug"),
        is_red=fill == "red",
    )


def _template(table: Table, place: _Place) -> str:
    template = table.text("text")
    for field in _FIELD.findall(template):
        if field not in place.fields:
            if close := difflib.get_close_matches(field, place.fields, 1):
                table.mistake(FIELD_WAS_MEANT, "text", field=field, meant=close[0])
            table.mistake(FIELD_IS_NOT_KNOWN, "text", field=field, options=", ".join(place.fields))
    if "{" in _FIELD.sub("", template) or "}" in _FIELD.sub("", template):
        table.mistake(BRACE_IS_OPEN, "text")
    return template


def filled_in(template: str, fields: Mapping[str, str]) -> str:
    """The template with its fields; braces in what people are called stay as they are.

    Where a field stands among other text it is isolated, so that an Arabic name cannot turn the rest round. A dot between two
    facts is left out with one that is empty.
    """
    if _FIELD.fullmatch(template):
        return fields.get(template[1:-1], "")
    filled = _FIELD.sub(lambda found: isolated(fields.get(found[1], "")), template)
    return BETWEEN.join(fact for fact in filled.split(BETWEEN) if fact.strip())
