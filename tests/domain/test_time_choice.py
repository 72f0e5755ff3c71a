"""Which time is preselected when several are open (cases W06-W08)."""

from datetime import timedelta

import pytest

from kiosk.domain.time_choice import choose_times, nearest_time, same_as_last_week
from tests.support.church_builders import CHURCH_ZONE, SUNDAY, a_past_check_in, an_event_time, at

NINE = an_event_time("11", "9:00")
LATER = an_event_time("12", "10:45")


@pytest.mark.parametrize(
    ("clock", "chosen"), [("09:45:00", NINE), ("09:45:01", LATER), ("8:00", NINE), ("10:00", LATER)]
)
def test_W06_more_than_forty_five_minutes_past_gives_way_to_the_next(clock: str, chosen: object):
    assert nearest_time([LATER, NINE], at(clock)) == chosen


def test_W07_the_only_time_stays_however_long_past():
    assert nearest_time([NINE], at("9:50")) == NINE
    assert nearest_time([], at("9:50")) is None


LAST_WEEK = (
    a_past_check_in("TWO", clock="9:00"),
    a_past_check_in("TWO", clock="10:45", checked_in_at=at("8:45", SUNDAY - timedelta(days=7))),
)


def test_W08_both_of_last_weeks_times_are_preselected_when_arriving_before_both():
    assert choose_times([LATER, NINE], LAST_WEEK, at("8:40"), CHURCH_ZONE) == (NINE, LATER)


def test_W08_arriving_after_the_first_began_is_not_arriving_as_last_week():
    assert choose_times([LATER, NINE], LAST_WEEK, at("9:10"), CHURCH_ZONE) == (NINE,)


def test_W08_coming_late_last_week_says_nothing_about_today():
    late = tuple(
        a_past_check_in("TWO", clock=clock, checked_in_at=at("9:05", SUNDAY - timedelta(days=7)))
        for clock in ("9:00", "10:45")
    )
    assert same_as_last_week([NINE, LATER], late, at("8:40"), CHURCH_ZONE) == ()


def test_two_times_a_month_ago_are_not_last_weeks():
    old = tuple(a_past_check_in("TWO", weeks_ago=4, clock=clock) for clock in ("9:00", "10:45"))
    assert choose_times([NINE, LATER], old, at("8:40"), CHURCH_ZONE) == (NINE,)
    assert choose_times([], old, at("8:40"), CHURCH_ZONE) == ()


def test_last_week_is_by_the_churchs_clock_across_a_clock_change():
    day = SUNDAY.replace(month=11, day=1)
    today = [an_event_time("31", "9:00", day), an_event_time("32", "10:45", day)]
    weeks = (SUNDAY - day).days // 7 + 1
    history = tuple(a_past_check_in("TWO", weeks_ago=weeks, clock=clock) for clock in ("9:00", "10:45"))
    assert choose_times(today, history, at("8:00", day), CHURCH_ZONE) == tuple(today)
