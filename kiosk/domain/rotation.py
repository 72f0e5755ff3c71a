"""Which backups stay: the newest of each recent hour, day and week, so that a mistake noticed late can still be undone."""

from collections.abc import Iterable
from datetime import datetime

HOURS_KEPT = 6
DAYS_KEPT = 7
WEEKS_KEPT = 5
"""*Ours*: a Sunday by the hour, a week by the day, a month by the week; 18 files at most."""


def to_keep(made: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """The moments of the backups that stay.

    One that seems to be made after ``now`` was made while the clock was wrong: the newest of those stays, and none of them
    takes a true one's place.
    """
    moments = sorted(set(made), reverse=True)
    past = [moment for moment in moments if moment <= now]
    kept = set(moments[:1])
    for count, name in ((HOURS_KEPT, _hour), (DAYS_KEPT, _day), (WEEKS_KEPT, _week)):
        newest: dict[object, datetime] = {}
        for moment in past:
            newest.setdefault(name(moment), moment)
        kept.update(list(newest.values())[:count])
    return frozenset(kept)


def _hour(moment: datetime) -> object:
    return (moment.date(), moment.hour)


def _day(moment: datetime) -> object:
    return moment.date()


def _week(moment: datetime) -> object:
    return moment.isocalendar()[:2]
