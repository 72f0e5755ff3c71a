"""What a helper behind a PIN has at a running station: the day's labels, printing them again, and a test of the printers."""

from collections.abc import Callable
from datetime import date

from kiosk.app.chance import ulid_at
from kiosk.app.compose import Church
from kiosk.domain.ids import StationId
from kiosk.services.label_desk import LabelDesk
from kiosk.services.self_test import SelfTest
from kiosk.storage.action_log import SqliteActionLog


def label_desk_of(church: Church, queued: Callable[[], None]) -> LabelDesk:
    """The day's labels. ``queued`` wakes the printers: a running station's ``labels_queued``."""
    actions = SqliteActionLog(church.database, StationId(church.settings.station_id), church.clock)
    return LabelDesk(church.queue, church.volunteers.again, actions, church.clock, ulid_at, queued)


def self_test_of(church: Church, queued: Callable[[], None]) -> SelfTest:
    """A test label through the station's real queue. ``queued`` as for the desk."""
    return SelfTest(
        church.queue, queued, church.clock, lambda: today_of(church), ulid_at, church.settings.label_language
    )


def today_of(church: Church) -> date:
    """The church's date."""
    return church.clock.now().astimezone(church.zone).date()
