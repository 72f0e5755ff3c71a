"""When families can come in the days ahead: what a start screen says follows from this and the clock alone."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from kiosk.domain.civil_time import local_date
from kiosk.domain.ids import EventTimeId


@dataclass(frozen=True, slots=True)
class Opening:
    """One event time: check-in is open from ``opens_at`` until before ``closes_at``, the service goes on until ``ends_at``."""

    id: EventTimeId
    event_name: str
    starts_at: datetime
    opens_at: datetime
    closes_at: datetime
    ends_at: datetime

    def is_open(self, now: datetime) -> bool:
        """Whether check-ins are accepted now."""
        return self.opens_at <= now < self.closes_at

    def is_late(self, now: datetime) -> bool:
        """Whether check-in has closed and the service still goes on."""
        return max(self.opens_at, self.closes_at) <= now < self.ends_at


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The times that a station opens for and that are not over, by start; what comes after ``until`` nobody has looked at."""

    openings: tuple[Opening, ...]
    until: datetime

    def open_at(self, now: datetime) -> tuple[Opening, ...]:
        """What families can come to now."""
        return tuple(one for one in self.openings if one.is_open(now))

    def next_after(self, now: datetime) -> Opening | None:
        """What opens next; None if nothing is known of."""
        coming = [one for one in self.openings if now < one.opens_at < one.closes_at]
        return min(coming, key=lambda one: (one.opens_at, one.starts_at, one.id), default=None)

    def has_just_closed(self, now: datetime, zone: tzinfo) -> bool:
        """Whether a service of the church's present date goes on to which nobody can check in by themselves any more."""
        today = local_date(now, zone)
        return any(one.is_late(now) and local_date(one.starts_at, zone) == today for one in self.openings)
