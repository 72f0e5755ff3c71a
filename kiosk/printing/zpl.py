"""A bitmap in Zebra's language, ZPL: one compressed picture, never text; and what a Zebra says of itself.

Command names are from Zebra's public ZPL II programming guide. A picture carries no text, so no name can give orders.
"""

import base64
import binascii
import zlib
from dataclasses import dataclass

from kiosk.printing.bitmap import Bitmap
from kiosk.services.printing_ports import Health, PrinterState

STATUS_REQUEST = b"~HS"
_LINES_OF_STATUS = 3
_FIELDS_OF_STATUS = (12, 11, 2)


def encode(bitmap: Bitmap, *, width: int, length: int) -> bytes:
    """One label of ``width`` by ``length`` dots. Raises ValueError for a picture that is wider or longer."""
    if bitmap.width > width or bitmap.height > length:
        raise ValueError(f"the picture is {bitmap.width} x {bitmap.height} dots, the label {width} x {length}")
    packed = base64.b64encode(zlib.compress(bitmap.rows, 9))
    data = b":Z64:%s:%04X" % (packed, binascii.crc_hqx(packed, 0))
    size = len(bitmap.rows)
    return b"^XA^PW%d^LL%d^LH0,0^FO0,0^GFA,%d,%d,%d,%s^FS^PQ1^XZ\n" % (width, length, size, size, bitmap.stride, data)


@dataclass(frozen=True, slots=True)
class ZebraStatus:
    """The answer to ~HS, as far as it matters."""

    is_out_of_paper: bool
    is_paused: bool
    formats_waiting: int
    is_open: bool
    is_out_of_ribbon: bool
    labels_left: int

    @property
    def is_idle(self) -> bool:
        """Whether everything that was sent is on paper."""
        return self.formats_waiting == 0 and self.labels_left == 0

    @property
    def health(self) -> Health:
        """What it means."""
        if self.is_open:
            return Health(PrinterState.COVER_OPEN, may_print=False)
        if self.is_out_of_paper or self.is_out_of_ribbon:
            return Health(PrinterState.PAPER_OUT, may_print=False, detail="ribbon" if self.is_out_of_ribbon else "")
        if self.is_paused:
            return Health(PrinterState.PAUSED, may_print=False)
        return Health(PrinterState.READY, may_print=True)


SILENT = Health(PrinterState.OUT_OR_OPEN, may_print=False, detail="no answer to ~HS")
"""A Zebra without paper or with its head open does not answer ~HS at all (Zebra's reference, host status)."""


def status_in(data: bytes) -> ZebraStatus | None:
    """The status among what came: three lines between STX and ETX; None if they are not all there or make no sense."""
    lines = [piece.split(b"\x03")[0] for piece in data.split(b"\x02")[1:] if b"\x03" in piece]
    if len(lines) < _LINES_OF_STATUS:
        return None
    fields = [line.decode("ascii", "replace").split(",") for line in lines[-_LINES_OF_STATUS:]]
    if any(len(found) < least for found, least in zip(fields, _FIELDS_OF_STATUS, strict=True)):
        return None
    first, second, _ = fields
    try:
        return ZebraStatus(
            is_out_of_paper=first[1] == "1",
            is_paused=first[2] == "1",
            formats_waiting=int(first[4]),
            is_open=second[2] == "1",
            is_out_of_ribbon=second[3] == "1",
            labels_left=int(second[8]),
        )
    except ValueError:
        return None
