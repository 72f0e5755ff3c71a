"""From a label to its picture and to the bytes a printer gets: the one path for paper, preview and tests."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kiosk.domain.labels import Label
from kiosk.domain.problems import SettingNotValid
from kiosk.printing import escpos
from kiosk.printing.bitmap import Bitmap
from kiosk.printing.design import read_design
from kiosk.printing.drawing import Canvas
from kiosk.printing.fields import Fields, fields_of, with_fewer_notes
from kiosk.printing.laid import Laid
from kiosk.printing.layout import is_turned, laid_out, reading_size
from kiosk.printing.parts import Design
from kiosk.printing.stock import Stock
from kiosk.resources import resource_path
from kiosk.words import Words
from kiosk.words.labels import NO_DESIGN


@dataclass(frozen=True, slots=True)
class Drawn:
    """A label's picture as the print head sees it; ``red``: what is red on paper that has it.

    ``missing``: characters no bundled font has; ``left_out``: codes for which there was no room.
    """

    bitmap: Bitmap
    red: Bitmap | None = None
    missing: str = ""
    left_out: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def shipped_designs() -> Mapping[str, Design]:
    """The designs that ship with the program, by id; in the order of their ids."""
    files = sorted(resource_path("labels", "designs").glob("*.toml"), key=lambda path: path.stem)
    return {design.id: design for design in map(read_design, files)}


_INSTEAD = {"volunteer": "name", "guest": "name", "allergy": "name"}
"""Where a kind has no design for a stock, another's is used."""


def design_for(kind: str, stock: Stock, wanted: str = "") -> Design:
    """The design called ``wanted``, else the first for this kind and stock. Raises SettingNotValid if there is none."""
    fitting = [design for design in shipped_designs().values() if design.kind == kind and stock.id in design.stocks]
    for design in fitting:
        if design.id == wanted:
            return design
    if not fitting and not wanted and kind in _INSTEAD:
        return design_for(_INSTEAD[kind], stock)
    if not fitting or wanted:
        raise SettingNotValid(sentence=Words().say(NO_DESIGN, kind=wanted or kind, stock=stock.name))
    return fitting[0]


def draw(label: Label, stock: Stock, wanted: Mapping[str, str] | None = None, *, as_read: bool = False) -> Drawn:
    """The label as it will be printed. ``wanted``: design ids by kind of label. Needs a QGuiApplication; any thread.

    ``as_read``: not turned for the print head, for people to look at.
    """
    fields = fields_of(label)
    design = design_for(fields.kind, stock, (wanted or {}).get(fields.kind, ""))
    return _drawn(design, fields, stock, as_read=as_read)


def _drawn(design: Design, fields: Fields, stock: Stock, *, as_read: bool) -> Drawn:
    laid = _fitted(design, fields, stock)
    width, length = reading_size(design, stock)
    height = length or max(round(laid.height), stock.dots(stock.shortest_mm))
    canvas = Canvas(width, height, stock.dpi, has_red=stock.prints_red)
    laid.paint(canvas, 0, 0, False)
    planes = canvas.finish(turned=is_turned(design, stock) and not as_read)
    return Drawn(planes[0], planes[1] if len(planes) > 1 else None, laid.missing, laid.unfit)


def _fitted(design: Design, fields: Fields, stock: Stock) -> Laid:
    """Laid out so that nothing is cut off: notes too long for a cut label end by saying how many more there are."""
    _, length = reading_size(design, stock)
    for shorter in (fields, *with_fewer_notes(fields)):
        laid = laid_out(design, shorter, stock)
        if length is None or laid.height <= length:
            return laid
    return laid_out(design, fields, stock, whatever_it_takes=True)


def bytes_for(label: Label, stock: Stock, tag: str = "") -> bytes:
    """The bytes an ESC/POS printer gets for this label."""
    return escpos.encode(draw(label, stock).bitmap, head_dots=stock.width_dots, tag=tag)


def picture_of(label: Label, stock: Stock, wanted: Mapping[str, str] | None = None) -> bytes:
    """The label exactly as it will be printed, the way it is read, as a PNG file: red where it will be red."""
    drawn = draw(label, stock, wanted, as_read=True)
    return drawn.bitmap.to_png(drawn.red)
