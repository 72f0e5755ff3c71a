"""Puts the guided set-up together: sign-in, pull, printers and the rest on one open data folder."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from kiosk.app.compose import Church
from kiosk.app.helper_desk import self_test_of
from kiosk.app.record_desks import local_programs_of
from kiosk.app.sample_church import sample_served
from kiosk.app.sign_in import connected_as_kept
from kiosk.domain.problems import StationNotSetUp
from kiosk.pco.stations import PlanningCenterStations
from kiosk.services.set_up import SetUp
from kiosk.services.set_up_ports import ChurchSource, FoundPrinter, FoundStation, PrinterTest
from kiosk.services.sync import Sync
from kiosk.storage.fresh_start import FreshFile
from kiosk.storage.set_up_store import LogoFile, SqliteProgress
from kiosk.storage.sync_store import SqlitePullBook

_TEST_PRINTER = "test"
"""What the queue calls a printer that is only tried, so that no waiting label goes to it."""


def set_up_of(church: Church) -> SetUp:
    """The guided set-up on an open data folder."""
    return SetUp(
        book=SqliteProgress(church.database),
        sign_in_desk=church.sign_in_desk(),
        settings=church.settings_desk(),
        staff=church.volunteers.staff,
        schedule=church.schedule,
        counts=SqlitePullBook(church.database),
        stations=_Stations(church),
        printers=NearbyPrinters(church),
        logos=LogoFile(church.folder),
        fresh=FreshFile(church.folder),
        programs=local_programs_of(church),
        pulling=lambda source: _pulling(church, source),
    )


@asynccontextmanager
async def _pulling(church: Church, source: ChurchSource) -> AsyncIterator[Sync]:
    match source:
        case ChurchSource.PLANNING_CENTER:
            async with church.planning_center() as sync:
                yield sync
        case ChurchSource.SAMPLE:
            async with sample_served(church.config) as config:
                async with replace(church, config=config).planning_center() as sync:
                    yield sync
        case ChurchSource.NONE | ChurchSource.OWN:
            raise StationNotSetUp()


@dataclass(frozen=True, slots=True)
class _Stations:
    """Planning Center's stations through the sign-in of the moment."""

    church: Church

    async def stations(self) -> tuple[FoundStation, ...]:
        """All of them."""
        async with connected_as_kept(self.church.config) as gateway:
            return await PlanningCenterStations(gateway).stations()


@dataclass(frozen=True, slots=True)
class NearbyPrinters:
    """Printers that can be found, and a real label to try one."""

    church: Church

    async def printers(self) -> tuple[FoundPrinter, ...]:
        """Those behind a device file, on USB, in this machine's queues, and those that announce themselves on the network."""
        # Imported here: what finds printers is needed during a set-up only.
        from kiosk.app.found_printers import found_printers

        return await found_printers()

    async def test(self, address: str, language: str) -> PrinterTest:
        """Print a label that shows what a label can, through the queue, as every label is printed. Raises SettingNotValid."""
        # Imported here: drawing and python-escpos are not needed before the first label.
        from kiosk.app.printing import pool_at

        pool = pool_at(self.church, address, prefix=_TEST_PRINTER)
        if pool is None:
            return PrinterTest(is_printed=False)
        test = replace(self_test_of(self.church, pool.wake), language=language)
        working = asyncio.create_task(pool.run())
        try:
            for standing in await pool.standings():
                result = await test.run(standing.name)
                if not result.is_good:
                    states = {one.name: one.look.state.value for one in await pool.standings()}
                    return PrinterTest(is_printed=False, trouble=states[standing.name])
        finally:
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)
        return PrinterTest(is_printed=True)
