"""Ages are whole months between civil dates, on the day that counts (cases.md, "Ages" and rows R10, R16-R18, R40, R41)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ages import MonthDay, age_in_months, age_in_years, ages_on, known_birthdate
from kiosk.domain.problems import SettingNotValid
from kiosk.domain.schedule import EventSettings

days = st.dates(date(1990, 1, 1), date(2050, 12, 31))


@pytest.mark.parametrize(
    ("born", "on", "months"),
    [
        ("2023-09-13", "2026-09-13", 36),
        ("2023-09-14", "2026-09-13", 35),
        ("2014-02-08", "2016-01-27", 23),
        ("2026-09-13", "2026-09-13", 0),
        ("2026-01-31", "2026-02-28", 0),
        ("2026-01-31", "2026-03-01", 1),
        ("2026-01-31", "2026-03-31", 2),
        ("2024-02-29", "2025-02-28", 11),
        ("2024-02-29", "2025-03-01", 12),
        ("2024-02-29", "2028-02-29", 48),
    ],
)
def test_a_month_completes_on_the_same_day_number_or_the_first_of_the_next(born: str, on: str, months: int):
    assert age_in_months(date.fromisoformat(born), date.fromisoformat(on)) == months


def test_R17_a_birthdate_is_a_civil_date_that_passes_through_no_time_zone():
    assert age_in_months(date.fromisoformat("2024-07-03"), date(2026, 7, 2)) == 23


def test_years_are_twelve_whole_months_each():
    assert age_in_years(date(2008, 9, 14), date(2026, 9, 13)) == 17
    assert age_in_years(date(2008, 9, 13), date(2026, 9, 13)) == 18


@given(born=days, on=days)
def test_one_more_day_of_life_never_makes_anyone_younger(born: date, on: date):
    assert age_in_months(born, on + timedelta(days=1)) >= age_in_months(born, on)
    assert age_in_months(born - timedelta(days=1), on) >= age_in_months(born, on)


@pytest.mark.parametrize(("setting", "day"), [("01-01", "2026-01-01"), ("10-01", "2025-10-01"), ("", "2026-07-03")])
def test_R40_ages_are_taken_on_the_last_such_day_not_after_the_service(setting: str, day: str):
    assert ages_on(date(2026, 7, 3), setting) == date.fromisoformat(day)


@pytest.mark.parametrize("setting", ["13-40", "nope", "02-30", "1-1", "2026-01-01"])
def test_R41_an_as_of_setting_that_is_no_day_is_rejected(setting: str):
    with pytest.raises(SettingNotValid):
        EventSettings(as_of=setting)
    with pytest.raises(SettingNotValid):
        ages_on(date(2026, 7, 3), setting)


def test_a_leap_day_setting_is_the_first_of_march_in_common_years():
    assert MonthDay.parse("02-29").last_not_after(date(2026, 3, 1)) == date(2026, 3, 1)
    assert MonthDay.parse("02-29").last_not_after(date(2026, 2, 28)) == date(2025, 3, 1)
    assert MonthDay.parse("02-29").last_not_after(date(2024, 2, 29)) == date(2024, 2, 29)


def test_planning_centers_placeholder_year_is_no_birthdate():
    assert known_birthdate(date(1885, 4, 2)) is None
    assert known_birthdate(date(1931, 4, 2)) == date(1931, 4, 2)
