"""What a label would look like: the dots in its ESC/POS bytes, written as a PNG."""

import struct
import zlib
from collections.abc import Iterable

from kiosk.simulator.escpos_stream import RASTER, Commands

MARGIN_DOTS = 16
_FEED = b"\x1bJ"
_PNG = b"\x89PNG\r\n\x1a\n"
_DOTS_PER_METRE = 7992  # 203 dots per inch


def rows_of(label: bytes) -> list[bytes]:
    """The rows of dots on the paper, eight to a byte, 1 is black; feeds are blank rows. Text is not drawn."""
    rows: list[bytes] = []
    for command in Commands().feed(label):
        if command.startswith(RASTER):
            width, height = (int.from_bytes(command[at : at + 2], "little") for at in (4, 6))
            rows += [command[8 + row * width : 8 + (row + 1) * width] for row in range(height)]
        elif command.startswith(_FEED):
            rows += [b""] * command[2]
    return rows


def trimmed(rows: list[bytes]) -> list[bytes]:
    """The same without blank paper above and below, but for a margin."""
    inked = [at for at, row in enumerate(rows) if any(row)]
    if not inked:
        return []
    return rows[max(0, inked[0] - MARGIN_DOTS) : inked[-1] + 1 + MARGIN_DOTS]


def png_of(label: bytes) -> bytes | None:
    """The label as a PNG with one bit per dot, or None where nothing is printed on it."""
    rows = trimmed(rows_of(label))
    width = max((len(row) for row in rows), default=0)
    return _png(rows, width) if width else None


def _png(rows: Iterable[bytes], width: int) -> bytes:
    lines = [row.ljust(width, b"\0").translate(_INVERTED) for row in rows]
    header = struct.pack(">IIBBBBB", width * 8, len(lines), 1, 0, 0, 0, 0)
    size = struct.pack(">IIB", _DOTS_PER_METRE, _DOTS_PER_METRE, 1)
    picture = zlib.compress(b"".join(b"\0" + line for line in lines), 6)
    return _PNG + _chunk(b"IHDR", header) + _chunk(b"pHYs", size) + _chunk(b"IDAT", picture) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


_INVERTED = bytes(255 - value for value in range(256))
