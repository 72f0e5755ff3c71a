"""Who may collect whom, in SQLite: the lists that Planning Center keeps in no API, and what adults are to children."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from kiosk.domain.facts import NewFact, moment_text
from kiosk.domain.ids import PersonId, StationId
from kiosk.domain.pick_up import PickUpPerson
from kiosk.services.ports import Clock
from kiosk.storage.aliases import kept_ids, with_former_ids
from kiosk.storage.database import Database
from kiosk.storage.fact_log import append
from kiosk.storage.stored_values import list_text

_COLUMNS = "id, child, name, may_collect, relationship, person"
_OF_CHILDREN = (
    f"select {_COLUMNS} from pick_up_person where child in (select value from json_each(?)) order by name, id"  # noqa: S608
)
_EVERYTHING = f"select {_COLUMNS} from pick_up_person order by name, id"  # noqa: S608
_BY_ID = f"select {_COLUMNS} from pick_up_person where id in (select value from json_each(?))"  # noqa: S608
_RELATIONSHIPS = "select child, adult, relationship from relationship where child in (select value from json_each(?))"
_PUT = "insert or replace into pick_up_person(id, child, name, may_collect, relationship, person, added_at) values(?,?,?,?,?,?,?)"


@dataclass(frozen=True, slots=True)
class SqlitePickUp:
    """`kiosk.services.door_ports.PickUpBook` on the station's file."""

    database: Database
    station_id: StationId
    clock: Clock

    async def listed(self, children: Iterable[PersonId]) -> tuple[PickUpPerson, ...]:
        """Everyone on these children's lists, also on those of records that were merged into theirs."""
        asked = tuple(children)

        def work(connection: sqlite3.Connection) -> tuple[PickUpPerson, ...]:
            former = with_former_ids(connection, asked)
            rows = connection.execute(_OF_CHILDREN, (list_text(former),)).fetchall()
            # The adult may have been merged too: who may not collect is known by the id that holds now.
            adults = kept_ids(connection, {PersonId(row[5]) for row in rows if row[5]})
            return tuple(_entry(row, former[PersonId(row[1])], adults) for row in rows)

        return await self.database.read(work)

    async def everything(self) -> tuple[PickUpPerson, ...]:
        """Every child's list, by name; what was written about a merged record belongs to the one that is kept."""

        def work(connection: sqlite3.Connection) -> tuple[PickUpPerson, ...]:
            rows = connection.execute(_EVERYTHING).fetchall()
            kept = kept_ids(connection, {PersonId(row[1]) for row in rows})
            return tuple(_entry(row, kept[PersonId(row[1])]) for row in rows)

        return await self.database.read(work)

    async def by_id(self, ids: Iterable[str]) -> Mapping[str, PickUpPerson]:
        """These entries."""
        wanted = list_text(ids)
        rows = await self.database.read(lambda connection: connection.execute(_BY_ID, (wanted,)).fetchall())
        return {row[0]: _entry(row, PersonId(row[1])) for row in rows}

    async def relationships(self, children: Iterable[PersonId]) -> Mapping[tuple[PersonId, PersonId], str]:
        """What was said here of adults to these children: by child and adult."""
        asked = tuple(children)

        def work(connection: sqlite3.Connection) -> Mapping[tuple[PersonId, PersonId], str]:
            former = with_former_ids(connection, asked)
            rows = connection.execute(_RELATIONSHIPS, (list_text(former),)).fetchall()
            kept = kept_ids(connection, {PersonId(adult) for _, adult, _ in rows})
            return {(former[PersonId(child)], kept[PersonId(adult)]): said for child, adult, said in rows}

        return await self.database.read(work)

    async def change(self, add: Sequence[PickUpPerson], remove: Sequence[str], fact: NewFact, at: datetime) -> None:
        """Write entries, take others away, and write the fact that says who did it."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "delete from pick_up_person where id in (select value from json_each(?))", (list_text(remove),)
            )
            connection.executemany(
                _PUT,
                [
                    (
                        *(one.id, one.child_id, one.name, int(one.may_collect)),
                        *(one.relationship, one.person_id, moment_text(at)),
                    )
                    for one in add
                ],
            )
            append(connection, self.station_id, (fact,), self.clock.now())

        await self.database.run(work)

    async def keep_relationship(self, child: PersonId, adult: PersonId, relationship: str, fact: NewFact) -> None:
        """Say what an adult is to a child (empty: nothing is said any more), and write the fact that says who said so."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("delete from relationship where child = ? and adult = ?", (child, adult))
            if relationship:
                connection.execute("insert into relationship values(?, ?, ?)", (child, adult, relationship))
            append(connection, self.station_id, (fact,), self.clock.now())

        await self.database.run(work)


def _entry(
    row: Sequence[Any], child_id: PersonId, adults: Mapping[PersonId, PersonId] = MappingProxyType({})
) -> PickUpPerson:
    id, _, name, may_collect, relationship, person = row
    adult = adults.get(PersonId(person), PersonId(person)) if person else None
    return PickUpPerson(id, child_id, name, bool(may_collect), relationship, adult)
