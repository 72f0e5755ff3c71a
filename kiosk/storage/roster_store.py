"""What rosters, the board at the door and the list outside keep in SQLite."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.facts import moment_text
from kiosk.domain.groups import Reply
from kiosk.domain.ids import CheckInId, GroupId, LocationId, PersonId
from kiosk.storage.aliases import kept_ids
from kiosk.storage.database import Database
from kiosk.storage.stored_values import list_text, moment_of

_LAST_ROOMS = """
select person, location, max(at) from (
    select person, location, checked_in_at as at from check_in
    where kind = 'regular' and is_undone = 0 and checked_in_at >= ?2 and location in (select value from json_each(?1))
    union all
    select person, location, checked_in_at from past_check_in
    where lower(kind) = 'regular' and person <> '' and checked_in_at >= ?2 and location in (select value from json_each(?1)))
group by person
"""
_REPLIES = """
select reply.person, reply.reply from group_event_reply as reply join group_event as meeting on meeting.id = reply.group_event
where meeting.church_group in (select value from json_each(?)) and meeting.starts_at >= ? and meeting.starts_at < ?
    and meeting.is_cancelled = 0 and reply.reply in ('yes', 'no') order by reply.reply
"""
_MEMBERS = (
    "select distinct person from membership where church_group in (select value from json_each(?)) order by person"
)


@dataclass(frozen=True, slots=True)
class SqliteExpected:
    """`kiosk.services.roster_ports.ExpectedBook` on the cache and the record."""

    database: Database

    async def last_rooms(self, locations: Iterable[LocationId], since: datetime) -> Mapping[PersonId, LocationId]:
        """The last of these rooms of everyone who attended any since a moment."""
        wanted = list_text(locations)

        def work(connection: sqlite3.Connection) -> Mapping[PersonId, LocationId]:
            rows = connection.execute(_LAST_ROOMS, (wanted, moment_text(since))).fetchall()
            kept = kept_ids(connection, {PersonId(person) for person, _, _ in rows})
            latest: dict[PersonId, tuple[str, LocationId]] = {}
            for person, location, at in rows:
                now = kept[PersonId(person)]
                latest[now] = max(latest.get(now, (at, LocationId(location))), (at, LocationId(location)))
            return {person: location for person, (_, location) in latest.items()}

        return await self.database.read(work)

    async def replies(self, groups: Iterable[GroupId], since: datetime, until: datetime) -> Mapping[PersonId, bool]:
        """Who said they would come to a meeting of these groups that starts within [since, until), and who would not."""
        values = (list_text(groups), moment_text(since), moment_text(until))

        def work(connection: sqlite3.Connection) -> Mapping[PersonId, bool]:
            rows = connection.execute(_REPLIES, values).fetchall()
            now = kept_ids(connection, {PersonId(person) for person, _ in rows})
            return {now[PersonId(person)]: reply == Reply.YES.value for person, reply in rows}

        return await self.database.read(work)

    async def members(self, groups: Iterable[GroupId]) -> tuple[PersonId, ...]:
        """Everyone in these groups."""
        wanted = list_text(groups)

        def work(connection: sqlite3.Connection) -> tuple[PersonId, ...]:
            people = [PersonId(person) for (person,) in connection.execute(_MEMBERS, (wanted,)).fetchall()]
            return tuple(dict.fromkeys(kept_ids(connection, people).values()))

        return await self.database.read(work)


@dataclass(frozen=True, slots=True)
class SqliteDoorCalls:
    """`kiosk.services.roster_ports.DoorCalls` on the station's file."""

    database: Database

    async def called(self) -> Mapping[CheckInId, datetime]:
        """Who is called, and since when, the oldest first."""
        rows = await self.database.read(
            lambda c: c.execute("select check_in, called_at from door_call order by called_at, check_in").fetchall()
        )
        return {CheckInId(check_in): moment_of(at) for check_in, at in rows}

    async def call(self, check_in_id: CheckInId, at: datetime, staff_id: str | None) -> None:
        """Call somebody; called twice they are called once."""
        await self.database.run(
            lambda c: c.execute(
                "insert or ignore into door_call values(?, ?, ?)", (check_in_id, moment_text(at), staff_id)
            )
        )

    async def end(self, check_ins: Iterable[CheckInId]) -> None:
        """Nobody needs to come any more."""
        ids = list_text(check_ins)
        await self.database.run(
            lambda c: c.execute("delete from door_call where check_in in (select value from json_each(?))", (ids,))
        )


@dataclass(frozen=True, slots=True)
class SqliteRollCall:
    """`kiosk.services.roster_ports.RollCallBook` on the station's file."""

    database: Database

    async def seen(self, list_id: str) -> Mapping[CheckInId, datetime]:
        """Who was ticked off on a list, and when."""
        rows = await self.database.read(
            lambda c: c.execute("select check_in, seen_at from roll_call where list = ?", (list_id,)).fetchall()
        )
        return {CheckInId(check_in): moment_of(at) for check_in, at in rows}

    async def tick(self, list_id: str, check_ins: Iterable[CheckInId], at: datetime, staff_id: str | None) -> None:
        """Tick off; ticked twice they were seen at the first."""
        rows = [(list_id, check_in, moment_text(at), staff_id) for check_in in check_ins]
        await self.database.run(lambda c: c.executemany("insert or ignore into roll_call values(?, ?, ?, ?)", rows))

    async def untick(self, list_id: str, check_ins: Iterable[CheckInId]) -> None:
        """Take ticks away again."""
        ids = list_text(check_ins)
        await self.database.run(
            lambda c: c.execute(
                "delete from roll_call where list = ? and check_in in (select value from json_each(?))", (list_id, ids)
            )
        )
