"""A room that children go to is really theirs at that hour: booked by what the event is tied to, and by nobody else."""

from dataclasses import replace

import pytest

from kiosk.domain.bookings import Booking, BookingFault, BuildingRoom, booking_troubles
from kiosk.domain.event_links import CalendarTies
from kiosk.domain.ids import EventId
from kiosk.domain.locations import LocationAdditions
from tests.support.church_builders import EVENT, TWO, a_tree, an_event, an_event_time, at

ROOM = BuildingRoom("204", "Room 204", "Kids wing")
OURS = {"1": CalendarTies(event_ids=(EVENT,))}
TIED = replace(TWO, additions=LocationAdditions(resource_id="204"))


def a_booking(event: str = "1", begins: str = "8:00", ends: str = "12:00", **more: object) -> Booking:
    return Booking(f"b{event}{begins}", "204", event, at(begins), at(ends), f"Event {event}", **more)  # type: ignore[arg-type]


def faults(*bookings: Booking, room: object = TIED, ties: dict[str, CalendarTies] = OURS) -> list[tuple[str, ...]]:
    found = booking_troubles(
        an_event(), an_event_time(), a_tree(room), {"204": ROOM}, bookings, ties  # type: ignore[arg-type]
    )  # fmt: skip
    return [(one.fault, *one.others) for one in found]


def test_a_room_booked_for_the_event_and_for_nobody_else_is_well():
    assert faults(a_booking()) == []


def test_an_open_room_that_nobody_booked_is_flagged():
    assert faults() == [(BookingFault.NOT_BOOKED,)]


@pytest.mark.parametrize(("begins", "ends"), [("6:00", "9:00"), ("10:15", "12:00")])
def test_a_booking_that_ends_as_the_service_starts_or_starts_as_it_ends_is_none(begins: str, ends: str):
    assert faults(a_booking(begins=begins, ends=ends)) == [(BookingFault.NOT_BOOKED,)]


def test_another_event_in_the_room_clashes_and_is_named():
    assert faults(a_booking(), a_booking("9")) == [(BookingFault.CLASH, "Event 9")]
    assert faults(a_booking("9")) == [(BookingFault.CLASH, "Event 9")]


def test_an_event_that_only_asks_for_the_room_may_clash():
    assert faults(a_booking(), a_booking("9", is_approved=False)) == [(BookingFault.MAY_CLASH, "Event 9")]


def test_an_event_that_no_calendar_event_is_tied_to_takes_whoever_booked_alone_for_its_own():
    assert faults(a_booking("5"), ties={}) == []
    assert faults(a_booking("5"), a_booking("9"), ties={"7": CalendarTies(event_ids=(EventId("2"),))}) == [
        (BookingFault.CLASH, "Event 5", "Event 9")
    ]


def test_a_calendar_event_may_be_tied_to_the_location_alone():
    assert faults(a_booking("5"), ties={"5": CalendarTies(location_ids=(TWO.id,))}) == []


def test_closed_rooms_and_rooms_tied_to_nothing_are_nobodys_business():
    assert faults(room=replace(TIED, is_open=False)) == []
    assert faults(room=TWO) == []


def test_a_room_that_the_calendar_does_not_know_is_said_so():
    assert faults(room=replace(TWO, additions=LocationAdditions(resource_id="999"))) == [(BookingFault.UNKNOWN_ROOM,)]
