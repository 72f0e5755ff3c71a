"""Before opening: a test label through the real queue to the real printer, and what came of it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from kiosk.domain.ids import CheckInGroupId, CheckInId, PrintJobId, SecurityCode
from kiosk.domain.labels import LabelKind, NameLabel, PrintJob, PrintState
from kiosk.services.ports import Clock
from kiosk.words import Words
from kiosk.words import labels as said

LONGEST_SECONDS = 20.0
_LOOK_EVERY_SECONDS = 0.2
_DONE = (PrintState.PRINTED, PrintState.SENT, PrintState.UNCERTAIN, PrintState.FAILED, PrintState.CANCELLED)


class TestSpool(Protocol):
    """The queue, as far as a test label needs it."""

    async def of_group(self, group_id: CheckInGroupId) -> tuple[PrintJob, ...]:
        """The labels of a group."""


@dataclass(frozen=True, slots=True)
class SelfTest:
    """Prints a label that cannot be mistaken for a child's. ``add`` queues it, ``wake`` wakes the printers."""

    spool: TestSpool
    add: Callable[[PrintJob], Awaitable[None]]
    wake: Callable[[], None]
    clock: Clock
    new_id: Callable[[datetime], str]
    language: str = "en"
    seconds: float = LONGEST_SECONDS

    async def run(self, today: date) -> PrintState:
        """What became of it: PRINTED or SENT is good; HELD after all the time means that the printer is in trouble."""
        group = CheckInGroupId(self.new_id(self.clock.now()))
        await self.add(a_test_label(group, today, self.language))
        self.wake()
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self.seconds
        while True:
            (job,) = await self.spool.of_group(group)
            if job.state in _DONE or loop.time() >= deadline:
                return job.state
            await asyncio.sleep(_LOOK_EVERY_SECONDS)


def a_test_label(group: CheckInGroupId, today: date, language: str) -> PrintJob:
    """A label with everything on it that a child's has, marked as a rehearsal."""
    words = Words(language)
    label = NameLabel(
        check_in_id=CheckInId(group),
        called_name=words.say(said.TEST_LABEL_NAME),
        last_name="ÄÖ Ł Ж 李 ع",
        location_name=words.say(said.TEST_LABEL_ROOM),
        event_name="",
        time="",
        service_date=today,
        security_code=SecurityCode("TEST"),
        is_rehearsal=True,
        language=language,
    )
    return PrintJob(PrintJobId(f"{group}-test"), f"{group}:test:1:0", group, LabelKind.NAME, label=label)
