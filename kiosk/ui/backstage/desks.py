"""Everything that pages behind the PIN can ask, as one frozen value; put together by `kiosk.app.backstage`."""

from dataclasses import dataclass

from kiosk.services.settings_desk import SettingsDesk
from kiosk.services.staff_station import StaffStation


@dataclass(frozen=True, slots=True)
class Desks:
    """One field for each service that a page needs. Ask ``session.desks`` anew each time: settings that change renew it."""

    station: StaffStation
    settings: SettingsDesk
