"""The one event loop of a station: asyncio on top of Qt's own, so that a slot and a coroutine share one thread.

It derives from qasync's loop (0.28.0) and repairs what was measured there:

- timers are coarse and round down, so that ``sleep(2)`` may return 98 ms early; here they are precise and round up;
- ``call_later`` and ``call_at`` return a handle without ``when()``; here it is asyncio's own `asyncio.TimerHandle`;
- the Qt timer of a cancelled handle lives on until it is due; here it ends at once, and lets go of what it held;
- ``call_soon_threadsafe`` loses ``context`` and returns nothing; here it keeps both promises;
- what a thread had posted when the loop was closed raises an error later; here nobody waits for it any more;
- work handed to a thread starts ten QThreads that Python knows nothing of; here it is a small pool of Python's own.
"""

import asyncio
import contextvars
import math
import signal
import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import qasync
from PySide6.QtCore import QObject, Qt, QTimerEvent
from PySide6.QtWidgets import QApplication

POOL_THREADS = 4

_Result = TypeVar("_Result")


def run(main: Coroutine[Any, Any, _Result], app: QApplication) -> _Result:
    """Run ``main`` to its end on ``app``'s loop; closing a window does not end it.

    SIGINT and SIGTERM cancel ``main``, so that it can put everything in order; then `SystemExit` is raised with the
    shell's code for that signal.
    """
    app.setQuitOnLastWindowClosed(False)
    received: list[int] = []
    with asyncio.Runner(loop_factory=lambda: KioskLoop(app)) as runner:
        try:
            return runner.run(_heeding_signals(main, received))
        except asyncio.CancelledError:
            if received:
                raise SystemExit(128 + received[0]) from None
            raise


async def _heeding_signals(main: Coroutine[Any, Any, _Result], received: list[int]) -> _Result:
    task = asyncio.ensure_future(main)

    def stop(number: int) -> None:
        received.append(number)
        task.cancel()

    if sys.platform != "win32":  # where only the console's own handling exists
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop, number)
    return await task


class KioskLoop(qasync.QEventLoop):
    """qasync's loop with the repairs above; used like any asyncio loop."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._timer = _Timers()
        self.set_default_executor(ThreadPoolExecutor(POOL_THREADS, thread_name_prefix="kiosk-pool"))

    def call_soon(
        self, callback: Callable[..., object], *args: Any, context: contextvars.Context | None = None
    ) -> asyncio.Handle:
        """Call at the next turn of the loop, in the order asked for."""
        handle = asyncio.Handle(callback, args, self, context)
        if callback is _run_unless_cancelled and self.is_closed():
            # WORKAROUND: a disconnected signal still delivers what a thread had posted before the loop was closed.
            return handle
        self._check_closed()
        self._timer.add_callback(handle)
        return handle

    def call_later(
        self, delay: float, callback: Callable[..., object], *args: Any, context: contextvars.Context | None = None
    ) -> asyncio.TimerHandle:
        """Call after ``delay`` seconds, never earlier."""
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(
        self, when: float, callback: Callable[..., object], *args: Any, context: contextvars.Context | None = None
    ) -> asyncio.TimerHandle:
        """Call when `time` has reached ``when`` (seconds), never earlier."""
        self._check_closed()
        handle = _TimerHandle(when, callback, args, self, context)
        handle.timer_id = self._timer.add_callback(handle, when - self.time())
        return handle

    def call_soon_threadsafe(
        self, callback: Callable[..., object], *args: Any, context: contextvars.Context | None = None
    ) -> asyncio.Handle:
        """Call at the next turn of the loop; the one method that another thread may use."""
        self._check_closed()
        handle = asyncio.Handle(callback, args, self, context)
        super().call_soon_threadsafe(_run_unless_cancelled, handle)
        return handle

    def _timer_handle_cancelled(self, handle: "_TimerHandle") -> None:
        """Asyncio's notice that a timer will not be needed."""
        self._timer.forget(handle.timer_id)


class _TimerHandle(asyncio.TimerHandle):
    timer_id: int = 0


class _Timers(QObject):
    """One Qt timer for each callback that waits; a delay of 0 means as soon as Qt has looked at everything else."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: dict[int, asyncio.Handle] = {}

    def add_callback(self, handle: asyncio.Handle, delay: float = 0) -> int:
        milliseconds = math.ceil(delay * 1000) if delay > 0 else 0
        timer_id = self.startTimer(milliseconds, Qt.TimerType.PreciseTimer)
        self._waiting[timer_id] = handle
        return timer_id

    def forget(self, timer_id: int) -> None:
        if self._waiting.pop(timer_id, None) is not None:
            self.killTimer(timer_id)

    def timerEvent(self, event: QTimerEvent) -> None:
        timer_id = event.timerId()
        handle = self._waiting.pop(timer_id, None)
        self.killTimer(timer_id)
        if handle is not None:
            _run_unless_cancelled(handle)

    def stop(self) -> None:
        """The loop is closing: nothing that waits will be called any more."""
        for timer_id in tuple(self._waiting):
            self.forget(timer_id)

    def set_debug(self, enabled: bool) -> None:
        """qasync tells its timers; these have nothing to say."""


def _run_unless_cancelled(handle: asyncio.Handle) -> None:
    if not handle.cancelled():
        handle._run()
