"""From a tap to what is written: the decision made inside the transaction, on the state as it is at that moment."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from kiosk.domain.attendance import AttendanceKind, CheckIn, Method, fold
from kiosk.domain.decisions import AttendanceView, Decision
from kiosk.domain.facts import Fact, FactKind, FactWords, NewFact, moment_text
from kiosk.domain.history import PastCheckIn
from kiosk.domain.ids import (
    CheckInGroupId,
    CheckInId,
    EventTimeId,
    FactId,
    LocationId,
    PersonId,
    SecurityCode,
    StaffId,
    StationId,
)
from kiosk.domain.labels import PrintJob
from kiosk.domain.locations import Location
from kiosk.domain.people import Person
from kiosk.domain.problems import (
    AlreadyCheckedIn,
    BackgroundCheckMissing,
    CheckInClosed,
    LocationClosed,
    LocationFull,
    NoFittingLocation,
    NonceReused,
    NotKnown,
    Problem,
)
from kiosk.domain.reasons import TimeReason
from kiosk.domain.schedule import EventTime
from kiosk.domain.seats import SeatRequest, occupancies, seat_household
from kiosk.domain.security_codes import CodeScheme, draw

OVERRIDE, NOTE = "override", "note"
"""What the words beside a check-in are: why a rule was passed, and a few words for the room."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One person to be checked in to one time and location; ``fact_id`` becomes the check-in's id.

    ``may_return`` after having left, ``may_double`` while still in: what the event allows (cases C11, Q07). ``is_unchecked``:
    serves without a cleared background check, which is only warned about. ``is_late``: the window had closed. ``note``: a few
    words for the room.
    """

    person: Person
    event_time: EventTime
    location: Location
    kind: AttendanceKind
    fact_id: FactId
    needs_code: bool
    service_date: date
    may_return: bool = True
    may_double: bool = False
    is_unchecked: bool = False
    is_late: bool = False
    note: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turned:
    """One person who is not recorded, and why."""

    person_id: PersonId
    problem: str
    reasons: tuple[str, ...] = ()
    event_time_id: EventTimeId | None = None


@dataclass(frozen=True, slots=True)
class Tap:
    """Everything a decision needs besides the state. ``override`` is a volunteer's reason, or empty at a self station;
    ``staff_id`` the volunteer who is signed in there.

    ``chance(n)`` picks a number below n; ``new_id`` makes a fact's id; ``labels`` makes the jobs for what was recorded.
    """

    nonce: CheckInGroupId
    digest: str
    wanted: tuple[Wanted, ...]
    turned: tuple[Turned, ...]
    by: PersonId | None
    method: Method
    pass_code: str | None
    now: datetime
    station_id: StationId
    override: str
    closed: frozenset[LocationId]
    scheme: CodeScheme
    slot: int
    code_per_child: bool
    chance: Callable[[int], int]
    new_id: Callable[[], FactId]
    labels: Callable[[tuple[tuple[Wanted, SecurityCode | None], ...]], tuple[PrintJob, ...]]
    staff_id: StaffId | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a tap amounts to. ``is_replay``: it was recorded before, nothing was written now."""

    check_ins: tuple[CheckIn, ...]
    turned: tuple[Turned, ...]
    is_replay: bool = False


def digest_of(parts: tuple[tuple[str, ...], ...]) -> str:
    """A short fingerprint of what a tap asks for, to tell the same tap from another with its nonce."""
    return hashlib.sha256("\x1e".join("\x1f".join(part) for part in parts).encode()).hexdigest()[:16]


def replayed(facts: tuple[Fact, ...], digest: str) -> Recorded | None:
    """The first answer to a tap that was recorded before. Raises NonceReused when its content differs."""
    made = [fact for fact in facts if fact.kind is FactKind.CHECK_IN]
    if not made:
        return None
    if any(fact.body.get("request") != digest for fact in made):
        raise NonceReused()
    turned = tuple(
        Turned(
            fact.person_id,
            str(fact.body["problem"]),
            tuple(str(reason) for reason in _listed(fact.body.get("reasons"))),
            fact.event_time_id,
        )
        for fact in facts
        if fact.kind is FactKind.REFUSED and fact.person_id is not None
    )
    return Recorded(fold(facts), turned, is_replay=True)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def decide(tap: Tap, view: AttendanceView) -> tuple[Decision, Recorded]:
    """Who is recorded, with which code and labels.

    A seat refusal of anyone refuses the tap: raises LocationFull, LocationClosed or RatioNotMet with ``details.refused``.
    People already in are left out and named; nobody left: raises the first refusal. Raises NonceReused.
    """
    first = replayed(view.of_group(tap.nonce), tap.digest)
    if first is not None:
        return Decision(), first
    elsewhere = {time_id: view.inside_elsewhere(time_id) for time_id in {one.event_time.id for one in tap.wanted}}
    turned = list(tap.turned)
    free: list[Wanted] = []
    doubled: set[CheckInId] = set()
    for wanted in tap.wanted:
        earlier = [one for one in view.check_ins_of(wanted.person.id, wanted.event_time.id) if not one.is_undone]
        is_in_elsewhere = any(past.person_id == wanted.person.id for past in elsewhere[wanted.event_time.id])
        is_inside = any(check_in.is_inside for check_in in earlier)
        reason = ""
        if (is_in_elsewhere or is_inside) and not wanted.may_double:
            reason = TimeReason.ALREADY_CHECKED_IN.value
        elif earlier and not wanted.may_return:
            reason = TimeReason.ALREADY_LEFT.value
        if reason:
            turned.append(Turned(wanted.person.id, "AlreadyCheckedIn", (reason,), wanted.event_time.id))
        else:
            free.append(wanted)
            doubled |= {CheckInId(wanted.fact_id)} if is_inside else set()
    if not free:
        raise _nobody(turned)
    free = [replace(one, location=view.room_state(one.location.id, one.service_date).of(one.location)) for one in free]
    _take_seats(tap, free, view, elsewhere)
    coded = _with_codes(tap, tuple(free), view)
    facts = tuple(_check_in_fact(tap, wanted, code) for wanted, code in coded)
    facts += tuple(_refused_fact(tap, refusal) for refusal in turned)
    words = [FactWords(wanted.fact_id, OVERRIDE, tap.override) for wanted, _ in coded]
    words += [FactWords(wanted.fact_id, NOTE, wanted.note) for wanted, _ in coded]
    decision = Decision(facts, tap.labels(coded), tuple(one for one in words if one.text))
    made = (replace(one, is_duplicate=one.id in doubled) for one in fold(_as_written(tap, facts)))
    return decision, Recorded(tuple(made), tuple(turned))


def _take_seats(
    tap: Tap,
    wanted: Sequence[Wanted],
    view: AttendanceView,
    elsewhere: Mapping[EventTimeId, tuple[PastCheckIn, ...]],
) -> None:
    """Refuse the whole tap if anyone lacks a seat now; what was shown a minute ago does not count."""
    # A door closed here since the family was asked is closed.
    closed = tap.closed | {one.location.id for one in wanted if not one.location.is_open}
    limited = [one for one in wanted if one.location.id in closed or one.location.has_limit]
    if not limited:
        return
    inside: list[CheckIn] = []
    for time_id, location_id in {(one.event_time.id, one.location.id) for one in limited}:
        inside += view.inside(time_id, location_id)
    theirs = [
        past
        for time_id, all_of_them in elsewhere.items()
        for past in all_of_them
        if not any(check_in.is_inside for check_in in view.check_ins_of(past.person_id, time_id))
    ]
    outcome = seat_household(
        [SeatRequest(one.person.id, one.event_time.id, one.location.id, one.kind) for one in limited],
        {one.location.id: one.location for one in limited},
        occupancies(inside, theirs),
        closed=closed,
        override=bool(tap.override),
        acknowledged=bool(tap.override),
    )
    problem = outcome.problem()
    if problem is not None:
        refused = tuple(
            Turned(
                refusal.request.person_id,
                problem.name,
                tuple(reason.value for reason in refusal.reasons),
                refusal.request.event_time_id,
            )
            for refusal in outcome.refused
        )
        raise type(problem)(refused=refused)


def _nobody(turned: list[Turned]) -> Problem:
    kinds: dict[str, type[Problem]] = {
        problem.__name__: problem
        for problem in (
            AlreadyCheckedIn,
            BackgroundCheckMissing,
            CheckInClosed,
            NoFittingLocation,
            NotKnown,
            LocationClosed,
            LocationFull,
        )
    }
    first = turned[0].problem if turned else "NotKnown"
    return kinds.get(first, NoFittingLocation)(refused=tuple(turned))


def _with_codes(
    tap: Tap, wanted: tuple[Wanted, ...], view: AttendanceView
) -> tuple[tuple[Wanted, SecurityCode | None], ...]:
    """One code for the household of this tap, or one per child; nobody who needs none gets one."""
    drawn: dict[str, SecurityCode] = {}

    def code_for(one: Wanted) -> SecurityCode | None:
        if not one.needs_code:
            return None
        owner = one.person.id if tap.code_per_child else ""
        if owner not in drawn:
            dates = {other.service_date for other in wanted}

            def is_taken(code: str) -> bool:
                return code in drawn.values() or any(view.is_code_taken(code, day) for day in dates)

            drawn[owner] = SecurityCode(draw(tap.scheme, tap.slot, is_taken, tap.chance))
        return drawn[owner]

    return tuple((one, code_for(one)) for one in wanted)


def _check_in_fact(tap: Tap, wanted: Wanted, code: SecurityCode | None) -> NewFact:
    body: dict[str, object] = {
        "location": wanted.location.id,
        "kind": wanted.kind.value,
        "method": tap.method.value,
        "starts_at": moment_text(wanted.event_time.starts_at),
        "date": wanted.service_date.isoformat(),
        "request": tap.digest,
    }
    optional: dict[str, object | None] = {
        "code": code,
        "by": tap.by,
        "pass": tap.pass_code,
        "limit": wanted.location.max_occupancy,
        "override": 1 if tap.override else None,
        "staff": tap.staff_id,
        "unchecked": 1 if wanted.is_unchecked else None,
        "late": 1 if wanted.is_late else None,
        "options": list(wanted.options) or None,
    }
    body |= {key: value for key, value in optional.items() if value is not None}
    return NewFact(
        wanted.fact_id,
        tap.nonce,
        FactKind.CHECK_IN,
        tap.now,
        wanted.event_time.id,
        wanted.person.id,
        body,
    )


def _refused_fact(tap: Tap, turned: Turned) -> NewFact:
    return NewFact(
        tap.new_id(),
        tap.nonce,
        FactKind.REFUSED,
        tap.now,
        turned.event_time_id,
        turned.person_id,
        {"problem": turned.problem, "reasons": list(turned.reasons), "request": tap.digest},
    )


def _as_written(tap: Tap, facts: tuple[NewFact, ...]) -> tuple[Fact, ...]:
    """The facts as the fold needs them, before the book has numbered them."""
    return tuple(
        Fact(
            tap.station_id,
            number,
            new.id,
            new.nonce,
            number,
            new.kind,
            new.happened_at,
            new.event_time_id,
            new.person_id,
            new.body,
        )
        for number, new in enumerate(facts, 1)
    )
