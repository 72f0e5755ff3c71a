"""When what is read: by the age of the last readings, what is open, and the night."""

from datetime import UTC, datetime, time, timedelta

import pytest

from kiosk.services.exchange_schedule import Situation, is_quiet, scope_by_hand
from kiosk.services.pull_plan import Scope

NOW = datetime(2026, 9, 13, 14, 0, tzinfo=UTC)


def a_situation(
    *, full: float | None = 1, usual: float | None = None, changes: float | None = None, **more: bool
) -> Situation:
    """Ages in hours."""
    ages = {Scope.FULL: full, Scope.USUAL: usual, Scope.CHANGES: changes}
    last = {scope: NOW - timedelta(hours=age) for scope, age in ages.items() if age is not None}
    known = {"is_open": False, "is_near": False, "is_quiet": False} | more
    return Situation(NOW, last, **known)


@pytest.mark.parametrize(
    ("situation", "due"),
    [
        (a_situation(full=None), Scope.FULL),
        (a_situation(full=None, is_open=True), Scope.FULL),
        (a_situation(full=21, usual=0.1, changes=0.1, is_quiet=True), Scope.FULL),
        (a_situation(full=21, usual=0.1, changes=0.1), None),
        (a_situation(full=21, usual=0.1, changes=0.01, is_quiet=True, is_near=True), None),
        (a_situation(full=40, usual=0.1, changes=0.1), Scope.FULL),
        (a_situation(full=40, usual=0.1, changes=0.1, is_open=True), Scope.CHANGES),
        (a_situation(full=5, usual=1.1, changes=0.1), Scope.USUAL),
        (a_situation(full=5, usual=1.1, changes=0.01, is_open=True), None),
        (a_situation(full=5, usual=0.2, changes=0.06, is_near=True), Scope.CHANGES),
        (a_situation(full=5, usual=0.2, changes=0.06), None),
        (a_situation(full=-3), None),
    ],
)
def test_what_is_due(situation: Situation, due: Scope | None):
    assert situation.due() == due


def test_many_changes_wait_until_nothing_is_open_and_a_few_do_not():
    assert a_situation(is_open=True).may_push(12)
    assert not a_situation(is_open=True).may_push(500)
    assert a_situation().may_push(500)


def test_near_a_service_less_of_the_limit_is_used():
    assert a_situation(is_near=True).share < a_situation().share <= 0.8


def test_the_quiet_hours_may_go_over_midnight():
    assert is_quiet(time(23, 30), "22:00", "04:00")
    assert is_quiet(time(3, 59), "22:00", "04:00")
    assert not is_quiet(time(4, 0), "22:00", "04:00")
    assert not is_quiet(time(3, 0), "", "04:00")


def test_by_hand_everything_is_read_when_that_was_long_ago_or_is_asked_for():
    assert scope_by_hand(NOW, {}, is_full=False) is Scope.FULL
    assert scope_by_hand(NOW, {Scope.FULL: NOW - timedelta(hours=3)}, is_full=False) is Scope.USUAL
    assert scope_by_hand(NOW, {Scope.FULL: NOW - timedelta(hours=3)}, is_full=True) is Scope.FULL
    assert scope_by_hand(NOW, {Scope.FULL: NOW - timedelta(days=3)}, is_full=False) is Scope.FULL
