"""What a station of any kind stands on: the church of a data folder that this process alone has, and what it knows beside it."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime

from kiosk.app.clock import MachineClock
from kiosk.app.compose import Church, opened
from kiosk.app.config import Config
from kiosk.app.readiness import made_ready
from kiosk.app.sample_church import sample_served
from kiosk.domain.clock_doubt import ClockDoubt
from kiosk.services.clock_check import ClockCheck
from kiosk.services.set_up_ports import ChurchSource
from kiosk.storage.clock_witness import SqliteClockWitness
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.pulled_at import pulled_at
from kiosk.storage.set_up_store import SqliteProgress


class PulledAt:
    """When people were last pulled, remembered between looks at the database."""

    def __init__(self, church: Church) -> None:
        self._database = church.database
        self.people: datetime | None = None

    async def look(self) -> None:
        """Read it again."""
        self.people = (await pulled_at(self._database)).get("people")


async def begun(stack: AsyncExitStack, config: Config, at: datetime | None) -> Church:
    """The church of a data folder that this process claims for a station; it closes with ``stack``."""
    folder = DataFolder(config.data)
    stack.enter_context(folder.station_claim())
    await asyncio.to_thread(made_ready, folder)
    church = await stack.enter_async_context(opened(config, at, goes_on=True))
    if (await SqliteProgress(church.database).progress()).source is ChurchSource.SAMPLE:
        sample = await stack.enter_async_context(sample_served(church.config))
        church = replace(church, config=sample)
    return church


async def clock_doubt_of(church: Church) -> ClockDoubt | None:
    """Why the machine's clock is doubtful; None too where another time is played."""
    if not isinstance(church.clock, MachineClock):
        return None
    return await ClockCheck(SqliteClockWitness(church.database), church.clock).doubt()
