"""Which labels a check-in group prints: one for each person, one for the adult who takes them home, unless the church says otherwise."""

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.ids import CheckInGroupId, CheckInId, FactId, LocationId, PersonId, PrintJobId, SecurityCode
from kiosk.domain.label_names import NamedInside, told_apart
from kiosk.domain.labels import (
    AllergyLabel,
    Label,
    LabelKind,
    NameLabel,
    PrintJob,
    RoomListLabel,
    RoomListLine,
    SecurityLabel,
    SecurityLabelLine,
    kind_of,
)
from kiosk.domain.people import Person

FOR_A_PERSON = "Person"
FOR_A_GROUP = "Group"
_STICKER = "allerg"
"""A label that the church calls so is the sticker, and only for somebody with medical notes."""

Visit = tuple[PersonId, LocationId]
"""One person in one room, at one time or more."""


class OncePer(enum.StrEnum):
    """How often a label for a person is printed: for each room of a person (as Planning Center does), or less (cases L01, L02)."""

    VISIT = "visit"
    PERSON = "person"
    LOCATION = "location"
    FAMILY = "family"


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
    label_id: str = ""
    once_per: OncePer = OncePer.VISIT

    def count_for(self, kind: AttendanceKind) -> int:
        """How many for somebody of this kind."""
        wanted = {
            AttendanceKind.REGULAR: self.for_regular,
            AttendanceKind.GUEST: self.for_guest,
            AttendanceKind.VOLUNTEER: self.for_volunteer,
        }
        return self.quantity if wanted[kind] else 0

    @property
    def is_sticker(self) -> bool:
        """Whether it warns of what somebody must not get."""
        return _STICKER in self.label_name.casefold()


DEFAULT_LABEL = "name"
"""What the settings call the label that a person gets where the church configured none."""
_DEFAULT = LabelQuantity(FOR_A_PERSON, 1, True, True, True, label_name=DEFAULT_LABEL)


def inherited(quantities: Iterable[LabelQuantity], path: Sequence[LocationId]) -> tuple[LabelQuantity, ...]:
    """What is printed for a room: of each label what the room says, else its folder, else the folder above, else the event.

    ``path``: the room, then its folders upwards. A quantity of 0 switches off what was said above.
    """
    levels: dict[LocationId | None, int] = {location_id: depth for depth, location_id in enumerate(path)}
    levels[None] = len(path)
    found = [quantity for quantity in quantities if quantity.location_id in levels]
    nearest: dict[str, int] = {}
    for quantity in found:
        if quantity.label_id:
            level = levels[quantity.location_id]
            nearest[quantity.label_id] = min(level, nearest.get(quantity.label_id, level))
    return tuple(
        quantity
        for quantity in found
        if not quantity.label_id or levels[quantity.location_id] == nearest[quantity.label_id]
    )


@dataclass(frozen=True, slots=True)
class Labelled:
    """One recorded check-in with what its label says. ``starts_at`` is in the church's zone.

    ``options``: labels of the options that were ticked, on top of the others.
    """

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
    options: tuple[LabelQuantity, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelStyle:
    """What all labels of a station share. ``clock`` says a time as people read it.

    ``most_adult_labels``: at a self station one, since a second copy is a second key to the same children.
    ``once_per``: how often, by the church's name of a label in lower case, where not for every visit.
    """

    language: str
    is_rehearsal: bool
    clock: Mapping[datetime, str]
    most_adult_labels: int = 1
    once_per: Mapping[str, OncePer] = field(default_factory=dict)


def labels_for(
    group_id: CheckInGroupId,
    people: Sequence[Labelled],
    quantities: Mapping[Visit, Sequence[LabelQuantity]],
    style: LabelStyle,
    inside: Iterable[NamedInside] = (),
) -> tuple[PrintJob, ...]:
    """The jobs in printing order: every person's labels, then the adult's (case L03).

    Where the church configured none a person gets one, and the household one more if anybody has a code (case S14).
    Two times in one room are one visit with one label. ``quantities``: what is `inherited` for each visit.
    ``inside``: who is in those rooms already, so that two Emmas there are told apart (case L15).
    """
    ours = [NamedInside.of(one.person, one.location_id) for one in people]
    others = [*ours, *inside]
    names = {one.fact_id: told_apart(name, others) for one, name in zip(people, ours, strict=True)}
    return _Choice(group_id, people, quantities, style, names, set(), []).jobs()


@dataclass(frozen=True, slots=True)
class _Choice:
    """The labels of one tap in the making. ``_seen``: what was printed once already; ``_jobs``: what there is so far."""

    _group_id: CheckInGroupId
    _people: Sequence[Labelled]
    _quantities: Mapping[Visit, Sequence[LabelQuantity]]
    _style: LabelStyle
    _names: Mapping[FactId, str]
    _seen: set[tuple[str, str]]
    _jobs: list[PrintJob]

    def jobs(self) -> tuple[PrintJob, ...]:
        for visit in _by_person(self._people):
            self._of_visit(visit)
        by_code: dict[SecurityCode, list[Labelled]] = {}
        for one in self._people:
            if one.security_code is not None:
                by_code.setdefault(one.security_code, []).append(one)
        for code, children in by_code.items():
            self._of_adult(code, children)
        return tuple(self._jobs)

    def _of_visit(self, visit: Sequence[Labelled]) -> None:
        first = visit[0]
        configured = self._quantities.get(_visit_of(first), ()) or (_DEFAULT,)
        options = {(option.label_id, option.label_name): option for one in visit for option in one.options}
        plain = 0
        for number, quantity in enumerate([*configured, *options.values()]):
            copies = quantity.count_for(first.kind) if quantity.prints_for == FOR_A_PERSON else 0
            once_per = self._style.once_per.get(quantity.label_name.casefold(), quantity.once_per)
            if not copies or not self._is_due(quantity, once_per, first, number):
                continue
            if once_per in (OncePer.LOCATION, OncePer.FAMILY):
                self._add(first.fact_id, self._list_label(once_per, first), copies)
            elif not quantity.is_sticker:
                plain += copies
            elif first.person.medical_notes.strip():
                self._add(first.fact_id, self._sticker(visit), copies)
        self._add(first.fact_id, self._name_label(visit), plain)

    def _is_due(self, quantity: LabelQuantity, once_per: OncePer, one: Labelled, number: int) -> bool:
        """Whether this label was not printed yet for as long as it is printed once."""
        label = quantity.label_id or quantity.label_name or str(number)
        scope: tuple[str, str]
        match once_per:
            case OncePer.VISIT:
                return True
            case OncePer.PERSON:
                scope = (label, one.person.id)
            case OncePer.LOCATION:
                scope = (label, one.location_id)
            case OncePer.FAMILY:
                scope = (label, "")
        is_due = scope not in self._seen
        self._seen.add(scope)
        return is_due

    def _add(self, owner: str, label: Label, copies: int) -> None:
        kind = kind_of(label)
        taken = sum(job.kind is kind and job.key.startswith(f"{owner}:") for job in self._jobs)
        for copy in range(taken + 1, taken + copies + 1):
            self._jobs.append(
                PrintJob(
                    id=PrintJobId(f"{owner}-{kind.value}-{copy}"),
                    key=f"{owner}:{kind.value}:{copy}:0",
                    group_id=self._group_id,
                    kind=kind,
                    label=label,
                )
            )

    def _of_adult(self, code: SecurityCode, children: Sequence[Labelled]) -> None:
        copies = max(_group_copies(self._quantities.get(_visit_of(child), ()), child.kind) for child in children)
        label = SecurityLabel(
            group_id=self._group_id,
            security_code=code,
            lines=tuple(
                SecurityLabelLine(
                    self._names[visit[0].fact_id], visit[0].location_name, _times(visit, self._style.clock)
                )
                for visit in _by_person(children)
            ),
            event_name=children[0].event_name,
            service_date=children[0].service_date,
            is_rehearsal=self._style.is_rehearsal,
            language=self._style.language,
        )
        for copy in range(1, min(copies, self._style.most_adult_labels) + 1):
            self._jobs.append(
                PrintJob(
                    id=PrintJobId(f"{self._group_id}-security-{len(self._jobs)}"),
                    key=f"{self._group_id}:security:{children[0].person.id}:0" + (f"-{copy}" if copy > 1 else ""),
                    group_id=self._group_id,
                    kind=LabelKind.SECURITY,
                    label=label,
                )
            )

    def _name_label(self, visit: Sequence[Labelled]) -> NameLabel:
        first = visit[0]
        return NameLabel(
            check_in_id=CheckInId(first.fact_id),
            called_name=self._names[first.fact_id],
            last_name=first.person.last_name,
            location_name=first.location_name,
            event_name=first.event_name,
            time=_times(visit, self._style.clock),
            service_date=first.service_date,
            security_code=first.security_code,
            medical=first.person.medical_notes.strip(),
            kind=first.kind.value,
            is_first_time=first.is_first_time,
            is_rehearsal=self._style.is_rehearsal,
            language=self._style.language,
        )

    def _sticker(self, visit: Sequence[Labelled]) -> AllergyLabel:
        first = visit[0]
        return AllergyLabel(
            check_in_id=CheckInId(first.fact_id),
            called_name=self._names[first.fact_id],
            last_name=first.person.last_name,
            location_name=first.location_name,
            event_name=first.event_name,
            time=_times(visit, self._style.clock),
            service_date=first.service_date,
            security_code=first.security_code,
            medical=first.person.medical_notes.strip(),
            is_rehearsal=self._style.is_rehearsal,
            language=self._style.language,
        )

    def _list_label(self, once_per: OncePer, first: Labelled) -> RoomListLabel:
        """One label for everybody of the tap in a room, or for the whole family."""
        is_for_room = once_per is OncePer.LOCATION
        visits = [
            visit for visit in _by_person(self._people) if not is_for_room or visit[0].location_id == first.location_id
        ]
        moments = sorted({one.starts_at for visit in visits for one in visit})
        return RoomListLabel(
            location_name=first.location_name if is_for_room else first.event_name,
            event_name=first.event_name,
            time=" · ".join(self._style.clock[moment] for moment in moments),
            service_date=first.service_date,
            lines=tuple(
                RoomListLine(
                    self._names[visit[0].fact_id],
                    visit[0].person.last_name,
                    visit[0].person.medical_notes.strip(),
                    visit[0].kind.value,
                    visit[0].security_code,
                )
                for visit in visits
            ),
            is_rehearsal=self._style.is_rehearsal,
            language=self._style.language,
        )


def _by_person(people: Sequence[Labelled]) -> list[list[Labelled]]:
    visits: dict[Visit, list[Labelled]] = {}
    for one in people:
        visits.setdefault(_visit_of(one), []).append(one)
    return list(visits.values())


def _visit_of(one: Labelled) -> Visit:
    return one.person.id, one.location_id


def _times(visit: Sequence[Labelled], clock: Mapping[datetime, str]) -> str:
    return " · ".join(clock[moment] for moment in sorted(one.starts_at for one in visit))


def _group_copies(quantities: Sequence[LabelQuantity], kind: AttendanceKind) -> int:
    """How many tags for somebody of this kind; one where the church says nothing, since without it nobody is handed over."""
    return max((quantity.count_for(kind) for quantity in quantities if quantity.prints_for == FOR_A_GROUP), default=1)
