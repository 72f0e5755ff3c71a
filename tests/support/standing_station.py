"""A self station as a church runs it, in a test: the real window on the real loop, real services, a real file, a printer on TCP."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.app.compose import Church
from kiosk.app.config import Config
from kiosk.app.station import open_station
from kiosk.simulator.printer import VirtualPrinter
from tests.support.record_checks import check_record
from tests.support.sunday import MORNING, reading
from tests.support.visitor import Visitor
from tests.support.waiting import eventually

PORTRAIT = (1080, 1920)


@dataclass
class Standing:
    """The station, whoever stands before it, and what lies behind it."""

    visitor: Visitor
    church: Church
    printer: VirtualPrinter
    folder: Path

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What is in the file, read by another connection while the station runs."""
        with reading(self.folder) as connection:
            return connection.execute(query, values).fetchall()

    def label_states(self) -> set[str]:
        """Where the labels of everybody are."""
        return {state for (state,) in self.rows("select distinct state from print_job")}

    def check_ins(self) -> list[tuple[Any, ...]]:
        """Person, event time, room and code of every check-in, in the order of ids."""
        return self.rows("select person, event_time, location, code from check_in order by person, event_time")


@asynccontextmanager
async def a_station(
    folder: Path,
    *,
    at: datetime = MORNING,
    base_url: str = "",
    printer: VirtualPrinter | None = None,
    size: tuple[int, int] = PORTRAIT,
    is_printer_forced: bool = True,
) -> AsyncIterator[Standing]:
    """A station on a data folder; with a ``base_url`` it pulls in the background. In the end its record must be sound.

    ``is_printer_forced`` False: the printer is there, but neither the environment nor a setting names it.
    """
    async with AsyncExitStack() as stack:
        box = printer or stack.enter_context(VirtualPrinter())
        config = Config(data=folder, printer=box.address if is_printer_forced else "")
        if base_url:
            config = replace(config, base_url=base_url, app_id="demo", secret="demo")
        running = await open_station(stack, config, at=at, is_full_screen=False, is_still=True, pulls=bool(base_url))
        running.window.resize(*size)
        visitor = Visitor(running.window)
        try:
            await eventually(lambda: running.window.scene.start is not None)
            yield Standing(visitor, running.church, box, folder)
        finally:
            running.window.close()
            running.window.deleteLater()
    check_record(folder)
