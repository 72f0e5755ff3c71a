"""Which backups stay."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.rotation import DAYS_KEPT, HOURS_KEPT, WEEKS_KEPT, to_keep

NOW = datetime(2026, 9, 13, 15, 30, tzinfo=UTC)


def test_a_sunday_is_kept_by_the_hour_a_week_by_the_day_and_a_month_by_the_week():
    hourly = [NOW - timedelta(hours=hours) for hours in range(24 * 60)]

    kept = sorted(to_keep(hourly, NOW), reverse=True)

    assert kept[:HOURS_KEPT] == hourly[:HOURS_KEPT]
    assert [moment.date() for moment in kept[HOURS_KEPT : HOURS_KEPT + DAYS_KEPT - 1]] == [
        NOW.date() - timedelta(days=days) for days in range(1, DAYS_KEPT)
    ]
    assert len({moment.isocalendar()[:2] for moment in kept}) == WEEKS_KEPT


def test_backups_of_a_clock_that_was_wrong_take_no_true_ones_place():
    wrong = [NOW + timedelta(days=365, hours=hours) for hours in range(20)]
    true = [NOW - timedelta(hours=hours) for hours in range(HOURS_KEPT)]

    kept = to_keep([*wrong, *true], NOW)

    assert kept >= set(true)
    assert kept - set(true) == {max(wrong)}


@given(st.lists(st.integers(-200_000, 50_000)), st.integers(0, 3_000))
def test_the_newest_always_stays_and_dropping_twice_drops_no_more(minutes: list[int], later: int):
    made = [NOW + timedelta(minutes=one) for one in minutes]

    kept = to_keep(made, NOW)

    assert not made or max(made) in kept
    assert to_keep(kept, NOW) == kept
    assert len(kept) <= HOURS_KEPT + DAYS_KEPT + WEEKS_KEPT + 1
    assert to_keep(made, NOW + timedelta(minutes=later)) <= set(made)
