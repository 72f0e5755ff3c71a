"""Events, times and rooms that a church made here: their ids, and when its times come round.

An occurrence is no row: it is named after its event and start like a predicted time (`kiosk.domain.predictions`), so that every
record of it can be read for ever, whatever became of the time it was made from.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from kiosk.domain.civil_time import local_date, moment
from kiosk.domain.ids import EventId
from kiosk.domain.predictions import predicted_id, weekly_starts
from kiosk.domain.schedule import EventTime

LOCAL_EVENT = "gid://local/Event/"
LOCAL_ROOM = "gid://local/Location/"
LOCAL_TIME = "gid://local/EventTime/"
LOCAL_CHURCH = "gid://local/Organization/"
FREQUENCY = "None"
"""What an event made here says of itself: nothing is predicted from its last week, its times are all known."""


@dataclass(frozen=True, slots=True)
class LocalTime:
    """A time of an event made here: every week on ``day_of_week`` (0 Sunday), or once on ``day``. By the church's clock."""

    id: str
    event_id: EventId
    clock: time
    day_of_week: int | None = None
    day: date | None = None
    name: str = ""


def is_made_here(id: str) -> bool:
    """Whether an event, a time or a location was made here."""
    return id.startswith("gid://local/")


def occurrences(times: Iterable[LocalTime], since: datetime, until: datetime, zone: tzinfo) -> tuple[EventTime, ...]:
    """When these times come round within [since, until), by start; two that fall together are one."""
    found: dict[str, EventTime] = {}
    for one in times:
        for starts_at in _starts(one, since, until, zone):
            if since <= starts_at < until:
                made = EventTime(
                    id=predicted_id(one.event_id, starts_at),
                    event_id=one.event_id,
                    starts_at=starts_at,
                    name=one.name,
                    hour=one.clock.hour,
                    minute=one.clock.minute,
                    day_of_week=one.day_of_week,
                )
                found.setdefault(made.id, made)
    return tuple(sorted(found.values(), key=lambda one: (one.starts_at, one.id)))


def next_start(time: LocalTime, now: datetime, zone: tzinfo) -> datetime | None:
    """When a time comes round next; None for one that is over."""
    if time.day is not None:
        start = moment(time.day, time.clock, zone)
        return start if start >= now else None
    weekday = time.day_of_week or 0
    return next((start for start in weekly_starts(weekday, time.clock, now, zone) if start >= now), None)


def _starts(time: LocalTime, since: datetime, until: datetime, zone: tzinfo) -> tuple[datetime, ...]:
    if time.day is not None:
        return (moment(time.day, time.clock, zone),)
    if time.day_of_week is None:
        return ()
    return weekly_starts(time.day_of_week, time.clock, since, zone, behind=since - since, ahead=until - since)


def is_past(time: LocalTime, now: datetime, zone: tzinfo) -> bool:
    """Whether a time that comes once has been."""
    return time.day is not None and time.day < local_date(now, zone)
