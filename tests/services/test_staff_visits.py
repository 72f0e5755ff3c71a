"""What a volunteer may still take back of a visit."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from kiosk.domain.attendance import AttendanceKind, CheckIn, Method
from kiosk.domain.ids import CheckInGroupId, CheckInId, EventTimeId, LocationId, PersonId, StationId
from kiosk.services.staff_visits import VisitMade, staff_visit
from kiosk.words import Words
from tests.support.church_builders import at

MORNING = at("8:40")
ANA = CheckIn(
    CheckInId("c1"),
    CheckInGroupId("g"),
    PersonId("101"),
    EventTimeId("11"),
    LocationId("52"),
    AttendanceKind.REGULAR,
    None,
    Method.MANUAL,
    StationId("s"),
    MORNING,
    MORNING,
)


def can_undo(check_in: CheckIn, *, minutes_later: int) -> bool:
    made = VisitMade(check_in.group_id, "Cole", (check_in,), {}, MORNING + timedelta(minutes=minutes_later))
    return staff_visit(made, (), {}, ZoneInfo("UTC"), "", Words()).can_undo


def test_a_slip_of_a_few_minutes_ago_is_undone_and_who_has_been_in_for_a_while_is_not():
    """A room that never confirms its children must not lose one to a stray tap on the list of visits."""
    assert can_undo(ANA, minutes_later=10)
    assert not can_undo(ANA, minutes_later=11)


def test_whom_the_room_has_received_is_not_undone():
    assert not can_undo(replace(ANA, confirmed_at=MORNING), minutes_later=1)
