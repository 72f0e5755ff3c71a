"""What staff should know about a day that no rule can put right: services called off with people in them."""

import enum
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.ids import EventTimeId
from kiosk.services.ports import AttendanceBook, HistoryBook, ScheduleBook
from kiosk.services.service_day import ServiceDay

NEAR = timedelta(hours=12)
"""Who is still in from longer ago was forgotten, not left in a service that was called off."""


class WarningKind(enum.StrEnum):
    """What is the matter."""

    CANCELLED = "cancelled"
    """Planning Center says that the service is off."""
    GONE = "gone"
    """Planning Center does not know such a service: its event was archived, or it was expected and never came."""


@dataclass(frozen=True, slots=True)
class DayWarning:
    """A service with people inside that has no open window any more; their record stays, and so does check-out."""

    kind: WarningKind
    event_time_id: EventTimeId
    starts_at: datetime
    event_name: str
    people: int


@dataclass(frozen=True, slots=True)
class DayWarnings:
    """Looks at who is inside which service."""

    schedule: ScheduleBook
    attendance: AttendanceBook
    history: HistoryBook

    async def of(self, day: ServiceDay) -> tuple[DayWarning, ...]:
        """The warnings of a day, by start."""
        inside = Counter[EventTimeId]()
        starts: dict[EventTimeId, datetime] = {}
        names: dict[EventTimeId, str] = {}
        for check_in in await self.attendance.everyone_inside():
            if abs(check_in.starts_at - day.now) <= NEAR:
                inside[check_in.event_time_id] += 1
                starts[check_in.event_time_id] = check_in.starts_at
                event_id = day.program.event_of(check_in.event_time_id, check_in.location_id)
                if event_id is not None and event_id in day.events:
                    names[check_in.event_time_id] = day.events[event_id].name
        # This station's scope may leave out what others check in to.
        known = {time.id: time for time in await self.schedule.event_times(day.now - NEAR * 2, day.now + NEAR * 2)}
        known |= {time.id: time for time in day.program.times}
        for past in await self.history.inside_through_planning_center(
            [time.id for time in known.values() if time.is_cancelled and abs(time.starts_at - day.now) <= NEAR]
        ):
            if past.event_time_id is not None:
                inside[past.event_time_id] += 1
                starts[past.event_time_id] = known[past.event_time_id].starts_at
        found = []
        for time_id, people in inside.items():
            time = known.get(time_id)
            if time is not None and not time.is_cancelled:
                continue
            if time is not None and time.event_id in day.events:
                names[time_id] = day.events[time.event_id].name
            kind = WarningKind.GONE if time is None else WarningKind.CANCELLED
            found.append(DayWarning(kind, time_id, starts[time_id], names.get(time_id, ""), people))
        return tuple(sorted(found, key=lambda one: (one.starts_at, one.event_time_id)))
