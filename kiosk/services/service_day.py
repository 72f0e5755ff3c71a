"""One day of the church at one moment, as far as it is the same for everybody: events, times, rooms and who is inside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain.civil_time import local_date
from kiosk.domain.history import PastCheckIn
from kiosk.domain.ids import EventId, EventTimeId, LocationId
from kiosk.domain.location_tree import LocationTree
from kiosk.domain.people import Organization
from kiosk.domain.problems import StationNotSetUp
from kiosk.domain.schedule import Event, EventTime
from kiosk.domain.seats import Occupancy, occupancies
from kiosk.domain.windows import is_open
from kiosk.services.ports import AttendanceBook, HistoryBook, ScheduleBook, StationSettings

AROUND = timedelta(days=2)
"""How far from now times are looked at: a window may have opened the day before, or close after midnight."""


@dataclass(frozen=True, slots=True)
class ServiceDay:
    """What is on around a moment. ``times``: those of the church's local date, and those still or already open."""

    organization: Organization
    zone: ZoneInfo
    now: datetime
    events: Mapping[EventId, Event]
    times: tuple[EventTime, ...]
    trees: Mapping[EventId, LocationTree]
    inside: Mapping[EventTimeId, Mapping[LocationId, Occupancy]]
    elsewhere: tuple[PastCheckIn, ...]

    @property
    def open_times(self) -> tuple[EventTime, ...]:
        """The times that accept check-ins now, by start."""
        return tuple(time for time in self.times if is_open(self.events[time.event_id], time, self.now))

    def event_of(self, location_id: LocationId) -> EventId | None:
        """The event a location belongs to."""
        return next((event_id for event_id, tree in self.trees.items() if location_id in tree.by_id), None)


@dataclass(frozen=True, slots=True)
class ServiceDays:
    """Reads a service day from the books."""

    schedule: ScheduleBook
    attendance: AttendanceBook
    history: HistoryBook
    settings: StationSettings

    async def at(self, now: datetime) -> ServiceDay:
        """The day around ``now``, in this station's scope. Raises StationNotSetUp before the first pull."""
        organization = await self.schedule.organization()
        if organization is None:
            raise StationNotSetUp()
        zone = ZoneInfo(organization.time_zone)
        events = {
            event.id: event
            for event in await self.schedule.events()
            if not event.is_archived and (not self.settings.event_ids or event.id in self.settings.event_ids)
        }
        around = await self.schedule.event_times(now - AROUND, now + AROUND)
        times = tuple(
            sorted(
                (
                    time
                    for time in around
                    if time.event_id in events and _is_of_today(events[time.event_id], time, now, zone)
                ),
                key=lambda time: (time.starts_at, time.event_id, time.id),
            )
        )
        trees = {
            event_id: LocationTree.of(await self.schedule.locations(event_id), (), event_id)
            for event_id in {time.event_id for time in times}
        }
        ids = [time.id for time in times]
        elsewhere = await self.history.inside_through_planning_center(ids)
        return ServiceDay(
            organization,
            zone,
            now,
            events,
            times,
            trees,
            _by_time(occupancies(await self.attendance.of_event_times(ids), elsewhere)),
            elsewhere,
        )


def _is_of_today(event: Event, time: EventTime, now: datetime, zone: ZoneInfo) -> bool:
    return local_date(time.starts_at, zone) == local_date(now, zone) or is_open(event, time, now)


def _by_time(
    places: Mapping[tuple[EventTimeId, LocationId], Occupancy],
) -> Mapping[EventTimeId, Mapping[LocationId, Occupancy]]:
    by_time: dict[EventTimeId, dict[LocationId, Occupancy]] = {}
    for (time_id, location_id), inside in places.items():
        by_time.setdefault(time_id, {})[location_id] = inside
    return by_time
