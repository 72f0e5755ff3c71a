"""Which of several times somebody means: the nearest, the next if that is long past, or last week's two again."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo

from kiosk.domain.civil_time import DAYS_A_WEEK, local_clock, local_date
from kiosk.domain.history import PastCheckIn
from kiosk.domain.schedule import EventTime

GIVES_WAY_AFTER = timedelta(minutes=45)
"""Planning Center's rule: a time more than this past gives way to the next (cases W06)."""


def nearest_time(times: Iterable[EventTime], now: datetime) -> EventTime | None:
    """The time whose start is nearest, a later one if they are equally near.

    One more than 45 minutes past gives way to the next; without a next it stays (cases W06, W07).
    """
    ordered = sorted(times, key=lambda time: (abs(time.starts_at - now), time.starts_at <= now, time.id))
    if not ordered:
        return None
    nearest = ordered[0]
    if not is_long_past(nearest, now):
        return nearest
    coming = [time for time in ordered if time.starts_at > now]
    return min(coming, key=lambda time: (time.starts_at, time.id), default=nearest)


def is_long_past(time: EventTime, now: datetime) -> bool:
    """Whether a time has started more than 45 minutes ago."""
    return now - time.starts_at > GIVES_WAY_AFTER


def same_as_last_week(
    times: Iterable[EventTime], history: Iterable[PastCheckIn], now: datetime, zone: tzinfo
) -> tuple[EventTime, ...]:
    """The two (or more) times of today that somebody took a week ago, if they came before all of them then and now (case W08).

    ``times``: those that could be chosen, of one event; ``history``: the person's. Empty if last week says nothing.
    """
    taken = {
        (past.event_id, local_date(past.starts_at, zone), local_clock(past.starts_at, zone)): past
        for past in history
        if past.starts_at is not None
    }
    again: list[tuple[EventTime, PastCheckIn, datetime]] = []
    for time in times:
        week_ago = local_date(time.starts_at, zone) - timedelta(days=DAYS_A_WEEK)
        past = taken.get((time.event_id, week_ago, local_clock(time.starts_at, zone)))
        if past is not None and past.starts_at is not None:
            again.append((time, past, past.starts_at))
    if len(again) < 2:
        return ()
    came_before_all = min(past.checked_in_at for _, past, _ in again) < min(starts_at for *_, starts_at in again)
    is_before_all = now < min(time.starts_at for time, *_ in again)
    if not (came_before_all and is_before_all):
        return ()
    return tuple(sorted((time for time, *_ in again), key=lambda time: (time.starts_at, time.id)))


def choose_times(
    times: Sequence[EventTime], history: Iterable[PastCheckIn], now: datetime, zone: tzinfo
) -> tuple[EventTime, ...]:
    """What to preselect among the open times of one event: last week's, else the nearest."""
    again = same_as_last_week(times, history, now, zone)
    if again:
        return again
    nearest = nearest_time(times, now)
    return (nearest,) if nearest is not None else ()
