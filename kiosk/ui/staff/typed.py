"""What volunteers type into one line: a date, a grade, either, or an address."""

import re
from collections.abc import Iterable
from datetime import date

from kiosk.domain.people import Address
from kiosk.services.self_station import GradeChoice

_DATE = re.compile(r"\s*(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})\s*")
_NEW_CENTURY_BEFORE = 50
"""A year of two digits below this is of this century: nobody checks in who is older, and nothing is planned for later."""
_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*")
_GRADE_WORDS = ("grade", "grado", "º", "°")
_STATE_AND_ZIP = re.compile(r"(?:^|\s)(?P<state>[A-Z]{2})?\s*(?P<zip>\d{5}(?:-\d{4})?)?$")


def typed_date(text: str) -> date | None:
    """A date as Americans write it, month first, or as computers do; None if it is none."""
    iso, american = _ISO.fullmatch(text), _DATE.fullmatch(text)
    try:
        if iso is not None:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if american is not None:
            return date(_year(american[3]), int(american[1]), int(american[2]))
    except ValueError:
        return None
    return None


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < _NEW_CENTURY_BEFORE else 1900)


def date_as_typed(day: date | None) -> str:
    """The date as it would be typed; empty for none."""
    return f"{day.month}/{day.day}/{day.year}" if day else ""


def typed_grade(text: str, grades: Iterable[GradeChoice]) -> int | None:
    """The key of the grade that is called so, or the only one whose name begins so; None if none is, or several."""
    said = " ".join(word for word in text.casefold().split() if word not in _GRADE_WORDS)
    known = tuple(grades)
    exact = next((one.key for one in known if said and said in (one.name.casefold(), str(one.key))), None)
    if exact is not None or not said:
        return exact
    begun = [one.key for one in known if one.name.casefold().startswith(said)]
    return begun[0] if len(begun) == 1 else None


def is_readable(text: str, grades: Iterable[GradeChoice]) -> bool:
    """Whether what stands there is nothing, a date or a grade."""
    return not text.strip() or typed_date(text) is not None or typed_grade(text, grades) is not None


def typed_address(text: str) -> Address | None:
    """An address on one line, its parts between commas as on an envelope; None if nothing is there.

    Without a state or ZIP at the end, the last part is the town; nothing typed is lost.
    """
    parts = [part for part in (" ".join(part.split()) for part in text.split(",")) if part]
    if not parts:
        return None
    street, *rest = parts
    ends = _STATE_AND_ZIP.search(rest[-1]) if rest else None
    if ends is None:
        return Address("", street, *((", ".join(rest[:-1]), rest[-1]) if rest else ()))
    town = rest[-1][: ends.start()].strip()
    rest = [*rest[:-1], *([town] if town else [])]
    return Address("", street, ", ".join(rest[:-1]), rest[-1] if rest else "", ends["state"] or "", ends["zip"] or "")
