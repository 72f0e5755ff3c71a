"""Volunteers at manned and roster stations: real keys on the real window, real services, a real file."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.app.chance import new_nonce
from kiosk.domain.attendance import AttendanceKind, CheckIn
from kiosk.domain.ids import LocationId, PersonId
from kiosk.domain.pins import Role
from kiosk.domain.watch import WatchKind
from kiosk.services.check_out import CheckOutRequest
from kiosk.services.lost_tag import IdentityCheck
from kiosk.services.room_views import RoomView
from kiosk.services.self_station import FamilyKey
from kiosk.storage.station_store import SqliteStation
from kiosk.ui.board_window import BoardLines
from kiosk.ui.staff.places import Place
from kiosk.ui.staff.rooms_flow import Asking, Part
from kiosk.ui.staff.staff_flow import StaffFlow
from tests.support.at_the_door import AN_ADMIN, ANA, MORNING, NINE, PAT, TWOS, bar, check_in, code_of, trust
from tests.support.staffed_station import SECOND_VOLUNTEER, Staffed, a_staffed_station
from tests.support.sunday import church_at
from tests.support.waiting import eventually

pytestmark = pytest.mark.seconds(60)
Key = Qt.Key


def inside(station: Staffed) -> dict[str, str]:
    """Person and room of everybody who is in, read with nothing but sqlite3."""
    return dict(station.fetch("select person, location from check_in where checked_out_at is null"))


async def test_a_family_is_checked_in_by_name_with_the_keyboard_alone(qapp: QApplication, data: Path):
    async with a_staffed_station(data) as station:
        await station.opens()
        await station.finds("cole")
        assert any(row.startswith("Ana Cole") and "Twos" in row for row in station.rows())
        await station.presses(Key.Key_Return)
        await station.sees("Cole: checked in")
        assert set(inside(station)) >= {"101", "102"}
        await eventually(
            lambda: {state for (state,) in station.fetch("select distinct state from print_job")} == {"printed"},
            seconds=20,
        )
        await station.types("gar")
        await station.sees("Garcia")


async def test_a_room_against_the_rules_is_chosen_with_a_reason_that_is_written_down(qapp: QApplication, data: Path):
    async with a_staffed_station(data) as station:
        await station.opens()
        await station.finds("cole")
        await station.moves_to("Ana Cole")
        await station.presses(Key.Key_Right)
        await station.moves_to("Threes")
        assert any(row.startswith("Threes, too young: ") for row in station.rows())
        await station.presses(Key.Key_Space, Key.Key_Left)
        assert "A reason is needed: Ana, Threes" in station.reads()
        await station.presses(Key.Key_Return)
        await station.types("Twin is there")
        await station.presses(Key.Key_Return)
        await station.sees("Cole: checked in")
        assert inside(station)[ANA] == "53"
        ((words,),) = station.fetch("select text from fact_words where what = 'override' limit 1")
        assert words == "Twin is there"


async def test_outside_the_window_a_reason_lets_a_volunteer_check_in(qapp: QApplication, data: Path):
    async with a_staffed_station(data, at=MORNING + timedelta(minutes=110)) as station:
        await station.opens()
        await station.finds("cole")
        times = station.flow.desk.scene.family
        assert times is not None
        nine = times.times[0]
        assert not nine.is_open
        assert not nine.is_late
        station.flow.desk.choose_only_time(nine.key)
        await station.presses(Key.Key_Return)
        await station.types("late")
        await station.presses(Key.Key_Return)
        await station.sees("Cole: checked in")


async def test_a_code_hands_children_over_and_its_second_use_says_when_and_by_whom(qapp: QApplication, data: Path):
    async with a_staffed_station(data) as station:
        await station.opens()
        code = await station.checks_in("cole")
        await station.presses(Key.Key_F3)
        await station.types(f"{code[:2]} {code[2:]}".lower())
        await station.presses(Key.Key_Return)
        await station.sees("Who goes home?")
        assert any(row.startswith("Pat Cole") for row in station.rows())
        await station.presses(Key.Key_Return)
        await station.sees("Handed over to Pat Cole")
        assert inside(station) == {}
        await station.types(code)
        await station.presses(Key.Key_Return)
        await station.sees("already picked up at 8:4")
        assert "by Pat Cole" in station.reads()


async def test_whom_another_window_handed_over_meanwhile_is_not_said_to_leave_here(qapp: QApplication, data: Path):
    async with a_staffed_station(data) as station:
        await station.opens()
        code = await station.checks_in("cole")
        station.scans(code)
        await station.sees("Who goes home?")
        check_out = station.church.volunteers.check_out
        await check_out(CheckOutRequest(code, people=(ANA,), by="Edna Moore"))
        await station.presses(Key.Key_Return)
        await station.sees("Handed over to Pat Cole: Leo")
        await station.sees("Ana: already picked up at 8:40 by Edna Moore.")

        await station.church.volunteers.undo.check_out([one.id for one in await outside(station)], AN_ADMIN)
        station.scans(code)
        await station.sees("Who goes home?")
        await check_out(CheckOutRequest(code, by="Edna Moore"))
        await station.presses(Key.Key_Return)
        await station.sees("Leo: already picked up at 8:40 by Edna Moore.")
        assert "Who goes home?" not in station.reads()


async def outside(station: Staffed) -> tuple[CheckIn, ...]:
    return await station.church.volunteers.door.released_since(MORNING)


async def test_a_release_is_taken_back_by_whoever_made_it(qapp: QApplication, data: Path):
    async with a_staffed_station(data) as station:
        await station.opens()
        station.scans(await station.checks_in("cole"))
        await station.sees("Who goes home?")
        assert station.flow.place is Place.DOOR
        await station.presses(Key.Key_Return)
        await station.sees("Handed over to Pat Cole")
        await station.presses(Key.Key_Z, control=True)
        await station.sees("they are inside again")
        assert set(inside(station)) >= {"101", "102"}


async def test_what_was_done_a_while_ago_is_found_again_and_undone(qapp: QApplication, data: Path):
    async with a_staffed_station(data) as station:
        await station.opens()
        code = await station.checks_in("cole")
        await station.presses(Key.Key_F3)
        await station.types(code)
        await station.presses(Key.Key_Return)
        await station.sees("Who goes home?")
        await station.presses(Key.Key_Return)
        await station.sees("Handed over to Pat Cole")
        await station.presses(Key.Key_Escape)
        await station.sees("Handed over in the last ten minutes")
        await eventually(lambda: station.flow.today.left)
        await station.tabs_to("Handed over in the last ten minutes")
        await station.presses(Key.Key_Return)
        await station.sees("Handed over to Pat Cole")
        assert inside(station) == {}
        await station.presses(Key.Key_Z, control=True)
        await station.sees("they are inside again")
        assert set(inside(station)) >= {"101", "102"}

        await station.presses(Key.Key_F2, Key.Key_Escape)
        await eventually(lambda: station.flow.today.came)
        await station.sees("Checked in lately")
        await station.tabs_to("Checked in lately")
        await station.presses(Key.Key_Return)
        await station.sees("Cole: checked in")
        # The code is shown once, to who made it; whoever has lost a tag goes through the questions.
        assert code not in station.reads()
        await station.presses(Key.Key_Z, control=True)
        await eventually(lambda: station.fetch("select sum(is_undone) from check_in") == [(2,)])


async def test_who_may_not_collect_is_stopped_calmly_until_a_lead_decides(qapp: QApplication, data: Path):
    async with a_staffed_station(data) as station:
        await bar(station.church, ANA, "Rick Sanders")
        await trust(station.church, ANA, "Edna Cole", "grandparent")
        await station.opens()
        code = await station.checks_in("cole")
        station.scans(code)
        await station.sees("Not to be handed to: Rick Sanders")
        # Whoever comes with the tag has to be asked: nobody is taken for granted, and Enter hands nobody over.
        assert station.flow.door.scene.collector == ""
        await station.presses(Key.Key_Return)
        assert set(inside(station)) >= {"101", "102"}
        station.flow.door.type_name("sanders, rick")
        station.flow.door.hand_over()
        await station.sees("call a team lead")
        assert "Let pass" not in station.reads()
        station.flow.refresh()
        await station.sees("somebody who may not collect was named at check-out")
        assert set(inside(station)) >= {"101", "102"}
        assert (await station.church.volunteers.alerts.since(MORNING))[0].typed == "sanders, rick"
        await station.presses(Key.Key_L, control=True)
        await station.opens(Role.LEAD)
        station.scans(code)
        await station.sees("Who goes home?")
        station.flow.door.type_name("Rick Sanders")
        station.flow.door.hand_over()
        await station.sees("Let pass")
        station.flow.door.give_reason("The mother is on the phone")
        station.flow.door.let_pass()
        await station.sees("Handed over to Rick Sanders")
        assert inside(station) == {}


async def test_wrong_codes_in_a_row_slow_the_box_down(qapp: QApplication, data: Path):
    async with a_staffed_station(data) as station:
        await station.opens()
        for wrong in ("XXXX", "XXX3", "XXX4", "XXX6", "XXX7", "XXX8"):
            station.flow.scan(wrong)
            await station.until_looked_up(wrong)
        await station.sees("Several codes were wrong. Try again in")
        station.flow.refresh()
        await station.sees("several wrong pick-up codes in a row")


async def test_a_lost_tag_is_replaced_only_after_every_check_and_a_second_volunteer(qapp: QApplication, data: Path):
    async with a_staffed_station(data) as station:
        await station.opens()
        await station.checks_in("cole")
        await station.presses(Key.Key_F3, Key.Key_F7)
        await station.types("ana")
        await eventually(lambda: station.flow.lost.scene.found)
        station.flow.lost.toggle(ANA)
        station.flow.lost.check(IdentityCheck.PHOTO_ID)
        station.flow.lost.find("nobody of this name")
        # What was asked was about Ana; it is not carried over to whoever is chosen next.
        await eventually(lambda: not station.flow.lost.scene.checks)
        station.flow.lost.find("ana")
        await eventually(lambda: station.flow.lost.scene.found)
        assert {line.person_id for line in station.flow.lost.scene.found} >= {"101", "102"}
        await station.presses(Key.Key_Return)
        await station.tabs_to("No tag: look closely first")
        for _ in IdentityCheck:
            await station.presses(Key.Key_Space, Key.Key_Down)
        await station.tabs_to("First and last name of the adult")
        await station.types("Pat Cole")
        await station.tabs_to("What happened?")
        await station.types("Left in the car")
        station.flow.lost.replace_tag()
        await station.sees("every item of the identity check")
        await station.tabs_to("PIN of a second volunteer")
        await station.types(SECOND_VOLUNTEER)
        await station.tabs_to("Print a new tag")
        await station.presses(Key.Key_Space)
        await station.sees("A new tag is printed")


@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768), (1080, 1920)])
async def test_tab_goes_through_the_lost_tag_form_as_one_reads_again_and_again(
    qapp: QApplication, data: Path, size: tuple[int, int]
):
    async with a_staffed_station(data, size=size) as station:
        await check_in(station.church, ANA)
        await station.opens()
        await station.presses(Key.Key_F3, Key.Key_F7)
        await station.types("ana")
        await eventually(lambda: station.flow.lost.scene.found)
        form = station.window.current_screen
        assert form is not None
        reached: list[QWidget] = []
        for _ in range(14):
            reached.append(station.window.focusWidget())
            await station.presses(Key.Key_Tab)
        once = reached[:7]
        assert len(set(once)) == 7
        assert reached[7:] == once
        tops = [one.mapTo(form, QPoint(0, 0)) for one in once]
        # Down the column of the children, or across to the checks: never back up within a column.
        assert all(not (a.x() == b.x() and b.y() < a.y()) for a, b in pairwise(tops))


async def test_a_room_leader_confirms_moves_closes_and_limits_from_a_roster_station_by_keys(
    qapp: QApplication, data: Path
):
    async with a_staffed_station(data, mode="roster") as station:
        await check_in(station.church, ANA)
        await station.opens()
        assert station.flow.places == (Place.ROOMS, Place.DOOR)
        await eventually(lambda: station.flow.rooms.scene.is_known)
        await station.moves_to("Twos")
        await station.presses(Key.Key_Right)
        await station.sees("Ana Cole")
        await station.presses(Key.Key_Return)
        await station.sees("confirmed")
        await station.presses(Key.Key_F9)
        at = station.flow.rooms.scene.present_line
        assert at is not None
        await station.sees(at[1].medical_notes)
        await station.presses(Key.Key_F7)
        await station.moves_to("Threes")
        await station.presses(Key.Key_Return)
        await station.sees("Ana moved to Threes")
        assert inside(station)[ANA] == "53"
        await station.presses(Key.Key_Escape)
        await station.moves_to("Twos")
        await station.tabs_to("Close the room")
        await station.presses(Key.Key_Return)
        await eventually(lambda: not _room(station, TWOS).is_open)
        await station.tabs_to("Limit")
        await station.presses(Key.Key_Space)
        await station.types("9")
        await station.presses(Key.Key_Return)
        await eventually(lambda: _room(station, TWOS).seats == 9)


async def test_a_room_closed_or_limited_by_a_command_is_so_in_two_windows_at_once(qapp: QApplication, data: Path):
    async with a_staffed_station(data, mode="roster") as station, church_at(data) as command:
        await station.opens(Role.LEAD)
        await eventually(lambda: station.flow.rooms.scene.is_known and _room(station, TWOS).is_open)
        desk = StaffFlow(station.flow.session.station, new_nonce, "manned", lambda: None)
        desk.session.staff = station.flow.session.staff
        try:
            await command.volunteers.rooms.close(TWOS, AN_ADMIN)
            station.flow.refresh()
            await eventually(lambda: not _room(station, TWOS).is_open)
            assert (await _room_offered(desk, ANA)) != "Twos"
            await command.volunteers.rooms.open(TWOS, AN_ADMIN)
            await command.volunteers.rooms.limit(TWOS, 0, AN_ADMIN)
            station.flow.refresh()
            await eventually(lambda: _room(station, TWOS).is_open and _room(station, TWOS).seats == 0)
            assert (await _room_offered(desk, ANA)) != "Twos"
            await station.church.volunteers.rooms.limit(TWOS, 99, AN_ADMIN)
            assert (await _room_offered(desk, ANA)) == "Twos"
            await check_in(command, ANA, room=TWOS)
        finally:
            desk.stop()


async def _room_offered(flow: StaffFlow, person: PersonId) -> str:
    """Where another window would send somebody now."""
    family = await flow.session.station.open(FamilyKey(None, person), {})
    card = next(one for one in family.people if one.person_id == person)
    room = card.times[0].room
    return room.name if room is not None else ""


def _room(station: Staffed, room_id: LocationId) -> RoomView:
    return next(room for room in station.flow.rooms.scene.rooms if room.location_id == room_id)


async def test_a_roster_station_checks_out_by_a_code_typed_anywhere(qapp: QApplication, data: Path):
    async with a_staffed_station(data, mode="roster") as station:
        code = await code_of(station.church, ANA)
        await station.opens()
        await eventually(lambda: station.flow.rooms.scene.is_known)
        await station.types(code)
        await station.presses(Key.Key_Return)
        await station.sees("Who goes home?")
        await station.presses(Key.Key_Return)
        await station.sees("Handed over to Pat Cole")
        await station.presses(Key.Key_F4)
        station.flow.rooms.choose_part(Part.LEFT)
        await station.sees("with Pat Cole")


async def test_the_door_says_what_each_adult_is_to_the_child(qapp: QApplication, data: Path):
    async with a_staffed_station(data) as station:
        await trust(station.church, ANA, "Edna Moore", "grandparent")
        code = await code_of(station.church, ANA)
        await station.opens()
        await station.presses(Key.Key_F3)
        await station.types(code)
        await station.presses(Key.Key_Return)
        await station.sees("Pat Cole, adult of the household")
        await station.sees("Edna Moore, grandparent")


async def test_everyone_inside_is_one_tap_and_a_pin_away(qapp: QApplication, data: Path):
    async with a_staffed_station(data) as station:
        await check_in(station.church, ANA)
        await station.presses(Key.Key_F12)
        await station.opens()
        assert station.flow.place is Place.EVERYONE
        await station.sees("Ana Cole, Twos")
        everyone = station.flow.everyone.scene.everyone
        assert everyone is not None
        station.flow.everyone.toggle(
            next(line.key for room in everyone.rooms for line in room.lines if line.person_id == ANA)
        )
        await station.sees(f"{everyone.inside} inside · 1 seen outside · {everyone.inside - 1} missing")
        await station.presses(Key.Key_P, control=True)
        await station.sees("Saved as")
        (paper,) = station.lists.glob("everyone-inside-*.pdf")
        assert paper.read_bytes().startswith(b"%PDF")
        station.flow.everyone.print_list()
        await station.sees("The list is on its way to the printer")
        rooms = len(everyone.rooms)
        printed = "select count(*) from print_job where kind = 'room_list' and state = 'printed'"
        await eventually(lambda: station.fetch(printed) == [(rooms,)], seconds=20)


async def test_the_station_opens_with_a_pin_locks_when_left_and_says_how_long_guessing_waits(
    qapp: QApplication, data: Path
):
    async with a_staffed_station(data) as station:
        while not station.flow.lock.scene.wait_seconds:
            await station.types("1357")
            await station.presses(Key.Key_Return)
            await eventually(lambda: not station.flow.lock.scene.is_busy)
        await station.sees("Too many wrong PINs. Try again in")
        assert station.flow.is_locked
        await eventually(lambda: not station.flow.lock.scene.wait_seconds, seconds=40)
        await station.opens()
        await station.finds("cole", opens=False)
        station.window.set_options(replace(station.window.options, lock_seconds=1))
        await station.sees("Locked because nobody was here")
        assert "Cole" not in station.reads()


async def test_a_new_family_is_searched_for_entered_once_and_checked_in(qapp: QApplication, data: Path):
    async with a_staffed_station(data) as station:
        await station.opens()
        await station.types("brightwater")
        await station.sees("Nobody found for")
        await station.presses(Key.Key_F6)
        await station.types("Tess")
        await station.presses(Key.Key_Return)
        assert "Brightwater" in station.reads()
        await station.presses(Key.Key_Return)
        await station.types("3125550999")
        await station.presses(Key.Key_Return)
        await station.types("Finn")
        await station.presses(Key.Key_Return)
        await station.types("5/2/2023")
        await station.presses(Key.Key_Return)
        await station.types("eggs")
        await station.presses(*(Key.Key_Return for _ in range(4 * 3 - 1)))
        await station.types("7 Elm St, Oak Park, IL 60302")
        await station.presses(Key.Key_Return, control=True)
        await station.sees("Check in 1 person")
        assert "Saved here, not yet sent to Planning Center." in station.reads()
        assert station.fetch(
            "select street_line_1, city, state, zip from address where street_line_1 = '7 Elm St'"
        ) == [("7 Elm St", "Oak Park", "IL", "60302")]
        await station.presses(Key.Key_Return)
        await station.sees("Brightwater: checked in")
        assert len(inside(station)) == 1


async def test_a_family_that_is_known_already_is_not_entered_twice(qapp: QApplication, data: Path):
    async with a_staffed_station(data) as station:
        await station.opens()
        await station.presses(Key.Key_F6)
        await station.types("Pat")
        await station.presses(Key.Key_Return)
        await station.types("Cole")
        await station.sees("Search first: is one of these the family?")
        assert any(row.startswith("Pat Cole") for row in station.rows())


async def test_somebody_on_the_watch_list_is_told_of_when_the_household_is_open(qapp: QApplication, data: Path):
    async with a_staffed_station(data) as station:
        await station.church.volunteers.watch.add(AN_ADMIN, ANA, WatchKind.CUSTODY, "Only Pat collects")
        await station.opens()
        await station.finds("cole")
        await station.sees("Custody, Ana Cole: Only Pat collects")


async def test_who_is_in_through_planning_centers_own_app_is_shown_with_the_room(qapp: QApplication, data: Path):
    async with a_staffed_station(data) as station:
        (person, room) = station.fetch(
            "select past_check_in.person, location.name from past_check_in join location on location.id = location"
            " where checked_out_at is null and event_time = '11' order by 1 limit 1"
        )[0]
        name = (await station.church.people.people([person]))[person].name
        await station.opens()
        await station.finds(name)
        family = station.flow.desk.scene.family
        assert family is not None
        station.flow.desk.choose_only_time(family.times[0].key)
        await eventually(lambda: any(row.startswith(name) and f"In: {room}" in row for row in station.rows()))


async def test_a_child_called_to_the_door_stands_on_the_pick_up_board(qapp: QApplication, data: Path):
    async with a_staffed_station(data, mode="roster") as station:
        await check_in(station.church, ANA)
        await station.opens()
        await eventually(lambda: station.flow.rooms.scene.is_known)
        await station.moves_to("Twos")
        await station.presses(Key.Key_Right, Key.Key_F8)
        await station.sees("Ana is called to the door")
        await station.presses(Key.Key_F10)
        board = station.window.board
        assert board is not None
        await eventually(lambda: any("Ana C." in one.accessibleName() for one in board.findChildren(BoardLines)))


async def test_heads_are_counted_for_the_start_and_as_the_kind_that_is_chosen(qapp: QApplication, data: Path):
    async with a_staffed_station(data, mode="roster") as station:
        await check_in(station.church, ANA)
        await station.opens()
        await eventually(lambda: station.flow.rooms.scene.is_known)
        await station.moves_to("Twos")
        rooms = station.flow.rooms.scene
        twos = _room(station, TWOS)
        assert len(twos.times) == 2
        assert twos.counted_types
        station.flow.rooms.choose_line(twos.present[0].check_in_id)
        offered = {room.name for room in station.flow.rooms.scene.ways_to_move}
        assert "Threes" in offered
        assert offered <= {room.name for room in rooms.rooms if room.event_id == twos.event_id}
        station.flow.rooms.ask(Asking.COUNT)
        await station.sees(f"How many, {twos.counted_types[0]}?")
        await station.types("7")
        await station.presses(Key.Key_Return)
        await station.sees("Counted.")
        ((time, kind, heads),) = station.fetch("select event_time, attendance_type, count from headcount")
        assert (time, kind, heads) == (twos.present[0].event_time_id, twos.counted_types[0], 7)


@pytest.mark.parametrize("setting", ["warn", "block"])
async def test_who_serves_unchecked_is_told_of_on_the_desk_and_stopped_where_the_church_says_so(
    qapp: QApplication, data: Path, setting: str
):
    async with church_at(data) as church:
        await SqliteStation(church.database).keep(replace(church.settings, background_check=setting))
    async with a_staffed_station(data) as station:
        await station.opens()
        await station.finds("cole")
        assert "No cleared background check" not in station.reads()
        desk = station.flow.desk
        desk.choose_kind(PAT, AttendanceKind.VOLUNTEER)
        await station.sees("No cleared background check: Pat Cole")
        desk.show_person(PAT)
        key = desk.scene.family.times[0].key if desk.scene.family else ""
        desk.choose_room(PAT, key, NINE, TWOS)
        desk.show_person(None)
        desk.give_reason("Helps today")
        desk.check_in()
        if setting == "block":
            await station.sees("There is no cleared background check for this volunteer.")
            assert PAT not in inside(station)
        else:
            await station.sees("Cole: checked in")
            assert PAT in inside(station)


async def test_somebody_on_the_watch_list_is_marked_in_the_search_at_check_in_and_at_collection(
    qapp: QApplication, data: Path
):
    async with a_staffed_station(data) as station:
        await station.church.volunteers.watch.add(AN_ADMIN, ANA, WatchKind.CUSTODY, "Only Pat collects")
        await station.opens()
        await station.finds("cole", opens=False)
        (row,) = [row for row in station.rows() if "Ana" in row]
        assert row.endswith("Please note")
        await station.presses(Key.Key_Return)
        await station.sees("Custody, Ana Cole: Only Pat collects")
        await station.presses(Key.Key_Return)
        await station.sees("Cole: checked in")
        visit = station.flow.desk.scene.visit
        assert visit is not None
        station.scans(visit.codes[0])
        await station.sees("Who goes home?")
        (ana,) = [row for row in station.rows() if row.startswith("Ana Cole")]
        assert "Custody" in ana
