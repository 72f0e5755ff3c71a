"""What pages about this one station stand on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kiosk.app.compose import Church
from kiosk.app.found_printers import found_printers
from kiosk.app.label_designs import label_designs_of
from kiosk.app.station import RunningStation
from kiosk.domain.ids import StaffId
from kiosk.printing.address import printer_addresses
from kiosk.printing.stock import DEFAULT_STOCK
from kiosk.ui.backstage.station_desks import StationDesks


def station_desks_of(church: Church, station: RunningStation[Any, Any]) -> StationDesks:
    """For an open church as its settings are now, and the station that runs on it."""

    async def staff_names() -> Mapping[StaffId, str]:
        return {one.id: one.name for one in await church.volunteers.staff.everyone()}

    def local(moment: datetime | None) -> datetime:
        return (moment or church.clock.now()).astimezone(church.zone)

    def stock() -> str:
        addresses = printer_addresses(church.settings.printer)
        return addresses[0].stock if addresses else DEFAULT_STOCK

    return StationDesks(
        staff_names,
        local,
        found_printers,
        stock,
        lambda: label_designs_of(church),
        forced_printer=church.config.printer,
        is_rehearsal=church.config.is_rehearsal,
        can_be_set_up=lambda: station.can_be_set_up,
        set_up_again=station.set_up_again,
    )
