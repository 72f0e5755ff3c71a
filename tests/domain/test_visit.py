"""A visit keeps its promises whatever is tapped, scanned, answered or refused, in whatever order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.visit import BUSY_STEPS, TABLE, Event, Step, Visit

EVENTS = st.lists(st.sampled_from(Event), max_size=60)
RETURNING_FAMILY = (
    Event.LOOKED_UP,
    Event.FAMILY_CHOSEN,
    Event.HOUSEHOLD_OPENED,
    Event.CHECK_IN_TAPPED,
    Event.RECORDED,
    Event.LEFT,
)


def a_visit(*events: Event) -> Visit:
    visit = Visit()
    for count, event in enumerate(events):
        visit = visit.after(event, nonce=f"nonce-{count}")
    return visit


def test_a_returning_family_goes_from_start_to_start():
    steps = [a_visit(*RETURNING_FAMILY[:count]).step for count in range(len(RETURNING_FAMILY) + 1)]
    assert steps == [Step.START, Step.FINDING, Step.OPENING, Step.HOUSEHOLD, Step.SAVING, Step.DONE, Step.START]


def test_a_second_tap_on_check_in_changes_nothing():
    saving = a_visit(*RETURNING_FAMILY[:4])
    assert saving.after(Event.CHECK_IN_TAPPED, nonce="another") is saving


@pytest.mark.parametrize("event", [event for event in Event if event not in (Event.RECORDED, Event.FAILED)])
def test_nothing_but_its_outcome_ends_saving(event: Event):
    saving = a_visit(*RETURNING_FAMILY[:4])
    assert saving.after(event, nonce="another") is saving


def test_every_retry_carries_the_nonce_of_the_tap():
    visit = a_visit(*RETURNING_FAMILY[:4])
    nonce = visit.nonce
    for _ in range(3):
        visit = visit.after(Event.FAILED)
        assert visit.nonce == nonce
        visit = visit.after(Event.RETRIED)
        assert (visit.step, visit.nonce) == (Step.SAVING, nonce)


def test_choosing_again_after_trouble_forgets_the_nonce():
    assert a_visit(*RETURNING_FAMILY[:4], Event.FAILED, Event.CHOSE_AGAIN) == Visit(Step.OPENING)


def test_trouble_leads_back_to_the_step_that_failed():
    assert a_visit(Event.LOOKED_UP, Event.FAILED, Event.RETRIED).step is Step.FINDING


def test_a_card_held_to_the_scanner_is_heard_wherever_nobody_waits():
    heard = {step for step in Step if Visit(step).after(Event.LOOKED_UP).step is Step.FINDING}
    assert heard >= {Step.START, Step.CHOOSER, Step.HOUSEHOLD, Step.DONE, Step.TROUBLE}
    assert heard.isdisjoint(BUSY_STEPS - {Step.FINDING} | {Step.CLOSED})


def test_every_step_is_in_the_table_and_can_be_reached():
    assert set(TABLE) == set(Step)
    reached, border = {Step.START}, [Step.START]
    while border:
        step = border.pop()
        new = set(TABLE[step].values()) - reached
        reached |= new
        border += new
    assert reached == set(Step)


@given(EVENTS)
def test_a_nonce_lives_exactly_as_long_as_its_check_in_is_open(events: list[Event]):
    visit = a_visit(*events)
    is_open = visit.step is Step.SAVING or (visit.step is Step.TROUBLE and visit.failed is Step.SAVING)
    assert (visit.nonce is not None) is is_open


@given(EVENTS)
def test_a_visit_that_waits_for_nobody_can_always_be_left(events: list[Event]):
    visit = a_visit(*events)
    if visit.step not in (Step.SAVING, Step.CLOSED, Step.START):
        assert visit.after(Event.LEFT) == Visit(Step.START)


@given(EVENTS)
def test_what_means_nothing_leaves_the_visit_as_it_is(events: list[Event]):
    visit = a_visit(*events)
    for event in Event:
        after = visit.after(event, nonce="new")
        assert after is visit or after.step is not visit.step or event is Event.RETRIED


@given(EVENTS)
def test_a_nonce_never_changes_while_it_is_open(events: list[Event]):
    visit = Visit()
    for count, event in enumerate(events):
        after = visit.after(event, nonce=f"nonce-{count}")
        if visit.nonce is not None and after.nonce is not None:
            assert after.nonce == visit.nonce
        visit = after
