"""Birthdates that give the ages wanted on the service date, and school years."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS_PER_YEAR = 12
LAST_GRADE = 12
DAYS_TO_SPREAD = 27

_AGE = re.compile(r"(?P<sign>-)?(?:(?P<years>\d+)y)?(?:(?P<months>\d+)m)?(?P<days>-?\d+d)?")


@dataclass(frozen=True, slots=True)
class Age:
    """Whole months, and how many days more; None: any number that keeps the months. ``-1d``: the month is full tomorrow."""

    months: int
    days: int | None

    @classmethod
    def parse(cls, text: str) -> "Age":
        """``2y4m``, ``7m``, ``3y0m0d`` (three today), ``5y-1d`` (five tomorrow), ``-4m`` (to be born in four months)."""
        found = _AGE.fullmatch(text)
        if not text or not found:
            raise ValueError(f"not an age: {text!r}")
        months = int(found["years"] or 0) * MONTHS_PER_YEAR + int(found["months"] or 0)
        days = int(found["days"].removesuffix("d")) if found["days"] else None
        return cls(-months if found["sign"] else months, days)

    def birthdate(self, on: date, salt: int) -> date:
        """The day of birth that makes this age on a day. ``salt`` spreads birthdays over the month."""
        if self.days is not None:
            return _months_before(on, self.months) - timedelta(days=self.days)
        born = _months_before(on, self.months) - timedelta(days=salt % DAYS_TO_SPREAD)
        while whole_months(born, on) > self.months:
            born += timedelta(days=1)
        return born


def whole_months(born: date, on: date) -> int:
    """Whole months between civil dates: a month is full on the same day number, else on the first of the next month."""
    months = (on.year - born.year) * MONTHS_PER_YEAR + on.month - born.month
    return months - 1 if on.day < born.day else months


def latest_leap_day(on: date, years: int) -> date:
    """The last 29 February on which somebody was born who is at least so many years old on a day."""
    year = on.year - years
    while True:
        if monthrange(year, 2)[1] == 29 and whole_months(date(year, 2, 29), on) >= years * MONTHS_PER_YEAR:
            return date(year, 2, 29)
        year -= 1


def graduation_year(grade: int, on: date, promotion: str) -> int:
    """When somebody in this grade leaves school. ``promotion`` is the month and day ("06-01") that grades go up."""
    school_year_ends = on.year if f"{on:%m-%d}" < promotion else on.year + 1
    return school_year_ends + LAST_GRADE - grade


def _months_before(on: date, months: int) -> date:
    count = on.year * MONTHS_PER_YEAR + on.month - 1 - months
    year, month = divmod(count, MONTHS_PER_YEAR)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))
