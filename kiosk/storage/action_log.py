"""Facts about what somebody did that touches no check-in, written alone."""

from dataclasses import dataclass

from kiosk.domain.facts import NewFact
from kiosk.domain.ids import StationId
from kiosk.services.ports import Clock
from kiosk.storage.database import Database
from kiosk.storage.fact_log import append


@dataclass(frozen=True, slots=True)
class SqliteActionLog:
    """`kiosk.services.ports.ActionLog` on the station's file."""

    database: Database
    station_id: StationId
    clock: Clock

    async def log(self, fact: NewFact) -> None:
        """Write a fact alone."""
        await self.database.run(lambda connection: append(connection, self.station_id, (fact,), self.clock.now()))
