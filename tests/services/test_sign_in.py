"""Signing in: tried before it is kept, said in words, never mixing two churches."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from kiosk.domain.facts import NewFact
from kiosk.domain.people import Organization
from kiosk.domain.problems import NoPermission, Offline, Problem, SignedOut, WrongOrganization
from kiosk.services.pulled import Ask, Product, PulledOrganization, PulledPage, Resource
from kiosk.services.sign_in import KeptSignIn, SignInDesk, SignInKind, SignInPlace, SignOut
from kiosk.words import Words
from kiosk.words.problems import sentence
from tests.support.pulling import SetClock

API = "https://api.example.org"
PRODUCT_OF = {
    Resource.PEOPLE: Product.PEOPLE,
    Resource.EVENTS: Product.CHECK_INS,
    Resource.GROUPS: Product.GROUPS,
    Resource.EVENT_INSTANCES: Product.CALENDAR,
    Resource.ORGANIZATION: Product.PEOPLE,
    Resource.CHECK_INS_ORGANIZATION: Product.CHECK_INS,
}


@dataclass
class FakePlanningCenter:
    """A church that refuses some products; a refusal of everything is a wrong token."""

    refused: frozenset[Product] = frozenset()
    wrong: Problem | None = None
    requests: int = 0

    async def page(self, ask: Ask) -> PulledPage:
        self._answer(ask)
        return PulledPage((PulledOrganization(Product.PEOPLE, Organization("900", "Riverside", "UTC")),), 1)

    async def total(self, ask: Ask) -> int:
        self._answer(ask)
        return 7

    def cursor_at(self, ask: Ask, offset: int) -> str:
        raise NotImplementedError

    def requests_per_minute(self) -> float:
        return 100

    def _answer(self, ask: Ask) -> None:
        self.requests += 1
        if self.wrong is not None:
            raise self.wrong
        if PRODUCT_OF[ask.resource] in self.refused:
            raise NoPermission(product=PRODUCT_OF[ask.resource].value)


@dataclass
class FakeStore:
    """A sign-in in memory."""

    now: KeptSignIn | None = None

    async def kept(self) -> KeptSignIn | None:
        return self.now

    async def keep(
        self, kind: SignInKind, values: Mapping[str, str], base_url: str, *, in_file: bool | None = False
    ) -> SignInPlace:
        place = SignInPlace.FILE if in_file else SignInPlace.KEYRING
        self.now = KeptSignIn(kind, values, base_url, place)
        return place

    async def forget(self) -> None:
        self.now = None

    def alone(self) -> AbstractAsyncContextManager[None]:
        return nullcontext()


@dataclass
class FakeActionLog:
    """Remembers what was done."""

    facts: list[NewFact] = field(default_factory=list)

    async def log(self, fact: NewFact) -> None:
        self.facts.append(fact)


@dataclass
class Desk:
    """A desk with everything around it."""

    center: FakePlanningCenter = field(default_factory=FakePlanningCenter)
    store: FakeStore = field(default_factory=FakeStore)
    log: FakeActionLog = field(default_factory=FakeActionLog)
    known: str | None = None

    @property
    def desk(self) -> SignInDesk:
        @asynccontextmanager
        async def connect(kind: SignInKind, values: Mapping[str, str], url: str) -> AsyncIterator[FakePlanningCenter]:
            yield self.center

        async def known() -> str | None:
            return self.known

        clock = SetClock(datetime(2026, 9, 13, tzinfo=UTC))
        return SignInDesk(self.store, connect, known, self.log, clock, lambda moment: f"id-{len(self.log.facts)}", API)


async def test_a_good_token_is_kept_and_what_it_sees_is_told():
    given = Desk()

    access, place = await given.desk.sign_in(" id ", "secret\n")

    assert (access.church, [one.rows for one in access.products], access.refused) == ("Riverside", [7, 7, 7, 7], ())
    assert place is SignInPlace.KEYRING
    assert given.store.now is not None
    assert given.store.now.values == {"app_id": "id", "secret": "secret"}
    assert "secret" not in str(given.log.facts)
    assert [fact.body["action"] for fact in given.log.facts] == ["planning_center_signed_in"]


async def test_a_station_works_without_groups_and_calendar_and_says_so():
    given = Desk(FakePlanningCenter(frozenset({Product.GROUPS, Product.CALENDAR})))

    access, _ = await given.desk.sign_in("id", "secret")

    assert access.refused == (Product.GROUPS, Product.CALENDAR)
    assert access.is_enough


@pytest.mark.parametrize("product", [Product.PEOPLE, Product.CHECK_INS])
async def test_a_token_that_cannot_serve_a_station_is_not_kept(product: Product):
    given = Desk(FakePlanningCenter(frozenset({product})))

    with pytest.raises(NoPermission):
        await given.desk.sign_in("id", "secret")

    assert given.store.now is None


async def test_a_wrong_token_is_not_kept_and_the_sentence_says_what_to_do():
    given = Desk(FakePlanningCenter(wrong=SignedOut(code="LEMMING")))

    with pytest.raises(SignedOut) as raised:
        await given.desk.sign_in("id", "secret")

    assert given.store.now is None
    assert "Copy both parts again" in sentence(Words(), raised.value.name, raised.value.details)


async def test_another_churchs_token_is_not_taken():
    given = Desk(known="901")

    with pytest.raises(WrongOrganization):
        await given.desk.sign_in("id", "secret")

    assert given.store.now is None

    # One that the environment gives is not ours to refuse, but it is said.
    given.store.now = KeptSignIn(SignInKind.PERSONAL, {}, API, SignInPlace.ENVIRONMENT)
    with pytest.raises(WrongOrganization):
        await given.desk.look()


async def test_signing_out_leaves_the_environment_alone():
    given = Desk(store=FakeStore(KeptSignIn(SignInKind.PERSONAL, {}, API, SignInPlace.ENVIRONMENT)))
    assert await given.desk.sign_out() is SignOut.THERE_WAS_NONE

    given = Desk()
    await given.desk.sign_in("id", "secret")
    assert await given.desk.sign_out() is SignOut.DONE
    assert given.store.now is None


async def test_signing_out_without_a_network_says_that_the_token_was_not_ended_there():
    async def nobody_answers(kept: KeptSignIn) -> None:
        raise Offline()

    given = Desk()
    await given.desk.sign_in("id", "secret")
    assert await replace(given.desk, revoke=nobody_answers).sign_out() is SignOut.NOT_REVOKED
    assert given.store.now is None


async def test_a_keyring_that_does_not_let_go_is_said():
    @dataclass
    class Stubborn(FakeStore):
        async def forget(self) -> None:
            """A keyring whose desktop refuses."""

    given = Desk(store=Stubborn())
    await given.desk.sign_in("id", "secret")
    assert await given.desk.sign_out() is SignOut.STILL_HERE
