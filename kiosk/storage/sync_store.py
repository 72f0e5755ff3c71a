"""The cache as a pull fills it: every page in one transaction with the place to go on from."""

import sqlite3
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kiosk.domain.facts import moment_text
from kiosk.domain.groups import (
    GroupEvent,
)
from kiosk.domain.schedule import EventTime
from kiosk.services.pull_plan import ORGANIZATIONS, PLAN, Scope, horizon
from kiosk.services.pull_ports import Progress, Pull, Seen
from kiosk.services.pulled import (
    Ask,
    Product,
    PulledPage,
    Resource,
)
from kiosk.storage.clock_witness import note_clock
from kiosk.storage.database import Database
from kiosk.storage.fact_log import take_over_predicted_times
from kiosk.storage.pulled_at import pulled_at
from kiosk.storage.stored_values import moment_of, optional_moment_of, optional_moment_text
from kiosk.storage.sweeps import COUNTS, NEWEST_CHANGE, PARENTS, SEEN, SWEEPS
from kiosk.storage.sync_map import counts_by_status

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

RESUMABLE_FOR = timedelta(hours=12)
"""An interrupted pull older than this begins anew: too much has changed since its first pages."""
_ROOMS_ASKED_BEFORE = timedelta(days=1)
_ROOMS_ASKED_AHEAD = timedelta(days=8)
_SEATS_ASKED_AROUND = timedelta(hours=8)
_REPLIES_ASKED_AHEAD = timedelta(hours=36)
_PEOPLE_COUNTED_EVERY = timedelta(days=1)
_MADE_AND_TOLD = timedelta(seconds=5)
"""A row may be stamped a little later than the answer that brings it, which tells whole seconds."""
_PRODUCT_OF = {step.resource: step.product for step in PLAN}
_COLUMNS = "cursor, is_done, pages, rows, first_total, last_total, removals, passes, began_at, last_at"


@dataclass(slots=True)
class SqlitePullBook:
    """`kiosk.services.pull_ports.PullBook` in SQLite."""

    database: Database
    _tables: "dict[int, Tables]" = field(default_factory=dict)

    async def begin(self, now: datetime, *, afresh: bool, scope: Scope = Scope.FULL) -> Pull:
        """The pull that was interrupted, unless ``afresh``, too old or one that reads less; else a new one of this scope."""

        def work(connection: sqlite3.Connection) -> Pull:
            row = connection.execute(
                "select number, started_at, scope from pull where finished_at is null order by number desc limit 1"
            ).fetchone()
            if row and not afresh and timedelta(0) <= now - moment_of(row[1]) <= RESUMABLE_FOR:
                there = Scope(row[2])
                if there in (Scope.FULL, scope) or scope is Scope.CHANGES:
                    return Pull(row[0], moment_of(row[1]), is_resumed=True, scope=there)
            connection.execute("delete from pull_progress")
            connection.execute("update pull set finished_at = ? where finished_at is null", (moment_text(now),))
            number = connection.execute(
                "insert into pull(started_at, scope) values(?, ?)", (moment_text(now), scope.value)
            ).lastrowid
            assert number is not None
            return Pull(number, now, scope=scope)

        return await self.database.run(work)

    async def changed_since(self, resource: Resource) -> datetime | None:
        """From when on changes of a list have to be asked for; None before it was first read whole."""
        row = await self.database.read(
            lambda c: c.execute("select until from changes_read where resource = ?", (resource.value,)).fetchone()
        )
        return None if row is None else moment_of(row[0])

    async def changes_read(self, pull: Pull, resource: Resource, began_at: datetime, now: datetime) -> None:
        """Everything that changed before ``began_at`` is here."""

        def work(connection: sqlite3.Connection) -> None:
            # By their own stamps where these are older: then no clock, theirs or ours, has to be right.
            newest = connection.execute(NEWEST_CHANGE[resource]).fetchone()[0]
            until = min(began_at, moment_of(newest)) if newest else began_at
            connection.execute(
                "insert or replace into changes_read(resource, until) values(?, ?)",
                (resource.value, moment_text(until)),
            )
            connection.execute(
                "insert into pulled_at(resource, at) values(?1, ?2)"
                " on conflict(resource) do update set at = excluded.at where at < ?3",
                (resource.value, moment_text(now), moment_text(pull.started_at)),
            )

        await self.database.run(work)

    async def last_finished(self) -> dict[Scope, datetime]:
        """When the last whole pull of each scope began, by the clock as it was then."""
        # By their numbers: a clock that was set back since makes no earlier one the last.
        rows = await self.database.read(
            lambda c: c.execute(
                "select scope, started_at from pull where number in (select max(number) from pull"
                " where finished_at is not null and is_whole = 1 group by scope)"
            ).fetchall()
        )
        return {Scope(scope): moment_of(at) for scope, at in rows}

    async def organization_ids(self) -> dict[Product, str]:
        """The church each product's data here belongs to."""
        rows = await self.database.read(lambda c: c.execute("select product, id from organization").fetchall())
        return {Product(product): id for product, id in rows}

    async def progress(self, pull: Pull, resource: Resource, parent: str = "") -> Progress:
        """Where a list stands in this pull."""
        row = await self.database.read(
            lambda c: c.execute(
                f"select {_COLUMNS} from pull_progress where pull = ? and resource = ? and parent = ?",  # noqa: S608 - a constant
                (pull.number, resource.value, parent),
            ).fetchone()
        )
        if row is None:
            return Progress()
        cursor, is_done, pages, read, first_total, last_total, removals, passes, *moments = row
        began_at, last_at = map(optional_moment_of, moments)
        return Progress(
            cursor, bool(is_done), pages, read, first_total, last_total, removals, passes, began_at, last_at
        )

    async def parents(self, pull: Pull, resource: Resource) -> tuple[str, ...]:
        """The ids below which a resource is listed, as this pull has them so far."""
        values = {
            "pull": pull.number,
            "since": moment_text(pull.started_at - _ROOMS_ASKED_BEFORE),
            "until": moment_text(pull.started_at + _ROOMS_ASKED_AHEAD),
            "yesterday": moment_text(pull.started_at - _PEOPLE_COUNTED_EVERY),
            "today": moment_text(pull.started_at - _SEATS_ASKED_AROUND),
            "soon": moment_text(pull.started_at + _SEATS_ASKED_AROUND),
            "tomorrow": moment_text(pull.started_at + _REPLIES_ASKED_AHEAD),
        }
        rows = await self.database.read(lambda c: c.execute(PARENTS[resource], values).fetchall())
        return tuple(row[0] for row in rows)

    async def keep(self, pull: Pull, ask: Ask, page: PulledPage, progress: Progress) -> None:
        """Write a page's records and the list's progress, in one transaction."""

        def work(connection: sqlite3.Connection) -> None:
            # Imported here: it needs sqlite-utils, which a station that does not pull need not load.
            from kiosk.storage.cache_pages import write_page

            write_page(self._tables_of(connection), pull, page)
            if any(isinstance(record, EventTime | GroupEvent) for record in page.records):
                take_over_predicted_times(connection)
            if ask.resource is Resource.PERSON_EVENTS and progress.is_done:
                connection.execute(
                    "update event set people_counted_at = ? where id = ?", (moment_text(pull.started_at), ask.parent)
                )
            if ask.resource in ORGANIZATIONS and page.clock_off_by is not None:
                note_clock(connection, page.clock_off_by)
            if page.organization_id is not None:
                connection.execute(
                    "insert or ignore into organization(product, id, name, time_zone, grades) values(?, ?, '', '', '[]')",
                    (_PRODUCT_OF[ask.resource].value, page.organization_id),
                )
            values = (
                *(pull.number, ask.resource.value, ask.parent, progress.cursor, int(progress.is_done), progress.pages),
                *(progress.rows, progress.first_total, progress.last_total, progress.removals, progress.passes),
                optional_moment_text(progress.began_at),
                optional_moment_text(progress.last_at),
            )
            connection.execute(
                f"insert or replace into pull_progress(pull, resource, parent, {_COLUMNS})"
                " values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )

        await self.database.run(work)

    async def seen(self, pull: Pull, resource: Resource, progress: Progress) -> Seen:
        """What this pull has seen of a list; rows made while it was read count as arrived."""
        since = progress.began_at or pull.started_at
        until = (progress.last_at or since) + _MADE_AND_TOLD
        # Planning Center writes whole seconds and "Z"; without a zone both sort alike.
        values = {"pull": pull.number, "since": moment_text(since)[:19], "until": moment_text(until)[:19]}
        row = await self.database.read(lambda c: c.execute(SEEN[resource], values).fetchone())
        return Seen(*row)

    async def count(self, resource: Resource) -> int:
        """How many rows of a resource are here and not gone."""
        row = await self.database.read(lambda c: c.execute(COUNTS[resource]).fetchone())
        return int(row[0])

    async def sweep(self, pull: Pull, resource: Resource, now: datetime) -> int:
        """Mark what a completed list no longer has as gone and note when it was read; returns how many went."""

        def work(connection: sqlite3.Connection) -> int:
            gone = 0
            known: dict[str, object] = {
                "pull": pull.number,
                "horizon": moment_text(horizon(pull.started_at).history_since),
            }
            for statement in SWEEPS.get(resource, ()):
                values = {name: value for name, value in known.items() if f":{name}" in statement}
                gone = connection.execute(statement, values).rowcount
            # Read in an earlier run of this pull, it keeps that time.
            connection.execute(
                "insert into pulled_at(resource, at) values(?1, ?2)"
                " on conflict(resource) do update set at = excluded.at where at < ?3",
                (resource.value, moment_text(now), moment_text(pull.started_at)),
            )
            return gone

        return await self.database.run(work)

    async def finish(self, pull: Pull, now: datetime) -> None:
        """The pull is whole."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "update pull set finished_at = ?, is_whole = 1 where number = ?", (moment_text(now), pull.number)
            )
            connection.execute("delete from pull_progress")

        await self.database.run(work)

    async def counts(self) -> dict[str, int]:
        """What is cached, by resource."""
        return await self.database.read(
            lambda c: {resource.value: int(c.execute(count).fetchone()[0]) for resource, count in COUNTS.items()}
        )

    async def pulled_at(self) -> dict[str, datetime]:
        """When each resource was last read to its end."""
        return await pulled_at(self.database)

    async def sync_map_counts(self) -> dict[str, int]:
        """How many records stand how to Planning Center's."""
        return await self.database.read(counts_by_status)

    def _tables_of(self, connection: sqlite3.Connection) -> "Tables":
        """sqlite-utils around the connection, made once: it tries out what SQLite can do."""
        from sqlite_utils import Database as Tables

        if id(connection) not in self._tables:
            self._tables = {id(connection): Tables(connection, recursive_triggers=False)}
        return self._tables[id(connection)]
