"""A family that was entered in Planning Center this morning is looked for there, chosen, and then stands in the cache."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.app.compose import Church as OpenChurch
from kiosk.app.compose import opened
from kiosk.app.config import Config
from kiosk.app.live_search import live_search_of
from kiosk.domain.problems import Offline, SearchTooShort, SignedOut, WrongOrganization
from kiosk.pco.gateway import Gateway
from kiosk.simulator.faults import Trouble
from kiosk.simulator.server import PlanningCenterServer
from tests.support.duartes import enter_the_duartes, file
from tests.support.pulling import a_center


@pytest.fixture
def center() -> Iterator[PlanningCenterServer]:
    with a_center(people=250) as server:
        yield server


@asynccontextmanager
async def a_church(folder: Path, base_url: str) -> AsyncIterator[OpenChurch]:
    """A station that has pulled once."""
    async with opened(Config(folder, base_url, "demo", "demo")) as church:
        async with church.planning_center() as sync:
            await sync.pull()
        yield church


async def a_pull_from_the_first_page(church: OpenChurch) -> None:
    async with church.planning_center() as sync:
        assert isinstance(sync.planning_center, Gateway)
        sync.planning_center.pauses = (0.01,)
        await sync.pull(afresh=True)


@pytest.mark.parametrize("typed", ["Rui Duarte", "4255550977"])
async def test_a_family_entered_this_morning_is_found_and_kept_with_everyone_in_it(
    center: PlanningCenterServer, tmp_path: Path, typed: str
):
    async with a_church(tmp_path, center.base_url) as church:
        enter_the_duartes(center)
        assert await church.find.by_text("Duarte") == ()
        look = live_search_of(church)
        center.forget_requests()
        (found,) = await look.search(typed)
        assert (found.household_id, found.name, found.is_here) == ("900", "Duarte Household", False)
        assert await church.find.by_text("Duarte") == ()
        kept = await look.keep(found)
        assert len(center.requests) == 2
        assert {person.first_name for person in kept.people} == {"Inês", "Rui", "Eva"}
        (by_phone,) = await church.find.by_digits("0977")
        assert by_phone == kept
        (again,) = await look.search(typed)
        assert again.is_here


async def test_somebody_without_a_household_is_kept_alone(center: PlanningCenterServer, tmp_path: Path):
    async with a_church(tmp_path, center.base_url) as church:
        file(center, "Person", "900", {"first_name": "Otto", "last_name": "Alone", "status": "active"})
        look = live_search_of(church)
        (found,) = await look.search("Otto Alone")
        kept = await look.keep(found)
        assert (found.household_id, kept.household.id) == (None, None)
        assert [person.id for person in kept.people] == ["900"]


async def test_nobody_inactive_and_nobody_for_too_little_is_offered(center: PlanningCenterServer, tmp_path: Path):
    async with a_church(tmp_path, center.base_url) as church:
        file(center, "Person", "900", {"first_name": "Otto", "last_name": "Away", "status": "inactive"})
        look = live_search_of(church)
        assert await look.search("Otto Away") == ()
        center.forget_requests()
        for typed in ("", "a", "12 3"):
            with pytest.raises(SearchTooShort):
                await look.search(typed)
        assert not center.requests


async def test_who_is_brought_while_a_pull_is_under_way_does_not_leave_with_it(
    center: PlanningCenterServer, tmp_path: Path
):
    async with a_church(tmp_path, center.base_url) as church:
        look = live_search_of(church)
        center.faults.add(Trouble.SERVER_ERROR, "/people/v2/households", count=10)
        with pytest.raises(Offline):
            await a_pull_from_the_first_page(church)
        center.faults.clear()
        enter_the_duartes(center)
        (found,) = await look.search("Duarte")
        kept = await look.keep(found)
        async with church.planning_center() as sync:
            report = await sync.pull()
        assert report.is_resumed
        assert await church.find.by_digits("0977") == (kept,)


async def test_a_token_of_another_church_brings_nobody(center: PlanningCenterServer, tmp_path: Path):
    async with a_church(tmp_path, center.base_url) as church:
        enter_the_duartes(center)
        center.church.organization_id = "99"
        with pytest.raises(WrongOrganization):
            await live_search_of(church).search("Duarte")


async def test_no_answer_is_said_soon_and_a_rehearsal_asks_nobody(center: PlanningCenterServer, tmp_path: Path):
    async with a_church(tmp_path, center.base_url) as church:
        look = live_search_of(church)
        center.faults.add(Trouble.SLOW, "/people/v2/people", seconds=5)
        with pytest.raises(Offline):
            await replace(look, longest_seconds=0.2).search("Duarte")
        center.faults.clear()
        rehearsal = replace(church, config=replace(church.config, is_rehearsal=True))
        with pytest.raises(SignedOut):
            await live_search_of(rehearsal).search("Duarte")
