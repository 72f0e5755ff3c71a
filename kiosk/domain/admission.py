"""Whom a location admits: yes, no or unknown, filter by filter."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kiosk.domain.ages import MonthDay, age_in_months, ages_on, known_birthdate
from kiosk.domain.children import is_adult, is_child
from kiosk.domain.grades import DEFAULT_PROMOTION, effective_grade
from kiosk.domain.ids import NodeId
from kiosk.domain.location_tree import Room
from kiosk.domain.locations import ChildOrAdult, Location
from kiosk.domain.people import Person
from kiosk.domain.reasons import RoomReason
from kiosk.domain.schedule import EventSettings

NO_NODES: Mapping[NodeId, int] = MappingProxyType({})
_DEFAULTS = EventSettings()


class Verdict(enum.StrEnum):
    """Three values: *no* excludes; *unknown* is never chosen by itself (cases.md, policies)."""

    FITS = "fits"
    UNKNOWN = "unknown"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Admission:
    """A location's answer to one person, with the reasons that make it so."""

    verdict: Verdict
    reasons: tuple[RoomReason, ...] = ()


_YES = Admission(Verdict.FITS)


@dataclass(frozen=True, slots=True)
class PersonAtService:
    """A person as rooms see them on one day; make it once with ``of`` and ask it of every room.

    ``nearness``: how many steps up from the person's groups each node is; None if groups are not known here.
    ``default_day`` is the day ages are taken on where a room names none.
    """

    person: Person
    service_date: date
    default_day: date
    birthdate: date | None
    grade: int | None
    is_child: bool
    is_adult: bool
    settings: EventSettings
    nearness: Mapping[NodeId, int] | None

    @classmethod
    def of(
        cls,
        person: Person,
        service_date: date,
        settings: EventSettings = _DEFAULTS,
        nearness: Mapping[NodeId, int] | None = NO_NODES,
        promotion: MonthDay = DEFAULT_PROMOTION,
    ) -> "PersonAtService":
        """The person on the church's date of a service."""
        grade = effective_grade(person, service_date, promotion)
        return cls(
            person=person,
            service_date=service_date,
            default_day=ages_on(service_date, settings.as_of),
            birthdate=known_birthdate(person.birthdate),
            grade=grade,
            is_child=is_child(person, service_date, grade),
            is_adult=is_adult(person, service_date),
            settings=settings,
            nearness=nearness,
        )

    def months_on(self, day: date) -> int | None:
        """Age in months on a day that counts, 0 for who was born after it; None without a possible birthdate."""
        if self.birthdate is None or self.birthdate > self.service_date:
            return None
        return max(0, age_in_months(self.birthdate, day))

    def nearest_of(self, room: Room) -> int | None:
        """How near the person's groups are to a members' room; None if it is not theirs."""
        if not room.member_node_ids or not self.nearness:
            return None
        return min((self.nearness[node] for node in room.member_node_ids if node in self.nearness), default=None)


def admits(room: Room, someone: PersonAtService) -> Admission:
    """Whether a room's filters admit a person; whether it is open and has a seat is asked elsewhere.

    A person with ``ignore_filters`` may enter anywhere (pco/API.md 7.3).
    """
    if someone.person.ignore_filters:
        return _YES
    refusals: list[RoomReason] = []
    unknowns: list[RoomReason] = []
    location = room.location
    if room.has_age_filter:
        _ask_age(location, someone, refusals, unknowns)
    if room.has_grade_filter:
        _ask_grade(location, someone, refusals, unknowns)
    if location.gender is not None and location.gender != someone.person.gender:
        if someone.person.gender is not None:
            refusals.append(RoomReason.GENDER_MISMATCH)
        else:
            _missing(RoomReason.GENDER_MISSING, "gender", someone, refusals, unknowns)
    if location.child_or_adult is ChildOrAdult.CHILD and not someone.is_child:
        refusals.append(RoomReason.CHILDREN_ONLY)
    elif location.child_or_adult is ChildOrAdult.ADULT and not someone.is_adult:
        refusals.append(RoomReason.ADULTS_ONLY)
    if room.is_members_only and someone.nearest_of(room) is None:
        (unknowns if someone.nearness is None else refusals).append(RoomReason.NOT_A_MEMBER)
    if refusals:
        return Admission(Verdict.REFUSED, tuple(refusals))
    if unknowns:
        return Admission(Verdict.UNKNOWN, tuple(unknowns))
    return _YES


def _ask_age(
    location: Location, someone: PersonAtService, refusals: list[RoomReason], unknowns: list[RoomReason]
) -> None:
    if someone.birthdate is None:
        _missing(RoomReason.BIRTHDATE_MISSING, "birthdate", someone, refusals, unknowns)
        return
    months = someone.months_on(location.age_on or location.effective_date or someone.default_day)
    if months is None:
        refusals.append(RoomReason.BIRTHDATE_INVALID)
    elif location.age_min_in_months is not None and months < location.age_min_in_months:
        refusals.append(RoomReason.AGE_TOO_YOUNG)
    elif location.age_max_in_months is not None and months > location.age_max_in_months:
        refusals.append(RoomReason.AGE_TOO_OLD)


def _ask_grade(
    location: Location, someone: PersonAtService, refusals: list[RoomReason], unknowns: list[RoomReason]
) -> None:
    grade = someone.grade
    if grade is None:
        _missing(RoomReason.GRADE_MISSING, "grade", someone, refusals, unknowns)
    elif location.grade_min is not None and grade < location.grade_min:
        refusals.append(RoomReason.GRADE_TOO_LOW)
    elif location.grade_max is not None and grade > location.grade_max:
        refusals.append(RoomReason.GRADE_TOO_HIGH)


def _missing(
    reason: RoomReason,
    fact: str,
    someone: PersonAtService,
    refusals: list[RoomReason],
    unknowns: list[RoomReason],
) -> None:
    (refusals if fact in someone.settings.required_facts else unknowns).append(reason)
