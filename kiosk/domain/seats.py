"""Who takes a seat and whether there is one: soft and absolute limits, guests, volunteers and ratio."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kiosk.domain.attendance import AttendanceKind, CheckIn
from kiosk.domain.history import PastCheckIn
from kiosk.domain.ids import EventTimeId, LocationId, PersonId
from kiosk.domain.locations import Location
from kiosk.domain.problems import LocationClosed, LocationFull, RatioNotMet, Refused
from kiosk.domain.reasons import RoomReason

Place = tuple[EventTimeId, LocationId]
"""What seats are counted by: each event time for itself (cases.md, policy "Scopes")."""


@dataclass(frozen=True, slots=True)
class Occupancy:
    """Who is inside a location at an event time. ``person_ids`` are those among them who have a record."""

    regulars: int = 0
    guests: int = 0
    volunteers: int = 0
    person_ids: frozenset[PersonId] = frozenset()

    @property
    def attendees(self) -> int:
        """Everyone who takes a seat: regulars and guests; volunteers do not."""
        return self.regulars + self.guests

    def with_one(self, person_id: PersonId, kind: str) -> "Occupancy":
        """The same with one more person inside, unless already counted."""
        if person_id and person_id in self.person_ids:
            return self
        inside = self.person_ids | {person_id} if person_id else self.person_ids
        if kind == AttendanceKind.VOLUNTEER:
            return replace(self, volunteers=self.volunteers + 1, person_ids=inside)
        if kind == AttendanceKind.GUEST:
            return replace(self, guests=self.guests + 1, person_ids=inside)
        return replace(self, regulars=self.regulars + 1, person_ids=inside)


EMPTY = Occupancy()


def occupancies(check_ins: Iterable[CheckIn], elsewhere: Iterable[PastCheckIn] = ()) -> dict[Place, Occupancy]:
    """Who is inside where: of ours and of those checked in through Planning Center's own app, the departed left out.

    Nobody counts twice at an event time: ours come before theirs, a first check-in before its duplicate.
    """
    counted: set[tuple[EventTimeId, PersonId]] = set()
    kinds: dict[Place, list[str]] = {}
    people: dict[Place, list[PersonId]] = {}

    # Everyone of the day is looked at for every family: nothing is made here that is thrown away again.
    def count(time_id: EventTimeId, location_id: LocationId, person_id: PersonId, kind: str) -> None:
        place = (time_id, location_id)
        if person_id:
            if (time_id, person_id) in counted:
                return
            counted.add((time_id, person_id))
            people.setdefault(place, []).append(person_id)
        kinds.setdefault(place, []).append(kind)

    for ours in sorted(check_ins, key=lambda one: (one.is_duplicate, one.checked_in_at, one.id)):
        if ours.is_inside:
            count(ours.event_time_id, ours.location_id, ours.person_id, ours.kind)
    for theirs in sorted(elsewhere, key=lambda one: (one.checked_in_at, one.id)):
        if theirs.checked_out_at is None and theirs.event_time_id is not None and theirs.location_id is not None:
            count(theirs.event_time_id, theirs.location_id, theirs.person_id, theirs.kind.lower())
    return {place: _occupancy(of_place, people.get(place, ())) for place, of_place in kinds.items()}


def _occupancy(kinds: Sequence[str], people: Iterable[PersonId]) -> Occupancy:
    guests, volunteers = kinds.count(AttendanceKind.GUEST), kinds.count(AttendanceKind.VOLUNTEER)
    return Occupancy(len(kinds) - guests - volunteers, guests, volunteers, frozenset(people))


@dataclass(frozen=True, slots=True)
class SeatAnswer:
    """Whether people may sit down. ``warnings`` are refusals that a location only warns about, once acknowledged."""

    refusals: tuple[RoomReason, ...] = ()
    warnings: tuple[RoomReason, ...] = ()


_SEATED = SeatAnswer()


def ask_for_seats(
    location: Location,
    inside: Occupancy,
    *,
    regulars: int = 0,
    guests: int = 0,
    volunteers: int = 0,
    override: bool = False,
    acknowledged: bool = False,
) -> SeatAnswer:
    """Whether so many more may enter together; volunteers who come along are counted first (case K11).

    An override passes everything but the absolute limit; ``acknowledged`` turns what a location only warns about from a
    refusal into a warning. Volunteers alone are never refused (K10).
    """
    more = regulars + guests
    if more == 0:
        return _SEATED
    attendees = inside.regulars + inside.guests + more
    if location.additions.absolute_limit is not None and attendees > location.additions.absolute_limit:
        return SeatAnswer((RoomReason.FULL,))
    if override:
        return _SEATED
    refusals: tuple[RoomReason, ...] = ()
    guest_limit = location.additions.guest_limit
    if (location.max_occupancy is not None and attendees > location.max_occupancy) or (
        guests and guest_limit is not None and inside.guests + guests > guest_limit
    ):
        refusals = (RoomReason.FULL,)
    short = _too_few_adults(location, attendees, inside.volunteers + volunteers)
    if short and location.additions.ratio_only_warns and acknowledged:
        return SeatAnswer(refusals, short)
    return SeatAnswer(refusals + short) if refusals or short else _SEATED


def _too_few_adults(location: Location, attendees: int, volunteers: int) -> tuple[RoomReason, ...]:
    reasons: tuple[RoomReason, ...] = ()
    ratio = location.attendees_per_volunteer
    if ratio is not None and ratio > 0 and attendees > ratio * volunteers:
        reasons = (RoomReason.BELOW_RATIO,)
    if location.min_volunteers is not None and volunteers < location.min_volunteers:
        reasons += (RoomReason.TOO_FEW_VOLUNTEERS,)
    return reasons


@dataclass(frozen=True, slots=True)
class SeatRequest:
    """One person who wants into one location at one event time."""

    person_id: PersonId
    event_time_id: EventTimeId
    location_id: LocationId
    kind: AttendanceKind = AttendanceKind.REGULAR


@dataclass(frozen=True, slots=True)
class SeatRefusal:
    """A request that is refused (or warned about), and why."""

    request: SeatRequest
    reasons: tuple[RoomReason, ...]


@dataclass(frozen=True, slots=True)
class SeatOutcome:
    """All or none: a household is granted its seats only if nothing is refused (cases K04, K24)."""

    refused: tuple[SeatRefusal, ...] = ()
    warnings: tuple[SeatRefusal, ...] = ()

    def problem(self) -> Refused | None:
        """What to raise when nothing may be written: a closed room first, then a full one, then too few volunteers."""
        reasons = {reason for refusal in self.refused for reason in refusal.reasons}
        if not reasons:
            return None
        if RoomReason.CLOSED in reasons:
            return LocationClosed(refused=self.refused)
        if RoomReason.FULL in reasons:
            return LocationFull(refused=self.refused)
        return RatioNotMet(refused=self.refused)


def seat_household(
    requests: Sequence[SeatRequest],
    locations: Mapping[LocationId, Location],
    inside: Mapping[Place, Occupancy],
    *,
    closed: Container[LocationId] = (),
    override: bool = False,
    acknowledged: bool = False,
) -> SeatOutcome:
    """Whether a whole household gets its seats, on the counts as they are at this moment.

    ``closed`` are the locations closed themselves or by a folder above; nobody enters those, not even by override. Whoever is
    already counted inside needs no seat (K03). A refused place names everyone who asked for it.
    """
    refused: list[SeatRefusal] = []
    warnings: list[SeatRefusal] = []
    by_place: dict[Place, list[SeatRequest]] = {}
    for request in requests:
        by_place.setdefault((request.event_time_id, request.location_id), []).append(request)
    for place, asking in by_place.items():
        if place[1] in closed:
            refused.extend(SeatRefusal(request, (RoomReason.CLOSED,)) for request in asking)
            continue
        here = inside.get(place, EMPTY)
        new = [request for request in asking if request.person_id not in here.person_ids]
        kinds = [request.kind for request in new]
        answer = ask_for_seats(
            locations[place[1]],
            here,
            regulars=kinds.count(AttendanceKind.REGULAR),
            guests=kinds.count(AttendanceKind.GUEST),
            volunteers=kinds.count(AttendanceKind.VOLUNTEER),
            override=override,
            acknowledged=acknowledged,
        )
        seated = [request for request in new if request.kind is not AttendanceKind.VOLUNTEER]
        if answer.refusals:
            refused.extend(SeatRefusal(request, answer.refusals) for request in seated)
        if answer.warnings:
            warnings.extend(SeatRefusal(request, answer.warnings) for request in seated)
    return SeatOutcome(tuple(refused), tuple(warnings))
