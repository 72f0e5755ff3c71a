"""An admin sets a station up on its own screen, from an empty folder, following only what the screen says."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.app.compose import Church, opened
from kiosk.app.config import Config
from kiosk.app.guided_set_up import guide
from kiosk.app.set_up import set_up_of
from kiosk.app.set_up_needed import is_set_up_needed
from kiosk.services.ports import StationSettings
from kiosk.services.set_up_ports import FoundPrinter, PrinterFinder, PrinterTest
from kiosk.simulator.church import load_sample_church
from kiosk.simulator.printer import VirtualPrinter
from kiosk.simulator.server import PlanningCenterServer
from kiosk.ui.set_up.ending import Ending, SetUpEnd
from tests.support.full_disk import leave_no_room, make_room
from tests.support.set_up_hands import PATIENCE_SECONDS, Hands
from tests.support.waiting import eventually

pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.seconds(90)]

PIN = "4728"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PlanningCenterServer]:
    # Without a session bus no keyring answers, whoever runs this test.
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    with PlanningCenterServer(load_sample_church(datetime.now(UTC)), rate_limit=5000) as running:
        yield running


@pytest.fixture
def printer() -> Iterator[VirtualPrinter]:
    with VirtualPrinter() as running:
        yield running


@dataclass(frozen=True)
class NothingNearby:
    """Prints as the real finder does, and finds none of the printers that stand around whoever runs this test."""

    real: PrinterFinder

    async def printers(self) -> tuple[FoundPrinter, ...]:
        return ()

    async def test(self, address: str, language: str) -> PrinterTest:
        return await self.real.test(address, language)


@asynccontextmanager
async def setting_up(folder: Path, base_url: str) -> AsyncIterator[tuple[Hands, "asyncio.Task[SetUpEnd]", Church]]:
    async with opened(Config(folder, base_url=base_url)) as church:
        set_up = set_up_of(church)
        set_up = replace(set_up, printers=NothingNearby(set_up.printers))
        guiding = asyncio.create_task(guide(church, is_full_screen=False, is_still=True, set_up=set_up))
        try:
            yield Hands(), guiding, church
        finally:
            guiding.cancel()
            await asyncio.gather(guiding, return_exceptions=True)


async def settings_of(church: Church) -> StationSettings:
    return (await set_up_of(church).settings.all()).station


async def test_a_church_is_set_up_from_an_empty_folder_to_a_printed_label(
    tmp_path: Path, server: PlanningCenterServer, printer: VirtualPrinter
):
    async with setting_up(tmp_path / "data", server.base_url) as (hands, guiding, church):
        await hands.reads("Which language?")
        await hands.taps("Next", "Planning Center, with a token")
        await hands.reads("make a personal access token")
        await hands.types("demo", "dem0")
        await hands.taps("Sign in")
        await hands.reads("Copy both parts again")
        await hands.types("demo", "demo")
        await hands.taps("Sign in", "Keep it in a private file")
        await hands.reads("Signed in to Riverside Church")
        await hands.taps("Bring them here")
        await hands.reads("what was found")
        await hands.reads("Sunday Kids: 14 rooms")
        await hands.taps("Next", "Volunteers at a desk")
        await hands.reads("Name and number")
        await hands.types("Welcome desk", "99")
        await hands.taps("Next")
        await hands.reads("0 to 63.")
        await hands.types("Welcome desk", "7")
        await hands.taps("Next", "Sunday Kids", "Next")
        await hands.reads("Label printer")
        await hands.types("escpos://127.0.0.1:9")
        await hands.taps("Print a label")
        await hands.reads("switched on and connected")
        await hands.taps("Another printer")
        await hands.reads("Label printer")
        await hands.types(printer.address)
        await hands.taps("Print a label")
        await hands.reads("Did a label come out?")
        assert len(printer.labels) == 1
        await hands.taps("Yes, it came out", "Dark", "Next", "Violet", "Next", "Next")
        await hands.reads("first admin")
        await hands.types("Ruth")
        await hands.taps("Next")
        await hands.enters_pin("1234")
        await hands.reads("once more")
        await hands.enters_pin("1234")
        await hands.reads("nobody would guess and nobody else")
        await hands.enters_pin(PIN)
        await hands.reads("once more")
        await hands.enters_pin("4729")
        await hands.reads("two different PINs")
        await hands.enters_pin(PIN)
        await hands.reads("once more")
        await hands.enters_pin(PIN)
        await hands.reads("Try it before Sunday")
        await eventually(lambda: any(" at " in text for text in hands.buttons()), seconds=PATIENCE_SECONDS)
        await hands.taps("Open the station")

        assert (await guiding).ending is Ending.READY
        assert not await is_set_up_needed(church)
        settings = await settings_of(church)
        assert (settings.mode, settings.name, settings.slot) == ("manned", "Welcome desk", 7)
        assert (settings.theme, settings.accent, settings.printer) == ("dark", "#5b3a8c", printer.address)
        assert len(settings.event_ids) == 1
        assert (await church.volunteers.staff.who_is(PIN)).name == "Ruth"


async def test_the_network_may_go_while_people_come_and_the_rest_is_set_up_meanwhile(
    tmp_path: Path, server: PlanningCenterServer
):
    async with setting_up(tmp_path / "data", server.base_url) as (hands, guiding, church):
        await hands.taps("Next", "Planning Center, with a token")
        await hands.reads("make a personal access token")
        server.faults.add("maintenance")
        await hands.types("demo", "demo")
        await hands.taps("Sign in")
        await hands.reads("ry again")
        assert len(server.requests) == 1, "somebody stands there: it is said at once, not after more tries"
        server.faults.clear()
        await hands.types("demo", "demo")
        await hands.taps("Sign in", "Keep it in a private file", "Bring them here")
        await hands.reads("Bringing your church here")
        server.faults.add("offline")
        await hands.reads("try again when the network is back")
        await hands.taps("Go on meanwhile")
        await hands.reads("What is this station for?")
        await hands.taps("Next")
        await hands.reads("Name and number")
        await hands.taps("Next")
        await hands.reads("still on their way")
        await hands.taps("Next")
        await hands.reads("Label printer")
        await eventually(lambda: "Looking for printers" not in hands.texts())
        assert (await settings_of(church)).mode == "self"
        hands.window.close()  # type: ignore[union-attr]
        assert (await guiding).ending is Ending.LEFT

    # The power was cut too: the set-up goes on at the pull, and then where it was.
    server.faults.clear()
    async with setting_up(tmp_path / "data", server.base_url) as (hands, _, church):
        assert await is_set_up_needed(church)
        await hands.reads("what was found")
        await hands.taps("Back")
        await hands.reads("Set up this station")
        await hands.taps("Go on")
        await hands.reads("Label printer")


async def test_spanish_is_spoken_from_the_first_tap_on(tmp_path: Path, server: PlanningCenterServer):
    async with setting_up(tmp_path / "data", server.base_url) as (hands, _, church):
        await hands.taps("Español")
        await hands.reads("¿Qué idioma?")
        await hands.taps("Siguiente")
        await hands.reads("¿De dónde viene su gente?")

        settings = await settings_of(church)
        assert (settings.languages[0], settings.label_language) == ("es", "es")


async def test_the_sample_church_needs_no_account_only_room_on_the_disk_and_can_be_left_for_ones_own(
    tmp_path: Path, server: PlanningCenterServer
):
    async with setting_up(tmp_path / "data", server.base_url) as (hands, guiding, church):
        await hands.taps("Next")
        await hands.reads("Where do your people come from?")
        await leave_no_room(church)
        await hands.taps("The sample church")
        await hands.reads("Make room on the disk, then try again")
        await make_room(church)
        await hands.taps("Try again")
        await hands.reads("what was found")
        assert server.requests == ()
        await hands.taps("Another church or sign-in")
        await hands.reads("set aside")
        await hands.taps("Leave the sample church")

        assert (await guiding).ending is Ending.AGAIN


async def test_a_church_without_planning_center_names_itself_and_its_first_event_on_the_screen(
    tmp_path: Path, server: PlanningCenterServer
):
    async with setting_up(tmp_path / "data", server.base_url) as (hands, guiding, church):
        await hands.taps("Next", "We have no Planning Center")
        await hands.reads("Its name stands on every screen")
        await hands.types("Hilltop Chapel", "Illinois")
        await hands.taps("Next")
        await hands.reads("There is no time zone")
        await hands.types("Hilltop Chapel", "America/Chicago")
        await hands.taps("Next")
        await hands.reads("What do people come to?")
        hands.window.close()  # type: ignore[union-attr]
        assert (await guiding).ending is Ending.LEFT

    # The power was cut: it goes on with the event, and nobody else's people are waited for.
    async with setting_up(tmp_path / "data", server.base_url) as (hands, guiding, church):
        await hands.reads("What do people come to?")
        await hands.types("Sunday Kids", "nine", "Twos, Threes and up")
        await hands.taps("Next")
        await hands.reads("such as 9:00")
        await hands.types("Sunday Kids", "9:00", "Twos, Threes and up")
        await hands.taps("Next", "Wednesday")
        await hands.reads("Hilltop Chapel: what was found")
        await hands.reads("Sunday Kids: 2 rooms")
        await hands.taps("Next", "Volunteers at a desk")
        await hands.reads("Name and number")
        await hands.taps("Next", "Next", "No printer", "Next", "Next", "Next")
        await hands.reads("first admin")
        await hands.types("Ruth")
        await hands.taps("Next")
        for words in ("Choose a PIN", "once more"):
            await hands.reads(words)
            await hands.enters_pin(PIN)
        await hands.reads("Try it before Sunday")
        rehearsals = await eventually(lambda: [text for text in hands.buttons() if "9:00" in text])
        assert all("Wednesday" in text or "Today" in text or "Tomorrow" in text for text in rehearsals[:1])
        await hands.taps("Open the station")

        assert (await guiding).ending is Ending.READY
        assert not await is_set_up_needed(church)
        assert server.requests == ()


@pytest.mark.parametrize(("token", "needed"), [("", True), ("demo", False)])
async def test_a_fresh_folder_opens_the_set_up_unless_the_environment_signs_it_in(
    tmp_path: Path, token: str, needed: bool
):
    async with opened(Config(tmp_path / "data", app_id=token, secret=token)) as church:
        assert await is_set_up_needed(church) is needed
