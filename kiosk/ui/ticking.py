"""Timers that windows own."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def ticking(owner: QObject, milliseconds: int, slot: Callable[[], None]) -> QTimer:
    """A timer that calls the slot every so many milliseconds, once it is started."""
    timer = QTimer(owner)
    timer.setInterval(milliseconds)
    timer.timeout.connect(slot)
    return timer
