"""Rooms for a whole household at once: siblings together where a room allows it, one room for both services, seats shared."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.ids import EventTimeId, LocationId, PersonId
from kiosk.domain.locations import Location
from kiosk.domain.rooms import Candidate, RoomQuestion, best_candidate, resolve
from kiosk.domain.seats import EMPTY, Occupancy, Place, ask_for_seats


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


Visit = tuple[PersonId, EventTimeId]
"""One person coming to one event time."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """The seats given out so far; giving out one more makes a new plan."""

    questions: tuple[RoomQuestion, ...]
    inside: Mapping[EventTimeId, Mapping[LocationId, Occupancy]]

    @classmethod
    def of(cls, questions: Sequence[RoomQuestion]) -> "_Plan":
        return cls(tuple(questions), {question.event_time.id: question.inside for question in reversed(questions)})

    def ask(self, index: int) -> tuple[Candidate, ...]:
        question = self.questions[index]
        return resolve(replace(question, inside=self.inside[question.event_time.id]))

    def seated(self, index: int, wish: Candidate | None, asked: "_Asked | None" = None) -> tuple["_Plan", PlannedRoom]:
        """With one more person in the room wished for while it has a seat, else in the best one left.

        ``asked``: answers known from an earlier plan, which hold while nobody was seated at that time since.
        """
        question = self.questions[index]
        candidates = asked.answer(index, self) if asked is not None else self.ask(index)
        candidate = next((one for one in candidates if wish is not None and one.location.id == wish.location.id), None)
        if candidate is None or not (candidate.would_be_given or candidate.is_held_back):
            candidate = best_candidate(candidates)
        planned = PlannedRoom(question, candidates, candidate)
        if candidate is None:
            return self, planned
        time_id, room_id = question.event_time.id, candidate.location.id
        here = self.inside[time_id].get(room_id, EMPTY).with_one(question.person.id, question.kind)
        inside = {**self.inside, time_id: {**self.inside[time_id], room_id: here}}
        return replace(self, inside=inside), planned

    def has_seats(self, indexes: Sequence[int], location: Location) -> bool:
        kinds = [self.questions[index].kind for index in indexes]
        guests = kinds.count(AttendanceKind.GUEST)
        answer = ask_for_seats(
            location,
            self.inside[self.questions[indexes[0]].event_time.id].get(location.id, EMPTY),
            regulars=len(kinds) - guests,
            guests=guests,
            acknowledged=all(self.questions[index].acknowledged for index in indexes),
        )
        return not answer.refusals


@dataclass(frozen=True, slots=True)
class _Asked:
    """What everybody was answered on one plan."""

    plan: _Plan
    answers: Mapping[int, tuple[Candidate, ...]]

    def answer(self, index: int, plan: _Plan) -> tuple[Candidate, ...]:
        time_id = plan.questions[index].event_time.id
        return self.answers[index] if plan.inside[time_id] is self.plan.inside[time_id] else plan.ask(index)


def plan_rooms(questions: Sequence[RoomQuestion], chosen_together: Collection[Visit] = ()) -> tuple[PlannedRoom, ...]:
    """A room for each question, in their order, with the seats of those before taken into account.

    Volunteers are seated first, so that they count for the ratio (case K11). Siblings whose first choice is the same go where
    all of them have a seat, within that choice's tier and overflow list; only then are they parted. ``chosen_together`` are the
    visits that will really be made: a person with several of them stays in one room where one of the same tier takes them at
    each (K23); a time that is only looked at changes nothing at another. Ask for one household at a time.
    """
    plan = _Plan.of(questions)
    planned: dict[int, PlannedRoom] = {}
    for index, question in enumerate(questions):
        if question.is_volunteer:
            plan, planned[index] = plan.seated(index, None)
    attending = [index for index in range(len(questions)) if index not in planned]
    answers = {index: plan.ask(index) for index in attending}
    asked = _Asked(plan, answers)
    wishes = _wishes(questions, answers, chosen_together)
    together: dict[Place, list[int]] = {}
    for index in attending:
        wish = wishes[index]
        if wish is not None:
            together.setdefault((questions[index].event_time.id, wish.location.id), []).append(index)
    for siblings in together.values():
        shared = _shared_room(plan, siblings, answers, wishes)
        for index in siblings:
            plan, planned[index] = plan.seated(index, shared or wishes[index], asked)
    for index in attending:
        if wishes[index] is None:
            plan, planned[index] = plan.seated(index, None, asked)
    return tuple(planned[index] for index in range(len(questions)))


def _wishes(
    questions: Sequence[RoomQuestion],
    answers: Mapping[int, tuple[Candidate, ...]],
    chosen_together: Collection[Visit],
) -> dict[int, Candidate | None]:
    """The first choice of each, the same room at each time that a person really comes to where it can be."""
    wishes = {index: best_candidate(candidates) for index, candidates in answers.items()}
    times: dict[PersonId, list[int]] = {}
    for index in answers:
        visit = (questions[index].person.id, questions[index].event_time.id)
        if wishes[index] is not None and visit in chosen_together:
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
