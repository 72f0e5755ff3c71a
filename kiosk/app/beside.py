"""All that a station does beside its window: labels, pulls, nights, backups, signs of life, and following its settings.

A module of its own, so that the window is there before any of this is even imported.
"""

import asyncio
from contextlib import suppress
from typing import TypeVar

from kiosk.app.claimed import PulledAt
from kiosk.app.exchanging import exchange_for_ever
from kiosk.app.health import give_signs
from kiosk.app.mirroring import copy_for_ever
from kiosk.app.next_start import keep_next_start
from kiosk.app.night import keep_nights
from kiosk.app.printing import worker_for
from kiosk.app.station import KioskWindow, RunningStation
from kiosk.app.upkeep import look_after
from kiosk.domain.people import Organization
from kiosk.domain.problems import Problem
from kiosk.services.ports import StationSettings
from kiosk.storage.station_store import SqliteStation

LOOK_AT_SETTINGS_EVERY_SECONDS = 1.0

Window = TypeVar("Window", bound=KioskWindow)
Desk = TypeVar("Desk")


async def begin(station: RunningStation[Window, Desk], pulled: PulledAt, *, pulls: bool) -> None:
    """Start it all; it ends with the station. Raises SettingNotValid for a printer's address with a mistake."""
    church = station.church
    await church.queue.recover(church.clock.now().astimezone(church.zone).date())
    await station.print_to(worker_for(church))
    station.follow(asyncio.create_task(_follow_settings(station)))
    if pulls and not church.config.is_rehearsal:
        station.follow(asyncio.create_task(exchange_for_ever(lambda: station.church, pulled.look)))
    if not church.config.is_rehearsal:
        station.guard(asyncio.create_task(look_after(church)))
        station.follow(asyncio.create_task(copy_for_ever(lambda: station.church)))
        station.follow(asyncio.create_task(keep_next_start(lambda: station.church, lambda: pulled.people)))
    station.follow(asyncio.create_task(keep_nights(lambda: station.church)))
    station.follow(asyncio.create_task(give_signs(church.database)))


async def _follow_settings(station: RunningStation[Window, Desk]) -> None:
    """Look for changed settings, made on this station's screens or by a command beside it, and for the church's time zone."""
    seen = await _set_now(station)
    while True:
        await asyncio.sleep(LOOK_AT_SETTINGS_EVERY_SECONDS)
        with suppress(Problem):
            now = await _set_now(station)
            if now != seen:
                await station.renew()
                seen = now


async def _set_now(station: RunningStation[Window, Desk]) -> tuple[StationSettings, Organization | None]:
    church = station.church
    return await SqliteStation(church.database).settings(), await church.schedule.organization()
