"""The sample church as it is before Planning Center has made this week's times, and a way to pull into an opened church."""

from datetime import datetime

from kiosk.app.compose import Church
from kiosk.pco.gateway import Gateway
from kiosk.services.sync import Sync, SyncReport, Watcher, nobody_watches
from kiosk.simulator.records import Church as PretendChurch
from kiosk.simulator.server import PlanningCenterServer
from kiosk.storage.sync_store import SqlitePullBook
from tests.support.pulling import GOOD, SHORT_PAUSES, SetClock


def without_times(church: PretendChurch, since: datetime) -> PretendChurch:
    """The same church without the event times that start later, as it is until the last period has ended."""
    times = church.records["check-ins/EventTime"]
    for id, record in list(times.items()):
        if datetime.fromisoformat(record["attributes"]["starts_at"]) >= since:
            del times[id]
    return church


async def pull(
    church: Church, server: PlanningCenterServer, now: datetime, watcher: Watcher = nobody_watches
) -> SyncReport:
    """Pull into a church that is open, as its station does every few minutes."""
    gateway = Gateway(GOOD, server.base_url, SHORT_PAUSES)
    try:
        return await Sync(gateway, SqlitePullBook(church.database), SetClock(now)).pull(watcher)
    finally:
        await gateway.close()
