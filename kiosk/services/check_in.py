"""Check people in: from a tap or a command to a durable record with its labels queued."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.domain.attendance import CheckIn
from kiosk.domain.background_check import BackgroundCheck
from kiosk.domain.decisions import Decision
from kiosk.domain.ids import CheckInGroupId, EventTimeId, FactId, PersonId, StationId
from kiosk.domain.people import Person
from kiosk.domain.problems import CheckInClosed, NotKnown
from kiosk.domain.reasons import RoomReason
from kiosk.domain.recording import Recorded, Tap, decide, replayed
from kiosk.domain.security_codes import CodeScheme
from kiosk.services.check_in_request import CheckInRequest, Want, sort_out
from kiosk.services.labels_of_tap import LabelsOfTap
from kiosk.services.offers import Offers
from kiosk.services.ports import AttendanceBook, Clock, PeopleBook, ScheduleBook, StationSettings
from kiosk.services.program import Program

SCHEME = CodeScheme()


@dataclass(frozen=True, slots=True)
class CheckInAnswer:
    """What a tap came to, with the people by id; the first answer again for the same tap."""

    group_id: CheckInGroupId
    recorded: Recorded
    people: Mapping[PersonId, Person]

    @property
    def codes(self) -> tuple[str, ...]:
        """The security codes of this visit, each once."""
        codes = (check_in.security_code for check_in in self.recorded.check_ins)
        return tuple(dict.fromkeys(code for code in codes if code))

    @property
    def check_ins(self) -> tuple[CheckIn, ...]:
        """Everyone recorded by this tap."""
        return self.recorded.check_ins


@dataclass(frozen=True, slots=True)
class CheckInPeople:
    """Records check-ins: resolves rooms, decides inside the transaction, queues labels with it."""

    people: PeopleBook
    schedule: ScheduleBook
    attendance: AttendanceBook
    offers: Offers
    clock: Clock
    settings: StationSettings
    chance: Callable[[int], int]
    new_id: Callable[[datetime], str]

    async def __call__(self, request: CheckInRequest) -> CheckInAnswer:
        """Record everyone who may come in.

        A seat refusal of anyone raises LocationFull, LocationClosed or RatioNotMet and writes nothing. People with no fitting
        room or already in are left out and named; nobody left: raises that refusal. Raises NotKnown, NonceReused, CheckInClosed.
        """
        if not request.wants:
            raise NotKnown()
        people = await self.people.people({want.person_id for want in request.wants})
        missing = [want.person_id for want in request.wants if want.person_id not in people]
        if missing:
            raise NotKnown(person=missing[0])
        kept = {person.id: person for person in people.values()}
        people = {**people, **kept}
        first = await self.attendance.record(
            lambda view: (Decision(), replayed(view.of_group(request.nonce), request.digest))
        )
        if first is not None:
            return CheckInAnswer(request.nonce, first, people)
        now = self.clock.now()
        day = await self.offers.days.at(now)
        request = _as_of_now(request, people, day.program)
        _must_be_known(request, day.program)
        kinds = {want.person_id: want.kind for want in request.wants}
        visits = {(want.person_id, want.event_time_id) for want in request.wants}
        offers = {offer.person.id: offer for offer in await self.offers.on(day, tuple(kept.values()), kinds, visits)}
        wanted, turned = sort_out(
            request,
            people,
            offers,
            lambda: FactId(self.new_id(now)),
            BackgroundCheck(self.settings.background_check),
            now,
        )
        labels = LabelsOfTap(self.people, self.schedule, self.attendance, self.settings)
        tap = Tap(
            nonce=request.nonce,
            digest=request.digest,
            wanted=tuple(wanted),
            turned=tuple(turned),
            by=request.by,
            method=request.method,
            pass_code=request.pass_code,
            now=now,
            station_id=StationId(self.settings.station_id),
            override=request.override,
            closed=frozenset(
                candidate.location.id
                for offer in offers.values()
                for time in offer.times
                for candidate in time.candidates
                if RoomReason.CLOSED in candidate.reasons
            ),
            scheme=SCHEME,
            slot=self.settings.slot,
            code_per_child=self.settings.code_per_child,
            chance=self.chance,
            new_id=lambda: FactId(self.new_id(now)),
            labels=await labels.maker(request.nonce, wanted, offers, day.program),
            staff_id=request.staff_id,
        )
        try:
            recorded = await self.attendance.record(lambda view: decide(tap, view))
        except CheckInClosed as problem:
            problem.details.update(day.when_next())
            raise
        return CheckInAnswer(request.nonce, recorded, people)


def _must_be_known(request: CheckInRequest, program: Program) -> None:
    """Raises NotKnown for a time or location that there is not, such as one mistyped on the command line."""
    times = {time.id for time in program.times}
    for want in request.wants:
        if want.event_time_id is not None and want.event_time_id not in times:
            raise NotKnown(event_time=want.event_time_id)
        if want.location_id is not None and want.location_id not in program.event_by_location:
            raise NotKnown(location=want.location_id)


def _as_of_now(request: CheckInRequest, people: Mapping[PersonId, Person], program: Program) -> CheckInRequest:
    """The same tap with what its screen could not know yet.

    A predicted time whose real one has come is that one, somebody merged since is who was kept; nobody is wanted twice.
    """
    wants: dict[tuple[PersonId, EventTimeId | None], Want] = {}
    for want in request.wants:
        time_id = None if want.event_time_id is None else program.means_now(want.event_time_id)
        person_id = people[want.person_id].id
        wants.setdefault((person_id, time_id), replace(want, person_id=person_id, event_time_id=time_id))
    now = tuple(wants.values())
    return request if now == request.wants else replace(request, wants=now, tapped=request.tapped or request.wants)
