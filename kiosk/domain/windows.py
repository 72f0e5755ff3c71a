"""When an event time accepts check-ins, what to say when it does not, and when the next one opens."""

import enum
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import assert_never

from kiosk.domain.reasons import TimeReason
from kiosk.domain.schedule import CheckInWindow, Event, EventTime, LateBound, WindowPolicy


class Standing(enum.StrEnum):
    """How a moment stands to an event time."""

    EARLY = "early"
    """The window has not opened yet."""
    OPEN = "open"
    LATE = "late"
    """The window has closed, the service still runs."""
    OVER = "over"
    """The service has ended."""


def service_ends_at(event: Event, event_time: EventTime) -> datetime:
    """When a service ends; Planning Center's times have no end, so it lasts a setting (cases.md, policy "Ends")."""
    return event_time.starts_at.astimezone(UTC) + timedelta(minutes=event.settings.service_minutes)


def window_of(event: Event, event_time: EventTime) -> CheckInWindow:
    """When an event time accepts check-ins, by the event's policy (product.md section 3).

    Bounds are elapsed time. Where Planning Center gives no bound, ours stands in. Under ``both`` a window may be empty: it
    then closes when it opens.
    """
    smart = _smart(event, event_time)
    shown = CheckInWindow(event_time.shows_at or smart.opens_at, event_time.hides_at or smart.closes_at)
    policy = event.settings.policy
    match policy:
        case WindowPolicy.SMART:
            return smart
        case WindowPolicy.PLANNING_CENTER:
            return shown
        case WindowPolicy.BOTH:
            opens_at = max(smart.opens_at, shown.opens_at)
            return CheckInWindow(opens_at, max(opens_at, min(smart.closes_at, shown.closes_at)))
    assert_never(policy)


def _smart(event: Event, event_time: EventTime) -> CheckInWindow:
    settings = event.settings
    starts_at = event_time.starts_at.astimezone(UTC)
    ends_at = service_ends_at(event, event_time)
    if settings.minutes_after is None:
        closes_at = ends_at
    else:
        counted_from = starts_at if settings.late_bound is LateBound.START else ends_at
        closes_at = counted_from + timedelta(minutes=settings.minutes_after)
    return CheckInWindow(starts_at - timedelta(minutes=settings.minutes_before), closes_at)


def standing(event: Event, event_time: EventTime, now: datetime) -> Standing:
    """How now stands to an event time: early, open, late or over."""
    window = window_of(event, event_time)
    if window.is_open(now):
        return Standing.OPEN
    if now < window.opens_at:
        return Standing.EARLY
    return Standing.LATE if now < service_ends_at(event, event_time) else Standing.OVER


def accepts_late_from_staff(event: Event, event_time: EventTime, now: datetime) -> bool:
    """Whether staff may check in without giving a reason: in the window, or late while the service runs (case W04).

    Outside of that a manned station may still do so with a reason (product.md section 3).
    """
    return not event_time.is_cancelled and standing(event, event_time, now) in (Standing.OPEN, Standing.LATE)


def time_reasons(
    event: Event, event_time: EventTime, now: datetime, *, is_checked_in: bool = False
) -> tuple[TimeReason, ...]:
    """Why a person cannot check in to an event time by themselves; empty if nothing is in the way."""
    reasons: list[TimeReason] = []
    if event_time.is_cancelled:
        reasons.append(TimeReason.CANCELLED)
    window = window_of(event, event_time)
    if not window.is_open(now):
        reasons.append(TimeReason.WINDOW_NOT_OPEN if now < window.opens_at else TimeReason.WINDOW_CLOSED)
    if is_checked_in:
        reasons.append(TimeReason.ALREADY_CHECKED_IN)
    return tuple(reasons)


def is_open(event: Event, event_time: EventTime, now: datetime) -> bool:
    """Whether an event time accepts check-ins now; a cancelled one never does."""
    return not event_time.is_cancelled and window_of(event, event_time).is_open(now)


def next_opening(times: Iterable[tuple[Event, EventTime]], now: datetime) -> tuple[Event, EventTime] | None:
    """The event time whose window opens next, for the closed screen's countdown (cases W01, W09, W18); None if none is known."""
    coming = [
        (window.opens_at, event_time.starts_at, event_time.id, event, event_time)
        for event, event_time in times
        if not event_time.is_cancelled
        and (window := window_of(event, event_time)).opens_at > now
        and window.opens_at < window.closes_at
    ]
    if not coming:
        return None
    *_, event, event_time = min(coming, key=lambda one: one[:3])
    return event, event_time
