"""ESC/POS bytes cut into commands as they arrive, so that picture data is never taken for a command."""

from dataclasses import dataclass, field

DLE, ESC, FS, GS = 0x10, 0x1B, 0x1C, 0x1D
REAL_TIME_STATUS = b"\x10\x04"
CUT = b"\x1dV"
RASTER = b"\x1dv0"
PROCESS_ID = b"\x1d(H"

_LENGTHS = {
    ESC: dict.fromkeys(b"@2SL<", 2) | dict.fromkeys(b"$\\cBX", 4) | {ord("p"): 5},
    GS: dict.fromkeys(b":FZ", 2) | dict.fromkeys(b"LWP$\\", 4),
    FS: dict.fromkeys(b"&.", 2) | dict.fromkeys(b"CS", 4),
    DLE: {},
}
"""Commands that are not three bytes long; those with data of their own are worked out in ``_length``."""

_CUTS_WITH_FEED = b"ABabgh"
_STATUS_WITH_DETAIL = (7, 8)
_PULSE, _POWER_OFF, _CLEAR = 1, 2, 8


@dataclass(slots=True)
class Commands:
    """Takes bytes in, gives whole commands out; a run of text counts as one."""

    _waiting: bytearray = field(default_factory=bytearray)

    def feed(self, data: bytes) -> list[bytes]:
        """Every command that is complete with these bytes."""
        self._waiting += data
        done: list[bytes] = []
        at = 0
        while at < len(self._waiting):
            length = _length(self._waiting, at)
            if length is None or at + length > len(self._waiting):
                break
            done.append(bytes(self._waiting[at : at + length]))
            at += length
        del self._waiting[:at]
        return done

    @property
    def incomplete_bytes(self) -> int:
        """How many bytes of an unfinished command are waiting."""
        return len(self._waiting)


def _length(data: bytearray, at: int) -> int | None:
    """How long the command at ``at`` is, or None while that cannot be told."""
    lead = data[at]
    if lead not in _LENGTHS:
        end = at
        while end < len(data) and data[end] not in _LENGTHS:
            end += 1
        return end - at
    if at + 1 >= len(data):
        return None
    word = data[at + 1]
    head = bytes(data[at : at + 10])
    match lead, chr(word):
        case (0x1D, "v"):
            return 8 + _little(head, 4, 2) * _little(head, 6, 2) if len(head) >= 8 else None
        case (0x1D, "("):
            return 5 + _little(head, 3, 2) if len(head) >= 5 else None
        case (0x1D, "8"):
            return 7 + _little(head, 3, 4) if len(head) >= 7 else None
        case (0x1D, "V"):
            return None if len(head) < 3 else 4 if head[2] in _CUTS_WITH_FEED else 3
        case (0x1D, "k"):
            return _barcode_length(data, at)
        case (0x1B, "*"):
            return None if len(head) < 5 else 5 + _little(head, 3, 2) * (3 if head[2] in (32, 33) else 1)
        case (0x1B, "D"):
            end = data.find(0, at + 2)
            return None if end < 0 else end + 1 - at
        case (0x10, _):
            return _real_time_length(head)
        case _:
            return _LENGTHS[lead].get(word, 3)


def _barcode_length(data: bytearray, at: int) -> int | None:
    if at + 3 >= len(data):
        return None
    if data[at + 2] >= ord("A"):
        return 4 + data[at + 3]
    end = data.find(0, at + 3)
    return None if end < 0 else end + 1 - at


def _real_time_length(head: bytes) -> int | None:
    if len(head) < 3:
        return None
    if head[1] == 0x04:
        return 4 if head[2] in _STATUS_WITH_DETAIL else 3
    if head[1] == 0x14:
        return {_PULSE: 5, _POWER_OFF: 5, _CLEAR: 10}.get(head[2], 3)
    return 3 if head[1] == 0x05 else 1


def _little(data: bytes, at: int, count: int) -> int:
    return int.from_bytes(data[at : at + count], "little")
