"""The one place that knows every concrete class: puts a data folder's books, rules and services together."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.app.chance import below, ulid_at
from kiosk.app.clock import MachineClock, MovedClock, StoppedClock
from kiosk.app.config import Config
from kiosk.app.moments import church_moment
from kiosk.domain.ids import LocationId, StationId
from kiosk.domain.problems import DatabaseDamaged, StationNotSetUp
from kiosk.services.asked_rest import Rest
from kiosk.services.attendees import Attendees
from kiosk.services.check_in import CheckInPeople
from kiosk.services.families_open import FamiliesOpen
from kiosk.services.find_household import FindHousehold
from kiosk.services.offers import Offers
from kiosk.services.ports import Clock, StationSettings
from kiosk.services.program import Programs, RememberedPrograms
from kiosk.services.roster import Rosters
from kiosk.services.service_day import ServiceDays
from kiosk.storage.attendance_store import SqliteAttendance
from kiosk.storage.change_count import SqliteChanges
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.database import Database
from kiosk.storage.groups_store import SqliteGroups
from kiosk.storage.history_store import SqliteHistory
from kiosk.storage.home import settled
from kiosk.storage.kept_rest import KeptRest
from kiosk.storage.overlay_store import SqliteOverlay
from kiosk.storage.people_store import SqlitePeople
from kiosk.storage.print_queue import SqlitePrintQueue
from kiosk.storage.schedule_store import SqliteSchedule

# What the first screen of a self station does not need is imported where it is used: it would double the start.
if TYPE_CHECKING:
    from kiosk.app.volunteers import Volunteers
    from kiosk.services.settings_desk import SettingsDesk
    from kiosk.services.sign_in import SignInDesk
    from kiosk.services.sync import Sync
    from kiosk.storage.secrets import SignInBook


@dataclass(frozen=True)
class Church:
    """Everything on one open data folder. ``zone`` is the church's, UTC before the first pull.

    ``families_open``: which stand on the screens of this process; ``rest``: when Planning Center has asked it for a pause.
    """

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
    rest: Rest
    families_open: FamiliesOpen = field(default_factory=FamiliesOpen)

    async def must_be_set_up(self) -> None:
        """Raises StationNotSetUp before the first pull."""
        if await self.schedule.organization() is None:
            raise StationNotSetUp()

    @cached_property
    def volunteers(self) -> "Volunteers":
        """What volunteers work with."""
        from kiosk.app.volunteers import volunteers_of

        return volunteers_of(
            self.database,
            self.attendance,
            self.people,
            self.schedule,
            self.groups,
            self.history,
            self.days,
            self.clock,
            self.settings,
            self.families_open,
        )

    @property
    def sign_ins(self) -> "SignInBook":
        """Where the sign-in is kept."""
        from kiosk.app.sign_in import sign_in_book

        return sign_in_book(self.config)

    def settings_desk(self) -> "SettingsDesk":
        """Where an admin changes settings; a running station follows by itself."""
        from kiosk.printing.address import printer_addresses
        from kiosk.services.settings_desk import SettingsDesk
        from kiosk.storage.settings_store import SqliteSettings

        book = SqliteSettings(self.database, StationId(self.settings.station_id), self.clock)
        return SettingsDesk(book, self.schedule, self.clock, ulid_at, printer_addresses)

    def sign_in_desk(self) -> "SignInDesk":
        """Where an admin signs the station in and out."""
        from kiosk.app.sign_in import connected, revoked
        from kiosk.services.sign_in import SignInDesk
        from kiosk.storage.action_log import SqliteActionLog

        actions = SqliteActionLog(self.database, StationId(self.settings.station_id), self.clock)
        return SignInDesk(
            self.sign_ins,
            partial(connected, book=self.sign_ins, pauses=(), rest=self.rest),  # somebody stands there and waits
            self._known_church,
            actions,
            self.clock,
            ulid_at,
            self.config.base_url,
            revoked,
        )

    @asynccontextmanager
    async def planning_center(self) -> "AsyncIterator[Sync]":
        """A pull over this church's sign-in, its connections closed afterwards, one at a time on a data folder.

        Raises SignedOut when there is none, Busy when another program pulls for long.
        """
        from kiosk.app.exchanging import exchange

        async with exchange(self) as both:
            yield both.sync

    async def sign_in_state(self) -> str:
        """One of ok, missing or "refused", as far as is known without asking."""
        from kiosk.app.sign_in import usable_sign_in
        from kiosk.storage.sign_in_store import SqliteSignInState

        if await usable_sign_in(self.config) is None:
            return "missing"
        return "refused" if await SqliteSignInState(self.database).was_refused() else "ok"

    async def sign_in_place(self) -> str:
        """Where the sign-in is kept: environment, keyring or file; empty where there is none."""
        kept = await self.sign_ins.kept()
        return kept.place.value if kept is not None else ""

    async def runs_without_planning_center(self) -> bool:
        """Whether the church was made here and nobody has signed in since."""
        from kiosk.app.sign_in import usable_sign_in
        from kiosk.domain.local_program import is_made_here

        organization = await self.schedule.organization()
        return organization is not None and is_made_here(organization.id) and await usable_sign_in(self.config) is None

    async def _known_church(self) -> str | None:
        from kiosk.storage.sync_store import SqlitePullBook

        return next(iter((await SqlitePullBook(self.database).organization_ids()).values()), None)

    async def location_names(self) -> Mapping[LocationId, str]:
        """What every known location is called."""
        return {location_id: room.name for location_id, room in (await self.schedule.named_rooms()).items()}


@asynccontextmanager
async def opened(config: Config, at: datetime | None = None, *, goes_on: bool = False) -> AsyncIterator[Church]:
    """The church of a data folder, or of its rehearsal copy, at the machine's time or another, from which the clock may go on.

    Raises DataFolderReadOnly, DiskFull, Busy, DatabaseDamaged, DatabaseTooNew; StationNotSetUp for a rehearsal of nothing.
    """
    folder = DataFolder(config.data)
    if config.is_rehearsal:
        from kiosk.storage.rehearsal import Rehearsal

        folder = Rehearsal(folder).prepare(datetime.now(UTC))
    database = Database(folder)
    try:
        await database.open()
    except DatabaseDamaged as problem:
        from kiosk.storage.backups import damaged

        raise await asyncio.to_thread(damaged, folder) from problem
    try:
        yield await _composed(config, folder, database, at, goes_on=goes_on)
    finally:
        await database.close()


def _clock(at: datetime | None, zone: ZoneInfo, *, goes_on: bool) -> Clock:
    if at is None:
        return MachineClock()
    moment = church_moment(at, zone)
    return MovedClock.at(moment) if goes_on else StoppedClock(moment)


async def _composed(
    config: Config, folder: DataFolder, database: Database, at: datetime | None, *, goes_on: bool
) -> Church:
    zone = await _zone(database)
    return await _on(config, folder, database, zone, _clock(at, zone, goes_on=goes_on))


async def recomposed(church: Church) -> Church:
    """The same church with its settings as they are now, on the same open file and clock."""
    again = await _on(church.config, church.folder, church.database, await _zone(church.database), church.clock)
    # Which families stand on the screens of this process, and a pause asked for, outlive a change of settings.
    return replace(again, families_open=church.families_open, rest=church.rest)


async def _zone(database: Database) -> ZoneInfo:
    organization = await SqliteSchedule(database).organization()
    return ZoneInfo(organization.time_zone) if organization else ZoneInfo("UTC")


async def _on(config: Config, folder: DataFolder, database: Database, zone: ZoneInfo, clock: Clock) -> Church:
    settings = replace(await settled(database, folder), is_rehearsal=config.is_rehearsal)
    if config.printer:
        settings = replace(settings, printer=config.printer)
    schedule = SqliteSchedule(database)
    people, groups, history = SqlitePeople(database), SqliteGroups(database), SqliteHistory(database)
    attendance = SqliteAttendance(database, StationId(settings.station_id), clock)
    programs = RememberedPrograms(
        Programs(schedule, groups, SqliteOverlay(database), settings), SqliteChanges(database)
    )
    days = ServiceDays(programs, attendance, history)
    offers = Offers(days, Attendees(attendance, history, groups, settings))
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
        queue=SqlitePrintQueue(database, clock),
        days=days,
        offers=offers,
        find=FindHousehold(people),
        check_in=CheckInPeople(people, schedule, attendance, offers, clock, settings, below, ulid_at),
        rosters=Rosters(people, schedule, attendance),
        rest=KeptRest(folder),
    )
