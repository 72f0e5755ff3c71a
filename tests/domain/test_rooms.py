"""The right room the first time, with the reason (cases.md section 1)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.domain.admission import Verdict
from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.ids import LocationId, NodeId
from kiosk.domain.locations import ChildOrAdult, LocationAdditions
from kiosk.domain.people import Gender
from kiosk.domain.preferences import Tier
from kiosk.domain.problems import LocationClosed, LocationFull, NoFittingLocation, RatioNotMet
from kiosk.domain.reasons import RoomReason
from kiosk.domain.rooms import refusal_of, resolve, why_none
from kiosk.domain.seats import Occupancy
from tests.support.church_builders import (
    AGE_ROOMS,
    ALL_ROOMS,
    FIVE,
    FOUR,
    G12,
    G35,
    GRADE_ROOMS,
    NUR,
    OPEN,
    SUNDAY,
    THR,
    TOD,
    TWO,
    K,
    a_grade_room,
    a_location,
    a_past_check_in,
    a_person,
    a_question,
    a_tree,
    an_age_room,
    an_event_time,
    candidates_for,
    room_for,
)

TUESDAY = NodeId("gid://groups/Group/77")
KIDS = NodeId("gid://groups/GroupType/5")
OVER_36 = an_age_room("OVER36", 36, None)
UP_TO_47 = an_age_room("UPTO47", None, 47)
BIRTHDATE_REQUIRED = frozenset({"birthdate"})


@pytest.mark.parametrize("born", ["1931-05-06", "2019-02-28", "2026-09-13", "2031-01-01"])
def test_R01_a_room_without_filters_takes_any_birthdate(born: str):
    assert room_for(a_person(born=born), OPEN) == "OPEN"


def test_R02_a_room_without_filters_takes_who_has_no_birthdate():
    assert room_for(a_person(), OPEN) == "OPEN"


def test_R03_a_required_birthdate_that_is_missing_is_a_no():
    answer = candidates_for(a_person(), OVER_36, required_facts=BIRTHDATE_REQUIRED)["OVER36"]
    assert (answer.verdict, answer.reasons) == (Verdict.REFUSED, (RoomReason.BIRTHDATE_MISSING,))


def test_R04_an_optional_birthdate_that_is_missing_is_unknown_and_for_staff():
    answer = candidates_for(a_person(), OVER_36)["OVER36"]
    assert (answer.verdict, answer.reasons) == (Verdict.UNKNOWN, (RoomReason.BIRTHDATE_MISSING,))
    assert room_for(a_person(), OVER_36) is None


def test_R05_a_required_birthdate_is_required_for_an_upper_bound_too():
    answer = candidates_for(a_person(), UP_TO_47, required_facts=BIRTHDATE_REQUIRED)["UPTO47"]
    assert answer.verdict is Verdict.REFUSED


def test_R06_three_years_today_goes_to_threes():
    assert room_for(a_person(born="2023-09-13")) == "THR"


def test_R07_born_2023_09_14_goes_to_twos():
    assert room_for(a_person(born="2023-09-14")) == "TWO"


@pytest.mark.parametrize(
    ("born", "row", "verdict"), [("2024-09-13", "R08", Verdict.FITS), ("2024-08-13", "R09", Verdict.REFUSED)]
)
def test_R08_R09_the_upper_bound_is_inclusive_to_the_whole_month(born: str, row: str, verdict: Verdict):
    assert candidates_for(a_person(born=born), an_age_room("ROOM", 0, 24))["ROOM"].verdict is verdict, row


def test_R10_between_two_rooms_there_is_no_gap():
    rooms = (an_age_room("21-23", 21, 23), an_age_room("24-29", 24, 29))
    assert room_for(a_person(born="2014-02-08"), *rooms, service_date=date(2016, 1, 27)) == "21-23"


def test_R11_every_birthdate_of_six_years_has_exactly_one_age_room():
    day = SUNDAY
    while day > SUNDAY.replace(year=SUNDAY.year - 6):
        answers = candidates_for(a_person(born=day), *AGE_ROOMS)
        assert [name for name, one in answers.items() if one.verdict is Verdict.FITS] == [next(iter(answers))], day
        day -= timedelta(days=1)


def test_R16_a_day_more_or_less_of_life_is_not_lost_in_a_locale():
    room = an_age_room("ROOM", 36, 71)
    for born in ("2013-04-13", "2013-04-12"):
        assert room_for(a_person(born=born), room, service_date=date(2017, 5, 22)) == "ROOM"


def test_R18_a_birthdate_after_the_service_is_no_newborn():
    answer = candidates_for(a_person(born="2026-09-14"))["NUR"]
    assert (answer.verdict, answer.reasons) == (Verdict.REFUSED, (RoomReason.BIRTHDATE_INVALID,))
    assert room_for(a_person(born="2026-09-14")) == "OPEN"


def test_born_between_the_as_of_day_and_the_service_is_a_newborn():
    assert room_for(a_person(born="2026-09-06"), as_of="09-01") == "NUR"


@pytest.mark.parametrize(("grade", "fits"), [(0, True), (1, True), (2, True), (-1, False), (3, False), (13, False)])
def test_R19_grades_within_the_bounds_fit_and_no_others(grade: int, fits: bool):
    answer = candidates_for(a_person(grade=grade), a_grade_room("K2", 0, 2))["K2"]
    assert (answer.verdict is Verdict.FITS) is fits
    if not fits:
        assert answer.reasons == ((RoomReason.GRADE_TOO_LOW if grade < 0 else RoomReason.GRADE_TOO_HIGH),)


def test_R20_an_unknown_grade_is_unknown_not_refused():
    answer = candidates_for(a_person(), K)["K"]
    assert (answer.verdict, answer.reasons) == (Verdict.UNKNOWN, (RoomReason.GRADE_MISSING,))


def test_R21_a_required_grade_that_is_missing_is_a_no():
    answer = candidates_for(a_person(), K, required_facts=frozenset({"grade"}))["K"]
    assert (answer.verdict, answer.reasons) == (Verdict.REFUSED, (RoomReason.GRADE_MISSING,))


def test_R22_R23_where_grade_and_age_rooms_fit_both_are_offered_and_the_grade_room_is_first():
    answers = candidates_for(a_person(months=61, grade=0), FIVE, K)
    assert list(answers) == ["K", "FIVE"]
    assert [one.verdict for one in answers.values()] == [Verdict.FITS, Verdict.FITS]
    assert [one.tier for one in answers.values()] == [Tier.GRADE, Tier.AGE]


def test_R24_without_grade_rooms_the_grade_does_not_matter():
    answers = candidates_for(a_person(months=61, grade=0), *AGE_ROOMS)
    assert next(iter(answers.values())).reasons == ()
    assert next(iter(answers)) == "FIVE"


def test_R25_an_age_room_for_a_grade_without_a_room_is_flagged():
    answers = candidates_for(a_person(months=140, grade=6), *GRADE_ROOMS, an_age_room("TEENS", 120, 155))
    assert next(iter(answers)) == "TEENS"
    assert (answers["TEENS"].verdict, answers["TEENS"].reasons) == (Verdict.FITS, (RoomReason.GRADE_UNMATCHED,))


def test_R26_the_last_room_is_kept_while_it_fits():
    twins = (TWO, an_age_room("TWO-B", 24, 35, position=11))
    answers = candidates_for(a_person(months=30), *twins, THR, history=[a_past_check_in("TWO-B")])
    assert next(iter(answers)) == "TWO-B"
    assert answers["TWO-B"].tier is Tier.LAST
    assert answers["THR"].reasons == (RoomReason.AGE_TOO_YOUNG,)


def test_R27_the_last_room_is_left_when_it_no_longer_fits():
    assert room_for(a_person(months=36), history=[a_past_check_in(TWO)]) == "THR"


def test_R28_a_grade_room_that_fits_promotes_out_of_the_last_room():
    answers = candidates_for(a_person(months=61, grade=0), history=[a_past_check_in(FIVE)])
    assert next(iter(answers)) == "K"
    assert answers["FIVE"].tier is Tier.AGE


def test_a_last_room_by_grade_is_not_left_for_another_of_the_same_grade():
    rooms = (a_grade_room("1A", 1, 1, position=1), a_grade_room("1B", 1, 1, position=2))
    assert room_for(a_person(grade=1), *rooms, history=[a_past_check_in("1B")]) == "1B"


def test_a_grade_room_without_a_seat_does_not_take_from_the_last_room():
    full = replace(K, max_occupancy=1)
    inside = {K.id: Occupancy(regulars=1)}
    assert room_for(a_person(months=61, grade=0), FIVE, full, history=[a_past_check_in(FIVE)], inside=inside) == "FIVE"


def test_R29_without_filters_and_history_nothing_is_suggested_but_staff_may_choose():
    answers = candidates_for(a_person(months=30, ignore_filters=True))
    assert room_for(a_person(months=30, ignore_filters=True)) is None
    assert {(one.verdict, one.tier, one.reasons) for one in answers.values()} == {
        (Verdict.UNKNOWN, Tier.NONE, (RoomReason.NO_HISTORY,))
    }


def test_R30_without_filters_the_last_room_is_suggested_whatever_the_age():
    person = a_person(months=30, ignore_filters=True)
    answers = candidates_for(person, history=[a_past_check_in(G35)])
    assert room_for(person, history=[a_past_check_in(G35)]) == "G35"
    assert answers["G35"].tier is Tier.LAST
    assert [one.verdict for one in answers.values()].count(Verdict.FITS) == 1


MEMBERS_K = replace(K, additions=LocationAdditions(is_members_only=True, member_node_ids=(TUESDAY,)))


def test_R31_a_members_only_grade_room_is_not_for_others_and_age_decides():
    answers = candidates_for(a_person(months=59, grade=0), MEMBERS_K, FOUR)
    assert next(iter(answers)) == "FOUR"
    assert answers["K"].reasons == (RoomReason.NOT_A_MEMBER,)
    assert answers["FOUR"].reasons == ()


def test_R32_with_the_setting_grade_and_members_rooms_stay_and_the_age_room_goes():
    listed = a_location("CHOIR", additions=LocationAdditions(is_members_only=True, member_node_ids=(TUESDAY,)))
    answers = candidates_for(a_person(months=61, grade=0), FIVE, K, listed, grade_hides_age=True, nearness={TUESDAY: 0})
    assert [name for name, one in answers.items() if one.verdict is Verdict.FITS] == ["CHOIR", "K"]
    assert answers["FIVE"].reasons == (RoomReason.GRADE_ROOM_FITS,)


def test_with_the_setting_an_age_room_still_serves_when_the_grade_room_is_closed():
    closed = replace(K, is_open=False)
    assert room_for(a_person(months=61, grade=0), FIVE, closed, grade_hides_age=True) == "FIVE"


def test_R33_a_closed_members_room_leaves_the_room_by_criteria():
    members = a_location("MEM", is_open=False, additions=LocationAdditions(member_node_ids=(TUESDAY,)))
    assert room_for(a_person(months=30), members, TWO, nearness={TUESDAY: 0}) == "TWO"
    assert room_for(a_person(months=30), replace(members, is_open=True), TWO, nearness={TUESDAY: 0}) == "MEM"


def test_members_rooms_of_the_nearest_group_come_first():
    far = a_location("FAR", position=1, additions=LocationAdditions(member_node_ids=(KIDS,)))
    near = a_location("NEAR", position=2, additions=LocationAdditions(member_node_ids=(TUESDAY,)))
    answers = candidates_for(a_person(months=30), far, near, TWO, nearness={TUESDAY: 0, KIDS: 1})
    assert list(answers) == ["NEAR", "FAR", "TWO"]
    assert [one.tier for one in answers.values()] == [Tier.MEMBERS, Tier.MEMBERS, Tier.AGE]


def test_a_members_room_open_to_others_takes_them_by_its_filters():
    room = replace(TWO, additions=LocationAdditions(member_node_ids=(TUESDAY,)))
    assert candidates_for(a_person(months=30), room)["TWO"].tier is Tier.AGE


def test_without_groups_on_this_station_membership_is_unknown():
    answer = candidates_for(a_person(grade=0), MEMBERS_K, nearness=None)["K"]
    assert (answer.verdict, answer.reasons) == (Verdict.UNKNOWN, (RoomReason.NOT_A_MEMBER,))


def test_R35_parents_have_no_room_among_the_childrens():
    parent = a_person(born="1991-01-01", is_child=False)
    answers = candidates_for(parent, *AGE_ROOMS, a_location("KIDS", child_or_adult=ChildOrAdult.CHILD))
    assert {one.verdict for one in answers.values()} == {Verdict.REFUSED}
    assert answers["FIVE"].reasons == (RoomReason.AGE_TOO_OLD,)
    assert answers["KIDS"].reasons == (RoomReason.CHILDREN_ONLY,)


def test_children_are_refused_where_only_adults_go():
    adults = a_location("ADULTS", child_or_adult=ChildOrAdult.ADULT)
    assert candidates_for(a_person(months=90), adults)["ADULTS"].reasons == (RoomReason.ADULTS_ONLY,)
    assert room_for(a_person(is_child=False), adults) == "ADULTS"


def test_R36_a_girls_room_is_not_given_while_the_gender_is_unknown():
    girls = a_location("GIRLS", gender=Gender.FEMALE)
    answer = candidates_for(a_person(), girls)["GIRLS"]
    assert (answer.verdict, answer.reasons) == (Verdict.UNKNOWN, (RoomReason.GENDER_MISSING,))
    assert room_for(a_person(gender=Gender.FEMALE), girls) == "GIRLS"
    assert candidates_for(a_person(gender=Gender.MALE), girls)["GIRLS"].reasons == (RoomReason.GENDER_MISMATCH,)


def test_R42_parent_and_child_in_one_pass_do_not_touch_each_other():
    tree = a_tree()
    parent, child = a_person("1", born="1991-01-01", is_child=False), a_person("2", months=30)
    alone = [resolve(a_question(person, tree=a_tree())) for person in (parent, child)]
    together = [resolve(a_question(person, tree=tree)) for person in (parent, child, parent, child)]
    assert together == [*alone, *alone]


def test_a_room_not_offered_at_this_time_says_so():
    nine = an_event_time(location_ids=(TWO.id,))
    answers = candidates_for(a_person(months=30), TWO, OPEN, event_time=nine)
    assert answers["OPEN"].reasons == (RoomReason.NOT_AT_THIS_TIME,)
    assert next(iter(answers)) == "TWO"


def test_W17_another_service_shows_its_own_rooms():
    nine, later = an_event_time(location_ids=(TWO.id,)), an_event_time("12", "10:45", location_ids=(OPEN.id,))
    person = a_person(months=30)
    assert [room_for(person, event_time=time) for time in (nine, later, nine)] == ["TWO", "OPEN", "TWO"]


def test_a_room_below_a_closed_folder_is_closed():
    folder = a_location("WEST", is_folder=True, is_open=False)
    answers = candidates_for(a_person(months=30), folder, replace(TWO, parent_id=folder.id))
    assert answers["TWO"].reasons == (RoomReason.CLOSED,)
    assert "WEST" not in answers


def test_a_rooms_own_day_of_age_comes_before_the_events():
    by_school_year = replace(THR, age_on=date(2026, 9, 1))
    child = a_person(born="2023-09-10")
    assert candidates_for(child, by_school_year)["THR"].reasons == (RoomReason.AGE_TOO_YOUNG,)
    assert candidates_for(child, THR, as_of="09-01")["THR"].reasons == (RoomReason.AGE_TOO_YOUNG,)
    assert room_for(child, replace(THR, effective_date=SUNDAY), as_of="09-01") == "THR"


def test_ties_go_to_the_narrower_range_then_position_then_name():
    rooms = (
        an_age_room("WIDE", 0, 60, position=1),
        an_age_room("B", 24, 35, position=2),
        an_age_room("A", 24, 35, position=2),
        an_age_room("FIRST", 24, 35, position=1),
    )
    assert list(candidates_for(a_person(months=30), *rooms)) == ["FIRST", "A", "B", "WIDE"]


def test_a_station_for_some_rooms_knows_only_those():
    assert list(candidates_for(a_person(months=30), TWO, OPEN, scope={LocationId("OPEN")})) == ["OPEN"]


def test_the_same_service_of_last_weeks_two_decides_the_last_room():
    history = [a_past_check_in(TWO, clock="9:00"), a_past_check_in(OPEN, clock="10:45")]
    child = a_person(months=30)
    assert room_for(child, history=history) == "TWO"
    assert room_for(child, history=history, event_time=an_event_time("12", "10:45")) == "OPEN"


def test_where_somebody_served_is_not_where_they_belong():
    helper = a_person(months=130, grade=5)
    served = [a_past_check_in(NUR, kind="Volunteer")]
    assert room_for(helper, history=served) == "G35"
    assert room_for(helper, history=served, kind=AttendanceKind.VOLUNTEER) == "NUR"


def test_who_serves_may_enter_every_open_room_but_is_given_none():
    adult = a_person(born="1991-01-01", is_child=False)
    answers = candidates_for(adult, TOD, replace(TWO, is_open=False), kind=AttendanceKind.VOLUNTEER)
    assert (answers["TOD"].verdict, answers["TOD"].tier) == (Verdict.FITS, Tier.NONE)
    assert answers["TWO"].reasons == (RoomReason.CLOSED,)
    assert room_for(adult, TOD, kind=AttendanceKind.VOLUNTEER) is None


def test_every_reason_of_a_refusal_is_named():
    room = replace(THR, gender=Gender.FEMALE, max_occupancy=1)
    answer = candidates_for(a_person(months=30, gender=Gender.MALE), room, inside={THR.id: Occupancy(regulars=1)})[
        "THR"
    ]
    assert answer.reasons == (RoomReason.AGE_TOO_YOUNG, RoomReason.GENDER_MISMATCH, RoomReason.FULL)


@pytest.mark.parametrize(
    ("room", "inside", "problem"),
    [
        (replace(TWO, max_occupancy=1), Occupancy(regulars=1), LocationFull),
        (replace(TWO, attendees_per_volunteer=5), Occupancy(), RatioNotMet),
        (replace(TWO, min_volunteers=2), Occupancy(volunteers=1), RatioNotMet),
        (replace(TWO, is_open=False), Occupancy(), LocationClosed),
        (THR, Occupancy(), NoFittingLocation),
    ],
)
def test_nobody_is_left_without_a_room_or_a_reason(room: object, inside: Occupancy, problem: type[Exception]):
    answers = resolve(a_question(a_person(months=30), room, inside={TWO.id: inside}))  # type: ignore[arg-type]
    assert type(why_none(answers)) is problem
    assert type(refusal_of(answers[0])) is problem
    assert why_none(answers).details["reasons"]


def test_all_fixture_rooms_are_candidates():
    assert set(candidates_for(a_person(months=30))) == {room.name for room in ALL_ROOMS}
    assert room_for(a_person(grade=2), G12, G35) == "G12"
