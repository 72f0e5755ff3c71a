"""Single people and households asked for directly, beside a pull: what *look in Planning Center* sends, and roles in households."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.domain.ids import HouseholdId, PersonId
from kiosk.domain.people import HouseholdRole
from kiosk.pco.documents import parse
from kiosk.pco.gateway import Gateway
from kiosk.pco.lists import LISTINGS
from kiosk.pco.mapping_people import household_roles, people
from kiosk.pco.targets import first_target
from kiosk.pco.writes import plain_id
from kiosk.services.look_in_planning_center import LookedUp
from kiosk.services.pull_plan import ROWS_PER_PAGE
from kiosk.services.pulled import Product, Resource

SEARCHED = "where[search_name_or_email_or_phone_number]"
"""What Planning Center's own kiosk search asks (pco/API.md section 6, Person)."""
_MOST_FOUND = 25
_ALONG = {"include": LISTINGS[Resource.PEOPLE].parameters["include"]}


@dataclass(frozen=True, slots=True)
class PeopleOverHttp:
    """`kiosk.services.look_in_planning_center.PeopleThere` over a gateway that is open."""

    gateway: Gateway

    async def search(self, text: str) -> LookedUp:
        """People whose name, e-mail or phone number matches."""
        return await self._looked_up("people", {**_ALONG, SEARCHED: text, "per_page": str(_MOST_FOUND)})

    async def household(self, household_id: HouseholdId) -> LookedUp:
        """Everyone of a household."""
        path = f"households/{plain_id(household_id)}/people"
        return await self._looked_up(path, {**_ALONG, "per_page": str(ROWS_PER_PAGE)})

    async def person(self, person_id: PersonId) -> LookedUp:
        """One person."""
        return await self._looked_up(f"people/{plain_id(person_id)}", _ALONG)

    async def roles(self, household_id: HouseholdId) -> Mapping[PersonId, HouseholdRole]:
        """`kiosk.services.household_roles.RolesThere`: who of a household is what in it."""
        path = f"households/{plain_id(household_id)}/household_memberships"
        target = first_target(
            self.gateway.base_url, Product.PEOPLE, path, {"include": "person", "per_page": str(ROWS_PER_PAGE)}
        )
        client = await self.gateway.opened()
        answer = await client.get(Product.PEOPLE, target)
        document = await asyncio.to_thread(parse, answer.json)
        return household_roles(document)

    async def _looked_up(self, path: str, parameters: Mapping[str, str]) -> LookedUp:
        target = first_target(self.gateway.base_url, Product.PEOPLE, path, parameters)
        client = await self.gateway.opened()
        answer = await client.get(Product.PEOPLE, target)
        document = await asyncio.to_thread(parse, answer.json)
        return LookedUp(tuple(people(document)), document.organization_id, answer.answered_at)
