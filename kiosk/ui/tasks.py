"""The one doorway from slots to coroutines: it keeps the task, says what went wrong, and ends it when the screen leaves."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from kiosk.domain.problems import Problem

_log = logging.getLogger(__name__)

Answer = TypeVar("Answer")


class Tasks:
    """Coroutines started by one screen or one visit."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def start(
        self,
        work: Coroutine[Any, Any, Answer],
        *,
        then: Callable[[Answer], None],
        trouble: Callable[[Problem | None], None],
    ) -> None:
        """Run ``work``; its answer goes to ``then``, a Problem to ``trouble``; a bug is logged once and comes as None.

        Neither is called after ``cancel``. Call from a slot, while the loop runs.
        """
        task = asyncio.get_running_loop().create_task(self._carry_out(work, then, trouble))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        # A task that is cancelled before its first step never awaits its work, about which Python would complain.
        task.add_done_callback(lambda _: work.close())

    async def _carry_out(
        self,
        work: Coroutine[Any, Any, Answer],
        then: Callable[[Answer], None],
        trouble: Callable[[Problem | None], None],
    ) -> None:
        try:
            answer = await work
            _stop_if_cancelled()
            then(answer)
        except Problem as problem:
            _stop_if_cancelled()
            _log.info("the screen was told: %s", problem.name)
            trouble(problem)
        except Exception:  # noqa: BLE001  anything else is a bug: said calmly, logged once, and the visit starts over
            _stop_if_cancelled()
            _log.exception("a bug reached the screen")
            trouble(None)

    def cancel(self) -> None:
        """The screen leaves: nothing it started may speak to it any more."""
        for task in tuple(self._running):
            task.cancel()

    @property
    def is_idle(self) -> bool:
        """Whether nothing runs."""
        return not self._running


def _stop_if_cancelled() -> None:
    """Work may have swallowed its cancellation, as a library can; the screen it was for is gone all the same."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
