"""The helpers' desk for labels: the day's list, "did it come out?", and once more, on whatever printer is there now.

A label is printed again from what the queue kept of it, so also for somebody whose service is over (case L10); the code stays
(case S12). A self station has no such desk: it asks for a PIN first, and the caller passes whose it was.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from kiosk.domain.attendance import CheckIn
from kiosk.domain.decisions import AttendanceView, Decision
from kiosk.domain.facts import FactKind, NewFact
from kiosk.domain.ids import CheckInId, FactId, PrintJobId, StaffId
from kiosk.domain.labels import AllergyLabel, Label, LabelKind, NameLabel, PrintJob, PrintState, SecurityLabel
from kiosk.domain.problems import NotKnown
from kiosk.domain.staff_actions import StaffAction, staff_fact
from kiosk.services.ports import ActionLog, AttendanceBook, Clock
from kiosk.services.printing_ports import LabelLedger
from kiosk.words import Words
from kiosk.words import labels as said


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
    attendance: AttendanceBook
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

    async def it_came_out(self, job_id: PrintJobId, staff_id: StaffId | None) -> None:
        """Somebody has the label in their hand. Raises NotKnown when it is not uncertain any more."""
        await self._looked(job_id, staff_id, came_out=True)

    async def it_did_not(self, job_id: PrintJobId, staff_id: StaffId | None) -> PrintJobId:
        """Nothing came out: print it again. Raises NotKnown when it is not uncertain any more."""
        await self._looked(job_id, staff_id, came_out=False)
        return await self.print_again(job_id, staff_id)

    async def print_again(self, job_id: PrintJobId, staff_id: StaffId | None) -> PrintJobId:
        """Queue a label once more as a new revision, marked on the adult's; who asked for it is written down with it.

        Raises NotKnown for a label that is not there, or whose data is cleared.
        """
        job = await self.ledger.job(job_id)
        if job is None or job.label is None:
            raise NotKnown(label=job_id)
        now = self.clock.now()
        check_ins = _meant(job.label, await self.attendance.of_group(job.group_id))
        again = _revised(job, max((one.revision for one in check_ins), default=0) + 1, self.new_id(now))

        def decide(_view: AttendanceView) -> tuple[Decision, None]:
            facts = [self._reprinted(one, job.kind, staff_id, now) for one in check_ins]
            if not facts:
                about = {"job": job_id, "label": job.kind.value, "again": 1}
                facts = [staff_fact(FactId(self.new_id(now)), now, StaffAction.LABEL_SEEN, staff_id, about)]
            return Decision(tuple(facts), (again,)), None

        await self.attendance.record(decide)
        self.queued()
        return again.id

    async def _looked(self, job_id: PrintJobId, staff_id: StaffId | None, *, came_out: bool) -> None:
        if not await self.ledger.resolve(job_id, came_out=came_out):
            raise NotKnown(label=job_id)
        now = self.clock.now()
        about = {"job": job_id, "came_out": int(came_out)}
        await self.actions.log(staff_fact(FactId(self.new_id(now)), now, StaffAction.LABEL_SEEN, staff_id, about))

    def _reprinted(self, check_in: CheckIn, kind: LabelKind, staff_id: StaffId | None, now: datetime) -> NewFact:
        body: dict[str, object] = {"target": check_in.id, "label": kind.value}
        if staff_id is not None:
            body["staff"] = staff_id
        fact_id = FactId(self.new_id(now))
        return NewFact(fact_id, str(fact_id), FactKind.REPRINT, now, check_in.event_time_id, check_in.person_id, body)


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


def question_about(label: Label | None, words: Words) -> str:
    """What staff are asked about an uncertain label."""
    if isinstance(label, SecurityLabel):
        return words.say(said.DID_THE_TAG_COME_OUT, code=label.security_code)
    return words.say(said.DID_IT_COME_OUT, name=title_of(label))


def _meant(label: Label, check_ins: tuple[CheckIn, ...]) -> tuple[CheckIn, ...]:
    """The check-ins that a label stands for."""
    match label:
        case NameLabel() | AllergyLabel():
            return tuple(one for one in check_ins if one.id == CheckInId(label.check_in_id))
        case SecurityLabel():
            return tuple(one for one in check_ins if one.security_code == label.security_code)
        case _:
            return ()


def _revised(job: PrintJob, revision: int, unique: str) -> PrintJob:
    stem, _, _ = job.key.rpartition(":")
    label = replace(job.label, is_reprint=True) if isinstance(job.label, SecurityLabel) else job.label
    return replace(
        job,
        id=PrintJobId(f"{unique}-{job.kind.value}"),
        key=f"{stem}:{revision}-{unique}",
        state=PrintState.QUEUED,
        label=label,
        detail="",
        tries=0,
    )
