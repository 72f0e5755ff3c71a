"""Opens what stands behind the PIN over a running station; imported when somebody asks for it, not before."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from kiosk.app.admin_desks import admin_desks_of
from kiosk.app.chance import new_nonce
from kiosk.app.compose import Church
from kiosk.app.helper_desk import label_desk_of, self_test_of, today_of
from kiosk.app.printing import label_picture
from kiosk.app.record_desks import record_desks_of
from kiosk.app.staffed_station import staff_services_of
from kiosk.app.station import RunningStation
from kiosk.app.station_desks import station_desks_of
from kiosk.app.trust_desks import trust_desks_of
from kiosk.domain.pins import StaffMember
from kiosk.services.printer_pool import PrinterStanding
from kiosk.services.staff_station_desk import StaffStationDesk
from kiosk.ui.backstage.behind_pin import CLOSE, BehindPin, Opening
from kiosk.ui.backstage.desks import Desks
from kiosk.ui.look import Look

AnyStation = RunningStation[Any, Any]
"""Self, manned or roster: each window can be covered."""


def desks_of(church: Church, station: AnyStation) -> Desks:
    """What the pages can ask: on an open church as its settings are now, beside the running station's printers."""
    return Desks(
        station=StaffStationDesk(
            services=staff_services_of(church),
            people_as_of=lambda: None,
            printer_trouble=station.printer_trouble,
            labels_queued=station.labels_queued,
        ),
        settings=church.settings_desk(),
        labels=label_desk_of(church, station.labels_queued),
        self_test=self_test_of(church, station.labels_queued),
        standings=partial(_standings, station),
        label_picture=partial(label_picture, church),
        today=partial(today_of, church),
        here=station_desks_of(church, station),
        records=record_desks_of(church),
        admin=admin_desks_of(church, station),
        trust=trust_desks_of(church),
    )


async def _standings(station: AnyStation) -> tuple[PrinterStanding, ...]:
    if station.worker is None:
        return ()
    station.worker.look_again()
    return await station.worker.standings()


class Entrance:
    """The way behind the PIN of one running station. ``files``: where lists and files are saved."""

    def __init__(self, station: AnyStation, files: Path | None = None) -> None:
        self._station = station
        self._files = files or Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self._behind: BehindPin | None = None

    def open(self, page: str, staff: StaffMember | None = None, lock: Callable[[bool], None] | None = None) -> None:
        """Cover the station; ``staff`` has given a PIN already. ``lock`` locks the station beneath; without it, it is left."""
        station, window = self._station, self._station.window
        opening = Opening(
            desks=lambda: desks_of(station.church, station),
            new_nonce=new_nonce,
            lock_seconds=station.church.settings.lock_seconds,
            files=self._files,
            leave=window.uncover,
            lock=lock or (lambda _: window.uncover()),
            close_kiosk=window.close,
        )

        def build(look: Look, parent: QWidget) -> BehindPin:
            self._behind = BehindPin(look, opening, staff=staff, page=page, parent=parent)
            return self._behind

        window.cover(build)
        if page == CLOSE and staff is None:
            station.follow(asyncio.create_task(self._close_unguarded()))

    def renew(self) -> None:
        """Settings have changed."""
        if self._behind is not None and self._station.window.covered_by is self._behind:
            self._behind.renew()

    async def _close_unguarded(self) -> None:
        """Before anybody has a PIN there must be a way out."""
        if not await self._station.church.volunteers.staff.members():
            self._station.window.close()
