"""What adults are to a family at Planning Center, read after the data: each household's members cost a request of their own.

Only families whose children came lately are asked about, a few at a time while nobody comes, each again after a week; whoever is
not known yet counts as an adult of the family (mapping.md: relationships default to ``household_role``).
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from kiosk.domain.ids import HouseholdId, PersonId
from kiosk.domain.people import HouseholdRole
from kiosk.domain.problems import NotKnown
from kiosk.services.ports import Clock

logger = logging.getLogger(__name__)

MOST_HOUSEHOLDS_PER_RUN = 40
"""Half of what Planning Center allows in its 20 seconds: a run is over before anybody misses the line."""
AGAIN_AFTER = timedelta(days=7)


class RolesThere(Protocol):
    """Planning Center's household memberships, asked for directly."""

    async def roles(self, household_id: HouseholdId) -> Mapping[PersonId, HouseholdRole]:
        """Who of a household is what in it; whoever has no role that we know is left out.

        Raises NotKnown, SignedOut, NoPermission, Offline, TooFast, UnexpectedAnswer.
        """


class RolesBook(Protocol):
    """The cache as roles come into it."""

    async def households_to_ask(self, before: datetime, limit: int) -> tuple[HouseholdId, ...]:
        """Households with children who came lately, whose roles were not read since ``before``; those never read first."""

    async def keep_roles(
        self, household_id: HouseholdId, roles: Mapping[PersonId, HouseholdRole], at: datetime
    ) -> None:
        """Write the roles of a household's members; what was decided here and waits to be sent stays."""


@dataclass(frozen=True, slots=True)
class HouseholdRoles:
    """Reads what is missing."""

    there: RolesThere
    book: RolesBook
    clock: Clock

    async def run(self) -> int:
        """Ask about some households; returns about how many. What was read stays. Raises as `RolesThere.roles`, but for NotKnown."""
        now = self.clock.now()
        households = await self.book.households_to_ask(now - AGAIN_AFTER, MOST_HOUSEHOLDS_PER_RUN)
        for household_id in households:
            try:
                roles = await self.there.roles(household_id)
            except NotKnown:
                # Gone since; the next full pull takes it away.
                roles = {}
            await self.book.keep_roles(household_id, roles, now)
        if households:
            logger.info("the roles in %d households were read", len(households))
        return len(households)
