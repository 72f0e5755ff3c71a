"""The station's printers together: one worker for each box, another of the same stock when one is in trouble for long."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial

from kiosk.domain.problems import PrinterUnavailable, Problem
from kiosk.services.print_labels import PrinterLook, PrintWorker
from kiosk.services.printing_ports import LabelPrinter, LabelSpool, PrinterState

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 1.0
PATIENCE_SECONDS = 4.0
"""After it the next printer of the same stock takes over, so that a family still stands there when its labels come out."""
_WELL = (PrinterState.READY, PrinterState.PAPER_LOW)


@dataclass(frozen=True, slots=True)
class StationPrinter:
    """One printer of the station. ``name`` is what jobs say; the station's own is called ""."""

    name: str
    stock: str
    printer: LabelPrinter


@dataclass(frozen=True, slots=True)
class PrinterStanding:
    """How one box is. ``waiting``: labels queued or held for it."""

    name: str
    address: str
    look: PrinterLook
    waiting: int = 0

    @property
    def number(self) -> int:
        """Its place among the station's printers, as people count; what else is tried out has the first."""
        return int(self.name) + 1 if self.name.isdecimal() else 1


@dataclass(slots=True)
class _Box:
    """One physical printer: the stocks it is known with, its worker, and since when it is in trouble."""

    address: str
    stocks: frozenset[str]
    worker: PrintWorker
    troubled_since: float | None = None


class PrinterPool:
    """Prints what is queued on all of the station's printers."""

    def __init__(
        self,
        spool: LabelSpool,
        printers: Sequence[StationPrinter],
        *,
        today: Callable[[], date] | None = None,
        warm_up: Callable[[str], object] = lambda _stock: None,
        changed: Callable[[], None] = lambda: None,
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> None:
        """``today``: the church's date, for clearing the queue at midnight; ``changed`` is called on the loop when a look changes.
        ``warm_up`` is called on each printer's thread with its stock, before the first label.

        Two settings with one address are one box: it has one worker, or lines of two labels would be mixed.
        """
        self._spool, self._today, self._patience_seconds = spool, today, patience_seconds
        by_address: dict[str, list[StationPrinter]] = {}
        for one in printers:
            by_address.setdefault(one.printer.address, []).append(one)
        self._boxes = [
            _Box(
                address,
                frozenset(one.stock for one in same),
                PrintWorker(
                    spool,
                    same[0].printer,
                    names=[one.name for one in same],
                    warm_up=partial(warm_up, same[0].stock),
                    changed=lambda _look: changed(),
                ),
            )
            for address, same in by_address.items()
        ]

    @property
    def look(self) -> PrinterLook:
        """The station's own printer; with a standby that prints, no trouble."""
        own = self._boxes[0].worker.look
        well = next((box.worker.look for box in self._boxes if box.worker.look.state in _WELL), None)
        return PrinterLook(own.state) if own.trouble and well is not None and self._stands_in(self._boxes[0]) else own

    @property
    def trouble(self) -> str:
        """Which sentence of `kiosk.words.labels.TROUBLE` to show, or empty."""
        return self.look.trouble

    async def standings(self) -> tuple[PrinterStanding, ...]:
        """Every box, for the helper's screen."""
        waiting = await self._spool.waiting()
        return tuple(
            PrinterStanding(
                box.worker.names[0],
                box.address,
                box.worker.look,
                sum(waiting.get(name, 0) for name in box.worker.names),
            )
            for box in self._boxes
        )

    async def adopt(self) -> None:
        """Print what waits for a printer that the station no longer has: they are numbered as the setting names them."""
        fed = {name for box in self._boxes for name in box.worker.names}
        # With a full disk they wait on, and the station does too.
        with suppress(Problem):
            gone = [name for name in await self._spool.waiting() if name.isdecimal() and name not in fed]
            if gone:
                await self._spool.hand_over(gone, self._boxes[0].worker.names[0])

    def look_again(self) -> None:
        """Somebody looks at the printers: ask idle ones now. Call on the loop."""
        for box in self._boxes:
            box.worker.look_again()

    def wake(self) -> None:
        """Labels were queued: print now. Call on the loop."""
        for box in self._boxes:
            box.worker.wake()

    async def run(self) -> None:
        """Print until cancelled."""
        async with asyncio.TaskGroup() as group:
            for box in self._boxes:
                group.create_task(box.worker.run())
            group.create_task(self._watch())

    async def print_pending_once(self) -> Mapping[str, int]:
        """Send what waits and stop; see `PrintWorker.print_pending_once`. What a box cannot print goes to the next of its stock."""
        ended: Counter[str] = Counter()
        await self.adopt()
        for box, *others in (self._boxes[at:] for at in range(len(self._boxes))):
            try:
                ended.update(await box.worker.print_pending_once())
            except PrinterUnavailable:
                other = next((one for one in others if one.stocks & box.stocks), None)
                if other is None:
                    raise
                await self._spool.hand_over(box.worker.names, other.worker.names[0])
        return dict(ended)

    async def _watch(self) -> None:
        day = self._today() if self._today is not None else None
        while True:
            await asyncio.sleep(min(LOOK_EVERY_SECONDS, self._patience_seconds))
            # The disk may be full or locked; what waits goes on waiting.
            with suppress(Problem):
                await self._fail_over()
                if self._today is not None and day != self._today():
                    day = self._today()
                    await self._spool.recover(day, may_be_sending=True)

    async def _fail_over(self) -> None:
        now = asyncio.get_running_loop().time()
        for box in self._boxes:
            if not box.worker.trouble:
                box.troubled_since = None
                continue
            if box.troubled_since is None:
                box.troubled_since = now
            other = self._stands_in(box)
            if other is None or now - box.troubled_since < self._patience_seconds:
                continue
            moved = await self._spool.hand_over(box.worker.names, other.worker.names[0])
            if moved:
                log.warning("%d labels of %s go to %s", moved, box.address, other.address)
                other.worker.wake()

    def _stands_in(self, troubled: _Box) -> _Box | None:
        """Another box with the same stock that is well."""
        return next(
            (
                box
                for box in self._boxes
                if box is not troubled and box.stocks & troubled.stocks and box.worker.look.state in _WELL
            ),
            None,
        )
