"""Check-ins are a pure function of the set of facts: order, repeats and batches change nothing."""

from datetime import UTC, datetime, timedelta
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.attendance import CheckIn, fold
from kiosk.domain.facts import Fact, FactKind, NewFact, numbered, tick
from kiosk.domain.ids import EventTimeId, FactId, PersonId, StationId

NINE = datetime(2026, 9, 13, 14, 0, tzinfo=UTC)
_ids = count()


class AStation:
    """Writes facts as a station does, with a wall clock that may be off."""

    def __init__(self, name: str, skew_seconds: float = 0) -> None:
        self.name, self.skew = StationId(name), timedelta(seconds=skew_seconds)
        self.seq, self.clock, self.hash, self.now = 0, 0, "", NINE

    def write(self, kind: FactKind, person: str, body: dict[str, object], at: datetime | None = None) -> Fact:
        self.now = at or self.now + timedelta(seconds=1)
        self.seq, self.clock = self.seq + 1, tick(self.clock, self.now + self.skew)
        new = NewFact(
            FactId(f"F{next(_ids):06}"), f"N{next(_ids)}", kind, self.now, EventTimeId("11"), PersonId(person), body
        )
        fact = numbered(new, self.name, self.seq, self.clock, self.hash)
        self.hash = fact.hash
        return fact

    def check_in(self, person: str, room: str = "52") -> Fact:
        return self.write(
            FactKind.CHECK_IN,
            person,
            {
                "location": room,
                "kind": "regular",
                "method": "manual",
                "starts_at": NINE.isoformat(),
                "code": "XK7P",
                "date": "2026-09-13",
            },
        )

    def check_out(self, person: str, of: Fact) -> Fact:
        return self.write(FactKind.CHECK_OUT, person, {"target": of.id, "by": "105"})


CHANGES = [
    FactKind.CHECK_OUT,
    FactKind.MOVE,
    FactKind.UNDO,
    FactKind.REPRINT,
    FactKind.CONFIRMED,
    FactKind.KIND_CHANGED,
]


def only(facts: list[Fact]) -> CheckIn:
    (check_in,) = fold(facts)
    return check_in


def test_a_check_in_is_inside_until_it_is_checked_out():
    desk = AStation("A")
    arrived = desk.check_in("101")
    assert only([arrived]).is_inside
    left = desk.check_out("101", arrived)
    assert not only([arrived, left]).is_inside
    assert only([arrived, left]).checked_out_by == "105"


def test_an_undone_check_out_leaves_the_child_inside():
    desk = AStation("A")
    arrived = desk.check_in("101")
    left = desk.check_out("101", arrived)
    undone = desk.write(FactKind.UNDO, "101", {"target": left.id})
    assert only([arrived, left, undone]).is_inside


def test_a_move_changes_the_room_and_keeps_the_code():
    desk = AStation("A")
    arrived = desk.check_in("101", room="52")
    moved = desk.write(FactKind.MOVE, "101", {"target": arrived.id, "location": "53"})
    assert (only([arrived, moved]).location_id, only([arrived, moved]).security_code) == ("53", "XK7P")


def test_the_room_confirms_who_arrived_and_the_next_room_has_to_confirm_anew():
    desk = AStation("A")
    arrived = desk.check_in("101", room="52")
    confirmed = desk.write(FactKind.CONFIRMED, "101", {"target": arrived.id})
    moved = desk.write(FactKind.MOVE, "101", {"target": arrived.id, "location": "53"})
    assert only([arrived, confirmed]).confirmed_at == confirmed.happened_at
    assert only([arrived, confirmed, moved]).confirmed_at is None


def test_a_lost_tag_is_told_from_a_label_that_was_only_printed_again():
    desk = AStation("A")
    arrived = desk.check_in("101")
    again = desk.write(FactKind.REPRINT, "101", {"target": arrived.id, "label": "name"})
    lost = desk.write(FactKind.REPRINT, "101", {"target": arrived.id, "label": "security", "lost": 1})
    assert (only([arrived, again]).revision, only([arrived, again]).tag_revision) == (1, 0)
    assert (only([arrived, again, lost]).revision, only([arrived, again, lost]).tag_revision) == (2, 1)


def test_the_kind_can_be_put_right_afterwards():
    desk = AStation("A")
    arrived = desk.check_in("101")
    assert (
        only([arrived, desk.write(FactKind.KIND_CHANGED, "101", {"target": arrived.id, "kind": "guest"})]).kind
        == "guest"
    )


def test_an_automatic_check_out_says_so():
    desk = AStation("A")
    arrived = desk.check_in("101")
    swept = desk.write(FactKind.CHECK_OUT, "101", {"target": arrived.id, "automatic": 1})
    assert only([arrived, swept]).is_out_automatically
    assert not only([arrived, desk.check_out("101", arrived)]).is_out_automatically


def test_coming_back_after_leaving_is_not_a_duplicate():
    desk = AStation("A")
    first = desk.check_in("101")
    left = desk.check_out("101", first)
    again = desk.check_in("101")
    assert [check_in.is_duplicate for check_in in fold([first, left, again])] == [False, False]


def test_a_second_station_that_was_cut_off_is_kept_and_flagged():
    here, there = AStation("A"), AStation("B", skew_seconds=0.5)
    assert [check_in.is_duplicate for check_in in fold([here.check_in("101"), there.check_in("101")])] == [False, True]


def test_a_check_out_may_arrive_before_its_check_in():
    desk = AStation("A")
    arrived = desk.check_in("101")
    left = desk.check_out("101", arrived)
    assert fold([left]) == ()
    assert not only([left, arrived]).is_inside


@settings(max_examples=60)
@given(data=st.data())
def test_any_order_and_any_repeats_fold_to_the_same(data):
    facts: list[Fact] = []
    stations = [AStation("A"), AStation("B", skew_seconds=data.draw(st.integers(-5, 5)))]
    for _ in range(data.draw(st.integers(1, 14))):
        station = data.draw(st.sampled_from(stations))
        person = data.draw(st.sampled_from(["101", "102"]))
        arrivals = [fact for fact in facts if fact.kind is FactKind.CHECK_IN and fact.person_id == person]
        if not arrivals or data.draw(st.booleans()):
            facts.append(station.check_in(person, data.draw(st.sampled_from(["52", "53"]))))
        else:
            kind = data.draw(st.sampled_from(CHANGES))
            theirs = [fact for fact in facts if fact.person_id == person]
            target = data.draw(st.sampled_from(theirs if kind is FactKind.UNDO else arrivals))
            body: dict[str, object] = {"target": target.id, "location": "54", "kind": "volunteer", "lost": 1}
            facts.append(station.write(kind, person, body))
    shuffled = data.draw(st.permutations(facts)) + data.draw(st.lists(st.sampled_from(facts)))
    assert fold(shuffled) == fold(facts)
    by_person = [fold([fact for fact in facts if fact.person_id == person]) for person in ("101", "102")]
    assert sorted(fold(facts), key=lambda c: c.id) == sorted(sum(by_person, ()), key=lambda c: c.id)


def test_a_changed_fact_breaks_the_chain():
    from dataclasses import replace

    from kiosk.domain.facts import chained_hash

    desk = AStation("A")
    first, second = desk.check_in("101"), desk.check_in("102")
    assert chained_hash(second, first.hash) == second.hash
    assert chained_hash(replace(second, person_id=PersonId("103")), first.hash) != second.hash


def test_the_hybrid_clock_never_goes_back_even_if_the_wall_clock_does():
    later = tick(0, NINE)
    assert tick(later, NINE - timedelta(hours=3)) == later + 1
