"""What a tap asks for, and whom of it can be recorded where before anybody looks at the seats."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.domain.admission import Verdict
from kiosk.domain.attendance import AttendanceKind, Method
from kiosk.domain.background_check import BackgroundCheck
from kiosk.domain.children import is_adult
from kiosk.domain.ids import CheckInGroupId, EventTimeId, FactId, LocationId, PersonId, StaffId
from kiosk.domain.locations import Location
from kiosk.domain.people import Person
from kiosk.domain.problems import (
    BackgroundCheckMissing,
    CheckInClosed,
    LocationClosed,
    LocationFull,
    NoFittingLocation,
    RatioNotMet,
    Refused,
)
from kiosk.domain.reasons import SEAT_REASONS, RoomReason, TimeReason
from kiosk.domain.recording import Turned, Wanted, digest_of
from kiosk.domain.rooms import refusal_of, why_none
from kiosk.domain.windows import accepts_late_from_staff
from kiosk.services.offers import PersonOffer, TimeOffer


@dataclass(frozen=True, slots=True)
class Want:
    """One person to check in. No time: all that are chosen for the person; no location: the one that would be given."""

    person_id: PersonId
    event_time_id: EventTimeId | None = None
    location_id: LocationId | None = None
    kind: AttendanceKind = AttendanceKind.REGULAR
    note: str = ""
    options: tuple[str, ...] = ()
    """Ids of what was ticked beside the room (`kiosk.domain.check_in_options`)."""


@dataclass(frozen=True, slots=True)
class CheckInRequest:
    """What one tap asks for. ``override`` is a volunteer's reason: their rules instead of the self station's.

    ``tapped``: what was on the screen, where ``wants`` ask for other rooms because those had no seat any more.
    ``staff_id``: the volunteer at a manned station, who may choose a room that is neither yes nor no without a reason.
    """

    nonce: CheckInGroupId
    wants: tuple[Want, ...]
    by: PersonId | None = None
    method: Method = Method.MANUAL
    pass_code: str | None = None
    override: str = ""
    tapped: tuple[Want, ...] | None = None
    staff_id: StaffId | None = None

    @property
    def digest(self) -> str:
        """The request's fingerprint: the same tap has the same one, even if its rooms were chosen anew since."""
        wants = sorted(
            (want.person_id, want.event_time_id or "", want.location_id or "", want.kind.value, *sorted(want.options))
            for want in (self.tapped if self.tapped is not None else self.wants)
        )
        return digest_of((*wants, (self.by or "", "override" if self.override else "")))


def sort_out(
    request: CheckInRequest,
    people: Mapping[PersonId, Person],
    offers: Mapping[PersonId, PersonOffer],
    new_fact_id: Callable[[], FactId],
    background_check: BackgroundCheck,
    now: datetime,
) -> tuple[list[Wanted], list[Turned]]:
    """Who is to be recorded where, and who cannot be.

    ``background_check``: what becomes of those who come to serve without a cleared one.
    Raises LocationFull or RatioNotMet when anyone lacks nothing but a seat: the family is asked again, nothing is written.
    """
    wanted: list[Wanted] = []
    turned: list[Turned] = []
    seatless: list[tuple[Turned, Refused]] = []
    for want in request.wants:
        offer = offers[want.person_id]
        times = [time for time in offer.times if _is_meant(time, want)]
        if not times:
            turned.append(Turned(want.person_id, "CheckInClosed", _closed_reasons(offer), want.event_time_id))
        is_unchecked = background_check.is_missing(people[want.person_id], want.kind)
        for time in times:
            refusal = _time_refusal(time, request, now)
            if is_unchecked and background_check is BackgroundCheck.BLOCK:
                refusal = BackgroundCheckMissing()
            location = None
            if refusal is None:
                location, refusal = _room(time, want, request)
            if location is not None:
                one = _wanted(people[want.person_id], want, time, location, new_fact_id())
                wanted.append(replace(one, is_unchecked=is_unchecked, is_late=TimeReason.WINDOW_CLOSED in time.reasons))
                continue
            assert refusal is not None
            reasons = refusal.details.get("reasons", ())
            assert isinstance(reasons, tuple)
            no = Turned(want.person_id, refusal.name, tuple(str(reason) for reason in reasons), time.event_time.id)
            if isinstance(refusal, (LocationFull, RatioNotMet)) and not time.is_already_in:
                seatless.append((no, refusal))
            turned.append(no)
    if seatless:
        raise type(seatless[0][1])(refused=tuple(no for no, _ in seatless))
    return wanted, turned


def _is_meant(time: TimeOffer, want: Want) -> bool:
    if want.event_time_id is not None:
        return time.event_time.id == want.event_time_id
    return time.is_chosen


def _closed_reasons(offer: PersonOffer) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reason.value for time in offer.times for reason in time.reasons))


def _time_refusal(time: TimeOffer, request: CheckInRequest, now: datetime) -> Refused | None:
    """A volunteer's reason passes windows; while the service runs, latecomers need none at a manned station (case W04)."""
    reasons = tuple(reason for reason in time.reasons if reason is not TimeReason.ALREADY_CHECKED_IN)
    passed: set[TimeReason] = set()
    if request.override:
        passed = {TimeReason.WINDOW_NOT_OPEN, TimeReason.WINDOW_CLOSED}
    elif request.staff_id is not None and accepts_late_from_staff(time.event, time.event_time, now):
        passed = {TimeReason.WINDOW_CLOSED}
    left = tuple(reason.value for reason in reasons if reason not in passed)
    return CheckInClosed(reasons=left) if left else None


def _room(time: TimeOffer, want: Want, request: CheckInRequest) -> tuple[Location | None, Refused | None]:
    """The room asked for, or the one that would be given; a volunteer's word passes filters and soft limits, not a closed door.

    Where nothing speaks against a room but nobody knows, staff choose without giving a reason (policy "Three values").
    """
    is_override = bool(request.override)
    if want.location_id is None:
        if time.location is not None:
            return time.location, None
        if is_override:
            passed = next(
                (one for one in time.candidates if SEAT_REASONS.issuperset(one.reasons) and one.reasons), None
            )
            if passed is not None:
                return passed.location, None
        return None, why_none(time.candidates)
    asked = next((one for one in time.candidates if one.location.id == want.location_id), None)
    if asked is None:
        return None, NoFittingLocation(reasons=(RoomReason.NOT_AT_THIS_TIME.value,))
    if is_override:
        # A reason passes filters and seats; a closed door is opened in the room.
        is_closed = RoomReason.CLOSED in asked.reasons
        return (None, LocationClosed(reasons=(RoomReason.CLOSED.value,))) if is_closed else (asked.location, None)
    if request.staff_id is not None and asked.verdict is Verdict.UNKNOWN:
        return asked.location, None
    refusal = refusal_of(asked)
    return (asked.location, None) if refusal is None else (None, refusal)


def _wanted(person: Person, want: Want, time: TimeOffer, location: Location, fact_id: FactId) -> Wanted:
    return Wanted(
        person=person,
        event_time=time.event_time,
        location=location,
        kind=want.kind,
        fact_id=fact_id,
        # Adults and volunteers take nobody home by a code (case S14).
        needs_code=want.kind is not AttendanceKind.VOLUNTEER and not is_adult(person, time.service_date),
        service_date=time.service_date,
        may_return=time.event.settings.lets_come_back,
        may_double=not time.event.settings.stops_doubles,
        note=want.note.strip(),
        options=want.options,
    )
