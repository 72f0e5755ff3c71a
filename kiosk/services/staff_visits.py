"""What a check-in came to, as a volunteer reads it: codes, rooms, labels, and who was not recorded, with the exact reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.domain.attendance import CheckIn
from kiosk.domain.check_out import UNDO_WITHIN
from kiosk.domain.ids import CheckInGroupId, CheckInId, LocationId, PersonId
from kiosk.domain.labels import LabelKind, PrintJob, PrintState
from kiosk.domain.people import Person
from kiosk.domain.recording import Turned
from kiosk.services.door_lines import person_or_id
from kiosk.services.staff_views import StaffVisit, VisitLine
from kiosk.words import Words
from kiosk.words.problems import SENTENCES
from kiosk.words.reasons import exactly


@dataclass(frozen=True, slots=True)
class VisitMade:
    """A visit as it is at ``now``. ``codes`` and ``turned`` are those of one that is made just now: afterwards nobody looks a code
    up here.
    """

    group_id: CheckInGroupId
    family_name: str
    check_ins: Sequence[CheckIn]
    people: Mapping[PersonId, Person]
    now: datetime
    codes: tuple[str, ...] = ()
    turned: Sequence[Turned] = ()


def family_name_of(people: Iterable[Person]) -> str:
    """What a visit is called on a volunteer's screen: by the last name of who came first, or what they are called."""
    return next((person.last_name or person.called_name for person in people), "")


def staff_visit(
    made: VisitMade,
    jobs: Iterable[PrintJob],
    rooms: Mapping[LocationId, str],
    zone: ZoneInfo,
    trouble: str,
    words: Words,
) -> StaffVisit:
    """The visit with its labels' present states; ``rooms``: what every location is called."""
    labels = tuple(jobs)
    tags = [job for job in labels if job.kind is LabelKind.SECURITY]
    return StaffVisit(
        group_id=made.group_id,
        family_name=made.family_name,
        codes=made.codes,
        lines=tuple(
            VisitLine(
                one.id,
                one.person_id,
                person_or_id(made.people, one.person_id).called_name,
                rooms.get(one.location_id, ""),
                one.starts_at.astimezone(zone),
                _state(labels, one.id),
            )
            for one in made.check_ins
        ),
        turned=tuple(
            (
                person_or_id(made.people, turned.person_id).called_name,
                exactly(words, turned.reasons)
                or words.say(SENTENCES.get(turned.problem, SENTENCES["NoFittingLocation"])),
            )
            for turned in made.turned
        ),
        has_code=any(one.security_code is not None for one in made.check_ins),
        can_undo=bool(made.check_ins) and all(_can_be_undone(one, made.now) for one in made.check_ins),
        tag=tags[0].state if tags else None,
        trouble=trouble,
    )


def _can_be_undone(check_in: CheckIn, now: datetime) -> bool:
    """A slip at the desk is; somebody who has been in for a while is in, whether or not the room has said so."""
    return check_in.is_inside and check_in.confirmed_at is None and now - check_in.checked_in_at <= UNDO_WITHIN


def _state(jobs: Iterable[PrintJob], check_in_id: CheckInId) -> PrintState | None:
    """How far the name label of a check-in is."""
    return next(
        (job.state for job in jobs if job.kind is LabelKind.NAME and job.key.startswith(f"{check_in_id}:")), None
    )
