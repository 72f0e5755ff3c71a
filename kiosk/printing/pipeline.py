"""From a label to its picture and to the bytes a printer gets: the one path for paper, preview and tests."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kiosk.domain.labels import Label
from kiosk.domain.problems import SettingNotValid
from kiosk.printing import escpos
from kiosk.printing.bitmap import Bitmap
from kiosk.printing.design import Design, read_design
from kiosk.printing.drawing import Canvas
from kiosk.printing.fields import fields_of
from kiosk.printing.layout import laid_out
from kiosk.printing.stock import Stock
from kiosk.resources import resource_path
from kiosk.words import Words
from kiosk.words.labels import NO_DESIGN


@dataclass(frozen=True, slots=True)
class Drawn:
    """A label's picture. ``missing``: characters no bundled font has; ``left_out``: codes for which there was no room."""

    bitmap: Bitmap
    missing: str = ""
    left_out: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def shipped_designs() -> Mapping[str, Design]:
    """The designs that ship with the program, by id; in the order of their ids."""
    files = sorted(resource_path("labels", "designs").glob("*.toml"), key=lambda path: path.stem)
    return {design.id: design for design in map(read_design, files)}


def design_for(kind: str, stock: Stock, wanted: str = "") -> Design:
    """The design called ``wanted``, else the first for this kind and stock. Raises SettingNotValid if there is none."""
    fitting = [design for design in shipped_designs().values() if design.kind == kind and stock.id in design.stocks]
    for design in fitting:
        if design.id == wanted:
            return design
    if not fitting or wanted:
        raise SettingNotValid(sentence=Words().say(NO_DESIGN, kind=wanted or kind, stock=stock.name))
    return fitting[0]


def draw(label: Label, stock: Stock, wanted: Mapping[str, str] | None = None) -> Drawn:
    """The label as it will be printed. ``wanted``: design ids by kind of label. Needs a QGuiApplication; any thread."""
    fields = fields_of(label)
    laid = laid_out(design_for(fields.kind, stock, (wanted or {}).get(fields.kind, "")), fields, stock)
    height = stock.length_dots or max(round(laid.height), stock.dots(stock.shortest_mm))
    canvas = Canvas(stock.width_dots, height, stock.dpi)
    laid.paint(canvas, 0, 0, False)
    return Drawn(canvas.finish(), laid.missing, laid.unfit)


def bytes_for(label: Label, stock: Stock, tag: str = "") -> bytes:
    """The bytes an ESC/POS printer gets for this label."""
    return escpos.encode(draw(label, stock).bitmap, head_dots=stock.width_dots, tag=tag)


def picture_of(label: Label, stock: Stock, wanted: Mapping[str, str] | None = None) -> bytes:
    """The label exactly as it will be printed, as a PNG file."""
    return draw(label, stock, wanted).bitmap.to_png()
