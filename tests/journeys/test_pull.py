"""A full pull over the wire: everything a church has arrives as it is, and whatever refuses, breaks or shifts costs nothing."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.ids import PersonId
from kiosk.domain.problems import NoPermission, Offline, SignedOut, TooFast, UnexpectedAnswer, WrongOrganization
from kiosk.pco.sign_in import PersonalAccessToken
from kiosk.services.pulled import Product, Resource
from kiosk.simulator.church import load_sample_church
from kiosk.simulator.records import Church, Record
from kiosk.simulator.server import PlanningCenterServer
from tests.simulator.small_church import a_small_church, add_people
from tests.support.pulling import Puller, SetClock, a_puller

NOW = datetime(2026, 9, 13, 13, 10, tzinfo=UTC)
PLENTY = 1_000_000


@pytest.fixture(scope="module")
def riverside() -> Iterator[PlanningCenterServer]:
    """The sample church; only for tests that change nothing in it."""
    with PlanningCenterServer(load_sample_church(NOW, fixed=True), rate_limit=PLENTY, now=lambda: NOW) as server:
        yield server


@pytest.fixture
def many() -> Iterator[PlanningCenterServer]:
    """The small church with enough people for several pages, each test its own."""
    church = a_small_church()
    add_people(church, 450)
    with PlanningCenterServer(church, rate_limit=PLENTY, now=lambda: NOW) as server:
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


# ---- everything arrives as it is ------------------------------------------------------------------------------------


async def test_a_full_pull_equals_what_the_server_has(riverside: PlanningCenterServer, tmp_path: Path):
    church = riverside.church
    riverside.forget_requests()
    async with a_puller(tmp_path, riverside.base_url, clock=SetClock(NOW)) as puller:
        report = await puller.sync.pull()

        people = await puller.people.people(PersonId(id) for id in ids(church, "people", "Person"))
        assert set(people) == ids(church, "people", "Person")
        for record in church.all("people", "Person"):
            person, told = people[PersonId(record["id"])], record["attributes"]
            for name in ("first_name", "last_name", "given_name", "nickname", "middle_name", "membership", "avatar"):
                assert getattr(person, name) == (told.get(name) or ""), (record["id"], name)
            for name in ("grade", "graduation_year", "remote_id", "created_at", "updated_at"):
                assert getattr(person, name) == told.get(name), (record["id"], name)
            assert person.medical_notes == (told.get("medical_notes") or "")
            assert (person.birthdate.isoformat() if person.birthdate else None) == told.get("birthdate")
            assert (person.gender.value.capitalize() if person.gender else None) == (told.get("gender") or None)
            assert person.is_child == bool(told.get("child"))
            assert person.status == told.get("status")
            assert {phone.number for phone in person.phones} == owned(church, "PhoneNumber", record["id"], "number")
            assert {email.address for email in person.emails} == owned(church, "Email", record["id"], "address")
            assert {one.street_line_1 for one in person.addresses} == owned(
                church, "Address", record["id"], "street_line_1"
            )

        assert await members_here(puller) == members_there(church)
        assert await locations_here(puller) == {
            (room["id"], room["attributes"]["name"], room["relationships"]["event"]["data"]["id"], parent_of(room))
            for room in church.all("check-ins", "Location")
            if not archived(church, room["relationships"]["event"]["data"]["id"])
        }
        memberships = await puller.groups.memberships_of(people)
        archived_groups = {
            group["id"] for group in church.all("groups", "Group") if group["attributes"].get("archived_at")
        }
        assert {(one.id, one.group_id, one.person_id) for one in memberships} == {
            (one["id"], linked(one, "group"), linked(one, "person"))
            for one in church.all("groups", "Membership")
            if linked(one, "group") not in archived_groups
        }
    assert report.skipped == ()
    assert report.oddities == {}
    assert report.requests == len([one for one in riverside.requests if one.status == 200])


def owned(church: Church, type: str, person_id: str, name: str) -> set[str]:
    return {
        one["attributes"].get(name) or "" for one in church.all("people", type) if linked(one, "person") == person_id
    }


def linked(record: Record, name: str) -> Any:
    data = record["relationships"].get(name, {}).get("data")
    return data["id"] if data else None


def parent_of(room: Record) -> str | None:
    parent = linked(room, "parent")
    return None if parent is None else str(parent)


def archived(church: Church, event_id: str) -> bool:
    event = church.get("check-ins", "Event", event_id)
    return event is None or bool(event["attributes"].get("archived_at"))


def members_there(church: Church) -> set[tuple[str, str]]:
    return {(linked(one, "household"), linked(one, "person")) for one in church.all("people", "HouseholdMembership")}


async def members_here(puller: Puller) -> set[tuple[str, str]]:
    rows = await puller.database.read(lambda c: c.execute("select household, person from household_member").fetchall())
    return set(rows)


async def locations_here(puller: Puller) -> set[tuple[str, str, str, str | None]]:
    rooms = [room for event in await puller.schedule.events() for room in await puller.schedule.locations(event.id)]
    return {(room.id, room.name, room.event_id, room.parent_id) for room in rooms}


async def test_people_cost_one_request_for_a_hundred_with_all_that_belongs_to_them(
    many: PlanningCenterServer, tmp_path: Path
):
    async with a_puller(tmp_path, many.base_url, clock=SetClock(NOW)) as puller:
        await puller.sync.pull()
    of_people = [request.path for request in many.requests if request.path.startswith("/people/v2")]
    assert of_people.count("/people/v2/people") == 5
    # Besides: the organization, one page of households to know that none is missing, the mergers.
    assert len(of_people) == 8


async def test_a_second_pull_changes_nothing(riverside: PlanningCenterServer, tmp_path: Path):
    async with a_puller(tmp_path, riverside.base_url, clock=SetClock(NOW)) as puller:
        await puller.sync.pull()
        before = await whole_cache(puller)
        await puller.sync.pull()
        assert await whole_cache(puller) == before


async def whole_cache(puller: Puller) -> dict[str, list[tuple[Any, ...]]]:
    people = ["person", "phone", "email", "address", "household", "household_member", "pass"]
    schedule = ["event", "event_time", "location", "label_rule", "past_check_in", "event_connection"]
    tables = [*people, *schedule, "membership", "church_group"]
    marks = {"seen_in", "free_seen_in"}

    def work(connection: Any) -> dict[str, list[tuple[Any, ...]]]:
        found = {}
        for table in tables:
            columns = [row[1] for row in connection.execute(f"pragma table_info({table})") if row[1] not in marks]
            found[table] = sorted(connection.execute(f"select {', '.join(columns)} from {table}").fetchall(), key=repr)
        return found

    return await puller.database.read(work)


async def test_somebody_watches_every_page(many: PlanningCenterServer, tmp_path: Path):
    seen: list[tuple[Resource, int, int | None]] = []
    async with a_puller(tmp_path, many.base_url, clock=SetClock(NOW)) as puller:
        await puller.sync.pull(lambda resource, rows, total: seen.append((resource, rows, total)))
    assert [rows for resource, rows, _ in seen if resource is Resource.PEOPLE] == [100, 200, 300, 400, 453]
    assert {total for resource, _, total in seen if resource is Resource.PEOPLE} == {453}


async def test_an_estimate_is_what_a_pull_takes_or_little_more(riverside: PlanningCenterServer, tmp_path: Path):
    async with a_puller(tmp_path, riverside.base_url, clock=SetClock(NOW)) as puller:
        estimate = await puller.sync.estimate()
        report = await puller.sync.pull()
    assert report.requests <= estimate.requests <= report.requests * 1.2


# ---- what leaves -----------------------------------------------------------------------------------------------------


async def test_a_deleted_person_leaves_the_search_and_keeps_a_name_for_earlier_check_ins(
    many: PlanningCenterServer, tmp_path: Path
):
    async with a_puller(tmp_path, many.base_url, clock=SetClock(NOW)) as puller:
        await puller.sync.pull()
        assert await puller.names_found("zoe") == {"Søren Cole", "Zoé Cole"}
        many.store.remove("people/Person", "102")
        await puller.sync.pull()
        assert await puller.names_found("zoe") == set()
        assert (await puller.people.people([PersonId("102")]))[PersonId("102")].first_name == "Zoé"
        assert [one.id for one in await puller.history.past_check_ins([PersonId("102")], NOW - timedelta(days=1))]


async def test_a_merged_person_is_found_under_the_old_id_with_one_history(many: PlanningCenterServer, tmp_path: Path):
    async with a_puller(tmp_path, many.base_url, clock=SetClock(NOW)) as puller:
        await puller.sync.pull()
        many.store.remove("people/Person", "102")
        many.church.add(
            "people",
            "PersonMerger",
            "900",
            {"created_at": "2026-09-13T13:05:00Z", "person_to_keep_id": 103, "person_to_remove_id": 102},
            {"person_to_keep": ("Person", "103"), "person_to_remove": ("Person", "102")},
        )
        await puller.sync.pull()
        people = await puller.people.people([PersonId("102")])
        assert people[PersonId("102")].name == "Ana Bell"
        history = await puller.history.past_check_ins([PersonId("103")], NOW - timedelta(days=1))
        assert {one.person_id for one in history} == {PersonId("103")}
        assert await puller.names_found("zoe") == set()


async def test_an_empty_list_of_people_is_not_believed(many: PlanningCenterServer, tmp_path: Path):
    async with a_puller(tmp_path, many.base_url, clock=SetClock(NOW)) as puller:
        await puller.sync.pull()
        for id in ids(many.church, "people", "Person"):
            many.store.remove("people/Person", id)
        with pytest.raises(UnexpectedAnswer):
            await puller.sync.pull()
        assert await puller.names_found("zoe") == {"Søren Cole", "Zoé Cole"}


# ---- who may, and whose it is ----------------------------------------------------------------------------------------


async def test_a_wrong_token_is_signed_out_and_writes_nothing(many: PlanningCenterServer, tmp_path: Path):
    async with a_puller(tmp_path, many.base_url, sign_in=PersonalAccessToken("demo", "wrong")) as puller:
        with pytest.raises(SignedOut) as raised:
            await puller.sync.pull()
        assert raised.value.details["code"] == "LEMMING"
        assert await puller.schedule.organization() is None


async def test_a_product_that_refuses_is_named_and_the_others_go_on(many: PlanningCenterServer, tmp_path: Path):
    many.faults.add("product_refused", "/groups/v2")
    async with a_puller(tmp_path, many.base_url, clock=SetClock(NOW)) as puller:
        report = await puller.sync.pull()
        assert [(one.product, one.problem.name) for one in report.skipped] == [(Product.GROUPS, "NoPermission")]
        assert await puller.names_found("zoe") == {"Søren Cole", "Zoé Cole"}
        assert await puller.schedule.events()
        pulled_at = await puller.book.pulled_at()
        assert "people" in pulled_at
        assert "groups" not in pulled_at


async def test_when_every_product_refuses_the_pull_says_so(many: PlanningCenterServer, tmp_path: Path):
    many.faults.add("product_refused")
    async with a_puller(tmp_path, many.base_url, clock=SetClock(NOW)) as puller:
        with pytest.raises(NoPermission):
            await puller.sync.pull()


async def test_a_token_of_another_church_stops_before_anything_is_mixed(many: PlanningCenterServer, tmp_path: Path):
    async with a_puller(tmp_path, many.base_url, clock=SetClock(NOW)) as puller:
        await puller.sync.pull()
    other = Church("78", "Hillside")
    other.add("people", "Person", "101", {"first_name": "Somebody", "last_name": "Else"})
    with PlanningCenterServer(other, rate_limit=PLENTY) as server:
        async with a_puller(tmp_path, server.base_url, clock=SetClock(NOW)) as puller:
            with pytest.raises(WrongOrganization):
                await puller.sync.pull()
            assert await puller.names_found("somebody") == set()
            organization = await puller.schedule.organization()
            assert organization is not None
            assert organization.name == "Riverside"


# ---- interrupted, and resumed ----------------------------------------------------------------------------------------


async def test_a_server_gone_in_the_middle_is_offline_and_the_next_pull_fetches_only_the_rest(
    many: PlanningCenterServer, tmp_path: Path
):
    # The organization and three pages, then nobody answers.
    many.faults.add("offline", after=4)
    async with a_puller(tmp_path, many.base_url, clock=SetClock(NOW), pages_ahead=0) as puller:
        with pytest.raises(Offline):
            await puller.sync.pull()
        assert await puller.book.count(Resource.PEOPLE) == 300
    many.faults.clear()
    before = len(pages_of_people(many))
    async with a_puller(tmp_path, many.base_url, clock=SetClock(NOW + timedelta(minutes=5))) as puller:
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
    async with a_puller(tmp_path, many.base_url, clock=SetClock(NOW), pages_ahead=0) as puller:
        with pytest.raises(Offline):
            await puller.sync.pull()
    many.faults.clear()
    async with a_puller(tmp_path, many.base_url, clock=SetClock(NOW + timedelta(days=1))) as puller:
        report = await puller.sync.pull()
        assert not report.is_resumed
        assert report.pulled["people"] == (5, 453)


async def test_a_cancelled_pull_leaves_nothing_half_done(many: PlanningCenterServer, tmp_path: Path):
    async with a_puller(tmp_path, many.base_url, clock=SetClock(NOW)) as puller:
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
    async with a_puller(tmp_path, many.base_url, clock=SetClock(NOW), pages_ahead=0) as puller:
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
    async with a_puller(tmp_path, many.base_url, clock=SetClock(NOW), pages_ahead=0) as puller:
        with pytest.raises(problem):
            await puller.sync.pull()
        assert await puller.book.count(Resource.PEOPLE) == 200
        many.faults.clear()
        report = await puller.sync.pull()
        assert report.pulled["people"] == (3, 253)


async def test_when_one_product_is_down_the_others_are_read_all_the_same(many: PlanningCenterServer, tmp_path: Path):
    many.faults.add("maintenance", "/check-ins/v2")
    async with a_puller(tmp_path, many.base_url, clock=SetClock(NOW)) as puller:
        with pytest.raises(Offline) as raised:
            await puller.sync.pull()
        assert raised.value.details == {"status": 503, "product": "check-ins"}
        assert await puller.groups.groups()


async def test_a_next_page_on_another_host_gets_no_token(many: PlanningCenterServer, tmp_path: Path):
    with PlanningCenterServer(a_small_church(), rate_limit=PLENTY) as elsewhere:
        many.faults.add("foreign_next", "/people/v2/people", count=1)
        async with a_puller(tmp_path, many.base_url, clock=SetClock(NOW)) as puller:
            with pytest.raises(UnexpectedAnswer) as raised:
                await puller.sync.pull()
        assert raised.value.details["code"] == "link_to_another_host"
        assert elsewhere.requests == ()


async def test_a_storm_of_refusals_is_waited_out_as_long_as_it_says(many: PlanningCenterServer, tmp_path: Path):
    many.faults.add("too_fast", "/people/v2/people", after=1, count=3, seconds=1)
    async with a_puller(tmp_path, many.base_url, clock=SetClock(NOW), pages_ahead=0) as puller:
        waited = watch_sleep(puller)
        await puller.sync.pull()
        assert await puller.book.count(Resource.PEOPLE) == 453
    assert round(sum(waited), 1) == 3


async def test_a_pause_of_hours_is_told_instead_of_waited(many: PlanningCenterServer, tmp_path: Path):
    many.faults.add("too_fast", "/people/v2/people", after=1, seconds=7200)
    async with a_puller(tmp_path, many.base_url, clock=SetClock(NOW), pages_ahead=0) as puller:
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
    async with a_puller(tmp_path, many.base_url, clock=SetClock(NOW), pages_ahead=pages_ahead) as puller:
        await puller.sync.pull()
        left = ids(many.church, "people", "Person")
        here = await puller.database.read(lambda c: c.execute("select id from person where is_gone = 0").fetchall())
    assert there & left <= {id for (id,) in here}


async def test_who_leaves_while_another_joins_hides_nobody(many: PlanningCenterServer, tmp_path: Path):
    """The total stays the same, so that only counting who has come since the start betrays it."""
    async with a_puller(tmp_path, many.base_url, clock=SetClock(NOW), pages_ahead=0) as puller:

        def swap(resource: Resource, rows: int, total: int | None) -> None:
            if resource is Resource.PEOPLE and rows == 200 and many.church.get("people", "Person", "9001") is None:
                many.store.remove("people/Person", "1001")
                # By the clock that Planning Center's answers carry.
                made = (datetime.now(UTC) + timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
                many.church.add("people", "Person", "9001", {"first_name": "New", "created_at": made})

        await puller.sync.pull(swap)
        here = await puller.database.read(lambda c: c.execute("select id from person where is_gone = 0").fetchall())
    assert {id for (id,) in here} >= ids(many.church, "people", "Person")
