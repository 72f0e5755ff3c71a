"""The pad that is there before the station is: only while it is true, and nothing that is begun on it is lost."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from kiosk.__main__ import station_alone
from kiosk.app.always_open import keep_open
from kiosk.app.config import Config
from kiosk.app.known_start import KnownStart, known_start
from kiosk.app.next_start import NextStart
from kiosk.app.station import open_station
from kiosk.domain.visit import Step
from kiosk.services.start_view import StationState
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.integrity import was_interrupted
from kiosk.ui.first_sight import FirstSight
from kiosk.ui.station_window import StationWindow
from kiosk.words import Words
from kiosk.words.station import LAST_DIGITS
from tests.support.keys import scan, type_text
from tests.support.set_up_hands import Hands
from tests.support.sunday import MORNING, church_at
from tests.support.waiting import eventually

pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.seconds(60)]


async def ran_once(folder: Path) -> None:
    """A station has kept what it will say next."""
    async with church_at(folder) as church:
        await NextStart(lambda: church, lambda: None).keep()


def known(folder: Path, now: datetime = MORNING) -> KnownStart | None:
    return known_start(DataFolder(folder), now, is_full_screen=False)


@asynccontextmanager
async def station_at(folder: Path, now: datetime, sight: FirstSight | None = None) -> AsyncIterator[StationWindow]:
    """The window of a station, with what was seen first beneath it."""
    async with AsyncExitStack() as stack:
        station = await open_station(
            stack, Config(folder), at=now, is_full_screen=False, is_still=True, pulls=False, sight=sight
        )
        if sight is not None:
            sight.finish()
        try:
            yield station.window
        finally:
            station.window.close()
            station.window.deleteLater()


@pytest.mark.parametrize(
    ("after", "state"),
    [
        (timedelta(), StationState.OPEN),
        (timedelta(hours=9), StationState.CLOSED),
        (timedelta(days=7), StationState.OPEN),
    ],
)
async def test_what_is_known_is_what_the_station_says(data: Path, after: timedelta, state: StationState):
    await ran_once(data)
    start = known(data, MORNING + after)

    assert start is not None
    async with station_at(data, MORNING + after) as window:
        said, shown = window.scene.start, start.view(MORNING + after)
    assert said is not None
    assert shown.state is state
    assert (shown.church_name, shown.state, shown.open_times, shown.next_opening) == (
        said.church_name,
        said.state,
        said.open_times,
        said.next_opening,
    )


async def test_a_changed_setting_is_asked_for_again(data: Path):
    await ran_once(data)
    async with church_at(data) as church:
        await church.settings_desk().change(None, {"name": "Lobby"})

    assert known(data) is None


async def test_a_manned_station_leaves_no_pad_behind(data: Path):
    async with church_at(data) as church:
        await church.settings_desk().change(None, {"mode": "manned"})
    await ran_once(data)

    assert known(data) is None


async def test_a_copy_a_clock_gone_back_and_days_nobody_looked_at_are_not_believed(data: Path, tmp_path: Path):
    await ran_once(data)
    shutil.copytree(data, tmp_path / "copy")

    assert known(tmp_path / "copy") is None
    assert known(data, MORNING - timedelta(hours=1)) is None
    assert known(data, MORNING + timedelta(days=30)) is None
    with DataFolder(data).station_claim():
        assert known(data) is None
    (data / "start.json").write_text('{"kept_at": 1}')
    assert known(data) is None


async def test_what_is_not_in_the_file_yet_is_known_too_and_a_crash_is_still_seen(data: Path):
    async with church_at(data) as church:
        await church.settings_desk().change(None, {"name": "Lobby"})
        await NextStart(lambda: church, lambda: None).keep()

        assert was_interrupted(DataFolder(data)), "the change lies in the log beside the file, as after a power cut"
        assert known(data) is not None
        assert was_interrupted(DataFolder(data))


async def first_seen(folder: Path) -> FirstSight:
    await ran_once(folder)
    start = known(folder)
    assert start is not None
    sight = FirstSight(start.view(MORNING), start.options)
    sight.open()
    return sight


def read_on(window: QWidget) -> list[str]:
    return [one.text() for one in window.findChildren(QLabel) if one.isVisible()]


@pytest.mark.parametrize(("typed", "step"), [("014", Step.START), ("0142", Step.HOUSEHOLD)])
async def test_what_is_typed_before_the_station_is_there_is_answered_by_it(data: Path, typed: str, step: Step):
    sight = await first_seen(data)
    type_text(sight, typed)
    await eventually(lambda: sight.begun.typed == typed)
    async with station_at(data, MORNING, sight) as window:
        await eventually(lambda: window.scene.visit.step is step)

        assert step is not Step.START or getattr(window.current_screen, "typed", "") == typed


async def test_a_card_before_the_station_is_there_is_a_card_and_no_digits(data: Path):
    sight = await first_seen(data)
    scan(sight, "A12345")
    await eventually(lambda: sight.begun.scanned == "A12345")

    assert not sight.begun.asked
    sight.finish()


async def test_a_language_chosen_before_the_station_is_there_is_spoken_by_it(data: Path):
    sight = await first_seen(data)
    await eventually(lambda: Words("en").say(LAST_DIGITS) in read_on(sight))
    next(one for one in sight.findChildren(QAbstractButton) if one.text() == "Español" and one.isVisible()).click()
    assert Words("es").say(LAST_DIGITS) in read_on(sight)
    async with station_at(data, MORNING, sight) as window:
        await eventually(lambda: Words("es").say(LAST_DIGITS) in read_on(window))


async def test_a_station_that_cannot_start_ends_on_the_calm_page_whatever_was_seen_first(data: Path):
    sight = await first_seen(data)
    with DataFolder(data).station_claim():
        running = asyncio.create_task(keep_open(Config(data), is_full_screen=True, sight=sight))
        await Hands().reads("Another program is using this station's data")

        await eventually(lambda: not any(isinstance(one, FirstSight) for one in QApplication.topLevelWidgets()))
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


@pytest.mark.parametrize(
    ("words", "alone"),
    [
        ("", (None, False)),
        ("station --windowed", (None, True)),
        ("--data here station", ("here", False)),
        ("station --data here --windowed", ("here", True)),
        ("--windowed", None),
        ("--data", None),
        ("--rehearsal", None),
        ("station --help", None),
        ("find station", None),
    ],
)
def test_the_station_alone_is_opened_without_all_that_reads_a_command_line(words: str, alone: object):
    assert station_alone(words.split()) == alone
