"""Changes of households in SQLite: shown here, queued for Planning Center and written down in one transaction."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.domain.facts import NewFact
from kiosk.domain.ids import PersonId, StationId
from kiosk.domain.outbox import ChangeKind
from kiosk.services.households import NewChange
from kiosk.services.ports import Clock
from kiosk.storage import answers
from kiosk.storage.aliases import kept_ids
from kiosk.storage.database import Database
from kiosk.storage.fact_log import append
from kiosk.storage.kept_contacts import add_contact
from kiosk.storage.kept_fields import CONTACTS
from kiosk.storage.kept_households import put_membership
from kiosk.storage.kept_updates import note_pending, queue_update
from kiosk.storage.outbox_store import add_to_outbox


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
                _change(connection, change, at)
            append(connection, self.station_id, (fact,), self.clock.now())

        await self.database.run(work)

    async def set_status(self, person_id: PersonId, status: str, fact: NewFact, at: datetime) -> None:
        """Make somebody active or inactive."""

        def work(connection: sqlite3.Connection) -> None:
            now = kept_ids(connection, [person_id])[person_id]
            answers.keep_answer(connection, now, "status", status, at)
            append(connection, self.station_id, (fact,), self.clock.now())

        await self.database.run(work)


def _change(connection: sqlite3.Connection, change: NewChange, at: datetime) -> None:
    record = change.kind.record
    if record == "household_membership":
        put_membership(connection, change.kind.value, change.body)
        add_to_outbox(connection, change.kind.value, change.subject, change.body, at)
        note_pending(connection, record, change.subject, at)
    elif change.kind is ChangeKind.HOUSEHOLD_CREATE:
        _create(connection, change, at)
    elif record in CONTACTS and change.kind.is_create:
        add_contact(connection, record, change.subject, change.body, at)
    else:
        queue_update(connection, change.kind.value, change.subject, change.body, at)


def _create(connection: sqlite3.Connection, change: NewChange, at: datetime) -> None:
    body: Mapping[str, Any] = change.body
    connection.execute(
        "insert into household(id, name, primary_contact_id) values(?, ?, ?)",
        (change.subject, body["name"], body["primary_contact"]),
    )
    connection.executemany(
        "insert into household_member(household, person, role) values(?, ?, ?)",
        [(change.subject, person, role) for person, role in body["roles"].items()],
    )
    add_to_outbox(connection, change.kind.value, change.subject, change.body, at)
    note_pending(connection, change.kind.record, change.subject, at)
