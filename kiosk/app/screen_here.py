"""Whether a window can be shown to somebody on this computer. Small: a station asks it before anything else."""

import os
import sys


def has_screen() -> bool:
    """Whether there is a desktop to show a window on."""
    return sys.platform in ("win32", "darwin") or bool({"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ))


def can_show_windows() -> bool:
    """Whether Qt has something to draw on: a desktop, or whatever somebody has named for it. Elsewhere it ends the process."""
    return has_screen() or "QT_QPA_PLATFORM" in os.environ
