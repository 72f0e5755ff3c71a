"""What staff plan a Sunday with, on an open data folder: the preview, the tree of groups, warnings, and the clock."""

from dataclasses import dataclass

from kiosk.app.chance import ulid_at
from kiosk.app.clock import MachineClock
from kiosk.app.compose import Church
from kiosk.domain.clock_doubt import ClockDoubt
from kiosk.domain.ids import StationId
from kiosk.services.clock_check import ClockCheck
from kiosk.services.day_warnings import DayWarning, DayWarnings
from kiosk.services.hierarchy_desk import HierarchyDesk
from kiosk.services.preview import Previews
from kiosk.storage.building_store import SqliteBuilding
from kiosk.storage.clock_witness import SqliteClockWitness
from kiosk.storage.overlay_store import SqliteOverlay
from kiosk.words import Words


@dataclass(frozen=True, slots=True)
class Planning:
    """The services behind ``kiosk preview``, ``kiosk groups`` and the warnings of ``kiosk status``."""

    church: Church
    previews: Previews
    warnings: DayWarnings
    hierarchy: HierarchyDesk

    async def warnings_now(self) -> tuple[DayWarning, ...]:
        """The warnings of this moment; none before the first pull."""
        if await self.church.schedule.organization() is None:
            return ()
        return await self.warnings.of(await self.church.days.at(self.church.clock.now()))

    async def clock_doubt(self) -> ClockDoubt | None:
        """Why the machine's clock is doubtful; None too where another time is played."""
        if not isinstance(self.church.clock, MachineClock):
            return None
        return await clock_check_of(self.church).doubt()


def planning_of(church: Church) -> Planning:
    """The planning services of an open church."""
    warnings = DayWarnings(church.schedule, church.attendance, church.history)
    previews = Previews(church.people, church.days, church.offers.attendees, SqliteBuilding(church.database), warnings)
    station_id = StationId(church.settings.station_id)
    hierarchy = HierarchyDesk(
        groups=church.groups,
        overlay=SqliteOverlay(church.database, station_id, church.clock),
        schedule=church.schedule,
        building=SqliteBuilding(church.database),
        people=church.people,
        clock=church.clock,
        new_id=ulid_at,
        words=Words(church.settings.languages[0]),
    )
    return Planning(church, previews, warnings, hierarchy)


def clock_check_of(church: Church) -> ClockCheck:
    """The check of the machine's own clock."""
    return ClockCheck(SqliteClockWitness(church.database), MachineClock())
