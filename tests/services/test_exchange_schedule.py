"""When what is read: by the age of the last readings, what is open, and the night."""

from datetime import UTC, datetime, time, timedelta

import pytest

from kiosk.domain.problems import Offline, TooFast
from kiosk.services.exchange_schedule import Situation, is_quiet, rest_after
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
        # A clock that runs a little unevenly makes nothing old; one that was hours ahead and was set right does.
        (a_situation(full=-0.05), None),
        (a_situation(full=-3), Scope.FULL),
        (a_situation(full=-3, is_open=True), Scope.USUAL),
    ],
)
def test_what_is_due(situation: Situation, due: Scope | None):
    assert situation.due() == due


def test_many_changes_wait_for_the_quiet_hours_and_a_few_do_not():
    assert a_situation(is_open=True).may_push(12)
    assert not a_situation().may_push(500)
    assert a_situation(is_quiet=True).may_push(500)
    assert a_situation(has_quiet_hours=False).may_push(500)
    # A computer that is off at night sends by day, with the full pass.
    assert a_situation(full=40).may_push(500)


@pytest.mark.parametrize("now", ["is_open", "is_near"])
def test_no_bulk_goes_while_families_come_or_soon_will(now: str):
    busy = a_situation(full=40, is_quiet=True, has_quiet_hours=False, **{now: True})
    assert not busy.may_push(500)
    assert not busy.may_push_by_hand(500)
    assert busy.calmly(Scope.FULL) is Scope.USUAL
    assert busy.begins_afresh(Scope.CHANGES)
    assert a_situation(full=None, is_open=True).calmly(Scope.FULL) is Scope.FULL


def test_near_a_service_less_of_the_limit_is_used():
    assert a_situation(is_near=True).share < a_situation().share <= 0.8


def test_the_quiet_hours_may_go_over_midnight():
    assert is_quiet(time(23, 30), "22:00", "04:00")
    assert is_quiet(time(3, 59), "22:00", "04:00")
    assert not is_quiet(time(4, 0), "22:00", "04:00")
    assert not is_quiet(time(3, 0), "", "04:00")


def test_by_hand_everything_is_read_when_that_was_long_ago_but_not_while_families_come():
    assert a_situation(full=None).by_hand() is Scope.FULL
    assert a_situation(full=3).by_hand() is Scope.USUAL
    assert a_situation(full=72).by_hand() is Scope.FULL
    assert a_situation(full=72, is_open=True).by_hand() is Scope.USUAL
    assert a_situation(full=None, is_open=True).by_hand() is Scope.FULL


def test_a_pause_that_planning_center_asks_for_is_kept_and_other_trouble_waits_as_usual():
    usual = timedelta(seconds=30)
    assert rest_after(TooFast(seconds=300), usual) == timedelta(seconds=300)
    assert rest_after(TooFast(seconds=5), usual) == rest_after(Offline(), usual) == usual
