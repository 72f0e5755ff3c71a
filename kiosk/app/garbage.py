"""Python's look for garbage kept from standing in a family's way: a look through everything takes longer than a frame."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

EVERY_SECONDS = 600.0
_OFTEN = 10_000
"""Young objects are looked at after so many: a millisecond each time."""
_SELDOM = 50
_NEVER = 1_000_000


@asynccontextmanager
async def garbage_looked_for_seldom() -> AsyncIterator[None]:
    """What the start has made stays until the end; the rest is looked through every ten minutes and not by chance.

    By itself Python would do it again and again while people are pulled: 40 to 130 ms in which the screen stands still.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_OFTEN, _SELDOM, _NEVER)
    looking = asyncio.create_task(_look())
    try:
        yield
    finally:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)
        gc.set_threshold(*before)


async def _look() -> None:
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        gc.collect()
