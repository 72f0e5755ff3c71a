"""Conflicts in SQLite: deciding one queues what it means, undoing one takes it back, each in one transaction."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.domain.conflicts import Difference, Winner
from kiosk.domain.facts import NewFact, moment_text
from kiosk.domain.ids import PersonId, StationId
from kiosk.domain.outbox import ChangeKind
from kiosk.domain.problems import NotKnown
from kiosk.services.conflicts import Conflict
from kiosk.services.ports import Clock
from kiosk.storage.answers import keep_answer, put_value
from kiosk.storage.conflict_rows import note_standing
from kiosk.storage.database import Database
from kiosk.storage.fact_log import append
from kiosk.storage.outbox_store import add_to_outbox
from kiosk.storage.stored_values import moment_of, optional_moment_of

_SELECT = """
select number, record, subject, person, field, here, there, here_at, there_at, noticed_at, decision, decided_by, state from conflict
"""
_LISTED = f"{_SELECT} where state = 'open' or ?1 order by number desc limit ?2"
_ONE = f"{_SELECT} where number = ?"
_PARKED = """
update outbox set state = 'sent' where state = 'parked' and kind = 'person.update' and subject = ?1
    and json_extract(detail, '$.reason') = 'conflict' and json_type(body, '$.' || ?2) is not null
"""


@dataclass(frozen=True, slots=True)
class SqliteConflicts:
    """`kiosk.services.conflicts.ConflictBook` on the station's file."""

    database: Database
    station_id: StationId
    clock: Clock

    async def conflicts(self, *, open_only: bool, limit: int) -> tuple[Conflict, ...]:
        """Conflicts, the newest first."""
        rows = await self.database.read(lambda c: c.execute(_LISTED, (not open_only, limit)).fetchall())
        return tuple(_conflict(row) for row in rows)

    async def decide(self, number: int, winner: Winner, fact: NewFact, at: datetime) -> None:
        """Let a side win and queue what that means."""

        def work(connection: sqlite3.Connection) -> None:
            found = _one(connection, number, "open")
            person, field = PersonId(found.subject), found.difference.field
            connection.execute(_PARKED, (person, field))
            if winner is Winner.HERE:
                keep_answer(connection, person, field, found.difference.here, at)
            connection.execute(
                "update conflict set state = 'decided', decision = ?, decided_by = ?, decided_at = ? where number = ?",
                (winner.value, fact.body.get("staff"), moment_text(at), number),
            )
            self._close(connection, person, fact)

        await self.database.run(work)

    async def undo(self, number: int, fact: NewFact, at: datetime) -> None:
        """Open a decided one again."""

        def work(connection: sqlite3.Connection) -> None:
            found = _one(connection, number, "decided")
            person, field, there = PersonId(found.subject), found.difference.field, found.difference.there
            if found.decision is Winner.HERE:
                waiting = connection.execute(
                    "update outbox set state = 'sent' where state = 'waiting' and number in"
                    " (select outbox from local_answer where person = ? and field = ?)",
                    (person, field),
                ).rowcount
                put_value(connection, person, field, there)
                if not waiting:
                    # It was sent already: Planning Center gets its own value back.
                    add_to_outbox(connection, ChangeKind.PERSON_UPDATE.value, person, {field: there}, at)
            connection.execute(
                "delete from conflict where person = ? and field = ? and state = 'open'", (person, field)
            )
            connection.execute(
                "update conflict set state = 'open', decision = null, decided_by = null, decided_at = null"
                " where number = ?",
                (number,),
            )
            self._close(connection, person, fact)

        await self.database.run(work)

    def _close(self, connection: sqlite3.Connection, person: PersonId, fact: NewFact) -> None:
        note_standing(connection, "person", person)
        append(connection, self.station_id, (fact,), self.clock.now())


def _one(connection: sqlite3.Connection, number: int, state: str) -> Conflict:
    row = connection.execute(_ONE, (number,)).fetchone()
    if row is None or row[-1] != state:
        raise NotKnown(conflict=number)
    return _conflict(row)


def _conflict(row: Sequence[Any]) -> Conflict:
    number, record, subject, person, field, here, there, here_at, there_at, noticed_at, decision, decided_by, _ = row
    difference = Difference(
        field, json.loads(here), json.loads(there), optional_moment_of(here_at), optional_moment_of(there_at)
    )
    return Conflict(
        number,
        record,
        subject,
        PersonId(person) if person else None,
        difference,
        moment_of(noticed_at),
        Winner(decision) if decision else None,
        decided_by,
    )
