"""Puts together what stands behind the PIN; imported when somebody opens it, not before."""

from kiosk.app.compose import Church
from kiosk.app.staffed_station import staff_services_of
from kiosk.services.staff_station_desk import StaffStationDesk
from kiosk.ui.backstage.desks import Desks


def desks_of(church: Church) -> Desks:
    """What the pages can ask, on one open church as its settings are now."""
    return Desks(
        station=StaffStationDesk(
            services=staff_services_of(church),
            people_as_of=lambda: None,
            printer_trouble=lambda words: "",
            labels_queued=lambda: None,
        ),
        settings=church.settings_desk(),
    )
