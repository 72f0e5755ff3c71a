"""What volunteers type into one line, told apart."""

import pytest

from kiosk.ui.staff.typed import typed_address


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


def test_no_address_is_none():
    assert typed_address(" , ") is None
