"""A station may be narrowed to one campus, and leaders may come to serve by a setting (mapping.md, Campus and Group membership)."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.app.compose import Church
from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.ids import EventId, PersonId
from kiosk.domain.problems import CodeDoesNotMatch
from kiosk.storage.station_store import SqliteStation
from tests.support.at_the_door import ANA, code_of
from tests.support.sunday import church_at, without_limits

KEISHA, BEVERLY, PAT = PersonId("6701"), PersonId("4902"), PersonId("105")
"""A leader of Twos Tuesday, below Sunday Kids; of the book club, which leads nowhere; and an adult who leads nothing."""


async def is_set(folder: Path, **settings: object) -> None:
    async with church_at(folder) as church:
        # Midweek is at the other campus, and the teams' event at none.
        await church.database.run(lambda c: c.execute("update event set campus_ids = '[\"2\"]' where id = '2'"))
        await church.database.run(lambda c: c.execute("update event set campus_ids = '[]' where id = '3'"))
        await SqliteStation(church.database).keep(replace(church.settings, **settings))  # type: ignore[arg-type]


async def own_events(church: Church) -> set[EventId]:
    day = await church.days.at(church.clock.now())
    return {id for id, event in day.events.items() if not event.is_meeting}


@pytest.mark.parametrize(("campus", "events"), [((), {"1", "2", "3"}), (("1",), {"1", "3"}), (("2",), {"2", "3"})])
async def test_a_station_of_one_campus_has_its_events_and_those_of_none(
    data: Path, campus: tuple[str, ...], events: set[str]
):
    await is_set(data, campus_ids=campus)
    async with church_at(data) as church:
        assert await own_events(church) == events


async def test_a_code_of_another_campus_is_not_known_at_this_ones_door(data: Path):
    folder = without_limits(data)
    async with church_at(folder) as church:
        code = await code_of(church, ANA)
    await is_set(folder, campus_ids=("2",))
    async with church_at(folder) as church:
        with pytest.raises(CodeDoesNotMatch):
            await church.volunteers.check_out.look(code)


async def kinds_of_leaders(church: Church) -> Mapping[PersonId, AttendanceKind]:
    people = await church.people.people([KEISHA, BEVERLY, PAT])
    day = await church.days.at(church.clock.now())
    return await church.offers.attendees.usual_kinds(day, tuple(people.values()))


async def test_leaders_of_a_group_whose_event_is_on_serve_where_the_church_says_so(data: Path):
    async with church_at(data) as church:
        assert await kinds_of_leaders(church) == {}
    await is_set(data, leaders_serve=True)
    async with church_at(data) as church:
        assert await kinds_of_leaders(church) == {KEISHA: AttendanceKind.VOLUNTEER}
