"""Finding households by an e-mail address."""

import sqlite3
from dataclasses import dataclass

from kiosk.services.ports import FoundHousehold
from kiosk.storage.database import Database
from kiosk.storage.people_search import whole_households

_BY_EMAIL = """
select person.id from email join person on person.id = email.person
where person.is_hidden = 0 and substr(lower(email.address), 1, length(?1)) = lower(?1) limit ?2
"""


@dataclass(frozen=True, slots=True)
class SqliteEmailSearch:
    """`kiosk.services.search_box.EmailSearch` on the cache."""

    database: Database

    async def by_email(self, text: str, limit: int) -> tuple[FoundHousehold, ...]:
        """Households of active people whose address begins with this, without regard to case."""
        typed = text.strip()

        def work(connection: sqlite3.Connection) -> tuple[FoundHousehold, ...]:
            rows = connection.execute(_BY_EMAIL, (typed, limit)).fetchall()
            return whole_households(connection, [person for (person,) in rows], limit)

        return await self.database.read(work) if typed else ()
