"""A running station follows its settings by itself, whoever changed them."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.station import Station, open_station
from kiosk.simulator.printer import VirtualPrinter
from kiosk.ui.theme import Theme
from tests.support.kept_station import a_church_in, an_open_station
from tests.support.waiting import eventually


async def a_running_station(stack: AsyncExitStack, folder: Path) -> Station:
    async with an_open_station(folder) as (database, _):
        await a_church_in(database)
    station = await open_station(stack, Config(data=folder), is_full_screen=False, is_still=True, pulls=False)
    stack.callback(station.window.deleteLater)
    stack.callback(station.window.close)
    return station


async def test_changed_settings_count_at_once_also_for_who_stands_there(qapp: QApplication, tmp_path: Path):
    async with AsyncExitStack() as stack:
        station = await a_running_station(stack, tmp_path)

        await station.church.settings_desk().change(None, {"theme": "dark", "done_seconds": 9, "code_per_child": True})

        await eventually(lambda: station.options.theme is Theme.DARK)
        assert station.options.done_seconds == 9
        assert station.desk.settings.code_per_child


async def test_another_mode_opens_the_station_anew(qapp: QApplication, tmp_path: Path):
    async with AsyncExitStack() as stack:
        station = await a_running_station(stack, tmp_path)
        closed = asyncio.create_task(station.until_closed())
        await asyncio.sleep(0)

        await station.church.settings_desk().change(None, {"mode": "manned"})
        await asyncio.wait_for(closed, 10)

    assert station.wants_restart


async def test_a_printer_that_is_set_while_the_station_runs_prints(qapp: QApplication, tmp_path: Path):
    async with AsyncExitStack() as stack:
        printer = stack.enter_context(VirtualPrinter())
        station = await a_running_station(stack, tmp_path)
        assert station.worker is None

        await station.church.settings_desk().change(None, {"printer": printer.address})
        worker = await eventually(lambda: station.worker)
        assert worker is not None
        await eventually(lambda: worker.look.state.value == "ready")

        await station.church.settings_desk().change(None, {"printer": ""})
        await eventually(lambda: station.worker is None)


async def test_settings_changed_by_a_command_beside_the_station_are_followed(qapp: QApplication, tmp_path: Path):
    async with AsyncExitStack() as stack:
        station = await a_running_station(stack, tmp_path)

        async with opened(Config(data=tmp_path)) as beside:
            await beside.settings_desk().import_file(None, "[screen]\ntext_scale = 1.5\n", "changed.toml")

        await eventually(lambda: station.options.text_scale == pytest.approx(1.5))
