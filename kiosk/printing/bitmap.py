"""A label as dots: one bit each, black or not, ready for any printer's language and for a picture file."""

import hashlib
import struct
import zlib
from dataclasses import dataclass

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_METRES_PER_INCH = 0.0254
_INVERTED = bytes(byte ^ 0xFF for byte in range(256))


@dataclass(frozen=True, slots=True)
class Bitmap:
    """``rows`` holds each row packed to whole bytes, first dot in the highest bit, 1 is black; the last byte's spare bits are 0."""

    width: int
    height: int
    dpi: int
    rows: bytes

    def __post_init__(self) -> None:
        if len(self.rows) != self.height * self.stride:
            raise ValueError(
                f"{self.width}x{self.height} dots need {self.height * self.stride} bytes, not {len(self.rows)}"
            )

    @property
    def stride(self) -> int:
        """Bytes in a row."""
        return (self.width + 7) // 8

    @property
    def digest(self) -> str:
        """A fingerprint of the picture: the same label drawn twice has the same."""
        return hashlib.sha256(struct.pack(">III", self.width, self.height, self.dpi) + self.rows).hexdigest()

    def row(self, number: int) -> bytes:
        """One row's packed dots."""
        stride = self.stride
        return self.rows[number * stride : (number + 1) * stride]

    def is_black(self, x: int, y: int) -> bool:
        """Whether a dot is black."""
        return bool(self.rows[y * self.stride + x // 8] & (0x80 >> x % 8))

    def over(self, other: "Bitmap") -> "Bitmap":
        """Both pictures on one another; they have one size."""
        rows = bytes(one | another for one, another in zip(self.rows, other.rows, strict=True))
        return Bitmap(self.width, self.height, self.dpi, rows)

    def to_png(self, red: "Bitmap | None" = None) -> bytes:
        """The picture as a PNG file with its size in the real world; ``red``: the dots that are red, of the same size."""
        per_metre = round(self.dpi / _METRES_PER_INCH)
        size = struct.pack(">IIB", per_metre, per_metre, 1)
        if red is None:
            header = struct.pack(">IIBBBBB", self.width, self.height, 1, 0, 0, 0, 0)
            scanlines = b"".join(b"\0" + self.row(y).translate(_INVERTED) for y in range(self.height))
            palette = b""
        else:
            # Two bits a dot: white, black, red.
            header = struct.pack(">IIBBBBB", self.width, self.height, 2, 3, 0, 0, 0)
            scanlines = b"".join(b"\0" + merged(self.row(y), red.row(y), self.width) for y in range(self.height))
            palette = _chunk(b"PLTE", WHITE_BLACK_RED)
        return (
            _PNG_SIGNATURE
            + _chunk(b"IHDR", header)
            + _chunk(b"pHYs", size)
            + palette
            + _chunk(b"IDAT", zlib.compress(scanlines, 9))
            + _chunk(b"IEND", b"")
        )


def merged(black: bytes, red: bytes, width: int) -> bytes:
    """Two rows of one bit a dot as one row of two bits a dot; black wins."""
    merged = bytearray()
    for black_byte, red_byte in zip(black, red, strict=True):
        value = _SPREAD[black_byte] | _SPREAD[red_byte & ~black_byte & 0xFF] << 1
        merged += value.to_bytes(2, "big")
    return bytes(merged[: (2 * width + 7) // 8])


_SPREAD = [sum(((byte >> bit) & 1) << 2 * bit for bit in range(8)) for byte in range(256)]
"""A byte's bits, each followed upwards by a zero."""
WHITE_BLACK_RED = bytes((255, 255, 255, 0, 0, 0, 200, 16, 46))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
