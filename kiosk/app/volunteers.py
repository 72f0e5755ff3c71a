"""Puts together what volunteers work with: PINs, the door, rooms, newcomers, lists and reports."""

from dataclasses import dataclass

from kiosk.app.chance import ulid_at
from kiosk.domain.ids import StationId
from kiosk.services.check_out import CheckOut
from kiosk.services.door_lines import DoorLines
from kiosk.services.ports import Clock, PeopleBook, ScheduleBook, StationSettings
from kiosk.services.staff import Staff
from kiosk.services.undo import Undo
from kiosk.services.watch import WatchList
from kiosk.storage.database import Database
from kiosk.storage.door_store import SqliteDoor
from kiosk.storage.pick_up_store import SqlitePickUp
from kiosk.storage.pin_hashes import Argon2Pins
from kiosk.storage.staff_store import SqliteStaff
from kiosk.storage.watch_store import SqliteWatch


@dataclass(frozen=True, slots=True)
class Volunteers:
    """The services of manned and roster stations on one open data folder."""

    staff: Staff
    check_out: CheckOut
    undo: Undo
    watch: WatchList
    door: SqliteDoor
    pick_up: SqlitePickUp


def volunteers_of(
    database: Database, people: PeopleBook, schedule: ScheduleBook, clock: Clock, settings: StationSettings
) -> Volunteers:
    """The services on an open file."""
    station = StationId(settings.station_id)
    door = SqliteDoor(database, station, clock)
    pick_up = SqlitePickUp(database, station, clock)
    lines = DoorLines(door, people, schedule, pick_up)
    watch = WatchList(SqliteWatch(database, station, clock), people, schedule, clock, ulid_at)
    return Volunteers(
        staff=Staff(SqliteStaff(database, station, clock), Argon2Pins(), clock, ulid_at),
        check_out=CheckOut(door, people, schedule, pick_up, watch, lines, clock, settings, ulid_at),
        undo=Undo(door, lines, clock, ulid_at),
        watch=watch,
        door=door,
        pick_up=pick_up,
    )
