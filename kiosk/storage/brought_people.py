"""Single people and households as they come into the cache beside a pull."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.services.pull_ports import Pull
from kiosk.services.pulled import Product, PulledPage, PulledRecord
from kiosk.storage.database import Database
from kiosk.storage.stored_values import moment_of

_LATEST = "select number, started_at from pull order by number desc limit 1"


@dataclass(frozen=True, slots=True)
class SqliteBrought:
    """`kiosk.services.look_in_planning_center.BroughtBook` in SQLite."""

    database: Database

    async def organization_id(self) -> str | None:
        """The church whose people are here."""
        row = await self.database.read(
            lambda c: c.execute("select id from organization where product = ?", (Product.PEOPLE.value,)).fetchone()
        )
        return None if row is None else str(row[0])

    async def keep(self, records: Sequence[PulledRecord], at: datetime) -> None:
        """Write what was looked up, in one transaction; a pull that is under way does not take it for gone."""

        def work(connection: sqlite3.Connection) -> None:
            # Imported here: these need sqlite-utils, which a station that looks nobody up need not load.
            from sqlite_utils import Database as Tables

            from kiosk.storage.cache_pages import write_page

            row = connection.execute(_LATEST).fetchone()
            # As if the latest pull had seen them: one that is under way would sweep them away otherwise.
            pull = Pull(row[0], moment_of(row[1])) if row else Pull(0, at)
            page = PulledPage(tuple(records), len(records), answered_at=at)
            write_page(Tables(connection, recursive_triggers=False), pull, page)

        await self.database.run(work)
