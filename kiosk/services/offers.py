"""What each person could check in to: every time of the day, the one that is theirs, and every room with its reasons."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.domain.civil_time import local_date
from kiosk.domain.event_choice import EventChoice, Via, Way
from kiosk.domain.history import PastCheckIn
from kiosk.domain.household_rooms import PlannedRoom, plan_rooms
from kiosk.domain.ids import EventTimeId, PersonId
from kiosk.domain.locations import Location
from kiosk.domain.people import Person
from kiosk.domain.reasons import TimeReason
from kiosk.domain.rooms import Candidate, RoomQuestion
from kiosk.domain.schedule import CheckInWindow, Event, EventTime
from kiosk.domain.windows import time_reasons, window_of
from kiosk.services.attendees import ALL_REGULAR, Attendee, Attendees, Kinds
from kiosk.services.service_day import ServiceDay, ServiceDays

Visits = Collection[tuple[PersonId, EventTimeId | None]]


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
        return not self.event.is_meeting or self.way.via is Via.GROUP

    @property
    def is_already_in(self) -> bool:
        """Whether the person is in at this time."""
        return TimeReason.ALREADY_CHECKED_IN in self.reasons


@dataclass(frozen=True, slots=True)
class PersonOffer:
    """Everything one person could check in to, by start."""

    person: Person
    times: tuple[TimeOffer, ...]
    attendee: Attendee

    @property
    def history(self) -> tuple[PastCheckIn, ...]:
        """The person's check-ins of the weeks that a station looks back."""
        return self.attendee.history

    @property
    def chosen(self) -> tuple[TimeOffer, ...]:
        """The times that are theirs now."""
        return tuple(time for time in self.times if time.is_chosen)


@dataclass(frozen=True, slots=True)
class Offers:
    """Resolves events and rooms for people; the one answer behind screens, command line and preview."""

    days: ServiceDays
    attendees: Attendees

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
        known = await self.attendees.of(day, people, kinds)
        choices = {one.person.id: _choice(day, one) for one in known}
        chosen = {(person_id, time.id) for person_id, choice in choices.items() for time in choice.times}
        coming = {
            visit
            for person_id, time_id in visits or ()
            for visit in (chosen if time_id is None else {(person_id, time_id)})
            if visit[0] == person_id
        }
        questions = {one.person.id: tuple(questions_of(day, one)) for one in known}
        shared = [one for asked in questions.values() for one in asked if (one.person.id, one.event_time.id) in coming]
        together = {(plan.question.person.id, plan.question.event_time.id): plan for plan in plan_rooms(shared, coming)}
        offers = []
        for one in known:
            asked = questions[one.person.id]
            alone = [question for question in asked if (one.person.id, question.event_time.id) not in coming]
            apart = {plan.question.event_time.id: plan for plan in plan_rooms(alone, chosen)}
            plans = [apart.get(time.id) or together[one.person.id, time.id] for time in day.times]
            offers.append(_offer(day, one, choices[one.person.id], plans))
        return tuple(offers)

    @staticmethod
    def alone(day: ServiceDay, attendee: Attendee) -> PersonOffer:
        """The offers of one person as if nobody else came: what the screens show and the preview lists."""
        choice = _choice(day, attendee)
        chosen = {(attendee.person.id, time.id) for time in choice.times}
        return _offer(day, attendee, choice, plan_rooms(tuple(questions_of(day, attendee)), chosen))


def _choice(day: ServiceDay, attendee: Attendee) -> EventChoice:
    return day.finder.choose(attendee.memberships, attendee.history, day.zone)


def questions_of(day: ServiceDay, known: Attendee) -> Iterable[RoomQuestion]:
    """What is asked about a person: a room at each time of the day."""
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
            promotion=day.program.promotion,
            kind=known.kind,
            scope=day.program.scope,
        )


def _offer(day: ServiceDay, known: Attendee, choice: EventChoice, planned: Sequence[PlannedRoom]) -> PersonOffer:
    inside = {past.event_time_id for past in known.history if past.checked_out_at is None}
    chosen_ids = {time.id for time in choice.times}

    def offer(plan: PlannedRoom) -> TimeOffer:
        time = plan.question.event_time
        is_chosen = time.id in chosen_ids
        way = choice.way if is_chosen else day.finder.way_to(time, known.memberships)
        return _time_offer(day, plan, way, is_chosen, time.id in inside)

    return PersonOffer(known.person, tuple(offer(plan) for plan in planned), known)


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
