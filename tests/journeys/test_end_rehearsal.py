"""The way out of a rehearsal lies beside the station, not on it."""

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication

from kiosk.ui.set_up.end_rehearsal import EndRehearsal
from kiosk.ui.staff.desk_button import DeskButton
from tests.support.staffed_station import a_staffed_station
from tests.support.waiting import eventually

pytestmark = pytest.mark.seconds(60)


async def test_ending_a_rehearsal_covers_nothing_of_a_volunteers_station_on_small_glass(qapp: QApplication, data: Path):
    async with a_staffed_station(data) as station:
        station.window.resize(1024, 768)
        await station.opens()
        EndRehearsal(station.window, station.window.options.look)
        await asyncio.sleep(0)

        def where(button: DeskButton) -> QRect:
            return QRect(button.mapTo(station.window, QPoint(0, 0)), button.size())

        def shown() -> list[DeskButton]:
            return [one for one in station.window.findChildren(DeskButton) if one.isVisible()]

        (end,) = await eventually(lambda: [one for one in shown() if one.text() == "End the rehearsal"])
        others = [one for one in shown() if one is not end]
        assert others
        assert [one.text() for one in others if where(one).intersects(where(end))] == []
