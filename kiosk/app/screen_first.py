"""What Python does by itself, kept from standing in the screen's way: its looks for garbage, and threads that hold on too long."""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

EVERY_SECONDS = 600.0
_OFTEN = 10_000
"""Young objects are looked at after so many: a millisecond each time."""
_SELDOM = 50
_NEVER = 1_000_000
_TURN_SECONDS = 0.0005
"""A thread that reads pages, writes rows or draws labels gives way after this; Python's 5 ms each add up to a frame."""


@asynccontextmanager
async def screen_first() -> AsyncIterator[None]:
    """While a station runs, threads give way soon, and garbage is looked through every ten minutes and not by chance.

    What the start has made stays until the end. By itself Python would look through all of it again and again while people are
    pulled: 40 to 130 ms in which the screen stands still.
    """
    thresholds, turn = gc.get_threshold(), sys.getswitchinterval()
    gc.freeze()
    gc.set_threshold(_OFTEN, _SELDOM, _NEVER)
    sys.setswitchinterval(_TURN_SECONDS)
    looking = asyncio.create_task(_look())
    try:
        yield
    finally:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)
        sys.setswitchinterval(turn)
        gc.set_threshold(*thresholds)


async def _look() -> None:
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        gc.collect()
