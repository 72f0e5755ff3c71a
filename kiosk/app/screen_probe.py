"""How large the screen is, asked by a process of its own: Qt ends the process where no window can be opened."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass

SMALLEST = (1024, 768)
_PATIENCE_SECONDS = 20.0
_MODULE = "kiosk.app.screen_probe"
_NOT_A_SCREEN = frozenset({"offscreen", "minimal", "vnc"})


@dataclass(frozen=True, slots=True)
class Screen:
    """The main screen. Without ``opens`` no window can be opened on it, and nothing else is known."""

    opens: bool
    width: int = 0
    height: int = 0
    across_mm: float = 0.0
    along_mm: float = 0.0


def probe_screen() -> Screen | None:
    """The main screen, None where there is none to look at from here. Blocks, at most some seconds."""
    if not _has_screen():
        return None
    # A frozen program has no interpreter to hand a module to.
    how = ["doctor", "--screen-probe"] if getattr(sys, "frozen", False) else ["-m", _MODULE]
    try:
        answer = subprocess.run(
            [sys.executable, *how], capture_output=True, text=True, timeout=_PATIENCE_SECONDS, check=True
        )
        told = json.loads(answer.stdout.splitlines()[-1])
        return Screen(True, int(told["width"]), int(told["height"]), float(told["across"]), float(told["along"]))
    except (OSError, subprocess.SubprocessError, ValueError, IndexError, KeyError):
        return Screen(opens=False)


def print_screen() -> None:
    """What the asked process says: the main screen, as a line of JSON."""
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication(["kiosk"])
    screen = application.primaryScreen()
    size, millimetres = screen.size(), screen.physicalSize()
    told = {
        "width": round(size.width() * screen.devicePixelRatio()),
        "height": round(size.height() * screen.devicePixelRatio()),
        "across": millimetres.width(),
        "along": millimetres.height(),
    }
    sys.stdout.write(json.dumps(told) + "\n")


def _has_screen() -> bool:
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in _NOT_A_SCREEN:
        return False
    return sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM")
    )


if __name__ == "__main__":
    print_screen()
