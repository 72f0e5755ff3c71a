"""Pictures of a window while somebody walks through it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget


def pictures_of(window: QWidget, folder: Path) -> Callable[[str], Path]:
    """A way to keep what the window shows as PNG files, numbered in order."""
    count = 0

    def keep(name: str) -> Path:
        nonlocal count
        count += 1
        path = folder / f"{count:02}-{name}.png"
        window.grab().save(str(path))
        return path

    return keep
