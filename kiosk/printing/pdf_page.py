"""A label as a PDF of one page, for print queues: nothing but its dots, at their places, at their size.

Written by hand, since the page must hold exactly our bitmap; what a PDF needs is in ISO 32000-1.
"""

import zlib

from kiosk.printing.bitmap import WHITE_BLACK_RED, Bitmap, merged
from kiosk.printing.stock import MM_PER_INCH, Stock

_POINTS_PER_INCH = 72
_HAIR = 0.02
"""In dots."""


def pdf_of(bitmap: Bitmap, red: Bitmap | None, stock: Stock) -> bytes:
    """The label in the middle of a page as large as the paper, every dot on a whole dot of the printer's."""
    across = max(bitmap.width, round(stock.width_mm * stock.dpi / MM_PER_INCH))
    down = max(bitmap.height, round((stock.length_mm or 0) * stock.dpi / MM_PER_INCH))
    left, top = (across - bitmap.width) // 2, (down - bitmap.height) // 2
    scale = _POINTS_PER_INCH / stock.dpi
    # A hair less than whole dots: what ends a millionth beyond one is stretched by a dot when it is drawn.
    size = f"{bitmap.width - 2 * _HAIR:.2f} 0 0 {bitmap.height - 2 * _HAIR:.2f}"
    place = f"{size} {left + _HAIR:.2f} {down - top - bitmap.height + _HAIR:.2f} cm"
    content = f"q {scale:.6f} 0 0 {scale:.6f} 0 0 cm {place} /Label Do Q"
    page = f"{(across - _HAIR / 20) * scale:.6f} {(down - _HAIR / 20) * scale:.6f}"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page}] /Contents 4 0 R"
            " /Resources << /XObject << /Label 5 0 R >> >> >>"
        ).encode(),
        _stream("", content.encode()),
        _image(bitmap, red),
    ]
    return _file(objects)


def _image(bitmap: Bitmap, red: Bitmap | None) -> bytes:
    if red is None:
        colors, data = "/ColorSpace /DeviceGray /BitsPerComponent 1 /Decode [1 0]", bitmap.rows
    else:
        palette = WHITE_BLACK_RED.hex()
        colors = f"/ColorSpace [/Indexed /DeviceRGB 2 <{palette}>] /BitsPerComponent 2"
        data = b"".join(merged(bitmap.row(y), red.row(y), bitmap.width) for y in range(bitmap.height))
    size = f"/Width {bitmap.width} /Height {bitmap.height} /Interpolate false"
    return _stream(f"/Type /XObject /Subtype /Image {size} {colors} /Filter /FlateDecode", zlib.compress(data, 9))


def _stream(entries: str, data: bytes) -> bytes:
    return f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _file(objects: list[bytes]) -> bytes:
    written, offsets = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    written += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(written)
