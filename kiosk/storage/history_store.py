"""Earlier check-ins made in Planning Center's own app, in SQLite."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.domain.facts import moment_text
from kiosk.domain.history import PastCheckIn
from kiosk.domain.ids import EventId, EventTimeId, LocationId, PersonId
from kiosk.storage.aliases import kept_ids, with_former_ids
from kiosk.storage.database import Database
from kiosk.storage.stored_values import list_text, moment_of, optional_moment_of

_SELECT = """
select past.id, past.person, coalesce(nullif(past.event, ''), event_time.event, ''), past.checked_in_at,
    past.event_time, coalesce(past.starts_at, event_time.starts_at), past.location, past.kind, past.checked_out_at, past.security_code
from past_check_in as past left join event_time on event_time.id = past.event_time
"""
_OF_PEOPLE = f"""{_SELECT}
where past.person in (select value from json_each(?)) and past.checked_in_at >= ?
order by past.checked_in_at desc, past.id, past.event_time
"""  # noqa: S608 - a constant
_INSIDE = f"""{_SELECT}
where past.event_time in (select value from json_each(?)) and past.checked_out_at is null
order by past.checked_in_at, past.id
"""  # noqa: S608 - a constant

_ATTENDED = """
select person, event from person_event where check_in_count > 0 and person in (select value from json_each(?1))
union select person, event from past_check_in where event <> '' and person in (select value from json_each(?1))
"""


def inside_through_planning_center(
    connection: sqlite3.Connection, times: Iterable[EventTimeId]
) -> tuple[PastCheckIn, ...]:
    """Those of these event times that were not checked out, inside a transaction that is open."""
    rows = connection.execute(_INSIDE, (list_text(times),)).fetchall()
    kept = kept_ids(connection, {PersonId(row[1]) for row in rows})
    return tuple(_past_check_in(row, kept[PersonId(row[1])]) for row in rows)


def _past_check_in(row: Sequence[Any], person_id: PersonId) -> PastCheckIn:
    id, _, event, checked_in_at, event_time, starts_at, location, kind, checked_out_at, code = row
    return PastCheckIn(
        id=id,
        person_id=person_id,
        event_id=EventId(event),
        checked_in_at=moment_of(checked_in_at),
        event_time_id=EventTimeId(event_time) if event_time else None,
        starts_at=optional_moment_of(starts_at),
        location_id=LocationId(location) if location else None,
        kind=kind,
        checked_out_at=optional_moment_of(checked_out_at),
        security_code=code,
        is_from_planning_center=True,
    )


@dataclass(frozen=True, slots=True)
class SqliteHistory:
    """`kiosk.services.ports.HistoryBook` on the cache."""

    database: Database

    async def past_check_ins(self, ids: Iterable[PersonId], since: datetime) -> tuple[PastCheckIn, ...]:
        """Those of these people since a moment, newest first; those of merged people stand under who asked."""
        asked = tuple(ids)

        def work(connection: sqlite3.Connection) -> tuple[PastCheckIn, ...]:
            former = with_former_ids(connection, asked)
            rows = connection.execute(_OF_PEOPLE, (list_text(former), moment_text(since))).fetchall()
            return tuple(_past_check_in(row, former[PersonId(row[1])]) for row in rows)

        return await self.database.read(work)

    async def inside_through_planning_center(self, times: Iterable[EventTimeId]) -> tuple[PastCheckIn, ...]:
        """Those of these event times that were not checked out."""
        wanted = tuple(times)
        return await self.database.read(lambda connection: inside_through_planning_center(connection, wanted))

    async def events_attended(self, ids: Iterable[PersonId]) -> Mapping[PersonId, frozenset[EventId]]:
        """Every event these people have ever been checked in to; nobody who never was."""
        asked = tuple(ids)

        def work(connection: sqlite3.Connection) -> dict[PersonId, frozenset[EventId]]:
            former = with_former_ids(connection, asked)
            found: dict[PersonId, frozenset[EventId]] = {}
            for person, event in connection.execute(_ATTENDED, (list_text(former),)):
                asked_for = former[PersonId(person)]
                found[asked_for] = found.get(asked_for, frozenset()) | {EventId(event)}
            return found

        return await self.database.read(work)
