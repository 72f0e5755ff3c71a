"""Predicted times held against the calendar: a linked series that moves or leaves out a week moves or takes away what is expected.

Planning Center makes an event's times only when its last period has ended, but its calendar knows weeks ahead (mapping.md).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo

from kiosk.domain.civil_time import day_of_week, local_date, moment
from kiosk.domain.event_links import CalendarTies
from kiosk.domain.groups import CalendarInstance
from kiosk.domain.ids import EventId
from kiosk.domain.predictions import predicted_id
from kiosk.domain.schedule import EventTime

Weeks = Mapping[date, list[CalendarInstance]]


def series_of(
    event_id: EventId, instances: Iterable[CalendarInstance], calendar: Mapping[str, CalendarTies]
) -> tuple[tuple[CalendarInstance, ...], ...]:
    """The repeating series of the calendar that are tied to an event, each with its instances."""
    by_series: dict[str, list[CalendarInstance]] = {}
    for one in instances:
        ties = calendar.get(one.event_id)
        if one.recurrence and ties is not None and event_id in ties.event_ids:
            by_series.setdefault(one.event_id, []).append(one)
    return tuple(tuple(by_series[series]) for series in sorted(by_series))


def corrected(
    predicted: Sequence[EventTime],
    known_times: Iterable[EventTime],
    series: Sequence[Sequence[CalendarInstance]],
    zone: tzinfo,
) -> tuple[EventTime, ...]:
    """The predicted times of one event as its series leave them.

    Only a series that had exactly one instance in the newest known week can be held against others. Where it has one in a
    predicted week too, times move as it does; where it has none but goes on later, nothing is expected. A series that says
    nothing, or several that disagree about a week, change nothing: better a screen that opens for nobody than one that stays shut.
    """
    real = [_sunday(time.starts_at, zone) for time in known_times if not time.is_predicted and not time.is_cancelled]
    if not predicted or not real:
        return tuple(predicted)
    model = max(real)
    telling = [weeks for one in series if len((weeks := _weeks(one, zone)).get(model, ())) == 1]
    found: list[EventTime] = []
    for time in predicted:
        week = _sunday(time.starts_at, zone)
        shifts = {_shift(weeks, model, week, zone) for weeks in telling}
        shift = shifts.pop() if len(shifts) == 1 else timedelta(0)
        if shift is not None:
            found.append(_moved(time, shift, zone))
    return tuple(sorted(found, key=lambda one: (one.starts_at, one.id)))


def _shift(weeks: Weeks, model: date, week: date, zone: tzinfo) -> timedelta | None:
    """How far a series lies in a week from where it lay in the model's, by the church's clock; None if it leaves the week out."""
    there = weeks.get(week, ())
    if len(there) == 1:
        return _into_week(there[0].starts_at, zone) - _into_week(weeks[model][0].starts_at, zone)
    if not there and any(later > week for later in weeks):
        return None
    return timedelta(0)


def _moved(time: EventTime, shift: timedelta, zone: tzinfo) -> EventTime:
    if not shift:
        return time
    local = time.starts_at.astimezone(zone).replace(tzinfo=None) + shift
    starts_at = moment(local.date(), local.time(), zone)
    by = starts_at - time.starts_at
    return replace(
        time,
        id=predicted_id(time.event_id, starts_at),
        starts_at=starts_at,
        shows_at=time.shows_at + by if time.shows_at is not None else None,
        hides_at=time.hides_at + by if time.hides_at is not None else None,
    )


def _weeks(instances: Iterable[CalendarInstance], zone: tzinfo) -> dict[date, list[CalendarInstance]]:
    weeks: dict[date, list[CalendarInstance]] = {}
    for one in instances:
        weeks.setdefault(_sunday(one.starts_at, zone), []).append(one)
    return weeks


def _sunday(at: datetime, zone: tzinfo) -> date:
    day = local_date(at, zone)
    return day - timedelta(days=day_of_week(day))


def _into_week(at: datetime, zone: tzinfo) -> timedelta:
    """How far into its week a moment lies on the church's clock."""
    local = at.astimezone(zone).replace(tzinfo=None)
    return local - datetime.combine(_sunday(at, zone), datetime.min.time())
