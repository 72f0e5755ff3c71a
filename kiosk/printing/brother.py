"""A bitmap in the language of Brother's QL printers, and what they say of themselves in 32 bytes.

Command names and numbers are from Brother's public raster command references.
"""

from dataclasses import dataclass

from kiosk.printing.bitmap import Bitmap
from kiosk.printing.brother_models import Model
from kiosk.printing.stock import Stock
from kiosk.services.printing_ports import Health, PrinterState

STATUS_REQUEST = b"\x1biS"
STATUS_BYTES = 32
_RASTER_MODE = b"\x1bia\x01"
_INITIALIZE = b"\x1b@"
_CONTINUOUS, _DIE_CUT = 0x0A, 0x0B
_MEDIA_VALID = 0xCE
"""Kind, width and length of the paper are said and count, quality before speed, recovery on."""
_AUTO_CUT, _EVERY_LABEL, _CUT_AT_END, _TWO_COLORS = b"\x1biM\x40", b"\x1biA\x01", 0x08, 0x01
_FEED_DOTS = 35
_PRINT_AND_FEED = b"\x1a"
_REVERSED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


def encode(bitmap: Bitmap, red: Bitmap | None, stock: Stock, model: Model) -> bytes:
    """One label. Raises ValueError for a picture wider than the head, or red where printer or paper has none."""
    if bitmap.width + stock.right_margin_dots + model.extra_right > model.row_bytes * 8:
        raise ValueError(f"the label is {bitmap.width} dots wide, too much for the print head")
    has_red = red is not None
    if has_red and not (model.has_red and stock.prints_red):
        raise ValueError("this printer does not print red")
    rows = max(bitmap.height, model.shortest) if stock.length_dots is None else bitmap.height
    parts = [bytes(model.invalidates), _INITIALIZE]
    if model.has_modes:
        parts.append(_RASTER_MODE)
    parts += [STATUS_REQUEST, _media(stock, rows)]
    if model.knows_cuts:
        flags = _CUT_AT_END | (_TWO_COLORS if has_red else 0)
        parts += [_AUTO_CUT, _EVERY_LABEL, b"\x1biK" + bytes((flags,))]
    feed = _FEED_DOTS if stock.length_dots is None else 0
    parts.append(b"\x1bid" + feed.to_bytes(2, "little"))
    if model.compresses:
        parts.append(b"M\x02")
    planes = ((b"w\x01", bitmap), (b"w\x02", red)) if has_red else ((b"g\x00", bitmap),)
    white = bytes(bitmap.stride)
    for y in range(rows):
        for opcode, plane in planes:
            row = plane.row(y) if plane is not None and y < plane.height else white
            parts.append(_row(opcode, row, bitmap.width, stock, model))
    return b"".join([*parts, _PRINT_AND_FEED])


def _media(stock: Stock, rows: int) -> bytes:
    kind = _CONTINUOUS if stock.length_dots is None else _DIE_CUT
    length = round(stock.length_mm or 0)
    return b"\x1biz" + bytes((_MEDIA_VALID, kind, round(stock.width_mm), length)) + rows.to_bytes(4, "little") + b"\0\0"


def _row(opcode: bytes, row: bytes, width: int, stock: Stock, model: Model) -> bytes:
    """One row for the whole head, which is filled from its right end."""
    bits = model.row_bytes * 8
    number = int.from_bytes(row, "big") >> (len(row) * 8 - width)
    number <<= stock.right_margin_dots + model.extra_right
    data = number.to_bytes(bits // 8, "big")[::-1].translate(_REVERSED)
    packed = pack_bits(data) if model.compresses else data
    return opcode + bytes((len(packed),)) + packed


def pack_bits(row: bytes) -> bytes:
    """A row in TIFF's PackBits: a count below 128 and so many bytes and one, or 257 less a count and one byte to repeat."""
    packed, at, length = bytearray(), 0, len(row)
    while at < length:
        end = at + 1
        while end < length and row[end] == row[at] and end - at < 128:
            end += 1
        if end - at > 1:
            packed += bytes((257 - (end - at), row[at]))
        else:
            while end < length and end - at < 128 and not (end + 1 < length and row[end] == row[end + 1]):
                end += 1
            packed += bytes((end - at - 1,)) + row[at:end]
        at = end
    return bytes(packed)


@dataclass(frozen=True, slots=True)
class BrotherStatus:
    """The 32 bytes, as far as they matter. ``kind`` 1: printing is completed, 2: an error."""

    errors: int
    media_width_mm: int
    media_length_mm: int
    is_die_cut: bool
    kind: int
    is_printing: bool

    @property
    def is_completed(self) -> bool:
        """Whether the printer says that the label is out."""
        return self.kind == _COMPLETED and not self.errors

    def health(self, stock: Stock) -> Health:
        """What it means for a label on this stock."""
        if self.errors & _COVER_OPEN:
            return Health(PrinterState.COVER_OPEN, may_print=False)
        if self.errors & _NO_PAPER or not self.media_width_mm:
            return Health(PrinterState.PAPER_OUT, may_print=False)
        if self.errors & ~_BUSY:
            return Health(PrinterState.STOPPED, may_print=False, detail=f"error {self.errors:04x}")
        if not self._fits(stock):
            found = f"{self.media_width_mm} x {self.media_length_mm} mm"
            return Health(PrinterState.WRONG_ROLL, may_print=False, detail=found)
        return Health(PrinterState.READY, may_print=True)

    def _fits(self, stock: Stock) -> bool:
        is_die_cut = stock.length_mm is not None
        if (self.media_width_mm, self.is_die_cut) != (round(stock.width_mm), is_die_cut):
            return False
        return not is_die_cut or abs(self.media_length_mm - round(stock.length_mm or 0)) <= 1


_NO_PAPER, _COVER_OPEN, _BUSY = 0x4103, 0x1000, 0x0010
"""No media, end of media, replace media, media cannot be fed; cover open; in use."""
_COMPLETED = 1
_DIE_CUT_KINDS = (0x0B, 0x4B)


def status_in(data: bytes) -> BrotherStatus | None:
    """The last whole status among what came; None if there is none."""
    start = data.rfind(b"\x80\x20B")
    while start >= 0:
        found = data[start : start + STATUS_BYTES]
        if len(found) == STATUS_BYTES:
            return BrotherStatus(
                errors=found[8] | found[9] << 8,
                media_width_mm=found[10],
                media_length_mm=found[17],
                is_die_cut=found[11] in _DIE_CUT_KINDS,
                kind=found[18],
                is_printing=found[19] == 1,
            )
        start = data.rfind(b"\x80\x20B", 0, start)
    return None
