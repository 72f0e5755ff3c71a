"""What is remembered of the program is never stale: every change of what it is read from is counted, whoever makes it."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.hierarchy import HierarchyOverlay
from kiosk.domain.ids import EventId, LocationId, NodeId
from kiosk.domain.locations import LocationAdditions
from kiosk.domain.schedule import EventSettings
from kiosk.services.program import Program, RememberedPrograms
from kiosk.storage.change_count import SqliteChanges
from kiosk.storage.overlay_store import SqliteOverlay
from kiosk.storage.schedule_store import SqliteSchedule
from tests.support.church_builders import at
from tests.support.station_files import a_database

NOW = at("8:40")
CHANGES = {
    "event": "insert into event(id, name, frequency, is_archived, campus_ids) values('8', 'New', '', 0, '[]')",
    "event_time": "insert into event_time(id, event, starts_at, name) values('81', '8', '2026-09-13T14:00:00+00:00', '')",
    "event_time_alias": "insert into event_time_alias values('p:8:2026-09-13T14:00:00Z', '81')",
    "location": (
        "insert into location(id, event, name, is_folder, is_open, position, questions) values('80', '8', 'x', 0, 1, 1, '[]')"
    ),
    "organization": "insert into organization values('people', '1', 'x', 'UTC', '[]')",
    "room_state": "insert into room_state values('80', '2026-09-13', 0, 0, null)",
    "group_type": "insert into group_type values('1', 'Kids', 1, 1)",
    "church_group": "insert into church_group values('1', 'Twos', '1', 0, '', '', '', 1)",
    "group_event": (
        "insert into group_event(id, church_group, name, starts_at, is_cancelled, is_virtual, is_multi_day)"
        " values('1', '1', 'x', '2026-09-13T14:00:00+00:00', 0, 0, 0)"
    ),
    "integration_link": (
        "insert into integration_link(id, remote_gid, remote_app, remote_type, remote_id) values('1', 'x', 'x', 'x', 'x')"
    ),
    "calendar_event": "insert into calendar_event values('1', 'x', 1, 1)",
    "calendar_instance": "insert into calendar_instance values('1', '1', 'x', '2026-09-13T14:00:00+00:00', null, '', 1)",
    "event_connection": (
        "insert into event_connection(id, calendar_event, product_name, connected_to_type, connected_to_id,"
        " connected_to_name) values('1', '1', 'groups', 'group', '1', 'x')"
    ),
    "local_church": "insert into local_church values(1, 'gid://local/Organization/1', 'x', 'UTC', '[]')",
    "local_time": "insert into local_time values('t', '9', '09:00', 0, null, '')",
    "a row that changes": "update event set name = name",
    "a row that goes": "delete from event",
}


async def number_after(folder: Path, change: Callable[[sqlite3.Connection], object]) -> tuple[int, int]:
    async with a_database(folder) as database:
        await database.run(lambda c: c.execute("insert into event values('9', 'x', '', 0, '[]', null, 1, null)"))
        before = await SqliteChanges(database).of_program()
        # As another process would: the station's own connection does not see it coming.
        with_another = sqlite3.connect(folder / "kiosk.db", isolation_level=None)
        try:
            change(with_another)
        finally:
            with_another.close()
        return before, await SqliteChanges(database).of_program()


@pytest.mark.parametrize("what", CHANGES)
async def test_every_change_is_counted(tmp_path: Path, what: str):
    before, after = await number_after(tmp_path, lambda connection: connection.execute(CHANGES[what]))
    assert after > before


async def test_check_ins_and_people_change_nothing_that_is_the_same_for_everybody(tmp_path: Path):
    def change(connection: sqlite3.Connection) -> None:
        connection.execute("insert into person(id, first_name) values('1', 'Ana')")
        connection.execute("insert into membership values('1', '1', '1', 'member', null, 1)")

    before, after = await number_after(tmp_path, change)
    assert after == before


async def test_what_is_set_here_is_counted(tmp_path: Path):
    async with a_database(tmp_path) as database:
        schedule, overlay, changes = SqliteSchedule(database), SqliteOverlay(database), SqliteChanges(database)
        seen = [await changes.of_program()]
        await schedule.keep_settings(EventId("1"), EventSettings(minutes_before=60))
        seen.append(await changes.of_program())
        await schedule.keep_additions(LocationId("52"), LocationAdditions(resource_id="204"))
        seen.append(await changes.of_program())
        await overlay.keep_overlay(HierarchyOverlay(parents={NodeId("a"): None}))
        seen.append(await changes.of_program())
    assert len(set(seen)) == 4


class CountedPrograms:
    """Programs that say how often they were read; what they are is nobody's business here."""

    def __init__(self) -> None:
        self.reads = 0

    async def at(self, now: object) -> Program:
        self.reads += 1
        return object()  # type: ignore[return-value]


class Numbers:
    number = 1

    async def of_program(self) -> int:
        return self.number


async def test_a_program_is_read_once_a_minute_and_change():
    source, numbers = CountedPrograms(), Numbers()
    remembered = RememberedPrograms(source, numbers)
    first = await remembered.at(NOW)
    assert await remembered.at(NOW + timedelta(seconds=59)) is first
    assert source.reads == 1
    assert await remembered.at(NOW + timedelta(seconds=60)) is not first
    numbers.number = 2
    await remembered.at(NOW + timedelta(seconds=61))
    assert source.reads == 3
