"""What a family has chosen becomes exactly one check-in a person and time, and survives a fresh look at the rooms."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.app import sample_views as sample
from kiosk.services.self_station import HouseholdView
from kiosk.ui.selection import (
    Selection,
    check_in_tap,
    chosen_cards,
    first_open_question,
    first_selection,
    is_in,
    still_standing,
)

VIEWS = (sample.COLES, sample.COLES_TWICE, sample.LARGE_FAMILY, sample.ALREADY_IN, sample.NOBODY_FITS)


def any_selection(view: HouseholdView, draw: st.DataObject) -> Selection:
    people = [card.person_id for card in view.cards]
    keys = [time.key for time in view.times]
    selection = first_selection(view)
    for _ in range(draw.draw(st.integers(0, 8))):
        person = draw.draw(st.sampled_from(people))
        key = draw.draw(st.sampled_from(keys))
        rooms = [room for card in view.cards for time in card.times for room in time.rooms]
        match draw.draw(st.integers(0, 4)):
            case 0:
                selection = selection.with_tick(person, draw.draw(st.booleans()))
            case 1:
                wanted = draw.draw(st.sets(st.sampled_from(keys)))
                selection = selection.with_times(tuple(key for key in keys if key in wanted))
            case 2 if rooms:
                selection = selection.with_room(person, key, draw.draw(st.sampled_from(rooms)).location_id)
            case 3:
                selection = selection.without_time(person, key)
            case _:
                selection = selection.with_volunteer(person, True)
    return selection


@given(st.sampled_from(VIEWS), st.data())
def test_a_tap_holds_only_what_the_cards_offered(view: HouseholdView, draw: st.DataObject):
    selection = any_selection(view, draw)
    tap = check_in_tap(selection, view, "nonce")
    offered = {
        (card.person_id, time.event_time_id, room.location_id)
        for card in view.cards
        for time in card.times
        if not time.is_already_in and time.time_key in selection.time_keys
        for room in time.rooms
    }
    asked = [(person.person_id, person.event_time_id, person.location_id) for person in tap.people]
    assert set(asked) <= offered
    assert len({one[:2] for one in asked}) == len(asked)
    assert {person.person_id for person in tap.people} <= selection.ticked


@given(st.sampled_from(VIEWS), st.data())
def test_choices_survive_a_fresh_look_at_the_same_rooms(view: HouseholdView, draw: st.DataObject):
    selection = any_selection(view, draw)
    again = still_standing(selection, view)
    assert check_in_tap(again, view, "nonce") == check_in_tap(selection, view, "nonce")


def test_a_room_that_is_gone_gives_way_to_the_one_proposed():
    picked = first_selection(sample.COLES).with_room(
        sample.ANA.person_id, sample.TIMES[0].key, sample.room("Twos upstairs").location_id
    )
    closed = replace(sample.COLES, cards=(replace(sample.ANA, times=(sample.at(sample.TIMES[0], "Twos"),)),))
    assert check_in_tap(still_standing(picked, closed), closed, "nonce").people[0].location_id == "twos"


def test_a_question_stands_only_while_no_room_is_known():
    assert first_open_question(first_selection(sample.COLES), sample.COLES) is sample.MIA
    known = replace(sample.COLES, cards=(replace(sample.MIA, times=sample.both("Threes")),))
    assert first_open_question(first_selection(known), known) is None


def test_who_is_in_already_is_nobody_to_check_in():
    selection = first_selection(sample.ALREADY_IN).with_tick(sample.ANA.person_id, True)
    assert all(is_in(selection, card) for card in sample.ALREADY_IN.cards)
    assert chosen_cards(selection, sample.ALREADY_IN) == ()
