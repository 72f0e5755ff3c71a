"""What the screens of manned and roster stations stand on."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from kiosk.domain.clock_doubt import ClockDoubt
from kiosk.services.check_in import CheckInPeople
from kiosk.services.check_out import CheckOut
from kiosk.services.day_warnings import DayWarnings
from kiosk.services.door_lines import DoorLines
from kiosk.services.evacuation import EveryoneInside
from kiosk.services.inside_named import InsideNamed
from kiosk.services.list_labels import ListLabels
from kiosk.services.look_in_planning_center import LookInPlanningCenter
from kiosk.services.lost_tag import LostTag
from kiosk.services.offers import Offers
from kiosk.services.pick_up_board import PickUpBoard
from kiosk.services.ports import (
    AttendanceBook,
    Clock,
    PeopleBook,
    PrintQueue,
    ScheduleBook,
    StationSettings,
)
from kiosk.services.print_again import PrintAgain
from kiosk.services.room_desk import RoomDesk
from kiosk.services.room_roster import RoomRosters
from kiosk.services.search_box import SearchBox
from kiosk.services.service_day import ServiceDays
from kiosk.services.staff import Staff
from kiosk.services.staff_forms import StaffForms
from kiosk.services.today import TodayHere
from kiosk.services.undo import Undo
from kiosk.services.watch import WatchList


@dataclass(frozen=True, slots=True)
class StaffServices:
    """Everything the screens of staff stand on; made anew when settings change."""

    days: ServiceDays
    offers: Offers
    search_box: SearchBox
    check_in: CheckInPeople
    people: PeopleBook
    schedule: ScheduleBook
    attendance: AttendanceBook
    queue: PrintQueue
    clock: Clock
    settings: StationSettings
    staff: Staff
    check_out: CheckOut
    undo: Undo
    watch: WatchList
    rooms: RoomDesk
    again: PrintAgain
    lost_tag: LostTag
    lines: DoorLines
    rosters: RoomRosters
    everyone: EveryoneInside
    today: TodayHere
    inside_named: InsideNamed
    board: PickUpBoard
    forms: StaffForms
    look_live: Callable[[], LookInPlanningCenter]
    list_labels: ListLabels
    warnings: DayWarnings
    clock_doubt: Callable[[], Awaitable[ClockDoubt | None]]
