"""The outbox as sending it writes it: each step of a change in a transaction of its own."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kiosk.domain.facts import moment_text
from kiosk.domain.ids import PersonId
from kiosk.domain.outbox import LOCAL, REMOTE_IDS_PER_SLOT, Change, ChangeKind, remote_id_of
from kiosk.services.push_ports import Parked, ThereIds, Written
from kiosk.storage.aliases import kept_ids
from kiosk.storage.database import Database
from kiosk.storage.likely_same import likely_same
from kiosk.storage.rekeying import take_pco_id
from kiosk.storage.stored_values import list_text, moment_of, optional_moment_of

_COLUMNS = "number, kind, subject, body, made_at, tries, tried_at, next_try_at"
KNOWN_KINDS = frozenset(kind.value for kind in ChangeKind)


@dataclass(frozen=True, slots=True)
class SqliteOutboxBook:
    """`kiosk.services.push_ports.OutboxBook` on the station's file. ``below``: chance, for the numbers of newcomers."""

    database: Database
    slot: int
    below: Callable[[int], int]

    async def waiting(self) -> tuple[Change, ...]:
        """Everything that waits, oldest first; what a newer program queued is left to it."""
        rows = await self.database.read(
            lambda c: c.execute(
                f"select {_COLUMNS} from outbox where state = 'waiting' order by number"  # noqa: S608 - a constant
            ).fetchall()
        )
        return tuple(change_of(row) for row in rows if row[1] in KNOWN_KINDS)

    async def households_of(self, people: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """The households these people belong to here."""
        asked = list_text(people)
        rows = await self.database.read(
            lambda c: c.execute(
                "select person, household from household_member where person in (select value from json_each(?))",
                (asked,),
            ).fetchall()
        )
        found: dict[str, tuple[str, ...]] = {}
        for person, household in rows:
            found[person] = (*found.get(person, ()), household)
        return found

    async def resolved(self, change: Change) -> ThereIds:
        """Planning Center's ids for those a change names."""
        people = set(change.people)
        records = [str(change.body[name]) for name in ("household", "group") if change.body.get(name)]
        if change.kind.record != "person":
            records.append(change.subject)
        return await self.database.read(lambda c: ThereIds(people_there(c, people), records_there(c, records)))

    async def created_before(self, change: Change) -> str | None:
        """Planning Center's id of what an earlier run created for this change."""
        row = await self.database.read(
            lambda c: c.execute("select pco_id from created_there where local_id = ?", (change.subject,)).fetchone()
        )
        return None if row is None else str(row[0])

    async def likely_same(self, change: Change) -> tuple[PersonId, ...]:
        """People who look like a newcomer."""
        if change.body.get("is_somebody_new"):
            return ()
        return await self.database.read(lambda c: likely_same(c, change))

    async def begin_create(self, change: Change, now: datetime, *, new_number: bool = False) -> Change:
        """Write down that something is about to be created."""

        def work(connection: sqlite3.Connection) -> Change:
            body = dict(change.body)
            if change.kind is ChangeKind.PERSON_CREATE and (new_number or body.get("remote_id") is None):
                body["remote_id"] = self._free_number(connection)
                connection.execute("update person set remote_id = ? where id = ?", (body["remote_id"], change.subject))
            connection.execute(
                "update outbox set body = ?, tries = tries + 1, tried_at = ? where number = ?",
                (json.dumps(body, ensure_ascii=False), moment_text(now), change.number),
            )
            return replace(change, body=body, tries=change.tries + 1, tried_at=now)

        return await self.database.run(work)

    async def never_arrived(self, change: Change) -> None:
        """The try that was begun cannot have been carried out."""
        await self._update(change, "update outbox set tried_at = null where number = ?")

    async def created(self, change: Change, written: Written, now: datetime) -> None:
        """It is there: from now on it goes by its id there."""
        at = moment_text(now)

        def work(connection: sqlite3.Connection) -> None:
            record = change.kind.record
            take_pco_id(connection, record, change.subject, written.pco_id, at)
            _note(connection, record, written.pco_id, written.updated_at, at)
            connection.execute("update outbox set tried_at = null where number = ?", (change.number,))

        await self.database.run(work)

    async def sent(self, change: Change, written: Written | None, now: datetime) -> None:
        """Nothing of it is left to be sent."""
        at = moment_text(now)

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "update outbox set state = 'sent', sent_at = ?, detail = '' where number = ?", (at, change.number)
            )
            connection.execute("delete from local_answer where outbox = ?", (change.number,))
            id = written.pco_id if change.kind.is_create and written is not None else _own_id(connection, change)
            if change.kind.is_delete:
                connection.execute(
                    "delete from pco_sync_map where local_type = ? and local_id = ?", (change.kind.record, id)
                )
            elif id is not None:
                _note(connection, change.kind.record, id, written.updated_at if written else None, at)
            if change.kind is ChangeKind.HOUSEHOLD_MEMBERSHIP_CREATE and written is not None:
                connection.execute(
                    "update household_member set membership_id = ? where membership_id = ?",
                    (written.pco_id, change.subject),
                )

        await self.database.run(work)

    async def rest(self, change: Change, until: datetime, why: str) -> None:
        """Leave it for later."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "update outbox set next_try_at = ?, detail = ?, tries = max(tries, ?) where number = ?",
                (moment_text(until), why, change.tries + 1, change.number),
            )

        await self.database.run(work)

    async def park(self, parked: Parked) -> None:
        """Put it where an admin sees it."""
        detail = json.dumps(
            {"reason": parked.reason, "words": parked.words, "people": list(parked.people)}, ensure_ascii=False
        )
        await self.database.run(
            lambda c: c.execute(
                "update outbox set state = 'parked', detail = ?, fields = ? where number = ?",
                (detail, list_text(parked.fields), parked.change.number),
            )
        )

    async def merged(self, removed: PersonId, kept: PersonId) -> None:
        """Note that one person was merged into another."""
        await self.database.run(
            lambda c: c.execute(
                "insert or replace into person_alias(removed, kept, merger) values(?, ?, '')", (removed, kept)
            )
        )

    def _free_number(self, connection: sqlite3.Connection) -> int:
        while True:
            number = remote_id_of(self.slot, self.below(REMOTE_IDS_PER_SLOT))
            if connection.execute("select 1 from person where remote_id = ?", (number,)).fetchone() is None:
                return number

    async def _update(self, change: Change, statement: str) -> None:
        await self.database.run(lambda c: c.execute(statement, (change.number,)))


def change_of(row: Sequence[Any]) -> Change:
    """The change a row of the outbox holds."""
    number, kind, subject, body, made_at, tries, tried_at, next_try_at = row
    return Change(
        number,
        ChangeKind(kind),
        subject,
        json.loads(body),
        moment_of(made_at),
        tries,
        optional_moment_of(tried_at),
        optional_moment_of(next_try_at),
    )


def people_there(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """Planning Center's id for each person, a merged one's the kept one's; who was entered here and is not there is left out."""
    now = records_there(connection, ids)
    kept = kept_ids(connection, [PersonId(id) for id in now.values()])
    found = {id: str(kept[PersonId(one)]) for id, one in now.items()}
    return {id: one for id, one in found.items() if not one.startswith(LOCAL)}


def _own_id(connection: sqlite3.Connection, change: Change) -> str | None:
    known = people_there if change.kind.record == "person" else records_there
    return known(connection, [change.subject]).get(change.subject)


def records_there(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """Planning Center's id for each; what was made here and is not there yet is left out."""
    asked = list(dict.fromkeys(ids))
    made_here = list_text(id for id in asked if id.startswith(LOCAL))
    there = dict(
        connection.execute(
            "select local_id, pco_id from created_there where local_id in (select value from json_each(?))",
            (made_here,),
        ).fetchall()
    )
    now = {id: there.get(id, id) for id in asked}
    return {id: one for id, one in now.items() if not one.startswith(LOCAL)}


def _note(connection: sqlite3.Connection, record: str, id: str, updated_at: str | None, at: str) -> None:
    """Both sides are alike now, unless something else of it waits."""
    waits = connection.execute(
        "select 1 from outbox where subject = ? and state = 'waiting' and kind like ? || '.%' limit 1", (id, record)
    ).fetchone()
    connection.execute(
        "insert into pco_sync_map(local_type, local_id, pco_id, pco_updated_at, last_synced_at, sync_status)"
        " values(?1, ?2, ?2, ?3, ?4, ?5) on conflict(local_type, local_id) do update set last_synced_at = ?4,"
        " pco_updated_at = coalesce(?3, pco_updated_at),"
        " sync_status = case when sync_status = 'conflict' then sync_status else ?5 end",
        (record, id, updated_at, at, "pending_push" if waits else "synced"),
    )
