"""Room set aside for the hour in which the disk is full: giving it back lets families check in until somebody makes room."""

import logging
import os
import sys
from contextlib import suppress
from pathlib import Path

log = logging.getLogger(__name__)

RESERVE_BYTES = 16_000_000
"""A check-in with its labels takes about 4 kB, and the file beside the database that is written first grows to 4 MB."""
_ZEROS = bytes(1_000_000)


def lay_reserve(folder: Path, *, size: int = RESERVE_BYTES) -> None:
    """Set room aside, unless it is already; a disk that does not take it is no trouble yet."""
    place, unfinished = _place(folder), folder / "reserve.unfinished"
    if place.exists():
        return
    with suppress(OSError):
        with unfinished.open("wb") as file:
            # Written out or allocated, since a file with a hole takes no room.
            if sys.platform == "linux":
                os.posix_fallocate(file.fileno(), 0, size)
            else:
                for _ in range(-(-size // len(_ZEROS))):
                    file.write(_ZEROS)
        unfinished.replace(place)
    with suppress(OSError):
        unfinished.unlink(missing_ok=True)


def give_back_reserve(folder: Path) -> bool:
    """Free the room; whether there was any."""
    try:
        _place(folder).unlink()
    except OSError:
        return False
    log.warning("the disk is full: the room set aside is used now")
    return True


def _place(folder: Path) -> Path:
    return folder / "reserve"
