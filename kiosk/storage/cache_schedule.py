"""Writing pulled events, times, rooms, label rules and earlier check-ins into the cache."""

from collections.abc import Sequence

from sqlite_utils import Database as Tables

from kiosk.domain.facts import moment_text
from kiosk.domain.history import PastCheckIn
from kiosk.domain.ids import LocationId
from kiosk.domain.locations import Location
from kiosk.domain.schedule import EventPeriod, EventTime
from kiosk.services.pulled import LabelRule, LabelSheet, OfferedLocations, PulledEvent
from kiosk.storage.stored_values import list_of, list_text, optional_moment_text
from kiosk.storage.sync_map import connection_of, upsert


def keep_events(tables: Tables, pull: int, events: Sequence[PulledEvent]) -> None:
    """Write events."""
    rows = [
        {
            "id": pulled.event.id,
            "name": pulled.event.name,
            "frequency": pulled.event.frequency,
            "is_archived": int(pulled.event.is_archived),
            "campus_ids": list_text(pulled.event.campus_ids),
            "has_rooms_per_time": None if pulled.has_rooms_per_time is None else int(pulled.has_rooms_per_time),
            "seen_in": pull,
        }
        for pulled in events
    ]
    upsert(tables, "event", rows, "id")


def keep_event_periods(tables: Tables, pull: int, periods: Sequence[EventPeriod]) -> None:
    """Write event periods."""
    rows = [
        {
            "id": period.id,
            "event": period.event_id,
            "starts_at": optional_moment_text(period.starts_at),
            "ends_at": optional_moment_text(period.ends_at),
            "seen_in": pull,
        }
        for period in periods
    ]
    upsert(tables, "event_period", rows, "id")


def keep_event_times(tables: Tables, pull: int, times: Sequence[EventTime]) -> None:
    """Write event times; which rooms are offered at each comes with ``keep_offered_locations``."""
    rows = [
        {
            "id": time.id,
            "event": time.event_id,
            "period": time.period_id,
            "starts_at": moment_text(time.starts_at),
            "name": time.name,
            "shows_at": optional_moment_text(time.shows_at),
            "hides_at": optional_moment_text(time.hides_at),
            "hour": time.hour,
            "minute": time.minute,
            "day_of_week": time.day_of_week,
            "is_cancelled": int(time.is_cancelled),
            "seen_in": pull,
        }
        for time in times
    ]
    upsert(tables, "event_time", rows, "id")


def keep_offered_locations(tables: Tables, offers: Sequence[OfferedLocations]) -> None:
    """Write which rooms are offered at an event time."""
    connection = connection_of(tables)
    for offer in offers:
        ids = offer.location_ids
        if offer.continues:
            row = connection.execute(
                "select location_ids from event_time where id = ?", (offer.event_time_id,)
            ).fetchone()
            before = list_of(row[0]) if row and row[0] else ()
            ids = tuple(LocationId(id) for id in dict.fromkeys((*before, *ids)))
        connection.execute("update event_time set location_ids = ? where id = ?", (list_text(ids), offer.event_time_id))


def keep_locations(tables: Tables, pull: int, locations: Sequence[Location]) -> None:
    """Write folders and rooms."""
    rows = [
        {
            "id": location.id,
            "event": location.event_id,
            "name": location.name,
            "parent": location.parent_id,
            "is_folder": int(location.is_folder),
            "is_open": int(location.is_open),
            "age_min_in_months": location.age_min_in_months,
            "age_max_in_months": location.age_max_in_months,
            "age_on": location.age_on.isoformat() if location.age_on else None,
            "age_range_by": location.age_range_by,
            "effective_date": location.effective_date.isoformat() if location.effective_date else None,
            "grade_min": location.grade_min,
            "grade_max": location.grade_max,
            "gender": location.gender.value if location.gender else None,
            "child_or_adult": location.child_or_adult.value if location.child_or_adult else None,
            "max_occupancy": location.max_occupancy,
            "min_volunteers": location.min_volunteers,
            "attendees_per_volunteer": location.attendees_per_volunteer,
            "position": location.position,
            "milestone": location.milestone,
            "questions": list_text(location.questions),
            "seen_in": pull,
        }
        for location in locations
    ]
    upsert(tables, "location", rows, "id")


def keep_label_sheets(tables: Tables, pull: int, sheets: Sequence[LabelSheet]) -> None:
    """Write labels by name."""
    rows = [
        {"id": sheet.id, "name": sheet.name, "prints_for": sheet.prints_for, "roll": sheet.roll, "seen_in": pull}
        for sheet in sheets
    ]
    upsert(tables, "label_sheet", rows, "id")


def keep_label_rules(tables: Tables, pull: int, rules: Sequence[LabelRule]) -> None:
    """Write how many of which label for whom."""
    connection_of(tables).executemany(
        "insert or replace into label_rule values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                rule.id,
                "event" if rule.event_id is not None else "location",
                rule.label_id,
                rule.event_id,
                rule.location_id,
                rule.quantity,
                int(rule.for_regular),
                int(rule.for_guest),
                int(rule.for_volunteer),
                pull,
            )
            for rule in rules
        ],
    )


def keep_past_check_ins(tables: Tables, pull: int, check_ins: Sequence[PastCheckIn]) -> None:
    """Write check-ins made in Planning Center's own app, one row for each event time: all the times that each has now."""
    connection = connection_of(tables)
    # Moved to another time there, nobody takes a seat at the one before.
    connection.executemany("delete from past_check_in where id = ?", [(one.id,) for one in check_ins])
    connection.executemany(
        "insert or replace into past_check_in values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                one.id,
                one.event_time_id or "",
                one.person_id,
                one.event_id,
                optional_moment_text(one.starts_at),
                one.location_id,
                one.kind,
                moment_text(one.checked_in_at),
                optional_moment_text(one.checked_out_at),
                one.security_code,
                pull,
            )
            for one in check_ins
        ],
    )
