"""Signs of life for whoever watches over the station: systemd starts it again when they stop.

A sign is given only when this loop runs and the database's thread has just answered, so a station that hangs is noticed.
"""

import asyncio
import logging
import os
import socket
from collections.abc import Mapping

from kiosk.domain.problems import Problem
from kiosk.storage.database import Database

log = logging.getLogger(__name__)

READY, ALIVE = "READY=1", "WATCHDOG=1"
_MICROSECONDS = 1_000_000
_SIGNS_PER_PATIENCE = 3


def tell(message: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Tell systemd, if it asked to be told (``NOTIFY_SOCKET``, sd_notify(3)); false if nobody listens."""
    address = environment.get("NOTIFY_SOCKET", "")
    if not address:
        return False
    if address.startswith("@"):
        address = "\0" + address[1:]
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as door:
            door.sendto(message.encode("ascii"), address)
    except OSError as error:
        log.warning("the watchdog cannot be told: %s", type(error).__name__)
        return False
    return True


def pause_between_signs(environment: Mapping[str, str] = os.environ) -> float | None:
    """Seconds between two signs of life, None when nobody waits for them."""
    told = environment.get("WATCHDOG_USEC", "")
    if not told.isdecimal() or int(told) <= 0:
        return None
    return int(told) / _MICROSECONDS / _SIGNS_PER_PATIENCE


async def give_signs(database: Database, environment: Mapping[str, str] = os.environ) -> None:
    """Say that the station is ready, then give signs of life until cancelled, if anybody waits for them."""
    tell(READY, environment)
    pause = pause_between_signs(environment)
    while pause is not None:
        await _sign(database, pause, environment)
        await asyncio.sleep(pause)


async def _sign(database: Database, patience_seconds: float, environment: Mapping[str, str]) -> None:
    try:
        async with asyncio.timeout(patience_seconds):
            await database.read(lambda connection: connection.execute("select 1").fetchone())
    except TimeoutError:
        log.warning("the database's thread did not answer")
        return
    except Problem as problem:
        # A full disk or another program's lock is no reason to be started again.
        log.warning("the database answered with %s", problem.name)
    tell(ALIVE, environment)
