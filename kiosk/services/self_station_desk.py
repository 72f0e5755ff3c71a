"""The self station's port, filled: what stands between its screens and everything the station knows."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from kiosk.domain.clock_doubt import ClockDoubt
from kiosk.domain.ids import CheckInGroupId, EventTimeId, LocationId, PersonId
from kiosk.domain.labels import LabelKind, PrintJob, PrintState
from kiosk.domain.people import Gender
from kiosk.domain.problems import CheckInClosed, LocationFull, NotKnown, RatioNotMet
from kiosk.services.check_in import CheckInAnswer, CheckInPeople
from kiosk.services.check_in_request import CheckInRequest, Want
from kiosk.services.find_household import FindHousehold
from kiosk.services.household_views import family_choice, household_view
from kiosk.services.offers import Offers
from kiosk.services.ports import Clock, FoundHousehold, PeopleBook, PrintQueue, ScheduleBook, StationSettings
from kiosk.services.printing_ports import names_a_printer
from kiosk.services.room_options import household_with_options, options_of_rooms
from kiosk.services.self_station import (
    CheckInTap,
    DoneLine,
    DoneView,
    Fact,
    FamilyChoice,
    FamilyKey,
    HouseholdView,
)
from kiosk.services.service_day import ServiceDay, ServiceDays
from kiosk.services.start_view import StartView, start_view
from kiosk.services.straight_on import only_choice
from kiosk.words import Words
from kiosk.words.problems import SENTENCES
from kiosk.words.reasons import gently
from kiosk.words.station import LABELS_STUCK
from kiosk.words.warnings import clock_warning


async def _nothing_doubted() -> ClockDoubt | None:
    """Where another time than the machine's is played."""
    return None


@dataclass(slots=True)
class SelfStationDesk:
    """Answers the self station's screens.

    ``printer_trouble`` says to families what is wrong with the printer, in a language, or nothing; ``clock_doubt`` whether
    the machine's clock can be believed.
    """

    days: ServiceDays
    offers: Offers
    find_household: FindHousehold
    check_in_people: CheckInPeople
    people: PeopleBook
    schedule: ScheduleBook
    queue: PrintQueue
    clock: Clock
    settings: StationSettings
    people_as_of: Callable[[], datetime | None]
    printer_trouble: Callable[[Words], str]
    labels_queued: Callable[[], None]
    clock_doubt: Callable[[], Awaitable[ClockDoubt | None]] = _nothing_doubted
    _words: Words = field(default_factory=Words)
    _last: CheckInAnswer | None = None
    _given: dict[tuple[PersonId, EventTimeId], LocationId] = field(default_factory=dict)

    def set_language(self, language: str) -> None:
        """Sentences that rules word follow this language from now on."""
        self._words = Words(language)

    async def start(self) -> StartView:
        """What the start screen shows now."""
        day = await self.days.at(self.clock.now())
        return start_view(
            day.organization.name,
            day.program.opening_hours(day.now),
            day.now,
            day.zone,
            people_as_of=self.people_as_of(),
            trouble=self.printer_trouble(self._words) or await self._clock_trouble(),
            is_rehearsal=self.settings.is_rehearsal,
        )

    async def _clock_trouble(self) -> str:
        """Warned about before opening; check-in goes on by the clock there is."""
        doubt = await self.clock_doubt()
        return clock_warning(self._words, doubt.fault, doubt.off_by) if doubt is not None else ""

    async def find(self, digits: str) -> tuple[FamilyChoice, ...]:
        """Families with a phone that ends in these digits."""
        await self._open_day()
        return tuple(family_choice(found) for found in await self.find_household.by_digits(digits))

    async def scan(self, code: str) -> tuple[FamilyChoice, ...]:
        """The families of the person whose pass was scanned."""
        await self._open_day()
        return tuple(family_choice(found) for found in await self.find_household.by_pass(code))

    async def open(self, key: FamilyKey) -> HouseholdView:
        """The household with its rooms as of now."""
        day = await self._open_day()
        found = await self._family(key)
        offers = await self.offers.on(day, found.people)
        self._given = {
            (offer.person.id, time.event_time.id): time.location.id
            for offer in offers
            for time in offer.times
            if time.location is not None
        }
        view = household_view(
            day,
            found,
            offers,
            adults_may_volunteer=self.settings.adults_may_volunteer,
            words=self._words,
        )
        events = dict.fromkeys(time.event.id for offer in offers for time in offer.times)
        options = [option for event_id in events for option in await self.schedule.options(event_id)]
        view = household_with_options(view, options_of_rooms(options))
        return replace(view, goes_straight_on=self.settings.goes_straight_on and bool(only_choice(view)))

    async def answer(self, person_id: PersonId, fact: Fact, value: date | int | Gender) -> None:
        """Keep a missing fact here and queue it for Planning Center."""
        kept = value.isoformat() if isinstance(value, date) else value.value if isinstance(value, Gender) else value
        await self.people.keep_answer(person_id, fact.value, kept, self.clock.now())

    async def check_in(self, tap: CheckInTap) -> DoneView:
        """Record everyone or nobody short of a seat."""
        request = CheckInRequest(
            nonce=CheckInGroupId(tap.nonce),
            wants=tuple(
                Want(one.person_id, one.event_time_id, one.location_id, one.kind, options=one.options)
                for one in tap.people
            ),
            by=tap.by,
            method=tap.method,
            pass_code=tap.pass_code,
        )
        try:
            self._last = await self.check_in_people(request)
        except (LocationFull, RatioNotMet):
            # Rooms were shown to each alone; the seats go round differently when these come together.
            again = tuple(self._left_open(want) for want in request.wants)
            if again == request.wants:
                raise
            self._last = await self.check_in_people(replace(request, wants=again, tapped=request.wants))
        self.labels_queued()
        return await self.done(request.nonce)

    async def done(self, group_id: CheckInGroupId) -> DoneView:
        """The success screen with the labels' present states. Raises NotKnown for another visit than the last one here."""
        if self._last is None or self._last.group_id != group_id:
            raise NotKnown()
        day = await self.days.at(self.clock.now())
        jobs = await self.queue.of_group(group_id) if names_a_printer(self.settings.printer) else ()
        return _done_view(self._last, jobs, day, self.printer_trouble(self._words), self._words)

    def _left_open(self, want: Want) -> Want:
        """The same wish without the room, where the family took the one that was shown."""
        if want.event_time_id is None or self._given.get((want.person_id, want.event_time_id)) != want.location_id:
            return want
        return replace(want, location_id=None)

    async def _open_day(self) -> ServiceDay:
        day = await self.days.at(self.clock.now())
        if not day.own_open_times:
            raise CheckInClosed(**day.when_next())
        return day

    async def _family(self, key: FamilyKey) -> FoundHousehold:
        if key.household_id is not None:
            found = await self.people.household(key.household_id)
            if found is not None and found.people:
                return found
        elif key.person_id is not None:
            households = await self.people.households_of(key.person_id)
            if households and households[0].people:
                return households[0]
        raise NotKnown()


def _done_view(
    answer: CheckInAnswer, jobs: tuple[PrintJob, ...], day: ServiceDay, trouble: str, words: Words
) -> DoneView:
    name_jobs = [job for job in jobs if job.kind is LabelKind.NAME]
    security_jobs = [job for job in jobs if job.kind is LabelKind.SECURITY]
    return DoneView(
        group_id=answer.group_id,
        codes=answer.codes,
        lines=tuple(
            DoneLine(
                answer.people[check_in.person_id].called_name,
                _room_name(day, check_in.location_id),
                check_in.starts_at.astimezone(UTC).astimezone(day.zone),
                next((job.state for job in name_jobs if job.key.startswith(f"{check_in.id}:")), None),
            )
            for check_in in answer.check_ins
        ),
        name_labels=len(name_jobs),
        security_labels=len(security_jobs),
        turned_away=tuple(
            (
                answer.people[turned.person_id].called_name,
                gently(words, turned.reasons)
                if turned.problem == "NoFittingLocation"
                else words.say(SENTENCES.get(turned.problem, SENTENCES["NoFittingLocation"])),
            )
            for turned in answer.recorded.turned
        ),
        security_label=security_jobs[0].state if security_jobs else None,
        trouble=_label_trouble(jobs, trouble, words),
    )


def _label_trouble(jobs: tuple[PrintJob, ...], printer: str, words: Words) -> str:
    """What a family hears of its labels: what did not come out, or nobody knows of, does not print later by itself."""
    if any(job.state in (PrintState.UNCERTAIN, PrintState.FAILED) for job in jobs):
        return words.say(LABELS_STUCK)
    return printer if jobs else ""


def _room_name(day: ServiceDay, location_id: str) -> str:
    return next(
        (location.name for tree in day.trees.values() for key, location in tree.by_id.items() if key == location_id), ""
    )
