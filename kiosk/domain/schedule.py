"""Events, their periods and times, and when each time accepts check-ins."""

import enum
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.ages import MonthDay
from kiosk.domain.ids import EventId, EventPeriodId, EventTimeId, LocationId
from kiosk.domain.problems import SettingNotValid


class WindowPolicy(enum.StrEnum):
    """Whose bounds count: ours, Planning Center's ``shows_at``/``hides_at``, or where both overlap (product.md section 3)."""

    SMART = "smart"
    PLANNING_CENTER = "planning-center"
    BOTH = "both"


class LateBound(enum.StrEnum):
    """Whether the minutes after count from the start or from the end of a time."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class EventSettings:
    """What a church sets for one event. Minutes; ``minutes_after`` None: until the service ends (case W03).

    ``as_of`` is month and day ("MM-DD") or empty: the last such day not after the service is the day ages are taken on.
    ``required_facts`` of "birthdate", "grade", "gender": a missing one is then *no* instead of *unknown* (cases.md, policies).
    ``lets_come_back``: somebody who has left may be checked in to the same time again; ``stops_doubles``: nobody is checked in
    twice at one time (cases C10, C11, Q07).
    Raises SettingNotValid for an ``as_of`` that is no day (case R41) and for a service without a length.
    """

    minutes_before: int = 300
    minutes_after: int | None = 30
    late_bound: LateBound = LateBound.START
    service_minutes: int = 75
    policy: WindowPolicy = WindowPolicy.SMART
    as_of: str = ""
    required_facts: frozenset[str] = frozenset()
    grade_hides_age: bool = False
    lets_come_back: bool = True
    stops_doubles: bool = True

    def __post_init__(self) -> None:
        if self.as_of.strip():
            MonthDay.parse(self.as_of)
        if self.service_minutes <= 0:
            raise SettingNotValid(value=self.service_minutes)


@dataclass(frozen=True, slots=True)
class Event:
    """Something people check in to, e.g. Sunday Kids."""

    id: EventId
    name: str
    frequency: str = ""
    is_archived: bool = False
    campus_ids: tuple[str, ...] = ()
    settings: EventSettings = EventSettings()

    def is_at(self, campus_ids: Collection[str]) -> bool:
        """Whether it takes place at one of these campuses, or anywhere where none is named; one of no campus is everybody's."""
        return not campus_ids or not self.campus_ids or not set(campus_ids).isdisjoint(self.campus_ids)

    @property
    def is_meeting(self) -> bool:
        """Whether Check-Ins does not know it: a meeting of a group or a calendar event that is attendable itself."""
        return self.id.startswith(("gid://groups/", "gid://calendar/"))


@dataclass(frozen=True, slots=True)
class EventPeriod:
    """One run of an event; for a weekly event, a week."""

    id: EventPeriodId
    event_id: EventId
    starts_at: datetime | None
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class EventTime:
    """A time within a period: 9:00. ``location_ids`` None: all of the event's.

    ``hour``, ``minute`` and ``day_of_week`` (0 = Sunday) are its local template.
    """

    id: EventTimeId
    event_id: EventId
    starts_at: datetime
    period_id: EventPeriodId | None = None
    name: str = ""
    shows_at: datetime | None = None
    hides_at: datetime | None = None
    hour: int | None = None
    minute: int | None = None
    day_of_week: int | None = None
    location_ids: tuple[LocationId, ...] | None = None
    is_predicted: bool = False
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class CheckInWindow:
    """When an event time accepts check-ins: half-open, ``opens_at <= now < closes_at``."""

    opens_at: datetime
    closes_at: datetime

    def is_open(self, now: datetime) -> bool:
        """Whether a check-in is accepted at this moment."""
        return self.opens_at <= now < self.closes_at
