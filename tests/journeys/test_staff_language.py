"""A volunteers' station speaks the language that is tapped on its lock."""

from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.support.staffed_station import a_staffed_station


async def test_the_locked_station_speaks_another_language_at_once_and_goes_on_in_it(qapp: QApplication, data: Path):
    async with a_staffed_station(data) as station:
        await station.sees("Your PIN opens this station")
        next(one for one in station.window.findChildren(QAbstractButton) if one.text() == "Español").click()
        await station.sees("Su PIN abre esta estación")
        await station.opens()
        await station.sees("Registrar")
