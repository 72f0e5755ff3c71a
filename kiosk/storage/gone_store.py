"""People who are gone at Planning Center, and whom they are linked to, in SQLite."""

import sqlite3
from dataclasses import dataclass

from kiosk.domain.facts import NewFact
from kiosk.domain.ids import PersonId, StationId
from kiosk.domain.problems import NotKnown
from kiosk.services.gone_people import GonePerson
from kiosk.services.ports import Clock
from kiosk.storage.database import Database
from kiosk.storage.fact_log import append
from kiosk.storage.linking import link_gone
from kiosk.storage.people_rows import ANY_PEOPLE, people_of
from kiosk.storage.stored_values import list_text, moment_of

_GONE = """
select person.id, count(*), max(check_in.checked_in_at) as last_at from person
join check_in on check_in.person = person.id and check_in.is_undone = 0
where person.is_gone = 1 and person.id not in (select removed from person_alias)
group by person.id order by last_at desc limit ?
"""


@dataclass(frozen=True, slots=True)
class SqliteGonePeople:
    """`kiosk.services.gone_people.GoneBook` on the station's file."""

    database: Database
    station_id: StationId
    clock: Clock

    async def gone(self, limit: int) -> tuple[GonePerson, ...]:
        """Those who were checked in here, the latest first."""

        def work(connection: sqlite3.Connection) -> tuple[GonePerson, ...]:
            found = connection.execute(_GONE, (limit,)).fetchall()
            rows = connection.execute(ANY_PEOPLE, (list_text(row[0] for row in found),)).fetchall()
            people = {person.id: person for person in people_of(connection, rows)}
            return tuple(GonePerson(people[PersonId(id)], count, moment_of(last)) for id, count, last in found)

        return await self.database.read(work)

    async def link(self, gone: PersonId, known: PersonId, fact: NewFact) -> None:
        """Let everything here of one lead to the other."""

        def work(connection: sqlite3.Connection) -> None:
            for id, is_gone in ((gone, 1), (known, 0)):
                row = connection.execute("select is_gone from person where id = ?", (id,)).fetchone()
                if row is None or row[0] != is_gone:
                    raise NotKnown(person=id)
            link_gone(connection, gone, known)
            append(connection, self.station_id, (fact,), self.clock.now())

        await self.database.run(work)
