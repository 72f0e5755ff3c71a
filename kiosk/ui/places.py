"""Where files that people bring or keep may lie: sticks, and the folders of this user that files are saved to."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QStorageInfo

_SAVED_TO = (
    QStandardPaths.StandardLocation.DocumentsLocation,
    QStandardPaths.StandardLocation.DesktopLocation,
    QStandardPaths.StandardLocation.DownloadLocation,
)


def sticks() -> tuple[Path, ...]:
    """Whatever is plugged in now: every volume but the system's own. Blocks."""
    volumes = QStorageInfo.mountedVolumes()
    return tuple(Path(volume.rootPath()) for volume in volumes if volume.isReady() and not volume.isRoot())


def saved_to() -> tuple[Path, ...]:
    """Documents, the desktop and downloads."""
    return tuple(Path(QStandardPaths.writableLocation(place)) for place in _SAVED_TO)
