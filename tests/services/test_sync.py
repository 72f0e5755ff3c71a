"""What a pull does about lists that move, products that refuse, and tokens of another church; with everything in memory."""

import asyncio
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ids import PersonId
from kiosk.domain.people import Person
from kiosk.domain.problems import NoPermission, NotKnown, Offline, SignedOut, UnexpectedAnswer, WrongOrganization
from kiosk.services.pull_ports import PlanningCenter, PullBook
from kiosk.services.pulled import Product, Resource
from kiosk.services.sync import Sync
from tests.support.async_tests import run_strictly
from tests.support.fake_pull import STARTED, FakePlanningCenter, FakePullBook
from tests.support.pulling import SetClock


def people(count: int, prefix: str = "") -> list[Person]:
    return [Person(PersonId(f"{prefix}{number}"), "Ana", "Cole") for number in range(count)]


def a_sync(center: PlanningCenter, book: PullBook, pages_ahead: int = 0) -> Sync:
    return Sync(center, book, SetClock(STARTED), pages_ahead)


@given(
    count=st.integers(1, 60),
    seed=st.integers(0, 10_000),
    swaps=st.integers(0, 3),
    pages_ahead=st.sampled_from([0, 1, 3]),
)
def test_whoever_stays_while_a_list_is_read_is_never_lost(count: int, seed: int, swaps: int, pages_ahead: int):
    """Between any two pages some leave and some join, sometimes as many as leave, so that the total tells nothing."""
    chance = random.Random(seed)
    center, book = FakePlanningCenter(people(count), page_size=5), FakePullBook()
    left = [6]  # a list that never holds still is left to the next pull

    def change() -> None:
        if left[0] == 0:
            return
        left[0] -= 1
        for _ in range(chance.randint(0, swaps)):
            old = [person for person in center.people if person.id in there]
            if len(old) > 1 and chance.random() < 0.6:
                center.people.remove(chance.choice(old))
            if chance.random() < 0.5:
                center.people.append(Person(PersonId(f"new{seed}-{len(center.asked)}-{chance.random()}"), "Bo", "Bell"))

    center.between = change
    there = {person.id for person in center.people}

    async def pull() -> None:
        await a_sync(center, book, pages_ahead).pull()

    run_strictly(pull(), seconds=10, new_loop=asyncio.new_event_loop)
    stayed = there & {person.id for person in center.people}
    assert stayed <= book.kept.keys() - book.gone


async def test_a_quiet_list_is_read_once_in_order():
    center, book = FakePlanningCenter(people(35)), FakePullBook()
    await a_sync(center, book, pages_ahead=3).pull()
    assert [ask.cursor for ask in center.asked if ask.resource is Resource.PEOPLE] == [None, "10", "20", "30"]
    assert len(book.kept) == 35


async def test_a_list_that_never_holds_still_makes_nobody_gone():
    center, book = FakePlanningCenter(people(30)), FakePullBook()
    await a_sync(center, book).pull()
    center.between = lambda: center.people.__setitem__(
        slice(None), [*center.people[1:], *people(1, f"new{center.requests}-")]
    )
    report = await a_sync(center, book).pull()
    assert report.oddities == {"people: changes too fast to be read whole": 1}
    assert Resource.PEOPLE not in book.swept[len(book.swept) // 2 :]
    assert book.gone == set()


async def test_who_is_no_longer_listed_is_gone():
    center, book = FakePlanningCenter(people(30)), FakePullBook()
    await a_sync(center, book).pull()
    del center.people[7]
    await a_sync(center, book).pull()
    assert book.gone == {"7"}


async def test_an_interrupted_pull_asks_for_no_page_twice():
    trouble = Offline(code="network")
    center = FakePlanningCenter(people(35), troubles={Resource.PERSON_MERGERS: [trouble]})
    book = FakePullBook()
    with pytest.raises(Offline):
        await a_sync(center, book).pull()
    first = len(center.asked)
    report = await a_sync(center, book).pull()
    assert report.is_resumed
    assert Resource.PEOPLE not in [ask.resource for ask in center.asked[first:]]


async def test_a_refused_sign_in_ends_the_pull_at_once():
    center = FakePlanningCenter(people(3), troubles={Resource.ORGANIZATION: [SignedOut(code="CAPUCHIN")]})
    with pytest.raises(SignedOut):
        await a_sync(center, FakePullBook()).pull()
    assert len(center.asked) == 1


async def test_one_list_that_refuses_leaves_the_others_of_its_product():
    center = FakePlanningCenter(people(3), troubles={Resource.PASSES: [NoPermission(product="check-ins")]})
    book = FakePullBook()
    report = await a_sync(center, book).pull()
    assert [one.product for one in report.skipped] == [Product.CHECK_INS]
    assert Resource.CHECK_INS in book.swept
    assert Resource.PASSES not in book.swept


async def test_a_product_that_is_not_there_counts_as_refused_and_a_list_that_is_not_there_is_passed_over():
    troubles = {Resource.GROUP_TYPES: [NotKnown()], Resource.LABELS: [NotKnown()]}
    report = await a_sync(FakePlanningCenter(people(3), troubles=troubles), FakePullBook()).pull()
    assert [(one.product, one.problem.name) for one in report.skipped] == [(Product.GROUPS, "NoPermission")]
    assert report.oddities == {"labels: no such list": 1}


async def test_people_that_cannot_be_read_make_no_household_gone():
    troubles = {Resource.PEOPLE: [UnexpectedAnswer(code="not_json")]}
    book = FakePullBook()
    with pytest.raises(UnexpectedAnswer):
        await a_sync(FakePlanningCenter(people(3), troubles=troubles), book).pull()
    assert Resource.HOUSEHOLDS not in book.swept
    assert Resource.GROUPS in book.swept


async def test_a_token_of_another_church_writes_nothing():
    book = FakePullBook(churches={Product.PEOPLE: "78"})
    with pytest.raises(WrongOrganization):
        await a_sync(FakePlanningCenter(people(3)), book).pull()
    assert book.kept == {}


async def test_another_church_is_noticed_even_where_people_refuses():
    center = FakePlanningCenter(people(3), troubles={Resource.ORGANIZATION: [NoPermission(product="people")]})
    with pytest.raises(WrongOrganization):
        await a_sync(center, FakePullBook(churches={Product.CHECK_INS: "78"})).pull()
