"""How ``async def test_…`` runs: on a loop of its own, within a time limit, leaving no task and no hidden error."""

import asyncio
import gc
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

LIMIT_SECONDS = 30.0
TURNS_TO_WIND_UP = 5  # a task that was cancelled needs a turn or two to end


def run_async_test(item: pytest.Function) -> None:
    """Run one async test: on the station's own loop if it asks for ``qapp`` (``qtbot`` does), else on plain asyncio."""
    arguments = {name: item.funcargs[name] for name in item._fixtureinfo.argnames}
    marker = item.get_closest_marker("seconds")
    seconds = float(marker.args[0]) if marker else LIMIT_SECONDS
    app = item.funcargs.get("qapp")
    assert app is None or isinstance(app, QApplication)
    run_strictly(item.obj(**arguments), seconds=seconds, new_loop=_new_loop(app))


def run_strictly(
    test: Coroutine[Any, Any, None], *, seconds: float, new_loop: Callable[[], asyncio.AbstractEventLoop]
) -> None:
    """Run ``test``; fail with `AssertionError` if it leaves tasks or if anything went wrong behind its back."""
    errors: list[dict[str, Any]] = []

    async def watched() -> set[asyncio.Task[Any]]:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: errors.append(context))
        await asyncio.wait_for(test, seconds)
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for _ in range(TURNS_TO_WIND_UP):
            await asyncio.sleep(0)
        return {task for task in others if not task.done()}

    with asyncio.Runner(loop_factory=new_loop) as runner:
        left = runner.run(watched())
        gc.collect(1)  # a failed task that nobody asked about speaks up when it is thrown away
    assert not left, f"tasks were left running: {left}"
    assert not errors, f"the loop had to handle: {errors}"


def _new_loop(app: QApplication | None) -> Callable[[], asyncio.AbstractEventLoop]:
    if app is None:
        return asyncio.new_event_loop
    from kiosk.app.loop import KioskLoop

    app.setQuitOnLastWindowClosed(False)  # else closing the last window ends the loop under the test
    return lambda: KioskLoop(app)
