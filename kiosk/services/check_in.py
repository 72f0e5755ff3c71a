"""Check people in: from a tap or a command to a durable record with its labels queued."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.domain.attendance import CheckIn
from kiosk.domain.background_check import BackgroundCheck
from kiosk.domain.decisions import Decision
from kiosk.domain.ids import CheckInGroupId, FactId, PersonId, SecurityCode, StationId
from kiosk.domain.label_choice import Labelled, LabelQuantity, LabelStyle, Visit, labels_for
from kiosk.domain.labels import PrintJob
from kiosk.domain.people import Person
from kiosk.domain.problems import NotKnown
from kiosk.domain.reasons import RoomReason
from kiosk.domain.recording import Recorded, Tap, Wanted, decide, replayed
from kiosk.domain.security_codes import CodeScheme
from kiosk.services.check_in_request import CheckInRequest, sort_out
from kiosk.services.offers import Offers, PersonOffer
from kiosk.services.ports import AttendanceBook, Clock, PeopleBook, ScheduleBook, StationSettings
from kiosk.services.program import Program
from kiosk.words import Words
from kiosk.words.times import clock_time

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
        first = await self.attendance.record(
            lambda view: (Decision(), replayed(view.of_group(request.nonce), request.digest))
        )
        if first is not None:
            return CheckInAnswer(request.nonce, first, people)
        now = self.clock.now()
        day = await self.offers.days.at(now)
        request = _as_of_now(request, day.program)
        kinds = {want.person_id: want.kind for want in request.wants}
        visits = {(want.person_id, want.event_time_id) for want in request.wants}
        offers = {offer.person.id: offer for offer in await self.offers.on(day, tuple(people.values()), kinds, visits)}
        wanted, turned = sort_out(
            request,
            people,
            offers,
            lambda: FactId(self.new_id(now)),
            BackgroundCheck(self.settings.background_check),
        )
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
            labels=await self._label_maker(request.nonce, wanted, offers),
            staff_id=request.staff_id,
        )
        recorded = await self.attendance.record(lambda view: decide(tap, view))
        return CheckInAnswer(request.nonce, recorded, people)

    async def _label_maker(
        self, nonce: CheckInGroupId, wanted: Sequence[Wanted], offers: Mapping[PersonId, PersonOffer]
    ) -> Callable[[tuple[tuple[Wanted, SecurityCode | None], ...]], tuple[PrintJob, ...]]:
        """Everything the labels need that must be read, so that inside the transaction only the code is missing."""
        events = {time.event_time.id: time.event for offer in offers.values() for time in offer.times}
        configured = {
            event_id: await self.schedule.label_quantities(event_id)
            for event_id in {events[one.event_time.id].id for one in wanted}
        }
        quantities: dict[Visit, tuple[LabelQuantity, ...]] = {
            (one.person.id, one.location.id): tuple(
                quantity
                for quantity in configured[events[one.event_time.id].id]
                if quantity.location_id in (None, one.location.id)
            )
            for one in wanted
        }
        organization = await self.schedule.organization()
        zone = ZoneInfo(organization.time_zone) if organization else ZoneInfo("UTC")
        words = Words(self.settings.label_language)
        local = {one.event_time.id: one.event_time.starts_at.astimezone(zone) for one in wanted}
        style = LabelStyle(
            language=words.language,
            is_rehearsal=self.settings.is_rehearsal,
            clock={moment: clock_time(words, moment) for moment in local.values()},
        )

        def make(coded: tuple[tuple[Wanted, SecurityCode | None], ...]) -> tuple[PrintJob, ...]:
            labelled = [
                Labelled(
                    fact_id=one.fact_id,
                    person=one.person,
                    kind=one.kind,
                    location_id=one.location.id,
                    location_name=one.location.name,
                    event_name=events[one.event_time.id].name,
                    starts_at=local[one.event_time.id],
                    service_date=one.service_date,
                    security_code=code,
                    is_first_time=offers[one.person.id].attendee.is_first_time_at(events[one.event_time.id]),
                )
                for one, code in coded
            ]
            return labels_for(nonce, labelled, quantities, style)

        return make


def _as_of_now(request: CheckInRequest, program: Program) -> CheckInRequest:
    """The same tap, with real times for those that were only predicted when the screen was shown."""
    wants = tuple(
        want if want.event_time_id is None else replace(want, event_time_id=program.means_now(want.event_time_id))
        for want in request.wants
    )
    return request if wants == request.wants else replace(request, wants=wants, tapped=request.tapped or request.wants)
