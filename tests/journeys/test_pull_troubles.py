"""A pull through bad days: interrupted, answered with nonsense, told to wait, read from lists that shift."""

import asyncio
import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.domain.problems import Offline, TooFast, UnexpectedAnswer
from kiosk.services.pulled import Resource
from kiosk.simulator.church import load_sample_church
from kiosk.simulator.records import Church
from kiosk.simulator.server import PlanningCenterServer
from tests.simulator.small_church import a_small_church
from tests.support.pulling import PLENTY, SUNDAY, Puller, SetClock, a_center, a_puller


@pytest.fixture
def many() -> Iterator[PlanningCenterServer]:
    """Each test its own church of several pages."""
    with a_center() as server:
        yield server


def ids(church: Church, product: str, type: str) -> set[str]:
    return {record["id"] for record in church.all(product, type)}


def pages_of_people(server: PlanningCenterServer) -> list[str]:
    """The queries of requests for people that were answered with a page."""
    return [
        request.query
        for request in server.requests
        if request.path == "/people/v2/people" and request.status == 200 and request.was_answered
    ]


# ---- interrupted, and resumed ----------------------------------------------------------------------------------------


async def test_a_server_gone_in_the_middle_is_offline_and_the_next_pull_fetches_only_the_rest(
    many: PlanningCenterServer, tmp_path: Path
):
    # The organization and three pages, then nobody answers.
    many.faults.add("offline", after=4)
    async with a_puller(tmp_path, many.base_url, clock=SetClock(SUNDAY), pages_ahead=0) as puller:
        with pytest.raises(Offline):
            await puller.sync.pull()
        assert await puller.book.count(Resource.PEOPLE) == 300
    many.faults.clear()
    before = len(pages_of_people(many))
    async with a_puller(tmp_path, many.base_url, clock=SetClock(SUNDAY + timedelta(minutes=5))) as puller:
        report = await puller.sync.pull()
        assert report.is_resumed
        assert report.pulled["people"] == (2, 153)
        assert await puller.book.count(Resource.PEOPLE) == 453
    assert [query.partition("offset=")[2] for query in pages_of_people(many)[before:]] == [
        "300&order=created_at&per_page=100",
        "400",
    ]


async def test_an_interrupted_pull_of_yesterday_begins_anew(many: PlanningCenterServer, tmp_path: Path):
    many.faults.add("offline", after=4)
    async with a_puller(tmp_path, many.base_url, clock=SetClock(SUNDAY), pages_ahead=0) as puller:
        with pytest.raises(Offline):
            await puller.sync.pull()
    many.faults.clear()
    async with a_puller(tmp_path, many.base_url, clock=SetClock(SUNDAY + timedelta(days=1))) as puller:
        report = await puller.sync.pull()
        assert not report.is_resumed
        assert report.pulled["people"] == (5, 453)


async def test_a_cancelled_pull_leaves_nothing_half_done(many: PlanningCenterServer, tmp_path: Path):
    async with a_puller(tmp_path, many.base_url, clock=SetClock(SUNDAY)) as puller:
        reached = asyncio.Event()

        def stop_at_two_hundred(resource: Resource, rows: int, total: int | None) -> None:
            if resource is Resource.PEOPLE and rows == 200:
                reached.set()

        pull = asyncio.create_task(puller.sync.pull(stop_at_two_hundred))
        await reached.wait()
        pull.cancel()
        with pytest.raises(asyncio.CancelledError):
            await pull
        report = await puller.sync.pull()
        assert report.is_resumed
        assert report.pulled["people"][1] < 453
        assert await puller.book.count(Resource.PEOPLE) == 453


# ---- bad answers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("trouble", ["cut_off", "dropped", "server_error", "maintenance", "html_page", "broken_json"])
async def test_trouble_that_passes_is_not_even_noticed(many: PlanningCenterServer, tmp_path: Path, trouble: str):
    many.faults.add(trouble, "/people/v2/people", after=1, count=1)
    async with a_puller(tmp_path, many.base_url, clock=SetClock(SUNDAY), pages_ahead=0) as puller:
        await puller.sync.pull()
        assert await puller.book.count(Resource.PEOPLE) == 453


@pytest.mark.parametrize(
    ("trouble", "problem"),
    [
        ("cut_off", Offline),
        ("dropped", Offline),
        ("server_error", Offline),
        ("maintenance", Offline),
        ("html_page", UnexpectedAnswer),
        ("broken_json", UnexpectedAnswer),
        ("blocked", UnexpectedAnswer),
    ],
)
async def test_trouble_that_stays_is_told_and_what_was_read_is_kept(
    many: PlanningCenterServer, tmp_path: Path, trouble: str, problem: type[Exception]
):
    many.faults.add(trouble, "/people/v2/people", after=2)
    async with a_puller(tmp_path, many.base_url, clock=SetClock(SUNDAY), pages_ahead=0) as puller:
        with pytest.raises(problem):
            await puller.sync.pull()
        assert await puller.book.count(Resource.PEOPLE) == 200
        many.faults.clear()
        report = await puller.sync.pull()
        assert report.pulled["people"] == (3, 253)


async def test_when_one_product_is_down_the_others_are_read_all_the_same(many: PlanningCenterServer, tmp_path: Path):
    many.faults.add("maintenance", "/check-ins/v2")
    async with a_puller(tmp_path, many.base_url, clock=SetClock(SUNDAY)) as puller:
        with pytest.raises(Offline) as raised:
            await puller.sync.pull()
        assert raised.value.details == {"status": 503, "product": "check-ins"}
        assert await puller.groups.groups()


async def test_a_list_that_nobody_needs_for_a_check_in_may_fail(many: PlanningCenterServer, tmp_path: Path):
    many.faults.add("server_error", "/check-ins/v2/integration_links")
    async with a_puller(tmp_path, many.base_url, clock=SetClock(SUNDAY)) as puller:
        report = await puller.sync.pull()
        assert report.pulled["event_times"][1] > 0
        assert any(kind.startswith("integration_links: refused") for kind in report.oddities)


@pytest.mark.parametrize("lost", ["/check-ins/v2/events", "/groups/v2/groups", "/check-ins/v2/labels"])
async def test_a_list_that_fails_takes_nothing_of_what_hangs_on_it(tmp_path: Path, lost: str):
    with PlanningCenterServer(load_sample_church(SUNDAY, fixed=True), rate_limit=PLENTY) as center:
        async with a_puller(tmp_path, center.base_url, clock=SetClock(SUNDAY)) as puller:
            await puller.sync.pull()
            before = await puller.book.counts()
            center.faults.add("server_error", lost)
            with contextlib.suppress(Offline):
                await puller.sync.pull()
            assert await puller.book.counts() == before
            events = await puller.schedule.events()
            assert all([await puller.schedule.label_quantities(event.id) for event in events])


async def test_a_next_page_on_another_host_gets_no_token(many: PlanningCenterServer, tmp_path: Path):
    with PlanningCenterServer(a_small_church(), rate_limit=PLENTY) as elsewhere:
        many.faults.add("foreign_next", "/people/v2/people", count=1)
        async with a_puller(tmp_path, many.base_url, clock=SetClock(SUNDAY)) as puller:
            with pytest.raises(UnexpectedAnswer) as raised:
                await puller.sync.pull()
        assert raised.value.details["code"] == "link_to_another_host"
        assert elsewhere.requests == ()


async def test_a_storm_of_refusals_is_waited_out_as_long_as_it_says(many: PlanningCenterServer, tmp_path: Path):
    many.faults.add("too_fast", "/people/v2/people", after=1, count=3, seconds=1)
    async with a_puller(tmp_path, many.base_url, clock=SetClock(SUNDAY), pages_ahead=0) as puller:
        waited = watch_sleep(puller)
        await puller.sync.pull()
        assert await puller.book.count(Resource.PEOPLE) == 453
    assert round(sum(waited), 1) == 3


async def test_a_pause_of_hours_is_told_instead_of_waited(many: PlanningCenterServer, tmp_path: Path):
    many.faults.add("too_fast", "/people/v2/people", after=1, seconds=7200)
    async with a_puller(tmp_path, many.base_url, clock=SetClock(SUNDAY), pages_ahead=0) as puller:
        with pytest.raises(TooFast) as raised:
            await puller.sync.pull()
        assert raised.value.details["seconds"] == 7200


def watch_sleep(puller: Puller) -> list[float]:
    """What the client sleeps, in seconds, while it does."""
    client, waited = puller.gateway.client(), list[float]()

    async def sleep(seconds: float) -> None:
        waited.append(seconds)
        await asyncio.sleep(seconds)

    client.sleep = sleep
    return waited


# ---- lists that shift ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pages_ahead", [0, 3])
@pytest.mark.parametrize("troubles", [("row_removed",), ("row_inserted",), ("row_removed", "row_inserted")])
async def test_a_list_that_shifts_while_it_is_read_loses_nobody(
    many: PlanningCenterServer, tmp_path: Path, troubles: tuple[str, ...], pages_ahead: int
):
    there = ids(many.church, "people", "Person")
    for trouble in troubles:
        many.faults.add(trouble, "/people/v2/people", count=3)
    async with a_puller(tmp_path, many.base_url, clock=SetClock(SUNDAY), pages_ahead=pages_ahead) as puller:
        await puller.sync.pull()
        left = ids(many.church, "people", "Person")
        here = await puller.database.read(lambda c: c.execute("select id from person where is_gone = 0").fetchall())
    assert there & left <= {id for (id,) in here}


async def test_who_leaves_while_another_joins_hides_nobody(many: PlanningCenterServer, tmp_path: Path):
    """The total stays the same, so that only counting who has come since the start betrays it."""
    async with a_puller(tmp_path, many.base_url, clock=SetClock(SUNDAY), pages_ahead=0) as puller:

        def swap(resource: Resource, rows: int, total: int | None) -> None:
            if resource is Resource.PEOPLE and rows == 200 and many.church.get("people", "Person", "9001") is None:
                many.store.remove("people/Person", "1001")
                # By the clock that Planning Center's answers carry.
                made = (datetime.now(UTC) + timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
                many.church.add("people", "Person", "9001", {"first_name": "New", "created_at": made})

        await puller.sync.pull(swap)
        here = await puller.database.read(lambda c: c.execute("select id from person where is_gone = 0").fetchall())
    assert {id for (id,) in here} >= ids(many.church, "people", "Person")
