"""Meetings that Check-Ins has no event for: a group's own events and days, checked in to like any service."""

from pathlib import Path

import pytest

from kiosk.app.planning import planning_of
from kiosk.domain.event_choice import Via
from kiosk.domain.hierarchy import SmallGroupFacts
from kiosk.domain.ids import EventTimeId, HouseholdId, LocationId, NodeId
from kiosk.domain.overlay_changes import local_link
from kiosk.domain.problems import CheckInClosed
from kiosk.domain.reasons import TimeReason
from kiosk.services.day_warnings import WarningKind
from kiosk.services.self_station import FamilyKey
from kiosk.services.start_view import StationState
from kiosk.simulator.records import Church as PretendChurch
from tests.support.at_the_door import AN_ADMIN, ANA, check_in, inside
from tests.support.church_builders import at
from tests.support.command_line import CommandLine
from tests.support.record_checks import check_record
from tests.support.self_desk import desk_of
from tests.support.sunday import church_at, copied, pull_into, reading, riverside, served
from tests.support.week_to_come import pull

TWOS_TUESDAY = NodeId("gid://groups/Group/11")
A_TUESDAY = at("17:40", at("17:40").date().replace(day=15))
"""Twenty minutes before a meeting of Ana's group."""
MEETING = EventTimeId("gid://groups/Event/901")
FAMILY = FamilyKey(HouseholdId("1"))


def with_a_meeting() -> PretendChurch:
    church = riverside()
    church.records["groups/Event"].clear()
    church.add(
        "groups",
        "Event",
        "901",
        {
            "name": "Twos Tuesday supper",
            "starts_at": "2026-09-15T23:00:00Z",
            "ends_at": "2026-09-16T00:30:00Z",
            "canceled": False,
            "canceled_at": None,
            "multi_day": False,
            "location_type_preference": "physical",
        },
        {"group": ("Group", "11")},
    )
    return church


@pytest.fixture(scope="module")
def meeting_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pull_into(tmp_path_factory.mktemp("meeting") / "data", with_a_meeting(), A_TUESDAY)


@pytest.fixture
def data(meeting_data: Path, tmp_path: Path) -> Path:
    return copied(meeting_data, tmp_path / "data")


async def test_members_are_checked_in_to_the_groups_own_room_and_everybody_reads_its_name(data: Path):
    async with church_at(data, A_TUESDAY) as church:
        answer = await check_in(church, ANA, times=(MEETING,))
        assert [(one.event_time_id, one.location_id) for one in answer.check_ins] == [
            (MEETING, "gid://local/Room/groups/Event/901")
        ]
        (room,) = await church.rosters.at(church.clock.now(), church.zone)
        assert room.location.name == "Twos Tuesday supper"
        assert (await church.location_names())[answer.check_ins[0].location_id] == "Twos Tuesday supper"
    check_record(data)


def test_the_command_line_takes_and_names_a_meeting_by_its_gid(data: Path):
    kiosk = CommandLine(data)
    at_six = ("--rehearsal", "--at", "2026-09-15T17:45")
    told = kiosk("check-in", "--person", ANA, "--event-time", MEETING, *at_six).document
    (line,) = told["check_ins"]
    assert (line["event_time"]["id"], line["location"]["name"]) == (MEETING, "Twos Tuesday supper")
    (room,) = kiosk("roster", "--rehearsal", "--at", "2026-09-15T18:30").document["locations"]
    assert room["location"]["name"] == "Twos Tuesday supper"


async def test_a_home_group_opens_no_screen_for_everybody(data: Path):
    async with church_at(data, A_TUESDAY) as church:
        assert (await desk_of(church).start()).state is StationState.CLOSED


async def test_a_meeting_in_rooms_of_check_ins_opens_the_station_for_its_people(data: Path):
    async with church_at(data, A_TUESDAY) as church:
        await planning_of(church).hierarchy.link(AN_ADMIN, local_link(TWOS_TUESDAY, location_id=LocationId("52")))
        desk = desk_of(church)
        start = await desk.start()
        assert [time.event_name for time in start.open_times] == ["Twos Tuesday supper"]
        view = await desk.open(FAMILY)
        rooms = {card.called_name: {time.room.name for time in card.times if time.room} for card in view.cards}
        assert rooms["Ana"] == {"Twos"}
        assert not any(rooms[name] for name in rooms if name != "Ana")


async def test_a_closed_folder_closes_a_lent_room_too(data: Path):
    async with church_at(data, A_TUESDAY) as church:
        await planning_of(church).hierarchy.link(AN_ADMIN, local_link(TWOS_TUESDAY, location_id=LocationId("52")))
        with reading(data) as connection:
            connection.execute("update location set is_open = 0 where id = '40'")
        (ana,) = (await church.people.people([ANA])).values()
        (offer,) = await church.offers.of((ana,), church.clock.now())
        (meeting,) = [time for time in offer.times if time.event_time.id == MEETING]
        assert (meeting.way.via, meeting.location) == (Via.GROUP, None)
        assert [trouble.what for tree in (await church.days.at(church.clock.now())).trees.values()
                for trouble in tree.troubles] == []  # fmt: skip


async def test_a_meeting_called_off_with_people_in_it_keeps_their_record_and_warns(data: Path):
    off = with_a_meeting()
    off.records["groups/Event"]["901"]["attributes"]["canceled_at"] = "2026-09-15T22:45:00Z"
    async with church_at(data, A_TUESDAY) as church:
        await check_in(church, ANA, times=(MEETING,))
        with served(off) as server:
            await pull(church, server, A_TUESDAY)

        assert ANA in await inside(church)
        with pytest.raises(CheckInClosed):
            await check_in(church, ANA, times=(MEETING,))
        (ana,) = (await church.people.people([ANA])).values()
        (offer,) = await church.offers.of((ana,), church.clock.now())
        (meeting,) = [time for time in offer.times if time.event_time.id == MEETING]
        assert TimeReason.CANCELLED in meeting.reasons
        warned = await planning_of(church).warnings_now()
        assert [(one.kind, one.event_name, one.people) for one in warned] == [
            (WarningKind.CANCELLED, "Twos Tuesday supper", 1)
        ]
    check_record(data)


async def test_a_meeting_of_a_week_is_open_on_its_last_day_too(data: Path):
    """Vacation Bible school from Tuesday to Saturday: mapping.md, multi-day opens each day."""
    week = "update group_event set is_multi_day = 1, ends_at = '2026-09-20T01:00:00.000000+00:00' where id = '901'"
    saturday = at("17:40", A_TUESDAY.date().replace(day=19))
    async with church_at(data, saturday) as church:
        await church.database.run(lambda c: c.execute(week))
        last = EventTimeId(f"{MEETING}/2026-09-19")
        await check_in(church, ANA, times=(last,))
        assert (await inside(church))[ANA].event_time_id == last


async def test_a_meeting_expected_by_day_and_time_is_taken_over_by_the_groups_real_event(data: Path):
    """The church keeps "Tuesdays at six"; the group's own event arrives with a pull after a child came in."""
    with reading(data) as connection:
        connection.execute("delete from group_event")
    async with church_at(data, A_TUESDAY) as church:
        facts = SmallGroupFacts(day_of_week=2, hour=18, frequency="weekly")
        await planning_of(church).hierarchy.set_facts(AN_ADMIN, TWOS_TUESDAY, facts)
        expected = EventTimeId("p:gid://groups/Group/11:2026-09-15T23:00:00Z")
        answer = await check_in(church, ANA, times=(expected,))
        assert [one.event_time_id for one in answer.check_ins] == [expected]

        with served(with_a_meeting()) as server:
            await pull(church, server, A_TUESDAY)

        assert {one.event_time_id for one in (await inside(church)).values()} == {MEETING}
        day = await church.days.at(church.clock.now())
        assert expected not in {time.id for time in day.times}
        assert day.program.means_now(expected) == MEETING
        assert await planning_of(church).warnings_now() == ()
    check_record(data)
