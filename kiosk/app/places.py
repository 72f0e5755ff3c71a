"""Where files that people bring or keep may lie: sticks, and the folders of this user that files are saved to."""

import sys
from pathlib import Path

from PySide6.QtCore import QStandardPaths

_MOUNTED_UNDER = ("/media", "/run/media", "/Volumes", "/mnt")
_DRIVES = "DEFGHIJKLMNOPQRSTUVWXYZ"
_SAVED_TO = (
    QStandardPaths.StandardLocation.DocumentsLocation,
    QStandardPaths.StandardLocation.DesktopLocation,
    QStandardPaths.StandardLocation.DownloadLocation,
)


def sticks() -> tuple[Path, ...]:
    """Whatever is plugged in now: by volume, or by user and volume."""
    if sys.platform == "win32":
        drives = (Path(f"{letter}:/") for letter in _DRIVES)
        return tuple(drive for drive in drives if drive.is_dir())
    return tuple(place for root in _MOUNTED_UNDER for pattern in ("*", "*/*") for place in Path(root).glob(pattern))


def saved_to() -> tuple[Path, ...]:
    """Documents, the desktop and downloads."""
    return tuple(Path(QStandardPaths.writableLocation(place)) for place in _SAVED_TO)
