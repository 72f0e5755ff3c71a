"""A church that has nothing of Planning Center makes its own events, times and rooms, and checks families in like any other."""

import asyncio
from datetime import date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.record_desks import local_programs_of
from kiosk.app.set_up_needed import is_set_up_needed
from kiosk.app.staffed_station import add_demo_staff
from kiosk.domain.ids import EventId
from kiosk.domain.newcomers import NewFamily, NewPerson
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import NotAuthorised, SettingNotValid
from kiosk.domain.visit import Step
from tests.support.command_line import CommandLine
from tests.support.standing_station import a_station
from tests.support.sunday import MORNING, church_at
from tests.support.waiting import eventually

pytestmark = pytest.mark.seconds(60)


@pytest.fixture
def own_church(tmp_path: Path) -> tuple[Path, EventId]:
    """An event every Sunday at nine with two rooms, and a family with a two-year-old; nobody ever signed in."""
    folder = tmp_path / "own"

    async def make() -> EventId:
        async with opened(Config(data=folder), MORNING) as church:
            await add_demo_staff(church)
            await local_programs_of(church).begin(None, "Hilltop Chapel", "America/Chicago")
        async with opened(Config(data=folder), MORNING) as church:
            local = local_programs_of(church)
            kids = await local.add_event(None, "Sunday Kids")
            await local.add_time(None, kids, time(9), day_of_week=0)
            for name, first, last in (("Twos", 24, 35), ("Threes and up", 36, 143)):
                room = await local.add_room(None, kids, name)
                await local.change_room(None, room, {"age_min_in_months": first, "age_max_in_months": last})
            family = NewFamily(
                (NewPerson("Petra", "Quill", phone="555 010 9911"),),
                (NewPerson("Otto", is_child=True, birthdate=date(2024, 3, 1)),),
            )
            await church.volunteers.newcomers.add(family, "a-tap", None)
            return kids

    return folder, asyncio.run(make())


async def test_a_family_checks_itself_in_and_gets_its_labels(qapp: QApplication, own_church: tuple[Path, EventId]):
    folder, kids = own_church
    async with a_station(folder) as station:
        visitor = station.visitor
        await visitor.sees("Hilltop Chapel")
        await visitor.types("9911")
        await visitor.comes_to(Step.HOUSEHOLD)
        await visitor.sees("Twos")
        await visitor.taps("Check in")
        await visitor.comes_to(Step.DONE)
        await eventually(lambda: station.label_states() == {"printed"}, seconds=20)
        ((_, event_time, room, code),) = station.check_ins()
        assert event_time == f"p:{kids}:2026-09-13T14:00:00Z"
        assert station.rows("select name from location where id = ?", room) == [("Twos",)]
        assert code
        assert not station.rows(
            "select 1 from outbox where kind not like 'person.%' and kind not like 'household%'"
            " and kind not like 'phone%'"
        )


async def test_its_times_come_round_for_ever_and_what_is_removed_keeps_its_records(own_church: tuple[Path, EventId]):
    folder, kids = own_church
    async with church_at(folder, datetime.fromisoformat("2028-02-06T14:30:00+00:00")) as church:
        day = await church.days.at(church.clock.now())
        assert [event.name for event in day.events.values()] == ["Sunday Kids"]
        assert [time.starts_at.astimezone(day.zone).strftime("%H:%M") for time in day.open_times] == ["09:00"]
        local = local_programs_of(church)
        (weekly,) = await local.times()
        await local.remove_time(None, weekly)
        assert not (await church.days.at(church.clock.now())).open_times
        await local.put_time(None, weekly)
        once = await local.add_time(None, kids, time(10), day=date(2028, 2, 6))
        assert len((await church.days.at(church.clock.now())).open_times) == 2
        await local.remove_time(None, once)
        rooms = await church.schedule.locations(kids)
        await local.remove_room(None, rooms[0].id)
        assert [room.name for room in await church.schedule.locations(kids)] == ["Threes and up"]
        assert (await church.schedule.named_rooms())[rooms[0].id].name == "Twos"
        await local.remove_event(None, kids)
        assert not (await church.days.at(church.clock.now())).events


async def test_only_admins_make_events_and_nonsense_is_refused(own_church: tuple[Path, EventId]):
    folder, kids = own_church
    async with church_at(folder) as church:
        local = local_programs_of(church)
        members: tuple[StaffMember, ...] = await church.volunteers.staff.members()
        volunteer = next(one for one in members if one.role is Role.VOLUNTEER)
        with pytest.raises(NotAuthorised):
            await local.add_event(volunteer, "Party")
        with pytest.raises(SettingNotValid):
            await local.add_event(None, "  ")
        room = (await church.schedule.locations(kids))[0]
        with pytest.raises(SettingNotValid):
            await local.change_room(None, room.id, {"age_max_in_months": 3})
        assert len(await church.schedule.events()) == 1


def test_it_begins_on_the_command_line_and_its_station_opens_without_a_set_up(qapp: QApplication, tmp_path: Path):
    kiosk = CommandLine(tmp_path / "own")
    assert kiosk.plainly("own-church", "Hilltop", "--time-zone", "Illinois").code == 5
    assert kiosk("own-church", "Hilltop", "--time-zone", "America/Chicago").document["church"] == "Hilltop"
    states = {one["name"]: one["state"] for one in kiosk("doctor").document["checks"]}
    assert {states[name] for name in ("pulled", "network", "sign_in", "products")} == {"ok"}, "nothing is missing"
    status = kiosk.plainly("status").out
    assert "This church runs without Planning Center." in status
    assert "kiosk sign-in" not in status
    assert "kiosk sync" not in status
    copy = str(tmp_path / "copy.db")
    assert kiosk.plainly("backup", copy).code == 0
    assert "Hilltop" in kiosk.plainly("restore", "--preview", copy).out

    async def opens_with_set_up() -> bool:
        async with opened(Config(data=kiosk.folder), MORNING) as church:
            return await is_set_up_needed(church)

    assert not asyncio.run(opens_with_set_up())
