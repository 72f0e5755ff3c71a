"""The watch list in SQLite."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.domain.facts import NewFact, moment_text
from kiosk.domain.ids import PersonId, StaffId, StationId
from kiosk.domain.watch import Watched, WatchKind
from kiosk.services.ports import Clock
from kiosk.storage.aliases import with_former_ids
from kiosk.storage.database import Database
from kiosk.storage.fact_log import append
from kiosk.storage.stored_values import list_text, moment_of, optional_day_of

_ALL = "select id, person, kind, note, added_at, added_by, until from watch order by added_at desc, id desc"
_OF_PEOPLE = """
select id, person, kind, note, added_at, added_by, until from watch where person in (select value from json_each(?))
order by added_at desc, id desc
"""


@dataclass(frozen=True, slots=True)
class SqliteWatch:
    """`kiosk.services.watch.WatchBook` on the station's file."""

    database: Database
    station_id: StationId
    clock: Clock

    async def watched(self, people: Iterable[PersonId] | None) -> tuple[Watched, ...]:
        """The entries about these people, also under ids that were merged into theirs; or all of them."""
        asked = None if people is None else tuple(people)

        def work(connection: sqlite3.Connection) -> tuple[Watched, ...]:
            if asked is None:
                rows = connection.execute(_ALL).fetchall()
                return tuple(_watched(row, PersonId(row[1])) for row in rows)
            former = with_former_ids(connection, asked)
            rows = connection.execute(_OF_PEOPLE, (list_text(former),)).fetchall()
            return tuple(_watched(row, former[PersonId(row[1])]) for row in rows)

        return await self.database.read(work)

    async def change(self, add: Sequence[Watched], remove: Sequence[str], fact: NewFact) -> None:
        """Write entries, take others away, and write the fact that says who did it."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("delete from watch where id in (select value from json_each(?))", (list_text(remove),))
            connection.executemany(
                "insert into watch(id, person, kind, note, added_at, added_by, until) values(?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        *(one.id, one.person_id, one.kind.value, one.note, moment_text(one.added_at), one.added_by),
                        one.until.isoformat() if one.until else None,
                    )
                    for one in add
                ],
            )
            append(connection, self.station_id, (fact,), self.clock.now())

        await self.database.run(work)


def _watched(row: Sequence[Any], person_id: PersonId) -> Watched:
    id, _, kind, note, added_at, added_by, until = row
    return Watched(
        id,
        person_id,
        WatchKind(kind),
        note,
        moment_of(added_at),
        StaffId(added_by) if added_by else None,
        optional_day_of(until),
    )
