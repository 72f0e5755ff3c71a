"""The household screen's view, made from the offers of its people."""

import re
from collections import Counter
from collections.abc import Sequence

from kiosk.domain.ages import age_in_years, known_birthdate
from kiosk.domain.children import is_adult
from kiosk.domain.ids import PersonId
from kiosk.domain.missing_facts import MissingFact, fact_to_ask
from kiosk.domain.people import Household, Person
from kiosk.services.offers import PersonOffer, TimeOffer
from kiosk.services.ports import FoundHousehold
from kiosk.services.room_choices import room_given, rooms_not_offered, rooms_offered, why_nothing
from kiosk.services.self_station import (
    AdultChoice,
    Fact,
    FamilyChoice,
    FamilyKey,
    GradeChoice,
    HouseholdView,
    PersonCard,
    PersonTime,
    Question,
    TimeChoice,
)
from kiosk.services.service_day import ServiceDay
from kiosk.words import Words

YOUNGEST_PUPIL_YEARS = 4
PRE_K = -1
_A_HOUSEHOLD = re.compile(r"\s+(household|family)$", re.IGNORECASE)


def family_name(household: Household) -> str:
    """What the family is called: Planning Center's "Cole Household" is "Cole" to the Coles."""
    return _A_HOUSEHOLD.sub("", household.name.strip())


def family_key(found: FoundHousehold) -> FamilyKey:
    """How the screens name a found family."""
    if found.household.id is None and found.people:
        return FamilyKey(None, found.people[0].id)
    return FamilyKey(found.household.id)


def family_choice(found: FoundHousehold) -> FamilyChoice:
    """A family as strangers may see it."""
    children = [person for person in found.people if person.is_child]
    shown = children or list(found.people)
    return FamilyChoice(
        key=family_key(found),
        family_initial=family_name(found.household)[:1].upper(),
        first_letters=tuple(person.called_name[:1].upper() for person in shown),
        children=len(children),
    )


def initials(person: Person) -> str:
    """First letters of the called and the last name, for who has no photo."""
    return (person.called_name[:1] + person.last_name[:1]).upper()


def household_view(
    day: ServiceDay, found: FoundHousehold, offers: Sequence[PersonOffer], *, adults_may_volunteer: bool, words: Words
) -> HouseholdView:
    """The household with its rooms at every open time; adults for whom there is nothing are left out (case R35)."""
    today = day.now.astimezone(day.zone).date()
    shown = [
        offer
        for offer in offers
        if not is_adult(offer.person, today) or adults_may_volunteer or _has_room(offer) or _is_in(offer)
    ]
    shown.sort(key=lambda offer: is_adult(offer.person, today))
    has_history = any(offer.history for offer in shown)
    cards = tuple(
        _card(day, offer, _is_preselected(offer, has_history, today_adult=is_adult(offer.person, today)), words,
              adults_may_volunteer and is_adult(offer.person, today))
        for offer in shown
    )  # fmt: skip
    adults = tuple(AdultChoice(person.id, person.called_name) for person in found.people if is_adult(person, today))
    return HouseholdView(
        key=family_key(found),
        family_name=family_name(found.household),
        times=_time_choices(day, offers),
        chosen_time_keys=_chosen_keys(shown, cards),
        cards=cards,
        adults=adults,
        checked_in_by=_checked_in_by(found.household, adults),
    )


def time_key(time: TimeOffer) -> str:
    """A start as the screens name it."""
    return time.event_time.starts_at.isoformat()


def _open(offer: PersonOffer) -> list[TimeOffer]:
    return [time for time in offer.times if time.is_open and time.is_own_or_linked]


def _has_room(offer: PersonOffer) -> bool:
    return any(time.location is not None for time in _open(offer))


def _is_in(offer: PersonOffer) -> bool:
    return any(time.is_already_in for time in _open(offer))


def _is_preselected(offer: PersonOffer, has_history: bool, *, today_adult: bool) -> bool:
    """Recent attenders; on a family's first visit every child."""
    if has_history:
        return bool(offer.history)
    return not today_adult


def _time_choices(day: ServiceDay, offers: Sequence[PersonOffer]) -> tuple[TimeChoice, ...]:
    names: dict[str, tuple[TimeOffer, dict[str, None]]] = {}
    for offer in offers:
        for time in _open(offer):
            names.setdefault(time_key(time), (time, {}))[1][time.event.name] = None
    return tuple(
        TimeChoice(key, time.event_time.starts_at.astimezone(day.zone), tuple(events))
        for key, (time, events) in sorted(names.items(), key=lambda item: item[1][0].event_time.starts_at)
    )


def _chosen_keys(offers: Sequence[PersonOffer], cards: Sequence[PersonCard]) -> tuple[str, ...]:
    """The times most of the preselected people would take."""
    preselected = {card.person_id for card in cards if card.is_preselected}
    votes = Counter(
        tuple(time_key(time) for time in offer.chosen)
        for offer in offers
        if offer.chosen and (not preselected or offer.person.id in preselected)
    )
    return max(votes, key=lambda keys: (votes[keys], -len(keys), keys), default=())


def _card(day: ServiceDay, offer: PersonOffer, is_preselected: bool, words: Words, may_volunteer: bool) -> PersonCard:
    person = offer.person
    questions = _questions(day, offer)
    return PersonCard(
        person_id=person.id,
        called_name=person.called_name,
        initials=initials(person),
        is_child=person.is_child,
        has_medical_notes=person.has_medical_notes,
        is_preselected=is_preselected,
        times=tuple(_person_time(time, offer, words) for time in _open(offer)),
        question=questions[0] if questions else None,
        avatar=person.photo,
        further_questions=questions[1:],
        may_volunteer=may_volunteer,
    )


def _person_time(time: TimeOffer, offer: PersonOffer, words: Words) -> PersonTime:
    says_why = offer.person.is_child
    return PersonTime(
        time_key=time_key(time),
        event_time_id=time.event_time.id,
        room=room_given(time, offer, words),
        rooms=rooms_offered(time, offer, words),
        note=why_nothing(time, words) if time.location is None and says_why else "",
        is_already_in=time.is_already_in,
        not_offered=rooms_not_offered(time, offer, words) if says_why else (),
    )


def _questions(day: ServiceDay, offer: PersonOffer) -> tuple[Question, ...]:
    """The facts that would open a room where nothing else does, in the order they are asked as earlier ones are passed over."""
    for time in _open(offer):
        if time.is_already_in:
            continue
        asked: list[MissingFact] = []
        passed = {MissingFact.GRADE} if _is_without_grade(offer.person, time) else set()
        while (fact := fact_to_ask(time.candidates, {*asked, *passed})) is not None:
            asked.append(fact)
        if asked:
            return tuple(_question(fact, day) for fact in asked)
    return ()


def _question(fact: MissingFact, day: ServiceDay) -> Question:
    grades = tuple(GradeChoice(grade.key, grade.name) for grade in day.organization.grades)
    return Question(Fact(fact.value), grades if fact is MissingFact.GRADE else ())


def _is_without_grade(person: Person, time: TimeOffer) -> bool:
    """Whether a grade is no use asking for: a toddler has none, unless the church keeps rooms for grades before Pre-K."""
    born = known_birthdate(person.birthdate)
    if born is None or born > time.service_date or age_in_years(born, time.service_date) >= YOUNGEST_PUPIL_YEARS:
        return False
    return not any(one.location.grade_max is not None and one.location.grade_max < PRE_K for one in time.candidates)


def _checked_in_by(household: Household, adults: tuple[AdultChoice, ...]) -> PersonId | None:
    ids = [adult.person_id for adult in adults]
    if household.primary_contact_id in ids:
        return household.primary_contact_id
    return ids[0] if ids else None
