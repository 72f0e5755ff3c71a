"""When a service accepts check-ins, by the church's clock and by elapsed time (cases.md section 3)."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.civil_time import local_clock, local_date, moment
from kiosk.domain.reasons import TimeReason
from kiosk.domain.schedule import LateBound, WindowPolicy
from kiosk.domain.windows import (
    Standing,
    accepts_late_from_staff,
    is_open,
    next_opening,
    service_ends_at,
    standing,
    time_reasons,
    window_of,
)
from tests.support.church_builders import CHURCH_ZONE, SUNDAY, an_event, an_event_time, at

NINE = an_event_time("11", "9:00")


@pytest.mark.parametrize(("clock", "open_"), [("08:00:00", True), ("07:59:59", False)])
def test_W01_opens_an_hour_before_to_the_second(clock: str, open_: bool):
    event = an_event(minutes_before=60)
    assert is_open(event, NINE, at(clock)) is open_
    assert window_of(event, NINE).opens_at == at("8:00")


@pytest.mark.parametrize(("clock", "open_"), [("09:29:59", True), ("09:30:00", False)])
def test_W02_closes_half_an_hour_after_the_start_half_open(clock: str, open_: bool):
    assert is_open(an_event(minutes_after=30), NINE, at(clock)) is open_


def test_W03_without_minutes_after_it_closes_when_the_service_ends():
    assert window_of(an_event(minutes_after=None), NINE).closes_at == at("10:15")


def test_the_late_bound_may_count_from_the_end():
    event = an_event(minutes_after=10, late_bound=LateBound.END, service_minutes=60)
    assert window_of(event, NINE).closes_at == at("10:10")


@pytest.mark.parametrize(("clock", "allowed"), [("10:14:59", True), ("10:15:00", False)])
def test_W04_staff_sign_in_late_until_the_service_ends(clock: str, allowed: bool):
    assert accepts_late_from_staff(an_event(), NINE, at(clock)) is allowed


def test_W05_a_service_that_ended_an_hour_ago_is_over():
    event = an_event(service_minutes=60)
    assert standing(event, NINE, at("11:00")) is Standing.OVER
    assert time_reasons(event, NINE, at("11:00")) == (TimeReason.WINDOW_CLOSED,)


def test_W09_outside_the_window_a_family_hears_the_next_time_and_staff_see_that_it_is_late():
    event, later = an_event(), an_event_time("12", "14:45")
    assert time_reasons(event, NINE, at("9:40")) == (TimeReason.WINDOW_CLOSED,)
    assert next_opening([(event, NINE), (event, later)], at("9:40")) == (event, later)
    assert standing(event, NINE, at("9:40")) is Standing.LATE
    assert accepts_late_from_staff(event, NINE, at("9:40"))


def test_W11_a_service_before_midnight_is_still_open_after_it():
    event, night = an_event(minutes_after=120), an_event_time(clock="23:00")
    half_past_midnight = at("0:30", SUNDAY + timedelta(days=1))
    assert is_open(event, night, half_past_midnight)
    assert service_ends_at(an_event(service_minutes=120), night) > half_past_midnight


def test_W12_the_churchs_zone_counts_whatever_the_machines():
    pacific = ZoneInfo("America/Los_Angeles")
    nine_pacific = replace(NINE, starts_at=moment(SUNDAY, time(9), pacific))
    assert (
        window_of(an_event(minutes_before=60), nine_pacific).opens_at.astimezone(pacific).isoformat()
        == "2026-09-13T08:00:00-07:00"
    )


def test_W15_a_one_time_event_without_an_end_is_open_before_it_starts():
    assert is_open(an_event(frequency="None"), an_event_time(clock="10:00"), at("9:45"))


def test_W18_with_nothing_today_the_next_opening_is_known():
    event = an_event()
    next_week = an_event_time("21", "9:00", SUNDAY + timedelta(days=7))
    times = [(event, NINE), (event, next_week)]
    assert next_opening(times, at("13:00")) == (event, next_week)
    assert next_opening([(event, NINE)], at("13:00")) is None


def test_the_smart_window_is_five_hours_and_half_an_hour():
    window = window_of(an_event(), NINE)
    assert (window.opens_at, window.closes_at) == (at("4:00"), at("9:30"))


def test_bounds_are_elapsed_time_on_the_night_the_clock_changes():
    spring = an_event_time(clock="6:00", day=date(2026, 3, 8))
    assert window_of(an_event(), spring).opens_at == at("0:00", date(2026, 3, 8))
    autumn = an_event_time(clock="6:00", day=date(2026, 11, 1))
    assert window_of(an_event(), autumn).opens_at == datetime(2026, 11, 1, 7, 0, tzinfo=UTC)


SHOWN = an_event_time(shows_at=at("8:30"), hides_at=at("9:45"))


def test_planning_centers_own_bounds_count_under_its_policy():
    window = window_of(an_event(policy=WindowPolicy.PLANNING_CENTER), SHOWN)
    assert (window.opens_at, window.closes_at) == (at("8:30"), at("9:45"))


def test_both_means_where_the_two_windows_overlap():
    window = window_of(an_event(policy=WindowPolicy.BOTH), SHOWN)
    assert (window.opens_at, window.closes_at) == (at("8:30"), at("9:30"))


def test_windows_that_do_not_overlap_never_open_and_are_no_next_opening():
    event = an_event(policy=WindowPolicy.BOTH)
    hidden = an_event_time(shows_at=at("9:40"), hides_at=at("9:50"))
    assert not is_open(event, hidden, at("9:40"))
    assert next_opening([(event, hidden)], at("9:35")) is None


def test_without_planning_centers_bounds_ours_stand_in():
    assert window_of(an_event(policy=WindowPolicy.PLANNING_CENTER), NINE) == window_of(an_event(), NINE)


def test_a_cancelled_time_is_never_open_and_says_so():
    cancelled = an_event_time(is_cancelled=True)
    assert not is_open(an_event(), cancelled, at("9:00"))
    assert time_reasons(an_event(), cancelled, at("9:00"), is_checked_in=True) == (
        TimeReason.CANCELLED,
        TimeReason.ALREADY_CHECKED_IN,
    )


@given(minute=st.integers(-600, 600), before=st.integers(0, 500), after=st.integers(0, 200) | st.none())
def test_a_moment_is_early_open_late_or_over_and_only_open_takes_families(minute: int, before: int, after: int | None):
    event = an_event(minutes_before=before, minutes_after=after)
    now = NINE.starts_at + timedelta(minutes=minute)
    how = standing(event, NINE, now)
    assert (how is Standing.OPEN) == is_open(event, NINE, now) == (time_reasons(event, NINE, now) == ())


def test_W10_the_time_of_the_service_is_its_start_not_when_check_in_opens():
    window = window_of(an_event(minutes_before=60), NINE)
    assert local_clock(NINE.starts_at, CHURCH_ZONE) == time(9)
    assert window.opens_at < NINE.starts_at < window.closes_at


def test_the_service_date_is_the_churchs_also_for_a_service_past_midnight():
    night = an_event_time(clock="23:00")
    assert local_date(night.starts_at, CHURCH_ZONE) == SUNDAY
    assert night.starts_at.date() == SUNDAY + timedelta(days=1)
