"""In which school grade somebody is: from the graduation year where it is known, else as Planning Center last said."""

from collections.abc import Sequence
from datetime import date

from kiosk.domain.ages import MonthDay
from kiosk.domain.people import Grade, Person

LAST_GRADE = 12
DEFAULT_PROMOTION = MonthDay(6, 1)
"""When a school year ends and grades move up, unless the church sets another day."""


def school_year_end(on: date, promotion: MonthDay = DEFAULT_PROMOTION) -> int:
    """The year in which the school year of a day ends: the day's own before promotion, the next from it on."""
    return on.year if on < promotion.in_year(on.year) else on.year + 1


def effective_grade(person: Person, on: date, promotion: MonthDay = DEFAULT_PROMOTION) -> int | None:
    """The grade's key on a day (-1 Pre-K, 0 Kindergarten, 1…12, above: graduated), or None if nothing is known.

    Right offline on promotion day, since the graduation year does not change (cases.md, policy "Grade").
    """
    if person.graduation_year is not None:
        return LAST_GRADE - (person.graduation_year - school_year_end(on, promotion))
    return person.grade


def grade_name(key: int, grades: Sequence[Grade]) -> str:
    """What the church calls a grade; empty for one that is not on its list."""
    return next((grade.name for grade in grades if grade.key == key), "")
