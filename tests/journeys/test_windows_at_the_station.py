"""When check-in is open, as families and volunteers meet it: rows W04, W09, W14-W18 of cases.md on the sample church."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.app.compose import Church
from kiosk.domain.ids import EventId, EventTimeId, HouseholdId, LocationId
from kiosk.domain.problems import CheckInClosed
from kiosk.domain.reasons import TimeReason
from kiosk.domain.schedule import EventSettings, WindowPolicy
from kiosk.services.attendees import Attendees
from kiosk.services.check_out import CheckOutRequest
from kiosk.services.offers import Offers, TimeOffer
from kiosk.services.program import Programs
from kiosk.services.self_station import FamilyKey
from kiosk.services.service_day import ServiceDays
from kiosk.services.start_view import StationState
from kiosk.storage.overlay_store import SqliteOverlay
from kiosk.ui.selection import first_selection, placements, times_of
from tests.support.at_the_door import ANA, LEO, NINE, QUARTER_TO_ELEVEN, check_in, inside
from tests.support.church_builders import SUNDAY, at
from tests.support.self_desk import desk_of
from tests.support.sunday import church_at, reading, riverside, served, without_limits
from tests.support.week_to_come import pull

COLES = FamilyKey(HouseholdId("1"))
SATURDAY = SUNDAY - timedelta(days=1)
ONE_TIME = EventTimeId("77")


async def test_W09_a_family_hears_when_it_opens_and_a_volunteer_may_go_on_with_a_reason(data: Path):
    async with church_at(data, at("3:30")) as church:
        with pytest.raises(CheckInClosed) as refused:
            await desk_of(church).find("0142")
        assert refused.value.details["opens_at"] == at("4:00")
        assert refused.value.details["event"] == "Sunday Kids"
        with pytest.raises(CheckInClosed) as refused:
            await check_in(church, ANA)
        assert refused.value.details["opens_at"] == at("4:00")

        await check_in(church, ANA, override="her mother sets up the chairs")
        (ana,) = (await inside(church)).values()
        assert ana.is_override
        explained = await offer_of(church)
        assert TimeReason.WINDOW_NOT_OPEN in explained[NINE].reasons


async def test_W09_after_the_window_the_volunteers_word_is_flagged_too(data: Path):
    async with church_at(data, at("9:40")) as church:
        with pytest.raises(CheckInClosed):
            await check_in(church, ANA)
        await check_in(church, ANA, override="stood in traffic")
        assert (await inside(church))[ANA].is_override


@pytest.mark.parametrize(("clock", "is_taken"), [("10:14:59", True), ("10:15:00", False)])
async def test_W04_a_volunteer_takes_a_latecomer_without_a_reason_while_the_service_runs(
    data: Path, clock: str, is_taken: bool
):
    async with church_at(data, at(clock)) as church:
        member = await church.volunteers.staff.add_first("Ruth", "4719")
        with nullcontext() if is_taken else pytest.raises(CheckInClosed):
            await check_in(church, ANA, staff=member)
        with reading(data) as connection:
            late = connection.execute("select body ->> 'late' from fact where kind = 'check_in'").fetchall()
        assert late == ([(1,)] if is_taken else [])


async def test_W14_a_service_moved_upstream_opens_an_idle_closed_screen_by_itself(data: Path):
    """The screen asks again and again; after the next pull it is open, without a touch and without a restart."""
    now = at("3:30")
    moved = riverside()
    time = moved.records["check-ins/EventTime"][NINE]
    time["attributes"]["starts_at"] = "2026-09-13T13:00:00Z"
    async with church_at(data, now) as church:
        desk = desk_of(church)
        closed = await desk.start()
        assert closed.state is StationState.CLOSED
        assert closed.next_opening is not None
        assert closed.next_opening.opens_at == at("4:00")

        with served(moved) as server:
            await pull(church, server, now)

        opened = await desk.start()
        assert opened.state is StationState.OPEN
        assert [time.starts_at for time in opened.open_times] == [at("8:00")]
        view = await desk.open(COLES)
        assert [time.starts_at for time in view.times] == [at("8:00")]


async def test_W14_a_policy_changed_by_an_admin_counts_at_the_next_look(data: Path):
    async with church_at(data, at("7:00")) as church:
        desk = desk_of(church)
        assert (await desk.start()).state is StationState.OPEN
        narrow = EventSettings(minutes_before=60, policy=WindowPolicy.SMART)
        for event in ("1", "3"):
            await church.schedule.keep_settings(EventId(event), narrow)
        closed = await desk.start()
        assert closed.state is StationState.CLOSED
        assert closed.next_opening is not None
        assert closed.next_opening.opens_at == at("8:00")


async def test_W15_a_one_time_event_today_without_an_end_is_open_before_it_starts(data: Path):
    fair = riverside()
    fair.add("check-ins", "Event", "9", {"name": "Fair", "frequency": "None", "archived_at": None, "created_at": STAMP})
    fair.add("check-ins", "EventPeriod", "9000", {"starts_at": STAMP, "ends_at": None}, {"event": ("Event", "9")})
    fair.add(
        "check-ins", "EventTime", ONE_TIME,
        {"starts_at": "2026-09-12T15:00:00Z", "name": None, "shows_at": None, "hides_at": None},
        {"event": ("Event", "9"), "event_period": ("EventPeriod", "9000")},
    )  # fmt: skip
    fair.add("check-ins", "Location", "990", {"name": "Lawn", "kind": "Location", "opened": True, "position": 1},
             {"event": ("Event", "9"), "parent": None})  # fmt: skip
    now = at("9:45", SATURDAY)
    folder = data.parent / "fair"
    async with church_at(folder, now) as church:
        with served(fair, now) as server:
            await pull(church, server, now)
        start = await desk_of(church).start()
        assert [time.event_name for time in start.open_times] == ["Fair"]
        answer = await check_in(church, ANA, times=(ONE_TIME,))
        assert [one.location_id for one in answer.check_ins] == ["990"]
        # Nobody expects it again a week later.
    async with church_at(folder, at("9:45", SATURDAY + timedelta(days=7))) as church:
        day = await church.days.at(church.clock.now())
        assert not [time for time in day.program.times if time.event_id == "9" and time.is_predicted]


async def test_W16_a_child_inside_is_handed_back_after_the_window_closed(data: Path):
    async with church_at(data) as church:
        answer = await check_in(church, ANA)
        (code,) = answer.codes
    async with church_at(data, at("10:05")) as church:
        with pytest.raises(CheckInClosed):
            await check_in(church, ANA)
        done = await church.volunteers.check_out(CheckOutRequest(code, by="Pat Cole"))
        assert [line.called_name for line in done.released] == ["Ana"]
        assert ANA not in await inside(church)


async def test_W17_choosing_another_service_shows_the_rooms_of_that_one(data: Path):
    without_limits(data)
    with reading(data) as connection:
        connection.execute("""update event_time set location_ids = '["63", "71"]' where id = ?""", (QUARTER_TO_ELEVEN,))
    async with church_at(data) as church:
        view = await desk_of(church).open(COLES)
    nine, later, *_ = view.times
    first = first_selection(view).with_times((nine.key,))
    leo = next(card for card in view.cards if card.person_id == LEO)

    assert {room.name for _, room in placements(first, leo)} == {"Kindergarten"}
    assert {room.name for _, room in placements(first.with_times((later.key,)), leo)} == {"Open Door"}
    assert {room.name for time in times_of(first.with_times((later.key,)), leo) for room in time.rooms} == {"Open Door"}


async def test_W18_with_nothing_today_the_next_opening_is_said_and_there_is_no_way_in(data: Path):
    async with church_at(data, at("12:00", SUNDAY - timedelta(days=2))) as church:
        desk = desk_of(church)
        start = await desk.start()
        assert start.state is StationState.CLOSED
        assert start.open_times == ()
        assert start.next_opening is not None
        assert (start.next_opening.event_name, start.next_opening.opens_at) == ("Sunday Kids", at("4:00"))
        for way_in in (desk.find("0142"), desk.scan("1001"), desk.open(COLES)):
            with pytest.raises(CheckInClosed):
                await way_in


async def test_just_closed_is_told_from_closed(data: Path):
    async with church_at(data, at("9:45")) as church:
        assert (await desk_of(church).start()).state is StationState.OPEN
        await church.schedule.keep_settings(EventId("1"), EventSettings(minutes_before=30))
        await church.schedule.keep_settings(EventId("3"), EventSettings(minutes_before=30))
        assert (await desk_of(church).start()).state is StationState.JUST_CLOSED


async def test_a_station_for_one_room_opens_for_its_event_alone(data: Path):
    """The scope of a station: rooms and folders it is for; everything else does not exist for it."""
    async with church_at(data) as church:
        settings = replace(church.settings, location_ids=(LocationId("41"),))
        programs = Programs(church.schedule, church.groups, SqliteOverlay(church.database), settings)
        days = ServiceDays(programs, church.attendance, church.history)
        offers = Offers(days, Attendees(church.attendance, church.history, church.groups, settings))
        day = await days.at(church.clock.now())
        assert {time.event_id for time in day.times} == {"1"}
        (ana,) = (await church.people.people([ANA])).values()
        (offer,) = await offers.on(day, (ana,))
        assert {one.location.name for one in offer.times[0].candidates} == {"Nursery", "Toddlers"}


STAMP = "2026-09-06T05:00:00Z"


async def offer_of(church: Church) -> dict[EventTimeId, TimeOffer]:
    (ana,) = (await church.people.people([ANA])).values()
    (offer,) = await church.offers.of((ana,), church.clock.now())
    return {time.event_time.id: time for time in offer.times}
