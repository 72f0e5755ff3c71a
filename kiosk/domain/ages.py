"""How old somebody is, in whole months between civil dates, and on which day that is asked."""

import re
from dataclasses import dataclass
from datetime import date

from kiosk.domain.problems import SettingNotValid

MONTHS_A_YEAR = 12
YEAR_NOT_KNOWN = 1885
"""The earliest year that Planning Center takes; it stands there for "the year is not known" (planningcenter/developers #454)."""

_MONTH_DAY = re.compile(r"(\d{2})-(\d{2})")
_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day that comes every year, such as the one on which ages are taken or grades promoted."""

    month: int
    day: int

    @classmethod
    def parse(cls, text: str) -> "MonthDay":
        """Read "MM-DD".

        Raises SettingNotValid for anything that is not a day of some year ("13-40", "nope").
        """
        match = _MONTH_DAY.fullmatch(text.strip())
        if match is None:
            raise SettingNotValid(value=text)
        month, day = int(match[1]), int(match[2])
        try:
            date(_LEAP_YEAR, month, day)
        except ValueError as error:
            raise SettingNotValid(value=text) from error
        return cls(month, day)

    def in_year(self, year: int) -> date:
        """This day in a year; 29 February is 1 March in common years, as for birthdays (cases.md, "Ages")."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, self.month + 1, 1)

    def last_not_after(self, day: date) -> date:
        """The last such day that is not after the given one (cases R40)."""
        this_year = self.in_year(day.year)
        return this_year if this_year <= day else self.in_year(day.year - 1)


def age_in_months(born: date, on: date) -> int:
    """Whole months from birth to a day; negative before birth.

    A month completes on the same day number; where the month has no such day, on the first of the next month
    (cases.md, policy "Ages"). The one function for rooms, labels, rosters and exports.
    """
    months = (on.year - born.year) * MONTHS_A_YEAR + on.month - born.month
    return months if on.day >= born.day else months - 1


def age_in_years(born: date, on: date) -> int:
    """Whole years: twelve whole months each."""
    return age_in_months(born, on) // MONTHS_A_YEAR


def known_birthdate(birthdate: date | None) -> date | None:
    """The birthdate if it says a year; Planning Center fills a missing year with 1885, which is no age at all."""
    if birthdate is None or birthdate.year <= YEAR_NOT_KNOWN:
        return None
    return birthdate


def ages_on(service_date: date, event_as_of: str = "") -> date:
    """The day on which ages count where a room names none: the event's "MM-DD", else the service's own date.

    Raises SettingNotValid if the event's setting is no day (case R41).
    """
    if event_as_of.strip():
        return MonthDay.parse(event_as_of).last_not_after(service_date)
    return service_date
