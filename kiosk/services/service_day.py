"""One day of the church at one moment, as far as it is the same for everybody: what is on, and who is inside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.domain.civil_time import local_date
from kiosk.domain.event_choice import EventFinder
from kiosk.domain.history import PastCheckIn
from kiosk.domain.ids import EventId, EventTimeId, LocationId
from kiosk.domain.location_tree import LocationTree
from kiosk.domain.people import Organization
from kiosk.domain.schedule import Event, EventTime
from kiosk.domain.seats import Occupancy, occupancies
from kiosk.domain.windows import is_open, next_opening, window_of
from kiosk.services.ports import AttendanceBook, HistoryBook
from kiosk.services.program import Program, ProgramSource
from kiosk.services.room_states import with_room_states


@dataclass(frozen=True, slots=True)
class ServiceDay:
    """What is on around a moment. ``times``: those of the church's local date, and those still or already open."""

    program: Program
    now: datetime
    times: tuple[EventTime, ...]
    finder: EventFinder
    inside: Mapping[EventTimeId, Mapping[LocationId, Occupancy]]
    elsewhere: tuple[PastCheckIn, ...]

    @property
    def organization(self) -> Organization:
        """The church."""
        return self.program.organization

    @property
    def zone(self) -> ZoneInfo:
        """The church's zone, never the machine's."""
        return self.program.zone

    @property
    def events(self) -> Mapping[EventId, Event]:
        """Every event of the program."""
        return self.program.events

    @property
    def trees(self) -> Mapping[EventId, LocationTree]:
        """The rooms of each event."""
        return self.program.trees

    @property
    def open_times(self) -> tuple[EventTime, ...]:
        """The times that accept check-ins now, by start."""
        return self.finder.open_times

    @property
    def own_open_times(self) -> tuple[EventTime, ...]:
        """Those that a station opens for: of Check-Ins' own events, and of meetings in its rooms."""
        return tuple(time for time in self.open_times if time.event_id in self.program.own_event_ids)

    def event_of(self, location_id: LocationId) -> EventId | None:
        """The event a location belongs to."""
        return self.program.event_by_location.get(location_id)

    def next_opening(self) -> tuple[Event, EventTime] | None:
        """The time whose window opens next, of those that a station opens for."""
        own = self.program.own_event_ids
        return next_opening(
            ((self.events[time.event_id], time) for time in self.program.times if time.event_id in own), self.now
        )

    def when_next(self) -> dict[str, object]:
        """When check-in opens next and for what, as a problem's details; empty if nothing is known."""
        coming = self.next_opening()
        if coming is None:
            return {}
        event, time = coming
        opens_at = window_of(event, time).opens_at.astimezone(self.zone)
        return {"event": event.name, "starts_at": time.starts_at.astimezone(self.zone), "opens_at": opens_at}


@dataclass(frozen=True, slots=True)
class ServiceDays:
    """Reads a service day from the books."""

    programs: ProgramSource
    attendance: AttendanceBook
    history: HistoryBook

    async def at(self, now: datetime) -> ServiceDay:
        """The day around ``now``, in this station's scope. Raises StationNotSetUp before the first pull."""
        program = await with_room_states(await self.programs.at(now), self.attendance, now)
        times = tuple(
            time for time in program.times if _is_of_today(program.events[time.event_id], time, now, program.zone)
        )
        ids = [time.id for time in times]
        elsewhere = await self.history.inside_through_planning_center(ids)
        open_times = [time for time in times if is_open(program.events[time.event_id], time, now)]
        return ServiceDay(
            program,
            now,
            times,
            EventFinder.of(program.hierarchy, program.links, open_times, now),
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
