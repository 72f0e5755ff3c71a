"""Times that Planning Center has not made yet are expected by the church's clock, and give way to the real ones (W13)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.domain.civil_time import day_of_week, local_clock, local_date
from kiosk.domain.clock_doubt import ClockDoubt, ClockFault, clock_doubt
from kiosk.domain.ids import EventTimeId, LocationId
from kiosk.domain.predictions import aliases, is_predicted_id, predict_times
from kiosk.domain.windows import is_open, window_of
from tests.support.church_builders import CHURCH_ZONE, SUNDAY, an_event, an_event_time, at

LAST_SUNDAY = SUNDAY - timedelta(days=7)
THURSDAY = SUNDAY - timedelta(days=3)
PAST_WEEK = (
    an_event_time("1", "9:00", LAST_SUNDAY, location_ids=(LocationId("TWO"),), name="First"),
    an_event_time("2", "10:45", LAST_SUNDAY, shows_at=at("10:00", LAST_SUNDAY), hides_at=at("11:30", LAST_SUNDAY)),
)


def clocks(times: tuple[object, ...]) -> list[str]:
    return [f"{one.starts_at.astimezone(CHURCH_ZONE):%m-%d %H:%M}" for one in times]  # type: ignore[attr-defined]


def test_a_station_offline_since_thursday_opens_on_sunday():
    event = an_event()
    predicted = predict_times(event, PAST_WEEK, at("12:00", THURSDAY), CHURCH_ZONE)
    assert clocks(predicted) == ["09-13 09:00", "09-13 10:45"]
    assert [one.id for one in predicted] == ["p:1:2026-09-13T14:00:00Z", "p:1:2026-09-13T15:45:00Z"]
    assert all(one.is_predicted and is_predicted_id(one.id) for one in predicted)
    assert is_open(event, predicted[0], at("8:00"))
    assert predicted[0].location_ids == (LocationId("TWO"),)
    assert (predicted[1].shows_at, predicted[1].hides_at) == (at("10:00"), at("11:30"))


def test_after_three_weeks_offline_this_sunday_is_still_expected():
    assert clocks(predict_times(an_event(), PAST_WEEK, at("8:00", SUNDAY + timedelta(days=14)), CHURCH_ZONE)) == [
        "09-27 09:00",
        "09-27 10:45",
        "10-04 09:00",
        "10-04 10:45",
    ]


@pytest.mark.parametrize("sunday", [date(2026, 11, 1), date(2026, 3, 8)])
def test_W13_nine_stays_nine_when_the_clock_changes(sunday: date):
    week_before = an_event_time("1", "9:00", sunday - timedelta(days=7))
    (predicted,) = predict_times(an_event(), [week_before], at("8:00", sunday), CHURCH_ZONE, ahead=timedelta(days=6))
    assert (local_date(predicted.starts_at, CHURCH_ZONE), local_clock(predicted.starts_at, CHURCH_ZONE).hour) == (
        sunday,
        9,
    )
    assert predicted.starts_at - week_before.starts_at != timedelta(days=7)


def test_a_time_that_a_clock_change_leaves_out_moves_forward_by_the_gap():
    night = an_event_time("1", "2:30", date(2026, 3, 1))
    (predicted,) = predict_times(
        an_event(), [night], at("0:00", date(2026, 3, 8)), CHURCH_ZONE, ahead=timedelta(days=6)
    )
    assert clocks((predicted,)) == ["03-08 03:30"]


def test_a_time_that_comes_twice_means_the_first():
    night = an_event_time("1", "1:30", date(2026, 10, 25))
    (predicted,) = predict_times(
        an_event(), [night], at("0:00", date(2026, 11, 1)), CHURCH_ZONE, ahead=timedelta(days=6)
    )
    assert predicted.starts_at == at("1:30", date(2026, 11, 1))
    assert predicted.id == "p:1:2026-11-01T06:30:00Z"


def test_a_week_with_real_times_is_left_alone_moved_and_cancelled_ones_included():
    moved = an_event_time("3", "11:00")
    assert predict_times(an_event(), [*PAST_WEEK, moved], at("8:00"), CHURCH_ZONE, ahead=timedelta(days=6)) == ()
    cancelled = replace(moved, is_cancelled=True)
    assert predict_times(an_event(), [*PAST_WEEK, cancelled], at("8:00"), CHURCH_ZONE, ahead=timedelta(days=6)) == ()


def test_only_weekly_events_are_predicted():
    now = at("8:00", THURSDAY)
    assert predict_times(an_event(frequency="None"), PAST_WEEK, now, CHURCH_ZONE) == ()
    assert predict_times(an_event(frequency=""), PAST_WEEK, now, CHURCH_ZONE) == ()
    week_before = [
        replace(one, id=EventTimeId(f"x{one.id}"), starts_at=one.starts_at - timedelta(days=7)) for one in PAST_WEEK
    ]
    assert len(predict_times(an_event(frequency=""), [*week_before, *PAST_WEEK], now, CHURCH_ZONE)) == 2
    assert predict_times(replace(an_event(), is_archived=True), PAST_WEEK, now, CHURCH_ZONE) == ()
    assert predict_times(an_event(), [], now, CHURCH_ZONE) == ()


def test_a_midweek_evening_is_predicted_with_its_weekday():
    wednesday = an_event_time("1", "18:30", LAST_SUNDAY + timedelta(days=3))
    (predicted,) = predict_times(an_event(), [wednesday], at("8:00"), CHURCH_ZONE)
    assert day_of_week(local_date(predicted.starts_at, CHURCH_ZONE)) == 3


def test_the_real_time_takes_over_the_predicted_one_even_if_moved_a_little():
    predicted = [one.id for one in predict_times(an_event(), PAST_WEEK, at("8:00", THURSDAY), CHURCH_ZONE)]
    real = [an_event_time("21", "9:00"), an_event_time("22", "11:00"), an_event_time("23", "9:00", event="2")]
    assert aliases(predicted, real, CHURCH_ZONE) == {predicted[0]: "21", predicted[1]: "22"}
    assert aliases(predicted, [an_event_time("21", "13:00")], CHURCH_ZONE) == {}
    assert aliases([EventTimeId("11"), EventTimeId("p:1:never")], real, CHURCH_ZONE) == {}


def test_a_real_time_takes_over_one_prediction_only():
    predicted = [EventTimeId("p:1:2026-09-13T14:00:00Z"), EventTimeId("p:1:2026-09-13T14:30:00Z")]
    assert aliases(predicted, [an_event_time("21", "9:20")], CHURCH_ZONE) == {predicted[1]: "21"}


def test_opening_of_a_predicted_time_is_as_of_a_real_one():
    (predicted,) = predict_times(an_event(), PAST_WEEK[:1], at("8:00"), CHURCH_ZONE, ahead=timedelta(days=6))
    assert window_of(an_event(), predicted) == window_of(an_event(), an_event_time())


@pytest.mark.parametrize(
    ("witness", "doubt"),
    [
        ({"measured_offset": timedelta(minutes=5)}, ClockDoubt(ClockFault.FAST, timedelta(minutes=5))),
        ({"measured_offset": timedelta(minutes=-9)}, ClockDoubt(ClockFault.SLOW, timedelta(minutes=9))),
        ({"measured_offset": timedelta(seconds=30), "newest_record": at("12:00")}, None),
        ({"newest_record": at("10:00")}, ClockDoubt(ClockFault.BEHIND_RECORDS, timedelta(hours=1))),
        ({"newest_record": at("8:00"), "released_at": at("8:00", LAST_SUNDAY)}, None),
        (
            {"released_at": at("9:00", SUNDAY + timedelta(days=1))},
            ClockDoubt(ClockFault.BEFORE_RELEASE, timedelta(days=1)),
        ),
        ({}, None),
    ],
)
def test_Q25_a_clock_that_is_off_is_doubted(witness: dict[str, object], doubt: ClockDoubt | None):
    assert clock_doubt(at("9:00"), **witness) == doubt  # type: ignore[arg-type]
