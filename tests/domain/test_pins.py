"""Named PINs: good enough, not to be tried out, and each role with its reach."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.pins import PinTries, PinWeakness, StaffRole, weakness_of
from tests.support.church_builders import at

NOW = at("9:00")


def tries(failures: int) -> PinTries:
    made = PinTries()
    for _ in range(failures):
        made = made.failed(NOW)
    return made


def test_each_role_may_do_what_those_before_it_may():
    assert StaffRole.ADMIN.may(StaffRole.VOLUNTEER)
    assert StaffRole.LEAD.may(StaffRole.LEAD)
    assert not StaffRole.VOLUNTEER.may(StaffRole.LEAD)


@pytest.mark.parametrize(
    ("pin", "weakness"),
    [
        ("123", PinWeakness.TOO_SHORT),
        ("", PinWeakness.NOT_DIGITS),
        ("12a4", PinWeakness.NOT_DIGITS),
        ("٣٧٤٨", PinWeakness.NOT_DIGITS),
        ("1" * 13, PinWeakness.TOO_LONG),
        ("0000", PinWeakness.TRIVIAL),
        ("1234", PinWeakness.TRIVIAL),
        ("7890", PinWeakness.TRIVIAL),
        ("4321", PinWeakness.TRIVIAL),
        ("4747", PinWeakness.TRIVIAL),
        ("4477", PinWeakness.TRIVIAL),
        ("2580", PinWeakness.TRIVIAL),
        ("4774", PinWeakness.TRIVIAL),
        ("0712", PinWeakness.LIKE_A_BIRTHDAY),
        ("3009", PinWeakness.LIKE_A_BIRTHDAY),
        ("1987", PinWeakness.LIKE_A_BIRTHDAY),
        ("071285", PinWeakness.LIKE_A_BIRTHDAY),
        ("19850712", PinWeakness.LIKE_A_BIRTHDAY),
        ("4835", None),
        ("6074", None),
        ("748392", None),
    ],
)
def test_a_pin_that_anyone_would_try_first_is_not_taken(pin: str, weakness: PinWeakness | None):
    assert weakness_of(pin) is weakness


def test_nobodys_own_birthdate_is_a_pin():
    assert weakness_of("850712", [date(1985, 7, 12)]) is PinWeakness.LIKE_A_BIRTHDAY


def test_three_tries_are_free_then_the_door_locks_for_longer_each_time():
    assert not tries(2).is_locked(NOW)
    waits = [tries(failures).locked_until for failures in (3, 4, 5, 6)]
    assert waits == [NOW + timedelta(seconds=seconds) for seconds in (15, 30, 60, 120)]
    assert tries(40).locked_until == NOW + timedelta(minutes=15)


def test_after_the_wait_the_next_try_is_taken():
    locked = tries(3)
    assert locked.is_locked(NOW + timedelta(seconds=14))
    assert not locked.is_locked(NOW + timedelta(seconds=15))
    assert locked.failed(NOW + timedelta(seconds=15)).locked_until == NOW + timedelta(seconds=45)


def test_yesterdays_slips_are_forgotten():
    assert tries(8).failed(NOW + timedelta(hours=13)).failures == 1


def test_a_clock_set_back_by_an_hour_keeps_nobody_out():
    assert not tries(5).is_locked(NOW - timedelta(hours=1))


@given(st.integers(0, 60))
def test_one_more_wrong_try_never_shortens_the_wait(failures: int):
    now, more = tries(failures).locked_until, tries(failures + 1).locked_until
    assert now is None or (more is not None and more >= now)
