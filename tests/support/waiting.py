"""Waiting in async tests: look again until it is so, instead of sleeping and hoping."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

_Found = TypeVar("_Found")

STEP_SECONDS = 0.01


async def eventually(look: Callable[[], _Found], *, seconds: float = 10.0) -> _Found:
    """What ``look`` returns, as soon as it is truthy.

    Inside a coroutine use this, never ``qtbot.wait…``: those nest a Qt loop, in which other tasks lose steps.
    Raises `AssertionError` with the last thing seen when ``seconds`` have passed.
    """
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    while not (found := look()):
        if loop.time() > deadline:
            raise AssertionError(f"did not come true within {seconds} s, last seen: {found!r}")
        await asyncio.sleep(STEP_SECONDS)
    return found


async def emitted(signal: Any, *, seconds: float = 10.0) -> tuple[Any, ...]:
    """The arguments of a Qt signal's next emission. Raises `TimeoutError` when ``seconds`` have passed."""
    heard: asyncio.Future[tuple[Any, ...]] = asyncio.get_running_loop().create_future()

    def hear(*arguments: Any) -> None:
        if not heard.done():
            heard.set_result(arguments)

    signal.connect(hear)
    try:
        return await asyncio.wait_for(heard, seconds)
    finally:
        signal.disconnect(hear)
