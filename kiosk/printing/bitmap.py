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

    def to_png(self) -> bytes:
        """The picture as a PNG file of one bit per dot, with its size in the real world."""
        scanlines = b"".join(b"\0" + self.row(y).translate(_INVERTED) for y in range(self.height))
        per_metre = round(self.dpi / _METRES_PER_INCH)
        return (
            _PNG_SIGNATURE
            + _chunk(b"IHDR", struct.pack(">IIBBBBB", self.width, self.height, 1, 0, 0, 0, 0))
            + _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
            + _chunk(b"IDAT", zlib.compress(scanlines, 9))
            + _chunk(b"IEND", b"")
        )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
