"""Qt's own loop for the first moments of a station: the window that is there answers while all the rest is loaded.

It has ended before the station's loop begins (`kiosk.app.loop`); neither ever runs inside the other.
"""

import sys
from collections.abc import Callable
from threading import Thread

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal

_TURN_SECONDS = 0.0005
"""The loading thread gives way to the window after this, instead of Python's 5 ms."""
_UNSEEN_MS = 500
"""A window that nobody sees, such as one on a screen that is off, is not painted."""


class _Loading(QObject):
    ended = Signal()

    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        self._work = work
        self._thread: Thread | None = None

    def begin(self) -> None:
        if self._thread is None:
            self._thread = Thread(target=self._carry_out, name="kiosk-loading")
            self._thread.start()

    def join(self) -> None:
        if self._thread is not None:
            self._thread.join()

    def _carry_out(self) -> None:
        try:
            self._work()
        finally:
            self.ended.emit()


def answer_while(work: Callable[[], None], after: Callable[[Callable[[], None]], object]) -> None:
    """Run Qt's loop until ``work``, on another thread, has ended; what it raises goes where errors of threads go.

    ``after``: is given what begins the work, to be called when the window has been painted.
    """
    loop, loading = QEventLoop(), _Loading(work)
    loading.ended.connect(loop.quit)
    after(loading.begin)
    QTimer.singleShot(_UNSEEN_MS, loading, loading.begin)
    turn = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_SECONDS)
    try:
        loop.exec()
        loading.join()
    finally:
        sys.setswitchinterval(turn)
