"""What a test may not leave behind: threads, windows, and errors that only the log heard of."""

import logging
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE_SECONDS = 3.0


@contextmanager
def nothing_left_behind(*, may_log_errors: bool, patience_seconds: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Fail with `AssertionError` if what runs inside leaves a thread or window, or logs an error of ours unasked.

    Threads have ``patience_seconds`` to end.
    """
    threads, windows = set(threading.enumerate()), _windows()
    overheard = _Overheard()
    logging.getLogger("kiosk").addHandler(overheard)
    try:
        yield
    finally:
        logging.getLogger("kiosk").removeHandler(overheard)
    assert not (left := _threads_beyond(threads, patience_seconds)), f"threads were left running: {left}"
    assert not (open_ := _windows() - windows), f"windows were left: {open_}"
    assert may_log_errors or not overheard.lines, f"logged as errors: {overheard.lines}"


class _Overheard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def _threads_beyond(before: set[threading.Thread], patience_seconds: float) -> set[threading.Thread]:
    deadline = time.monotonic() + patience_seconds
    while (left := _ours(set(threading.enumerate()) - before)) and time.monotonic() < deadline:
        time.sleep(0.01)
    return left


def _ours(threads: set[threading.Thread]) -> set[threading.Thread]:
    """Without those that Python only happened to meet, such as Qt's own; they end when Qt says."""
    return {thread for thread in threads if not isinstance(thread, threading._DummyThread)}


def _windows() -> set[object]:
    qt = sys.modules.get("PySide6.QtWidgets")
    if qt is None or qt.QApplication.instance() is None:
        return set()
    core = sys.modules["PySide6.QtCore"]
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    return set(qt.QApplication.topLevelWidgets())
