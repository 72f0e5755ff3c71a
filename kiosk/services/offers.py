"""What each person could check in to: every time of the day, the one that is theirs, and every room with its reasons."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from kiosk.domain.attendance import AttendanceKind, CheckIn
from kiosk.domain.civil_time import local_date
from kiosk.domain.event_choice import EventChoice, Via, Way
from kiosk.domain.groups import Membership
from kiosk.domain.history import PastCheckIn
from kiosk.domain.household_rooms import PlannedRoom, plan_rooms
from kiosk.domain.ids import EventTimeId, PersonId
from kiosk.domain.locations import Location
from kiosk.domain.people import Person
from kiosk.domain.reasons import TimeReason
from kiosk.domain.rooms import Candidate, RoomQuestion
from kiosk.domain.schedule import CheckInWindow, Event, EventTime
from kiosk.domain.windows import time_reasons, window_of
from kiosk.services.ports import AttendanceBook, GroupBook, HistoryBook, StationSettings
from kiosk.services.service_day import ServiceDay, ServiceDays

Kinds = Mapping[PersonId, AttendanceKind]
Visits = Collection[tuple[PersonId, EventTimeId | None]]
ALL_REGULAR: Kinds = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class TimeOffer:
    """One event time for one person. ``location``: the room that would be given if the window were open."""

    event: Event
    event_time: EventTime
    window: CheckInWindow
    is_open: bool
    is_chosen: bool
    way: Way
    reasons: tuple[TimeReason, ...]
    candidates: tuple[Candidate, ...]
    location: Location | None
    service_date: date

    @property
    def is_own_or_linked(self) -> bool:
        """Whether a family would look for it: an event of Check-Ins, or a meeting of one of the person's groups."""
        return not self.event.id.startswith("gid://") or self.way.via is Via.GROUP

    @property
    def is_already_in(self) -> bool:
        """Whether the person is in at this time."""
        return TimeReason.ALREADY_CHECKED_IN in self.reasons


@dataclass(frozen=True, slots=True)
class PersonOffer:
    """Everything one person could check in to, by start."""

    person: Person
    times: tuple[TimeOffer, ...]
    history: tuple[PastCheckIn, ...]

    @property
    def chosen(self) -> tuple[TimeOffer, ...]:
        """The times that are theirs now."""
        return tuple(time for time in self.times if time.is_chosen)


@dataclass(frozen=True, slots=True)
class Offers:
    """Resolves events and rooms for people; the one answer behind screens, command line and preview."""

    days: ServiceDays
    attendance: AttendanceBook
    history: HistoryBook
    groups: GroupBook
    settings: StationSettings

    async def of(
        self, people: Sequence[Person], now: datetime, kinds: Kinds = ALL_REGULAR, visits: Visits | None = None
    ) -> tuple[PersonOffer, ...]:
        """The offers of these people at a moment. Raises StationNotSetUp."""
        return await self.on(await self.days.at(now), people, kinds, visits)

    async def on(
        self, day: ServiceDay, people: Sequence[Person], kinds: Kinds = ALL_REGULAR, visits: Visits | None = None
    ) -> tuple[PersonOffer, ...]:
        """The offers of these people on a day that was read before; ``kinds`` of those who do not come as regulars.

        ``visits``: who really comes to which times (None as a time: to those chosen for them); they share the seats there are
        and siblings stay together. Everything else is answered alone, because nobody knows yet who is here.
        """
        since = day.now - timedelta(weeks=self.settings.lookback_weeks)
        ids = [person.id for person in people]
        theirs = _by_person(await self.history.past_check_ins(ids, since))
        ours = _by_person(_as_history(await self.attendance.of_people(ids, since), day))
        memberships = _of_each(await self.groups.memberships_of(ids))
        known = [
            _Known(
                person,
                (*ours.get(person.id, ()), *theirs.get(person.id, ())),
                memberships.get(person.id, ()),
                kinds.get(person.id, AttendanceKind.REGULAR),
            )
            for person in people
        ]
        choices = {one.person.id: day.finder.choose(one.memberships, one.history, day.zone) for one in known}
        chosen = {(person_id, time.id) for person_id, choice in choices.items() for time in choice.times}
        coming = {
            visit
            for person_id, time_id in visits or ()
            for visit in (chosen if time_id is None else {(person_id, time_id)})
            if visit[0] == person_id
        }
        questions = [(one.person.id, question) for one in known for question in _questions(day, one)]
        shared = [question for person_id, question in questions if (person_id, question.event_time.id) in coming]
        together = iter(plan_rooms(shared, coming))
        plans: dict[PersonId, list[PlannedRoom]] = {}
        for one in known:
            alone = [
                question
                for person_id, question in questions
                if person_id == one.person.id and (person_id, question.event_time.id) not in coming
            ]
            apart = {plan.question.event_time.id: plan for plan in plan_rooms(alone, chosen)}
            plans[one.person.id] = [apart[time.id] if time.id in apart else next(together) for time in day.times]
        return tuple(_offer(day, one, choices[one.person.id], plans[one.person.id]) for one in known)


@dataclass(frozen=True, slots=True)
class _Known:
    """What rooms depend on besides the day."""

    person: Person
    history: tuple[PastCheckIn, ...]
    memberships: Sequence[Membership]
    kind: AttendanceKind


def _by_person(history: Iterable[PastCheckIn]) -> Mapping[PersonId, list[PastCheckIn]]:
    by_person: dict[PersonId, list[PastCheckIn]] = {}
    for past in history:
        by_person.setdefault(past.person_id, []).append(past)
    return by_person


def _as_history(check_ins: Iterable[CheckIn], day: ServiceDay) -> Iterable[PastCheckIn]:
    """Our own check-ins in the words of the one history."""
    for check_in in check_ins:
        event_id = day.event_of(check_in.location_id)
        if event_id is not None:
            yield PastCheckIn(
                id=check_in.id,
                person_id=check_in.person_id,
                event_id=event_id,
                checked_in_at=check_in.checked_in_at,
                event_time_id=check_in.event_time_id,
                starts_at=check_in.starts_at,
                location_id=check_in.location_id,
                kind=check_in.kind.value,
                checked_out_at=check_in.checked_out_at,
            )


def _of_each(memberships: Iterable[Membership]) -> Mapping[PersonId, list[Membership]]:
    by_person: dict[PersonId, list[Membership]] = {}
    for membership in memberships:
        by_person.setdefault(membership.person_id, []).append(membership)
    return by_person


def _questions(day: ServiceDay, known: _Known) -> Iterable[RoomQuestion]:
    nearness = day.program.hierarchy.nearness(known.memberships)
    for time in day.times:
        yield RoomQuestion(
            person=known.person,
            event=day.events[time.event_id],
            event_time=time,
            tree=day.trees[time.event_id],
            service_date=local_date(time.starts_at, day.zone),
            inside=day.inside.get(time.id, {}),
            nearness=nearness,
            history=[
                past
                for past in known.history
                if past.event_id == time.event_id and (past.starts_at is None or past.starts_at < time.starts_at)
            ],
            kind=known.kind,
        )


def _offer(day: ServiceDay, known: _Known, choice: EventChoice, planned: Sequence[PlannedRoom]) -> PersonOffer:
    inside = {past.event_time_id for past in known.history if past.checked_out_at is None}
    chosen_ids = {time.id for time in choice.times}

    def offer(plan: PlannedRoom) -> TimeOffer:
        time = plan.question.event_time
        is_chosen = time.id in chosen_ids
        way = choice.way if is_chosen else day.finder.way_to(time, known.memberships)
        return _time_offer(day, plan, way, is_chosen, time.id in inside)

    return PersonOffer(known.person, tuple(offer(plan) for plan in planned), known.history)


def _time_offer(day: ServiceDay, plan: PlannedRoom, way: Way, is_chosen: bool, is_already_in: bool) -> TimeOffer:
    event, time = plan.question.event, plan.question.event_time
    window = window_of(event, time)
    return TimeOffer(
        event=event,
        event_time=time,
        window=window,
        is_open=window.is_open(day.now) and not time.is_cancelled,
        is_chosen=is_chosen,
        way=way,
        reasons=time_reasons(event, time, day.now, is_checked_in=is_already_in),
        candidates=plan.candidates,
        location=plan.location,
        service_date=plan.question.service_date,
    )
