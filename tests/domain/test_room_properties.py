"""What holds for every person and every set of rooms (issue "The right room the first time", Quality)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.admission import Verdict
from kiosk.domain.ids import LocationId, NodeId
from kiosk.domain.locations import ChildOrAdult, Location, LocationAdditions, OverflowStrategy
from kiosk.domain.people import Gender, Person
from kiosk.domain.rooms import chosen, resolve
from kiosk.domain.seats import Occupancy
from tests.support.church_builders import AGE_ROOMS, SUNDAY, a_past_check_in, a_person, a_question, a_tree, room_for

NODES = [NodeId("gid://groups/Group/1"), NodeId("gid://groups/GroupType/1")]
IDS = [LocationId(f"R{n}") for n in range(6)]
births = st.dates(date(2005, 1, 1), SUNDAY + timedelta(days=10))


@st.composite
def rooms(draw: Any) -> tuple[Location, ...]:
    """Some rooms of every sort, with lists that may lead anywhere."""
    made = []
    for room_id in IDS[: draw(st.integers(1, len(IDS)))]:
        low, high = sorted(draw(st.tuples(st.integers(0, 90), st.integers(0, 90))))
        sort = draw(st.sampled_from(["age", "grade", "open"]))
        made.append(
            Location(
                id=room_id,
                event_id=a_question(a_person(), *AGE_ROOMS).event.id,
                name=draw(st.sampled_from("ABC")),
                is_open=draw(st.booleans()),
                position=draw(st.integers(0, 2)),
                age_min_in_months=low if sort == "age" else None,
                age_max_in_months=high if sort == "age" else None,
                grade_min=low % 6 if sort == "grade" else None,
                gender=draw(st.sampled_from([None, None, Gender.FEMALE])),
                child_or_adult=draw(st.sampled_from([None, None, ChildOrAdult.CHILD])),
                max_occupancy=draw(st.sampled_from([None, 0, 1, 2])),
                attendees_per_volunteer=draw(st.sampled_from([None, None, 1])),
                additions=LocationAdditions(
                    overflow_ids=tuple(draw(st.lists(st.sampled_from(IDS), max_size=3, unique=True))),
                    overflow_strategy=draw(st.sampled_from(OverflowStrategy)),
                    is_members_only=draw(st.booleans()),
                    member_node_ids=tuple(draw(st.lists(st.sampled_from(NODES), max_size=1))),
                ),
            )
        )
    return tuple(made)


@st.composite
def people(draw: Any) -> Person:
    """Somebody of whom more or less is known."""
    return a_person(
        born=draw(st.none() | births),
        grade=draw(st.none() | st.integers(-2, 13)),
        gender=draw(st.sampled_from([None, *Gender])),
        is_child=draw(st.booleans()),
        ignore_filters=draw(st.integers(0, 5)) == 0,
    )


@st.composite
def situations(draw: Any) -> dict[str, Any]:
    """Who is inside, where the person was last, in which groups."""
    return {
        "inside": {
            room_id: Occupancy(regulars=draw(st.integers(0, 2)), volunteers=draw(st.integers(0, 2))) for room_id in IDS
        },
        "history": [a_past_check_in(draw(st.sampled_from(IDS)))] if draw(st.booleans()) else [],
        "nearness": draw(st.sampled_from([None, {}, {NODES[0]: 0}, {NODES[0]: 0, NODES[1]: 1}])),
        "grade_hides_age": draw(st.booleans()),
    }


@given(people(), rooms(), situations(), st.randoms(use_true_random=False))
@settings(max_examples=200)
def test_the_order_of_rows_never_changes_the_answer_and_twice_gives_the_same(
    person: Person, locations: tuple[Location, ...], situation: dict[str, Any], random: Any
):
    shuffled = list(locations)
    random.shuffle(shuffled)
    first = resolve(a_question(person, *locations, **situation))
    assert resolve(a_question(person, *shuffled, **situation)) == first
    assert {one.location.id for one in first} == {one.id for one in locations}


@given(people(), rooms(), situations())
@settings(max_examples=200)
def test_every_room_that_does_not_simply_fit_says_why(
    person: Person, locations: tuple[Location, ...], situation: dict[str, Any]
):
    answers = resolve(a_question(person, *locations, **situation))
    assert all(one.reasons for one in answers if one.verdict is not Verdict.FITS)
    order = list(Verdict)
    ranks = [order.index(one.verdict) for one in answers]
    assert ranks == sorted(ranks)


@given(people(), rooms(), situations())
@settings(max_examples=300)
def test_a_preference_never_empties_the_candidates(
    person: Person, locations: tuple[Location, ...], situation: dict[str, Any]
):
    plain = tuple(
        replace(
            one, additions=replace(one.additions, overflow_ids=(), overflow_strategy=OverflowStrategy.FILL_IN_ORDER)
        )
        for one in locations
    )
    without = dict(situation, history=[], grade_hides_age=False)
    if chosen(resolve(a_question(person, *plain, **without))) is not None:
        assert chosen(resolve(a_question(person, *locations, **situation))) is not None


@given(births, st.integers(0, 400))
def test_one_more_day_of_life_never_leads_to_a_younger_room(born: date, days: int):
    names = [room.name for room in AGE_ROOMS]
    before = room_for(a_person(born=born), *AGE_ROOMS)
    after = room_for(a_person(born=born), *AGE_ROOMS, service_date=SUNDAY + timedelta(days=days))
    if before is not None and after is not None:
        assert names.index(after) >= names.index(before)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=8), births)
def test_of_rooms_that_tile_the_ages_exactly_one_fits(widths: list[int], born: date):
    tiles, low = [], 0
    for number, width in enumerate(widths):
        tiles.append(
            replace(AGE_ROOMS[0], id=LocationId(f"T{number}"), age_min_in_months=low, age_max_in_months=low + width - 1)
        )
        low += width
    tiles.append(replace(AGE_ROOMS[0], id=LocationId("REST"), age_min_in_months=low, age_max_in_months=None))
    answers = resolve(a_question(a_person(born=born), tree=a_tree(*tiles)))
    fitting = [one for one in answers if one.verdict is Verdict.FITS]
    assert len(fitting) == (1 if born <= SUNDAY else 0)
