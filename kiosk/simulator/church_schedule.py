"""The events of a sample church with their weeks and times, and the rooms people check in to."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from kiosk.simulator.church_files import read, row, rows
from kiosk.simulator.church_week import Week, utc_text
from kiosk.simulator.records import Church

FOLDER, ROOM = "Folder", "Location"
SET_UP_DAYS_AGO = 700
EVERY_CAMPUS = [("Campus", "1")]
NO_COUNTS = {"regular_count": 0, "guest_count": 0, "volunteer_count": 0}


@dataclass(frozen=True, slots=True)
class TimeRow:
    """One weekly time of an event."""

    id: int
    at: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event."""

    id: int
    name: str
    frequency: str
    shows_minutes_before: int
    hides_minutes_after: int
    times: tuple[dict[str, Any], ...]
    attendance_types: tuple[dict[str, Any], ...] = ()
    archived_days_ago: int | None = None

    @property
    def weekly_times(self) -> tuple[TimeRow, ...]:
        """Its times as rows."""
        return tuple(row(TimeRow, one) for one in self.times)


@dataclass(frozen=True, slots=True)
class RoomRow:
    """One room or folder; ages in whole months and grades with both ends included."""

    id: int
    event: int
    name: str
    parent: int | None = None
    folder: bool = False
    ages: tuple[int, int] | None = None
    grades: tuple[int, int] | None = None
    gender: str | None = None
    whom: str = "Child"
    max: int | None = None
    volunteers: int | None = None
    ratio: int | None = None
    only_at: tuple[int, ...] = ()
    open: bool = True


@dataclass(frozen=True, slots=True)
class Schedule:
    """Events and rooms as rows, for whoever lays visits into them. Event times and periods have ids per week."""

    week: Week
    weeks_back: int
    events: tuple[EventRow, ...]
    rooms: tuple[RoomRow, ...]

    def event_of_time(self, time_id: int) -> EventRow:
        """Which event a weekly time belongs to."""
        return next(event for event in self.events if any(one.id == time_id for one in event.weekly_times))

    def starts_at(self, time_id: int, weeks_ago: int) -> datetime:
        """When a weekly time starts or started."""
        told = next(one for event in self.events for one in event.weekly_times if one.id == time_id)
        return self.week.weeks_from(self.week.moment(told.at), -weeks_ago)

    def rooms_at(self, time_id: int) -> tuple[RoomRow, ...]:
        """The rooms (no folders) that a weekly time offers."""
        event = self.event_of_time(time_id)
        return tuple(
            room
            for room in self.rooms
            if room.event == event.id and not room.folder and (not room.only_at or time_id in room.only_at)
        )


def time_id(id: int, weeks_ago: int) -> str:
    """The event time's id in a week: 11 this week, 1103 three weeks ago."""
    return f"{id}{weeks_ago:02d}" if weeks_ago else str(id)


def period_id(event: int, weeks_ago: int) -> str:
    """The event period's id in a week: 1000 this week, 1003 three weeks ago."""
    return f"{event}0{weeks_ago:02d}"


def read_schedule(week: Week, weeks_back: int) -> Schedule:
    """The sample church's events and rooms, with as many past weeks as wanted."""
    told = read("events")
    return Schedule(week, weeks_back, rows(EventRow, told["event"]), rows(RoomRow, told["room"]))


def add_schedule(church: Church, schedule: Schedule) -> None:
    """File the events with their periods and times, and the rooms."""
    week, stamps = schedule.week, standing_stamps(schedule.week)
    for event in schedule.events:
        archived = week.ago(days=event.archived_days_ago) if event.archived_days_ago else None
        church.add(
            "check-ins",
            "Event",
            str(event.id),
            {
                "name": event.name,
                "frequency": event.frequency,
                "enable_services_integration": False,
                "integration_key": None,
                "location_times_enabled": any(room.only_at for room in schedule.rooms if room.event == event.id),
                "pre_select_enabled": True,
                "archived_at": archived,
                **stamps,
            },
            {"campuses": EVERY_CAMPUS},
        )
        for kind in event.attendance_types:
            attributes = {"name": kind["name"], "color": kind["color"], "limit": None, **stamps}
            church.add("check-ins", "AttendanceType", str(kind["id"]), attributes, {"event": ("Event", str(event.id))})
        if event.times:
            for weeks_ago in range(schedule.weeks_back, -1, -1):
                _add_period(church, schedule, event, weeks_ago)
    for position, room in enumerate(schedule.rooms, start=1):
        _add_room(church, room, position, stamps)


def standing_stamps(week: Week) -> dict[str, str]:
    """When what hardly ever changes was made and last touched."""
    return {"created_at": week.ago(days=SET_UP_DAYS_AGO), "updated_at": week.ago(days=SET_UP_DAYS_AGO - 300)}


def _add_period(church: Church, schedule: Schedule, event: EventRow, weeks_ago: int) -> None:
    week = schedule.week
    begins = week.weeks_from(datetime.combine(week.service_date, time(), week.zone), -weeks_ago)
    ends = week.weeks_from(begins, 1).astimezone(UTC) - timedelta(seconds=1)
    made_at = utc_text(min(begins.astimezone(UTC), week.now))
    made = {"created_at": made_at, "updated_at": made_at}
    period, owner = period_id(event.id, weeks_ago), ("Event", str(event.id))
    attributes = {"starts_at": utc_text(begins), "ends_at": utc_text(ends), "note": None, **NO_COUNTS, **made}
    church.add("check-ins", "EventPeriod", period, attributes, {"event": owner})
    for told in event.weekly_times:
        starts = schedule.starts_at(told.id, weeks_ago)
        links: dict[str, Any] = {"event": owner, "event_period": ("EventPeriod", period)}
        offered = schedule.rooms_at(told.id)
        if len(offered) < sum(1 for room in schedule.rooms if room.event == event.id and not room.folder):
            links["available_locations"] = [("Location", str(room.id)) for room in offered]
        church.add(
            "check-ins",
            "EventTime",
            time_id(told.id, weeks_ago),
            {
                "name": told.name,
                "starts_at": utc_text(starts),
                "shows_at": utc_text(starts.astimezone(UTC) - timedelta(minutes=event.shows_minutes_before)),
                "hides_at": utc_text(starts.astimezone(UTC) + timedelta(minutes=event.hides_minutes_after)),
                "hour": starts.hour,
                "minute": starts.minute,
                "day_of_week": starts.isoweekday() % 7,
                "total_count": 0,
                **NO_COUNTS,
                **made,
            },
            links,
        )


def _add_room(church: Church, room: RoomRow, position: int, stamps: dict[str, str]) -> None:
    ages, grades = room.ages or (None, None), room.grades or (None, None)
    church.add(
        "check-ins",
        "Location",
        str(room.id),
        {
            "name": room.name,
            "kind": FOLDER if room.folder else ROOM,
            "opened": room.open,
            "questions": [],
            "age_min_in_months": ages[0],
            "age_max_in_months": ages[1],
            "age_range_by": "month" if room.ages else None,
            "age_on": None,
            "child_or_adult": None if room.folder else room.whom or None,
            "effective_date": None,
            "gender": room.gender,
            "grade_min": grades[0],
            "grade_max": grades[1],
            "max_occupancy": room.max,
            "min_volunteers": room.volunteers,
            "attendees_per_volunteer": room.ratio,
            "position": position,
            "milestone": None,
            **stamps,
        },
        {"event": ("Event", str(room.event)), "parent": ("Location", str(room.parent)) if room.parent else None},
    )
