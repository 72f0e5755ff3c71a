"""The tests' own strictness: what a test may not leave behind does fail it."""

import asyncio
import logging
import threading
from collections.abc import Coroutine
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.app.loop import KioskLoop
from tests.support.async_tests import run_strictly
from tests.support.tidiness import nothing_left_behind


@pytest.fixture(params=["plain", "qt"])
def strictly(request: pytest.FixtureRequest, qapp: QApplication):
    def on_a_loop(test: Coroutine[Any, Any, None], seconds: float = 10) -> None:
        run_strictly(
            test,
            seconds=seconds,
            new_loop=asyncio.new_event_loop if request.param == "plain" else lambda: KioskLoop(qapp),
        )

    return on_a_loop


def test_a_task_left_running_fails_the_test(strictly):
    kept = []

    async def leaves_a_task():
        kept.append(asyncio.create_task(asyncio.sleep(60)))

    with pytest.raises(AssertionError, match="left running"):
        strictly(leaves_a_task())


def test_a_cancelled_task_may_still_wind_up(strictly):
    async def cancels():
        task = asyncio.create_task(asyncio.sleep(60))
        await asyncio.sleep(0)
        task.cancel()

    strictly(cancels())


def test_an_error_in_a_callback_fails_the_test(strictly):
    async def hides_an_error():
        asyncio.get_running_loop().call_soon(lambda: 1 / 0)
        await asyncio.sleep(0.01)

    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        strictly(hides_an_error())


def test_an_error_in_a_task_that_nobody_awaits_fails_the_test(strictly):
    async def fails():
        raise ZeroDivisionError

    async def forgets():
        task = asyncio.create_task(fails())
        await asyncio.sleep(0.01)
        del task

    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        strictly(forgets())


def test_a_test_that_never_ends_fails(strictly):
    with pytest.raises(TimeoutError):
        strictly(asyncio.sleep(60), seconds=0.05)


def test_a_failing_assertion_fails_the_test(strictly):
    async def fails():
        raise AssertionError("as it should")

    with pytest.raises(AssertionError, match="as it should"):
        strictly(fails())


def test_a_thread_left_running_fails_the_test():
    enough = threading.Event()
    thread = threading.Thread(target=enough.wait)

    with pytest.raises(AssertionError, match="threads were left"):
        with nothing_left_behind(may_log_errors=False, patience_seconds=0.05):
            thread.start()

    enough.set()
    thread.join()


def test_a_window_left_open_fails_the_test(qapp: QApplication):
    with pytest.raises(AssertionError, match="windows were left"):
        with nothing_left_behind(may_log_errors=False):
            window = QWidget()

    window.deleteLater()


def test_an_error_in_the_log_fails_the_test(caplog: pytest.LogCaptureFixture):
    with pytest.raises(AssertionError, match="the pull stopped"):
        with nothing_left_behind(may_log_errors=False):
            logging.getLogger("kiosk.somewhere").error("the pull stopped")
