"""What a running station does when a day is over: whoever nobody collected is checked out, guests and old words are forgotten."""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

from kiosk.app.compose import Church
from kiosk.domain.problems import Problem

log = logging.getLogger(__name__)

LOOK_EVERY = timedelta(minutes=5)
"""Often enough that three in the morning is never missed by much; what is not due costs one small read."""


async def keep_nights(church: Callable[[], Church], *, every: timedelta = LOOK_EVERY) -> None:
    """Do what is due until cancelled, first of all what fell due while the station was off. ``church``: as its settings are now."""
    while True:
        try:
            await do_what_is_due(church())
        except Problem as problem:
            log.warning("the night's work has to wait: %s", problem.name)
        except Exception:
            # A bug: tomorrow's night is kept all the same.
            log.exception("the night's work failed")
        await asyncio.sleep(every.total_seconds())


async def do_what_is_due(church: Church) -> None:
    """Close days that are over, and forget what has had its time. Raises Busy, DiskFull."""
    out = await church.volunteers.close_out()
    if out:
        log.info("%d check-ins of an earlier day were closed", len(out))
    guests = await church.volunteers.guests.forget()
    if guests:
        log.info("%d guests were forgotten", guests)
