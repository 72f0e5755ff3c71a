"""*Look in Planning Center* for an open church: over its sign-in, without a second try while somebody waits."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from kiosk.app.compose import Church
from kiosk.app.sign_in import connected, sign_in_book, usable_sign_in
from kiosk.domain.ids import HouseholdId, PersonId
from kiosk.domain.problems import SignedOut
from kiosk.pco.people_there import PeopleOverHttp
from kiosk.services.look_in_planning_center import LookedUp, LookInPlanningCenter
from kiosk.storage.brought_people import SqliteBrought


@dataclass(frozen=True, slots=True)
class _PeopleWhenAsked:
    """`PeopleThere` that opens a connection for each question, so that none is held between families."""

    church: Church

    async def search(self, text: str) -> LookedUp:
        """People whose name, e-mail or phone number matches."""
        async with self._opened() as there:
            return await there.search(text)

    async def household(self, household_id: HouseholdId) -> LookedUp:
        """Everyone of a household."""
        async with self._opened() as there:
            return await there.household(household_id)

    async def person(self, person_id: PersonId) -> LookedUp:
        """One person."""
        async with self._opened() as there:
            return await there.person(person_id)

    @asynccontextmanager
    async def _opened(self) -> AsyncIterator[PeopleOverHttp]:
        if self.church.config.is_rehearsal:
            raise SignedOut(code="missing")
        config = self.church.config
        kept = await usable_sign_in(config)
        if kept is None:
            raise SignedOut(code="missing")
        book, rest = sign_in_book(config), self.church.rest
        async with connected(kept.kind, kept.values, kept.base_url, book, pauses=(), rest=rest) as gateway:
            yield PeopleOverHttp(gateway)


def live_search_of(church: Church) -> LookInPlanningCenter:
    """What the button asks. Its problems are those of a pull: SignedOut, Offline, NoPermission, TooFast, WrongOrganization."""
    return LookInPlanningCenter(_PeopleWhenAsked(church), church.people, SqliteBrought(church.database), church.clock)
