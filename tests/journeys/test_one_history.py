"""Ours and Planning Center's check-ins are one history: last room, last week's times, first visits, who is in already."""

from pathlib import Path

import pytest

from kiosk.app.compose import Church
from kiosk.domain.ids import CheckInGroupId, EventId, EventTimeId, HouseholdId, LocationId, PersonId
from kiosk.domain.labels import NameLabel
from kiosk.domain.preferences import Tier
from kiosk.domain.problems import AlreadyCheckedIn, CodeDoesNotMatch
from kiosk.services.offers import PersonOffer
from kiosk.services.self_station import FamilyKey
from kiosk.words import Words
from kiosk.words.problems import sentence
from tests.support.at_the_door import ANA, JOSE, LEO, MIA, MORNING, NINE, QUARTER_TO_ELEVEN, TWOS, check_in
from tests.support.church_builders import SUNDAY, at
from tests.support.self_desk import desk_of, everyone_who_can
from tests.support.sunday import church_at, reading, without_limits

NEXT_SUNDAY = at("8:40", SUNDAY.replace(day=20))
IN_ALREADY = PersonId("6703")
"""In for both services through Planning Center's own app; her parents serve."""
IN_THE_CIRCLE = PersonId("6404")
BOYS_CIRCLE = LocationId("72")


async def offer_of(church: Church, person: PersonId) -> PersonOffer:
    (found,) = (await church.people.people([person])).values()
    (offer,) = await church.offers.of((found,), church.clock.now())
    return offer


async def is_first_time_on_label(church: Church, person: PersonId) -> bool:
    answer = await check_in(church, person)
    (label,) = [job.label for job in await church.queue.of_group(answer.group_id) if isinstance(job.label, NameLabel)]
    return label.is_first_time


async def test_a_room_given_here_last_week_is_the_last_room_this_week(data: Path):
    """Last in Twos through Planning Center's app; since then once in another room here: that one counts."""
    without_limits(data)
    with reading(data) as connection:
        connection.execute("update location set age_min_in_months = 12 where id = '51'")
        connection.execute("update location set age_max_in_months = 35 where id = '51'")
    async with church_at(data) as church:
        before = await offer_of(church, ANA)
        assert [(one.location.name, one.tier) for one in before.times[0].candidates[:2]] == [
            ("Twos", Tier.LAST),
            ("Toddlers", Tier.AGE),
        ]
        await check_in(church, ANA, room=LocationId("51"))
    async with church_at(data, NEXT_SUNDAY) as church:
        after = await offer_of(church, ANA)
        assert [(one.location.name, one.tier) for one in after.times[0].candidates[:2]] == [
            ("Toddlers", Tier.LAST),
            ("Twos", Tier.AGE),
        ]


async def test_both_services_taken_here_last_week_are_chosen_again(data: Path):
    """W08 on our own record, on times that are only predicted yet."""
    without_limits(data)
    async with church_at(data) as church:
        await check_in(church, ANA, times=(NINE, QUARTER_TO_ELEVEN))
    async with church_at(data, NEXT_SUNDAY) as church:
        chosen = [time.event_time for time in (await offer_of(church, ANA)).chosen]
        assert [time.starts_at for time in chosen] == [
            at("9:00", SUNDAY.replace(day=20)),
            at("10:45", SUNDAY.replace(day=20)),
        ]
        assert all(time.is_predicted for time in chosen)


async def test_recent_attenders_are_preselected_whoever_recorded_them(data: Path):
    without_limits(data)
    async with church_at(data) as church:
        view = await desk_of(church).open(FamilyKey(HouseholdId("1")))
        recent = {card.person_id for card in view.cards if card.is_preselected}
        assert recent == {ANA, LEO, MIA}
        await check_in(church, JOSE)
    async with church_at(data, NEXT_SUNDAY) as church:
        view = await desk_of(church).open(FamilyKey(HouseholdId("1")))
        assert {card.person_id for card in view.cards if card.is_preselected} == {ANA, LEO, MIA, JOSE}


async def test_who_came_years_ago_is_no_first_time_guest(data: Path):
    """José has not come for longer than check-ins are pulled; Planning Center counts eleven visits (PersonEvent)."""
    without_limits(data)
    async with church_at(data) as church:
        assert (await offer_of(church, JOSE)).history == ()
        assert not await is_first_time_on_label(church, JOSE)


async def test_who_never_came_is_a_first_time_guest_once(data: Path):
    without_limits(data)
    with reading(data) as connection:
        connection.execute("delete from person_event where person = ?", (JOSE,))
    async with church_at(data) as church:
        assert await is_first_time_on_label(church, JOSE)
    async with church_at(data, at("8:40", SUNDAY.replace(month=12, day=20))) as church:
        offer = await offer_of(church, JOSE)
        events = (await church.days.at(church.clock.now())).events
        assert offer.history == ()
        assert not offer.attendee.is_first_time_at(events[EventId("1")])
        assert offer.attendee.is_first_time_at(events[EventId("2")])


async def test_who_is_in_through_planning_centers_app_is_shown_so_and_refused(data: Path):
    async with church_at(data) as church:
        desk = desk_of(church)
        (found, *_) = await church.people.households_of(IN_ALREADY)
        view = await desk.open(FamilyKey(found.household.id))
        (card,) = [card for card in view.cards if card.person_id == IN_ALREADY]
        kids = [time for time in card.times if time.event_time_id in (NINE, QUARTER_TO_ELEVEN)]
        assert all(time.is_already_in for time in kids)
        for time in (NINE, QUARTER_TO_ELEVEN):
            with pytest.raises(AlreadyCheckedIn):
                await check_in(church, IN_ALREADY, times=(time,))
        tap = everyone_who_can(view, CheckInGroupId("01M2000000000000000000000A"), kids[0].time_key)
        assert IN_ALREADY not in {person.person_id for person in tap.people}


async def test_a_tag_of_planning_centers_app_is_no_wrong_code_and_the_door_says_where_it_belongs(data: Path):
    async with church_at(data) as church:
        past = next(one for one in (await church.days.at(church.clock.now())).elsewhere if one.security_code)
        for _ in range(6):
            with pytest.raises(CodeDoesNotMatch) as refused:
                await church.volunteers.check_out.look(past.security_code.lower())
        assert "Planning Center’s own app" in sentence(Words(), "CodeDoesNotMatch", refused.value.details)
        assert await church.volunteers.alerts.since(MORNING) == ()


async def test_who_is_in_through_planning_centers_app_takes_a_seat(data: Path):
    async with church_at(data) as church:
        day = await church.days.at(church.clock.now())
        inside = day.inside[QUARTER_TO_ELEVEN][BOYS_CIRCLE]
        assert inside.regulars == 3
        assert IN_THE_CIRCLE in inside.person_ids


async def test_Q23_what_was_recorded_for_a_merged_person_is_theirs_who_was_kept(data: Path):
    without_limits(data)
    async with church_at(data) as church:
        await check_in(church, ANA, room=TWOS)
    with reading(data) as connection:
        connection.execute("insert into person_alias(removed, kept, merger) values(?, ?, 'm1')", (ANA, JOSE))
    async with church_at(data) as church:
        offer = await offer_of(church, JOSE)
        nine = next(time for time in offer.times if time.event_time.id == NINE)
        assert nine.is_already_in
        assert [
            (past.event_time_id, past.location_id) for past in offer.history if not past.is_from_planning_center
        ] == [(NINE, TWOS)]
        for person in (JOSE, ANA):
            with pytest.raises(AlreadyCheckedIn):
                await check_in(church, person)


async def test_a_meeting_in_a_lent_room_is_no_visit_to_the_rooms_own_event(data: Path):
    """A group meets in the Twos' room: that says nothing about where a child belongs on Sunday."""
    async with church_at(data) as church:
        program = (await church.days.at(church.clock.now())).program
        assert program.event_of(EventTimeId("p:gid://groups/Group/11:2026-09-08T23:00:00Z"), TWOS) == (
            "gid://groups/Group/11"
        )
        assert program.event_of(EventTimeId("unknown"), TWOS) == "1"
