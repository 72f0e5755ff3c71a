"""The running station: its window on its church; what runs beside it is begun when the window is there (`kiosk.app.beside`)."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from kiosk.app.chance import new_nonce
from kiosk.app.claimed import PulledAt, begun, clock_doubt_of
from kiosk.app.compose import Church, recomposed
from kiosk.app.config import Config
from kiosk.app.screen_first import screen_first
from kiosk.app.sounds import Sounds
from kiosk.app.station_look import options_of
from kiosk.domain.problems import Problem
from kiosk.domain.visit import Step
from kiosk.services.ports import StationSettings
from kiosk.services.self_station_desk import SelfStationDesk
from kiosk.ui.begun import Begun
from kiosk.ui.sounds import sound_of
from kiosk.ui.station_options import StationOptions
from kiosk.ui.station_window import StationWindow
from kiosk.words import Words
from kiosk.words.labels import TROUBLE, TROUBLE_FOR_FAMILIES

if TYPE_CHECKING:
    from kiosk.app.backstage import Entrance
    from kiosk.domain.pins import StaffMember
    from kiosk.services.printer_pool import PrinterPool
    from kiosk.services.start_view import StartView
    from kiosk.ui.first_sight import FirstSight

log = logging.getLogger(__name__)

LONGEST_START_SECONDS = 3.0
_A_LITTLE_SECONDS = 0.005


class KioskWindow(Protocol):
    """What a window of any kind of station can be told."""

    # Qt's signals have no type that says what they carry.
    closed: Any

    def open(self) -> None:
        """Show it. The loop must run."""

    def close(self) -> bool:
        """Take it away."""


Window = TypeVar("Window", bound=KioskWindow)
Desk = TypeVar("Desk")


@dataclass(slots=True)
class RunningStation(Generic[Window, Desk]):
    """A station while it runs; ``window`` is what people touch, ``settle`` lets window and desk follow the settings.

    ``is_quiet``: nobody stands here. ``is_outdated``: the program on the disk is another one by now.
    """

    church: Church
    window: Window
    desk: Desk
    options: StationOptions
    settle: Callable[[Church, StationOptions], None]
    is_quiet: Callable[[], bool]
    worker: "PrinterPool | None" = None
    wants_restart: bool = False
    wants_set_up: bool = False
    wants_new_program: bool = False
    is_outdated: bool = False
    can_be_set_up: bool = False
    lists_folder: Path | None = None
    entrance: "Entrance | None" = None
    _printing: asyncio.Task[None] | None = None
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _guards: list[asyncio.Task[None]] = field(default_factory=list)

    async def renew(self) -> None:
        """Let settings that have changed count at once; whoever stands here keeps the screen, unless it is another mode's."""
        before = self.church.settings
        self.church = await recomposed(self.church)
        church = self.church
        if church.settings.mode != before.mode:
            # Another window altogether.
            self.restart()
            return
        if _printing(church.settings) != _printing(before):
            from kiosk.app.printing import worker_for

            await self.print_to(worker_for(church))
        # Who opened the station may have asked for stillness, too; a setting that is taken back does not outlive it.
        is_still = self.options.is_still and not before.is_still
        self.options = options_of(church.settings, is_full_screen=self.options.is_full_screen, is_still=is_still)
        self.settle(church, self.options)
        if self.entrance is not None:
            self.entrance.renew()
        log.info("settings renewed")

    def open_backstage(
        self, page: str, staff: "StaffMember | None" = None, lock: Callable[[bool], None] | None = None
    ) -> None:
        """What stands behind the PIN, over the window; ``staff`` has given it already. See `kiosk.app.backstage.Entrance`."""
        try:
            from kiosk.app.backstage import Entrance
        except (ImportError, AttributeError, SyntaxError):
            if not self.can_be_set_up:
                raise
            # Parts of a new program among those of the one that runs.
            log.exception("what is behind the PIN cannot be loaded")
            self.is_outdated = True
        if self.is_outdated:
            from kiosk.app.updates import say_updated

            say_updated(self)
            return
        self.entrance = self.entrance or Entrance(self, self.lists_folder)
        self.entrance.open(page, staff, lock)

    def restart(self) -> None:
        """Close, to be opened again at once: for a backup that was chosen, or a church that changed."""
        self.wants_restart = True
        self.window.close()

    def begin_new_program(self) -> None:
        """Close, for the program as it is on the disk now to be started; where ``can_be_set_up``."""
        self.wants_new_program = True
        self.window.close()

    def set_up_again(self) -> None:
        """Close, and open the guided set-up; where ``can_be_set_up``: whoever keeps the station open knows how."""
        self.wants_set_up = True
        self.window.close()

    async def print_to(self, worker: "PrinterPool | None") -> None:
        """Send labels to this printer from now on, and no longer to the one before."""
        if self._printing is not None:
            self._printing.cancel()
            await asyncio.gather(self._printing, return_exceptions=True)
        if worker is not None:
            await worker.adopt()
        self.worker = worker
        self._printing = asyncio.create_task(worker.run()) if worker is not None else None

    def printer_trouble(self, words: Words) -> str:
        """What is wrong with the printer and what a helper does about it, or nothing."""
        return self._trouble(words, TROUBLE)

    def printer_trouble_for_families(self, words: Words) -> str:
        """What is wrong with the printer and whom to tell, or nothing."""
        return self._trouble(words, TROUBLE_FOR_FAMILIES)

    def _trouble(self, words: Words, sentences: Mapping[str, str]) -> str:
        if self.worker is None or not self.worker.trouble:
            return ""
        return words.say(sentences.get(self.worker.trouble, sentences["unknown"]))

    def labels_queued(self) -> None:
        """Labels are waiting; without a printer the code is on the screen."""
        if self.worker is not None:
            self.worker.wake()

    def follow(self, work: asyncio.Task[None]) -> None:
        """Let background work end with the station."""
        self._tasks.append(work)

    def guard(self, work: asyncio.Task[None]) -> None:
        """The same for work whose failure ends the station, such as finding that its file is damaged."""
        self._guards.append(work)
        self.follow(work)

    async def until_closed(self) -> None:
        """Wait for the window to close. Raises the problem for which the station cannot go on."""
        closed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def finish() -> None:
            if not closed.done():
                closed.set_result(None)

        self.window.closed.connect(finish)
        async with screen_first():
            await asyncio.wait({closed, *self._guards}, return_when=asyncio.FIRST_COMPLETED)
        for guard in self._guards:
            if guard.done():
                guard.result()

    async def stop(self) -> None:
        """End what runs beside the window."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.print_to(None)


def _printing(settings: StationSettings) -> tuple[object, ...]:
    """What labels are printed on and with."""
    return settings.printer, settings.designs, settings.design_folder


Station = RunningStation[StationWindow, SelfStationDesk]
"""A self station."""


async def open_station(
    stack: AsyncExitStack,
    config: Config,
    *,
    at: datetime | None = None,
    is_full_screen: bool = True,
    is_still: bool = False,
    pulls: bool = True,
    church: Church | None = None,
    sight: "FirstSight | None" = None,
) -> Station:
    """Open a self station on a data folder; it closes with ``stack``. ``at``: the moment from which its clock goes on.

    ``church``: the folder's, where it was begun already. ``sight``: the first screen, if it is there; what was begun on it goes
    on in the station's window, which comes to lie over it.

    Raises Busy when another station runs on the folder, and as `kiosk.app.compose.opened`.
    """
    church = church or await begun(stack, config, at)
    pulled = PulledAt(church)
    desk = SelfStationDesk(
        days=church.days,
        offers=church.offers,
        find_household=church.find,
        check_in_people=church.check_in,
        people=church.people,
        schedule=church.schedule,
        queue=church.queue,
        clock=church.clock,
        settings=church.settings,
        people_as_of=lambda: pulled.people,
        printer_trouble=lambda words: station.printer_trouble_for_families(words),
        labels_queued=lambda: station.labels_queued(),
        clock_doubt=lambda: clock_doubt_of(church),
    )
    options = options_of(church.settings, is_full_screen=is_full_screen, is_still=is_still)
    window = StationWindow(desk, options=options, new_nonce=new_nonce)
    sounds = Sounds(church.settings.sound_volume)
    stack.callback(sounds.close)
    window.turned.connect(lambda scene: sounds.play(sound_of(scene)))

    def settle(church: Church, options: StationOptions) -> None:
        desk.days, desk.offers, desk.check_in_people = church.days, church.offers, church.check_in
        desk.settings = church.settings
        sounds.set_volume(church.settings.sound_volume)
        if options != window.options:
            window.set_options(options)

    def is_quiet() -> bool:
        return window.covered_by is None and window.scene.visit.step in (Step.CLOSED, Step.START)

    station = Station(church, window, desk, options, settle, is_quiet)
    window.backstage_wanted.connect(lambda page: station.open_backstage(page))

    async def open_window() -> None:
        """With its first screen on it, in the place of what was seen first."""
        view = await _first_view(desk)
        if sight is not None:
            await _until(lambda: not sight.is_touched)
        window.open(view, sight.begun if sight is not None else Begun())

    await shown(
        stack,
        station,
        pulled,
        pulls=pulls,
        opens=open_window,
        is_usable=lambda: window.scene.start is not None or window.scene.start_trouble is not None,
    )
    return station


async def _first_view(desk: SelfStationDesk) -> "StartView | None":
    """None where it cannot be said; the window asks again, and says why."""
    with suppress(Problem):
        return await desk.start()
    return None


async def shown(
    stack: AsyncExitStack,
    station: RunningStation[Window, Desk],
    pulled: PulledAt,
    *,
    pulls: bool,
    opens: Callable[[], Awaitable[None]] | None = None,
    is_usable: Callable[[], bool] = lambda: True,
) -> None:
    """Show the window and, once it can be used, start all that runs beside it; both end with ``stack``. Raises SettingNotValid.

    ``opens``: how the window is shown, where it is more than that.
    """
    stack.push_async_callback(station.stop)
    await pulled.look()
    try:
        if opens is None:
            station.window.open()
        else:
            await opens()
        await _until(is_usable)
        # Imported on another thread: a family may already be typing.
        beside = await asyncio.to_thread(import_module, "kiosk.app.beside")
        await beside.begin(station, pulled, pulls=pulls)
    except BaseException:
        station.window.close()
        raise


async def _until(is_usable: Callable[[], bool]) -> None:
    """Until the first screen says what is open, or for as long as labels may wait for it."""
    with suppress(TimeoutError):
        async with asyncio.timeout(LONGEST_START_SECONDS):
            while not is_usable():
                await asyncio.sleep(_A_LITTLE_SECONDS)
