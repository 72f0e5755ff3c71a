"""Events, times, rooms and labels in SQLite, with this church's own settings and additions applied."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from kiosk.domain.check_in_options import CheckInOption
from kiosk.domain.counts_there import AttendanceType, HeadcountThere, TimeCounts
from kiosk.domain.facts import moment_text
from kiosk.domain.ids import EventId, EventPeriodId, EventTimeId, LabelId, LocationId, NodeId
from kiosk.domain.label_choice import LabelQuantity
from kiosk.domain.local_program import occurrences
from kiosk.domain.locations import ChildOrAdult, Location, LocationAdditions, OverflowStrategy
from kiosk.domain.people import Gender, Organization
from kiosk.domain.schedule import Event, EventPeriod, EventSettings, EventTime, LateBound, WindowPolicy
from kiosk.domain.stations_there import CampusThere
from kiosk.services.ports import NamedRoom
from kiosk.storage.church_row import church_zone, organization
from kiosk.storage.database import Database
from kiosk.storage.local_store import local_times
from kiosk.storage.stored_values import list_of, list_text, moment_of, optional_day_of, optional_moment_of

_EVENTS = """
select event.id, event.name, event.frequency, event.campus_ids, event_setting.body from event
left join event_setting on event_setting.event = event.id where event.is_archived = 0 order by event.name, event.id
"""
_TIMES = """
select id, event, starts_at, period, name, shows_at, hides_at, hour, minute, day_of_week, location_ids,
    is_cancelled from event_time
where starts_at >= ? and starts_at < ? and event in (select event.id from event where is_archived = 0) order by starts_at, id
"""
_LOCATIONS = """
select id, event, name, parent, is_folder, is_open, age_min_in_months, age_max_in_months, age_on, age_range_by, effective_date,
    grade_min, grade_max, gender, child_or_adult, max_occupancy, min_volunteers, attendees_per_volunteer, position, milestone,
    questions, location_addition.body
from location left join location_addition on location_addition.location = location.id
where event = ? and is_gone = 0 order by position, name, id
"""
_NAMED_ROOMS = """
select location.id, location.name, location.event, coalesce(event.name, '') from location
left join event on event.id = location.event
union all select 'gid://local/Room/groups/Event/' || id, name, 'gid://groups/Event/' || id, name from group_event
union all select 'gid://local/Room/groups/Group/' || id, name, 'gid://groups/Group/' || id, name from church_group
union all select 'gid://local/Room/calendar/Event/' || id, name, 'gid://calendar/Event/' || id, name from calendar_event
"""
"""The room of a meeting that has no location is named after it (`kiosk.domain.attendable`)."""
_LABELS = """
select sheet.prints_for, rule.quantity, rule.for_regular, rule.for_guest, rule.for_volunteer, rule.location, sheet.name,
    sheet.id
from label_rule as rule join label_sheet as sheet on sheet.id = rule.label
where rule.event = ?1 or rule.location in (select id from location where event = ?1)
order by rule.owner, sheet.name, rule.id
"""
_OPTIONS = """
select o.id, o.location, o.body, o.quantity, o.label, coalesce(sheet.name, '') from check_in_option as o
join location on location.id = o.location left join label_sheet as sheet on sheet.id = o.label
where location.event = ? order by length(o.id), o.id
"""
_ATTENDANCE_TYPES = "select id, event, name, color, most from attendance_type where event = ? order by name, id"
_COUNTS = """
select event_time, location, regular, guest, volunteer from time_count_there
where event_time in (select value from json_each(?)) order by event_time, location
"""
_HEADCOUNTS = """
select id, event_time, attendance_type, total from headcount_there
where event_time in (select value from json_each(?)) order by event_time, attendance_type, id
"""


@dataclass(frozen=True, slots=True)
class SqliteSchedule:
    """`kiosk.services.ports.ScheduleBook` on the cache."""

    database: Database

    async def organization(self) -> Organization | None:
        """The church, or None before the first pull."""
        return await self.database.read(organization)

    async def events(self) -> tuple[Event, ...]:
        """Every event that is not archived."""
        rows = await self.database.read(lambda c: c.execute(_EVENTS).fetchall())
        return tuple(
            Event(EventId(id), name, frequency, False, list_of(campuses), settings_in(body))
            for id, name, frequency, campuses, body in rows
        )

    async def event_periods(self) -> tuple[EventPeriod, ...]:
        """Every known period."""
        rows = await self.database.read(
            lambda c: c.execute(
                "select id, event, starts_at, ends_at from event_period order by starts_at, id"
            ).fetchall()
        )
        return tuple(
            EventPeriod(EventPeriodId(id), EventId(event), optional_moment_of(starts), optional_moment_of(ends))
            for id, event, starts, ends in rows
        )

    async def event_times(self, since: datetime, until: datetime) -> tuple[EventTime, ...]:
        """Known times that start within [since, until), those made here too."""

        def work(connection: sqlite3.Connection) -> tuple[EventTime, ...]:
            rows = connection.execute(_TIMES, (moment_text(since), moment_text(until))).fetchall()
            made_here = occurrences(local_times(connection), since, until, church_zone(connection))
            return (*(_event_time(row) for row in rows), *made_here)

        return await self.database.read(work)

    async def locations(self, event_id: EventId) -> tuple[Location, ...]:
        """The folders and rooms of an event."""
        rows = await self.database.read(lambda c: c.execute(_LOCATIONS, (event_id,)).fetchall())
        return tuple(_location(row) for row in rows)

    async def named_rooms(self) -> Mapping[LocationId, NamedRoom]:
        """Every location anybody can be in, those of archived events and of groups' meetings too."""
        rows = await self.database.read(lambda c: c.execute(_NAMED_ROOMS).fetchall())
        return {LocationId(id): NamedRoom(name, EventId(event), event_name) for id, name, event, event_name in rows}

    async def label_quantities(self, event_id: EventId) -> tuple[LabelQuantity, ...]:
        """What Planning Center says to print, for the event and its locations."""
        rows = await self.database.read(lambda c: c.execute(_LABELS, (event_id,)).fetchall())
        return tuple(
            LabelQuantity(
                prints_for=prints_for,
                quantity=quantity,
                for_regular=bool(regular),
                for_guest=bool(guest),
                for_volunteer=bool(volunteer),
                location_id=LocationId(location) if location else None,
                label_name=name,
                label_id=label_id,
            )
            for prints_for, quantity, regular, guest, volunteer, location, name, label_id in rows
        )

    async def options(self, event_id: EventId) -> tuple[CheckInOption, ...]:
        """What may be chosen in the event's rooms, in the order of Planning Center's ids."""
        rows = await self.database.read(lambda c: c.execute(_OPTIONS, (event_id,)).fetchall())
        return tuple(
            CheckInOption(id, LocationId(location), body, quantity, LabelId(label) if label else None, name)
            for id, location, body, quantity, label, name in rows
        )

    async def campuses(self) -> tuple[CampusThere, ...]:
        """The church's campuses, by name."""
        rows = await self.database.read(lambda c: c.execute("select id, name from campus order by name, id").fetchall())
        return tuple(CampusThere(id, name) for id, name in rows)

    async def attendance_types(self, event_id: EventId) -> tuple[AttendanceType, ...]:
        """The kinds of heads that are counted at the event, by name."""
        rows = await self.database.read(lambda c: c.execute(_ATTENDANCE_TYPES, (event_id,)).fetchall())
        return tuple(AttendanceType(id, EventId(event), name, color, limit) for id, event, name, color, limit in rows)

    async def counts_there(self, ids: Iterable[EventTimeId]) -> tuple[TimeCounts, ...]:
        """How many Planning Center itself has checked in to these times, together and by room."""
        values = (list_text(ids),)
        rows = await self.database.read(lambda c: c.execute(_COUNTS, values).fetchall())
        return tuple(
            TimeCounts(EventTimeId(time), LocationId(room) if room else None, regular, guest, volunteer)
            for time, room, regular, guest, volunteer in rows
        )

    async def headcounts_there(self, ids: Iterable[EventTimeId]) -> tuple[HeadcountThere, ...]:
        """How many heads were counted in Planning Center at these times."""
        values = (list_text(ids),)
        rows = await self.database.read(lambda c: c.execute(_HEADCOUNTS, values).fetchall())
        return tuple(HeadcountThere(id, EventTimeId(time), kind, total) for id, time, kind, total in rows)

    async def keep_settings(self, event_id: EventId, settings: EventSettings) -> None:
        """Write what this church sets for an event."""
        body = body_of_settings(settings)
        await self.database.run(
            lambda c: c.execute("insert or replace into event_setting values(?, ?)", (event_id, body))
        )

    async def keep_additions(self, location_id: LocationId, additions: LocationAdditions) -> None:
        """Write what this church says about a location beyond Planning Center's fields."""
        body = json.dumps(asdict(additions))
        await self.database.run(
            lambda c: c.execute("insert or replace into location_addition values(?, ?)", (location_id, body))
        )


def _event_time(row: tuple[Any, ...]) -> EventTime:
    id, event, starts_at, period, name, shows_at, hides_at, hour, minute, day_of_week, location_ids, is_cancelled = row
    return EventTime(
        id=EventTimeId(id),
        event_id=EventId(event),
        starts_at=moment_of(starts_at),
        period_id=EventPeriodId(period) if period else None,
        name=name,
        shows_at=optional_moment_of(shows_at),
        hides_at=optional_moment_of(hides_at),
        hour=hour,
        minute=minute,
        day_of_week=day_of_week,
        location_ids=None if location_ids is None else tuple(LocationId(one) for one in list_of(location_ids)),
        is_cancelled=bool(is_cancelled),
    )


def _location(row: tuple[Any, ...]) -> Location:
    id, event, name, parent, is_folder, is_open, age_min, age_max, age_on, age_range_by, effective, *rest = row
    grade_min, grade_max, gender, child_or_adult, occupancy, volunteers, ratio, position, milestone, questions, body = (
        rest
    )
    return Location(
        id=LocationId(id),
        event_id=EventId(event),
        name=name,
        parent_id=LocationId(parent) if parent else None,
        is_folder=bool(is_folder),
        is_open=bool(is_open),
        age_min_in_months=age_min,
        age_max_in_months=age_max,
        age_on=optional_day_of(age_on),
        age_range_by=age_range_by,
        effective_date=optional_day_of(effective),
        grade_min=grade_min,
        grade_max=grade_max,
        gender=Gender(gender) if gender else None,
        child_or_adult=ChildOrAdult(child_or_adult) if child_or_adult else None,
        max_occupancy=occupancy,
        min_volunteers=volunteers,
        attendees_per_volunteer=ratio,
        position=position,
        milestone=milestone,
        questions=list_of(questions),
        additions=additions_in(body),
    )


def body_of_settings(settings: EventSettings) -> str:
    """What is set for an event, as a row holds it."""
    return json.dumps(asdict(settings) | {"required_facts": sorted(settings.required_facts)})


def settings_in(body: str | None) -> EventSettings:
    """What a row says is set for an event."""
    if body is None:
        return EventSettings()
    kept: Mapping[str, Any] = json.loads(body)
    return EventSettings(
        **{
            **kept,
            "late_bound": LateBound(kept["late_bound"]),
            "policy": WindowPolicy(kept["policy"]),
            "required_facts": frozenset(kept["required_facts"]),
        }
    )


def additions_in(body: str | None) -> LocationAdditions:
    """What a row says of a location beyond Planning Center's fields."""
    if body is None:
        return LocationAdditions()
    kept: Mapping[str, Any] = json.loads(body)
    return LocationAdditions(
        **{
            **kept,
            "overflow_ids": tuple(LocationId(one) for one in kept["overflow_ids"]),
            "overflow_strategy": OverflowStrategy(kept["overflow_strategy"]),
            "member_node_ids": tuple(NodeId(one) for one in kept["member_node_ids"]),
        }
    )
