"""What printing labels needs from the world: a durable queue, and printers that say what became of a label."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from kiosk.domain.ids import CheckInGroupId, PrintJobId
from kiosk.domain.labels import Label, PrintJob, PrintState

STILL_WANTED = timedelta(minutes=10)
"""Where there was no printer and now is one: labels queued so lately are printed; those of before, a helper prints again if asked."""


def names_a_printer(setting: str) -> bool:
    """Whether a station's setting means any printer; else the code is on the screen and nowhere else (case L11)."""
    return setting.strip() not in ("", "none")


class PrinterState(StrEnum):
    """How a printer is. No answer is ``unknown``, never ``ready``."""

    READY = "ready"
    PAPER_LOW = "paper_low"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    OUT_OR_OPEN = "out_or_open"
    """Out of labels or open: some printers fall silent and do not say which."""
    WRONG_ROLL = "wrong_roll"
    """There is paper in it, but not what the station was set up for."""
    STOPPED = "stopped"
    """It answers and does not print: something is stuck, or it found an error in itself."""
    PAUSED = "paused"
    """Somebody has halted it, at the printer or in the system's queue."""
    OFFLINE = "offline"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Health:
    """A printer's state and whether a label may be sent to it; ``detail`` is for the log, in technical words."""

    state: PrinterState
    may_print: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one label.

    ``state`` is PRINTED (the printer said so), SENT (it cannot say, and is well), UNCERTAIN (bytes went out, nobody
    knows), HELD (not one byte went out; may be tried again) or FAILED (this label can never be printed).
    """

    state: PrintState
    health: Health
    detail: str = ""


class LabelPrinter(Protocol):
    """One physical printer. Its methods block, are called from one thread at a time, and never raise for device trouble."""

    @property
    def address(self) -> str:
        """Where it is; two settings with the same address are the same box."""

    def probe(self) -> Health:
        """Ask how it is, without printing. A few seconds at most."""

    def print(self, label: Label, tag: str, started: Callable[[], None]) -> Outcome:
        """Draw and print one label.

        ``tag`` is four printable characters that the printer says back. ``started`` is called right before the first
        byte goes out; if it raises, nothing goes out and its error is passed on.
        """


class LabelSpool(Protocol):
    """The durable queue as the worker sees it; every change is on disk when the call returns."""

    async def head(self, *printers: str) -> PrintJob | None:
        """The oldest label that is queued or held for these printers of the station, which are one box; None: nothing waits."""

    async def waiting(self) -> Mapping[str, int]:
        """How many labels are queued or held, by printer; those with none are left out."""

    async def hand_over(self, printers: Sequence[str], to: str) -> int:
        """Let another printer print what waits for these, in its old order; how many labels. What is being sent stays."""

    async def claim(self, job_id: PrintJobId) -> bool:
        """Mark a queued or held label as being sent; False if it is no longer waiting, such as sent by another process."""

    async def settle(self, job_id: PrintJobId, state: PrintState, detail: str = "") -> None:
        """Write down what became of a label. A label that was not sent goes back to waiting as held."""

    async def recover(self, today: date, *, may_be_sending: bool = False) -> None:
        """What was being sent when the station died is uncertain; what is older than today, or uncertain since an earlier day,
        is cancelled and cleared.

        ``may_be_sending``: another part of this process may be sending right now, so leave those alone.
        """

    async def of_group(self, group_id: CheckInGroupId) -> tuple[PrintJob, ...]:
        """The labels of a check-in group, in printing order."""

    async def counts(self) -> Mapping[str, int]:
        """How many labels stand in which state, by its value; states nobody is in are 0."""


@dataclass(frozen=True, slots=True)
class ListedJob:
    """One label on the day's list; ``printer`` is the one it was last meant for."""

    job: PrintJob
    printer: str


class TestSpool(Protocol):
    """The durable queue, as far as a test label needs it."""

    async def add(self, jobs: Sequence[PrintJob], printer: str = "") -> None:
        """Queue labels for one of the printers."""

    async def job(self, job_id: PrintJobId) -> PrintJob | None:
        """One label; None if there is none of this id."""

    async def withdraw(self, job_id: PrintJobId) -> bool:
        """Cancel a label that still waits; False if it does not."""


class LabelLedger(Protocol):
    """The durable queue as the helpers' desk sees it."""

    async def job(self, job_id: PrintJobId) -> PrintJob | None:
        """One label; None if there is none of this id."""

    async def of_group(self, group_id: CheckInGroupId) -> tuple[PrintJob, ...]:
        """The labels of a check-in group, in printing order."""

    async def of_day(self, day: date) -> tuple[ListedJob, ...]:
        """Every label of a service day, newest first."""

    async def resolve(self, job_id: PrintJobId, *, came_out: bool) -> bool:
        """What a person saw of an uncertain label: printed, or cancelled. False if it is not uncertain any more."""
