"""A real station's window in this process, watched: when each step of a visit was painted, and how long the screen ever stood still."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from kiosk.app.config import Config
from kiosk.app.loop import run
from kiosk.app.station import Station, open_station
from kiosk.domain.visit import Step
from kiosk.ui.fonts import load_fonts
from tests.support.visitor import Visitor

BEAT_MS = 4
PORTRAIT = (1080, 1920)
_PATIENCE_SECONDS = 30.0

T = TypeVar("T")


class Painted(QObject):
    """Notes when the window was last painted and at which step of the visit."""

    def __init__(self, station: Station) -> None:
        super().__init__(station.window)
        self._window = station.window
        self.at: dict[Step, float] = {}
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt asks; the painting itself is over when the loop comes round again."""
        if event.type() == QEvent.Type.Paint:
            step = self._window.scene.visit.step
            QTimer.singleShot(0, self, lambda: self.at.setdefault(step, time.perf_counter()))
        return False


@dataclass
class Heartbeat:
    """A timer on the window's thread: the longest gaps between its beats are how long nothing could be painted."""

    gaps: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last - BEAT_MS / 1000)
        self._last = now

    def stop(self) -> None:
        """No more beats."""
        self._timer.stop()


@asynccontextmanager
async def watched_station(folder: Path, at: datetime | None, **more: str) -> AsyncIterator[tuple[Station, Visitor]]:
    """A self station with its start screen there; ``more`` as `kiosk.app.config.Config`, with which it pulls."""
    async with AsyncExitStack() as stack:
        config = Config(data=folder, **more)  # type: ignore[arg-type]
        station = await open_station(
            stack, config, at=at, is_full_screen=False, is_still=True, pulls="base_url" in more
        )
        station.window.resize(*PORTRAIT)
        await until(lambda: station.window.scene.start is not None)
        closed = asyncio.create_task(station.until_closed())
        await asyncio.sleep(0)
        try:
            yield station, Visitor(station.window)
        finally:
            station.window.close()
            await closed


async def until(look: Callable[[], object], seconds: float = _PATIENCE_SECONDS) -> None:
    """Wait until it is so, looking at every turn of the loop."""
    async with asyncio.timeout(seconds):
        while not look():
            await asyncio.sleep(0.001)


def the_application() -> QApplication:
    """The one application of this process; made as a window needs it, though labels would be content with less."""
    known = QApplication.instance()
    return known if isinstance(known, QApplication) else QApplication(["kiosk"])


def on_the_windows_loop(work: Callable[[], Awaitable[T]]) -> T:
    """Run a coroutine on a station's own loop."""
    app = the_application()
    load_fonts()

    async def main() -> T:
        return await work()

    return run(main(), app)
