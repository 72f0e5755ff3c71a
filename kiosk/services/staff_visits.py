"""What a check-in came to, as a volunteer reads it: codes, rooms, labels, and who was not recorded, with the exact reason."""

from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from kiosk.domain.ids import CheckInId, LocationId
from kiosk.domain.labels import LabelKind, PrintJob, PrintState
from kiosk.services.check_in import CheckInAnswer
from kiosk.services.staff_views import StaffVisit, VisitLine
from kiosk.words import Words
from kiosk.words.problems import SENTENCES
from kiosk.words.reasons import exactly


def staff_visit(
    answer: CheckInAnswer,
    family_name: str,
    jobs: Iterable[PrintJob],
    rooms: Mapping[LocationId, str],
    zone: ZoneInfo,
    trouble: str,
    words: Words,
) -> StaffVisit:
    """The visit with its labels' present states; ``rooms``: what every location is called."""
    made = tuple(jobs)
    tags = [job for job in made if job.kind is LabelKind.SECURITY]
    return StaffVisit(
        group_id=answer.group_id,
        family_name=family_name,
        codes=answer.codes,
        lines=tuple(
            VisitLine(
                one.id,
                one.person_id,
                answer.people[one.person_id].called_name,
                rooms.get(one.location_id, ""),
                one.starts_at.astimezone(zone),
                _state(made, one.id),
            )
            for one in answer.check_ins
        ),
        turned=tuple(
            (
                answer.people[turned.person_id].called_name,
                exactly(words, turned.reasons)
                or words.say(SENTENCES.get(turned.problem, SENTENCES["NoFittingLocation"])),
            )
            for turned in answer.recorded.turned
        ),
        tag=tags[0].state if tags else None,
        trouble=trouble,
    )


def _state(jobs: Iterable[PrintJob], check_in_id: CheckInId) -> PrintState | None:
    """How far the name label of a check-in is."""
    return next(
        (job.state for job in jobs if job.kind is LabelKind.NAME and job.key.startswith(f"{check_in_id}:")), None
    )
