"""The print queue on the station's file, as services and screens see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.domain.ids import CheckInGroupId, PrintJobId
from kiosk.domain.labels import PrintJob, PrintState
from kiosk.services.ports import Clock
from kiosk.services.printing_ports import ListedJob
from kiosk.storage import spool_store
from kiosk.storage.database import Database


@dataclass(frozen=True, slots=True)
class SqlitePrintQueue:
    """The LabelSpool, the LabelLedger and the PrintQueue on the station's file."""

    database: Database
    clock: Clock

    async def head(self, *printers: str) -> PrintJob | None:
        """The oldest label that waits for these printers."""
        return await self.database.read(lambda connection: spool_store.head(connection, printers))

    async def add(self, jobs: Sequence[PrintJob], printer: str = "") -> None:
        """Queue labels for one of the station's printers."""
        at = self.clock.now()
        await self.database.run(lambda connection: spool_store.add_jobs(connection, jobs, at, printer))

    async def withdraw(self, job_id: PrintJobId) -> bool:
        """Cancel a label that still waits; False if it does not."""
        at = self.clock.now()
        return await self.database.run(lambda connection: spool_store.withdraw(connection, job_id, at))

    async def waiting(self) -> Mapping[str, int]:
        """How many labels wait, by printer."""
        return await self.database.read(spool_store.waiting)

    async def hand_over(self, printers: Sequence[str], to: str) -> int:
        """Let another printer print what waits for these; how many labels."""
        at = self.clock.now()
        return await self.database.run(lambda connection: spool_store.hand_over(connection, printers, to, at))

    async def job(self, job_id: PrintJobId) -> PrintJob | None:
        """One label; None if there is none of this id."""
        return await self.database.read(lambda connection: spool_store.job(connection, job_id))

    async def of_day(self, day: date) -> tuple[ListedJob, ...]:
        """Every label of a service day, newest first."""
        return await self.database.read(lambda connection: spool_store.of_day(connection, day))

    async def resolve(self, job_id: PrintJobId, *, came_out: bool) -> bool:
        """What a person saw of an uncertain label. False if it is not uncertain any more."""
        at = self.clock.now()
        return await self.database.run(
            lambda connection: spool_store.resolve(connection, job_id, at, came_out=came_out)
        )

    async def claim(self, job_id: PrintJobId) -> bool:
        """Mark a waiting label as being sent; False if it is not waiting any more."""
        at = self.clock.now()
        return await self.database.run(lambda connection: spool_store.claim(connection, job_id, at))

    async def settle(self, job_id: PrintJobId, state: PrintState, detail: str = "") -> None:
        """Write down what became of a label."""
        at = self.clock.now()
        await self.database.run(lambda connection: spool_store.settle(connection, job_id, state, detail, at))

    async def recover(self, today: date, *, may_be_sending: bool = False) -> None:
        """After a start or at midnight: nothing is being sent, nothing old waits, nothing old is remembered."""
        at = self.clock.now()
        await self.database.run(
            lambda connection: spool_store.recover(connection, today, at, may_be_sending=may_be_sending)
        )

    async def of_group(self, group_id: CheckInGroupId) -> tuple[PrintJob, ...]:
        """The labels of a check-in group, in printing order."""
        return await self.database.read(lambda connection: spool_store.of_group(connection, group_id))

    async def counts(self) -> Mapping[str, int]:
        """How many labels stand in which state, by its value."""
        return await self.database.read(spool_store.counts)
