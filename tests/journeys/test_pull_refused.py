"""A pull with a token that may not, or that is another church's: said, named, and nothing mixed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.problems import NoPermission, SignedOut, WrongOrganization
from kiosk.pco.sign_in import PersonalAccessToken
from kiosk.services.pulled import Product
from kiosk.simulator.records import Church
from kiosk.simulator.server import PlanningCenterServer
from tests.support.pulling import PLENTY, SUNDAY, SetClock, a_center, a_puller


@pytest.fixture
def many() -> Iterator[PlanningCenterServer]:
    """Each test its own church of several pages."""
    with a_center() as server:
        yield server


async def test_a_wrong_token_is_signed_out_and_writes_nothing(many: PlanningCenterServer, tmp_path: Path):
    async with a_puller(tmp_path, many.base_url, sign_in=PersonalAccessToken("demo", "wrong")) as puller:
        with pytest.raises(SignedOut) as raised:
            await puller.sync.pull()
        assert raised.value.details["code"] == "LEMMING"
        assert await puller.schedule.organization() is None


async def test_a_product_that_refuses_is_named_and_the_others_go_on(many: PlanningCenterServer, tmp_path: Path):
    many.faults.add("product_refused", "/groups/v2")
    async with a_puller(tmp_path, many.base_url, clock=SetClock(SUNDAY)) as puller:
        report = await puller.sync.pull()
        assert [(one.product, one.problem.name) for one in report.skipped] == [(Product.GROUPS, "NoPermission")]
        assert await puller.names_found("zoe") == {"Søren Cole", "Zoé Cole"}
        assert await puller.schedule.events()
        pulled_at = await puller.book.pulled_at()
        assert "people" in pulled_at
        assert "groups" not in pulled_at


async def test_when_every_product_refuses_the_pull_says_so(many: PlanningCenterServer, tmp_path: Path):
    many.faults.add("product_refused")
    async with a_puller(tmp_path, many.base_url, clock=SetClock(SUNDAY)) as puller:
        with pytest.raises(NoPermission):
            await puller.sync.pull()


async def test_a_token_of_another_church_stops_before_anything_is_mixed(many: PlanningCenterServer, tmp_path: Path):
    async with a_puller(tmp_path, many.base_url, clock=SetClock(SUNDAY)) as puller:
        await puller.sync.pull()
    other = Church("78", "Hillside")
    other.add("people", "Person", "101", {"first_name": "Somebody", "last_name": "Else"})
    with PlanningCenterServer(other, rate_limit=PLENTY) as server:
        async with a_puller(tmp_path, server.base_url, clock=SetClock(SUNDAY)) as puller:
            with pytest.raises(WrongOrganization):
                await puller.sync.pull()
            assert await puller.names_found("somebody") == set()
            organization = await puller.schedule.organization()
            assert organization is not None
            assert organization.name == "Riverside"
