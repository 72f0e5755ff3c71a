"""Events, times and rooms made here, in the data folder."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, time

from kiosk.domain.facts import NewFact
from kiosk.domain.ids import EventId, StationId
from kiosk.domain.local_program import FREQUENCY, LocalTime
from kiosk.domain.locations import Location
from kiosk.domain.people import Organization
from kiosk.services.ports import Clock
from kiosk.storage.database import Database
from kiosk.storage.fact_log import append
from kiosk.storage.stored_values import list_text

_TIMES = """
select id, event, clock, day_of_week, day, name from local_time
where event in (select event.id from event where is_archived = 0) order by day is not null, day, day_of_week, clock, id
"""
_EVENT = """
insert into event(id, name, frequency, is_archived, campus_ids) values(?, ?, ?, ?, '[]')
on conflict(id) do update set name = excluded.name, is_archived = excluded.is_archived
"""
_ROOM = """
insert or replace into location(id, event, name, parent, is_folder, is_open, age_min_in_months, age_max_in_months, grade_min,
    grade_max, gender, child_or_adult, max_occupancy, min_volunteers, attendees_per_volunteer, position, questions, is_gone)
values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def local_times(connection: sqlite3.Connection) -> tuple[LocalTime, ...]:
    """Every time made here, of events that are there, inside a transaction that is open."""
    return tuple(
        LocalTime(
            id,
            EventId(event),
            time.fromisoformat(clock),
            day_of_week,
            date.fromisoformat(day) if day is not None else None,
            name,
        )
        for id, event, clock, day_of_week, day, name in connection.execute(_TIMES)
    )


@dataclass(frozen=True, slots=True)
class SqliteLocalProgram:
    """`kiosk.services.local_program.LocalBook` on the station's file."""

    database: Database
    station_id: StationId
    clock: Clock

    async def keep_church(self, church: Organization, fact: NewFact) -> None:
        """The church itself."""
        grades = json.dumps([[grade.key, grade.name] for grade in church.grades], ensure_ascii=False)
        await self._run(
            "insert or replace into local_church values(1, ?, ?, ?, ?)",
            (church.id, church.name, church.time_zone, grades),
            fact,
        )

    async def times(self) -> tuple[LocalTime, ...]:
        """Every time made here."""
        return await self.database.read(local_times)

    async def keep_event(self, event_id: EventId, name: str, fact: NewFact, *, is_archived: bool = False) -> None:
        """Write an event, or another name for it, or that it is no more."""
        await self._run(_EVENT, (event_id, name, FREQUENCY, is_archived), fact)

    async def keep_time(self, time: LocalTime, fact: NewFact) -> None:
        """Write a time."""
        day = time.day.isoformat() if time.day is not None else None
        values = (time.id, time.event_id, time.clock.isoformat("minutes"), time.day_of_week, day, time.name)
        await self._run("insert or replace into local_time values(?, ?, ?, ?, ?, ?)", values, fact)

    async def drop_time(self, id: str, fact: NewFact) -> None:
        """Take a time away."""
        await self._run("delete from local_time where id = ?", (id,), fact)

    async def keep_room(self, room: Location, fact: NewFact, *, is_gone: bool = False) -> None:
        """Write a room, or that it is no more."""
        values = (
            room.id,
            room.event_id,
            room.name,
            room.parent_id,
            room.is_folder,
            room.is_open,
            room.age_min_in_months,
            room.age_max_in_months,
            room.grade_min,
            room.grade_max,
            room.gender.value if room.gender is not None else None,
            room.child_or_adult.value if room.child_or_adult is not None else None,
            room.max_occupancy,
            room.min_volunteers,
            room.attendees_per_volunteer,
            room.position,
            list_text(room.questions),
            is_gone,
        )
        await self._run(_ROOM, values, fact)

    async def _run(self, statement: str, values: tuple[object, ...], fact: NewFact) -> None:
        def work(connection: sqlite3.Connection) -> None:
            connection.execute(statement, values)
            append(connection, self.station_id, (fact,), self.clock.now())

        await self.database.run(work)
