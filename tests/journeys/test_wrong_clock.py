"""Q25 through the running program: a pull measures the clock, the start screen and ``kiosk status`` warn, check-in goes on."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.planning import planning_of
from kiosk.services.pull_plan import horizon
from kiosk.services.pull_ports import Progress
from kiosk.services.pulled import Ask, PulledPage, Resource
from kiosk.simulator.church import load_sample_church
from kiosk.storage.sync_store import SqlitePullBook
from tests.support.command_line import CommandLine
from tests.support.self_desk import desk_of
from tests.support.station_files import a_database
from tests.support.sunday import church_at, pull_into, served
from tests.support.week_to_come import pull

FIVE_MINUTES = timedelta(minutes=5)


async def a_server_says(data: Path, off_by: timedelta) -> None:
    async with a_database(data) as database:
        book, now = SqlitePullBook(database), datetime.now(UTC)
        begun = await book.begin(now, afresh=True)
        ask = Ask(Resource.ORGANIZATION, horizon(now))
        page = PulledPage((), 0, clock_off_by=off_by)
        await book.keep(begun, ask, page, Progress(is_done=True))


async def test_the_start_screen_warns_and_check_in_stays_open(tmp_path: Path):
    now = datetime.now(UTC)
    data = await asyncio.to_thread(pull_into, tmp_path / "data", load_sample_church(now), now)
    await a_server_says(data, FIVE_MINUTES)
    async with opened(Config(data=data)) as church:
        desk = desk_of(church)
        desk.clock_doubt = planning_of(church).clock_doubt
        start = await desk.start()
        assert start.open_times
        assert start.trouble.startswith("This computer’s clock is 5 minutes fast.")
        desk.set_language("es")
        assert (await desk.start()).trouble != start.trouble

        with served(load_sample_church(now), now) as server:
            await pull(church, server, datetime.now(UTC))
        assert (await desk.start()).trouble == ""


def test_status_names_the_fault_and_by_how_much(data: Path):
    asyncio.run(a_server_says(data, -FIVE_MINUTES))
    kiosk = CommandLine(data)
    assert kiosk("status").document["clock"] == {"state": "slow", "off_by_seconds": 300}
    assert "This computer’s clock is 5 minutes slow." in kiosk.plainly("status").out


async def test_a_moved_clock_is_no_wrong_clock(data: Path):
    """With ``--at`` and in a rehearsal another time is played on purpose."""
    await a_server_says(data, FIVE_MINUTES)
    async with church_at(data) as church:
        assert await planning_of(church).clock_doubt() is None
