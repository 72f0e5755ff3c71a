"""Facts about people put right here, in SQLite: kept over every pull until Planning Center has them, and queued for it."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.facts import NewFact, moment_text
from kiosk.domain.ids import GroupId, PersonId, StationId
from kiosk.domain.names import name_words
from kiosk.domain.outbox import ChangeKind
from kiosk.domain.people import Person, Phone
from kiosk.domain.problems import NotKnown
from kiosk.services.ports import Clock
from kiosk.storage import answers
from kiosk.storage.aliases import kept_ids
from kiosk.storage.database import Database
from kiosk.storage.fact_log import append
from kiosk.storage.kept_contacts import keep_phone
from kiosk.storage.outbox_store import add_to_outbox
from kiosk.storage.people_rows import ANY_PEOPLE, people_of
from kiosk.storage.stored_values import list_text

_INACTIVE = "select id from person where is_hidden = 1 and is_gone = 0 order by last_name, first_name, id"


@dataclass(frozen=True, slots=True)
class SqliteCorrections:
    """`kiosk.services.newcomer_ports.CorrectionBook` on the station's file."""

    database: Database
    station_id: StationId
    clock: Clock

    async def correct(
        self, person_id: PersonId, fields: Mapping[str, str | int | None], fact: NewFact, at: datetime
    ) -> None:
        """Keep fields of a person, in one transaction. Raises NotKnown."""

        def work(connection: sqlite3.Connection) -> None:
            now = kept_ids(connection, [person_id])[person_id]
            for field, value in fields.items():
                answers.keep_answer(connection, now, field, value, at)
            append(connection, self.station_id, (fact,), self.clock.now())

        await self.database.run(work)

    async def put_phone(
        self, person_id: PersonId, phone: Phone, replaces: str | None, fact: NewFact, at: datetime
    ) -> None:
        """Give somebody a telephone number, or write another in place of one. Raises NotKnown."""

        def work(connection: sqlite3.Connection) -> None:
            keep_phone(connection, kept_ids(connection, [person_id])[person_id], phone, replaces, at)
            append(connection, self.station_id, (fact,), self.clock.now())

        await self.database.run(work)

    async def join_group(
        self, person_id: PersonId, group_id: GroupId, membership_id: str, fact: NewFact, at: datetime
    ) -> bool:
        """Add somebody to a group; False if they are in it already. Raises NotKnown."""

        def work(connection: sqlite3.Connection) -> bool:
            now = kept_ids(connection, [person_id])[person_id]
            is_group = connection.execute(
                "select 1 from church_group where id = ? and is_archived = 0", (group_id,)
            ).fetchone()
            if is_group is None or connection.execute("select 1 from person where id = ?", (now,)).fetchone() is None:
                raise NotKnown(group=group_id)
            if connection.execute(
                "select 1 from membership where church_group = ? and person = ?", (group_id, now)
            ).fetchone():
                return False
            connection.execute(
                "insert into membership(id, church_group, person, role, joined_at) values(?, ?, ?, 'member', ?)",
                (membership_id, group_id, now, moment_text(at)),
            )
            body = {"group": group_id, "person": now, "role": "member", "joined_at": moment_text(at)}
            add_to_outbox(connection, ChangeKind.MEMBERSHIP_CREATE.value, membership_id, body, at)
            append(connection, self.station_id, (fact,), self.clock.now())
            return True

        return await self.database.run(work)

    async def inactive(self, words: Sequence[str], limit: int) -> tuple[Person, ...]:
        """Inactive people any of whose names starts with each of these folded words."""

        def work(connection: sqlite3.Connection) -> tuple[Person, ...]:
            ids = [id for (id,) in connection.execute(_INACTIVE).fetchall()]
            rows = connection.execute(ANY_PEOPLE, (list_text(ids),)).fetchall()
            by_id = {person.id: person for person in people_of(connection, rows)}
            found = (by_id[PersonId(id)] for id in ids if PersonId(id) in by_id)
            return tuple(person for person in found if _is_called(person, words))[:limit]

        return await self.database.read(work)


def _is_called(person: Person, words: Iterable[str]) -> bool:
    names = (person.first_name, person.given_name, person.nickname, person.last_name)
    own = [word for name in names for word in name_words(name)]
    return all(any(one.startswith(word) for one in own) for word in words)
