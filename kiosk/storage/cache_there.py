"""Writing replies, tags, campuses, stations and themes into the cache."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlite_utils import Database as Tables

from kiosk.domain.stations_there import CampusThere, StationThere, ThemeThere
from kiosk.services.pulled import RepliesTo, TagsOfCalendarEvent
from kiosk.storage.sync_map import connection_of, upsert


def keep_replies(tables: Tables, told: Sequence[RepliesTo]) -> None:
    """Write who said they would come; what was replied before is replaced."""
    connection = connection_of(tables)
    anew = [(one.group_event_id,) for one in told if not one.continues]
    connection.executemany("delete from group_event_reply where group_event = ?", anew)
    connection.executemany(
        "insert or replace into group_event_reply values(?, ?, ?, ?)",
        [(o.id, o.group_event_id, o.person_id, o.reply.value) for one in told for o in one.replies],
    )


def keep_tags(tables: Tables, told: Sequence[TagsOfCalendarEvent]) -> None:
    """Write the tags of calendar events."""
    connection = connection_of(tables)
    connection.executemany("delete from calendar_event_tag where event = ?", [(one.calendar_event_id,) for one in told])
    connection.executemany(
        "insert or replace into calendar_event_tag values(?, ?, ?, ?)",
        [(one.calendar_event_id, tag.id, tag.name, tag.color) for one in told for tag in one.tags],
    )


def keep_campuses(tables: Tables, pull: int, campuses: Sequence[CampusThere]) -> None:
    """Write campuses."""
    upsert(tables, "campus", [{**asdict(one), "seen_in": pull} for one in campuses], "id")


def keep_themes(tables: Tables, pull: int, themes: Sequence[ThemeThere]) -> None:
    """Write themes."""
    upsert(tables, "theme_there", [{**asdict(one), "seen_in": pull} for one in themes], "id")


def keep_stations(tables: Tables, pull: int, stations: Sequence[StationThere]) -> None:
    """Write stations."""
    rows = [
        {
            "id": one.id,
            "name": one.name,
            "mode": one.mode,
            "timeout_seconds": one.timeout_seconds,
            "event": one.event_id,
            "location": one.location_id,
            "theme": one.theme_id,
            "seen_in": pull,
        }
        for one in stations
    ]
    upsert(tables, "station_there", rows, "id")
