"""As fast as the headers allow, never all of it, and out of the way of others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.pco.pacing import Pace, leading_integer


def headers(limit: object = 100, period: object = "20 seconds", count: object = 1) -> dict[str, str]:
    prefix = "X-PCO-API-Request-Rate-"
    return {f"{prefix}Limit": str(limit), f"{prefix}Period": str(period), f"{prefix}Count": str(count)}


def sent_by(pace: Pace, until: float, *, start: float = 0.0) -> int:
    """How many requests go out up to a moment, each as soon as it may."""
    now, count = start, 0
    while True:
        now += pace.wait_seconds(now)
        if now > until:
            return count
        pace.sent(now)
        count += 1


@pytest.mark.parametrize(
    ("text", "number"), [("20", 20), ("20 seconds", 20), (" 7", 7), ("soon", None), ("", None), (None, None)]
)
def test_a_period_is_read_with_and_without_its_unit(text: str | None, number: int | None):
    assert leading_integer(text) == number


def test_before_the_first_header_a_hundred_a_minute_are_assumed_and_four_fifths_used():
    assert sent_by(Pace(), 59.9) == 80


def test_the_headers_set_the_pace():
    pace = Pace()
    pace.told(headers(limit=50, period=10, count=0), 0.0)
    assert sent_by(pace, 9.9) == 40


@given(st.lists(st.floats(0, 3), min_size=100, max_size=300))
def test_no_period_of_any_length_holds_more_than_the_share(pauses: list[float]):
    pace, now = Pace(limit=20, period_seconds=5.0), 0.0
    sent = []
    for pause in pauses:
        now += pause
        now += pace.wait_seconds(now)
        pace.sent(now)
        sent.append(now)
    for first, seventeenth in zip(sent, sent[16:], strict=False):
        assert seventeenth - first >= 5.0 - 1e-6


def test_requests_that_are_counted_late_are_not_taken_for_somebody_elses():
    """The server's window begins when the first request arrives, so that it may still hold what we sent a period ago."""
    pace = Pace()
    pace.told(headers(count=0), 0.0)
    assert sent_by(pace, 0.0) == 80
    now = pace.wait_seconds(0.0)
    pace.sent(now - 0.9)
    pace.told(headers(count=81), now - 0.9)
    assert pace.allowed(now) == 80


def test_a_count_beyond_our_own_is_somebody_elses_who_keeps_what_they_take():
    pace = Pace()
    pace.sent(0.0)
    pace.told(headers(count=61), 0.1)
    assert pace.allowed(0.2) == 20
    assert pace.allowed(20.2) == 80


def test_however_many_others_there_are_one_request_goes_through():
    pace = Pace()
    pace.told(headers(count=5000), 0.0)
    assert pace.allowed(1.0) == 1
    assert pace.wait_seconds(1.0) == 0


def test_a_pause_is_kept_to_the_second():
    pace = Pace()
    pace.pause(7, 100.0)
    assert pace.wait_seconds(100.0) == 7
    assert pace.wait_seconds(106.5) == 0.5
    assert pace.wait_seconds(107.0) == 0


def test_headers_that_make_no_sense_change_nothing():
    pace = Pace()
    pace.told(headers(limit="many", period="", count="x"), 0.0)
    pace.told({}, 0.0)
    pace.told(headers(limit=0, period=0, count=0), 0.0)
    assert pace.requests_per_minute() == 80
