"""What happens to somebody who is in: received by the room, moved to another, taken for another kind, labelled again."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from kiosk.domain.attendance import AttendanceKind, CheckIn
from kiosk.domain.check_out import REASON, DoorView
from kiosk.domain.decisions import Decision
from kiosk.domain.facts import FactKind, FactWords, NewFact
from kiosk.domain.history import PastCheckIn
from kiosk.domain.ids import CheckInId, FactId, StaffId
from kiosk.domain.labels import LabelKind
from kiosk.domain.locations import Location
from kiosk.domain.problems import NotCheckedIn, NotKnown
from kiosk.domain.room_state import AS_PULLED
from kiosk.domain.seats import SeatRequest, occupancies, seat_household
from kiosk.domain.staff_actions import NOTHING_MORE

NO_WORDS: Mapping[str, str] = MappingProxyType({})


def confirm(
    check_in_id: CheckInId, staff_id: StaffId | None, view: DoorView, now: datetime, fact_id: FactId
) -> tuple[Decision, CheckIn]:
    """The room has received the person; said twice it is said once. Raises NotKnown, NotCheckedIn."""
    check_in = inside(check_in_id, view)
    if check_in.confirmed_at is not None:
        return Decision(), check_in
    fact = _change(FactKind.CONFIRMED, check_in, staff_id, now, fact_id)
    return Decision((fact,)), replace(check_in, confirmed_at=now)


def move(
    check_in_id: CheckInId,
    to: Location,
    staff_id: StaffId | None,
    view: DoorView,
    now: datetime,
    new_id: Callable[[], FactId],
    *,
    is_closed: bool = False,
    override: str = "",
    elsewhere: tuple[PastCheckIn, ...] = (),
) -> tuple[Decision, CheckIn]:
    """Into another room of the same event time, with the same code; the new room has to confirm anew.

    ``is_closed``: by Planning Center or a folder above; what was said here today comes first. ``override``: a reason, which
    passes soft limits but neither a closed door nor an absolute limit. ``elsewhere``: who is inside that room through Planning
    Center's own app. Raises NotKnown, NotCheckedIn, LocationClosed, LocationFull, RatioNotMet.
    """
    check_in = inside(check_in_id, view)
    if check_in.location_id == to.id:
        return Decision(), check_in
    state = view.room_state(to.id, check_in.service_date) if check_in.service_date is not None else AS_PULLED
    problem = seat_household(
        [SeatRequest(check_in.person_id, check_in.event_time_id, to.id, check_in.kind)],
        {to.id: state.of(to)},
        occupancies(view.inside(check_in.event_time_id, to.id), elsewhere),
        closed={to.id} if is_closed or state.is_open is False else (),
        override=bool(override),
        acknowledged=bool(override),
    ).problem()
    if problem is not None:
        raise type(problem)(location=to.id)
    more: dict[str, object] = {"location": to.id}
    if override:
        more["override"] = 1
    fact = _change(FactKind.MOVE, check_in, staff_id, now, new_id(), more)
    moved = replace(check_in, location_id=to.id, confirmed_at=None)
    return Decision((fact,), words=(FactWords(fact.id, REASON, override),)), moved


def print_again(
    check_ins: Iterable[CheckInId],
    kind: LabelKind,
    staff_id: StaffId | None,
    view: DoorView,
    now: datetime,
    new_id: Callable[[], FactId],
    *,
    more: Mapping[str, object] = NOTHING_MORE,
    words: Mapping[str, str] = NO_WORDS,
    also_out: bool = False,
) -> tuple[Decision, tuple[CheckIn, ...]]:
    """That labels of people who are in are made once more; the code stays. ``words`` are kept beside the first fact.

    ``also_out``: also of who has left. Raises NotKnown, NotCheckedIn.
    """
    here = [_recorded(one, view) if also_out else inside(one, view) for one in check_ins]
    facts = [
        _change(FactKind.REPRINT, check_in, staff_id, now, new_id(), {"label": kind.value, **more}) for check_in in here
    ]
    said = tuple(FactWords(facts[0].id, what, text) for what, text in words.items()) if facts else ()
    lost = 1 if more.get("lost") else 0
    again = tuple(replace(one, revision=one.revision + 1, tag_revision=one.tag_revision + lost) for one in here)
    return Decision(tuple(facts), words=said), again


def change_kind(
    check_in_id: CheckInId,
    kind: AttendanceKind,
    staff_id: StaffId | None,
    view: DoorView,
    now: datetime,
    fact_id: FactId,
) -> tuple[Decision, CheckIn]:
    """Regular, guest or volunteer, put right afterwards. Raises NotKnown, NotCheckedIn."""
    check_in = inside(check_in_id, view)
    if check_in.kind is kind:
        return Decision(), check_in
    fact = _change(FactKind.KIND_CHANGED, check_in, staff_id, now, fact_id, {"kind": kind.value})
    return Decision((fact,)), replace(check_in, kind=kind)


def inside(check_in_id: CheckInId, view: DoorView) -> CheckIn:
    """Somebody who is in. Raises NotKnown for no such check-in, NotCheckedIn for one that is over."""
    check_in = _recorded(check_in_id, view)
    if not check_in.is_inside:
        raise NotCheckedIn(check_in=check_in_id)
    return check_in


def _recorded(check_in_id: CheckInId, view: DoorView) -> CheckIn:
    check_in = view.check_in(check_in_id)
    if check_in is None or check_in.is_undone:
        raise NotKnown(check_in=check_in_id)
    return check_in


def _change(
    kind: FactKind,
    check_in: CheckIn,
    staff_id: StaffId | None,
    now: datetime,
    fact_id: FactId,
    more: dict[str, object] | None = None,
) -> NewFact:
    body: dict[str, object] = {"target": check_in.id, **(more or {})}
    if staff_id is not None:
        body["staff"] = staff_id
    return NewFact(fact_id, str(fact_id), kind, now, check_in.event_time_id, check_in.person_id, body)
