"""One question at a time makes an unknown room a yes or a no (cases R04, R20, R36, H12)."""

from dataclasses import replace
from typing import Any

import pytest

from kiosk.domain.missing_facts import MissingFact, fact_to_ask, missing_facts
from kiosk.domain.people import Gender, Person
from kiosk.domain.rooms import Candidate, chosen, resolve
from tests.support.church_builders import (
    AGE_ROOMS,
    ALL_ROOMS,
    GRADE_ROOMS,
    K,
    a_location,
    a_person,
    a_question,
    an_age_room,
)

GIRLS = an_age_room("GIRLS", 60, 71, gender=Gender.FEMALE)


def answers(person: Person, *rooms: object, **more: object) -> tuple[Candidate, ...]:
    return resolve(a_question(person, *rooms, **more))  # type: ignore[arg-type]


def test_the_birthdate_is_asked_for_first():
    assert fact_to_ask(answers(a_person(), *AGE_ROOMS, *GRADE_ROOMS)) is MissingFact.BIRTHDATE
    assert missing_facts(answers(a_person(), *AGE_ROOMS, *GRADE_ROOMS)) == (MissingFact.BIRTHDATE, MissingFact.GRADE)


def test_the_grade_is_asked_for_where_age_has_no_room():
    assert fact_to_ask(answers(a_person(months=90), *AGE_ROOMS, *GRADE_ROOMS)) is MissingFact.GRADE


def test_the_gender_is_asked_for_once_it_is_all_that_is_missing():
    assert fact_to_ask(answers(a_person(), GIRLS)) is MissingFact.BIRTHDATE
    assert fact_to_ask(answers(a_person(months=65), GIRLS)) is MissingFact.GENDER
    assert fact_to_ask(answers(a_person(months=90), GIRLS)) is None


def test_nothing_is_asked_where_a_room_would_be_given_anyway():
    assert fact_to_ask(answers(a_person(), *ALL_ROOMS)) is None
    assert missing_facts(answers(a_person(), *ALL_ROOMS)) == (MissingFact.BIRTHDATE, MissingFact.GRADE)


def test_a_required_fact_is_asked_for_as_well():
    required = answers(a_person(), *AGE_ROOMS, required_facts=frozenset({"birthdate"}))
    assert fact_to_ask(required) is MissingFact.BIRTHDATE


def test_no_question_is_asked_that_could_not_help():
    assert fact_to_ask(answers(a_person(), replace(K, is_open=False))) is None
    assert fact_to_ask(answers(a_person(ignore_filters=True), *ALL_ROOMS)) is None
    assert fact_to_ask(answers(a_person(), *AGE_ROOMS), declined={MissingFact.BIRTHDATE}) is None
    assert fact_to_ask(()) is None


@pytest.mark.parametrize("months", [5, 30, 61, 70])
def test_answering_question_after_question_ends_in_a_room(months: int):
    known = a_person()
    truth: dict[str, Any] = {"birthdate": a_person(months=months).birthdate, "grade": 0, "gender": Gender.FEMALE}
    rooms = (*AGE_ROOMS[:-1], GIRLS, a_location("BOYS", gender=Gender.MALE))
    asked = []
    while (fact := fact_to_ask(answers(known, *rooms))) is not None:
        assert fact not in asked
        asked.append(fact)
        known = replace(known, **{fact.value: truth[fact.value]})
    assert chosen(answers(known, *rooms)) is not None
