"""A bitmap in Epson's language, ESC/POS, as most receipt printers speak it: pictures only, never text.

Command names and numbers are from Epson's public ESC/POS reference; why each is needed is in the comments.
"""

from collections.abc import Iterator

from kiosk.printing.bitmap import Bitmap

TALLEST_BAND = 256
"""Cheap printers overrun on one tall picture."""
_WORTH_A_FEED = 24
"""Fewer blank rows than this are cheaper printed than fed."""
_LONGEST_FEED = 255

INITIALIZE = b"\x1b@"
REAL_TIME_OFF = b"\x1d(D\x05\x00\x14\x01\x00\x02\x00"
"""GS ( D: what looks like DLE DC4 inside a picture is picture, not a command to open the drawer or switch off."""
CUT = b"\x1dVB\x00"
"""GS V 66 0: feed to the cutter, then cut."""
TAG_DIGITS = 4
TAG_ANSWER = b"\x37\x22"


def encode(bitmap: Bitmap, *, head_dots: int, tag: str = "", real_time_off: bool = True) -> bytes:
    """One label with one cut at its end; with a tag the printer is asked to say it back once all is on paper.

    Raises ValueError for a picture wider than the print head, which printers wrap or cut off.
    """
    if bitmap.width > head_dots:
        raise ValueError(f"the label is {bitmap.width} dots wide, the print head {head_dots}")
    # GS P: a feed of n then is n dots; printers count in units of their own otherwise.
    dots_as_units = b"\x1dP" + bytes((min(bitmap.dpi, 255), min(bitmap.dpi, 255)))
    parts = [INITIALIZE, REAL_TIME_OFF if real_time_off else b"", dots_as_units, *_pictures(bitmap), CUT]
    return b"".join(parts) + (completion_request(tag) if tag else b"")


def completion_request(tag: str) -> bytes:
    """GS ( H fn 48: answered with `completion_answer` when everything before it is printed. Four printable characters."""
    if len(tag) != TAG_DIGITS or not all(" " <= digit <= "~" for digit in tag):
        raise ValueError("a tag is four printable characters")
    return b"\x1d(H\x06\x0000" + tag.encode("ascii")


def completion_answer(tag: str) -> bytes:
    """What the printer sends when the label with this tag is on paper."""
    return TAG_ANSWER + tag.encode("ascii") + b"\0"


def _pictures(bitmap: Bitmap) -> Iterator[bytes]:
    printed = 0
    for start, end in _blank_stretches(bitmap):
        yield from _bands(bitmap, printed, start)
        yield from _feeds(end - start)
        printed = end
    yield from _bands(bitmap, printed, bitmap.height)


def _blank_stretches(bitmap: Bitmap) -> Iterator[tuple[int, int]]:
    """Where enough rows in a row are white to be fed; the white at the end always is."""
    white = bytes(bitmap.stride)
    start = 0
    for y in range(bitmap.height):
        if bitmap.row(y) != white:
            if y - start >= _WORTH_A_FEED:
                yield start, y
            start = y + 1
    if start < bitmap.height:
        yield start, bitmap.height


def _bands(bitmap: Bitmap, start: int, end: int) -> Iterator[bytes]:
    for top in range(start, end, TALLEST_BAND):
        bottom = min(top + TALLEST_BAND, end)
        size = bitmap.stride.to_bytes(2, "little") + (bottom - top).to_bytes(2, "little")
        yield b"\x1dv0\x00" + size + bitmap.rows[top * bitmap.stride : bottom * bitmap.stride]


def _feeds(rows: int) -> Iterator[bytes]:
    while rows:
        step = min(rows, _LONGEST_FEED)
        yield b"\x1bJ" + bytes((step,))
        rows -= step
