"""A pull from a server that says odd things: pages that lead back, nothing at all, links without a name, a clock hours off."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.problems import UnexpectedAnswer
from kiosk.pco.gateway import Gateway
from kiosk.services.pull_plan import Scope, horizon
from kiosk.services.pulled import Ask, PulledPage, Resource
from kiosk.services.sync import Sync
from kiosk.simulator.server import PlanningCenterServer
from tests.simulator.small_church import a_small_church
from tests.support.pulling import GOOD, PLENTY, SUNDAY, SetClock, a_center, a_puller
from tests.support.same_records import differences
from tests.support.scripted_server import Scripted, ScriptedServer
from tests.support.sunday import MORNING, riverside, served


def a_page(of: str, links: Mapping[str, object], **meta: object) -> Scripted:
    row = {"type": of, "id": "1", "attributes": {"name": "Riverside", "first_name": "Ana"}, "relationships": {}}
    along = {"parent": {"type": "Organization", "id": "77"}, **meta}
    return Scripted(body=json.dumps({"data": [row], "included": [], "links": links, "meta": along}).encode())


@pytest.mark.parametrize("leads_to", ["offset=100", "offset=0", "offset=100&more=1"])
async def test_pages_that_lead_back_end_the_list_instead_of_going_on_for_ever(tmp_path: Path, leads_to: str):
    """The second page's next is itself, or the first."""
    first = a_page("Person", {"next": "/people/v2/people?offset=100"}, total_count=900)
    round_about = a_page("Person", {"next": f"/people/v2/people?{leads_to}"}, total_count=900)
    with ScriptedServer(a_page("Organization", {}), first, round_about, round_about, Scripted(404)) as server:
        async with a_puller(tmp_path, server.base_url, clock=SetClock(SUNDAY), pages_ahead=0) as puller:
            with pytest.raises(UnexpectedAnswer) as raised:
                await puller.sync.pull()
    assert raised.value.details["code"] == "pages_repeat"


async def test_nothing_where_a_list_should_be_is_said_and_nobody_is_gone_for_it(tmp_path: Path):
    with PlanningCenterServer(a_small_church(), rate_limit=PLENTY, now=lambda: SUNDAY) as center:
        async with a_puller(tmp_path, center.base_url, clock=SetClock(SUNDAY)) as puller:
            await puller.sync.pull()
    with ScriptedServer(Scripted(204, b"", {})) as silent:
        async with a_puller(tmp_path, silent.base_url, clock=SetClock(SUNDAY + timedelta(hours=1))) as puller:
            with pytest.raises(UnexpectedAnswer):
                await puller.sync.pull(scope=Scope.FULL)
            assert await puller.names_found("zoe") == {"Søren Cole", "Zoé Cole"}


async def test_links_without_a_name_and_a_wrong_content_type_are_read_all_the_same(tmp_path: Path):
    odd = a_page("Organization", {"": "https://example.invalid/", "next": None})
    plain = Scripted(body=odd.body, headers={"Content-Type": "text/html"})
    person = a_page("Person", {"": None, "self": 7}, total_count="1")
    with ScriptedServer(plain, person, Scripted(404, b"{}")) as server:
        async with a_puller(tmp_path, server.base_url, clock=SetClock(SUNDAY), pages_ahead=0) as puller:
            report = await puller.sync.pull()
            assert report.pulled["people"] == (1, 1)
            assert await puller.names_found("ana") == {"Ana"}


@pytest.mark.parametrize("hours_off", [-7, 7])
async def test_a_clock_hours_off_misses_no_change(tmp_path: Path, hours_off: int):
    """What has changed is asked for by Planning Center's own stamps."""
    clock = SetClock()
    clock.pass_time(timedelta(hours=hours_off))
    with a_center(people=3) as center:
        async with a_puller(tmp_path, center.base_url, clock=clock) as puller:
            await puller.sync.pull()
            person = center.church.get("people", "Person", "103")
            assert person is not None
            person["attributes"] |= {"last_name": "Renamed", "updated_at": "2024-05-01T10:00:05Z"}
            clock.pass_time(timedelta(minutes=3))
            await puller.sync.pull(scope=Scope.CHANGES)
            assert await puller.names_found("renamed") == {"Ana Renamed"}


@pytest.mark.parametrize("refusal", [Scripted(500, b"{}"), Scripted(400, b"{}")])
async def test_a_list_that_is_refused_with_what_need_not_come_along_is_read_without_it(refusal: Scripted):
    with ScriptedServer(refusal, a_page("Event", {}, total_count=1)) as server:
        gateway = Gateway(GOOD, server.base_url, pauses=())
        page = await gateway.page(Ask(Resource.EVENTS, horizon(SUNDAY)))
        await gateway.close()
    assert page.rows == 1
    assert ("events: refused with attendance_types", 1) in page.oddities


@dataclass(slots=True)
class ShortOf(Gateway):
    """Planning Center whose list of one kind says how long it is and then comes short: half a page and no link to the rest, or
    an empty page with a link on it.
    """

    resource: Resource = Resource.PASSES
    is_empty: bool = False

    async def page(self, ask: Ask) -> PulledPage:
        page = await Gateway.page(self, ask)
        if ask.resource is not self.resource:
            return page
        if self.is_empty:
            return replace(page, records=(), rows=0, next_cursor="/further", next_offset=None)
        return replace(page, records=page.records[:1], rows=1, next_cursor=None)


@pytest.mark.parametrize("is_empty", [False, True])
@pytest.mark.parametrize(
    "resource", [Resource.PASSES, Resource.EVENTS, Resource.LOCATIONS, Resource.GROUPS, Resource.INTEGRATION_LINKS]
)
async def test_a_page_that_comes_short_makes_nothing_gone(data: Path, resource: Resource, is_empty: bool):
    """Rooms that vanish on a Sunday because one answer was cut would send every family away."""
    with served(riverside()) as center:
        short = ShortOf(GOOD, center.base_url, pauses=(), resource=resource, is_empty=is_empty)
        async with a_puller(data, center.base_url, clock=SetClock(MORNING + timedelta(hours=1))) as puller:
            pulling = Sync(short, puller.book, puller.clock).pull(scope=Scope.USUAL)
            if is_empty:
                with pytest.raises(UnexpectedAnswer) as raised:
                    await pulling
                assert raised.value.details["code"] == "page_is_empty"
            else:
                assert any("shorter than it says" in kind for kind in (await pulling).oddities)
            await short.close()
            assert await puller.database.read(lambda c: differences(c, center.store)) == {}
