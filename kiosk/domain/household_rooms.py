"""Rooms for a whole household at once: siblings together where a room allows it, one room for both services, seats shared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.ids import EventTimeId, LocationId, PersonId
from kiosk.domain.locations import Location
from kiosk.domain.rooms import Candidate, RoomQuestion, best_candidate, resolve
from kiosk.domain.seats import EMPTY, Occupancy, ask_for_seats


@dataclass(frozen=True, slots=True)
class PlannedRoom:
    """One person at one event time: every candidate, and the one planned; None where no room would be given."""

    question: RoomQuestion
    candidates: tuple[Candidate, ...]
    candidate: Candidate | None

    @property
    def location(self) -> Location | None:
        """The room planned, if any."""
        return self.candidate.location if self.candidate is not None else None


class _Plan:
    """The household's seats while they are given out; lives for one call."""

    def __init__(self, questions: Sequence[RoomQuestion]) -> None:
        self.questions = questions
        self.inside: dict[EventTimeId, dict[LocationId, Occupancy]] = {}
        for question in questions:
            self.inside.setdefault(question.event_time.id, dict(question.inside))
        self.planned: list[PlannedRoom | None] = [None] * len(questions)

    def ask(self, index: int) -> tuple[Candidate, ...]:
        question = self.questions[index]
        return resolve(replace(question, inside=self.inside[question.event_time.id]))

    def settle(self, index: int, candidates: tuple[Candidate, ...], candidate: Candidate | None) -> None:
        question = self.questions[index]
        self.planned[index] = PlannedRoom(question, candidates, candidate)
        if candidate is not None:
            here = self.inside[question.event_time.id]
            room_id = candidate.location.id
            here[room_id] = here.get(room_id, EMPTY).with_one(question.person.id, question.kind)

    def has_seats(self, indexes: Sequence[int], location: Location) -> bool:
        kinds = [self.questions[index].kind for index in indexes]
        inside = self.inside[self.questions[indexes[0]].event_time.id].get(location.id, EMPTY)
        guests = kinds.count(AttendanceKind.GUEST)
        acknowledged = all(self.questions[index].acknowledged for index in indexes)
        answer = ask_for_seats(location, inside, regulars=len(kinds) - guests, guests=guests, acknowledged=acknowledged)
        return not answer.refusals


def plan_rooms(questions: Sequence[RoomQuestion]) -> tuple[PlannedRoom, ...]:
    """A room for each question, in their order, with the seats of those before taken into account.

    Volunteers are seated first, so that they count for the ratio (case K11). Siblings whose first choice is the same go where
    all of them have a seat, within that choice's tier and overflow list; only then are they parted. One person at several
    times stays in one room where one of the same tier takes them at each (K23).
    """
    plan = _Plan(questions)
    serving = [index for index, question in enumerate(questions) if question.is_volunteer]
    attending = [index for index in range(len(questions)) if index not in serving]
    for index in serving:
        candidates = plan.ask(index)
        plan.settle(index, candidates, best_candidate(candidates))
    first_answers = {index: plan.ask(index) for index in attending}
    wishes = _wishes(questions, first_answers)
    together: dict[tuple[EventTimeId, LocationId], list[int]] = {}
    for index in attending:
        wish = wishes[index]
        if wish is not None:
            together.setdefault((questions[index].event_time.id, wish.location.id), []).append(index)
    for siblings in together.values():
        shared = _shared_room(plan, siblings, first_answers, wishes)
        for index in siblings:
            _seat(plan, index, shared or wishes[index])
    for index in attending:
        if plan.planned[index] is None:
            _seat(plan, index, None)
    return tuple(one for one in plan.planned if one is not None)


def _wishes(
    questions: Sequence[RoomQuestion], answers: Mapping[int, tuple[Candidate, ...]]
) -> dict[int, Candidate | None]:
    """The first choice of each, the same room at each of a person's times where it can be."""
    wishes = {index: best_candidate(candidates) for index, candidates in answers.items()}
    times: dict[PersonId, list[int]] = {}
    for index in answers:
        if wishes[index] is not None:
            times.setdefault(questions[index].person.id, []).append(index)
    for indexes in times.values():
        if len({wish.location.id for index in indexes if (wish := wishes[index]) is not None}) < 2:
            continue
        of_one_tier = [
            {one.location.id: one for one in answers[index] if _is_as_good(one, wishes[index])} for index in indexes
        ]
        both = next((room_id for room_id in of_one_tier[0] if all(room_id in rooms for rooms in of_one_tier)), None)
        if both is not None:
            for index, rooms in zip(indexes, of_one_tier, strict=True):
                wishes[index] = rooms[both]
    return wishes


def _is_as_good(candidate: Candidate, wish: Candidate | None) -> bool:
    return wish is not None and candidate.would_be_given and candidate.tier is wish.tier


def _shared_room(
    plan: _Plan,
    siblings: Sequence[int],
    answers: Mapping[int, tuple[Candidate, ...]],
    wishes: Mapping[int, Candidate | None],
) -> Candidate | None:
    """The first room of the same tier, overflow included, that takes all of them together."""
    wish = wishes[siblings[0]]
    if len(siblings) < 2 or wish is None or plan.has_seats(siblings, wish.location):
        return wish
    head = wish.stands_in_for or wish.location.id
    rooms = [
        {
            one.location.id: one
            for one in answers[index]
            if _is_as_good(one, wish) or (one.is_held_back and one.stands_in_for == head)
        }
        for index in siblings
    ]
    listed = {room_id: turn for turn, room_id in enumerate(wish.location.additions.overflow_ids)}
    for one in sorted(rooms[0].values(), key=lambda one: listed.get(one.location.id, -1)):
        if all(one.location.id in others for others in rooms) and plan.has_seats(siblings, one.location):
            return one
    return None


def _seat(plan: _Plan, index: int, wish: Candidate | None) -> None:
    candidates = plan.ask(index)
    wished = next((one for one in candidates if wish is not None and one.location.id == wish.location.id), None)
    if wished is not None and (wished.would_be_given or wished.is_held_back):
        plan.settle(index, candidates, wished)
    else:
        plan.settle(index, candidates, best_candidate(candidates))
