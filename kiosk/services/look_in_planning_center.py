"""Somebody who is not in the cache yet is looked for in Planning Center itself, and kept here once they are chosen."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Protocol

from kiosk.domain.ids import HouseholdId, PersonId
from kiosk.domain.people import Person
from kiosk.domain.problems import NotKnown, Offline, SearchTooShort, WrongOrganization
from kiosk.services.find_household import FEWEST_DIGITS
from kiosk.services.ports import Clock, FoundHousehold, PeopleBook
from kiosk.services.pulled import HouseholdsOfPerson, Product, PulledHousehold, PulledRecord

FEWEST_LETTERS = 2
MOST_HOUSEHOLDS = 20
LONGEST_SECONDS = 12.0
"""A family stands at the desk: then it is said that Planning Center does not answer, and they are entered here."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What an answer holds: people with their households, as a pull would bring them, and whose church it is."""

    records: tuple[PulledRecord, ...]
    organization_id: str | None
    answered_at: datetime | None

    @property
    def active_people(self) -> tuple[Person, ...]:
        """Whoever of them is active."""
        return tuple(one for one in self.records if isinstance(one, Person) and one.is_active)

    @property
    def belongings(self) -> Mapping[PersonId, tuple[HouseholdId, ...]]:
        """Which households each person belongs to."""
        return {one.person_id: one.household_ids for one in self.records if isinstance(one, HouseholdsOfPerson)}

    @property
    def household_names(self) -> Mapping[HouseholdId, str]:
        """What the households are called."""
        found = (one.household for one in self.records if isinstance(one, PulledHousehold))
        return {one.id: one.name for one in found if one.id is not None}


class PeopleThere(Protocol):
    """Planning Center's people, asked for directly; paced and signed in like a pull."""

    async def search(self, text: str) -> LookedUp:
        """People whose name, e-mail or phone number matches, in one request.

        Raises SignedOut, NoPermission, Offline, TooFast, UnexpectedAnswer.
        """

    async def household(self, household_id: HouseholdId) -> LookedUp:
        """Everyone of a household, in one request. Raises as ``search``, and NotKnown."""

    async def person(self, person_id: PersonId) -> LookedUp:
        """One person, in one request. Raises as ``search``, and NotKnown."""


class BroughtBook(Protocol):
    """The cache as single records come into it."""

    async def organization_id(self) -> str | None:
        """The church whose people are here."""

    async def keep(self, records: Sequence[PulledRecord], at: datetime) -> None:
        """Write what was looked up, in one transaction; a pull that is under way does not take it for gone."""


@dataclass(frozen=True, slots=True)
class HouseholdThere:
    """A household that Planning Center found; ``household_id`` None for somebody without one.

    ``matching``: those of it who match, the others come when it is chosen. ``is_here``: all of these are in the cache already.
    """

    household_id: HouseholdId | None
    name: str
    matching: tuple[Person, ...]
    is_here: bool


@dataclass(frozen=True, slots=True)
class LookInPlanningCenter:
    """The button *look in Planning Center* of a volunteer's station."""

    there: PeopleThere
    people: PeopleBook
    book: BroughtBook
    clock: Clock
    longest_seconds: float = LONGEST_SECONDS

    async def search(self, text: str) -> tuple[HouseholdThere, ...]:
        """Households with somebody who matches; nothing found is an empty answer. Keeps nothing.

        Whoever was created a minute ago may not be found yet (pco/API.md section 1). Raises SearchTooShort, WrongOrganization,
        SignedOut, NoPermission, Offline, TooFast, UnexpectedAnswer.
        """
        said = " ".join(text.split())
        if sum(map(str.isalpha, said)) < FEWEST_LETTERS and sum(map(str.isdecimal, said)) < FEWEST_DIGITS:
            raise SearchTooShort()
        async with _within(self.longest_seconds):
            found = await self.there.search(said)
        await self._refuse_another_church(found)
        return await self._households(found)

    async def keep(self, chosen: HouseholdThere) -> FoundHousehold:
        """Bring the chosen household, or the one person, into the cache and answer with it as it now stands here.

        Raises NotKnown when it is gone meanwhile, and as ``search``.
        """
        async with _within(self.longest_seconds):
            if chosen.household_id is not None:
                found = await self.there.household(chosen.household_id)
            else:
                found = await self.there.person(chosen.matching[0].id)
        await self._refuse_another_church(found)
        await self.book.keep(found.records, found.answered_at or self.clock.now())
        if chosen.household_id is not None:
            kept = await self.people.household(chosen.household_id)
            if kept is not None:
                return kept
        mine = await self.people.households_of(chosen.matching[0].id)
        if not mine:
            raise NotKnown()
        return mine[0]

    async def _households(self, found: LookedUp) -> tuple[HouseholdThere, ...]:
        known = await self.people.people(person.id for person in found.active_people)
        belongings, names = found.belongings, found.household_names
        together: dict[tuple[HouseholdId | None, PersonId | None], list[Person]] = {}
        for person in found.active_people:
            households = [id for id in belongings.get(person.id, ()) if id in names]
            for id in households:
                together.setdefault((id, None), []).append(person)
            if not households:
                together[None, person.id] = [person]
        return tuple(
            HouseholdThere(
                household_id=household_id,
                name=names[household_id] if household_id is not None else people[0].name,
                matching=tuple(people),
                is_here=all(one.id in known and known[one.id].is_active for one in people),
            )
            for (household_id, _), people in islice(together.items(), MOST_HOUSEHOLDS)
        )

    async def _refuse_another_church(self, found: LookedUp) -> None:
        ours = await self.book.organization_id()
        if ours is not None and found.organization_id is not None and found.organization_id != ours:
            raise WrongOrganization(product=Product.PEOPLE.value)


@asynccontextmanager
async def _within(seconds: float) -> AsyncIterator[None]:
    """Not longer than somebody waits. Raises Offline."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError as error:
        raise Offline(code="timeout") from error
