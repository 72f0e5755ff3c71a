"""Changes made here that wait to be sent to Planning Center; sending them is another module's work."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from kiosk.domain.facts import moment_text
from kiosk.storage.database import Database


def add_to_outbox(connection: Connection, kind: str, subject: str, body: Mapping[str, object], at: datetime) -> int:
    """Queue a change of ``subject`` inside the transaction that makes it; returns its number."""
    row = connection.execute(
        "insert into outbox(kind, subject, body, made_at) values(?, ?, ?, ?) returning number",
        (kind, subject, json.dumps(body, ensure_ascii=False), moment_text(at)),
    ).fetchone()
    return int(row[0])


def settle(connection: Connection, number: int) -> None:
    """Nothing is left to send for this change: Planning Center has it, or a later one took its place."""
    connection.execute("update outbox set state = 'sent' where number = ? and state <> 'sent'", (number,))


@dataclass(frozen=True, slots=True)
class SqliteOutbox:
    """The outbox as status pages see it."""

    database: Database

    async def has_ready(self, now: datetime, since: datetime) -> bool:
        """Whether something waits that was entered since then, or has rested long enough."""
        asked = (
            "select 1 from outbox where state = 'waiting'"
            " and case when next_try_at is null then made_at >= ?2 else next_try_at <= ?1 end limit 1"
        )
        moments = (moment_text(now), moment_text(since))
        return await self.database.read(lambda connection: connection.execute(asked, moments).fetchone()) is not None

    async def counts(self) -> dict[str, int]:
        """How many changes wait, and how many need a person's look."""
        rows = await self.database.read(
            lambda connection: connection.execute("select state, count(*) from outbox group by state").fetchall()
        )
        found = dict(rows)
        return {"waiting": found.get("waiting", 0), "parked": found.get("parked", 0)}
