"""Before opening: a test label through the real queue to the real printer, and what came of it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.domain.ids import CheckInGroupId, CheckInId, PrintJobId, SecurityCode
from kiosk.domain.labels import LabelKind, NameLabel, PrintJob, PrintState
from kiosk.services.ports import Clock
from kiosk.services.printing_ports import TestSpool
from kiosk.words import Words
from kiosk.words import set_up as said

LONGEST_SECONDS = 20.0
HELD_SECONDS = 4.0
"""A printer that has not printed for so long is in trouble; what it is stands on the printer strip."""
_LOOK_EVERY_SECONDS = 0.1
_DONE = (PrintState.PRINTED, PrintState.SENT, PrintState.UNCERTAIN, PrintState.FAILED, PrintState.CANCELLED)
_GOOD = (PrintState.PRINTED, PrintState.SENT)


@dataclass(frozen=True, slots=True)
class TestResult:
    """What became of a test label: PRINTED and SENT are good, UNCERTAIN asks somebody to look, CANCELLED: it never went out."""

    state: PrintState
    detail: str = ""

    @property
    def is_good(self) -> bool:
        """Whether it is on paper, as far as the printer can know."""
        return self.state in _GOOD


@dataclass(frozen=True, slots=True)
class SelfTest:
    """Prints a label that cannot be mistaken for a child's. ``wake`` wakes the printers; ``today`` is the church's date."""

    spool: TestSpool
    wake: Callable[[], None]
    clock: Clock
    today: Callable[[], date]
    new_id: Callable[[datetime], str]
    language: str = "en"
    seconds: float = LONGEST_SECONDS
    held_seconds: float = HELD_SECONDS

    async def run(self, printer: str = "") -> TestResult:
        """Print one on a printer of the station; one that cannot go out is taken back, so that it does not come out later."""
        job = a_test_label(self.new_id(self.clock.now()), self.today(), self.language)
        await self.spool.add((job,), printer)
        self.wake()
        loop = asyncio.get_running_loop()
        begun = loop.time()
        while True:
            now = await self.spool.job(job.id) or job
            waited = loop.time() - begun
            if now.state in _DONE:
                return TestResult(now.state, now.detail)
            if waited >= self.seconds or (now.state is PrintState.HELD and waited >= self.held_seconds):
                if await self.spool.withdraw(job.id):
                    return TestResult(PrintState.CANCELLED, now.detail)
                if waited >= self.seconds:
                    # It went out in this moment, or its printer still has it.
                    return TestResult((await self.spool.job(job.id) or now).state)
            await asyncio.sleep(_LOOK_EVERY_SECONDS)


def a_test_label(unique: str, today: date, language: str) -> PrintJob:
    """A label with everything on it that a child's has: a banner, a code, letters of several scripts; marked as a rehearsal."""
    words = Words(language)
    group = CheckInGroupId(unique)
    label = NameLabel(
        check_in_id=CheckInId(group),
        called_name=words.say(said.TEST_NAME),
        last_name="Ñandú Øster Ж 김 ع",
        location_name=words.say(said.TEST_ROOM),
        event_name=words.say(said.TEST_EVENT),
        time="",
        service_date=today,
        security_code=SecurityCode("TEST"),
        medical=words.say(said.TEST_NOTES),
        is_rehearsal=True,
        language=language,
    )
    return PrintJob(PrintJobId(f"{group}-test"), f"{group}:test:1:0", group, LabelKind.NAME, label=label)
