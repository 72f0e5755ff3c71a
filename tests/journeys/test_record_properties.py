"""Whatever families and volunteers do, in whatever order: nobody twice, no seat too many, no code twice, one truth from the facts."""

import asyncio
import shutil
import tempfile
from collections import Counter
from contextlib import AsyncExitStack
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from kiosk.app.chance import ulid_at
from kiosk.app.compose import Church
from kiosk.domain.attendance import AttendanceKind, CheckIn
from kiosk.domain.decisions import Decision
from kiosk.domain.facts import FactKind, NewFact
from kiosk.domain.ids import CheckInGroupId, EventTimeId, FactId, LocationId, PersonId
from kiosk.domain.problems import Refused
from kiosk.services.check_in import CheckInAnswer
from kiosk.services.check_in_request import CheckInRequest, Want
from tests.support.record_checks import check_record, facts_of, projection, projection_of
from tests.support.sunday import MORNING, church_at, copied, reading

CHILDREN = tuple(map(PersonId, ("101", "102", "303", "304", "305", "2203", "2204", "7903", "8105", "8106")))
TIMES = (EventTimeId("11"), EventTimeId("12"))
ROOMS = tuple(map(LocationId, ("51", "52", "53", "54", "60", "61", "62")))
SEATS = 2

families = st.lists(st.sampled_from(CHILDREN), min_size=1, max_size=4, unique=True)
picks = st.integers(0, 999)
"""One of so many as there happen to be: what is drawn must not depend on what happened before."""
times = st.sampled_from([TIMES[:1], TIMES[1:], TIMES])


class SundayMorning(RuleBasedStateMachine):
    """One data folder and everything that is done to it through the services."""

    data: Path

    @initialize()
    def begin(self) -> None:
        self.runner = asyncio.Runner()
        self.place = Path(tempfile.mkdtemp(prefix="kiosk-test-"))
        self.folder = copied(self.data, self.place / "data")
        self.stack = AsyncExitStack()
        self.church: Church = self.runner.run(self.stack.enter_async_context(church_at(self.folder)))
        self.answers: list[tuple[CheckInRequest, CheckInAnswer]] = []

    @rule(people=families, times=times, override=st.sampled_from(["", "", "", "she is expected"]))
    def a_family_comes(self, people: list[PersonId], times: tuple[EventTimeId, ...], override: str) -> None:
        wants = tuple(Want(person, time) for person in people for time in times)
        request = CheckInRequest(CheckInGroupId(ulid_at(MORNING)), wants, override=override)
        before = self.inside()
        try:
            answer = self.runner.run(self.church.check_in(request))
        except Refused:
            assert self.inside() == before, "a family that was refused is in"
            return
        self.answers.append((request, answer))
        asked = [(person, time) for person in people for time in times]
        told = [(one.person_id, one.event_time_id) for one in answer.check_ins]
        told += [(one.person_id, one.event_time_id) for one in answer.recorded.turned if one.event_time_id]
        assert sorted(told) == sorted(asked), "somebody was neither recorded nor turned away, or both"
        if not override:
            self.no_room_is_overfull({(one.event_time_id, one.location_id) for one in answer.check_ins})

    def no_room_is_overfull(self, places: set[tuple[EventTimeId, LocationId]]) -> None:
        taken = Counter(
            (one.event_time_id, one.location_id) for one in self.inside() if one.kind is AttendanceKind.REGULAR
        )
        assert all(taken[place] <= SEATS for place in places if place[1] in ROOMS)

    @rule(pick=picks)
    def a_tap_comes_twice(self, pick: int) -> None:
        if not self.answers:
            return
        request, first = self.answers[pick % len(self.answers)]
        facts = self.facts()

        again = self.runner.run(self.church.check_in(request))

        assert again.recorded.is_replay
        assert {one.id for one in again.check_ins} == {one.id for one in first.check_ins}
        assert again.codes == first.codes
        assert self.facts() == facts

    @rule(pick=picks)
    def somebody_leaves(self, pick: int) -> None:
        self.something_happens(pick, FactKind.CHECK_OUT, {})

    @rule(pick=picks, room=st.sampled_from(ROOMS))
    def somebody_is_moved(self, pick: int, room: LocationId) -> None:
        self.something_happens(pick, FactKind.MOVE, {"location": room})

    @rule(pick=picks)
    def a_check_in_is_undone(self, pick: int) -> None:
        self.something_happens(pick, FactKind.UNDO, {})

    def something_happens(self, pick: int, kind: FactKind, body: dict[str, object]) -> None:
        inside = self.inside()
        if not inside:
            return
        one = inside[pick % len(inside)]
        fact = NewFact(
            FactId(ulid_at(MORNING)),
            ulid_at(MORNING),
            kind,
            MORNING,
            one.event_time_id,
            one.person_id,
            {"target": one.id, **body},
        )
        self.runner.run(self.church.attendance.record(lambda view: (Decision((fact,)), None)))

    def inside(self) -> list[CheckIn]:
        everyone: list[CheckIn] = sorted(
            self.runner.run(self.church.attendance.everyone_inside()), key=lambda one: one.id
        )
        twice = Counter((one.person_id, one.event_time_id) for one in everyone)
        assert all(count == 1 for count in twice.values()), "somebody is in twice"
        return everyone

    def facts(self) -> int:
        with reading(self.folder) as connection:
            count: int = connection.execute("select count(*) from fact").fetchone()[0]
        return count

    def teardown(self) -> None:
        self.runner.run(self.stack.aclose())
        self.runner.close()
        check_record(self.folder)
        with reading(self.folder) as connection:
            assert projection_of(facts_of(connection), Random(1)) == projection(connection)
        shutil.rmtree(self.place)


def test_every_morning_keeps_its_promises(riverside_data: Path, tmp_path: Path):
    SundayMorning.data = copied(riverside_data, tmp_path / "few-seats")
    with reading(SundayMorning.data) as connection:
        connection.execute("delete from past_check_in where checked_out_at is null and event_time in ('11', '12')")
        for room in ROOMS:
            connection.execute(
                "update location set max_occupancy = ?, min_volunteers = null, attendees_per_volunteer = null where id = ?",
                (SEATS, room),
            )
    run_state_machine_as_test(
        SundayMorning,
        settings=settings(
            max_examples=25, stateful_step_count=20, suppress_health_check=[HealthCheck.too_slow], print_blob=True
        ),
    )
