"""A missing or moved instance of a linked series corrects what is predicted (mapping.md, calendar event and instance)."""

from datetime import date, timedelta

import pytest

from kiosk.domain.calendar_corrections import corrected, series_of
from kiosk.domain.event_links import CalendarTies
from kiosk.domain.groups import CalendarInstance
from kiosk.domain.predictions import predict_times
from kiosk.domain.schedule import EventTime
from tests.support.church_builders import CHURCH_ZONE, EVENT, SUNDAY, an_event, an_event_time, at

LAST_SUNDAY, NEXT_SUNDAY = SUNDAY - timedelta(days=7), SUNDAY + timedelta(days=7)
SATURDAY = SUNDAY + timedelta(days=6)
KNOWN = (an_event_time("1", "9:00", LAST_SUNDAY), an_event_time("2", "10:45", LAST_SUNDAY))
THURSDAY = at("12:00", SUNDAY - timedelta(days=3))
TIED = {"1": CalendarTies(event_ids=(EVENT,))}


def an_instance(day: date, clock: str = "9:00", series: str = "1", recurrence: str = "weekly") -> CalendarInstance:
    return CalendarInstance(f"{series}-{day}", series, "Sunday services", at(clock, day), recurrence=recurrence)


def expected(*instances: CalendarInstance, known: tuple[EventTime, ...] = KNOWN) -> list[str]:
    predicted = predict_times(an_event(), known, THURSDAY, CHURCH_ZONE)
    found = corrected(predicted, known, series_of(EVENT, instances, TIED), CHURCH_ZONE)
    assert all(time.is_predicted and time.id.endswith("Z") for time in found)
    return [f"{time.starts_at.astimezone(CHURCH_ZONE):%a %d %H:%M}" for time in found]


def test_a_series_that_goes_on_as_before_changes_nothing():
    assert expected(an_instance(LAST_SUNDAY), an_instance(SUNDAY), an_instance(NEXT_SUNDAY)) == [
        "Sun 13 09:00",
        "Sun 13 10:45",
    ]


def test_a_week_left_out_of_a_series_that_goes_on_is_not_expected():
    assert expected(an_instance(LAST_SUNDAY), an_instance(NEXT_SUNDAY)) == []


def test_a_series_that_may_have_ended_or_was_not_read_so_far_takes_nothing_away():
    assert expected(an_instance(LAST_SUNDAY)) == ["Sun 13 09:00", "Sun 13 10:45"]


@pytest.mark.parametrize(
    ("day", "clock", "times"),
    [
        (SUNDAY, "8:30", ["Sun 13 08:30", "Sun 13 10:15"]),
        (SUNDAY + timedelta(days=1), "18:00", ["Mon 14 18:00", "Mon 14 19:45"]),
    ],
)
def test_times_move_as_the_series_does(day: date, clock: str, times: list[str]):
    assert expected(an_instance(LAST_SUNDAY), an_instance(day, clock), an_instance(NEXT_SUNDAY)) == times


def test_bounds_of_planning_center_move_along():
    known = (
        an_event_time("1", "9:00", LAST_SUNDAY, shows_at=at("8:00", LAST_SUNDAY), hides_at=at("9:30", LAST_SUNDAY)),
    )
    predicted = predict_times(an_event(), known, THURSDAY, CHURCH_ZONE)
    series = series_of(EVENT, [an_instance(LAST_SUNDAY), an_instance(SUNDAY, "10:00")], TIED)
    (time,) = corrected(predicted, known, series, CHURCH_ZONE)
    assert (time.id, time.shows_at, time.hides_at) == ("p:1:2026-09-13T15:00:00Z", at("9:00"), at("10:30"))


def test_two_instances_in_a_week_or_two_series_that_disagree_say_nothing():
    sunday = ["Sun 13 09:00", "Sun 13 10:45"]
    assert expected(an_instance(LAST_SUNDAY), an_instance(SUNDAY, "8:00"), an_instance(SUNDAY, "18:00")) == sunday
    ties = TIED | {"2": CalendarTies(event_ids=(EVENT,))}
    both = [an_instance(LAST_SUNDAY), an_instance(SUNDAY, "8:00"), an_instance(LAST_SUNDAY, series="2"),
            an_instance(SUNDAY, series="2")]  # fmt: skip
    predicted = predict_times(an_event(), KNOWN, THURSDAY, CHURCH_ZONE)
    assert corrected(predicted, KNOWN, series_of(EVENT, both, ties), CHURCH_ZONE) == predicted


def test_single_events_and_series_of_others_say_nothing():
    assert series_of(EVENT, [an_instance(SUNDAY, recurrence="")], TIED) == ()
    assert series_of(EVENT, [an_instance(SUNDAY, series="9")], TIED) == ()


def test_nine_stays_nine_across_the_change_of_the_clocks():
    before, after = date(2026, 10, 25), date(2026, 11, 1)
    known = (an_event_time("1", "9:00", before),)
    now = at("12:00", after - timedelta(days=3))
    predicted = predict_times(an_event(), known, now, CHURCH_ZONE)
    series = series_of(EVENT, [an_instance(before), an_instance(after)], TIED)
    assert corrected(predicted, known, series, CHURCH_ZONE) == predicted
