"""Grades come from the graduation year where it is known, and from the church's own list (cases.md, "Grade")."""

from datetime import date

import pytest

from kiosk.domain.ages import MonthDay
from kiosk.domain.children import is_adult, is_child
from kiosk.domain.grades import effective_grade, grade_name
from tests.support.church_builders import GRADES, SUNDAY, a_person

PROMOTION = MonthDay(8, 15)


@pytest.mark.parametrize(
    ("day", "grade"),
    [(date(2026, 8, 14), -1), (date(2026, 8, 15), 0), (date(2027, 8, 14), 0), (date(2027, 8, 15), 1)],
)
def test_a_grade_moves_up_on_promotion_day_without_asking_anyone(day: date, grade: int):
    child = a_person(graduation_year=2039, grade=7)
    assert effective_grade(child, day, PROMOTION) == grade


def test_without_a_graduation_year_the_grade_is_as_last_said():
    assert effective_grade(a_person(grade=3), SUNDAY) == 3
    assert effective_grade(a_person(), SUNDAY) is None


def test_grade_names_are_the_churchs_own():
    assert grade_name(-1, GRADES) == "Pre-K"
    assert grade_name(13, GRADES) == ""


def test_R34_eighteen_and_still_in_twelfth_grade_is_among_the_children():
    pupil = a_person(born="2008-03-01", grade=12, is_child=False)
    assert is_child(pupil, SUNDAY, effective_grade(pupil, SUNDAY))
    assert is_adult(pupil, SUNDAY)


def test_a_grade_left_over_from_long_ago_makes_nobody_a_child():
    parent = a_person(born="1988-03-01", grade=12, is_child=False)
    assert not is_child(parent, SUNDAY, 12)


def test_a_child_without_the_flag_is_known_by_the_birthdate():
    assert is_child(a_person(months=80, is_child=False), SUNDAY, None)
    assert not is_child(a_person(is_child=False), SUNDAY, None)
    assert not is_adult(a_person(), SUNDAY)
