"""Labels made anew from check-ins: after a move, for a lost tag, or where the queue keeps nothing of the first ones."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from kiosk.domain.attendance import CheckIn
from kiosk.domain.civil_time import local_date
from kiosk.domain.ids import CheckInGroupId, FactId, LocationId, PersonId, PrintJobId
from kiosk.domain.label_choice import FOR_A_PERSON, Labelled, LabelQuantity, LabelStyle, Visit, labels_for
from kiosk.domain.label_names import NamedInside
from kiosk.domain.labels import LabelKind, PrintJob, PrintState, SecurityLabel
from kiosk.domain.people import Person
from kiosk.services.door_lines import person_or_id
from kiosk.services.ports import AttendanceBook, PeopleBook, ScheduleBook, StationSettings
from kiosk.words import Words
from kiosk.words.times import clock_time

Maker = Callable[[Sequence[CheckIn], LabelKind], tuple[PrintJob, ...]]
"""Makes the labels of check-ins as they are then: the name labels, or the adult's one tag."""


@dataclass(frozen=True, slots=True)
class LabelsAgain:
    """Makes label jobs for check-ins that were recorded before; their codes stay (case S12)."""

    people: PeopleBook
    schedule: ScheduleBook
    attendance: AttendanceBook
    settings: StationSettings

    async def maker(self, check_ins: Sequence[CheckIn]) -> Maker:
        """Read what the labels of these people need, so that inside a transaction nothing more is missing."""
        organization = await self.schedule.organization()
        zone = ZoneInfo(organization.time_zone) if organization else ZoneInfo("UTC")
        places = {
            location_id: (room.name, room.event_name)
            for location_id, room in (await self.schedule.named_rooms()).items()
        }
        times = dict.fromkeys(check_in.event_time_id for check_in in check_ins)
        present = [one for one in await self.attendance.of_event_times([*times]) if one.is_inside]
        known = await self.people.people({one.person_id for one in (*check_ins, *present)})
        # Of whatever room it is going to be: two Emmas there are told apart (case L15).
        inside = [NamedInside.of(known[one.person_id], one.location_id) for one in present if one.person_id in known]
        words = Words(self.settings.label_language)
        is_rehearsal = self.settings.is_rehearsal

        def make(check_ins: Sequence[CheckIn], kind: LabelKind) -> tuple[PrintJob, ...]:
            visits: dict[CheckInGroupId, list[CheckIn]] = {}
            for check_in in check_ins:
                visits.setdefault(check_in.group_id, []).append(check_in)
            jobs: list[PrintJob] = []
            for group_id, theirs in visits.items():
                labelled = [_labelled(check_in, known, places, zone) for check_in in theirs]
                clock = {one.starts_at: clock_time(words, one.starts_at) for one in labelled}
                style = LabelStyle(words.language, is_rehearsal, clock)
                made = labels_for(group_id, labelled, _sticker_of(labelled, kind), style, inside)
                wanted = [job for job in made if job.kind is kind]
                jobs += [revised(job, theirs, number) for number, job in enumerate(wanted)]
            return tuple(jobs)

        return make


def _labelled(
    check_in: CheckIn,
    known: Mapping[PersonId, Person],
    places: Mapping[LocationId, tuple[str, str]],
    zone: ZoneInfo,
) -> Labelled:
    location_name, event_name = places.get(check_in.location_id, (str(check_in.location_id), ""))
    return Labelled(
        fact_id=FactId(check_in.id),
        person=person_or_id(known, check_in.person_id),
        kind=check_in.kind,
        location_id=check_in.location_id,
        location_name=location_name,
        event_name=event_name,
        starts_at=check_in.starts_at.astimezone(zone),
        service_date=check_in.service_date or local_date(check_in.starts_at, zone),
        security_code=check_in.security_code,
    )


def _sticker_of(labelled: Sequence[Labelled], kind: LabelKind) -> dict[Visit, tuple[LabelQuantity, ...]]:
    """What must be configured for the sticker to be made; nothing for other kinds."""
    if kind is not LabelKind.ALLERGY:
        return {}
    sticker = LabelQuantity(FOR_A_PERSON, 1, True, True, True, label_name=LabelKind.ALLERGY.value)
    return {(one.person.id, one.location_id): (sticker,) for one in labelled}


def revised(job: PrintJob, check_ins: Sequence[CheckIn], number: int) -> PrintJob:
    """The job as the check-ins' new revision, waiting; the adult's tag says that it is not the first."""
    revision = max(check_in.revision for check_in in check_ins)
    stem, _, _ = job.key.rpartition(":")
    label = job.label
    if isinstance(label, SecurityLabel):
        label = replace(label, is_reprint=True, reprint=revision)
    job_id = PrintJobId(f"{check_ins[0].id}-{job.kind}-{revision}-{number}")
    key = f"{stem}:{revision}"
    return replace(job, id=job_id, key=key, label=label, state=PrintState.QUEUED, detail="", tries=0)
