"""Handing children back: rows C01-C11, C14-C16 and S13 of cases.md, on the sample church."""

from dataclasses import replace

import pytest

from kiosk.domain.facts import FactKind
from kiosk.domain.ids import CheckInGroupId, EventId, LocationId, PersonId
from kiosk.domain.problems import (
    AlreadyCheckedIn,
    AlreadyCheckedOut,
    CannotUndo,
    CodeDoesNotMatch,
    FullNameNeeded,
    NonceReused,
    NotAuthorised,
    NotCheckedIn,
    TooManyTries,
)
from kiosk.domain.schedule import EventSettings
from kiosk.services.check_in_request import CheckInRequest, Want
from kiosk.services.check_out import CheckOutRequest
from kiosk.storage.fact_log import facts_of_kinds
from kiosk.storage.station_store import SqliteStation
from kiosk.words import Words
from kiosk.words.problems import sentence
from tests.support.at_the_door import (
    A_LEAD,
    A_VOLUNTEER,
    AFTERWARDS,
    AN_ADMIN,
    ANA,
    ANOTHER_VOLUNTEER,
    LEO,
    MIA,
    NINE,
    PAT,
    QUARTER_TO_ELEVEN,
    THREES,
    bar,
    check_in,
    code_of,
    inside,
    trust,
)
from tests.support.church_builders import at
from tests.support.record_checks import check_record
from tests.support.sunday import MORNING, church_at, without_limits

AT_TEN_TWELVE = at("10:12")
KIDS_TEAM = LocationId("92")
A_TAP = CheckInGroupId("01J00000000000000000000001")
NEXT_DAY = at("8:40", at("8:40").date().replace(day=14))


@pytest.fixture
def folder(data):
    """The sample church, every room with seats for all."""
    return without_limits(data)


async def test_C01_a_code_shows_both_children_with_their_rooms_and_releases_one_or_both(folder):
    async with church_at(folder) as church:
        code = await code_of(church, ANA, LEO)
        look = await church.volunteers.check_out.look(code)
        assert {(line.called_name, line.rooms[0].name) for line in look.inside} == {
            ("Ana", "Twos"),
            ("Leo", "Kindergarten"),
        }

        first = await church.volunteers.check_out(CheckOutRequest(code, people=(ANA,)))
        assert [line.called_name for line in first.released] == ["Ana"]
        assert set(await inside(church)) == {LEO}
        second = await church.volunteers.check_out(CheckOutRequest(code))
        assert [line.called_name for line in second.released] == ["Leo"]
        assert [line.called_name for line in second.already_out] == ["Ana"]
    check_record(folder)


async def test_C02_a_second_use_says_when_and_with_whom(folder):
    async with church_at(folder) as church:
        code = await code_of(church, ANA)
    async with church_at(folder, AT_TEN_TWELVE) as church:
        await church.volunteers.check_out(CheckOutRequest(code, by="Pat Cole"))
        with pytest.raises(AlreadyCheckedOut) as refused:
            await church.volunteers.check_out(CheckOutRequest(code))
        with pytest.raises(AlreadyCheckedOut):
            await church.volunteers.check_out.look(code)

    lines = refused.value.details["already_out"]
    assert isinstance(lines, tuple)
    (line,) = lines
    assert (f"{line.checked_out_at:%H:%M}", line.by) == ("10:12", "Pat Cole")


async def test_C03_a_station_for_some_events_does_not_offer_who_is_elsewhere(folder):
    async with church_at(folder) as church:
        wants = (Want(ANA, NINE), Want(LEO, AFTERWARDS, KIDS_TEAM))
        (code,) = (await church.check_in(CheckInRequest(A_TAP, wants, override="helps there"))).codes
        await SqliteStation(church.database).keep(  # the same station, now for the adults' event only
            replace(church.settings, event_ids=(EventId("3"),))
        )
    async with church_at(folder) as church:
        look = await church.volunteers.check_out.look(code)
        assert [line.called_name for line in look.inside] == ["Leo"]
        await SqliteStation(church.database).keep(replace(church.settings, event_ids=(EventId("2"),)))
    async with church_at(folder) as church:
        with pytest.raises(CodeDoesNotMatch):
            await church.volunteers.check_out.look(code)


async def test_C04_a_room_at_its_absolute_limit_lets_children_out(folder):
    async with church_at(folder) as church:
        code = await code_of(church, MIA, room=THREES, override="no birthdate")
        rooms = {room.id: room for room in await church.schedule.locations(EventId("1"))}
        await church.schedule.keep_additions(THREES, replace(rooms[THREES].additions, absolute_limit=1))

        done = await church.volunteers.check_out(CheckOutRequest(code))
        assert len(done.released) == 1


async def test_C05_who_came_in_by_override_goes_out_as_everybody_does(folder):
    async with church_at(folder) as church:
        code = await code_of(church, LEO, room=THREES, override="stays with his sister", staff=A_LEAD)

        assert (await inside(church))[LEO].is_override
        assert len((await church.volunteers.check_out(CheckOutRequest(code))).released) == 1


@pytest.mark.parametrize("typed", ["rick sanders", "Sanders, Rick", "Rick  Sanders", "Rik Sanders"])
async def test_C06_who_is_not_authorised_is_stopped_quietly_and_a_lead_is_told(folder, typed):
    async with church_at(folder) as church:
        entry = await bar(church, ANA, "Rick Sanders")
        code = await code_of(church, ANA)
        with pytest.raises(NotAuthorised):
            await church.volunteers.check_out(CheckOutRequest(code, by=typed, staff=A_VOLUNTEER))

        assert set(await inside(church)) == {ANA}
        (alert,) = await church.database.read(lambda c: facts_of_kinds(c, (FactKind.ALERT,)))
        assert (alert.body["what"], alert.body["entries"], alert.body["staff"]) == (
            "not_authorised",
            [entry.id],
            A_VOLUNTEER.id,
        )


async def test_C06_an_override_is_recorded_with_the_name(folder):
    async with church_at(folder) as church:
        entry = await bar(church, ANA, "Rick Sanders")
        code = await code_of(church, ANA)
        why = "court order ended, paper seen"
        with pytest.raises(NotAuthorised):
            await church.volunteers.check_out(CheckOutRequest(code, by="Rick Sanders", override=why, staff=A_VOLUNTEER))
        done = await church.volunteers.check_out(CheckOutRequest(code, by="Rick Sanders", override=why, staff=A_LEAD))

        (fact,) = await church.database.read(lambda c: facts_of_kinds(c, (FactKind.CHECK_OUT,)))
        assert done.by == "Rick Sanders"
        assert (fact.body["staff"], fact.body["override"], fact.body["barred"]) == (A_LEAD.id, 1, [entry.id])
        assert "Sanders" not in str(fact.body)
        assert (await church.volunteers.door.words([fact.id], "reason"))[fact.id] == why


@pytest.mark.parametrize("typed", ["Grandma Edna", "John Smith", "R"])
async def test_C07_who_is_trusted_or_unknown_is_not_stopped(folder, typed):
    async with church_at(folder) as church:
        await bar(church, ANA, "Rick Sanders")
        await trust(church, ANA, "Grandma Edna", "grandparent")
        code = await code_of(church, ANA)

        done = await church.volunteers.check_out(CheckOutRequest(code, by=typed))
        assert done.by == typed


async def test_C08_a_part_of_a_name_asks_for_all_of_it(folder):
    async with church_at(folder) as church:
        await bar(church, ANA, "Joanna Lee")
        code = await code_of(church, ANA)
        with pytest.raises(FullNameNeeded):
            await church.volunteers.check_out(CheckOutRequest(code, by="Ann"))

        assert (await church.volunteers.check_out(CheckOutRequest(code, by="Ann Miller"))).by == "Ann Miller"


async def test_C09_a_check_in_is_undone_until_the_room_has_received_the_child(folder):
    async with church_at(folder) as church:
        first, second = (await check_in(church, ANA)).check_ins[0], (await check_in(church, LEO)).check_ins[0]
        await church.volunteers.rooms.confirm(second.id, A_VOLUNTEER)
        await church.volunteers.undo.check_in([first.id], A_VOLUNTEER)
        with pytest.raises(CannotUndo):
            await church.volunteers.undo.check_in([second.id], A_VOLUNTEER)

        assert set(await inside(church)) == {LEO}
        assert {job.state.value for job in await church.queue.of_group(first.group_id)} == {"cancelled"}
        assert {job.state.value for job in await church.queue.of_group(second.group_id)} == {"queued"}
        # Undone is as if it had never been: the same child may come in again.
        await check_in(church, ANA)
        assert set(await inside(church)) == {ANA, LEO}


async def test_C10_who_comes_back_is_let_in_again(folder):
    async with church_at(folder) as church:
        first = await code_of(church, ANA)
        await church.volunteers.check_out(CheckOutRequest(first))
        second = await code_of(church, ANA)

        assert first != second
        with pytest.raises(AlreadyCheckedOut):
            await church.volunteers.check_out(CheckOutRequest(first))
        assert len((await church.volunteers.check_out(CheckOutRequest(second))).released) == 1


async def test_C11_nobody_is_in_twice_unless_the_event_lets_them(folder):
    async with church_at(folder) as church:
        await check_in(church, ANA)
        with pytest.raises(AlreadyCheckedIn):
            await check_in(church, ANA)
        await check_in(church, ANA, times=(QUARTER_TO_ELEVEN,))
        await church.schedule.keep_settings(EventId("1"), EventSettings(stops_doubles=False))
        again = await check_in(church, ANA)

    assert [one.is_duplicate for one in again.check_ins] == [True]


async def test_C14_a_self_station_offers_no_check_out():
    from kiosk.services.self_station import SelfStation

    assert not [name for name in dir(SelfStation) if "out" in name.split("_")]


async def test_C15_who_never_came_in_is_not_checked_in_and_nothing_is_written(folder):
    async with church_at(folder) as church:
        code = await code_of(church, ANA)
        with pytest.raises(NotCheckedIn):
            await church.volunteers.check_out(CheckOutRequest(code, people=(LEO,)))
        with pytest.raises(CodeDoesNotMatch):
            await church.volunteers.check_out(CheckOutRequest("ZZZZ"))

        assert await church.database.read(lambda c: facts_of_kinds(c, (FactKind.CHECK_OUT,))) == ()


async def test_C16_the_adults_of_the_household_and_who_is_trusted_are_offered_and_who_collected_is_kept(folder):
    async with church_at(folder) as church:
        await trust(church, ANA, "Edna Moore", "grandparent")
        await church.volunteers.family_adults.relate(A_LEAD, ANA, PAT, "parent")
        code = await code_of(church, ANA)
        look = await church.volunteers.check_out.look(code)
        assert [(one.name, one.relationship) for one in look.collectors] == [
            ("Pat Cole", "parent"),
            ("Edna Moore", "grandparent"),
        ]

        await church.volunteers.check_out(CheckOutRequest(code, by=look.collectors[1].id))
        (out,) = await church.volunteers.door.released_since(MORNING)
        assert out.checked_out_by == look.collectors[1].id
        assert (await church.volunteers.lines.out([out]))[0].by == "Edna Moore"


async def test_an_adult_chosen_for_two_children_is_written_down_by_name_when_only_one_leaves(folder):
    async with church_at(folder) as church:
        edna = await trust(church, ANA, "Edna Moore", "grandparent")
        code = await code_of(church, ANA, LEO)
        done = await church.volunteers.check_out(CheckOutRequest(code, people=(LEO,), by=edna.id, staff=A_VOLUNTEER))
        assert done.by == "Edna Moore"
        await bar(church, ANA, "Edna Moore")
        with pytest.raises(NotAuthorised):
            await church.volunteers.check_out(CheckOutRequest(code, by=edna.id, staff=A_VOLUNTEER))


async def test_S13_a_code_is_read_in_any_form_and_holds_for_its_day_or_while_its_child_is_in(folder):
    async with church_at(folder) as church:
        code = await code_of(church, ANA)
        other = await code_of(church, LEO)
        typed = f" {code[:2].lower()}-{code[2:].lower()} "
        assert [line.called_name for line in (await church.volunteers.check_out.look(typed)).inside] == ["Ana"]
        await church.volunteers.check_out(CheckOutRequest(typed))
        with pytest.raises(AlreadyCheckedOut):
            await church.volunteers.check_out.look(typed)
    async with church_at(folder, NEXT_DAY) as church:
        with pytest.raises(CodeDoesNotMatch):
            await church.volunteers.check_out.look(code)
        # Nobody ever checked Leo out: he may be in the building still, and his code still opens.
        assert len((await church.volunteers.check_out(CheckOutRequest(other))).released) == 1


async def test_both_services_end_with_one_release(folder):
    async with church_at(folder) as church:
        code = await code_of(church, ANA, times=(NINE, QUARTER_TO_ELEVEN))
        done = await church.volunteers.check_out(CheckOutRequest(code))

        assert len(done.released) == 2
        assert await inside(church) == {}


async def test_the_same_tap_again_gets_the_same_answer(folder):
    async with church_at(folder) as church:
        code, other = await code_of(church, ANA), await code_of(church, LEO)
        request = CheckOutRequest(code, by="Pat Cole", nonce="01J0000000000000000000000X")
        first, again = await church.volunteers.check_out(request), await church.volunteers.check_out(request)

        assert (first.is_replay, again.is_replay) == (False, True)
        assert [line.check_in.id for line in first.released] == [line.check_in.id for line in again.released]
        with pytest.raises(NonceReused):
            await church.volunteers.check_out(CheckOutRequest(other, nonce=request.nonce))


async def test_a_release_is_undone_by_who_made_it_or_an_admin_within_ten_minutes(folder):
    async with church_at(folder) as church:
        code = await code_of(church, ANA)
        done = await church.volunteers.check_out(CheckOutRequest(code, staff=A_VOLUNTEER))
        ids = [line.check_in.id for line in done.released]
        with pytest.raises(NotAuthorised) as refused:
            await church.volunteers.undo.check_out(ids, ANOTHER_VOLUNTEER)
        assert "or an admin" in sentence(Words(), "NotAuthorised", refused.value.details)
        back = await church.volunteers.undo.check_out(ids, A_VOLUNTEER)
        assert [line.called_name for line in back] == ["Ana"]
        assert set(await inside(church)) == {ANA}
        await church.volunteers.check_out(CheckOutRequest(code, staff=A_VOLUNTEER))
        await church.volunteers.undo.check_out(ids, AN_ADMIN)
        await church.volunteers.check_out(CheckOutRequest(code, staff=A_VOLUNTEER))
    async with church_at(folder, at("8:51")) as church:
        with pytest.raises(CannotUndo):
            await church.volunteers.undo.check_out(ids, AN_ADMIN)
    check_record(folder)


async def test_a_release_is_not_undone_when_the_child_has_come_in_again(folder):
    async with church_at(folder) as church:
        code = await code_of(church, ANA)
        done = await church.volunteers.check_out(CheckOutRequest(code, staff=A_VOLUNTEER))
        (again,) = (await check_in(church, ANA, times=(QUARTER_TO_ELEVEN,))).check_ins
        with pytest.raises(AlreadyCheckedIn):
            await church.volunteers.undo.check_out([done.released[0].check_in.id], A_VOLUNTEER)
        await church.volunteers.undo.check_in([again.id], A_VOLUNTEER)
        await check_in(church, ANA)

        with pytest.raises(AlreadyCheckedIn):
            await church.volunteers.undo.check_out([done.released[0].check_in.id], A_VOLUNTEER)


async def test_wrong_codes_in_a_row_slow_the_box_down_and_tell_a_lead(folder):
    async with church_at(folder) as church:
        code = await code_of(church, ANA)
        for _ in range(5):
            with pytest.raises(CodeDoesNotMatch):
                await church.volunteers.check_out.look("ZZZZ")
        with pytest.raises(TooManyTries) as wait:
            await church.volunteers.check_out.look(code)

        assert 0 < int(str(wait.value.details["seconds"])) <= 5
        alerts = await church.database.read(lambda c: facts_of_kinds(c, (FactKind.ALERT,)))
        assert [alert.body for alert in alerts] == [{"what": "wrong_codes", "tries": 5}]
    async with church_at(folder, at("8:41")) as church:
        assert (await church.volunteers.check_out.look(code)).inside
        for _ in range(4):
            with pytest.raises(CodeDoesNotMatch):
                await church.volunteers.check_out.look("ZZZZ")
        assert (await church.volunteers.check_out.look(code)).inside


async def test_who_may_not_collect_is_known_to_the_volunteer_and_not_among_the_adults(folder):
    async with church_at(folder) as church:
        await bar(church, ANA, "Pat Cole", PAT)
        code = await code_of(church, ANA, LEO)
        look = await church.volunteers.check_out.look(code)

        assert look.not_authorised == ("Pat Cole",)
        assert "Pat Cole" not in [one.name for one in look.collectors]
        for typed in ("105", "Cole Pat"):
            with pytest.raises(NotAuthorised):
                await church.volunteers.check_out(CheckOutRequest(code, by=typed))
        # The list is Ana's; Leo may go with Pat.
        assert (await church.volunteers.check_out(CheckOutRequest(code, people=(LEO,), by="Pat Cole"))).released


async def test_lists_are_imported_line_by_line_and_the_same_file_again_changes_nothing(folder):
    text = (
        "\ufeffchild_id,child_name,name,may_collect,relationship\n"
        "101,,Rick Sanders,no,\n"
        ",Leo Cole,Edna Moore,yes,grandparent\n"
        ",Nobody Atall,Edna Moore,yes,\n"
        "102,,Someone,perhaps,\n"
        "102,,,yes,\n"
    )
    async with church_at(folder) as church:
        lists = church.volunteers.pick_up_lists
        first, again = await lists.import_csv(AN_ADMIN, text), await lists.import_csv(None, text)

        assert (first.entries, again.entries) == (2, 0)
        assert [(number, str(what)) for number, what in first.left_out] == [
            (4, "child_not_found"),
            (5, "neither_yes_nor_no"),
            (6, "name_missing"),
        ]
        assert [(one.name, one.may_collect) for one in await lists.of(ANA)] == [("Rick Sanders", False)]
        assert [(one.name, one.may_collect) for one in await lists.of(PersonId("102"))] == [("Edna Moore", True)]
        with pytest.raises(NotAuthorised):
            await lists.import_csv(A_LEAD, text)
