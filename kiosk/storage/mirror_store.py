"""What of the record stands at PlanDocket, in SQLite: ties of events, who is who there, and each copy's state."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from kiosk.domain.civil_time import local_date
from kiosk.domain.facts import moment_text
from kiosk.domain.mirror import Move, There
from kiosk.services.mirror_ports import Copy
from kiosk.storage.database import Database
from kiosk.storage.mirror_look import differing, key_of, presences
from kiosk.storage.stored_values import list_text

LOOKS_BACK = timedelta(days=60)
"""An older record is not changed any more."""
MOST_AT_ONCE = 100
"""People whose copies are handed out: working a whole Sunday out takes a second, on the thread that families need."""


@dataclass(frozen=True, slots=True)
class SqliteMirror:
    """`kiosk.services.mirror_ports.MirrorBook` in SQLite. ``new_id`` makes a ULID; ``zone`` is the church's."""

    database: Database
    new_id: Callable[[datetime], str]
    zone: tzinfo

    async def tie(self, subject: str, event_key: str, now: datetime) -> None:
        """Copy an event, or one of its times, from now on; empty: no more. What was copied stays there."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("delete from mirror_tie where subject = ?", (subject,))
            if event_key:
                connection.execute("insert into mirror_tie values(?, ?, ?)", (subject, event_key, moment_text(now)))

        await self.database.run(work)

    async def ties(self) -> dict[str, str]:
        """Event keys by event or time."""
        return dict(
            await self.database.read(lambda c: c.execute("select subject, event_key from mirror_tie").fetchall())
        )

    async def name(self, people: Mapping[str, int]) -> None:
        """Say who people are there, by the participant's id. Whoever waited for it is tried at once."""

        def work(connection: sqlite3.Connection) -> None:
            connection.executemany("insert or replace into mirror_participant values(?, ?)", list(people.items()))
            connection.execute(
                "update mirror_presence set next_try_at = null, problem = ''"
                " where person in (select value from json_each(?))",
                (list_text(people),),
            )

        await self.database.run(work)

    async def try_again(self) -> None:
        """Let everything that rests be tried at once: somebody has put something right."""
        await self.database.run(lambda c: c.execute("update mirror_presence set next_try_at = null"))

    async def counts(self) -> dict[str, int]:
        """How many copies stand in or out there, and how many have which problem."""

        def work(connection: sqlite3.Connection) -> dict[str, int]:
            found = dict(connection.execute("select there, count(*) from mirror_presence group by there").fetchall())
            problems = connection.execute(
                "select problem, count(*) from mirror_presence where problem <> '' group by problem"
            ).fetchall()
            return {"in": found.get("in", 0), "out": found.get("out", 0), **dict(problems)}

        return await self.database.read(work)

    async def wanted(self, event_key: str) -> dict[str, int]:
        """What should stand there for an event: how many are in, and how many have left."""
        counts = {"in": 0, "out": 0}
        for presence in await self.database.read(lambda c: presences(c, self.zone)):
            if presence.event_key == event_key and presence.wanted is not There.ABSENT:
                counts[presence.wanted.value] += 1
        return counts

    async def waiting(self, now: datetime) -> tuple[Copy, ...]:
        """Every copy that differs from the record, resting or not."""
        first = local_date(now - LOOKS_BACK, self.zone)
        return await self.database.read(lambda c: differing(c, first, self.zone))

    async def pending(self, now: datetime, back: timedelta = LOOKS_BACK) -> tuple[Copy, ...]:
        """Some of the copies of so far back that differ from the record, oldest first; without those that rest."""
        first = local_date(now - back, self.zone)

        def look(connection: sqlite3.Connection) -> tuple[Copy, ...]:
            resting = {
                (key, person, day)
                for key, person, day in connection.execute(
                    "select event_key, person, day from mirror_presence where next_try_at > ?", (moment_text(now),)
                )
            }
            found = differing(connection, first, self.zone, rested_by=now, most_people=MOST_AT_ONCE)
            return tuple(copy for copy in found if key_of(copy.presence) not in resting)

        pending = await self.database.read(look)
        unmarked = [copy for copy in pending if not copy.marker]
        if not unmarked:
            return pending
        rows = [(*key_of(copy.presence), self.new_id(now)) for copy in unmarked]
        await self.database.run(
            lambda c: c.executemany(
                "insert or ignore into mirror_presence(event_key, person, day, marker) values(?, ?, ?, ?)", rows
            )
        )
        return await self.database.read(look)

    async def begin(self, copy: Copy, move: Move) -> None:
        """A step is about to be taken."""
        await self._set(copy, "update mirror_presence set trying = ?1 where marker = ?2", move.value)

    async def stands(self, copy: Copy, there: There, remote_id: int | None) -> None:
        """So it stands there now."""
        await self.database.run(
            lambda c: c.execute(
                "update mirror_presence set there = ?, remote_id = ?, trying = null, tries = 0, next_try_at = null,"
                " problem = '' where marker = ?",
                (there.value, remote_id, copy.marker),
            )
        )

    async def rest(self, copy: Copy, until: datetime, problem: str) -> None:
        """Leave it for later."""
        await self.database.run(
            lambda c: c.execute(
                "update mirror_presence set next_try_at = ?, problem = ?, tries = tries + 1 where marker = ?",
                (moment_text(until), problem, copy.marker),
            )
        )

    async def _set(self, copy: Copy, statement: str, value: str) -> None:
        await self.database.run(lambda c: c.execute(statement, (value, copy.marker)))
