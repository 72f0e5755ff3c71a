"""Hints that webhooks brought, in SQLite: kept until they are carried out, and known again for a while."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.facts import moment_text
from kiosk.domain.hints import Hint, HintKind, HintRecord
from kiosk.services.hint_ports import Outcome
from kiosk.services.pull_plan import Scope
from kiosk.storage.database import Database
from kiosk.storage.stored_values import list_text, moment_of, optional_moment_of

_COLUMNS = "token, record, kind, subject, happened_at, person, group_id, kept"
_GONE: Mapping[HintRecord, tuple[str, ...]] = {
    # The row stays: what was recorded of somebody still needs a name. They leave the search.
    HintRecord.PERSON: (
        "delete from phone_digits where person = :id",
        "delete from pco_sync_map where local_type = 'person' and sync_status = 'synced' and local_id = :id",
        "delete from household_member where person = :id and household not like 'gid://local/%'",
        "update person set is_gone = 1, name_fold = '' where id = :id",
    ),
    HintRecord.HOUSEHOLD: (
        "delete from pco_sync_map where local_type = 'household' and sync_status = 'synced' and local_id = :id",
        "update household set is_gone = 1 where id = :id",
    ),
    HintRecord.MEMBERSHIP: (
        "delete from pco_sync_map where local_type = 'membership' and sync_status = 'synced' and local_id = :id",
        "delete from membership where id = :id",
    ),
}
_URL, _GAP = "webhook_url", "webhook_gap"
_NO_MEMBERS = (
    "delete from pco_sync_map where local_type = 'membership' and sync_status = 'synced' and local_id in"
    " (select id from membership where church_group = ?1 and id not like 'gid://%'"
    " and id not in (select value from json_each(?2)))",
    "delete from membership where church_group = ?1 and id not like 'gid://%'"
    " and id not in (select value from json_each(?2))",
)


@dataclass(frozen=True, slots=True)
class SqliteHints:
    """`kiosk.services.hint_ports.HintBook` in SQLite."""

    database: Database

    async def keep(self, hints: Sequence[Hint], now: datetime) -> int:
        """Write those that are not known yet; how many were new."""
        rows = [(*_row_of(hint), moment_text(now)) for hint in hints]

        def work(connection: sqlite3.Connection) -> int:
            before = connection.total_changes
            connection.executemany(
                f"insert or ignore into hint({_COLUMNS}, received_at) values(?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )
            return connection.total_changes - before

        return await self.database.run(work)

    async def count(self, outcomes: Mapping[Outcome, int], now: datetime) -> None:
        """Note what became of deliveries."""
        rows = [(outcome.value, count, moment_text(now)) for outcome, count in outcomes.items() if count]
        await self.database.run(
            lambda c: c.executemany(
                "insert into delivery_count(outcome, count, last_at) values(?, ?, ?) on conflict(outcome)"
                " do update set count = count + excluded.count, last_at = excluded.last_at",
                rows,
            )
        )

    async def counts(self) -> dict[str, int]:
        """How many deliveries came to what so far, and how many hints wait."""

        def work(connection: sqlite3.Connection) -> dict[str, int]:
            found = dict(connection.execute("select outcome, count from delivery_count").fetchall())
            (waiting,) = connection.execute("select count(*) from hint where done_at is null").fetchone()
            return {outcome.value: int(found.get(outcome.value, 0)) for outcome in Outcome} | {"waiting": int(waiting)}

        return await self.database.read(work)

    async def came_since(self, outcome: Outcome, moment: datetime) -> bool:
        """Whether a delivery came to this since then."""
        row = await self.database.read(
            lambda c: c.execute(
                "select 1 from delivery_count where outcome = ? and last_at >= ?", (outcome.value, moment_text(moment))
            ).fetchone()
        )
        return row is not None

    async def last_at(self) -> datetime | None:
        """When a hint last came."""
        row = await self.database.read(lambda c: c.execute("select max(received_at) from hint").fetchone())
        return optional_moment_of(row[0])

    async def waiting(self, now: datetime, limit: int) -> tuple[Hint, ...]:
        """Those not carried out, as things happened; without those that rest."""
        rows = await self.database.read(
            lambda c: c.execute(
                f"select {_COLUMNS} from hint where done_at is null and (next_try_at is null or next_try_at <= ?)"  # noqa: S608 - a constant
                " order by happened_at, token limit ?",
                (moment_text(now), limit),
            ).fetchall()
        )
        return tuple(_hint_of(row) for row in rows)

    async def carried_out_until(self, hint: Hint) -> datetime | None:
        """When the latest thing happened to the same record that was carried out already."""
        row = await self.database.read(
            lambda c: c.execute(
                "select max(happened_at) from hint where record = ? and subject = ? and done_at is not null",
                (hint.record.value, hint.subject),
            ).fetchone()
        )
        return optional_moment_of(row[0])

    async def gone(self, hint: Hint, now: datetime) -> None:
        """Take out of the cache what is gone there; the hint is carried out with it."""

        def work(connection: sqlite3.Connection) -> None:
            for statement in _GONE.get(hint.record, ()):
                connection.execute(statement, {"id": hint.subject})
            connection.execute("update hint set done_at = ? where token = ?", (moment_text(now), hint.token))

        await self.database.run(work)

    async def no_more(self, record: HintRecord, id: str) -> None:
        """Take out of the cache what turned out to be gone when it was asked for."""

        def work(connection: sqlite3.Connection) -> None:
            for statement in _GONE[record]:
                connection.execute(statement, {"id": id})

        await self.database.run(work)

    async def members_are(self, group_id: str, ids: Iterable[str]) -> None:
        """A group has these memberships; whatever else is here of it is over."""
        those = list_text(ids)

        def work(connection: sqlite3.Connection) -> None:
            for statement in _NO_MEMBERS:
                connection.execute(statement, (group_id, those))

        await self.database.run(work)

    async def url(self) -> str:
        """The receiver's public address, empty before somebody subscribed."""
        return await self._remembered(_URL)

    async def keep_url(self, url: str) -> None:
        """Remember it; empty: forget it."""
        await self._remember(_URL, url)

    async def gap(self) -> tuple[Scope, datetime] | None:
        """What has to be pulled because it was not delivered, if anything was missed, and since when that is known."""
        scope, _, since = (await self._remembered(_GAP)).partition(" ")
        return (Scope(scope), moment_of(since)) if since else None

    async def keep_gap(self, scope: Scope, now: datetime) -> None:
        """Remember that something was missed."""
        await self._remember(_GAP, f"{scope} {moment_text(now)}")

    async def close_gap(self) -> None:
        """What was missed is here."""
        await self._remember(_GAP, "")

    async def _remembered(self, key: str) -> str:
        row = await self.database.read(
            lambda c: c.execute("select value from setting where key = ?", (key,)).fetchone()
        )
        return str(row[0]) if row else ""

    async def _remember(self, key: str, value: str) -> None:
        def work(connection: sqlite3.Connection) -> None:
            connection.execute("delete from setting where key = ?", (key,))
            if value:
                connection.execute("insert into setting(key, value) values(?, ?)", (key, value))

        await self.database.run(work)

    async def done(self, hints: Iterable[Hint], now: datetime) -> None:
        """They were carried out."""
        tokens = list_text(hint.token for hint in hints)
        await self.database.run(
            lambda c: c.execute(
                "update hint set done_at = ? where token in (select value from json_each(?))",
                (moment_text(now), tokens),
            )
        )

    async def rest(self, hints: Iterable[Hint], until: datetime) -> None:
        """Leave them for later."""
        tokens = list_text(hint.token for hint in hints)
        await self.database.run(
            lambda c: c.execute(
                "update hint set next_try_at = ?, tries = tries + 1 where token in (select value from json_each(?))",
                (moment_text(until), tokens),
            )
        )

    async def purge(self, before: datetime) -> None:
        """Forget what was carried out before, and what came before and never could be: by now everything was read anew."""
        await self.database.run(
            lambda c: c.execute("delete from hint where done_at < ?1 or received_at < ?1", (moment_text(before),))
        )


def _row_of(hint: Hint) -> tuple[object, ...]:
    happened_at = moment_text(hint.happened_at)
    return (
        hint.token,
        hint.record.value,
        hint.kind.value,
        hint.subject,
        happened_at,
        hint.person,
        hint.group,
        hint.kept,
    )


def _hint_of(row: Sequence[str]) -> Hint:
    token, record, kind, subject, happened_at, person, group, kept = row
    return Hint(token, HintRecord(record), HintKind(kind), subject, moment_of(happened_at), person, group, kept)
