"""What a station does beside its window goes on after a bug, which is said in the log."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import NoReturn

import pytest

from kiosk.app.exchanging import exchange_for_ever
from kiosk.app.mirroring import copy_for_ever
from kiosk.app.night import keep_nights


async def nothing() -> None:
    pass


@pytest.mark.parametrize(
    "begun",
    [
        lambda church: exchange_for_ever(church, nothing),
        lambda church: copy_for_ever(church, every_seconds=0),
        keep_nights,
    ],
    ids=["exchange", "copy", "nights"],
)
async def test_a_bug_in_what_is_done_for_ever_is_said_and_does_not_end_it(
    begun: Callable[[Callable[[], NoReturn]], Coroutine[None, None, None]], caplog: pytest.LogCaptureFixture
):
    asked = asyncio.Event()

    def church() -> NoReturn:
        asked.set()
        raise ZeroDivisionError

    task = asyncio.create_task(begun(church))
    await asked.wait()
    await asyncio.sleep(0)

    assert not task.done()
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
