"""What the pages about people, groups, events and rooms ask; put together by `kiosk.app.record_desks`."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from kiosk.services.corrections import Corrections
from kiosk.services.find_household import FindHousehold
from kiosk.services.hierarchy_desk import HierarchyDesk
from kiosk.services.households import Households
from kiosk.services.local_program import LocalPrograms
from kiosk.services.newcomers import Newcomers
from kiosk.services.offers import Offers
from kiosk.services.ports import AttendanceBook, Clock, GroupBook, HistoryBook, PeopleBook, ScheduleBook
from kiosk.services.preview import Previews
from kiosk.services.program import ProgramSource


@dataclass(frozen=True, slots=True)
class RecordDesks:
    """Books to read from, and the services through which whatever changes is checked, written down and used at once.

    ``programs`` are those of the whole church, whatever part of it the station is for.
    """

    people: PeopleBook
    find: FindHousehold
    history: HistoryBook
    attendance: AttendanceBook
    schedule: ScheduleBook
    groups: GroupBook
    programs: ProgramSource
    offers: Offers
    households: Households
    corrections: Corrections
    newcomers: Newcomers
    hierarchy: HierarchyDesk
    previews: Previews
    local: LocalPrograms
    clock: Clock
    zone: ZoneInfo
