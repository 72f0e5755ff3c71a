"""``python -m tests.bench.first_frame empty``, ``… station FOLDER`` or ``… answer FOLDER``: says when its window can be used.

The station is the real command. What is added to it is what the empty window has, too: a paint event that tells. ``answer``
types four digits as soon as the pad is there, and tells when the family is.
"""

import sys
from importlib.machinery import PathFinder

# As little as there can be: both programs pay for it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.abc import Loader
    from importlib.machinery import ModuleSpec
    from types import ModuleType
    from typing import Any

ANSWERED_DIGITS = "0142"


def empty() -> None:
    """A window with nothing on it, as large as a station's."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    class Empty(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            QTimer.singleShot(0, _ready)

    app = QApplication([])
    window = Empty()
    window.resize(1280, 800)
    window.show()
    app.exec()


def station(folder: str, *, types: bool) -> None:
    """``kiosk station`` on a data folder."""
    sys.meta_path.insert(
        0, Onlooker({"kiosk.ui.first_sight": "FirstSight", "kiosk.ui.station_window": "StationWindow"}, types)
    )
    from kiosk.__main__ import main

    main(["--data", folder, "station", "--windowed"])


class Onlooker:
    """Loads the named modules as Python does, and lets their windows tell when they have been painted."""

    def __init__(self, windows: dict[str, str], types: bool) -> None:
        self._windows = windows
        self._types = types

    def find_spec(
        self, fullname: str, path: "Sequence[str] | None", target: "ModuleType | None" = None
    ) -> "ModuleSpec | None":
        if fullname not in self._windows:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        assert spec is not None
        assert spec.loader is not None
        self._real: Loader = spec.loader
        spec.loader = self  # type: ignore[assignment]
        return spec

    def create_module(self, spec: "ModuleSpec") -> "ModuleType | None":
        return None

    def exec_module(self, module: "ModuleType") -> None:
        self._real.exec_module(module)
        window = getattr(module, self._windows[module.__name__])
        painted = window.paintEvent

        def paint_and_tell(self_: "Any", event: "Any") -> None:
            painted(self_, event)
            self._painted(self_)

        window.paintEvent = paint_and_tell

    def _painted(self, window: "Any") -> None:
        from PySide6.QtCore import QTimer

        screen = window.screen_shown if hasattr(window, "screen_shown") else window.current_screen
        if not hasattr(screen, "typed"):
            return
        if not self._types:
            QTimer.singleShot(0, _ready)
        elif hasattr(window, "scene"):
            window.turned.connect(lambda scene: QTimer.singleShot(0, _ready) if scene.household is not None else None)
        else:
            self._types = True
            QTimer.singleShot(0, lambda: _type(screen))


def _type(screen: "Any") -> None:
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    for digit in ANSWERED_DIGITS if not screen.typed else "":
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_0, Qt.KeyboardModifier.NoModifier, digit)
        QCoreApplication.sendEvent(screen, key)


def _ready() -> None:
    import os

    sys.stdout.write("ready\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    empty() if sys.argv[1] == "empty" else station(sys.argv[2], types=sys.argv[1] == "answer")
