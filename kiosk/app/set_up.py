"""Puts the guided set-up together: sign-in, pull, printers and the rest on one open data folder."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kiosk.app.compose import Church
from kiosk.app.sample_church import sample_served
from kiosk.app.sign_in import connected_as_kept
from kiosk.domain.ids import CheckInId, SecurityCode
from kiosk.domain.labels import NameLabel, PrintState
from kiosk.domain.problems import StationNotSetUp
from kiosk.pco.stations import PlanningCenterStations
from kiosk.services.set_up import SetUp
from kiosk.services.set_up_ports import ChurchSource, FoundPrinter, FoundStation, PrinterTest
from kiosk.services.sync import Sync
from kiosk.storage.fresh_start import FreshFile
from kiosk.storage.set_up_store import LogoFile, SqliteProgress
from kiosk.storage.sync_store import SqlitePullBook
from kiosk.words import Words
from kiosk.words.set_up import TEST_EVENT, TEST_NAME, TEST_NOTES, TEST_ROOM

_DEVICES = "/dev/usb"
_TEST_TAG = "TEST"
_TEST_CODE = SecurityCode("TEST")


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
        printers=NearbyPrinters(),
        logos=LogoFile(church.folder),
        fresh=FreshFile(church.folder),
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
        case ChurchSource.NONE:
            raise StationNotSetUp()


@dataclass(frozen=True, slots=True)
class _Stations:
    """Planning Center's stations through the sign-in of the moment."""

    church: Church

    async def stations(self) -> tuple[FoundStation, ...]:
        """All of them."""
        async with connected_as_kept(self.church.config) as gateway:
            return await PlanningCenterStations(gateway).stations()


class NearbyPrinters:
    """Printers at this computer, and a real label to try one."""

    async def printers(self) -> tuple[FoundPrinter, ...]:
        """Those behind a device file; a printer on the network has to be typed in."""
        return await asyncio.to_thread(_device_files)

    async def test(self, address: str, language: str) -> PrinterTest:
        """Print a label that shows what a label can."""
        # Imported here: drawing and python-escpos are not needed before the first label.
        from kiosk.printing.printers import printer_at

        printer = printer_at(address)
        if printer is None:
            return PrinterTest(is_printed=False)
        label = test_label(language)
        outcome = await asyncio.to_thread(printer.print, label, _TEST_TAG, _nothing)
        is_printed = outcome.state in (PrintState.PRINTED, PrintState.SENT)
        return PrinterTest(is_printed, "" if is_printed else outcome.health.state.value)


def test_label(language: str) -> NameLabel:
    """A label of somebody who does not exist, with everything on it: a banner, a code, letters of several scripts."""
    words = Words(language)
    return NameLabel(
        check_in_id=CheckInId("0" * 26),
        called_name=words.say(TEST_NAME),
        last_name="Ñandú Øster 김",
        location_name=words.say(TEST_ROOM),
        event_name=words.say(TEST_EVENT),
        time="9:00",
        service_date=date.today(),  # noqa: DTZ011 - on paper, beside no child: the computer's own day will do
        security_code=_TEST_CODE,
        medical=words.say(TEST_NOTES),
        is_rehearsal=True,
        language=language,
    )


def _device_files() -> tuple[FoundPrinter, ...]:
    paths = sorted(Path(_DEVICES).glob("lp*")) if Path(_DEVICES).is_dir() else []
    return tuple(FoundPrinter(f"escpos-file://{path}", path.name) for path in paths)


def _nothing() -> None:
    """Nobody waits for the first byte of a test."""
