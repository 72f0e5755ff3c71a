"""Volunteers hear that a family is recorded and handed over, and that they should look; nothing while they only type."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kiosk.ui.sounds import Sound
from kiosk.ui.staff.staff_sounds import StaffEar
from tests.support.staffed_station import a_staffed_station
from tests.support.waiting import eventually

pytestmark = pytest.mark.seconds(60)


async def test_done_is_heard_and_so_is_a_code_that_nobody_has(qapp: QApplication, data: Path):
    heard: list[Sound] = []
    async with a_staffed_station(data) as station:
        ear = StaffEar()

        def listen() -> None:
            if sound := ear.hear(station.flow):
                heard.append(sound)

        station.window.changed.connect(listen)
        await station.opens()
        await station.types("zzzz")
        await eventually(lambda: station.flow.desk.scene.findings.text == "zzzz")
        await station.presses(Qt.Key.Key_Escape)
        assert heard == []
        code = await station.checks_in("cole")
        assert heard == [Sound.SUCCESS]
        station.scans(f"{code}Z")
        await eventually(lambda: Sound.TROUBLE in heard)
        await station.presses(Qt.Key.Key_F3)
        await station.types(code)
        await station.presses(Qt.Key.Key_Return)
        await eventually(lambda: station.flow.door.scene.look)
        await station.presses(Qt.Key.Key_Return, Qt.Key.Key_Return)
        await eventually(lambda: station.flow.door.scene.handed)
        assert heard == [Sound.SUCCESS, Sound.TROUBLE, Sound.SUCCESS]
