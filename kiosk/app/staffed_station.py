"""The running manned or roster station, and the pick-up board beside it."""

from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from kiosk.app.chance import new_nonce, ulid_at
from kiosk.app.claimed import PulledAt, begun, clock_doubt_of
from kiosk.app.compose import Church
from kiosk.app.config import Config
from kiosk.app.sounds import Sounds
from kiosk.app.station import RunningStation, shown
from kiosk.app.station_look import options_of
from kiosk.domain.pins import Role
from kiosk.services.day_warnings import DayWarnings
from kiosk.services.inside_named import InsideNamed
from kiosk.services.list_labels import ListLabels
from kiosk.services.look_in_planning_center import LookInPlanningCenter
from kiosk.services.staff_forms import StaffForms
from kiosk.services.staff_services import StaffServices
from kiosk.services.staff_station_desk import StaffStationDesk
from kiosk.services.today import TodayHere
from kiosk.ui.staff.staff_sounds import StaffEar
from kiosk.ui.staff_window import StaffOptions, StaffWindow
from kiosk.ui.station_options import StationOptions

DEMO_STAFF = (
    ("Ruth", Role.ADMIN, "8264"),
    ("Tomas", Role.LEAD, "5937"),
    ("Wendy", Role.VOLUNTEER, "4711"),
    ("Paul", Role.VOLUNTEER, "6183"),
)
"""Who works at the demo's stations, with the PINs that the demo says aloud."""

StaffedStation = RunningStation[StaffWindow, StaffStationDesk]
"""A manned or roster station."""


def staff_services_of(church: Church) -> StaffServices:
    """What the screens of staff stand on, for one open church."""
    volunteers = church.volunteers
    return StaffServices(
        days=church.days,
        offers=church.offers,
        search_box=volunteers.search_box,
        check_in=church.check_in,
        people=church.people,
        schedule=church.schedule,
        attendance=church.attendance,
        queue=church.queue,
        clock=church.clock,
        settings=church.settings,
        staff=volunteers.staff,
        check_out=volunteers.check_out,
        undo=volunteers.undo,
        watch=volunteers.watch,
        rooms=volunteers.rooms,
        again=volunteers.again,
        lost_tag=volunteers.lost_tag,
        lines=volunteers.lines,
        rosters=volunteers.rosters,
        everyone=volunteers.everyone,
        today=TodayHere(church.days, church.attendance, church.people, volunteers.check_out, church.clock),
        inside_named=InsideNamed(church.attendance, church.people, volunteers.check_out),
        board=volunteers.board,
        forms=StaffForms(
            newcomers=volunteers.newcomers,
            guests=volunteers.guests,
            corrections=volunteers.corrections,
            groups=church.groups,
            days=church.days,
            clock=church.clock,
        ),
        look_live=lambda: _live_search_of(church),
        list_labels=ListLabels(volunteers.door, church.clock, church.settings, ulid_at),
        warnings=DayWarnings(church.schedule, church.attendance, church.history),
        clock_doubt=lambda: clock_doubt_of(church),
    )


def _live_search_of(church: Church) -> LookInPlanningCenter:
    # Imported when somebody asks: what speaks with Planning Center is not needed before.
    from kiosk.app.live_search import live_search_of

    return live_search_of(church)


async def open_staffed_station(
    stack: AsyncExitStack,
    config: Config,
    *,
    mode: str = "",
    at: datetime | None = None,
    is_full_screen: bool = True,
    is_still: bool = False,
    pulls: bool = True,
    lists_folder: Path | None = None,
    church: Church | None = None,
) -> StaffedStation:
    """Open a manned or roster station; ``mode`` "" is the one of its settings. Raises as `kiosk.app.station.open_station`."""
    church = church or await begun(stack, config, at)
    pulled = PulledAt(church)
    desk = StaffStationDesk(
        services=staff_services_of(church),
        people_as_of=lambda: pulled.people,
        printer_trouble=lambda words: station.printer_trouble(words),
        labels_queued=lambda: station.labels_queued(),
    )
    folder = lists_folder or Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))

    def staff_options(church: Church, options: StationOptions) -> StaffOptions:
        return StaffOptions(options, mode or church.settings.mode, church.settings.lock_seconds, folder)

    def settle(church: Church, options: StationOptions) -> None:
        desk.services = staff_services_of(church)
        sounds.set_volume(church.settings.sound_volume)
        if staff_options(church, options) != window.options:
            window.set_options(staff_options(church, options))

    options = options_of(church.settings, is_full_screen=is_full_screen, is_still=is_still)
    window = StaffWindow(desk, options=staff_options(church, options), new_nonce=new_nonce)
    sounds, ear = Sounds(church.settings.sound_volume), StaffEar()
    stack.callback(sounds.close)
    window.changed.connect(lambda: sounds.play(ear.hear(window.flow)))

    def is_quiet() -> bool:
        return window.covered_by is None and window.flow.is_locked

    station = StaffedStation(church, window, desk, options, settle, is_quiet, lists_folder=folder)
    window.backstage_wanted.connect(
        lambda page: station.open_backstage(
            page, window.flow.session.staff, lambda by_itself: window.flow.lock_up(is_by_itself=by_itself)
        )
    )
    await shown(stack, station, pulled, pulls=pulls)
    return station


async def add_demo_staff(church: Church) -> None:
    """Give the demo's people their PINs, once."""
    staff = church.volunteers.staff
    if await staff.everyone():
        return
    (name, _, pin), *others = DEMO_STAFF
    admin = await staff.add_first(name, pin)
    for name, role, pin in others:
        await staff.add(admin, name, role, pin)
