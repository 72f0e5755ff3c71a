"""A missing birthdate, grade or gender is asked for at the station, counts at once, and is queued for Planning Center."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kiosk.app.compose import Church
from kiosk.domain.ids import HouseholdId, PersonId
from kiosk.domain.people import Gender
from kiosk.services.self_station import Fact, FamilyKey, PersonCard
from kiosk.ui.selection import first_selection, placements
from tests.support.self_desk import desk_of
from tests.support.sunday import church_at, reading, riverside, served, without_limits
from tests.support.week_to_come import pull

MIA, GRACE, CAMILLE = PersonId("103"), PersonId("3502"), PersonId("3602")


@pytest.fixture
def data(data: Path) -> Path:
    return without_limits(data)


async def card_of(church: Church, person: PersonId) -> PersonCard:
    (found, *_) = await church.people.households_of(person)
    view = await desk_of(church).open(FamilyKey(found.household.id))
    return next(card for card in view.cards if card.person_id == person)


def rooms_of(card: PersonCard) -> set[str]:
    return {time.room.name for time in card.times if time.room is not None}


def queued(data: Path, person: PersonId) -> list[Any]:
    with reading(data) as connection:
        rows = connection.execute("select body from outbox where subject = ? and state = 'waiting'", (person,))
        return [json.loads(body) for (body,) in rows]


@pytest.mark.parametrize(
    ("person", "fact", "answer", "sent", "room"),
    [
        (MIA, Fact.BIRTHDATE, date(2023, 3, 14), "2023-03-14", "Threes"),
        (GRACE, Fact.GRADE, 2, 2, "Grades 1–2"),
        (CAMILLE, Fact.GENDER, Gender.FEMALE, "female", "Girls' circle"),
    ],
)
async def test_the_answer_finds_the_room_at_once_and_waits_for_planning_center(
    data: Path, person: PersonId, fact: Fact, answer: Any, sent: object, room: str
):
    async with church_at(data) as church:
        asked = await card_of(church, person)
        assert asked.question is not None
        assert asked.question.fact is fact
        assert (len(asked.question.grades) > 12) is (fact is Fact.GRADE)
        assert room not in rooms_of(asked)

        await desk_of(church).answer(person, fact, answer)

        assert room in rooms_of(await card_of(church, person))
        assert queued(data, person) == [{fact.value: sent}]


async def test_an_answer_outlasts_the_next_pull_until_planning_center_has_it(data: Path):
    async with church_at(data) as church:
        await desk_of(church).answer(MIA, Fact.BIRTHDATE, date(2023, 3, 14))
        with served(riverside()) as server:
            await pull(church, server, church.clock.now())
        assert "Threes" in rooms_of(await card_of(church, MIA))
        assert len(queued(data, MIA)) == 1


async def test_who_does_not_know_the_birthdate_is_asked_for_the_grade(data: Path):
    """One question at a time: the next one that could find a room, then nothing."""
    async with church_at(data) as church:
        mia = await card_of(church, MIA)
        assert mia.question is not None
        assert [mia.question.fact, *(question.fact for question in mia.further_questions)] == [
            Fact.BIRTHDATE,
            Fact.GRADE,
        ]
        await desk_of(church).answer(MIA, Fact.GRADE, 0)
        answered = await card_of(church, MIA)
        assert "Kindergarten" in rooms_of(answered)
        assert answered.question is None


async def test_a_toddler_is_never_asked_for_a_grade(data: Path):
    with reading(data) as connection:
        connection.execute("update location set is_open = 0 where id = '52'")
    async with church_at(data) as church:
        ana = await card_of(church, PersonId("101"))
        assert ana.question is None
        assert rooms_of(ana) == set()
        assert all(time.note for time in ana.times)


async def test_a_question_about_one_does_not_stop_the_others(data: Path):
    async with church_at(data) as church:
        view = await desk_of(church).open(FamilyKey(HouseholdId("1")))
        selection = first_selection(view)
        placed = {card.called_name for card in view.cards if placements(selection, card)}
        assert {"Ana", "Leo"} <= placed
        assert "Mia" not in placed
