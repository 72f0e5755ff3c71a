"""Setting a station up, step by step: each step can be left, taken up again, and done anew later.

language → church (signed in, the sample, or one without Planning Center) → station (scope and mode, or a Planning Center
station's) → printer → look → admin (the first PIN) → rehearsal. A step counts as done when it was carried out here; what was
done before stays done.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import time
from pathlib import Path

from kiosk.domain.pins import StaffMember
from kiosk.domain.problems import NotAuthorised
from kiosk.services.local_program import LocalPrograms
from kiosk.services.ports import ScheduleBook, StationSettings
from kiosk.services.set_up_ports import (
    ChurchSource,
    CountBook,
    Found,
    FoundEvent,
    FoundPrinter,
    FoundStation,
    FreshStart,
    LogoShelf,
    PrinterFinder,
    PrinterTest,
    Progress,
    ProgressBook,
    SetUpStep,
    StationFinder,
)
from kiosk.services.settings_desk import SettingsDesk
from kiosk.services.sign_in import Access, SignInDesk, SignInPlace
from kiosk.services.staff import Staff
from kiosk.services.sync import Sync, SyncReport, Watcher, nobody_watches


@dataclass(frozen=True, slots=True)
class SetUp:
    """The guided set-up. Every method raises what its parts raise; nothing is half done then, and the step can be repeated."""

    book: ProgressBook
    sign_in_desk: SignInDesk
    settings: SettingsDesk
    staff: Staff
    schedule: ScheduleBook
    counts: CountBook
    stations: StationFinder
    printers: PrinterFinder
    logos: LogoShelf
    fresh: FreshStart
    programs: LocalPrograms
    pulling: Callable[[ChurchSource], AbstractAsyncContextManager[Sync]]

    async def progress(self) -> Progress:
        """How far it has come."""
        return await self.book.progress()

    async def choose_language(self, language: str) -> StationSettings:
        """The language of screens and labels; the others stay on offer. Raises SettingNotValid."""
        now = (await self.settings.all()).station
        others = [other for other in now.languages if other != language]
        after = await self.settings.change(None, {"languages": [language, *others], "label_language": language})
        await self._done(SetUpStep.LANGUAGE)
        return after

    async def sign_in(self, app_id: str, secret: str, *, in_file: bool = False) -> tuple[Access, SignInPlace]:
        """Sign in with a personal access token; then ``bring``. Raises as `SignInDesk.sign_in`."""
        access, place = await self.sign_in_desk.sign_in(app_id, secret, in_file=in_file)
        progress = await self.book.progress()
        await self.book.keep(replace(progress, source=ChurchSource.PLANNING_CENTER, refused=access.refused))
        return access, place

    async def use_sign_in(self) -> Access:
        """Go on with the sign-in that is there already, such as the environment's. Raises SignedOut."""
        access = await self.sign_in_desk.look()
        progress = await self.book.progress()
        await self.book.keep(replace(progress, source=ChurchSource.PLANNING_CENTER, refused=access.refused))
        return access

    async def use_sample_church(self) -> None:
        """Work with the sample church until there is a sign-in; then ``bring``."""
        await self.book.keep(replace(await self.book.progress(), source=ChurchSource.SAMPLE, refused=()))

    async def use_own_church(self, name: str, time_zone: str) -> None:
        """Work without Planning Center; ``time_zone`` is an IANA name. Raises SettingNotValid."""
        await self.programs.begin(None, name, time_zone)
        await self.book.keep(replace(await self.book.progress(), source=ChurchSource.OWN, refused=()))

    async def add_own_event(self, name: str, clock: time, day_of_week: int, rooms: Sequence[str]) -> Found:
        """The first event of such a church, every week on a weekday (0 Sunday), and its rooms. Raises SettingNotValid.

        One of that name that is here already stays as it is.
        """
        if name not in {event.name for event in await self.schedule.events()}:
            event_id = await self.programs.add_event(None, name)
            await self.programs.add_time(None, event_id, clock, day_of_week=day_of_week)
            for room in rooms:
                await self.programs.add_room(None, event_id, room)
        await self._done(SetUpStep.CHURCH)
        return await self.found()

    async def leave_sample(self) -> None:
        """Make room for the church's own people: restart the station, then sign in. The sample is set aside."""
        await self.fresh.prepare()

    async def bring(self, watcher: Watcher = nobody_watches) -> SyncReport:
        """Pull the church, going on where it stopped. Raises StationNotSetUp before a church was chosen, and as `Sync.pull`."""
        progress = await self.book.progress()
        async with self.pulling(progress.source) as sync:
            report = await sync.pull(watcher)
        refused = tuple(skipped.product for skipped in report.skipped)
        # Other steps may have been done meanwhile.
        progress = await self.book.progress()
        await self.book.keep(replace(progress, refused=refused, done=progress.done | {SetUpStep.CHURCH}))
        return report

    async def found(self) -> Found:
        """What there is, after ``bring``. Raises StationNotSetUp before."""
        organization = await self.schedule.organization()
        counts = await self.counts.counts()
        events = [
            FoundEvent(
                event.id,
                event.name,
                sum(not location.is_folder for location in await self.schedule.locations(event.id)),
            )
            for event in await self.schedule.events()
        ]
        return Found(
            church=organization.name if organization is not None else "",
            people=counts.get("people", 0),
            households=counts.get("households", 0),
            groups=counts.get("groups", 0),
            passes=counts.get("passes", 0),
            events=tuple(events),
            refused=(await self.book.progress()).refused,
        )

    async def planning_center_stations(self) -> tuple[FoundStation, ...]:
        """Planning Center's own stations, to take one over."""
        return await self.stations.stations()

    async def take_over(self, station: FoundStation, mode: str) -> StationSettings:
        """Take name, event, room and colours of a Planning Center station. Raises SettingNotValid."""
        values: dict[str, object] = {
            "name": station.name,
            "mode": mode,
            "event_ids": [station.event_id] if station.event_id else [],
            "location_ids": [station.location_id] if station.location_id else [],
        }
        if station.colour:
            values["accent"] = station.colour
        if station.is_dark is not None:
            values["theme"] = "dark" if station.is_dark else "light"
        return await self.choose_station(values)

    async def choose_station(self, values: Mapping[str, object]) -> StationSettings:
        """Name, number, mode and scope, as settings. Raises SettingNotValid."""
        after = await self.settings.change(None, values)
        await self._done(SetUpStep.STATION)
        return after

    async def find_printers(self) -> tuple[FoundPrinter, ...]:
        """Printers that seem to be there; the network's are typed in."""
        return await self.printers.printers()

    async def test_printer(self, address: str) -> PrinterTest:
        """Print a real label there. Raises SettingNotValid."""
        return await self.printers.test(address, (await self.settings.all()).station.label_language)

    async def choose_printer(self, address: str) -> StationSettings:
        """Print there from now on; empty: no printer, the code is shown large. Raises SettingNotValid."""
        after = await self.settings.change(None, {"printer": address})
        await self._done(SetUpStep.PRINTER)
        return after

    async def choose_look(self, theme: str, accent: str = "", logo: Path | None = None) -> StationSettings:
        """Theme, the church's colour, its logo. Raises SettingNotValid, NotKnown for a logo that is not there."""
        values: dict[str, object] = {"theme": theme, "accent": accent}
        if logo is not None:
            values["logo"] = str(await self.logos.keep_logo(logo))
        after = await self.settings.change(None, values)
        await self._done(SetUpStep.LOOK)
        return after

    async def add_first_admin(self, name: str, pin: str) -> StaffMember:
        """Give the first admin a PIN. Raises PinNotAccepted; NotAuthorised when somebody has one already."""
        try:
            member = await self.staff.add_first(name, pin)
        except NotAuthorised:
            await self._done(SetUpStep.ADMIN)
            raise
        await self._done(SetUpStep.ADMIN)
        return member

    async def has_admin(self) -> bool:
        """Whether somebody has a PIN already."""
        return bool(await self.staff.members())

    async def rehearsed(self) -> None:
        """Somebody has tried it, or will not."""
        await self._done(SetUpStep.REHEARSAL)

    async def keep_as_it_is(self, step: SetUpStep) -> None:
        """Go on with what a step finds: the defaults, or what was chosen before."""
        await self._done(step)

    async def _done(self, step: SetUpStep) -> None:
        progress = await self.book.progress()
        await self.book.keep(replace(progress, done=progress.done | {step}))
