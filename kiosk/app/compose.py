"""The one place that knows every concrete class: puts a data folder's books, rules and services together."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from kiosk.app.chance import below, ulid_at
from kiosk.app.clock import MachineClock, MovedClock
from kiosk.app.config import Config
from kiosk.app.moments import church_moment
from kiosk.domain.ids import LocationId, StationId
from kiosk.domain.problems import StationNotSetUp
from kiosk.services.check_in import CheckInPeople
from kiosk.services.find_household import FindHousehold
from kiosk.services.offers import Offers
from kiosk.services.ports import Clock, StationSettings
from kiosk.services.roster import Rosters
from kiosk.services.service_day import ServiceDays
from kiosk.storage.attendance_store import SqliteAttendance
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.database import Database
from kiosk.storage.groups_store import SqliteGroups
from kiosk.storage.history_store import SqliteHistory
from kiosk.storage.home import settled
from kiosk.storage.people_store import SqlitePeople
from kiosk.storage.rehearsal import Rehearsal
from kiosk.storage.schedule_store import SqliteSchedule
from kiosk.storage.spool_store import SqlitePrintQueue


@dataclass(frozen=True, slots=True)
class Church:
    """Everything on one open data folder. ``zone`` is the church's, UTC before the first pull."""

    config: Config
    folder: DataFolder
    database: Database
    clock: Clock
    settings: StationSettings
    zone: ZoneInfo
    people: SqlitePeople
    schedule: SqliteSchedule
    groups: SqliteGroups
    history: SqliteHistory
    attendance: SqliteAttendance
    queue: SqlitePrintQueue
    days: ServiceDays
    offers: Offers
    find: FindHousehold
    check_in: CheckInPeople
    rosters: Rosters

    async def must_be_set_up(self) -> None:
        """Raises StationNotSetUp before the first pull."""
        if await self.schedule.organization() is None:
            raise StationNotSetUp()

    async def location_names(self) -> Mapping[LocationId, str]:
        """What every known location is called."""
        return {
            location.id: location.name
            for event in await self.schedule.events()
            for location in await self.schedule.locations(event.id)
        }


@asynccontextmanager
async def opened(config: Config, at: datetime | None = None) -> AsyncIterator[Church]:
    """The church of a data folder, or of its rehearsal copy, at the machine's time or another.

    Raises DataFolderReadOnly, DiskFull, Busy, DatabaseDamaged, DatabaseTooNew; StationNotSetUp for a rehearsal of nothing.
    """
    folder = DataFolder(config.data)
    if config.is_rehearsal:
        folder = Rehearsal(folder).prepare(datetime.now(UTC))
    database = Database(folder)
    await database.open()
    try:
        yield await _composed(config, folder, database, at)
    finally:
        await database.close()


async def _composed(config: Config, folder: DataFolder, database: Database, at: datetime | None) -> Church:
    settings = replace(await settled(database, folder), is_rehearsal=config.is_rehearsal)
    if config.printer:
        settings = replace(settings, printer=config.printer)
    schedule = SqliteSchedule(database)
    organization = await schedule.organization()
    zone = ZoneInfo(organization.time_zone) if organization else ZoneInfo("UTC")
    clock: Clock = MachineClock() if at is None else MovedClock.at(church_moment(at, zone))
    people, groups, history = SqlitePeople(database), SqliteGroups(database), SqliteHistory(database)
    attendance = SqliteAttendance(database, StationId(settings.station_id), clock)
    days = ServiceDays(schedule, attendance, history, settings)
    offers = Offers(days, attendance, history, settings)
    return Church(
        config=config,
        folder=folder,
        database=database,
        clock=clock,
        settings=settings,
        zone=zone,
        people=people,
        schedule=schedule,
        groups=groups,
        history=history,
        attendance=attendance,
        queue=SqlitePrintQueue(database),
        days=days,
        offers=offers,
        find=FindHousehold(people),
        check_in=CheckInPeople(people, schedule, attendance, offers, clock, settings, below, ulid_at),
        rosters=Rosters(people, schedule, attendance),
    )
