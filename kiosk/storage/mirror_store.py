"""What of the record stands at PlanDocket, in SQLite: ties of events, who is who there, and each copy's state."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import groupby

from kiosk.domain.attendance import CheckIn
from kiosk.domain.facts import moment_text
from kiosk.domain.ids import EventTimeId, PersonId
from kiosk.domain.mirror import Move, Presence, There, presence_of
from kiosk.domain.predictions import told_by
from kiosk.services.mirror_ports import Copy
from kiosk.storage.aliases import kept_ids
from kiosk.storage.check_in_rows import SELECT_CHECK_IN, check_in_of
from kiosk.storage.database import Database
from kiosk.storage.stored_values import list_text

LOOKS_BACK = timedelta(days=60)
"""An older record is not changed any more."""


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
        presences = await self.database.read(lambda c: _presences(c, None, self.zone))
        counts = {"in": 0, "out": 0}
        for presence in presences:
            if presence.event_key == event_key and presence.wanted is not There.ABSENT:
                counts[presence.wanted.value] += 1
        return counts

    async def waiting(self, now: datetime) -> tuple[Copy, ...]:
        """Every copy that differs from the record, resting or not."""
        return await self.database.read(lambda c: _differing(c, now, self.zone))

    async def pending(self, now: datetime) -> tuple[Copy, ...]:
        """Copies that differ from the record, oldest first; without those that rest."""

        def look(connection: sqlite3.Connection) -> tuple[Copy, ...]:
            resting = {
                (key, person, day)
                for key, person, day in connection.execute(
                    "select event_key, person, day from mirror_presence where next_try_at > ?", (moment_text(now),)
                )
            }
            return tuple(copy for copy in _differing(connection, now, self.zone) if _key(copy.presence) not in resting)

        pending = await self.database.read(look)
        unmarked = [copy for copy in pending if not copy.marker]
        if not unmarked:
            return pending
        rows = [(*_key(copy.presence), self.new_id(now)) for copy in unmarked]
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


def _presences(connection: sqlite3.Connection, since: datetime | None, zone: tzinfo) -> tuple[Presence, ...]:
    """Everybody at a tied event since then; a time's own tie counts before its event's."""
    ties = {
        subject: (key, at)
        for subject, key, at in connection.execute("select subject, event_key, since from mirror_tie")
    }
    if not ties:
        return ()
    # The ties' moments and the bound are both texts of one form, so that they sort as they should.
    from_text = min(at for _, at in ties.values())
    if since is not None:
        from_text = max(from_text, moment_text(since))
    events = dict(connection.execute("select id, event from event_time").fetchall())
    rows = connection.execute(f"{SELECT_CHECK_IN} where checked_in_at >= ?", (from_text,)).fetchall()
    found: list[tuple[str, date, PersonId, CheckIn]] = []
    for row in rows:
        check_in = check_in_of(row)
        tie = ties.get(check_in.event_time_id) or ties.get(_event_of(check_in.event_time_id, events))
        if tie is None or moment_text(check_in.checked_in_at) < tie[1]:
            continue
        day = check_in.service_date or check_in.starts_at.astimezone(zone).date()
        found.append((tie[0], day, check_in.person_id, check_in))
    known_as = _as_copied(connection, {one[:3] for one in found})
    found = [(key, day, known_as[key, day, person], check_in) for key, day, person, check_in in found]
    found.sort(key=lambda one: one[:3])
    presences = [
        presence_of(key, person, day, (one[3] for one in same))
        for (key, day, person), same in groupby(found, key=lambda one: one[:3])
    ]
    return tuple(sorted(presences, key=lambda presence: (presence.in_at, presence.person_id)))


def _as_copied(
    connection: sqlite3.Connection, found: Iterable[tuple[str, date, PersonId]]
) -> Mapping[tuple[str, date, PersonId], PersonId]:
    """Under which id each one's day is copied: the one it began under, whatever else they are called since.

    A newcomer gets Planning Center's id, and two may be merged, between one service and the next. What stands there twice already
    stays two.
    """
    found = set(found)
    rows = [
        (key, date.fromisoformat(day), PersonId(person))
        for key, day, person in connection.execute("select event_key, day, person from mirror_presence")
    ]
    kept = kept_ids(connection, {person for _, _, person in [*found, *rows]})
    begun = {(key, day, kept[person]): person for key, day, person in sorted(rows, reverse=True)}
    copied = set(rows)
    return {one: one[2] if one in copied else begun.get((*one[:2], kept[one[2]]), kept[one[2]]) for one in found}


def _differing(connection: sqlite3.Connection, now: datetime, zone: tzinfo) -> tuple[Copy, ...]:
    """Copies that differ from the record, or of which nobody knows."""
    found = _copies(connection, _presences(connection, now - LOOKS_BACK, zone))
    return tuple(copy for copy in found if copy.there is not copy.presence.wanted or copy.trying is not None)


def _copies(connection: sqlite3.Connection, presences: Sequence[Presence]) -> tuple[Copy, ...]:
    rows = {
        (key, person, day): (marker, there, remote_id, trying)
        for key, person, day, marker, there, remote_id, trying in connection.execute(
            "select event_key, person, day, marker, there, remote_id, trying from mirror_presence"
        )
    }
    kept = kept_ids(connection, [presence.person_id for presence in presences])
    participants = dict(connection.execute("select person, participant from mirror_participant").fetchall())
    badges = _badges(connection, kept.values())
    passes = dict(connection.execute("select id, code from pass").fetchall())
    copies = []
    for presence in presences:
        marker, there, remote_id, trying = rows.get(_key(presence), ("", There.ABSENT.value, None, None))
        now = kept[presence.person_id]
        copies.append(
            Copy(
                presence,
                marker,
                There(there),
                remote_id,
                Move(trying) if trying else None,
                participants.get(presence.person_id, participants.get(now)),
                passes.get(presence.pass_id or "", badges.get(now, "")),
            )
        )
    return tuple(copies)


def _badges(connection: sqlite3.Connection, people: Iterable[PersonId]) -> dict[str, str]:
    """The code of each one's pass; of several the first."""
    rows = connection.execute(
        "select person, min(code) from pass where person in (select value from json_each(?)) group by person",
        (list_text(set(people)),),
    )
    return dict(rows.fetchall())


def _event_of(time_id: str, events: Mapping[str, str]) -> str:
    """The event of a time; one that Planning Center has not made yet names it (product.md section 3)."""
    told = told_by(EventTimeId(time_id))
    return told[0] if told is not None else events.get(time_id, "")


def _key(presence: Presence) -> tuple[str, str, str]:
    return presence.event_key, presence.person_id, presence.day.isoformat()
