"""What Brother's QL printers differ in, from Brother's raster command references."""

from collections.abc import Mapping
from dataclasses import dataclass

VENDOR = 0x04F9


@dataclass(frozen=True, slots=True)
class Model:
    """``row_bytes``: the head's width. ``extra_right``: dots the head has beyond its usual right end. ``shortest``: rows.

    ``compresses``: takes packed rows. ``has_red``: prints two planes. ``has_modes``: wants to be put into raster mode.
    ``knows_cuts``: has a knife and takes commands for it; ``invalidates``: zero bytes that clear a half-sent label.
    """

    product: int
    row_bytes: int = 90
    extra_right: int = 0
    shortest: int = 150
    compresses: bool = True
    has_red: bool = False
    has_modes: bool = True
    knows_cuts: bool = True
    invalidates: int = 200


MODELS: Mapping[str, Model] = {
    "QL-500": Model(0x2015, shortest=295, compresses=False, has_modes=False, knows_cuts=False),
    "QL-550": Model(0x2016, shortest=295, compresses=False, has_modes=False),
    "QL-560": Model(0x2027, shortest=295, compresses=False, has_modes=False),
    "QL-570": Model(0x2028, compresses=False, has_modes=False),
    "QL-580N": Model(0x2029),
    "QL-600": Model(0x20C0),
    "QL-650TD": Model(0x201B, shortest=295),
    "QL-700": Model(0x2042, compresses=False, has_modes=False),
    "QL-710W": Model(0x2043),
    "QL-720NW": Model(0x2044),
    "QL-800": Model(0x209B, compresses=False, has_red=True, invalidates=400),
    "QL-810W": Model(0x209C, has_red=True, invalidates=400),
    "QL-820NWB": Model(0x209D, has_red=True, invalidates=400),
    "QL-1050": Model(0x2020, row_bytes=162, extra_right=44, shortest=295),
    "QL-1060N": Model(0x202A, row_bytes=162, extra_right=44, shortest=295),
    "QL-1100": Model(0x20A7, row_bytes=162, extra_right=44, shortest=301),
    "QL-1110NWB": Model(0x20A8, row_bytes=162, extra_right=44, shortest=301),
    "QL-1115NWB": Model(0x20AB, row_bytes=162, extra_right=44, shortest=301),
}
