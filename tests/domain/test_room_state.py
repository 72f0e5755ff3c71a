"""What room leaders say of their rooms: a pure function of the set of facts, for one date at a time."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.facts import Fact, FactKind, NewFact, numbered, tick
from kiosk.domain.ids import EventTimeId, FactId, LocationId, StationId
from kiosk.domain.room_state import RoomState, fold_headcounts, fold_rooms
from tests.support.church_builders import SUNDAY, a_location, at

NEXT_SUNDAY = date(2026, 9, 20)


def said(*what: tuple[FactKind, dict[str, object]], station: str = "A", first_seq: int = 1) -> list[Fact]:
    facts, clock = [], 0
    for seq, (kind, body) in enumerate(what, first_seq):
        clock = tick(clock, at("9:00"))
        new = NewFact(FactId(f"F{station}{seq}"), f"N{seq}", kind, at("9:00"), EventTimeId("11"), None, body)
        facts.append(numbered(new, StationId(station), seq, clock, ""))
    return facts


def room(day: date = SUNDAY, **more: object) -> dict[str, object]:
    return {"location": "TWO", "date": day.isoformat(), **more}


def test_a_room_closed_today_is_open_again_next_sunday():
    states = fold_rooms(said((FactKind.LOCATION_CLOSED, room())))

    assert states[(LocationId("TWO"), SUNDAY)].is_open is False
    assert (LocationId("TWO"), NEXT_SUNDAY) not in states


def test_the_last_word_counts_and_a_limit_says_nothing_of_the_door():
    states = fold_rooms(
        said(
            (FactKind.LOCATION_CLOSED, room()),
            (FactKind.LOCATION_LIMITED, room(limit=12)),
            (FactKind.LOCATION_OPENED, room()),
        )
    )

    assert states[(LocationId("TWO"), SUNDAY)] == RoomState(is_open=True, limit=12, has_limit=True)


def test_a_limit_can_be_taken_away():
    twos = a_location("TWO", max_occupancy=10)
    (state,) = fold_rooms(said((FactKind.LOCATION_LIMITED, room(limit=None)))).values()

    assert state.of(twos).max_occupancy is None


def test_the_last_count_of_heads_counts_for_its_room_and_type():
    counted = fold_headcounts(
        said(
            (FactKind.HEADCOUNT, {"location": "TWO", "type": "regular", "count": 8}),
            (FactKind.HEADCOUNT, {"location": "TWO", "type": "regular", "count": 9}),
            (FactKind.HEADCOUNT, {"type": "regular", "count": 40}),
        )
    )

    assert {(one.location_id, one.count) for one in counted} == {("TWO", 9), (None, 40)}


@settings(max_examples=50)
@given(data=st.data())
def test_the_order_of_arrival_changes_nothing(data):
    kinds = [FactKind.LOCATION_OPENED, FactKind.LOCATION_CLOSED, FactKind.LOCATION_LIMITED, FactKind.HEADCOUNT]
    facts: list[Fact] = []
    for station in ("A", "B"):
        drawn = data.draw(st.lists(st.tuples(st.sampled_from(kinds), st.integers(0, 9)), max_size=6))
        facts += said(*((kind, room(limit=n, count=n, type="regular")) for kind, n in drawn), station=station)

    shuffled = data.draw(st.permutations(facts)) + facts[:2]

    assert fold_rooms(shuffled) == fold_rooms(facts)
    assert set(fold_headcounts(shuffled)) == set(fold_headcounts(facts))
