"""Moments as families read them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kiosk.words import Words
from kiosk.words.times import civil_date, clock_time, countdown, day_name, moment_name, time_left

ENGLISH, SPANISH = Words("en"), Words("es")
SUNDAY = datetime(2026, 11, 22, 9, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "minute", "english", "spanish"),
    [
        (0, 5, "12:05 am", "12:05 a. m."),
        (9, 0, "9:00", "9:00"),
        (12, 30, "12:30 pm", "12:30 p. m."),
        (18, 30, "6:30 pm", "6:30 p. m."),
    ],
)
def test_a_time_of_day(hour: int, minute: int, english: str, spanish: str):
    moment = SUNDAY.replace(hour=hour, minute=minute)
    assert (clock_time(ENGLISH, moment), clock_time(SPANISH, moment)) == (english, spanish)


def test_a_birthdate():
    assert civil_date(ENGLISH, date(2022, 3, 14)) == "March 14, 2022"
    assert civil_date(SPANISH, date(2022, 3, 14)) == "14 de marzo de 2022"


@pytest.mark.parametrize(
    ("days", "said"), [(0, "today"), (1, "tomorrow"), (3, "Wednesday"), (-2, "Friday"), (7, "Sunday, November 29")]
)
def test_a_day_seen_from_today(days: int, said: str):
    assert day_name(ENGLISH, SUNDAY.date() + timedelta(days=days), SUNDAY.date()) == said


def test_a_moment_seen_from_now():
    assert moment_name(ENGLISH, SUNDAY.replace(hour=10, minute=45), SUNDAY) == "today at 10:45"
    assert moment_name(ENGLISH, SUNDAY + timedelta(days=3, hours=9), SUNDAY) == "Wednesday at 6:02 pm"
    assert moment_name(SPANISH, SUNDAY + timedelta(days=1), SUNDAY) == "mañana, 9:02"


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=3, hours=4), "3 days"),
        (timedelta(hours=26), "26 hours"),
        (timedelta(hours=2, minutes=14, seconds=50), "2 h 14 min"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(seconds=-5), "less than a minute"),
    ],
)
def test_how_long_until_it_opens(left: timedelta, said: str):
    assert countdown(ENGLISH, left) == said


def test_how_long_it_stays_open():
    assert time_left(ENGLISH, timedelta(minutes=28, seconds=30)) == "28 min left"
    assert time_left(SPANISH, timedelta(minutes=28)) == "quedan 28 min"
    assert time_left(ENGLISH, timedelta(seconds=40)) == "Last minute"
