"""What the sample church's desk and door show while nobody stands there: for pictures and layout tests."""

from kiosk.app.sample_staff_views import ANA, LATER, LEO, LONG, NINE, NOW
from kiosk.domain.attendance import AttendanceKind, CheckIn, Method
from kiosk.domain.ids import (
    CheckInGroupId,
    CheckInId,
    EventTimeId,
    LocationId,
    PersonId,
    SecurityCode,
    StationId,
)
from kiosk.services.door_views import HandedOver, OutLine, RoomOf
from kiosk.services.staff_views import StaffPerson
from kiosk.services.today_views import LatelyIn, LatelyOut, OnToday, RoomNow, Today

_TWOS = RoomOf(LocationId("twos"), "Twos", NINE)


def _left(key: str, minute: int, by: str, *people: StaffPerson) -> LatelyOut:
    at = NOW.replace(minute=minute)
    lines = tuple(OutLine(_CHECK_IN, one.person_id, one.name, one.called_name, _TWOS, at, by, False) for one in people)
    return LatelyOut(key, HandedOver(SecurityCode("XK7P"), lines, (), by), at)


def _came(key: str, family: str, minute: int, *people: tuple[str, str]) -> LatelyIn:
    return LatelyIn(CheckInGroupId(key), family, people, NOW.replace(minute=minute))


_CHECK_IN = CheckIn(
    CheckInId("c1"),
    CheckInGroupId("g"),
    PersonId("101"),
    EventTimeId("11"),
    LocationId("twos"),
    AttendanceKind.REGULAR,
    SecurityCode("XK7P"),
    Method.MANUAL,
    StationId("s"),
    NOW,
    NINE,
)
TODAY = Today(
    (
        OnToday("Sunday Kids", NINE, NOW.replace(hour=4), NINE.replace(minute=30), True),
        OnToday("Sunday Kids", LATER, NOW.replace(hour=8, minute=45), LATER.replace(hour=11), False),
    ),
    tuple(
        RoomNow(LocationId(name), name, count, volunteers, seats)
        for name, count, volunteers, seats in (
            ("Nursery", 9, 3, 12),
            ("Toddlers", 14, 3, 14),
            ("Twos", 11, 2, 16),
            ("Threes", 12, 2, 16),
            ("Kindergarten", 18, 2, 20),
            ("Children’s choir of the second service", 7, 1, None),
        )
    ),
    (
        _came("v1", "Featherstonehaugh-Montgomery", 41, ("Wilhelmina Alexandra", "Open Door"), ("Maximilian", "Twos")),
        _came("v2", "García", 40, ("Lucía", "Threes"), ("Mateo", "Kindergarten"), ("Sofía", "Nursery")),
        _came("v3", "王", 38, ("浩然", "Twos")),
        _came("v4", "Kowalski", 37, ("Zofia", "Toddlers"), ("Jan", "Kindergarten")),
        _came("v5", "Cole", 35, ("Ana", "Twos"), ("Leo", "Kindergarten")),
    ),
    (
        _left("l1", 41, "Robin Featherstonehaugh-Montgomery", LONG, LEO),
        _left("l2", 36, "", ANA),
    ),
)
