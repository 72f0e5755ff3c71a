"""Labels on their way to paper: one worker for each physical printer, which never holds anybody else up.

QUEUED ─┬─ printer not ready ─▶ HELD ─ again by itself, since nothing went out
        └─ SENDING (on disk before the first byte) ─▶ PRINTED   the printer said so
                                                   ─▶ SENT      it cannot say so, and is well
                                                   ─▶ UNCERTAIN nobody knows; a person decides, never repeated by itself
"""

import asyncio
import hashlib
import logging
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from kiosk.domain.ids import PrintJobId
from kiosk.domain.labels import PrintJob, PrintState
from kiosk.domain.problems import PrinterUnavailable, Problem
from kiosk.services.printing_ports import Health, LabelPrinter, LabelSpool, Outcome, PrinterState

log = logging.getLogger(__name__)

PAUSES_SECONDS = (1.0, 2.0, 3.0, 5.0)
"""Before a label is tried again; the last one repeats, so that a new roll prints within five seconds."""
LOOK_EVERY_SECONDS = 15.0
LOOK_EVERY_SECONDS_IN_TROUBLE = 4.0
"""How often an idle printer is asked how it is."""
FRESH_SECONDS = 2.0
"""What was heard so lately is not asked again, however often somebody looks."""
CLAIM_SECONDS = 15.0
"""How long the printer's thread waits for the disk before it gives a label back unsent."""
FINISH_SECONDS = 3.0
"""How long a closing station waits for the label that is being printed."""
_TAG_LETTERS = "ABCDEFGHJKLMNPQSTUWXY1345789"
"""Without those whose bits look like an ESC/POS printer's status (2, 6, R, V, Z)."""

T = TypeVar("T")


class TakenByAnother(Exception):
    """Somebody else is sending this label."""


def tag_of(job_id: PrintJobId) -> str:
    """Four characters that the printer says back when this label is on paper."""
    return "".join(_TAG_LETTERS[byte % len(_TAG_LETTERS)] for byte in hashlib.sha256(job_id.encode()).digest()[:4])


@dataclass(frozen=True, slots=True)
class PrinterLook:
    """What a screen shows of the printer. ``trouble``: a key of `kiosk.words.labels.TROUBLE`, or empty when it prints."""

    state: PrinterState
    trouble: str = ""


class PrintWorker:
    """Sends what is queued to one printer, oldest first, so that a family's labels stay together."""

    def __init__(
        self,
        spool: LabelSpool,
        printer: LabelPrinter,
        *,
        names: Sequence[str] = ("",),
        warm_up: Callable[[], object] = lambda: None,
        changed: Callable[[PrinterLook], None] | None = None,
        fresh_seconds: float = FRESH_SECONDS,
    ) -> None:
        """``names``: which of the station's printers it is, more than one if they are one box; ``warm_up`` is called once on the
        printer's thread, so that the first family does not wait for fonts; ``changed`` on the loop when the look changes."""
        self._warm_up = warm_up
        self._spool, self._printer, self._names, self._changed = spool, printer, tuple(names), changed
        self._wakened = asyncio.Event()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="printer")
        self._look = PrinterLook(PrinterState.UNKNOWN)
        self._failures = 0
        self._fresh_seconds, self._heard_at = fresh_seconds, 0.0
        self._is_looked_at = False

    @property
    def look(self) -> PrinterLook:
        """How the printer is, as last heard."""
        return self._look

    @property
    def names(self) -> tuple[str, ...]:
        """Which of the station's printers it feeds."""
        return self._names

    @property
    def trouble(self) -> str:
        """Which sentence of `kiosk.words.labels.TROUBLE` to show, or empty."""
        return self._look.trouble

    def wake(self) -> None:
        """Labels were queued: print now rather than at the next look. Call on the loop."""
        self._wakened.set()

    def look_again(self) -> None:
        """Somebody looks at the printers: ask an idle one now rather than at the next look. Call on the loop."""
        is_due = asyncio.get_running_loop().time() - self._heard_at >= self._fresh_seconds
        if is_due and not self._failures:
            self._is_looked_at = True
            self._wakened.set()

    async def run(self) -> None:
        """Print until cancelled."""
        try:
            await self._ask()
            await self._get_ready()
            while True:
                await self._wait(await self._turn())
        finally:
            self._thread.shutdown(wait=False, cancel_futures=True)

    async def print_pending_once(self) -> Mapping[str, int]:
        """Send what waits and stop; how many labels ended in which state, by its value.

        Raises PrinterUnavailable when labels wait and not one could be sent.
        """
        ended: Counter[str] = Counter()
        try:
            while (job := await self._spool.head(*self._names)) is not None:
                outcome = await self._print(job)
                if outcome is None:
                    continue
                ended[outcome.state.value] += 1
                if outcome.state is PrintState.HELD:
                    if ended.total() == ended[PrintState.HELD.value]:
                        raise PrinterUnavailable(state=outcome.health.state.value, address=self._printer.address)
                    break
        finally:
            self._thread.shutdown(wait=False, cancel_futures=True)
        return dict(ended)

    async def _turn(self) -> float:
        """Print the next label if one waits; how many seconds to rest."""
        self._wakened.clear()
        try:
            job = await self._spool.head(*self._names)
            if job is None:
                # Also when what failed was handed to another printer: then this one is looked at again.
                self._failures = 0
                if self._is_looked_at:
                    self._is_looked_at = False
                    await self._ask()
                return LOOK_EVERY_SECONDS_IN_TROUBLE if self.trouble else LOOK_EVERY_SECONDS
            outcome = await self._finished(self._print(job))
        except Problem as problem:
            # The disk is full or locked: the label is still queued, or on its way and uncertain after a restart.
            log.warning("labels cannot be fetched or marked: %s", problem.name)
            outcome = Outcome(PrintState.HELD, self._health())
        if outcome is None or outcome.state is not PrintState.HELD:
            self._failures = 0
            return 0.0
        self._failures += 1
        return PAUSES_SECONDS[min(self._failures, len(PAUSES_SECONDS)) - 1]

    async def _finished(self, printing: Coroutine[Any, Any, Outcome | None]) -> Outcome | None:
        """Let a label come out when the station is closing, so that it is not uncertain tomorrow."""
        task = asyncio.ensure_future(printing)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            await asyncio.wait({task}, timeout=FINISH_SECONDS)
            task.cancel()
            raise

    async def _wait(self, seconds: float) -> None:
        if not seconds:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._wakened.wait()
            return
        if not self._failures:
            await self._ask()

    async def _ask(self) -> None:
        """How the printer is now. A bug met in asking one printer does not end what feeds the others."""
        try:
            health = await self._on_printer(self._printer.probe)
        except Exception as error:
            if not self.trouble:
                log.exception("printer %s cannot be asked", self._printer.address)
            health = Health(PrinterState.UNKNOWN, may_print=False, detail=type(error).__name__)
        self._heard(health)

    async def _get_ready(self) -> None:
        try:
            await self._on_printer(self._warm_up)
        except Problem:
            pass  # A design or stock that cannot be is told with the first label.
        except Exception:
            log.exception("what printer %s prints cannot be drawn", self._printer.address)

    async def _print(self, job: PrintJob) -> Outcome | None:
        """Print one label and write down what became of it; None if somebody else has taken it."""
        if job.label is None:
            return await self._settled(job, Outcome(PrintState.FAILED, self._health(), "its data cannot be read"))
        label, loop, has_started = job.label, asyncio.get_running_loop(), False

        def started() -> None:
            nonlocal has_started
            claim = asyncio.run_coroutine_threadsafe(self._spool.claim(job.id), loop)
            if not claim.result(CLAIM_SECONDS):
                raise TakenByAnother
            has_started = True

        try:
            outcome = await self._on_printer(lambda: self._printer.print(label, tag_of(job.id), started))
        except TakenByAnother:
            return None
        except (Problem, TimeoutError) as error:
            log.warning("label %s was given back unsent: %s", job.id, type(error).__name__)
            with suppress(Problem):
                await self._spool.settle(job.id, PrintState.HELD, type(error).__name__)
            return Outcome(PrintState.HELD, self._health())
        except Exception as error:
            log.exception("label %s could not be printed", job.id)
            state = PrintState.UNCERTAIN if has_started else PrintState.FAILED
            outcome = Outcome(state, self._health(), type(error).__name__)
        self._heard(outcome.health)
        return await self._settled(job, outcome)

    async def _settled(self, job: PrintJob, outcome: Outcome) -> Outcome:
        await self._spool.settle(job.id, outcome.state, outcome.detail)
        log.info("label %s: %s", job.id, outcome.state.value)
        return outcome

    def _health(self) -> Health:
        """What was last heard, where nothing new is known of the printer."""
        return Health(self._look.state, may_print=not self._look.trouble)

    def _heard(self, health: Health) -> None:
        self._heard_at = asyncio.get_running_loop().time()
        look = PrinterLook(health.state, "" if health.may_print else health.state.value)
        if look != self._look:
            log.info("printer %s: %s %s", self._printer.address, health.state.value, health.detail)
            self._look = look
            if self._changed is not None:
                self._changed(look)

    async def _on_printer(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)
