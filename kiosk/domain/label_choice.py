"""Which labels a check-in group prints: one for each person, one for the adult who takes them home."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.ids import CheckInGroupId, CheckInId, FactId, LocationId, PersonId, PrintJobId, SecurityCode
from kiosk.domain.labels import LabelKind, NameLabel, PrintJob, SecurityLabel, SecurityLabelLine
from kiosk.domain.people import Person

FOR_A_PERSON = "Person"
FOR_A_GROUP = "Group"

Visit = tuple[PersonId, LocationId]
"""One person in one room, at one time or more."""


@dataclass(frozen=True, slots=True)
class LabelQuantity:
    """Planning Center's EventLabel or LocationLabel: how many of a label for whom; ``prints_for`` "Person" or "Group"."""

    prints_for: str
    quantity: int
    for_regular: bool
    for_guest: bool
    for_volunteer: bool
    location_id: LocationId | None = None
    label_name: str = ""

    def count_for(self, kind: AttendanceKind) -> int:
        """How many for somebody of this kind."""
        wanted = {
            AttendanceKind.REGULAR: self.for_regular,
            AttendanceKind.GUEST: self.for_guest,
            AttendanceKind.VOLUNTEER: self.for_volunteer,
        }
        return self.quantity if wanted[kind] else 0


@dataclass(frozen=True, slots=True)
class Labelled:
    """One recorded check-in with what its label says. ``starts_at`` is in the church's zone."""

    fact_id: FactId
    person: Person
    kind: AttendanceKind
    location_id: LocationId
    location_name: str
    event_name: str
    starts_at: datetime
    service_date: date
    security_code: SecurityCode | None
    is_first_time: bool = False


@dataclass(frozen=True, slots=True)
class LabelStyle:
    """What all labels of a station share. ``clock`` says a time as people read it."""

    language: str
    is_rehearsal: bool
    clock: Mapping[datetime, str]


def labels_for(
    group_id: CheckInGroupId,
    people: Sequence[Labelled],
    quantities: Mapping[Visit, Sequence[LabelQuantity]],
    style: LabelStyle,
    same_names: Iterable[tuple[LocationId, str]] = (),
) -> tuple[PrintJob, ...]:
    """The jobs in printing order: every person's labels, then the adult's (case L03).

    Where the church configured no labels a person gets one, and the household one more if anybody has a code (case S14).
    Two times in one room are one visit with one label. ``quantities``: what is configured for each visit's event and room.
    ``same_names``: called names already inside a room, so that two Emmas there are told apart (case L15).
    """
    jobs: list[PrintJob] = []
    taken = set(same_names)
    names = {one.fact_id: _distinct(one, people, taken) for one in people}
    for visit in _by_person(people):
        jobs += _name_labels(group_id, visit, quantities.get(_visit_of(visit[0]), ()), names, style)
    by_code: dict[SecurityCode, list[Labelled]] = {}
    for one in people:
        if one.security_code is not None:
            by_code.setdefault(one.security_code, []).append(one)
    for code, children in by_code.items():
        copies = max((_group_copies(quantities.get(_visit_of(child), ())) for child in children), default=1)
        # A self station prints the adult's label once: a second copy is a second key to the same children.
        if copies:
            jobs.append(_security_label(group_id, len(jobs), code, children, names, style))
    return tuple(jobs)


def _by_person(people: Sequence[Labelled]) -> list[list[Labelled]]:
    visits: dict[Visit, list[Labelled]] = {}
    for one in people:
        visits.setdefault(_visit_of(one), []).append(one)
    return list(visits.values())


def _visit_of(one: Labelled) -> Visit:
    return one.person.id, one.location_id


def _times(visit: Sequence[Labelled], style: LabelStyle) -> str:
    return " · ".join(style.clock[moment] for moment in sorted(one.starts_at for one in visit))


def _name_labels(
    group_id: CheckInGroupId,
    visit: Sequence[Labelled],
    quantities: Sequence[LabelQuantity],
    names: Mapping[FactId, str],
    style: LabelStyle,
) -> list[PrintJob]:
    first = visit[0]
    configured = [quantity for quantity in quantities if quantity.prints_for == FOR_A_PERSON]
    copies = sum(quantity.count_for(first.kind) for quantity in configured) if configured else 1
    label = NameLabel(
        check_in_id=_check_in_id(first),
        called_name=names[first.fact_id],
        last_name=first.person.last_name,
        location_name=first.location_name,
        event_name=first.event_name,
        time=_times(visit, style),
        service_date=first.service_date,
        security_code=first.security_code,
        medical=first.person.medical_notes.strip(),
        kind=first.kind.value,
        is_first_time=first.is_first_time,
        is_rehearsal=style.is_rehearsal,
        language=style.language,
    )
    return [
        PrintJob(
            id=PrintJobId(f"{first.fact_id}-name-{copy}"),
            key=f"{first.fact_id}:name:{copy}:0",
            group_id=group_id,
            kind=LabelKind.NAME,
            label=label,
        )
        for copy in range(1, copies + 1)
    ]


def _group_copies(quantities: Sequence[LabelQuantity]) -> int:
    configured = [quantity for quantity in quantities if quantity.prints_for == FOR_A_GROUP]
    return max((quantity.quantity for quantity in configured), default=1)


def _security_label(
    group_id: CheckInGroupId,
    number: int,
    code: SecurityCode,
    children: Sequence[Labelled],
    names: Mapping[FactId, str],
    style: LabelStyle,
) -> PrintJob:
    label = SecurityLabel(
        group_id=group_id,
        security_code=code,
        lines=tuple(
            SecurityLabelLine(names[visit[0].fact_id], visit[0].location_name, _times(visit, style))
            for visit in _by_person(children)
        ),
        event_name=children[0].event_name,
        service_date=children[0].service_date,
        is_rehearsal=style.is_rehearsal,
        language=style.language,
    )
    return PrintJob(
        id=PrintJobId(f"{group_id}-security-{number}"),
        key=f"{group_id}:security:{children[0].person.id}:0",
        group_id=group_id,
        kind=LabelKind.SECURITY,
        label=label,
    )


def _check_in_id(one: Labelled) -> CheckInId:
    return CheckInId(one.fact_id)


def _distinct(one: Labelled, people: Sequence[Labelled], taken: set[tuple[LocationId, str]]) -> str:
    """The called name, with as much of the last name as tells it from the others of the room."""
    others = {
        other.person.called_name
        for other in people
        if other.location_id == one.location_id and other.person.id != one.person.id
    }
    called = one.person.called_name
    if called in others or (one.location_id, called) in taken:
        initial = one.person.last_name[:1]
        return f"{called} {initial}." if initial else called
    return called
