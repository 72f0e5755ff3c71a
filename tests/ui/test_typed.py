"""What volunteers type into one line, told apart."""

import pytest

from kiosk.services.self_station import GradeChoice
from kiosk.ui.staff.typed import typed_address, typed_date, typed_grade


@pytest.mark.parametrize(
    ("typed", "street", "more", "town", "state", "code"),
    [
        ("7 Elm St, Oak Park, IL 60302", "7 Elm St", "", "Oak Park", "IL", "60302"),
        ("7 Elm St,Apt 2 , Oak Park IL 60302-1100", "7 Elm St", "Apt 2", "Oak Park", "IL", "60302-1100"),
        ("7 Elm St, Oak  Park, 60302", "7 Elm St", "", "Oak Park", "", "60302"),
        ("7 Elm St, Oak Park", "7 Elm St", "", "Oak Park", "", ""),
        ("7 Elm St", "7 Elm St", "", "", "", ""),
    ],
)
def test_an_address_on_one_line_is_told_apart_as_on_an_envelope(typed, street, more, town, state, code):
    address = typed_address(typed)
    assert address is not None
    assert (address.street_line_1, address.street_line_2, address.city, address.state, address.zip) == (
        street,
        more,
        town,
        state,
        code,
    )


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("K", 0),
        ("kinder", 0),
        ("pre", -1),
        ("1", 1),
        ("1st grade", 1),
        ("12", 12),
        ("Grade 2", 2),
        ("x", None),
        ("", None),
    ],
)
def test_a_grade_is_known_by_the_beginning_of_its_name_and_by_its_number(typed, key):
    names = {-1: "Pre-K", 0: "Kindergarten", 1: "1st", 2: "2nd", 10: "10th", 11: "11th", 12: "12th"}
    assert typed_grade(typed, [GradeChoice(one, name) for one, name in names.items()]) == key


@pytest.mark.parametrize(
    ("typed", "said"),
    [("3/4/22", "2022-03-04"), ("3/4/1988", "1988-03-04"), ("12-31-78", "1978-12-31"), ("3/4/2", None)],
)
def test_a_date_may_be_typed_with_the_last_two_digits_of_its_year(typed, said):
    day = typed_date(typed)
    assert (day.isoformat() if day is not None else None) == said


def test_no_address_is_none():
    assert typed_address(" , ") is None
