"""Changes of households in SQLite: shown here, queued for Planning Center and written down in one transaction."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.domain.facts import NewFact, moment_text
from kiosk.domain.ids import PersonId, StationId
from kiosk.services.households import NewChange
from kiosk.services.ports import Clock
from kiosk.storage import answers
from kiosk.storage.aliases import kept_ids
from kiosk.storage.database import Database
from kiosk.storage.fact_log import append
from kiosk.storage.kept_households import put_contact_change, put_household_change
from kiosk.storage.outbox_store import add_to_outbox

_PENDING = """
insert into pco_sync_map(local_type, local_id, local_updated_at, sync_status) values(?, ?, ?, 'pending_push')
on conflict(local_type, local_id) do update set local_updated_at = excluded.local_updated_at, sync_status = 'pending_push'
"""


@dataclass(frozen=True, slots=True)
class SqliteHouseholds:
    """`kiosk.services.households.HouseholdBook` on the station's file."""

    database: Database
    station_id: StationId
    clock: Clock

    async def change(self, changes: tuple[NewChange, ...], fact: NewFact, at: datetime) -> None:
        """Show the changes here and queue them, with the fact."""

        def work(connection: sqlite3.Connection) -> None:
            for change in changes:
                body: Any = change.body
                if change.kind.record in ("household", "household_membership"):
                    put_household_change(connection, change.kind.value, change.subject, body)
                else:
                    put_contact_change(connection, change.kind.value, change.subject, body)
                add_to_outbox(connection, change.kind.value, change.subject, body, at)
                connection.execute(_PENDING, (change.kind.record, change.subject, moment_text(at)))
            append(connection, self.station_id, (fact,), self.clock.now())

        await self.database.run(work)

    async def set_status(self, person_id: PersonId, status: str, fact: NewFact, at: datetime) -> None:
        """Make somebody active or inactive."""

        def work(connection: sqlite3.Connection) -> None:
            now = kept_ids(connection, [person_id])[person_id]
            answers.keep_answer(connection, now, "status", status, at)
            append(connection, self.station_id, (fact,), self.clock.now())

        await self.database.run(work)
