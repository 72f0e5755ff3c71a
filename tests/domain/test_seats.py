"""Seats: limits, ratio, overflow and balance, a household all or none (cases.md section 2)."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.admission import Verdict
from kiosk.domain.attendance import AttendanceKind, CheckIn, Method
from kiosk.domain.history import PastCheckIn
from kiosk.domain.household_rooms import plan_rooms
from kiosk.domain.ids import CheckInGroupId, CheckInId, EventId, EventTimeId, LocationId, PersonId, StationId
from kiosk.domain.locations import Location, LocationAdditions, OverflowStrategy
from kiosk.domain.people import Person
from kiosk.domain.problems import LocationClosed, LocationFull, RatioNotMet
from kiosk.domain.reasons import RoomReason
from kiosk.domain.rooms import resolve, why_none
from kiosk.domain.seats import Occupancy, SeatOutcome, SeatRequest, ask_for_seats, occupancies, seat_household
from tests.support.church_builders import (
    FIVE,
    OPEN,
    THR,
    TOD,
    TWO,
    K,
    a_location,
    a_person,
    a_question,
    a_tree,
    an_age_room,
    an_event_time,
    at,
    candidates_for,
    room_for,
)

ROOM = LocationId("ROOM")
NINE = EventTimeId("11")
REGULAR, GUEST, VOLUNTEER = AttendanceKind.REGULAR, AttendanceKind.GUEST, AttendanceKind.VOLUNTEER


def a_room(limit: int | None = None, **more: object) -> Location:
    return a_location("ROOM", max_occupancy=limit, **more)


def children(count: int, **more: int) -> Occupancy:
    """So many regulars inside, each with a record."""
    return Occupancy(regulars=count, person_ids=frozenset(PersonId(f"in-{n}") for n in range(count)), **more)


def ask(room: Location, inside: Occupancy, *people: tuple[str, AttendanceKind], **how: Any) -> SeatOutcome:
    """Ask for seats in one room at nine for these people."""
    requests = [SeatRequest(PersonId(who), NINE, ROOM, kind) for who, kind in people]
    return seat_household(requests, {ROOM: room}, {(NINE, ROOM): inside}, **how)


def regulars(count: int) -> list[tuple[str, AttendanceKind]]:
    return [(f"new-{n}", REGULAR) for n in range(count)]


def a_check_in(person: str, location: str, time: str = "11", kind: AttendanceKind = REGULAR, **more: object) -> CheckIn:
    return CheckIn(
        id=CheckInId(f"{person}-{time}-{location}"),
        group_id=CheckInGroupId("g"),
        person_id=PersonId(person),
        event_time_id=EventTimeId(time),
        location_id=LocationId(location),
        kind=kind,
        security_code=None,
        method=Method.MANUAL,
        station_id=StationId("s"),
        checked_in_at=at("8:45"),
        starts_at=at("9:00"),
        **more,  # type: ignore[arg-type]
    )


def test_K01_without_a_limit_everybody_is_admitted():
    assert not ask(a_room(None), children(500), *regulars(1)).refused


@pytest.mark.parametrize(("limit", "count", "granted"), [(3, 2, True), (2, 2, False), (1, 2, False)])
def test_K02_admitted_up_to_the_limit(limit: int, count: int, granted: bool):
    assert (not ask(a_room(limit), children(count), *regulars(1)).refused) is granted


@pytest.mark.parametrize("limit", [2, 1])
def test_K03_who_is_counted_already_needs_no_seat(limit: int):
    assert not ask(a_room(limit), children(2), ("in-1", REGULAR)).refused
    inside = {TWO.id: Occupancy(regulars=2, person_ids=frozenset({PersonId("101"), PersonId("7")}))}
    assert room_for(a_person("101", months=30), replace(TWO, max_occupancy=limit), inside=inside) == "TWO"


def test_K04_a_family_gets_all_its_seats_or_none():
    assert not ask(a_room(10), children(8), *regulars(2)).refused
    outcome = ask(a_room(10), children(9), *regulars(2))
    assert [refusal.reasons for refusal in outcome.refused] == [(RoomReason.FULL,)] * 2
    assert isinstance(outcome.problem(), LocationFull)


def test_K05_guests_have_a_limit_of_their_own():
    room = a_room(additions=LocationAdditions(guest_limit=1))
    inside = Occupancy(guests=1)
    assert [refusal.reasons for refusal in ask(room, inside, ("a", GUEST)).refused] == [(RoomReason.FULL,)]
    assert not ask(room, inside, ("a", REGULAR)).refused


def test_K06_a_closed_room_is_closed_and_not_full():
    closed = replace(TWO, is_open=False, max_occupancy=1)
    answer = candidates_for(a_person(months=30), closed, inside={TWO.id: children(1)})["TWO"]
    assert answer.reasons == (RoomReason.CLOSED,)
    outcome = ask(a_room(1), children(1), *regulars(1), closed={ROOM}, override=True)
    assert [refusal.reasons for refusal in outcome.refused] == [(RoomReason.CLOSED,)]
    assert isinstance(outcome.problem(), LocationClosed)


def test_K07_volunteers_take_no_seats():
    assert not ask(a_room(10), children(9, volunteers=3), *regulars(1)).refused
    assert not ask(a_room(10), children(10, volunteers=3), ("v", VOLUNTEER)).refused


@pytest.mark.parametrize(("count", "refusals"), [(4, ()), (5, (RoomReason.BELOW_RATIO,))])
def test_K08_the_ratio_counts_those_inside_and_those_who_come(count: int, refusals: tuple[RoomReason, ...]):
    room = a_room(attendees_per_volunteer=5)
    assert ask_for_seats(room, children(count, volunteers=1), regulars=1).refusals == refusals


def test_K09_without_volunteers_a_room_refuses_or_warns_until_acknowledged():
    blocks = a_room(attendees_per_volunteer=5)
    assert isinstance(ask(blocks, children(0), *regulars(1)).problem(), RatioNotMet)
    assert ask(blocks, children(0), *regulars(1), acknowledged=True).refused
    warns = replace(blocks, additions=LocationAdditions(ratio_only_warns=True))
    assert ask(warns, children(0), *regulars(1)).refused
    acknowledged = ask(warns, children(0), *regulars(1), acknowledged=True)
    assert not acknowledged.refused
    assert [warning.reasons for warning in acknowledged.warnings] == [(RoomReason.BELOW_RATIO,)]


def test_K09_a_warning_staff_acknowledged_goes_along_with_the_room():
    warns = replace(TWO, attendees_per_volunteer=5, additions=LocationAdditions(ratio_only_warns=True))
    child = a_person(months=30)
    assert candidates_for(child, warns)["TWO"].verdict is Verdict.REFUSED
    answer = candidates_for(child, warns, acknowledged=True)["TWO"]
    assert (answer.verdict, answer.reasons) == (Verdict.FITS, (RoomReason.BELOW_RATIO,))


def test_K10_volunteers_alone_are_never_held_to_a_ratio():
    room = a_room(1, attendees_per_volunteer=1, min_volunteers=4)
    assert not ask(room, children(9), ("v", VOLUNTEER), ("w", VOLUNTEER)).refused


@pytest.mark.parametrize("order", [1, -1])
def test_K11_the_familys_own_volunteer_is_counted_first(order: int):
    people = [("child", REGULAR), ("mother", VOLUNTEER)][::order]
    assert not ask(a_room(attendees_per_volunteer=5, min_volunteers=1), children(0), *people).refused


def test_K11_a_plan_seats_the_volunteer_before_the_child():
    room = replace(TWO, attendees_per_volunteer=5)
    mother = a_person("1", is_child=False)
    history = [PastCheckIn("p", mother.id, EventId("1"), at("8:00"), location_id=TWO.id, kind="volunteer")]
    questions = [
        a_question(a_person("2", months=30), room),
        a_question(mother, room, kind=VOLUNTEER, history=history),
    ]
    assert [plan.location and plan.location.id for plan in plan_rooms(questions)] == ["TWO", "TWO"]


def test_K12_children_of_an_earlier_service_take_no_seat_at_this_one():
    places = occupancies(a_check_in(f"c{n}", "ROOM", time="10") for n in range(10))
    requests = [SeatRequest(PersonId("new"), NINE, ROOM)]
    assert not seat_household(requests, {ROOM: a_room(10)}, places).refused


FIVES = an_age_room("201", 60, 71, position=6, additions=LocationAdditions(overflow_ids=(LocationId("202"),)))
FIVES_OVERFLOW = an_age_room("202", 60, 71, position=5)
KINDER = replace(K, id=LocationId("101"), name="101")
FIVE_AND_K = a_person(months=61, grade=0)


def fits(person: Person, *rooms: Location, full: tuple[str, ...] = (), **more: object) -> list[str]:
    """The rooms that fit, in order, when some are full."""
    limited = [replace(room, max_occupancy=1) if room.name in full else room for room in rooms]
    inside = {room.id: children(1) for room in limited if room.name in full}
    answers = candidates_for(person, *limited, inside=inside, **more)
    return [name for name, one in answers.items() if one.verdict is Verdict.FITS]


def test_K13_overflow_is_not_offered_while_its_room_has_a_seat():
    assert fits(FIVE_AND_K, KINDER, FIVES, FIVES_OVERFLOW) == ["101", "201"]


def test_K14_overflow_is_offered_when_everything_before_it_is_full():
    assert fits(FIVE_AND_K, KINDER, FIVES, FIVES_OVERFLOW, full=("101", "201")) == ["202"]


def test_K15_without_overflow_the_list_is_as_it_is():
    plain = replace(FIVES, additions=LocationAdditions())
    assert fits(FIVE_AND_K, KINDER, plain, FIVES_OVERFLOW) == ["101", "202", "201"]


def test_K16_held_back_overflow_is_marked_so_that_staff_may_choose_it():
    answer = candidates_for(FIVE_AND_K, KINDER, FIVES, FIVES_OVERFLOW)["202"]
    assert answer.is_held_back
    assert answer.stands_in_for == "201"
    assert answer.reasons == (RoomReason.NOT_AT_THIS_TIME,)


def test_K17_an_override_passes_the_soft_limit_and_the_ratio_but_never_the_absolute():
    room = a_room(10, attendees_per_volunteer=2, additions=LocationAdditions(absolute_limit=11))
    assert not ask(room, children(10), *regulars(1), override=True).refused
    assert isinstance(ask(room, children(11), *regulars(1), override=True).problem(), LocationFull)


def listing(*ids: str, strategy: OverflowStrategy = OverflowStrategy.FILL_IN_ORDER) -> LocationAdditions:
    return LocationAdditions(overflow_ids=tuple(LocationId(one) for one in ids), overflow_strategy=strategy)


def test_K18_a_full_room_sends_on_to_the_first_of_its_list_that_is_open_and_has_a_seat():
    full = replace(TWO, additions=listing("TOD", "THR", "OPEN"))
    rooms = (full, replace(TOD, is_open=False), THR, OPEN)
    assert fits(a_person(months=30), *rooms, full=("TWO",)) == ["THR"]
    assert fits(a_person(months=30), *rooms, full=("TWO", "THR")) == ["OPEN"]


def test_K19_with_the_list_used_up_the_outcome_is_capacity():
    full = replace(TWO, max_occupancy=1, additions=listing("THR"))
    rooms = (full, replace(THR, max_occupancy=1))
    inside = {room.id: children(1) for room in rooms}
    answers = resolve(a_question(a_person(months=30), *rooms, inside=inside))
    assert not [one for one in answers if one.verdict is Verdict.FITS]
    assert isinstance(why_none(answers), LocationFull)


def test_K20_a_room_closed_by_its_teacher_sends_on_as_well():
    closed = replace(TWO, is_open=False, additions=listing("THR"))
    assert fits(a_person(months=30), closed, THR) == ["THR"]


def test_overflow_is_used_up_before_the_next_tier():
    full = replace(TWO, additions=listing("THR"))
    assert fits(a_person(months=30), full, THR, OPEN, full=("TWO",)) == ["THR", "OPEN"]


def test_rooms_on_a_list_still_serve_their_own_ages():
    bumps = replace(TWO, additions=listing("THR"))
    assert fits(a_person(months=40), bumps, THR) == ["THR"]


def test_a_grade_room_on_the_list_of_an_age_room_keeps_its_own_tier():
    assert fits(FIVE_AND_K, replace(FIVE, additions=listing("K")), K) == ["K", "FIVE"]


def test_rooms_that_list_each_other_never_hold_each_other_back():
    a = an_age_room("A", 24, 35, position=1, additions=listing("B"))
    b = an_age_room("B", 24, 35, position=2, additions=listing("A"))
    assert fits(a_person(months=30), a, b) == ["A"]
    assert fits(a_person(months=30), a, b, full=("A",)) == ["B"]


def test_a_list_may_lead_to_another_list():
    a = an_age_room("A", 24, 35, additions=listing("B"))
    b = an_age_room("B", 24, 35, additions=listing("C"))
    c = an_age_room("C", 24, 35)
    assert fits(a_person(months=30), a, b, c) == ["A"]
    assert fits(a_person(months=30), a, b, c, full=("A", "B")) == ["C"]


def balanced(a: int, b: int) -> str | None:
    rooms = (
        an_age_room("FIRST", 24, 35, position=1, additions=listing("SECOND", strategy=OverflowStrategy.BALANCE)),
        an_age_room("SECOND", 24, 35, position=2),
    )
    inside = {LocationId("FIRST"): children(a), LocationId("SECOND"): children(b)}
    return room_for(a_person(months=30), *rooms, inside=inside)


def test_K21_balance_takes_the_emptier_room_and_the_first_of_two_equal():
    assert balanced(5, 3) == "SECOND"
    assert balanced(3, 3) == "FIRST"


def test_K21_filling_in_order_takes_the_first_while_it_has_space():
    rooms = (an_age_room("FIRST", 24, 35, position=2, additions=listing("SECOND")), an_age_room("SECOND", 24, 35))
    inside = {LocationId("FIRST"): children(5), LocationId("SECOND"): children(3)}
    assert room_for(a_person(months=30), *rooms, inside=inside) == "FIRST"


def test_K22_at_the_soft_limit_a_room_is_not_offered():
    room = replace(TWO, max_occupancy=10)
    assert fits(a_person(months=30), room) == ["TWO"]
    assert candidates_for(a_person(months=30), room, inside={TWO.id: children(10)})["TWO"].reasons == (RoomReason.FULL,)


def planned(*questions: object) -> list[str | None]:
    return [one.location.name if one.location else None for one in plan_rooms(questions)]  # type: ignore[arg-type]


def test_K23_one_room_that_offers_both_services_is_taken_for_both():
    rooms = (an_age_room("A", 24, 35, position=1), an_age_room("B", 24, 35, position=2))
    nine = an_event_time("11", "9:00")
    later = an_event_time("12", "10:45", location_ids=(LocationId("B"),))
    child = a_person(months=30)
    questions = [a_question(child, *rooms, event_time=time) for time in (nine, later)]
    both = [(child.id, nine.id), (child.id, later.id)]
    assert [one.location and one.location.name for one in plan_rooms(questions, both)] == ["B", "B"]
    assert [one.location and one.location.name for one in plan_rooms(questions, both[:1])] == ["A", "B"]


def test_K24_one_service_without_a_seat_refuses_the_whole_family():
    places = {(NINE, ROOM): children(0), (EventTimeId("12"), ROOM): children(1)}
    requests = [SeatRequest(PersonId(who), EventTimeId(time), ROOM) for who in "ab" for time in ("11", "12")]
    outcome = seat_household(requests, {ROOM: a_room(2)}, places)
    assert outcome.refused
    assert {refusal.request.event_time_id for refusal in outcome.refused} == {"12"}


def test_siblings_stay_together_in_the_room_that_takes_them_all():
    rooms = (an_age_room("A", 24, 35, max_occupancy=1, additions=listing("B")), an_age_room("B", 24, 35))
    twins = [a_question(a_person(who, months=30), *rooms) for who in ("1", "2")]
    assert planned(*twins) == ["B", "B"]


def test_siblings_stay_together_in_two_rooms_of_one_age():
    rooms = (an_age_room("A", 24, 35, max_occupancy=1), an_age_room("B", 24, 35, position=1))
    twins = [a_question(a_person(who, months=30), *rooms) for who in ("1", "2")]
    assert planned(*twins) == ["B", "B"]


def test_siblings_are_parted_only_when_no_room_takes_them_all():
    rooms = (an_age_room("A", 24, 35, max_occupancy=1), an_age_room("B", 24, 35, position=1, max_occupancy=1))
    questions = [a_question(a_person(str(who), months=30), *rooms) for who in range(3)]
    assert planned(*questions) == ["A", "B", None]


def test_the_departed_and_the_undone_take_no_seat():
    left = a_check_in("a", "ROOM", checked_out_at=at("9:30"))
    undone = a_check_in("b", "ROOM", is_undone=True)
    assert occupancies([left, undone]) == {}


def past(person: str, location: str, **more: object) -> PastCheckIn:
    return PastCheckIn(
        f"pco-{person}",
        PersonId(person),
        EventId("1"),
        at("8:40"),
        event_time_id=NINE,
        location_id=LocationId(location),
        is_from_planning_center=True,
        **more,  # type: ignore[arg-type]
    )


def test_people_inside_through_planning_centers_own_app_count_and_nobody_twice():
    ours = [a_check_in("a", "ROOM"), a_check_in("a", "OTHER", is_duplicate=True)]
    theirs = [past("a", "OTHER"), past("b", "ROOM", kind="Guest"), past("c", "ROOM", checked_out_at=at("9:10"))]
    theirs += [past("", "ROOM", kind="Guest"), past("v", "ROOM", kind="Volunteer")]
    places = occupancies(ours, theirs)
    assert set(places) == {(NINE, ROOM)}
    inside = places[(NINE, ROOM)]
    assert (inside.regulars, inside.guests, inside.volunteers) == (1, 2, 1)


def test_a_person_in_two_services_sits_in_both():
    places = occupancies([a_check_in("a", "ROOM", "11"), a_check_in("a", "ROOM", "12")])
    assert [inside.attendees for inside in places.values()] == [1, 1]


@given(limit=st.integers(0, 12), inside=st.integers(0, 12), family=st.integers(1, 5))
def test_a_granted_household_never_passes_the_limit(limit: int, inside: int, family: int):
    granted = not ask(a_room(limit), children(inside), *regulars(family)).refused
    assert granted == (inside + family <= limit)


@given(
    ages=st.lists(st.integers(0, 71), min_size=1, max_size=5),
    limits=st.lists(st.integers(0, 3), min_size=6, max_size=6),
)
def test_a_plan_never_overfills_a_room(ages: list[int], limits: list[int]):
    rooms = [an_age_room(f"R{n}", n * 12, n * 12 + 11, max_occupancy=limit) for n, limit in enumerate(limits)]
    tree = a_tree(*rooms)
    questions = [a_question(a_person(str(n), months=months), tree=tree) for n, months in enumerate(ages)]
    given = [one.location.id for one in plan_rooms(questions) if one.location]
    assert all(given.count(room.id) <= (room.max_occupancy or 0) for room in rooms)
