"""Puts together what volunteers work with: PINs, the door, rooms, newcomers, lists and reports."""

from dataclasses import dataclass

from kiosk.app.chance import ulid_at
from kiosk.domain.ids import StationId
from kiosk.services.alerts import Alerts
from kiosk.services.attendance_rows import AttendanceRows
from kiosk.services.audit import Audit
from kiosk.services.cautions import Cautions
from kiosk.services.check_out import CheckOut
from kiosk.services.close_out import CloseOut
from kiosk.services.corrections import Corrections
from kiosk.services.door_lines import DoorLines
from kiosk.services.evacuation import EveryoneInside
from kiosk.services.export import Exports
from kiosk.services.families_open import FamiliesOpen
from kiosk.services.family_adults import FamilyAdults
from kiosk.services.find_household import FindHousehold
from kiosk.services.guests import Guests
from kiosk.services.label_again import LabelsAgain
from kiosk.services.lost_tag import LostTag
from kiosk.services.newcomers import Newcomers
from kiosk.services.pick_up_board import PickUpBoard
from kiosk.services.pick_up_guard import PickUpGuard
from kiosk.services.pick_up_lists import PickUpLists
from kiosk.services.ports import (
    AttendanceBook,
    Clock,
    GroupBook,
    HistoryBook,
    PeopleBook,
    ScheduleBook,
    StationSettings,
)
from kiosk.services.print_again import PrintAgain
from kiosk.services.room_desk import RoomDesk
from kiosk.services.room_roster import RoomRosters
from kiosk.services.search_box import SearchBox
from kiosk.services.service_day import ServiceDays
from kiosk.services.staff import Staff
from kiosk.services.stats import Stats
from kiosk.services.undo import Undo
from kiosk.services.watch import WatchList
from kiosk.storage.correction_store import SqliteCorrections
from kiosk.storage.database import Database
from kiosk.storage.door_store import SqliteDoor
from kiosk.storage.email_search import SqliteEmailSearch
from kiosk.storage.guest_store import SqliteGuests
from kiosk.storage.newcomer_store import SqliteNewcomers
from kiosk.storage.pick_up_store import SqlitePickUp
from kiosk.storage.pin_hashes import Argon2Pins
from kiosk.storage.print_queue import SqlitePrintQueue
from kiosk.storage.roster_store import SqliteDoorCalls, SqliteExpected, SqliteRollCall
from kiosk.storage.schedule_store import SqliteSchedule
from kiosk.storage.staff_store import SqliteStaff
from kiosk.storage.watch_store import SqliteWatch


@dataclass(frozen=True, slots=True)
class Volunteers:
    """The services of manned and roster stations on one open data folder."""

    staff: Staff
    check_out: CheckOut
    undo: Undo
    watch: WatchList
    again: PrintAgain
    rooms: RoomDesk
    lost_tag: LostTag
    alerts: Alerts
    guard: PickUpGuard
    lines: DoorLines
    door: SqliteDoor
    pick_up: SqlitePickUp
    pick_up_lists: PickUpLists
    family_adults: FamilyAdults
    rosters: RoomRosters
    everyone: EveryoneInside
    board: PickUpBoard
    close_out: CloseOut
    newcomers: Newcomers
    guests: Guests
    corrections: Corrections
    search_box: SearchBox
    exports: Exports
    stats: Stats
    audit: Audit


def volunteers_of(
    database: Database,
    attendance: AttendanceBook,
    people: PeopleBook,
    schedule: ScheduleBook,
    groups: GroupBook,
    history: HistoryBook,
    days: ServiceDays,
    clock: Clock,
    settings: StationSettings,
    open_families: FamiliesOpen,
) -> Volunteers:
    """The services on an open file. ``open_families``: one for all windows of the process."""
    station = StationId(settings.station_id)
    door = SqliteDoor(database, station, clock)
    pick_up = SqlitePickUp(database, station, clock)
    lines = DoorLines(door, people, schedule, pick_up)
    watch = WatchList(SqliteWatch(database, station, clock), people, schedule, clock, ulid_at)
    alerts = Alerts(door, clock, ulid_at)
    guard = PickUpGuard(people, pick_up, lines, alerts, clock)
    labels = LabelsAgain(people, schedule, attendance, settings)
    again = PrintAgain(door, attendance, SqlitePrintQueue(database, clock), labels, schedule, clock, ulid_at)
    cautions = Cautions(pick_up, watch)
    check_out = CheckOut(door, people, schedule, history, cautions, guard, alerts, lines, clock, settings, ulid_at)
    staff = SqliteStaff(database, station, clock)
    rows = AttendanceRows(door, attendance, people, schedule, history, lines, settings)
    pick_up_lists = PickUpLists(pick_up, people, clock, ulid_at)
    return Volunteers(
        staff=Staff(staff, Argon2Pins(), clock, ulid_at),
        exports=Exports(rows, door, clock, ulid_at),
        stats=Stats(rows, door, attendance, schedule, SqliteSchedule(database)),
        audit=Audit(door, people, staff, lines, door),
        check_out=check_out,
        undo=Undo(door, lines, clock, ulid_at),
        watch=watch,
        again=again,
        rooms=RoomDesk(door, days, labels, lines, clock, ulid_at),
        lost_tag=LostTag(door, check_out, guard, labels, lines, clock, settings, ulid_at),
        alerts=alerts,
        guard=guard,
        lines=lines,
        door=door,
        pick_up=pick_up,
        pick_up_lists=pick_up_lists,
        family_adults=FamilyAdults(pick_up, pick_up_lists, people, lines, clock, ulid_at),
        rosters=RoomRosters(
            days,
            attendance,
            people,
            schedule,
            groups,
            SqliteExpected(database),
            SqliteSchedule(database),
            door,
            SqliteDoorCalls(database),
            lines,
            watch,
            clock,
            settings,
        ),
        everyone=EveryoneInside(attendance, people, days, door, lines, SqliteRollCall(database), clock, ulid_at),
        board=PickUpBoard(door, SqliteDoorCalls(database), people, lines, clock, settings),
        close_out=CloseOut(attendance, door, schedule, lines, clock, settings, ulid_at),
        newcomers=Newcomers(
            SqliteNewcomers(database, station, clock), people, lines, clock, ulid_at, settings.address_for_every_adult
        ),
        guests=Guests(SqliteGuests(database, station, clock), people, lines, clock, settings, ulid_at),
        corrections=Corrections(SqliteCorrections(database, station, clock), lines, clock, ulid_at),
        search_box=SearchBox(
            FindHousehold(people),
            SqliteEmailSearch(database),
            check_out,
            door,
            watch,
            lines,
            open_families,
            clock,
            settings,
        ),
    )
