"""Predicted times that real ones have taken over: facts recorded under ``p:EVENT:START`` count for the real time.

The facts stay as they were written; it is their folding that sees the real time. Every function runs inside a transaction
that its caller owns.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from kiosk.domain.facts import Fact, moment_text
from kiosk.domain.ids import EventId, EventTimeId
from kiosk.domain.predictions import SAME_TIME_MOVED, aliases, is_predicted_id, told_by
from kiosk.domain.schedule import EventTime
from kiosk.storage.church_row import church_zone
from kiosk.storage.stored_values import moment_of

_WAITING = """
select distinct event_time from fact where event_time >= 'p:' and event_time < 'p;'
    and event_time not in (select predicted from event_time_alias)
"""
_REAL = """
select id, event, starts_at from event_time where starts_at >= ?1 and starts_at <= ?2 and event = ?3 and is_cancelled = 0
    and id not in (select real from event_time_alias)
"""
_MEETINGS = """
select 'gid://groups/Event/' || id as gid, 'gid://groups/Group/' || church_group as node, starts_at from group_event
where starts_at >= ?1 and starts_at <= ?2 and node = ?3 and is_cancelled = 0 and is_virtual = 0
    and gid not in (select real from event_time_alias)
"""
"""The predicted meeting of a group is an event named after the group's node; the group's own event takes it over."""


def canonical(connection: sqlite3.Connection, event_time_id: EventTimeId) -> EventTimeId:
    """The time an id stands for: itself, or the real one that has taken the predicted one over."""
    if not is_predicted_id(event_time_id):
        return event_time_id
    row = connection.execute("select real from event_time_alias where predicted = ?", (event_time_id,)).fetchone()
    return event_time_id if row is None else EventTimeId(row[0])


def all_canonical(connection: sqlite3.Connection, ids: Iterable[EventTimeId]) -> list[EventTimeId]:
    """The times these ids stand for, each once, in their order."""
    return list(dict.fromkeys(canonical(connection, one) for one in ids))


def believed(connection: sqlite3.Connection, facts: Iterable[Fact]) -> list[Fact]:
    """The facts as they are folded: those of a predicted time under the real one."""
    found = []
    for fact in facts:
        time_id = fact.event_time_id
        if time_id is not None and is_predicted_id(time_id):
            fact = replace(fact, event_time_id=canonical(connection, time_id))
        found.append(fact)
    return found


def newly_taken_over(
    connection: sqlite3.Connection, ids: Iterable[EventTimeId] | None = None
) -> dict[EventTimeId, EventTimeId]:
    """Write which real times take over predicted ones, of these or of all that something was recorded under.

    Returns the new pairs.
    """
    if ids is None:
        waiting = [EventTimeId(row[0]) for row in connection.execute(_WAITING)]
    else:
        waiting = [one for one in ids if is_predicted_id(one) and canonical(connection, one) == one]
    if not waiting:
        return {}
    real: dict[EventTimeId, EventTime] = {}
    for one in waiting:
        told = told_by(one)
        if told is not None:
            event_id, starts_at = told
            near = (moment_text(starts_at - SAME_TIME_MOVED), moment_text(starts_at + SAME_TIME_MOVED), event_id)
            for id, event, real_start in (*connection.execute(_REAL, near), *connection.execute(_MEETINGS, near)):
                real[EventTimeId(id)] = EventTime(EventTimeId(id), EventId(event), moment_of(real_start))
    taken = aliases(waiting, tuple(real.values()), church_zone(connection))
    connection.executemany("insert into event_time_alias(predicted, real) values(?, ?)", list(taken.items()))
    return taken
