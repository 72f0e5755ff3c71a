"""Which room for this person at this time: every room of the time as a candidate, in order, each with its reasons.

tree = LocationTree.of(locations, links, event.id)           # once per event and pull
candidates = resolve(RoomQuestion(person, event, event_time, tree, service_date, inside=...))
location = chosen(candidates)                                # None: ask a missing fact, or a volunteer
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kiosk.domain.admission import Admission, PersonAtService, Verdict, admits
from kiosk.domain.ages import MonthDay
from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.grades import DEFAULT_PROMOTION, LAST_GRADE
from kiosk.domain.history import PastCheckIn, last_room
from kiosk.domain.ids import LocationId, NodeId
from kiosk.domain.location_tree import LocationTree, Room
from kiosk.domain.locations import Location
from kiosk.domain.people import Person
from kiosk.domain.preferences import (
    Draft,
    Drafts,
    Tier,
    head_of,
    hide_age_rooms,
    place_overflow,
    prefer_last_room,
    sort_key,
)
from kiosk.domain.problems import LocationClosed, LocationFull, NoFittingLocation, RatioNotMet, Refused
from kiosk.domain.reasons import STATE_REASONS, RoomReason
from kiosk.domain.schedule import Event, EventTime
from kiosk.domain.seats import EMPTY, Occupancy, ask_for_seats

_ADMITTED = Admission(Verdict.FITS)
_NO_HISTORY = Admission(Verdict.UNKNOWN, (RoomReason.NO_HISTORY,))
_NOT_OFFERED = (RoomReason.NOT_AT_THIS_TIME,)
_VERDICT_ORDER = {verdict: rank for rank, verdict in enumerate(Verdict)}


@dataclass(frozen=True, slots=True)
class RoomQuestion:
    """Everything the answer depends on.

    ``service_date`` is the church's date of the time's start. ``inside``: who is in each location at this event time, anyone
    checked in through Planning Center's own app included. ``nearness``: ``Hierarchy.nearness`` of the person's groups, None if
    groups are not known. ``history``: the person's. ``scope``: the station's locations, None for all.
    ``acknowledged``: staff have seen the warnings of rooms that only warn about their ratio.
    """

    person: Person
    event: Event
    event_time: EventTime
    tree: LocationTree
    service_date: date
    inside: Mapping[LocationId, Occupancy] = field(default_factory=dict)
    nearness: Mapping[NodeId, int] | None = field(default_factory=dict)
    history: Sequence[PastCheckIn] = ()
    promotion: MonthDay = DEFAULT_PROMOTION
    kind: AttendanceKind = AttendanceKind.REGULAR
    scope: Collection[LocationId] | None = None
    acknowledged: bool = False

    @property
    def is_volunteer(self) -> bool:
        """Whether the person comes to serve; filters and seats are for those who attend."""
        return self.kind is AttendanceKind.VOLUNTEER


@dataclass(frozen=True, slots=True)
class Candidate:
    """A room's answer. ``tier`` is that by which it would be chosen; ``reasons`` also tell what to know about one that fits.

    ``stands_in_for``: the room whose overflow list it is on; ``is_held_back`` while that one still has a seat.
    """

    location: Location
    verdict: Verdict
    tier: Tier
    reasons: tuple[RoomReason, ...] = ()
    stands_in_for: LocationId | None = None
    is_held_back: bool = False

    @property
    def would_be_given(self) -> bool:
        """Whether the room may be given without anybody choosing it."""
        return self.verdict is Verdict.FITS and self.tier is not Tier.NONE


def resolve(question: RoomQuestion) -> tuple[Candidate, ...]:
    """Every room of the time: those that fit in order of preference, then the unknown, then the refused.

    Planning Center's documented order (last room unless a different grade room fits, grade, age), members' rooms before it and
    rooms without a filter after it; ties by narrower range, position, name (cases.md). Who serves may enter every open room, but
    is given only one served in before or the own group's.
    """
    someone = PersonAtService.of(
        question.person, question.service_date, question.event.settings, question.nearness, question.promotion
    )
    offered = question.tree.offered(question.event_time.location_ids)
    drafts: Drafts = {
        room.location.id: _draft(room, question, someone, room.location.id in offered)
        for room in question.tree.rooms
        if question.scope is None or room.location.id in question.scope
    }
    is_volunteer = question.is_volunteer
    has_filters = not (is_volunteer or question.person.ignore_filters)
    last = last_room(
        question.history, question.tree.room_by_id, question.event_time.starts_at, as_volunteer=is_volunteer
    )
    if has_filters:
        drafts = place_overflow(drafts, question.tree)
    drafts = prefer_last_room(drafts, last, promotes=has_filters)
    if has_filters and question.event.settings.grade_hides_age:
        drafts = hide_age_rooms(drafts)
    if question.person.ignore_filters and not is_volunteer:
        drafts = _only_by_history(drafts)
    is_unmatched = has_filters and _grade_is_unmatched(drafts.values(), someone)
    candidates = [
        (sort_key(draft, drafts), _candidate(draft, head_of(draft, drafts).tier, is_unmatched))
        for draft in drafts.values()
    ]
    candidates.sort(key=lambda pair: (_VERDICT_ORDER[pair[1].verdict], pair[0]))
    return tuple(candidate for _, candidate in candidates)


def _draft(room: Room, question: RoomQuestion, someone: PersonAtService, is_offered: bool) -> Draft:
    inside = question.inside.get(room.location.id, EMPTY)
    is_volunteer = question.kind is AttendanceKind.VOLUNTEER
    state: tuple[RoomReason, ...] = () if is_offered else _NOT_OFFERED
    warnings: tuple[RoomReason, ...] = ()
    if not room.is_open:
        state += (RoomReason.CLOSED,)
    elif room.has_limit and not is_volunteer and question.person.id not in inside.person_ids:
        is_guest = question.kind is AttendanceKind.GUEST
        answer = ask_for_seats(
            room.location, inside, regulars=1 - is_guest, guests=int(is_guest), acknowledged=question.acknowledged
        )
        state += answer.refusals
        warnings = answer.warnings
    nearness = someone.nearest_of(room)
    if is_volunteer:
        admission, tier = _ADMITTED, Tier.NONE if nearness is None else Tier.MEMBERS
    elif question.person.ignore_filters:
        admission, tier = _ADMITTED, Tier.NONE
    else:
        admission, tier = admits(room, someone), _tier(room, nearness)
    return Draft(room, admission, state, tier, nearness or 0, inside.attendees, warnings)


def _tier(room: Room, nearness: int | None) -> Tier:
    if nearness is not None:
        return Tier.MEMBERS
    if room.is_members_only:
        return Tier.NONE
    if room.has_grade_filter:
        return Tier.GRADE
    return Tier.AGE if room.has_age_filter else Tier.OPEN


def _grade_is_unmatched(drafts: Collection[Draft], someone: PersonAtService) -> bool:
    """Whether the event keeps rooms by grade, but none for this pupil's (case R25)."""
    grade = someone.grade
    if grade is None or grade > LAST_GRADE:
        return False
    ranges = [
        (draft.room.location.grade_min, draft.room.location.grade_max)
        for draft in drafts
        if draft.room.has_grade_filter and RoomReason.NOT_AT_THIS_TIME not in draft.state
    ]
    return bool(ranges) and not any(
        (low is None or grade >= low) and (high is None or grade <= high) for low, high in ranges
    )


def _only_by_history(drafts: Drafts) -> Drafts:
    """Without filters nothing says which room, save where the person was last (cases R29, R30)."""
    return {
        location_id: replace(draft, admission=_NO_HISTORY) if draft.tier is Tier.NONE else draft
        for location_id, draft in drafts.items()
    }


def _candidate(draft: Draft, tier: Tier, is_unmatched: bool) -> Candidate:
    is_refused = draft.admission.verdict is Verdict.REFUSED
    reasons = draft.admission.reasons
    if is_refused or draft.state:
        verdict = Verdict.REFUSED
        reasons = (*(reasons if is_refused else ()), *draft.state)
    else:
        verdict = draft.admission.verdict
        if verdict is Verdict.FITS:
            reasons = draft.warnings
            if is_unmatched and draft.room.has_age_filter and not draft.room.has_grade_filter:
                reasons = (RoomReason.GRADE_UNMATCHED, *reasons)
    return Candidate(draft.room.location, verdict, tier, reasons, draft.patron, draft.is_held_back)


def chosen(candidates: Sequence[Candidate]) -> Location | None:
    """The room that would be given: the first that fits; an unknown one never by itself."""
    best = best_candidate(candidates)
    return best.location if best is not None else None


def best_candidate(candidates: Sequence[Candidate]) -> Candidate | None:
    """Like ``chosen``, with its tier and reasons."""
    return next((candidate for candidate in candidates if candidate.would_be_given), None)


def why_none(candidates: Sequence[Candidate]) -> Refused:
    """What to raise when no room would be given; ``details.reasons`` holds every reason met, in order.

    A room that admits the person but is full, short of volunteers or closed says so (case K19); else nothing fits.
    """
    if not candidates:
        return NoFittingLocation(reasons=(RoomReason.NOT_AT_THIS_TIME,))
    reasons = tuple(dict.fromkeys(reason for candidate in candidates for reason in candidate.reasons))
    nearly = {
        reason
        for candidate in candidates
        if candidate.reasons and STATE_REASONS.issuperset(candidate.reasons)
        for reason in candidate.reasons
    }
    if RoomReason.FULL in nearly:
        return LocationFull(reasons=reasons)
    if RoomReason.BELOW_RATIO in nearly or RoomReason.TOO_FEW_VOLUNTEERS in nearly:
        return RatioNotMet(reasons=reasons)
    if RoomReason.CLOSED in nearly and not any(candidate.verdict is Verdict.UNKNOWN for candidate in candidates):
        return LocationClosed(reasons=reasons)
    return NoFittingLocation(reasons=reasons)


def telling_reasons(candidates: Sequence[Candidate]) -> tuple[RoomReason, ...]:
    """Why no room would be given, as short as it can be said: what keeps the person from the rooms that nearly fit.

    Those are rooms that only the moment closes (full, closed, volunteers), then rooms that a missing fact leaves undecided;
    without any, every reason there is. Never empty.
    """
    by_the_moment = [one for one in candidates if one.reasons and STATE_REASONS.issuperset(one.reasons)]
    undecided = [one for one in candidates if one.verdict is Verdict.UNKNOWN]
    nearly = dict.fromkeys(reason for one in (*by_the_moment, *undecided) for reason in one.reasons)
    if nearly:
        return tuple(nearly)
    everything = dict.fromkeys(reason for candidate in candidates for reason in candidate.reasons)
    return tuple(everything) or (RoomReason.NOT_AT_THIS_TIME,)


def refusal_of(candidate: Candidate) -> Refused | None:
    """What to raise when a family asks for this very room; None if they may have it. Unknown rooms are for staff."""
    if candidate.verdict is Verdict.FITS:
        return None
    return why_none((candidate,))
