"""What should stand at PlanDocket, worked out from the record, and where the copies there differ from it.

A station looks every few seconds, on the thread that families' check-ins are written by: SQLite finds out whose days differ,
and only those are folded here.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import groupby

from kiosk.domain.attendance import CheckIn
from kiosk.domain.civil_time import local_date
from kiosk.domain.facts import moment_text
from kiosk.domain.ids import EventTimeId, PersonId
from kiosk.domain.mirror import Move, Presence, There, presence_of
from kiosk.domain.predictions import told_by
from kiosk.services.mirror_ports import Copy
from kiosk.storage.aliases import kept_ids, with_former_ids
from kiosk.storage.check_in_rows import SELECT_CHECK_IN, check_in_of
from kiosk.storage.stored_values import list_text

_EARLY = timedelta(days=1)
"""Whoever comes to a service of a day may have checked in this long before the day began."""
_WHOSE_DIFFER = """
    with tied as materialized (select value ->> 0 as event_time, value ->> 1 as event_key, value ->> 2 as since from json_each(?1)),
    days as (
        select event_key, person, coalesce(service_date, substr(starts_at, 1, 10)) as day, min(checked_in_at) as came_at,
            case when min(is_undone) then 'absent' when max(not is_undone and checked_out_at is null) then 'in' else 'out' end as wanted
        from tied cross join check_in using (event_time) where checked_in_at >= since group by 1, 2, 3)
    select person from days left join mirror_presence as copy using (event_key, person, day)
    where day >= ?2 and (copy.trying is not null or wanted is not coalesce(copy.there, 'absent'))
        and not coalesce(copy.next_try_at > ?3, 0)
    group by person order by min(came_at) limit ?4
"""
_TIMES = """
    with recursive time(id) as (
        select min(event_time) from check_in
        union all select (select min(event_time) from check_in where event_time > time.id) from time where time.id is not null)
    select time.id, event_time.event, event_time.starts_at from time left join event_time using (id) where time.id is not null
"""
"""Each time that anybody ever came to, by leaps through the index."""
_SINCE = "where checked_in_at >= ?"
_OF_THEM = " and person in (select value from json_each(?))"
_Ties = Mapping[str, tuple[str, str]]


def key_of(presence: Presence) -> tuple[str, str, str]:
    """How a presence is told from others in the file."""
    return presence.event_key, presence.person_id, presence.day.isoformat()


def presences(connection: sqlite3.Connection, zone: tzinfo) -> tuple[Presence, ...]:
    """Everybody at a tied event since it was tied."""
    return _folded(connection, _ties(connection), "", zone, date.min, None)


def differing(
    connection: sqlite3.Connection,
    first_day: date,
    zone: tzinfo,
    *,
    rested_by: datetime | None = None,
    most_people: int = -1,
) -> tuple[Copy, ...]:
    """Copies of that day and later that differ from the record, or of which nobody knows, oldest first.

    ``rested_by``: without those that rest longer; ``most_people``: of so many, -1: of all.
    """
    ties = _ties(connection)
    since = moment_text(datetime.combine(first_day, time(), zone).astimezone(UTC) - _EARLY)
    times = json.dumps(_tied_times(connection, ties, since))
    resting_until = moment_text(rested_by) if rested_by is not None else "9"
    rows = connection.execute(_WHOSE_DIFFER, (times, first_day.isoformat(), resting_until, most_people))
    people = [PersonId(id) for (id,) in rows]
    if not people:
        return ()
    folded = _folded(connection, ties, since, zone, first_day, with_former_ids(connection, people))
    found = _copies(connection, folded)
    return tuple(copy for copy in found if copy.there is not copy.presence.wanted or copy.trying is not None)


def _ties(connection: sqlite3.Connection) -> _Ties:
    rows = connection.execute("select subject, event_key, since from mirror_tie")
    return {subject: (key, since) for subject, key, since in rows}


def _tied_times(connection: sqlite3.Connection, ties: _Ties, since: str) -> list[tuple[str, str, str]]:
    """The times whose check-ins are copied: each with its event's key, and since when."""
    found = []
    for time_id, event, starts_at in connection.execute(_TIMES) if ties else ():
        tie = _tie_of(ties, time_id, event or "")
        if tie is not None and (starts_at is None or starts_at >= since):
            found.append((time_id, tie[0], max(tie[1], since)))
    return found


def _tie_of(ties: _Ties, time_id: str, event: str) -> tuple[str, str] | None:
    """A time's own tie counts before its event's; one that Planning Center has not made yet names its event (product.md section 3)."""
    told = told_by(EventTimeId(time_id))
    return ties.get(time_id) or ties.get(told[0] if told is not None else event)


def _folded(
    connection: sqlite3.Connection,
    ties: _Ties,
    since: str,
    zone: tzinfo,
    first_day: date,
    people: Iterable[PersonId] | None,
) -> tuple[Presence, ...]:
    """Presences of that day and later, made of check-ins since then; ``people``: only of these."""
    if people is None:
        rows = connection.execute(f"{SELECT_CHECK_IN}{_SINCE}", (since,)).fetchall()
    else:
        rows = connection.execute(f"{SELECT_CHECK_IN}{_SINCE}{_OF_THEM}", (since, list_text(people))).fetchall()
    events = dict(connection.execute("select id, event from event_time").fetchall()) if ties else {}
    found: list[tuple[str, date, PersonId, CheckIn]] = []
    for row in rows if ties else ():
        check_in = check_in_of(row)
        tie = _tie_of(ties, check_in.event_time_id, events.get(check_in.event_time_id, ""))
        day = check_in.service_date or local_date(check_in.starts_at, zone)
        if tie is not None and moment_text(check_in.checked_in_at) >= tie[1] and day >= first_day:
            found.append((tie[0], day, check_in.person_id, check_in))
    known_as = _as_copied(connection, {one[:3] for one in found})
    found = [(key, day, known_as[key, day, person], check_in) for key, day, person, check_in in found]
    found.sort(key=lambda one: one[:3])
    folded = [
        presence_of(key, person, day, (one[3] for one in same))
        for (key, day, person), same in groupby(found, key=lambda one: one[:3])
    ]
    return tuple(sorted(folded, key=lambda presence: (presence.in_at, presence.person_id)))


def _as_copied(
    connection: sqlite3.Connection, found: Iterable[tuple[str, date, PersonId]]
) -> Mapping[tuple[str, date, PersonId], PersonId]:
    """Under which id each one's day is copied: the one it began under, whatever else they are called since.

    A newcomer gets Planning Center's id, and two may be merged, between one service and the next. What stands there twice already
    stays two.
    """
    found = set(found)
    people = with_former_ids(connection, {person for _, _, person in found})
    rows = [
        (key, date.fromisoformat(day), PersonId(person))
        for key, day, person in connection.execute(
            "select event_key, day, person from mirror_presence where person in (select value from json_each(?))",
            (list_text(people),),
        )
    ]
    kept = kept_ids(connection, {person for _, _, person in [*found, *rows]})
    begun = {(key, day, kept[person]): person for key, day, person in sorted(rows, reverse=True)}
    copied = set(rows)
    return {one: one[2] if one in copied else begun.get((*one[:2], kept[one[2]]), kept[one[2]]) for one in found}


def _copies(connection: sqlite3.Connection, found: Sequence[Presence]) -> tuple[Copy, ...]:
    people = list_text({presence.person_id for presence in found})
    rows = {
        (key, person, day): (marker, there, remote_id, trying)
        for key, person, day, marker, there, remote_id, trying in connection.execute(
            "select event_key, person, day, marker, there, remote_id, trying from mirror_presence"
            " where person in (select value from json_each(?))",
            (people,),
        )
    }
    kept = kept_ids(connection, [presence.person_id for presence in found])
    participants = dict(connection.execute("select person, participant from mirror_participant").fetchall())
    badges = _badges(connection, kept.values())
    passes = dict(connection.execute("select id, code from pass").fetchall())
    copies = []
    for presence in found:
        marker, there, remote_id, trying = rows.get(key_of(presence), ("", There.ABSENT.value, None, None))
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
