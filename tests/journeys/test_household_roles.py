"""Relationships default to ``household_role`` (mapping.md): read a few households at a time, shown at release."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.app.compose import Church, opened
from kiosk.app.config import Config
from kiosk.app.exchanging import read_roles
from kiosk.app.truth import truth_of
from kiosk.domain.ids import PersonId
from kiosk.domain.people import HouseholdRole
from kiosk.services.household_roles import MOST_HOUSEHOLDS_PER_RUN
from kiosk.storage.role_store import SqliteRoles
from tests.support.at_the_door import AN_ADMIN, ANA, PAT
from tests.support.sunday import riverside, served


async def role_of(church: Church, person: PersonId) -> HouseholdRole | None:
    (found,) = await church.people.households_of(person)
    return next(member.role for member in found.household.members if member.person_id == person)


async def test_who_collects_is_shown_with_the_role_that_planning_center_has(data: Path):
    with served(riverside()) as server:
        asked_about = "/household_memberships"
        async with opened(Config(data, server.base_url, "demo", "demo")) as church:
            guard = church.volunteers.guard
            assert {one.relationship for one in await guard.collectors([ANA])} == {"adult"}
            for _ in range(4):
                await read_roles(church)
            assert {one.id: one.relationship for one in await guard.collectors([ANA])}[PAT] == "parent_guardian"

            asked = [one.path for one in server.requests if asked_about in one.path]
            assert len(asked) == len(set(asked)) > MOST_HOUSEHOLDS_PER_RUN
            a_week_on = datetime.now(UTC) + timedelta(days=8)
            assert await SqliteRoles(church.database).households_to_ask(a_week_on - timedelta(days=7), 5) != ()


async def test_a_role_decided_here_that_waits_is_not_read_over(data: Path):
    with served(riverside()) as server:
        async with opened(Config(data, server.base_url, "demo", "demo")) as church:
            (found,) = await church.people.households_of(PAT)
            household = found.household.id
            assert household is not None
            await truth_of(church).households.add(AN_ADMIN, household, PAT, HouseholdRole.OTHER_ADULT)
            await SqliteRoles(church.database).keep_roles(
                household, {PAT: HouseholdRole.ADULT, ANA: HouseholdRole.CHILD_OR_DEPENDENT}, datetime.now(UTC)
            )
            assert await role_of(church, PAT) is HouseholdRole.OTHER_ADULT
            assert await role_of(church, ANA) is HouseholdRole.CHILD_OR_DEPENDENT


async def test_a_refusal_leaves_what_was_read_and_troubles_nobody(data: Path):
    with served(riverside()) as server:
        server.faults.add("product_refused", "/people/v2/households", after=3)
        async with opened(Config(data, server.base_url, "demo", "demo")) as church:
            await read_roles(church)
            never = "select count(*) from household where roles_read_at is not null"
            assert await church.database.read(lambda c: c.execute(never).fetchone()) == (3,)
