"""Next week's times before Planning Center has made them, so that a station offline since Thursday opens on Sunday."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from kiosk.domain.civil_time import DAYS_A_WEEK, day_of_week, local_clock, local_date, moment
from kiosk.domain.ids import EventId, EventTimeId
from kiosk.domain.schedule import Event, EventTime

BEHIND = timedelta(days=2)
"""How long ago a predicted time may have started: check-out and late staff still need it."""
AHEAD = timedelta(days=8)
SAME_TIME_MOVED = timedelta(minutes=60)
"""How far a real time may lie from the predicted one that it takes over."""
_PREDICTED = re.compile(r"p:(.+):(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})Z")
_ANOTHER_PATTERN = frozenset({"none", "once", "one time", "daily", "monthly", "yearly"})


def predicted_id(event_id: EventId, starts_at: datetime) -> EventTimeId:
    """``p:EVENT:START`` with the start in UTC: ``p:1:2026-09-13T14:00:00Z`` (product.md section 3)."""
    return EventTimeId(f"p:{event_id}:{starts_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")


def is_predicted_id(event_time_id: EventTimeId) -> bool:
    """Whether an id is one of ours for a time that Planning Center had not made yet."""
    return event_time_id.startswith("p:")


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One time of a week: its weekday and clock, and the real time it was read from."""

    weekday: int
    clock: time
    model: EventTime


def predict_times(
    event: Event,
    known_times: Iterable[EventTime],
    now: datetime,
    zone: tzinfo,
    *,
    behind: timedelta = BEHIND,
    ahead: timedelta = AHEAD,
) -> tuple[EventTime, ...]:
    """The times around now that the event's newest known week leads to expect, by the church's clock (case W13).

    A week (Sunday to Saturday, as Planning Center's periods run) with any real time of its own is left alone, moved and
    cancelled ones included: Planning Center makes a period's times together. Bounds and rooms are taken over. Only weekly
    events are predicted; one whose frequency is not known, if two of its weeks look alike.
    """
    if event.is_archived:
        return ()
    weeks = _weeks([one for one in known_times if one.event_id == event.id and not one.is_predicted], zone)
    last_week = max((week for week, times in weeks.items() if any(not one.is_cancelled for one in times)), default=None)
    if last_week is None:
        return ()
    patterns = _patterns(weeks[last_week], zone)
    if not _is_weekly(event, weeks, patterns, zone):
        return ()
    predicted: list[EventTime] = []
    sunday = last_week + timedelta(days=DAYS_A_WEEK)
    while moment(sunday, time(0), zone) <= now + ahead:
        if sunday not in weeks:
            predicted.extend(_on(sunday, pattern, event.id, zone) for pattern in patterns)
        sunday += timedelta(days=DAYS_A_WEEK)
    return tuple(
        sorted(
            (one for one in predicted if now - behind <= one.starts_at <= now + ahead),
            key=lambda one: (one.starts_at, one.id),
        )
    )


def weekly_starts(
    weekday: int, clock: time, now: datetime, zone: tzinfo, *, behind: timedelta = BEHIND, ahead: timedelta = AHEAD
) -> tuple[datetime, ...]:
    """When a weekday and a clock come round now: for groups whose meetings are known only as a day and a time."""
    first = local_date(now - behind, zone)
    days = [first + timedelta(days=n) for n in range((ahead + behind).days + 2)]
    starts = (moment(day, clock, zone) for day in days if day_of_week(day) == weekday)
    return tuple(start for start in starts if now - behind <= start <= now + ahead)


def aliases(
    predicted_ids: Iterable[EventTimeId], real_times: Sequence[EventTime], zone: tzinfo
) -> dict[EventTimeId, EventTimeId]:
    """Which real time takes over which predicted one: the same start, else the nearest of that local date within the hour.

    A real time takes over one prediction only; what was recorded under a prediction without a real time stays there.
    """
    wanted: dict[EventTimeId, tuple[EventId, datetime]] = {}
    for one in dict.fromkeys(predicted_ids):
        parsed = told_by(one)
        if parsed is not None:
            wanted[one] = parsed
    real = [one for one in real_times if not one.is_predicted]
    pairs = sorted(
        (abs(time.starts_at - starts_at), time.starts_at, time.id, one)
        for one, (event_id, starts_at) in wanted.items()
        for time in real
        if time.event_id == event_id
        and abs(time.starts_at - starts_at) <= SAME_TIME_MOVED
        and local_date(time.starts_at, zone) == local_date(starts_at, zone)
    )
    taken: dict[EventTimeId, EventTimeId] = {}
    for _, _, real_id, one in pairs:
        if one not in taken and real_id not in taken.values():
            taken[one] = real_id
    return taken


def told_by(event_time_id: EventTimeId) -> tuple[EventId, datetime] | None:
    """The event and the start that a predicted id names; None for any other id."""
    match = _PREDICTED.fullmatch(event_time_id)
    if match is None:
        return None
    try:
        return EventId(match[1]), datetime.fromisoformat(match[2]).replace(tzinfo=UTC)
    except ValueError:
        return None


def _weeks(times: Iterable[EventTime], zone: tzinfo) -> dict[date, list[EventTime]]:
    """The times by the Sunday their week begins on."""
    weeks: dict[date, list[EventTime]] = {}
    for one in times:
        day = local_date(one.starts_at, zone)
        weeks.setdefault(day - timedelta(days=day_of_week(day)), []).append(one)
    return weeks


def _patterns(times: Iterable[EventTime], zone: tzinfo) -> tuple[_Pattern, ...]:
    found: dict[tuple[int, time], _Pattern] = {}
    for one in sorted(times, key=lambda one: (one.starts_at, one.id)):
        if not one.is_cancelled:
            weekday = day_of_week(local_date(one.starts_at, zone))
            clock = local_clock(one.starts_at, zone)
            found.setdefault((weekday, clock), _Pattern(weekday, clock, one))
    return tuple(found.values())


def _is_weekly(event: Event, weeks: Mapping[date, list[EventTime]], patterns: Sequence[_Pattern], zone: tzinfo) -> bool:
    frequency = event.frequency.strip().lower()
    if frequency == "weekly":
        return True
    if frequency in _ANOTHER_PATTERN:
        return False
    newest = {(pattern.weekday, pattern.clock) for pattern in patterns}
    alike = [
        week
        for week, times in weeks.items()
        if {(pattern.weekday, pattern.clock) for pattern in _patterns(times, zone)} == newest
    ]
    return len(alike) >= 2


def _on(sunday: date, pattern: _Pattern, event_id: EventId, zone: tzinfo) -> EventTime:
    """The pattern in the week of a Sunday; Planning Center's bounds keep their distance from the start."""
    starts_at = moment(sunday + timedelta(days=pattern.weekday), pattern.clock, zone)
    model = pattern.model
    return EventTime(
        id=predicted_id(event_id, starts_at),
        event_id=event_id,
        starts_at=starts_at,
        name=model.name,
        shows_at=starts_at + (model.shows_at - model.starts_at) if model.shows_at is not None else None,
        hides_at=starts_at + (model.hides_at - model.starts_at) if model.hides_at is not None else None,
        hour=model.hour,
        minute=model.minute,
        day_of_week=model.day_of_week,
        location_ids=model.location_ids,
        is_predicted=True,
    )
