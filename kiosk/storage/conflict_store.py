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
from kiosk.storage import answers, kept_fields
from kiosk.storage.answers import keep_answer
from kiosk.storage.conflict_rows import note_standing, settle_parked
from kiosk.storage.database import Database
from kiosk.storage.fact_log import append
from kiosk.storage.kept_updates import drop_field, queue_field
from kiosk.storage.outbox_store import add_to_outbox
from kiosk.storage.stored_values import moment_of, optional_moment_of

_PERSON = "person"
_SELECT = """
select number, record, subject, person, field, here, there, here_at, there_at, noticed_at, decision, decided_by, state from conflict
"""
_LISTED = f"{_SELECT} where state = 'open' or ?1 order by number desc limit ?2"
_ONE = f"{_SELECT} where number = ?"


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
            settle_parked(connection, found.record, found.subject, found.field)
            if winner is Winner.HERE:
                _let_ours_count(connection, found, at)
            connection.execute(
                "update conflict set state = 'decided', decision = ?, decided_by = ?, decided_at = ? where number = ?",
                (winner.value, fact.body.get("staff"), moment_text(at), number),
            )
            self._close(connection, found, fact)

        await self.database.run(work)

    async def undo(self, number: int, fact: NewFact, at: datetime) -> None:
        """Open a decided one again."""

        def work(connection: sqlite3.Connection) -> None:
            found = _one(connection, number, "decided")
            if found.decision == Winner.HERE:
                _let_theirs_count(connection, found, at)
            connection.execute(
                "delete from conflict where record = ? and subject = ? and field = ? and state = 'open'",
                (found.record, found.subject, found.field),
            )
            connection.execute(
                "update conflict set state = 'open', decision = null, decided_by = null, decided_at = null"
                " where number = ?",
                (number,),
            )
            self._close(connection, found, fact)

        await self.database.run(work)

    def _close(self, connection: sqlite3.Connection, found: "_Found", fact: NewFact) -> None:
        note_standing(connection, found.record, found.subject)
        append(connection, self.station_id, (fact,), self.clock.now())


@dataclass(frozen=True, slots=True)
class _Found:
    """A conflict as it is written."""

    record: str
    subject: str
    person: str
    field: str
    here: Any
    there: Any
    decision: str | None


def _one(connection: sqlite3.Connection, number: int, state: str) -> _Found:
    row = connection.execute(_ONE, (number,)).fetchone()
    if row is None or row[-1] != state:
        raise NotKnown(conflict=number)
    _, record, subject, person, field, here, there, *_, decision, _, _ = row
    return _Found(record, subject, person, field, json.loads(here), json.loads(there), decision)


def _let_ours_count(connection: sqlite3.Connection, found: _Found, at: datetime) -> None:
    if found.record == _PERSON:
        keep_answer(connection, PersonId(found.subject), found.field, found.here, at)
    else:
        queue_field(connection, found.record, found.subject, found.person, found.field, str(found.here), at)


def _let_theirs_count(connection: sqlite3.Connection, found: _Found, at: datetime) -> None:
    """Show their value again, and send it where ours was sent already."""
    record, subject, field, there = found.record, found.subject, found.field, found.there
    if record == _PERSON:
        waiting = connection.execute(
            "update outbox set state = 'sent' where state = 'waiting' and number in"
            " (select outbox from local_answer where person = ? and field = ?)",
            (subject, field),
        ).rowcount
        answers.put_value(connection, subject, field, there)
        if not waiting:
            add_to_outbox(connection, ChangeKind.PERSON_UPDATE.value, subject, {field: there}, at)
    elif there is None:
        # It was taken away there, and made anew by our word: taking away again is somebody's own decision.
        return
    elif drop_field(connection, record, subject, field):
        kept_fields.put_value(connection, record, subject, field, there)
    else:
        queue_field(connection, record, subject, found.person, field, there, at)


def _conflict(row: Sequence[Any]) -> Conflict:
    number, record, subject, person, field, here, there, here_at, there_at, noticed_at, decision, decided_by, _ = row
    difference = Difference(
        field,
        kept_fields.shown(record, json.loads(here)),
        kept_fields.shown(record, json.loads(there)),
        optional_moment_of(here_at),
        optional_moment_of(there_at),
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
