"""What a volunteer writes down at the desk: facts put right, groups, a child more, guests; by keys alone, on a real file."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kiosk.simulator.church import load_sample_church
from kiosk.simulator.server import PlanningCenterServer
from kiosk.ui.staff.join_flow import Joining
from tests.support.at_the_door import ANA, LEO, MIA, PAT
from tests.support.duartes import enter_the_duartes
from tests.support.staffed_station import Staffed, a_staffed_station
from tests.support.sunday import MORNING
from tests.support.waiting import eventually

pytestmark = pytest.mark.seconds(60)
Key = Qt.Key


async def finds_the_coles(station: Staffed) -> None:
    await station.opens()
    await station.finds("cole")


async def test_facts_and_groups_are_put_right_by_keys_and_wait_for_planning_center(qapp: QApplication, data: Path):
    async with a_staffed_station(data) as station:
        await finds_the_coles(station)
        await station.moves_to("Mia Cole")
        await station.presses(Key.Key_F5)
        await station.sees("Facts about Mia Cole")
        await station.presses(Key.Key_Return, Key.Key_Return)
        await station.types("Mimi")
        await station.presses(Key.Key_Return)
        await station.types("soon")
        await station.presses(Key.Key_Return, control=True)
        await station.sees("That birthdate cannot be")
        await station.presses(*(Key.Key_Backspace for _ in "soon"))
        await station.types("3/14/2023")
        await station.presses(Key.Key_Return, Key.Key_Return)
        await station.types("3125550177")
        groups = await eventually(lambda: station.flow.facts.scene.groups)
        assert groups is not None
        lets_in = "select id from church_group where enrollment_status = 'open' and is_archived = 0"
        is_open = {id for (id,) in station.fetch(lets_in)}
        assert {one.id for one in groups.offered} <= is_open
        group = groups.offered[0]
        station.flow.facts.join(group.id)
        await station.sees(f"Mia is in {group.name} now")
        await station.presses(Key.Key_Return, control=True)
        await station.sees("Saved here, not yet sent to Planning Center.")
        person = (await station.church.people.people([MIA]))[MIA]
        known = (person.called_name, str(person.birthdate), person.phones[-1].number)
        assert known == ("Mimi", "2023-03-14", "3125550177")
        assert group.id in {one.group_id for one in await station.church.groups.memberships_of([MIA])}
        assert len(station.fetch("select 1 from outbox where state = 'waiting'")) >= 3
        # The room follows the birthdate at once.
        await eventually(lambda: any(row.startswith("Mia Cole") and "Threes" in row for row in station.rows()))


async def test_a_child_more_is_known_and_a_guest_goes_home_with_the_adults_and_leaves_no_record(
    qapp: QApplication, data: Path
):
    async with a_staffed_station(data) as station:
        ((people,),) = station.fetch("select count(*) from person")
        await finds_the_coles(station)
        await station.presses(Key.Key_F7)
        await station.sees("Known here from now on")
        await station.types("Ivy")
        await station.presses(Key.Key_Return, Key.Key_Return)
        await station.types("5/2/2024")
        await station.presses(Key.Key_Return, control=True)
        await station.sees("Ivy Cole")
        await station.presses(Key.Key_F7)
        station.flow.join.choose(Joining.GUEST)
        await station.sees("No record is made; the name is forgotten on")
        await station.types("Otis")
        await station.presses(Key.Key_Return, Key.Key_Return)
        await station.types("5/2/2024")
        await station.presses(Key.Key_Return, control=True)
        # Ana and Leo came lately; Ivy and Otis were added a moment ago.
        await eventually(lambda: station.flow.desk.scene.count == 4)
        await station.presses(Key.Key_Return)
        await station.sees("Cole: checked in")
        visit = station.flow.desk.scene.visit
        assert visit is not None
        assert station.fetch("select count(*) from person") == [(people + 1,)]
        assert station.fetch("select kind from check_in where person like 'gid://local/Guest/%'") == [("guest",)]
        station.scans(visit.codes[0])
        await station.sees("Who goes home?")
        assert {"Otis", "Ivy Cole", "Pat Cole"} <= {row.split(",")[0] for row in station.rows()}


async def test_several_guests_follow_one_another_on_one_form_and_all_are_ticked(qapp: QApplication, data: Path):
    async with a_staffed_station(data) as station:
        await finds_the_coles(station)
        await station.presses(Key.Key_F7)
        station.flow.join.choose(Joining.GUEST)
        await station.types("Otis")
        await station.presses(Key.Key_Return, Key.Key_Return)
        await station.types("5/2/2024")
        await station.presses(Key.Key_F7)
        await station.sees("Otis is added. Who else?")
        await station.types("Bram")
        await station.presses(Key.Key_Return, Key.Key_Return)
        await station.types("5/2/2022")
        await station.presses(Key.Key_F7)
        await station.sees("Bram is added. Who else?")
        await station.presses(Key.Key_Escape)
        # Ana and Leo came lately.
        await eventually(lambda: station.flow.desk.scene.count == 4)
        assert {"Otis", "Bram"} <= {row.split(",")[0] for row in station.rows()}


async def test_a_name_for_a_label_is_all_there_is_of_a_visitor_and_a_note_reaches_the_room(
    qapp: QApplication, data: Path
):
    async with a_staffed_station(data) as station:
        await station.opens()
        await station.types("quimby")
        await station.sees("Nobody found for “quimby”")
        await station.presses(Key.Key_Down, Key.Key_Down, Key.Key_Return)
        await station.sees("No record is made; the name is forgotten on")
        await station.presses(Key.Key_Return, Key.Key_Return)
        await station.types("5/2/2024")
        await station.presses(Key.Key_Return, control=True)
        await station.sees("Check in 1 person")
        await station.presses(Key.Key_Right)
        visitor = station.flow.desk.scene.subject
        assert visitor is not None
        station.flow.desk.write_note(visitor, "Bottle at ten")
        await station.presses(Key.Key_Return, control=True)
        await station.sees("Quimby: checked in")
        await station.presses(Key.Key_F4)
        await station.sees("Bottle at ten")


async def test_an_address_finds_a_family_that_another_station_has_on_its_screen(qapp: QApplication, data: Path):
    async with a_staffed_station(data) as station:
        await station.opens()
        pat = (await station.church.people.people([PAT]))[PAT]
        await station.finds(pat.emails[0].address)
        family = station.flow.desk.scene.family
        assert family is not None
        assert ANA in {person.person_id for person in family.people}
        box = station.church.volunteers.search_box
        box.open_families.open(str(family.key.household_id), "Door 2", station.church.clock.now())
        station.flow.desk.look_again()
        await station.sees("Being checked in at Door 2, too.")
        await station.presses(Key.Key_F7)
        await station.types("Ana")
        await station.presses(Key.Key_Return)
        await station.types("Cole")
        await station.sees("Search first: is one of these the family?")


async def test_who_is_not_here_is_looked_for_in_planning_center_and_kept(qapp: QApplication, data: Path):
    with PlanningCenterServer(load_sample_church(MORNING, fixed=True)) as center:
        enter_the_duartes(center)
        async with a_staffed_station(data, planning_center=center.base_url) as station:
            await station.opens()
            await station.types("rui duarte")
            await station.sees("Look in Planning Center")
            await station.sees("Nobody found for “rui duarte”")
            await station.presses(Key.Key_Return)
            await station.sees("Duarte Household")
            await station.presses(Key.Key_Return)
            await station.sees("Rui Duarte")
            await station.presses(Key.Key_Escape)
            await station.finds("rui duarte", opens=False)


async def test_who_is_inactive_is_brought_back_from_the_desk(qapp: QApplication, data: Path):
    async with a_staffed_station(data) as station:
        ((name,),) = station.fetch(
            "select first_name || ' ' || last_name from person where lower(status) = 'inactive' limit 1"
        )
        await station.opens()
        await station.types(name.lower())
        await station.sees("Inactive in Planning Center")
        await station.presses(Key.Key_Return)
        await eventually(lambda: station.flow.desk.scene.family is not None)
        assert name in {person.name for person in station.flow.desk.scene.family.people}  # type: ignore[union-attr]


async def test_a_station_that_is_not_signed_in_says_so_when_it_is_to_look_in_planning_center(
    qapp: QApplication, data: Path
):
    async with a_staffed_station(data) as station:
        await station.opens()
        await station.types("rui duarte")
        await station.sees("Nobody found for “rui duarte”")
        await station.presses(Key.Key_Return)
        await station.sees("This station is not signed in to Planning Center yet")


async def test_an_option_of_the_room_is_ticked_written_down_and_printed(qapp: QApplication, data: Path):
    async with a_staffed_station(data) as station:
        await finds_the_coles(station)
        await station.moves_to("Ana Cole")
        await station.presses(Key.Key_Right)
        await station.moves_to("Nursery")
        await station.presses(Key.Key_Space, Key.Key_Down, Key.Key_Space)
        await station.presses(Key.Key_Left)
        station.flow.desk.give_reason("Small for her age")
        await station.presses(Key.Key_Return, control=True)
        await station.sees("Cole: checked in")
        ((body,),) = station.fetch("select body from fact where kind = 'check_in' and person = ?", ANA)
        assert json.loads(body)["options"] == ["1"]
        plain, bottled = (
            station.fetch("select count(*) from print_job where key like ? || ':%'", one)[0][0]
            for (one,) in station.fetch("select id from check_in where person in (?, ?) order by person desc", LEO, ANA)
        )
        assert bottled > plain
