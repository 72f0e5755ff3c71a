"""How long nobody has been behind the PIN: every touch and key counts, and once a second it is looked at."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

_SECOND_MS = 1000
_TOUCHES = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin)


class IdleClock(QObject):
    """``ticked`` every second, ``ran_out`` after so many seconds without anybody."""

    ticked = Signal()
    ran_out = Signal()

    def __init__(self, watched: QWidget, seconds: int, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(watched)
        self._watched, self._seconds, self._now = watched, seconds, now
        self._touched = now()
        self._second = QTimer(self)
        self._second.setInterval(_SECOND_MS)
        self._second.timeout.connect(self._on_second_timeout)

    def start(self) -> None:
        """Begin to count; the window must be shown."""
        handle = self._watched.window().windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
        self._second.start()

    def pass_seconds(self, seconds: float) -> None:
        """So much longer nobody has been here."""
        self._touched -= seconds

    def stop(self) -> None:
        """No longer."""
        self._second.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt asks: shall this event go no further? Only that somebody is there is of interest."""
        if event.type() in _TOUCHES:
            self._touched = self._now()
        return False

    def _on_second_timeout(self) -> None:
        if self._now() - self._touched >= self._seconds:
            self.ran_out.emit()
        else:
            self.ticked.emit()
