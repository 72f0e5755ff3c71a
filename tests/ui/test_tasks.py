"""What a screen has begun never speaks to it once it is left, whatever the work makes of being cancelled."""

import asyncio

import pytest

from kiosk.domain.problems import Offline
from kiosk.ui.tasks import Tasks
from tests.support.waiting import eventually


@pytest.mark.parametrize("trouble", [None, Offline(), RuntimeError("the database is not open")])
async def test_work_that_swallows_its_cancellation_is_not_heard(trouble: Exception | None):
    heard: list[object] = []

    async def stubborn() -> str:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            if trouble is not None:
                raise trouble from None
        return "too late"

    tasks = Tasks()
    tasks.start(stubborn(), then=heard.append, trouble=heard.append)
    await asyncio.sleep(0)
    tasks.cancel()
    await eventually(lambda: tasks.is_idle)
    assert heard == []
