"""A label once more: the one way, for a desk, a room and the helpers' list of labels.

What the queue kept of a label is printed again, as long as it is still true; it is made anew from the check-in when that was
cleared, when the child is in another room since, or when another kind of label is wanted. The code stays (case S12), an
adult's tag says that it is not the first, who asked for it is written down with a named PIN, and a tag needs a lead.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.domain.attendance import CheckIn
from kiosk.domain.check_out import DoorView
from kiosk.domain.decisions import Decision
from kiosk.domain.ids import CheckInGroupId, CheckInId, FactId, LocationId, PrintJobId
from kiosk.domain.labels import AllergyLabel, Label, LabelKind, NameLabel, PrintJob, PrintState, SecurityLabel
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import NotAuthorised, NotKnown
from kiosk.domain.room_changes import print_again
from kiosk.domain.staff_actions import StaffAction, staff_fact
from kiosk.services.door_ports import DoorBook
from kiosk.services.label_again import LabelsAgain, revised
from kiosk.services.ports import AttendanceBook, Clock, ScheduleBook
from kiosk.services.printing_ports import LabelLedger


@dataclass(frozen=True, slots=True)
class PrintAgain:
    """Queues labels that were printed before, on whatever printer is there now (case L17)."""

    door: DoorBook
    attendance: AttendanceBook
    ledger: LabelLedger
    labels: LabelsAgain
    schedule: ScheduleBook
    clock: Clock
    new_id: Callable[[datetime], str]

    async def of_people(
        self, check_ins: Iterable[CheckInId], kind: LabelKind, staff: StaffMember
    ) -> tuple[PrintJobId, ...]:
        """Labels of people who are in. Raises NotAuthorised for a tag without a lead, NotKnown, NotCheckedIn."""
        _may(kind, staff)
        return await self._again(tuple(check_ins), kind, staff, None)

    async def of_label(
        self, job_id: PrintJobId, staff: StaffMember, *, never_came_out: bool = False
    ) -> tuple[PrintJobId, ...]:
        """One label of the day's list, also of somebody whose service is over (case L10).

        ``never_came_out``: somebody looked, so a tag is no second key and needs no lead.
        Raises NotAuthorised for a tag without a lead, NotKnown for a label that is not there and cannot be made anew.
        """
        job = await self.ledger.job(job_id)
        if job is None:
            raise NotKnown(label=job_id)
        if not never_came_out:
            _may(job.kind, staff)
        ids = await self._meant(job)
        if ids:
            return await self._again(ids, job.kind, staff, job)
        if job.label is None:
            raise NotKnown(label=job_id)
        return (await self._without_a_check_in(job, staff),)

    async def _again(
        self, ids: tuple[CheckInId, ...], kind: LabelKind, staff: StaffMember, wanted: PrintJob | None
    ) -> tuple[PrintJobId, ...]:
        here = await self.door.check_ins(ids)
        kept = [wanted] if wanted is not None else await self._kept(here)
        make = await self.labels.maker(here)
        names = {location_id: room.name for location_id, room in (await self.schedule.named_rooms()).items()}
        now = self.clock.now()

        def decide(view: DoorView) -> tuple[Decision, tuple[PrintJobId, ...]]:
            decision, after = print_again(
                ids, kind, staff.id, view, now, lambda: FactId(self.new_id(now)), also_out=wanted is not None
            )
            jobs: list[PrintJob] = []
            for one_label in _by_label(after, kind):
                job = next((job for job in kept if _is_true(job.label, kind, one_label, names)), None)
                jobs += make(one_label, kind) if job is None else [revised(job, one_label, 0)]
            if ids and not jobs:
                raise NotKnown(label=kind.value)
            return Decision(decision.facts, tuple(jobs), decision.words), tuple(job.id for job in jobs)

        return await self.door.record(decide)

    async def _kept(self, check_ins: Sequence[CheckIn]) -> list[PrintJob]:
        """What the queue has of these visits, the newest first."""
        groups = dict.fromkeys(one.group_id for one in check_ins)
        jobs = [job for group_id in groups for job in await self.ledger.of_group(group_id)]
        return [job for job in reversed(jobs) if job.label is not None]

    async def _meant(self, job: PrintJob) -> tuple[CheckInId, ...]:
        """The check-ins that a label stands for; where its data is cleared its key still says whose it was."""
        match job.label:
            case NameLabel(check_in_id=check_in_id) | AllergyLabel(check_in_id=check_in_id):
                wanted = (check_in_id,)
            case None if job.kind in (LabelKind.NAME, LabelKind.ALLERGY):
                wanted = (CheckInId(job.key.split(":")[0]),)
            case SecurityLabel(security_code=code):
                return tuple(one.id for one in await self._of_group(job.group_id) if one.security_code == code)
            case None if job.kind is LabelKind.SECURITY:
                return tuple(one.id for one in await self._of_group(job.group_id) if one.security_code is not None)
            case _:
                return ()
        return tuple(one.id for one in await self.door.check_ins(wanted) if not one.is_undone)

    async def _of_group(self, group_id: CheckInGroupId) -> tuple[CheckIn, ...]:
        return tuple(one for one in await self.attendance.of_group(group_id) if not one.is_undone)

    async def _without_a_check_in(self, job: PrintJob, staff: StaffMember) -> PrintJobId:
        """A room's list, or a label of a check-in that was taken back: printed as it was kept."""
        now = self.clock.now()
        stem, _, _ = job.key.rpartition(":")
        unique = self.new_id(now)
        label = replace(job.label, is_reprint=True) if isinstance(job.label, SecurityLabel) else job.label
        again = replace(
            job,
            id=PrintJobId(f"{unique}-{job.kind.value}"),
            key=f"{stem}:{unique}",
            state=PrintState.QUEUED,
            label=label,
            detail="",
            tries=0,
        )
        about = {"job": job.id, "label": job.kind.value, "again": 1}
        fact = staff_fact(FactId(self.new_id(now)), now, StaffAction.LABEL_SEEN, staff.id, about)
        await self.door.record(lambda _view: (Decision((fact,), (again,)), None))
        return again.id


def _may(kind: LabelKind, staff: StaffMember) -> None:
    if kind is LabelKind.SECURITY and not staff.role.covers(Role.LEAD):
        raise NotAuthorised(needs=Role.LEAD.value)


def _by_label(check_ins: Sequence[CheckIn], kind: LabelKind) -> list[list[CheckIn]]:
    """The check-ins that share a label: two times in one room have one, and a visit's code has one tag."""
    shared: dict[object, list[CheckIn]] = {}
    for one in check_ins:
        of_tag = (one.group_id, one.security_code)
        whose = of_tag if kind is LabelKind.SECURITY else (one.group_id, one.person_id, one.location_id)
        shared.setdefault(whose, []).append(one)
    return list(shared.values())


def _is_true(
    label: Label | None, kind: LabelKind, check_ins: Sequence[CheckIn], names: Mapping[LocationId, str]
) -> bool:
    """Whether what was kept still says what is so."""
    rooms = {names.get(one.location_id, one.location_id) for one in check_ins}
    match label:
        case NameLabel() if kind is LabelKind.NAME:
            is_theirs = any(label.check_in_id == one.id for one in check_ins)
            return is_theirs and label.location_name in rooms and label.kind == check_ins[0].kind.value
        case AllergyLabel() if kind is LabelKind.ALLERGY:
            return any(label.check_in_id == one.id for one in check_ins) and label.location_name in rooms
        case SecurityLabel() if kind is LabelKind.SECURITY:
            is_of_them = label.security_code == check_ins[0].security_code
            return is_of_them and {line.location_name for line in label.lines} == rooms
        case _:
            return False
