"""Writing pulled rooms of the building, their bookings, and how often people ever came into the cache."""

from collections.abc import Sequence

from sqlite_utils import Database as Tables

from kiosk.domain.bookings import Booking, BuildingRoom
from kiosk.domain.facts import moment_text
from kiosk.domain.history import PersonEvent
from kiosk.storage.sync_map import connection_of, upsert


def keep_rooms(tables: Tables, pull: int, rooms: Sequence[BuildingRoom]) -> None:
    """Write rooms of the building."""
    rows = [{"id": room.id, "name": room.name, "path": room.path, "seen_in": pull} for room in rooms]
    upsert(tables, "building_room", rows, "id")


def keep_bookings(tables: Tables, pull: int, bookings: Sequence[Booking]) -> None:
    """Write who has which room when."""
    rows = [
        {
            "id": one.id,
            "resource": one.resource_id,
            "calendar_event": one.calendar_event_id,
            "starts_at": moment_text(one.starts_at),
            "ends_at": moment_text(one.ends_at),
            "seen_in": pull,
        }
        for one in bookings
    ]
    upsert(tables, "booking", rows, "id")


def keep_person_events(tables: Tables, counts: Sequence[PersonEvent]) -> None:
    """Write how often people were ever checked in to an event."""
    connection_of(tables).executemany(
        "insert or replace into person_event(person, event, check_in_count) values(?, ?, ?)",
        [(one.person_id, one.event_id, one.check_in_count) for one in counts],
    )
