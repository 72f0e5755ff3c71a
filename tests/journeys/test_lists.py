"""Rosters, the list of everyone inside, the board at the door and the night: C12 and C13, on the sample church."""

from dataclasses import replace

import pytest

from kiosk.app.chance import ulid_at
from kiosk.app.compose import Church
from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.facts import FactKind, moment_text
from kiosk.domain.hierarchy import group_node_id
from kiosk.domain.ids import CheckInId, EventId, LocationId, PersonId
from kiosk.domain.labels import RoomListLabel
from kiosk.domain.locations import LocationAdditions
from kiosk.domain.problems import (
    AlreadyCheckedIn,
    AlreadyCheckedOut,
    NotAuthorised,
    NotCheckedIn,
    NotKnown,
    PrinterUnavailable,
)
from kiosk.domain.schedule import EventSettings
from kiosk.services.check_out import CheckOutRequest
from kiosk.services.evacuation import EveryoneRoom
from kiosk.services.list_labels import ListLabels
from kiosk.services.room_views import RoomView
from kiosk.storage.fact_log import facts_of_kinds
from tests.support.at_the_door import (
    A_LEAD,
    A_VOLUNTEER,
    ANA,
    JOSE,
    LEO,
    NINE,
    PAT,
    QUARTER_TO_ELEVEN,
    TWOS,
    bar,
    check_in,
    code_of,
    inside,
)
from tests.support.church_builders import SUNDAY, at
from tests.support.record_checks import check_record
from tests.support.sunday import church_at, reading, without_limits

MONDAY = at("9:00").date().replace(day=14)


@pytest.fixture
def folder(data):
    """The sample church, every room with seats for all."""
    return without_limits(data)


async def the_twos(church: Church) -> RoomView:
    (room,) = await church.volunteers.rosters.rooms(TWOS)
    return room


async def test_a_roster_tells_who_is_expected_present_confirmed_and_gone(folder):
    async with church_at(folder) as church:
        before = await the_twos(church)
        assert "Ana Cole" in [line.name for line in before.expected]
        assert (before.present, before.left) == ((), ())

        code = await code_of(church, ANA)
        (line,) = (await the_twos(church)).present
        assert (line.called_name, line.medical_notes, line.confirmed_at) == ("Ana", "Nuts", None)
        assert "Ana Cole" not in [line.name for line in (await the_twos(church)).expected]
        await church.volunteers.rooms.confirm(line.check_in_id, A_VOLUNTEER)
        assert (await the_twos(church)).confirmed == 1

        await church.volunteers.check_out(CheckOutRequest(code, by="Pat Cole"))
        after = await the_twos(church)
        assert (after.present, [(one.called_name, one.left_with) for one in after.left]) == ((), [("Ana", "Pat Cole")])
        with pytest.raises(NotKnown):
            await church.volunteers.rosters.rooms(LocationId("nowhere"))


async def test_who_said_no_to_the_group_is_not_expected_though_they_came_lately(folder):
    async with church_at(folder) as church:
        (group, *_) = [one.group_id for one in await church.groups.memberships_of([ANA])]
        await church.schedule.keep_additions(TWOS, LocationAdditions(member_node_ids=(group_node_id(group),)))
        assert "Ana Cole" in [line.name for line in (await the_twos(church)).expected]

        with reading(folder) as connection:
            connection.execute(
                "insert into group_event(id, church_group, name, starts_at, is_cancelled, is_virtual, is_multi_day)"
                " values('a-meeting', ?, 'Twos', ?, 0, 0, 0)",
                (group, moment_text(at("9:00"))),
            )
            connection.execute("insert into group_event_reply values('a-reply', 'a-meeting', ?, 'no')", (ANA,))
        assert "Ana Cole" not in [line.name for line in (await the_twos(church)).expected]


async def test_a_room_shows_what_planning_center_counted_beside_our_count(folder):
    async with church_at(folder) as church:
        with reading(folder) as connection:
            connection.execute("delete from time_count_there")
        assert (await the_twos(church)).counted_there is None
        with reading(folder) as connection:
            connection.execute(
                "insert into time_count_there values('11', '52', 7, 2, 1), ('12', '52', null, null, null)"
            )
        assert ((await the_twos(church)).attendees, (await the_twos(church)).counted_there) == (0, 9)


async def test_C13_who_is_present_and_who_has_left_are_counted_apart(folder):
    async with church_at(folder) as church:
        first = await code_of(church, ANA)
        await check_in(church, LEO, room=TWOS, override="with his sister")
        await church.volunteers.check_out(CheckOutRequest(first))
        room = await the_twos(church)

        assert (len(room.present), len(room.left), room.attendees) == (1, 1, 1)


async def test_the_ratio_counts_each_person_once_whatever_times_they_stay_for(data):
    async with church_at(data) as church:
        before = await the_twos(church)
        await check_in(church, PAT, room=TWOS, kind=AttendanceKind.VOLUNTEER)
        await check_in(church, ANA, LEO, times=(NINE, QUARTER_TO_ELEVEN), room=TWOS, override="together", staff=A_LEAD)
        room = await the_twos(church)

        assert (room.attendees - before.attendees, room.volunteers - before.volunteers) == (2, 1)
        assert not room.lacks_volunteers


async def test_everyone_inside_is_printed_with_whom_to_call_and_no_number_stands_for_an_allergy(folder):
    async with church_at(folder) as church:
        await check_in(church, ANA, LEO, by=PAT)
        everyone = await church.volunteers.everyone.list_now(A_LEAD)
        with_none, with_one = (replace(church.settings, printer=address) for address in ("none", "escpos://box"))
        with pytest.raises(PrinterUnavailable):
            await ListLabels(church.volunteers.door, church.clock, with_none, ulid_at).everyone(everyone)
        await ListLabels(church.volunteers.door, church.clock, with_one, ulid_at).everyone(everyone)

        today = church.clock.now().astimezone(church.zone).date()
        labels = [one.job.label for one in await church.queue.of_day(today)]
        lines = {line.called_name: line for label in labels if isinstance(label, RoomListLabel) for line in label.lines}
        assert (lines["Ana Cole"].contact, lines["Ana Cole"].medical) == ("Pat Cole (312) 555-0142", "")


async def test_everyone_inside_is_listed_by_room_with_an_adult_to_call_and_the_counts_add_up(folder):
    async with church_at(folder) as church:
        await check_in(church, ANA, LEO, times=(NINE, QUARTER_TO_ELEVEN), by=PAT)
        everyone = await church.volunteers.everyone.list_now(A_LEAD)
        ours = {line.name: (room.name, line) for room in everyone.rooms for line in room.lines if not line.is_elsewhere}
        assert {name: room for name, (room, _) in ours.items()} == {"Ana Cole": "Twos", "Leo Cole": "Kindergarten"}
        ana = ours["Ana Cole"][1]
        assert (ana.has_medical_notes, [(one.name, one.phone) for one in ana.adults]) == (
            True,
            [("Pat Cole", "(312) 555-0142")],
        )
        assert (
            everyone.inside
            == everyone.missing
            == len({line.person_id for room in everyone.rooms for line in room.lines})
        )

        ticked = await church.volunteers.everyone.tick(everyone.list_id, ana.check_ins, A_LEAD)
        assert (ticked.inside, ticked.seen, ticked.missing) == (everyone.inside, 1, everyone.inside - 1)
        again = await church.volunteers.everyone.untick(everyone.list_id, ana.check_ins)
        assert (again.seen, again.missing) == (0, everyone.inside)
    async with church_at(folder) as church:
        await church.volunteers.everyone.tick(everyone.list_id, ana.check_ins, None)
        # The ticks are on disk: a second window, or a restart in the yard, shows the same.
        assert (await church.volunteers.everyone.again(everyone.list_id)).seen == 1


async def test_the_board_shows_first_names_with_an_initial_and_forgets_soon(folder):
    async with church_at(folder) as church:
        code = await code_of(church, ANA, times=(NINE, QUARTER_TO_ELEVEN))
        (leo,) = (await check_in(church, LEO)).check_ins
        await church.volunteers.board.call(leo.id, A_VOLUNTEER)
        await church.volunteers.check_out(CheckOutRequest(code))
        board = await church.volunteers.board.show()
        assert ([line.name for line in board.called], [line.name for line in board.released]) == (
            ["Leo C."],
            ["Ana C."],
        )
        (room,) = await church.volunteers.rosters.rooms(leo.location_id)
        assert [line.called_name for line in room.present if line.is_called] == ["Leo"]
        await church.volunteers.board.end_call(leo.id)
        assert (await church.volunteers.board.show()).called == ()
        await church.volunteers.board.call(leo.id, A_VOLUNTEER)

        await church.volunteers.check_out(CheckOutRequest(str(leo.security_code)))
        board = await church.volunteers.board.show()
        assert ([line.name for line in board.called], len(board.released)) == ([], 2)
        with pytest.raises(NotCheckedIn):
            await church.volunteers.board.call(leo.id, A_VOLUNTEER)
        with pytest.raises(NotKnown):
            await church.volunteers.board.call(CheckInId("nobody"), A_VOLUNTEER)
    async with church_at(folder, at("8:52")) as church:
        assert (await church.volunteers.board.show()).released == ()


async def test_C12_the_night_checks_out_who_was_in_before_it_and_says_so(folder):
    async with church_at(folder, at("4:05")) as church:
        await check_in(church, LEO)
        assert await church.volunteers.close_out() == ()
    async with church_at(folder, at("10:00")) as church:
        await check_in(church, ANA, times=(QUARTER_TO_ELEVEN,))
        assert await church.volunteers.close_out() == ()
    async with church_at(folder, at("2:59", MONDAY)) as church:
        assert await church.volunteers.close_out() == ()
        assert set(await inside(church)) == {ANA, LEO}
    async with church_at(folder, at("3:00", MONDAY)) as church:
        out = await church.volunteers.close_out()
        assert {(line.called_name, line.is_automatic, line.by) for line in out} == {
            ("Leo", True, ""),
            ("Ana", True, ""),
        }
        assert await church.volunteers.close_out() == ()
        report = await church.volunteers.stats.of_dates(SUNDAY, SUNDAY)
        assert {row.person_name for row in report.never_checked_out} == {"Ana Cole", "Leo Cole"}
        facts = await church.database.read(lambda c: facts_of_kinds(c, (FactKind.CHECK_OUT,)))
        assert [fact.body["how"] for fact in facts] == ["automatic", "automatic"]
        assert (await church.volunteers.board.show()).released == ()
    check_record(folder)


async def test_the_night_leaves_who_sleeps_here_and_who_came_for_an_early_service(folder):
    async with church_at(folder, at("10:00")) as church:
        await church.schedule.keep_settings(EventId("1"), EventSettings(service_minutes=1_200))
        await check_in(church, ANA, times=(QUARTER_TO_ELEVEN,))
    async with church_at(folder, at("3:10", MONDAY)) as church:
        assert await church.volunteers.close_out() == ()
        assert "Ana Cole" in [line.name for room in await everyone(church) for line in room.lines]
    async with church_at(folder, at("3:00", MONDAY.replace(day=15))) as church:
        assert [line.called_name for line in await church.volunteers.close_out()] == ["Ana"]


async def everyone(church: Church) -> tuple[EveryoneRoom, ...]:
    return (await church.volunteers.everyone.list_now(A_LEAD)).rooms


async def test_two_records_of_one_child_that_are_merged_while_both_are_in_are_one_child(folder):
    async with church_at(folder) as church:
        ana, jose = await code_of(church, ANA), await code_of(church, JOSE)
        before = (await church.volunteers.everyone.list_now(A_LEAD)).inside
        await church.database.run(lambda c: c.execute("insert into person_alias values(?, ?, '')", (ANA, JOSE)))
        assert (await church.volunteers.everyone.list_now(A_LEAD)).inside == before - 1
        done = await church.volunteers.check_out(CheckOutRequest(ana, staff=A_VOLUNTEER))
        assert await inside(church) == {}
        with pytest.raises(AlreadyCheckedOut):
            await church.volunteers.check_out.look(jose)
        await check_in(church, JOSE)
        with pytest.raises(AlreadyCheckedIn):
            await church.volunteers.undo.check_out([done.released[0].check_in.id], A_VOLUNTEER)
    check_record(folder)


async def test_an_adult_who_may_not_collect_is_stopped_by_the_record_they_were_merged_into(folder):
    async with church_at(folder) as church:
        await bar(church, ANA, "Dad", PersonId("9901"))
        await church.database.run(lambda c: c.execute("insert into person_alias values('9901', ?, '')", (PAT,)))
        code = await code_of(church, ANA)
        assert (await church.volunteers.check_out.look(code)).collectors == ()
        with pytest.raises(NotAuthorised):
            await church.volunteers.check_out(CheckOutRequest(code, by=PAT, staff=A_VOLUNTEER))


async def test_an_alert_is_quiet_and_names_who_is_on_the_watch_list(folder):
    from kiosk.domain.watch import WatchKind

    async with church_at(folder) as church:
        watch = church.volunteers.watch
        with pytest.raises(NotAuthorised):
            await watch.add(A_VOLUNTEER, ANA, WatchKind.CUSTODY, "call Pat first")
        entry = await watch.add(A_LEAD, ANA, WatchKind.CUSTODY, "call Pat first")
        await watch.add(A_LEAD, LEO, WatchKind.WELCOME_BACK, "was ill", until=at("9:00").date().replace(day=12))
        code = await code_of(church, ANA, LEO)

        look = await church.volunteers.check_out.look(code)
        assert {line.called_name: line.flags for line in look.inside} == {"Ana": ("custody",), "Leo": ()}
        assert [(one.name, one.note) for one in await watch.alerts([ANA, LEO])] == [("Ana Cole", "call Pat first")]
        assert (await the_twos(church)).present[0].flags == ("custody",)
        await watch.remove(A_LEAD, entry.id)
        assert await watch.alerts([ANA]) == ()
        facts = await church.database.read(lambda c: facts_of_kinds(c, (FactKind.STAFF,)))
        assert {fact.person_id for fact in facts} == {ANA, LEO}
        assert "call Pat" not in str([fact.body for fact in facts])


async def test_nobody_unknown_is_put_on_the_watch_list(folder):
    from kiosk.domain.watch import WatchKind

    async with church_at(folder) as church:
        with pytest.raises(NotKnown):
            await church.volunteers.watch.add(A_LEAD, PersonId("nobody"), WatchKind.OTHER, "")
