"""Who counts as a child and who as an adult."""

from datetime import date

from kiosk.domain.ages import age_in_years, known_birthdate
from kiosk.domain.grades import LAST_GRADE
from kiosk.domain.people import Person

ADULT_YEARS = 18
OLDEST_PUPIL_YEARS = 20
"""From this age on a grade in the records is a leftover, not a school."""


def is_adult(person: Person, on: date) -> bool:
    """Whether somebody may stand for a household: no child flag, or 18 by birthdate (product.md section 2)."""
    return not person.is_child or _has_lived(person, ADULT_YEARS, on)


def is_child(person: Person, on: date, grade: int | None) -> bool:
    """Whether somebody belongs among the children: by flag, by age, or still at school at 18 (case R34)."""
    if person.is_child:
        return True
    born = known_birthdate(person.birthdate)
    if born is not None and born <= on and age_in_years(born, on) < ADULT_YEARS:
        return True
    return grade is not None and grade <= LAST_GRADE and not _has_lived(person, OLDEST_PUPIL_YEARS, on)


def _has_lived(person: Person, years: int, on: date) -> bool:
    born = known_birthdate(person.birthdate)
    return born is not None and age_in_years(born, on) >= years
