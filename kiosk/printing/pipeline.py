"""From a label to its picture and to the bytes a printer gets: the one path for paper, preview and tests."""

from dataclasses import dataclass

from kiosk.domain.labels import Label
from kiosk.printing import escpos
from kiosk.printing.bitmap import Bitmap
from kiosk.printing.design_shelf import SHIPPED, DesignShelf
from kiosk.printing.drawing import Canvas
from kiosk.printing.fields import Fields, fields_of, with_fewer_notes
from kiosk.printing.laid import Laid
from kiosk.printing.layout import is_turned, laid_out, reading_size
from kiosk.printing.parts import Design
from kiosk.printing.stock import Stock
from kiosk.printing.typesetting import SETTING


@dataclass(frozen=True, slots=True)
class Drawn:
    """A label's picture as the print head sees it; ``red``: what is red on paper that has it.

    ``missing``: characters no bundled font has; ``left_out``: codes for which there was no room.
    """

    bitmap: Bitmap
    red: Bitmap | None = None
    missing: str = ""
    left_out: tuple[str, ...] = ()

    @property
    def in_black(self) -> Bitmap:
        """The whole picture for a printer that has no red, or a medical banner would be missing."""
        return self.bitmap if self.red is None else self.bitmap.over(self.red)


def draw(label: Label, stock: Stock, designs: DesignShelf = SHIPPED, *, as_read: bool = False) -> Drawn:
    """The label as it will be printed. Needs a QGuiApplication; any thread. Raises SettingNotValid where no design fits.

    ``as_read``: not turned for the print head, for people to look at.
    """
    fields = fields_of(label)
    return _drawn(designs.design_for(fields.kind, stock), fields, stock, as_read=as_read)


def drawn_with(design: Design, label: Label, stock: Stock) -> Drawn:
    """The label as this design prints it, the way it is read."""
    return _drawn(design, fields_of(label), stock, as_read=True)


def _drawn(design: Design, fields: Fields, stock: Stock, *, as_read: bool) -> Drawn:
    # WORKAROUND: one label at a time. Threads whose painters fill and outline at once end the process now and then
    # (PySide 6.11, three printers at their first labels); and Python's own lock lets them gain nothing by it.
    with SETTING:
        return _drawn_alone(design, fields, stock, as_read=as_read)


def _drawn_alone(design: Design, fields: Fields, stock: Stock, *, as_read: bool) -> Drawn:
    laid = fitted(design, fields, stock)
    width, length = reading_size(design, stock)
    height = length or max(round(laid.height), stock.dots(stock.shortest_mm))
    canvas = Canvas(width, height, stock.dpi, has_red=stock.prints_red)
    laid.paint(canvas, 0, 0, False)
    planes = canvas.finish(turned=is_turned(design, stock) and not as_read)
    return Drawn(planes[0], planes[1] if len(planes) > 1 else None, laid.missing, laid.unfit)


def fitted(design: Design, fields: Fields, stock: Stock) -> Laid:
    """Laid out so that nothing is cut off: notes too long for a cut label end by saying how many more there are."""
    _, length = reading_size(design, stock)
    laid = laid_out(design, fields, stock)
    if length is None or laid.height <= length:
        return laid
    shorter, found = tuple(with_fewer_notes(fields)), None
    first, last = 0, len(shorter) - 1
    while first <= last:
        middle = (first + last) // 2
        laid = laid_out(design, shorter[middle], stock)
        if laid.height <= length:
            found, last = laid, middle - 1
        else:
            first = middle + 1
    return found if found is not None else laid_out(design, fields, stock, whatever_it_takes=True)


def bytes_for(label: Label, stock: Stock, tag: str = "") -> bytes:
    """The bytes an ESC/POS printer gets for this label."""
    return escpos.encode(draw(label, stock).in_black, head_dots=stock.width_dots, tag=tag)


def picture_of(label: Label, stock: Stock, designs: DesignShelf = SHIPPED) -> bytes:
    """The label exactly as it will be printed, the way it is read, as a PNG file: red where it will be red."""
    drawn = draw(label, stock, designs, as_read=True)
    return drawn.bitmap.to_png(drawn.red)
