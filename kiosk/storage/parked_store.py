"""Parked changes in SQLite, and what an admin decides about them, each decision in one transaction with its fact."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.domain.facts import NewFact
from kiosk.domain.ids import PersonId, StationId
from kiosk.domain.outbox import LOCAL, ChangeKind
from kiosk.domain.problems import NotKnown
from kiosk.services.ports import Clock
from kiosk.services.waiting_changes import ParkedChange, WaitingChange
from kiosk.storage.database import Database
from kiosk.storage.fact_log import append
from kiosk.storage.linking import give_up, link_gone, link_newcomer
from kiosk.storage.outbox_store import settle
from kiosk.storage.push_store import KNOWN_KINDS, change_of, people_there
from kiosk.storage.stored_values import list_of

_SELECT = """
select number, kind, subject, body, made_at, tries, tried_at, next_try_at, detail, fields from outbox
where state = 'parked' and detail not like '{"reason": "conflict"%' order by number limit ?
"""
"""Those of a conflict are seen to where conflicts are decided."""
_QUEUE = """
select number, kind, subject, body, made_at, tries, tried_at, next_try_at, detail from outbox
where state = 'waiting' order by number limit ?
"""
_ONE = """
select kind, subject, body from outbox
where number = ? and state in ('parked', 'waiting') and detail not like '{"reason": "conflict"%'
"""


@dataclass(frozen=True, slots=True)
class SqliteParked:
    """`kiosk.services.waiting_changes.ParkedBook` on the station's file."""

    database: Database
    station_id: StationId
    clock: Clock

    async def queue(self, limit: int) -> tuple[WaitingChange, ...]:
        """Those that wait, oldest first."""
        rows = await self.database.read(lambda c: c.execute(_QUEUE, (limit,)).fetchall())
        return tuple(WaitingChange(change_of(row[:-1]), row[-1]) for row in rows if row[1] in KNOWN_KINDS)

    async def parked(self, limit: int) -> tuple[ParkedChange, ...]:
        """Those that need a look, oldest first."""
        rows = await self.database.read(lambda c: c.execute(_SELECT, (limit,)).fetchall())
        return tuple(_parked(row) for row in rows if row[1] in KNOWN_KINDS)

    async def send_again(self, number: int, fact: NewFact, *, is_somebody_new: bool) -> None:
        """Let it wait again."""

        def work(connection: sqlite3.Connection) -> None:
            _, _, body = _one(connection, number)
            _wait_again(connection, number, json.loads(body) | ({"is_somebody_new": True} if is_somebody_new else {}))
            append(connection, self.station_id, (fact,), self.clock.now())

        await self.database.run(work)

    async def is_somebody_known(self, number: int, person_id: PersonId, fact: NewFact, at: datetime) -> None:
        """A newcomer is this person of Planning Center's."""

        def work(connection: sqlite3.Connection) -> None:
            kind, subject, body = _one(connection, number)
            known = connection.execute("select 1 from person where id = ? and is_gone = 0", (person_id,)).fetchone()
            meant = subject if kind.startswith("person.") else json.loads(body).get("person")
            if known is None or meant is None or meant == person_id or person_id.startswith(LOCAL):
                raise NotKnown(person=person_id)
            if kind == ChangeKind.PERSON_CREATE:
                link_newcomer(connection, subject, person_id, at)
                settle(connection, number)
            else:
                there = PersonId(people_there(connection, [meant]).get(meant, meant))
                link_gone(connection, there, person_id)
                _wait_again(connection, number, json.loads(body))
            append(connection, self.station_id, (fact,), self.clock.now())

        await self.database.run(work)

    async def set_aside(self, number: int, fact: NewFact) -> None:
        """Never send it."""

        def work(connection: sqlite3.Connection) -> None:
            kind, subject, _ = _one(connection, number)
            give_up(connection, number, kind, subject)
            append(connection, self.station_id, (fact,), self.clock.now())

        await self.database.run(work)


def _wait_again(connection: sqlite3.Connection, number: int, body: Mapping[str, object]) -> None:
    connection.execute(
        "update outbox set state = 'waiting', body = ?, next_try_at = null, detail = '', fields = '[]' where number = ?",
        (json.dumps(body, ensure_ascii=False), number),
    )


def _one(connection: sqlite3.Connection, number: int) -> tuple[str, str, str]:
    row = connection.execute(_ONE, (number,)).fetchone()
    if row is None:
        raise NotKnown(change=number)
    return row[0], row[1], row[2]


def _parked(row: Sequence[Any]) -> ParkedChange:
    *columns, detail, fields = row
    try:
        told = json.loads(detail)
    except ValueError:
        # Written in one word, such as by bringing a backup back.
        told = {"reason": detail}
    return ParkedChange(
        change_of(columns),
        str(told.get("reason", "")),
        str(told.get("words", "")),
        list_of(fields),
        tuple(PersonId(id) for id in told.get("people", ())),
    )
