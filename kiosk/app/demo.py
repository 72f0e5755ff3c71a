"""The demo: the sample church on a simulated Planning Center, a virtual printer and a real station, in a throw-away folder."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.exchanging import fetch_photos
from kiosk.app.staffed_station import add_demo_staff
from kiosk.app.station import Station, open_station
from kiosk.app.window_pictures import pictures_of
from kiosk.domain.visit import Step
from kiosk.simulator.church import load_sample_church
from kiosk.simulator.printer import VirtualPrinter
from kiosk.simulator.printer_troubles import PrinterTrouble
from kiosk.simulator.server import PlanningCenterServer

APP_ID = SECRET = "demo"
RATE_LIMIT = 1000
"""The demo's own Planning Center allows more than the real one, so that nobody waits for the first pull."""
PORTRAIT = (1080, 1920)
_FAMILY = "0142"
_ANOTHER_FAMILY = "0133"
_A_BIRTHDATE = (str(datetime.now(UTC).year - 4), "March", "14")
_PATIENCE_SECONDS = 15.0
_PAUSE_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class DemoChurch:
    """What the demo runs on."""

    config: Config
    server: PlanningCenterServer
    printer: VirtualPrinter


@asynccontextmanager
async def demo_church(config: Config, *, keeps_data: bool, labels: Path | None) -> AsyncIterator[DemoChurch]:
    """The sample church, served and pulled; ``keeps_data``: in the config's own folder instead of a throw-away one."""
    async with AsyncExitStack() as stack:
        folder = config.data
        if not keeps_data:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kiosk-demo-"))) / "data"
        church = await asyncio.to_thread(load_sample_church, datetime.now(UTC))
        server = stack.enter_context(PlanningCenterServer(church, app_id=APP_ID, secret=SECRET, rate_limit=RATE_LIMIT))
        printer = stack.enter_context(VirtualPrinter(keep_in=labels))
        demo = replace(
            config,
            data=folder,
            base_url=server.base_url,
            app_id=APP_ID,
            secret=SECRET,
            printer=config.printer or printer.address,
        )
        async with opened(demo) as pulled, pulled.planning_center() as center:
            await center.pull()
            await fetch_photos(pulled)
            await add_demo_staff(pulled)
        yield DemoChurch(demo, server, printer)


async def walk(demo: DemoChurch, folder: Path) -> tuple[Path, ...]:
    """A scripted visit on the real window, by key presses and taps; its screens as PNG files.

    Raises TimeoutError when a screen does not come.
    """
    async with AsyncExitStack() as stack:
        station = await open_station(stack, demo.config, is_full_screen=False, is_still=True, pulls=False)
        visitor = Visitor(station, folder)
        station.window.resize(*PORTRAIT)
        await visitor.at(Step.START)
        visitor.keep("start")
        visitor.types(_FAMILY)
        await visitor.at(Step.HOUSEHOLD)
        visitor.keep("household")
        await visitor.checks_in()
        await visitor.until(lambda: visitor.labels_are_out())
        visitor.keep("done")
        visitor.leaves()
        await visitor.at(Step.START)
        demo.printer.fault = PrinterTrouble.PAPER_OUT
        visitor.types(_ANOTHER_FAMILY)
        await visitor.at(Step.HOUSEHOLD)
        await visitor.checks_in()
        await visitor.until(lambda: bool(station.window.scene.done and station.window.scene.done.trouble))
        visitor.keep("out-of-paper")
        demo.printer.fault = None
        await visitor.until(lambda: visitor.labels_are_out())
        visitor.keep("paper-again")
        station.window.close()
        return tuple(visitor.kept)


def spoken_name(widget: QWidget) -> str:
    """What a screen reader says of a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name))


class Visitor:
    """A family at the window: presses real keys, taps real widgets, looks at what is shown."""

    def __init__(self, station: Station, folder: Path) -> None:
        self._station, self._window = station, station.window
        self._picture = pictures_of(station.window, folder)
        self.kept: list[Path] = []

    def keep(self, name: str) -> None:
        """Keep what is shown."""
        self.kept.append(self._picture(name))

    def types(self, digits: str) -> None:
        """Digits on a keyboard."""
        QTest.keyClicks(QApplication.focusWidget() or self._window, digits)

    def taps(self, name: str) -> None:
        """A tap on the visible control of that name, or else whose name begins so. Raises LookupError when there is none."""
        shown = [
            widget
            for widget in self._window.findChildren(QWidget)
            if widget.isVisible() and widget.isEnabled() and spoken_name(widget).startswith(name)
        ]
        if not shown:
            raise LookupError(name)
        wanted = next((widget for widget in shown if spoken_name(widget) == name), shown[0])
        QTest.mouseClick(wanted, Qt.MouseButton.LeftButton)

    async def at(self, step: Step) -> None:
        """Wait until the visit has come to a step, and its screen stands still."""
        await self.until(lambda: self._window.scene.visit.step is step)
        # A screen that has just come takes no taps for a moment, so that a double tap does not choose on it.
        await asyncio.sleep(1.0)

    async def until(self, look: Callable[[], bool]) -> None:
        """Wait until something is so. Raises TimeoutError."""
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while not look():
                await asyncio.sleep(_PAUSE_SECONDS)

    async def checks_in(self) -> None:
        """Tap the button, answering a birthdate that is asked for on the way."""
        self.taps("Check in ")
        await self.until(lambda: self._window.scene.visit.step in (Step.QUESTION, Step.DONE))
        if self._window.scene.visit.step is Step.QUESTION:
            await self.at(Step.QUESTION)
            self.keep("question")
            for answer in _A_BIRTHDATE:
                self.taps(answer)
            self.keep("question-answered")
            self.taps("Save")
            await self.at(Step.HOUSEHOLD)
            self.keep("household-answered")
            self.taps("Check in ")
        await self.at(Step.DONE)

    def labels_are_out(self) -> bool:
        """Whether every label of the visit is printed."""
        done = self._window.scene.done
        return done is not None and all(line.label is None or line.label.value == "printed" for line in done.lines)

    def leaves(self) -> None:
        """Walk away from the success screen."""
        QTest.mouseClick(self._window.current_screen or self._window, Qt.MouseButton.LeftButton)
