"""Handing children back: what a code still opens, who is released by it, and how that is undone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Protocol

from kiosk.domain.attendance import CheckIn
from kiosk.domain.decisions import Decision
from kiosk.domain.facts import Fact, FactKind, FactWords, NewFact
from kiosk.domain.ids import (
    CheckInGroupId,
    CheckInId,
    EventTimeId,
    FactId,
    LocationId,
    PersonId,
    SecurityCode,
    StaffId,
)
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import (
    AlreadyCheckedIn,
    AlreadyCheckedOut,
    CannotUndo,
    CodeDoesNotMatch,
    NonceReused,
    NotAuthorised,
    NotCheckedIn,
    NotKnown,
)
from kiosk.domain.room_state import RoomState

UNDO_WITHIN = timedelta(minutes=10)
"""How long a release can be taken back (issue of the milestone: by the same volunteer or an admin)."""
COLLECTOR, REASON = "collector", "reason"
"""What the words beside a check-out are: the name that was typed, and why a rule was passed."""


class DoorView(Protocol):
    """What decisions about people who are in may look at, inside the transaction that will carry them."""

    def of_group(self, group_id: CheckInGroupId) -> tuple[Fact, ...]:
        """The facts of one tap, by its nonce."""

    def of_code(self, code: SecurityCode, day: date) -> tuple[CheckIn, ...]:
        """Check-ins with this code: of the church's date, or still inside (policy "Codes"). Undone ones left out."""

    def check_in(self, check_in_id: CheckInId) -> CheckIn | None:
        """One check-in, undone or not."""

    def check_ins_of(self, person_id: PersonId, event_time_id: EventTimeId) -> tuple[CheckIn, ...]:
        """A person's check-ins at an event time, oldest first."""

    def inside_of(self, person_id: PersonId) -> tuple[CheckIn, ...]:
        """Where somebody is in, through this record, whatever the event time."""

    def fact(self, fact_id: FactId) -> Fact | None:
        """One fact."""

    def inside(self, event_time_id: EventTimeId, location_id: LocationId) -> tuple[CheckIn, ...]:
        """Everyone of ours inside a location at an event time."""

    def room_state(self, location_id: LocationId, day: date) -> RoomState:
        """What was said here of a location for a date."""


@dataclass(frozen=True, slots=True)
class CheckOutTap:
    """What one release asks for. ``people`` empty: everyone the code still opens.

    ``code`` None: without a code, for the ``check_ins`` named, on the lost-tag path. ``by``: the id of a household's or an
    authorised adult; ``by_name``: what was typed instead. ``override``: why somebody not authorised is let pass, and
    ``barred`` the entries that were passed. ``is_in_scope``: whether the station may see a check-in (case C03).
    ``more``: ids and numbers to write with it.
    """

    nonce: str
    code: SecurityCode | None
    now: datetime
    today: date
    new_id: Callable[[], FactId]
    people: frozenset[PersonId] = frozenset()
    check_ins: tuple[CheckInId, ...] = ()
    by: str | None = None
    by_name: str = ""
    staff_id: StaffId | None = None
    override: str = ""
    barred: tuple[str, ...] = ()
    is_in_scope: Callable[[CheckIn], bool] = lambda _: True
    more: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Released:
    """What a release came to: who was handed over by it, and who of the same code had left before."""

    check_ins: tuple[CheckIn, ...]
    already_out: tuple[CheckIn, ...] = ()
    is_replay: bool = False


def opened_by(
    code: SecurityCode, view: DoorView, today: date, is_in_scope: Callable[[CheckIn], bool]
) -> tuple[CheckIn, ...]:
    """Everyone a code belongs to, inside or already out. Raises CodeDoesNotMatch, the same whatever else there is."""
    found = tuple(check_in for check_in in view.of_code(code, today) if is_in_scope(check_in))
    if not found:
        raise CodeDoesNotMatch()
    return found


def release(tap: CheckOutTap, view: DoorView) -> tuple[Decision, Released]:
    """Release who is asked for and still inside; never asks about rooms, windows or seats (cases C04, C05, W16).

    The same tap again gets the first answer. Raises CodeDoesNotMatch, NotCheckedIn, NonceReused, and AlreadyCheckedOut with
    ``details.already_out`` when nobody is left.
    """
    first = _replayed(tap, view)
    if first is not None:
        return Decision(), first
    found = _asked_for(tap, view)
    inside = tuple(check_in for check_in in found if check_in.is_inside)
    already_out = tuple(check_in for check_in in found if not check_in.is_inside)
    if not inside:
        raise AlreadyCheckedOut(already_out=already_out)
    facts: list[NewFact] = []
    words: list[FactWords] = []
    released: list[CheckIn] = []
    for check_in in _with_duplicates(inside, view):
        fact = _check_out_fact(tap, check_in)
        facts.append(fact)
        words += (FactWords(fact.id, COLLECTOR, tap.by_name), FactWords(fact.id, REASON, tap.override))
        released.append(replace(check_in, checked_out_at=tap.now, checked_out_by=tap.by, checked_out_fact=fact.id))
    return Decision(tuple(facts), words=tuple(words)), Released(tuple(released), already_out)


def _replayed(tap: CheckOutTap, view: DoorView) -> Released | None:
    facts = view.of_group(CheckInGroupId(tap.nonce))
    if not facts:
        return None
    made = [fact for fact in facts if fact.kind is FactKind.CHECK_OUT]
    released = tuple(one for fact in made if (one := view.check_in(CheckInId(str(fact.body["target"])))) is not None)
    if not released or (
        tap.code is not None and any(one.security_code != tap.code for one in released if not one.is_duplicate)
    ):
        raise NonceReused()
    return Released(released, is_replay=True)


def _asked_for(tap: CheckOutTap, view: DoorView) -> tuple[CheckIn, ...]:
    if tap.code is None:
        named = tuple(one for id in tap.check_ins if (one := view.check_in(id)) is not None and not one.is_undone)
        if not named:
            raise NotCheckedIn()
        return named
    found = opened_by(tap.code, view, tap.today, tap.is_in_scope)
    if not tap.people:
        return found
    chosen = tuple(check_in for check_in in found if check_in.person_id in tap.people)
    missing = tap.people - {check_in.person_id for check_in in chosen}
    if any(view.inside_of(person_id) for person_id in missing):
        raise CodeDoesNotMatch()
    if missing:
        raise NotCheckedIn()
    return chosen


def _with_duplicates(inside: Iterable[CheckIn], view: DoorView) -> tuple[CheckIn, ...]:
    """Together with what another station recorded of the same people at the same times: nobody leaves by halves."""
    found: dict[CheckInId, CheckIn] = {}
    for check_in in inside:
        found[check_in.id] = check_in
        for other in view.check_ins_of(check_in.person_id, check_in.event_time_id):
            if other.is_inside:
                found[other.id] = other
    return tuple(found.values())


def _check_out_fact(tap: CheckOutTap, check_in: CheckIn) -> NewFact:
    body: dict[str, object] = {"target": check_in.id, "how": "no_code" if tap.code is None else "code", **tap.more}
    optional: dict[str, object | None] = {
        "by": tap.by,
        "staff": tap.staff_id,
        "override": 1 if tap.override else None,
        "barred": list(tap.barred) or None,
    }
    body |= {key: value for key, value in optional.items() if value is not None}
    return NewFact(
        tap.new_id(), tap.nonce, FactKind.CHECK_OUT, tap.now, check_in.event_time_id, check_in.person_id, body
    )


def close_out(check_in: CheckIn, now: datetime, fact_id: FactId, nonce: str) -> NewFact:
    """The check-out that the night makes of somebody nobody checked out."""
    body: dict[str, object] = {"target": check_in.id, "how": "automatic", "automatic": 1}
    return NewFact(fact_id, nonce, FactKind.CHECK_OUT, now, check_in.event_time_id, check_in.person_id, body)


def undo_check_out(
    check_in_id: CheckInId, staff: StaffMember, view: DoorView, now: datetime, fact_id: FactId
) -> tuple[Decision, CheckIn]:
    """Take a release back: within ten minutes, by who made it or an admin.

    Raises NotKnown, CannotUndo, NotAuthorised, AlreadyCheckedIn when the person has come in again since.
    """
    check_in = _known(check_in_id, view)
    made = view.fact(check_in.checked_out_fact) if check_in.checked_out_fact is not None else None
    if made is None or check_in.checked_out_at is None or now - check_in.checked_out_at > UNDO_WITHIN:
        raise CannotUndo()
    if made.body.get("staff") != staff.id and not staff.role.covers(Role.ADMIN):
        raise NotAuthorised(needs=Role.ADMIN.value, code="undo")
    if any(other.is_inside for other in view.check_ins_of(check_in.person_id, check_in.event_time_id)):
        raise AlreadyCheckedIn()
    if any(other.checked_in_at >= check_in.checked_out_at for other in view.inside_of(check_in.person_id)):
        # In again for another service: nobody is in two rooms because of a release taken back.
        raise AlreadyCheckedIn()
    fact = _undo_fact(made.id, check_in, staff.id, now, fact_id)
    back = replace(
        check_in, checked_out_at=None, checked_out_by=None, checked_out_fact=None, is_out_automatically=False
    )
    return Decision((fact,)), back


def undo_check_in(
    check_in_id: CheckInId, staff_id: StaffId | None, view: DoorView, now: datetime, fact_id: FactId
) -> tuple[Decision, CheckIn]:
    """Take a check-in back, until the room has received the person (case C09). Labels that still wait are not printed.

    Raises NotKnown, CannotUndo.
    """
    check_in = _known(check_in_id, view)
    if not check_in.is_inside or check_in.confirmed_at is not None:
        raise CannotUndo()
    fact = _undo_fact(FactId(check_in.id), check_in, staff_id, now, fact_id)
    return Decision((fact,), cancelled=(check_in.id,)), replace(check_in, is_undone=True)


def _known(check_in_id: CheckInId, view: DoorView) -> CheckIn:
    check_in = view.check_in(check_in_id)
    if check_in is None or check_in.is_undone:
        raise NotKnown(check_in=check_in_id)
    return check_in


def _undo_fact(target: FactId, check_in: CheckIn, staff_id: StaffId | None, now: datetime, fact_id: FactId) -> NewFact:
    body: dict[str, object] = {"target": target}
    if staff_id is not None:
        body["staff"] = staff_id
    return NewFact(fact_id, str(fact_id), FactKind.UNDO, now, check_in.event_time_id, check_in.person_id, body)
