"""A household as a volunteer sees it, made from the offers of its people: every room with the exact reason against it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kiosk.domain.admission import Verdict
from kiosk.domain.ages import age_in_months, known_birthdate
from kiosk.domain.attendance import AttendanceKind, CheckIn
from kiosk.domain.background_check import BackgroundCheck
from kiosk.domain.children import is_adult
from kiosk.domain.grades import effective_grade, grade_name
from kiosk.domain.ids import LocationId, PersonId
from kiosk.domain.newcomers import is_guest
from kiosk.domain.people import Grade, Person
from kiosk.domain.reasons import RoomReason, TimeReason
from kiosk.domain.rooms import Candidate
from kiosk.domain.windows import accepts_late_from_staff
from kiosk.services.household_views import family_key, family_name, initials, time_key
from kiosk.services.offers import PersonOffer, TimeOffer
from kiosk.services.ports import FoundHousehold
from kiosk.services.self_station import AdultChoice, GradeChoice
from kiosk.services.service_day import ServiceDay
from kiosk.services.staff_views import (
    FamilyHit,
    PersonFacts,
    StaffFamily,
    StaffPerson,
    StaffRoom,
    StaffTime,
    StaffTimeChoice,
)
from kiosk.services.watch import WatchAlert
from kiosk.words import Words
from kiosk.words import staff as say
from kiosk.words.reasons import exactly

_PHONE_END = 4
_MONTHS_UNTIL_YEARS = 36
_MONTHS_A_YEAR = 12
_PASSED = {TimeReason.WINDOW_NOT_OPEN, TimeReason.WINDOW_CLOSED}


def family_hit(found: FoundHousehold, watched: Iterable[PersonId], open_at: tuple[str, ...] = ()) -> FamilyHit:
    """One line of the search."""
    people = {person.id for person in found.people}
    ends = (phone.number for person in found.people for phone in person.phones)
    digits = ("".join(symbol for symbol in end if symbol.isdecimal())[-_PHONE_END:] for end in ends)
    return FamilyHit(
        key=family_key(found),
        name=family_name(found.household) or found.people[0].name,
        people=tuple(person.called_name for person in sorted(found.people, key=lambda one: not one.is_child)),
        phones=tuple(dict.fromkeys(end for end in digits if end)),
        is_watched=any(person in people for person in watched),
        open_at=open_at,
    )


def staff_family(
    day: ServiceDay,
    found: FoundHousehold,
    offers: Sequence[PersonOffer],
    inside: Mapping[PersonId, Sequence[CheckIn]],
    alerts: tuple[WatchAlert, ...],
    background_check: BackgroundCheck,
    words: Words,
    open_at: tuple[str, ...] = (),
) -> StaffFamily:
    """The household with every room of every start of the day."""
    today = day.now.astimezone(day.zone).date()
    watched = {alert.person_id for alert in alerts}
    has_history = any(offer.history for offer in offers)
    people = tuple(
        _person(
            day,
            offer,
            inside.get(offer.person.id, ()),
            today,
            words,
            is_preselected=bool(offer.history) if has_history else not is_adult(offer.person, today),
            is_watched=offer.person.id in watched,
            background_check=background_check,
        )
        for offer in sorted(offers, key=lambda one: is_adult(one.person, today))
    )
    times = _times(day, offers)
    adults = tuple(
        AdultChoice(person.id, person.called_name)
        for person in found.people
        if is_adult(person, today) and not is_guest(person.id)
    )
    primary = found.household.primary_contact_id
    ids = [adult.person_id for adult in adults]
    return StaffFamily(
        key=family_key(found),
        name=family_name(found.household) or found.people[0].name,
        times=times,
        chosen_time_keys=_chosen(day, times, offers, people),
        people=people,
        adults=adults,
        checked_in_by=primary if primary in ids else (ids[0] if ids else None),
        alerts=alerts,
        grades=tuple(GradeChoice(grade.key, grade.name) for grade in day.organization.grades),
        open_at=open_at,
    )


def age_words(words: Words, person: Person, on: date) -> str:
    """How old somebody is, as rooms count: months until three years, then years."""
    if is_adult(person, on):
        return words.say(say.ADULT)
    born = known_birthdate(person.birthdate)
    if born is None:
        return words.say(say.NO_BIRTHDATE)
    return _age(words, age_in_months(born, on))


def _age(words: Words, months: int) -> str:
    if months < _MONTHS_UNTIL_YEARS:
        return words.count(say.AGE_MONTHS, months)
    return words.count(say.AGE_YEARS, months // _MONTHS_A_YEAR)


def _person(
    day: ServiceDay,
    offer: PersonOffer,
    inside: Sequence[CheckIn],
    today: date,
    words: Words,
    *,
    is_preselected: bool,
    is_watched: bool,
    background_check: BackgroundCheck,
) -> StaffPerson:
    person = offer.person
    grade = effective_grade(person, today)
    starts: dict[str, list[TimeOffer]] = {}
    for time in offer.times:
        starts.setdefault(time_key(time), []).append(time)
    return StaffPerson(
        person_id=person.id,
        name=person.name,
        called_name=person.called_name,
        initials=initials(person),
        is_child=not is_adult(person, today),
        age=age_words(words, person, today),
        is_preselected=is_preselected,
        facts=_facts(person, grade, day.organization.grades),
        times=tuple(_time(day, key, times, person, words) for key, times in sorted(starts.items())),
        kind=offer.attendee.kind,
        photo=person.photo,
        inside=tuple(one.id for one in inside),
        inside_room=_rooms_inside(day, person.id, inside),
        is_watched=is_watched,
        lacks_background_check=background_check.is_missing(person, AttendanceKind.VOLUNTEER),
        is_guest=is_guest(person.id),
    )


def _facts(person: Person, grade: int | None, grades: Sequence[Grade]) -> PersonFacts:
    phone = next((one for one in person.phones if one.is_primary), next(iter(person.phones), None))
    return PersonFacts(
        birthdate=known_birthdate(person.birthdate),
        grade=grade,
        grade_name=grade_name(grade, grades) if grade is not None else "",
        gender=person.gender,
        medical_notes=person.medical_notes.strip(),
        phone=phone.number if phone else "",
        phone_id=phone.id if phone else None,
        first_name=person.first_name or person.given_name,
        last_name=person.last_name,
        nickname=person.nickname,
    )


def _time(day: ServiceDay, key: str, offers: Sequence[TimeOffer], person: Person, words: Words) -> StaffTime:
    """One start, whatever events it belongs to: the one that is the person's comes first."""
    ordered = sorted(offers, key=lambda one: (not one.is_chosen, one.location is None, one.event.name))
    first = ordered[0]
    rooms = tuple(
        _room(day, time, candidate, person, words, names_event=time.event.id != first.event.id)
        for time in ordered
        for candidate in time.candidates
    )
    given = next(
        (
            room
            for time in ordered
            if time.location is not None
            for room in rooms
            if room.location_id == time.location.id and room.event_time_id == time.event_time.id
        ),
        None,
    )
    reasons = tuple(reason for reason in first.reasons if reason is not TimeReason.ALREADY_CHECKED_IN)
    return StaffTime(
        time_key=key,
        room=given,
        rooms=tuple(sorted(rooms, key=lambda room: (not room.fits, room.needs_reason, room.is_closed))),
        why=exactly(words, reasons),
        needs_reason=bool(reasons) and _PASSED.issuperset(reasons) and not _takes_latecomers(first, day),
        can_come=_PASSED.issuperset(reasons),
        is_already_in=any(time.is_already_in for time in ordered),
    )


def _takes_latecomers(time: TimeOffer, day: ServiceDay) -> bool:
    return not time.is_open and accepts_late_from_staff(time.event, time.event_time, day.now)


def _room(
    day: ServiceDay, time: TimeOffer, candidate: Candidate, person: Person, words: Words, *, names_event: bool
) -> StaffRoom:
    location = candidate.location
    name = f"{location.name} · {time.event.name}" if names_event else location.name
    return StaffRoom(
        event_time_id=time.event_time.id,
        location_id=location.id,
        name=name,
        why=", ".join(_why(day, time, candidate, reason, person, words) for reason in candidate.reasons),
        fits=candidate.verdict is Verdict.FITS and not candidate.is_held_back,
        needs_reason=candidate.verdict is Verdict.REFUSED,
        is_closed=RoomReason.CLOSED in candidate.reasons,
    )


def _why(
    day: ServiceDay, time: TimeOffer, candidate: Candidate, reason: RoomReason, person: Person, words: Words
) -> str:
    """The reason with its numbers: "too old: 37 months, limit 35 months"."""
    location = candidate.location
    born = known_birthdate(person.birthdate)
    grades = day.organization.grades
    grade = effective_grade(person, time.service_date)
    age = age_in_months(born, time.service_date) if born is not None else None
    match reason:
        case RoomReason.AGE_TOO_OLD if age is not None and location.age_max_in_months is not None:
            return words.say(say.AGE_OVER, age=_months(words, age), limit=_months(words, location.age_max_in_months))
        case RoomReason.AGE_TOO_YOUNG if age is not None and location.age_min_in_months is not None:
            return words.say(say.AGE_UNDER, age=_months(words, age), limit=_months(words, location.age_min_in_months))
        case RoomReason.GRADE_TOO_HIGH if grade is not None and location.grade_max is not None:
            return words.say(say.GRADE_OVER, grade=_grade(grade, grades), limit=_grade(location.grade_max, grades))
        case RoomReason.GRADE_TOO_LOW if grade is not None and location.grade_min is not None:
            return words.say(say.GRADE_UNDER, grade=_grade(grade, grades), limit=_grade(location.grade_min, grades))
        case RoomReason.FULL if location.max_occupancy is not None:
            inside = day.inside.get(time.event_time.id, {}).get(location.id)
            count = inside.attendees if inside is not None else 0
            return words.say(say.FULL_OF, count=count, limit=location.max_occupancy)
        case _:
            return exactly(words, (reason,))


def _months(words: Words, months: int) -> str:
    return words.count(say.MONTHS_SHORT, months)


def _grade(key: int, grades: Sequence[Grade]) -> str:
    return grade_name(key, grades) or str(key)


def _rooms_inside(day: ServiceDay, person_id: PersonId, inside: Sequence[CheckIn]) -> str:
    """Where somebody is, through this kiosk or through Planning Center's own app."""
    there = (past.location_id for past in day.elsewhere if past.person_id == person_id)
    rooms = (*(one.location_id for one in inside), *(room for room in there if room is not None))
    return ", ".join(dict.fromkeys(name for room in rooms if (name := _room_name(day, room))))


def _room_name(day: ServiceDay, location_id: LocationId) -> str:
    for tree in day.trees.values():
        if location_id in tree.by_id:
            return tree.by_id[location_id].name
    return ""


def _times(day: ServiceDay, offers: Sequence[PersonOffer]) -> tuple[StaffTimeChoice, ...]:
    """Every start that means something to somebody: meetings of groups nobody here belongs to are left out."""
    starts: dict[str, list[TimeOffer]] = {}
    for offer in offers:
        for time in offer.times:
            if time.is_own_or_linked:
                starts.setdefault(time_key(time), []).append(time)
    return tuple(
        StaffTimeChoice(
            key=key,
            starts_at=times[0].event_time.starts_at.astimezone(day.zone),
            event_names=tuple(dict.fromkeys(time.event.name for time in times)),
            is_open=any(time.is_open for time in times),
            is_late=any(_takes_latecomers(time, day) for time in times),
        )
        for key, times in sorted(starts.items())
    )


def _chosen(
    day: ServiceDay, times: Sequence[StaffTimeChoice], offers: Sequence[PersonOffer], people: Sequence[StaffPerson]
) -> tuple[str, ...]:
    """The times most of those preselected would take; with nothing open the start nearest to now."""
    preselected = {person.person_id for person in people if person.is_preselected}
    votes = Counter(
        tuple(time_key(time) for time in offer.chosen)
        for offer in offers
        if offer.chosen and (not preselected or offer.person.id in preselected)
    )
    voted = max(votes, key=lambda keys: (votes[keys], -len(keys), keys), default=())
    if voted or not times:
        return voted
    nearest = min(times, key=lambda time: abs(time.starts_at - day.now))
    return (nearest.key,)
