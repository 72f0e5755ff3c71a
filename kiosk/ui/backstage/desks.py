"""Everything that pages behind the PIN can ask, as one frozen value; put together by `kiosk.app.backstage`."""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import date
from typing import Any

from kiosk.domain.ids import PrintJobId
from kiosk.services.label_desk import LabelDesk
from kiosk.services.printer_pool import PrinterStanding
from kiosk.services.self_test import SelfTest
from kiosk.services.settings_desk import SettingsDesk
from kiosk.services.staff_station import StaffStation
from kiosk.ui.backstage.admin_desks import AdminDesks
from kiosk.ui.backstage.record_desks import RecordDesks
from kiosk.ui.backstage.station_desks import StationDesks
from kiosk.ui.backstage.trust_desks import TrustDesks


@dataclass(frozen=True, slots=True)
class Desks:
    """One field for each service that a page needs. Ask ``session.desks`` anew each time: settings that change renew it.

    ``standings``: how the station's printers are, and what waits for each; ``label_picture``: a label of the queue as it
    prints, as PNG, empty where its data is cleared; ``today``: the church's date.
    """

    station: StaffStation
    settings: SettingsDesk
    labels: LabelDesk
    self_test: SelfTest
    standings: Callable[[], Awaitable[tuple[PrinterStanding, ...]]]
    label_picture: Callable[[PrintJobId], Coroutine[Any, Any, bytes]]
    today: Callable[[], date]
    here: StationDesks
    records: RecordDesks
    admin: AdminDesks
    trust: TrustDesks
