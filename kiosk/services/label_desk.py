"""The helpers' desk for labels: the day's list, "did it come out?", and once more, on whatever printer is there now.

How a label is printed again is `kiosk.services.print_again`. A self station asks for a PIN before it shows this desk.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.domain.ids import FactId, PrintJobId
from kiosk.domain.labels import AllergyLabel, Label, LabelKind, NameLabel, PrintState, SecurityLabel
from kiosk.domain.pins import StaffMember
from kiosk.domain.problems import NotKnown
from kiosk.domain.staff_actions import StaffAction, staff_fact
from kiosk.services.ports import ActionLog, Clock
from kiosk.services.print_again import PrintAgain
from kiosk.services.printing_ports import LabelLedger


@dataclass(frozen=True, slots=True)
class ListedLabel:
    """One label of the day, named, with what became of it. ``can_repeat``: its data is still kept."""

    job_id: PrintJobId
    kind: LabelKind
    title: str
    state: PrintState
    printer: str
    detail: str
    can_repeat: bool


@dataclass(frozen=True, slots=True)
class LabelDesk:
    """Answers for labels; ``queued`` wakes the printers."""

    ledger: LabelLedger
    again: PrintAgain
    actions: ActionLog
    clock: Clock
    new_id: Callable[[datetime], str]
    queued: Callable[[], None] = lambda: None

    async def of_day(self, day: date) -> tuple[ListedLabel, ...]:
        """Every label of a day, newest first, whatever became of it (case L18)."""
        return tuple(
            ListedLabel(
                one.job.id,
                one.job.kind,
                title_of(one.job.label),
                one.job.state,
                one.printer,
                one.job.detail,
                one.job.label is not None,
            )
            for one in await self.ledger.of_day(day)
        )

    async def uncertain(self, day: date) -> tuple[ListedLabel, ...]:
        """Those of which nobody knows whether they came out, oldest first: staff are asked about each."""
        return tuple(one for one in reversed(await self.of_day(day)) if one.state is PrintState.UNCERTAIN)

    async def it_came_out(self, job_id: PrintJobId, staff: StaffMember) -> None:
        """Somebody has the label in their hand. Raises NotKnown when it is not uncertain any more."""
        await self._looked(job_id, staff, came_out=True)

    async def it_did_not(self, job_id: PrintJobId, staff: StaffMember) -> tuple[PrintJobId, ...]:
        """Nothing came out: print it again. Raises NotKnown when it is not uncertain any more."""
        await self._looked(job_id, staff, came_out=False)
        again = await self.again.of_label(job_id, staff, never_came_out=True)
        self.queued()
        return again

    async def print_again(self, job_id: PrintJobId, staff: StaffMember) -> tuple[PrintJobId, ...]:
        """Queue a label once more; see `PrintAgain.of_label`. Raises NotAuthorised for a tag without a lead, NotKnown."""
        again = await self.again.of_label(job_id, staff)
        self.queued()
        return again

    async def _looked(self, job_id: PrintJobId, staff: StaffMember, *, came_out: bool) -> None:
        if not await self.ledger.resolve(job_id, came_out=came_out):
            raise NotKnown(label=job_id)
        now = self.clock.now()
        about = {"job": job_id, "came_out": int(came_out)}
        await self.actions.log(staff_fact(FactId(self.new_id(now)), now, StaffAction.LABEL_SEEN, staff.id, about))


def title_of(label: Label | None) -> str:
    """What a label is called on a helper's list: whose it is, or the code of the tag; empty when its data is cleared."""
    match label:
        case NameLabel() | AllergyLabel():
            return f"{label.called_name} {label.last_name}".strip()
        case SecurityLabel():
            return label.security_code
        case None:
            return ""
        case _:
            return label.location_name
