"""``python -m tests.bench.first_frame empty`` or ``… station FOLDER``: a program that says when its window can be used.

The station is the real command; it is only watched from beside: a line comes when the start screen with what is open now has
been painted.
"""

import sys
import threading
import time


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
    window.resize(1080, 1920)
    window.show()
    app.exec()


def station(folder: str) -> None:
    """``kiosk station`` on a data folder."""
    threading.Thread(target=_watch, daemon=True).start()
    from kiosk.app.cli import main

    main(["--data", folder, "station", "--windowed"])


def _watch() -> None:
    """Wait for the application to be there, then look on from its own thread."""
    while "kiosk.ui.station_window" not in sys.modules:
        time.sleep(0.001)
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

    while (app := QCoreApplication.instance()) is None:
        time.sleep(0.001)

    class Onlooker(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and _is_usable(watched):
                QTimer.singleShot(0, _ready)
            return False

    onlooker = Onlooker()
    onlooker.moveToThread(app.thread())
    QTimer.singleShot(0, app, lambda: app.installEventFilter(onlooker))
    threading.Event().wait()


def _is_usable(watched: object) -> bool:
    from kiosk.ui.station_window import StationWindow

    window = watched.window() if hasattr(watched, "window") else None
    return isinstance(window, StationWindow) and window.current_screen is not None and window.scene.start is not None


def _ready() -> None:
    import os

    sys.stdout.write("ready\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    empty() if sys.argv[1] == "empty" else station(sys.argv[2])
