"""What room leaders and the lost-tag path do: on the sample church, seen by every screen at once."""

from dataclasses import replace

import pytest

from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.facts import FactKind
from kiosk.domain.ids import EventId, FactId, LocationId
from kiosk.domain.labels import LabelKind, NameLabel, SecurityLabel
from kiosk.domain.problems import (
    BackgroundCheckMissing,
    ChecksMissing,
    LocationClosed,
    LocationFull,
    NoFittingLocation,
    NotAuthorised,
    NotCheckedIn,
    NotKnown,
    SettingNotValid,
)
from kiosk.services.check_out import CheckOutRequest
from kiosk.services.lost_tag import IdentityCheck, LostTagRequest
from kiosk.storage.fact_log import facts_of_kinds, first_break
from kiosk.storage.station_store import SqliteStation
from tests.support.at_the_door import (
    A_LEAD,
    A_VOLUNTEER,
    ANA,
    ANOTHER_VOLUNTEER,
    LEO,
    NINE,
    PAT,
    QUARTER_TO_ELEVEN,
    THREES,
    TWOS,
    bar,
    check_in,
    inside,
)
from tests.support.church_builders import SUNDAY, at
from tests.support.record_checks import check_record
from tests.support.sunday import church_at, without_limits

ADULT_CLASS = LocationId("90")
EARLY_YEARS = LocationId("40")
EVERY_CHECK = frozenset(IdentityCheck)


@pytest.fixture
def folder(data):
    """The sample church, every room with seats for all."""
    return without_limits(data)


async def room_given(church, person):
    (found,) = (await church.people.people([person])).values()
    (offer,) = await church.offers.of((found,), church.clock.now())
    return next((time.location and time.location.name for time in offer.times if time.event_time.id == NINE), None)


async def test_a_closed_room_is_closed_for_every_screen_at_once_and_open_again_next_week(folder):
    async with church_at(folder) as church:
        assert await room_given(church, ANA) == "Twos"
        await church.volunteers.rooms.close(TWOS, A_LEAD)
        assert await room_given(church, ANA) != "Twos"
        with pytest.raises(LocationClosed):
            await check_in(church, ANA, room=TWOS, override="she wants to", staff=A_LEAD)
        await church.volunteers.rooms.open(TWOS, A_LEAD)
        assert await room_given(church, ANA) == "Twos"
        await church.volunteers.rooms.close(TWOS, A_LEAD)
        assert (await church.attendance.room_states(SUNDAY))[TWOS].is_open is False
        assert not await church.attendance.room_states(SUNDAY.replace(day=20))


async def test_a_closed_folder_closes_its_rooms_and_who_is_in_stays_in(folder):
    async with church_at(folder) as church:
        await check_in(church, ANA)
        await church.volunteers.rooms.close(EARLY_YEARS, A_LEAD)

        assert await room_given(church, LEO) == "Kindergarten"
        with pytest.raises(LocationClosed):
            await check_in(church, LEO, room=TWOS, override="with his sister", staff=A_LEAD)
        assert set(await inside(church)) == {ANA}


async def test_a_limit_set_in_the_room_is_obeyed_and_an_override_passes_it(folder):
    async with church_at(folder) as church:
        await church.volunteers.rooms.limit(TWOS, 0, A_LEAD)
        with pytest.raises(LocationFull):
            await check_in(church, ANA, room=TWOS)
        await check_in(church, ANA, room=TWOS, override="sister is there", staff=A_LEAD)
        with pytest.raises(SettingNotValid):
            await church.volunteers.rooms.limit(TWOS, -1, A_LEAD)
        with pytest.raises(NotKnown):
            await church.volunteers.rooms.limit(LocationId("nowhere"), 3, A_LEAD)


async def test_a_move_takes_seat_code_roster_and_a_new_name_label_along(folder):
    async with church_at(folder) as church:
        (before,) = (await check_in(church, ANA)).check_ins
        await church.volunteers.rooms.confirm(before.id, A_VOLUNTEER)
        (line,) = await church.volunteers.rooms.move([before.id], THREES, A_VOLUNTEER)

        after = (await inside(church))[ANA]
        assert (line.rooms[0].name, after.location_id, after.confirmed_at) == ("Threes", THREES, None)
        assert after.security_code == before.security_code
        rosters = await church.rosters.at(church.clock.now(), church.zone)
        assert [(room.location.name, len(room.present)) for room in rosters if room.present] == [("Threes", 1)]
        labels = [job.label for job in await church.queue.of_group(before.group_id) if job.kind is LabelKind.NAME]
        assert [label.location_name for label in labels if isinstance(label, NameLabel)] == ["Twos", "Threes"]
        await church.volunteers.rooms.move([before.id], TWOS, A_VOLUNTEER)
        assert len(await church.queue.of_group(before.group_id)) == 4
    check_record(folder)


async def test_a_move_asks_for_a_seat_and_stays_within_the_event(folder):
    async with church_at(folder) as church:
        (one,) = (await check_in(church, ANA)).check_ins
        move = church.volunteers.rooms.move
        await church.volunteers.rooms.limit(THREES, 0, A_LEAD)
        with pytest.raises(LocationFull):
            await move([one.id], THREES, A_VOLUNTEER)
        await move([one.id], THREES, A_LEAD, override="asked by her mother")
        await church.volunteers.rooms.close(TWOS, A_LEAD)
        with pytest.raises(LocationClosed):
            await move([one.id], TWOS, A_LEAD, override="asked again")
        with pytest.raises(NoFittingLocation):
            await move([one.id], ADULT_CLASS, A_LEAD, override="no")
        assert (await inside(church))[ANA].location_id == THREES


async def test_all_of_a_visit_moves_or_none(folder):
    async with church_at(folder) as church:
        first, second = (await check_in(church, ANA, times=(NINE, QUARTER_TO_ELEVEN))).check_ins
        await church.volunteers.check_out(CheckOutRequest(str(first.security_code)))
        with pytest.raises(NotCheckedIn):
            await church.volunteers.rooms.move([first.id, second.id], THREES, A_VOLUNTEER)


async def test_the_kind_is_put_right_and_a_note_is_kept_beside_the_visit(folder):
    async with church_at(folder) as church:
        (one,) = (await check_in(church, ANA)).check_ins
        await church.volunteers.rooms.change_kind(one.id, AttendanceKind.GUEST, A_VOLUNTEER)
        await church.volunteers.rooms.note(one.id, "  has her\nbear  ")

        assert (await inside(church))[ANA].kind is AttendanceKind.GUEST
        assert list((await church.volunteers.door.words([FactId(one.id)], "note")).values()) == ["has her bear"]
        await church.volunteers.rooms.note(one.id, "")
        assert dict(await church.volunteers.door.words([FactId(one.id)], "note")) == {}


async def test_heads_are_counted_and_counted_again(folder):
    async with church_at(folder) as church:
        desk = church.volunteers.rooms
        await desk.count(NINE, "101", 40, A_VOLUNTEER)
        await desk.count(NINE, "101", 42, A_VOLUNTEER)
        await desk.count(NINE, "regular", 7, A_VOLUNTEER, TWOS)

        counted = await church.volunteers.door.headcounts([NINE])
        assert {(one.location_id, one.attendance_type, one.count) for one in counted} == {
            (None, "101", 42),
            (TWOS, "regular", 7),
        }


async def test_planning_centers_own_counts_stand_beside_ours_and_where_it_says_nothing_nothing_stands(folder):
    async with church_at(folder) as church:
        kinds = {one.name: one.id for one in await church.schedule.attendance_types(EventId("1"))}
        counted = [("900", NINE, kinds["Adults in the service"], 118)]
        await church.database.run(lambda c: c.executemany("insert into headcount_there values(?, ?, ?, ?)", counted))
        (room,) = await church.volunteers.rosters.rooms(TWOS)
        assert [(one.event_time_id, one.attendance_type, one.count) for one in room.heads_there] == [
            (NINE, "Adults in the service", 118)
        ]
        times = {one.event_time_id: one for one in (await church.volunteers.stats.of_dates(SUNDAY, SUNDAY)).times}
        assert [(one.attendance_type, one.count) for one in times[NINE].heads_there] == [("Adults in the service", 118)]
        assert times[QUARTER_TO_ELEVEN].heads_there == ()


async def test_a_lost_tag_asks_for_everything_before_it_gives_a_new_one(folder):
    async with church_at(folder) as church:
        (one,) = (await check_in(church, ANA)).check_ins
        whole = LostTagRequest((one.id,), "Pat Cole", "left at home", EVERY_CHECK, A_VOLUNTEER, A_LEAD)
        for lacking, missing in (
            (replace(whole, checks=frozenset([IdentityCheck.PHOTO_ID])), "phone_number"),
            (replace(whole, reason=" "), "reason"),
            (replace(whole, name=""), "name"),
            (replace(whole, second=None), "second"),
            (replace(whole, second=A_VOLUNTEER), "second"),
        ):
            with pytest.raises(ChecksMissing) as refused:
                await church.volunteers.lost_tag.replace(lacking)
            assert missing in str(refused.value.details["missing"])
        assert (await inside(church))[ANA].tag_revision == 0

        await church.volunteers.lost_tag.replace(whole)
        look = await church.volunteers.check_out.look(str(one.security_code))
        tags = [job.label for job in await church.queue.of_group(one.group_id) if job.kind is LabelKind.SECURITY]
        assert look.tag_revision == 1
        assert [(tag.security_code, tag.is_reprint) for tag in tags if isinstance(tag, SecurityLabel)] == [
            (one.security_code, False),
            (one.security_code, True),
        ]
        (fact,) = await church.database.read(lambda c: facts_of_kinds(c, (FactKind.REPRINT,)))
        assert (fact.body["staff"], fact.body["second"], len(str(fact.body["checks"])) > 20) == (
            A_VOLUNTEER.id,
            A_LEAD.id,
            True,
        )
        assert "left at home" not in str(fact.body)


async def test_the_second_volunteer_is_asked_for_by_setting(folder):
    async with church_at(folder) as church:
        await SqliteStation(church.database).keep(replace(church.settings, lost_tag_needs_second=False))
    async with church_at(folder) as church:
        (one,) = (await check_in(church, ANA)).check_ins
        request = LostTagRequest((one.id,), "Pat Cole", "left at home", EVERY_CHECK, A_VOLUNTEER)
        done = await church.volunteers.lost_tag.release(request)

        assert (done.security_code, done.by) == (None, "Pat Cole")
        (fact,) = await church.database.read(lambda c: facts_of_kinds(c, (FactKind.CHECK_OUT,)))
        assert (fact.body["how"], fact.body["by"], fact.body["lost"]) == ("no_code", PAT, 1)


async def test_the_lost_tag_path_asks_the_lists_too(folder):
    async with church_at(folder) as church:
        await bar(church, ANA, "Rick Sanders")
        (one,) = (await check_in(church, ANA)).check_ins
        request = LostTagRequest((one.id,), "Rik Sanders", "lost", EVERY_CHECK, A_VOLUNTEER, ANOTHER_VOLUNTEER)
        with pytest.raises(NotAuthorised):
            await church.volunteers.lost_tag.release(request)

        assert set(await inside(church)) == {ANA}
        (alert,) = await church.volunteers.alerts.since(at("8:00"))
        assert (alert.what, alert.typed) == ("not_authorised", "Rik Sanders")


async def test_labels_are_printed_again_with_the_same_code_and_a_tag_only_by_a_lead(folder):
    async with church_at(folder) as church:
        (one,) = (await check_in(church, ANA)).check_ins
        await church.volunteers.again.of_people([one.id], LabelKind.NAME, A_VOLUNTEER)
        with pytest.raises(NotAuthorised):
            await church.volunteers.again.of_people([one.id], LabelKind.SECURITY, A_VOLUNTEER)
        await church.volunteers.again.of_people([one.id], LabelKind.SECURITY, A_LEAD)

        jobs = await church.queue.of_group(one.group_id)
        assert [job.kind.value for job in jobs] == ["name", "security", "name", "security"]
        assert {job.label.security_code for job in jobs if job.label} == {one.security_code}
        assert (await inside(church))[ANA].revision == 2


async def test_who_serves_without_a_cleared_check_is_noted_or_stopped_by_setting(folder):
    async with church_at(folder) as church:
        await check_in(church, PAT, room=TWOS, kind=AttendanceKind.VOLUNTEER)
        (fact,) = await church.database.read(lambda c: facts_of_kinds(c, (FactKind.CHECK_IN,)))
        assert fact.body["unchecked"] == 1
        await SqliteStation(church.database).keep(replace(church.settings, background_check="block"))
    async with church_at(folder) as church:
        with pytest.raises(BackgroundCheckMissing):
            await check_in(church, PAT, room=THREES, times=(QUARTER_TO_ELEVEN,), kind=AttendanceKind.VOLUNTEER)
        with pytest.raises(BackgroundCheckMissing):
            await check_in(
                church,
                PAT,
                room=THREES,
                times=(QUARTER_TO_ELEVEN,),
                kind=AttendanceKind.VOLUNTEER,
                override="we need her",
                staff=A_LEAD,
            )


async def test_every_fact_says_who_and_the_chain_holds(folder):
    async with church_at(folder) as church:
        (one,) = (await check_in(church, ANA, staff=A_VOLUNTEER)).check_ins
        await church.volunteers.rooms.confirm(one.id, A_VOLUNTEER)
        await church.volunteers.rooms.close(TWOS, A_LEAD)
        facts = await church.volunteers.door.facts_since(at("8:00"), ())

        assert [fact.body.get("staff") for fact in facts] == [A_VOLUNTEER.id, A_VOLUNTEER.id, A_LEAD.id]
        assert await church.database.read(first_break) is None
        assert EventId("1") in (await church.days.at(church.clock.now())).trees
