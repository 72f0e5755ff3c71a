"""What staff plan a Sunday with, on an open data folder: the preview, warnings of the day, and whether the clock is right."""

from dataclasses import dataclass

from kiosk.app.clock import MachineClock
from kiosk.app.compose import Church
from kiosk.domain.clock_doubt import ClockDoubt
from kiosk.services.clock_check import ClockCheck
from kiosk.services.day_warnings import DayWarning, DayWarnings
from kiosk.services.preview import Previews
from kiosk.storage.building_store import SqliteBuilding
from kiosk.storage.clock_witness import SqliteClockWitness


@dataclass(frozen=True, slots=True)
class Planning:
    """The services behind ``kiosk preview`` and the warnings of ``kiosk status``."""

    church: Church
    previews: Previews
    warnings: DayWarnings

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
    return Planning(church, previews, warnings)


def clock_check_of(church: Church) -> ClockCheck:
    """The check of the machine's own clock."""
    return ClockCheck(SqliteClockWitness(church.database), MachineClock())
