"""A full pull over the wire: everything a church has arrives as it is, and what has left there leaves here."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.ids import PersonId
from kiosk.domain.problems import UnexpectedAnswer
from kiosk.services.pulled import Resource
from kiosk.simulator.church import load_sample_church
from kiosk.simulator.records import Church, Record
from kiosk.simulator.server import PlanningCenterServer
from tests.support.pulling import PLENTY, SUNDAY, Puller, SetClock, a_center, a_puller


@pytest.fixture(scope="module")
def riverside() -> Iterator[PlanningCenterServer]:
    """The sample church; only for tests that change nothing in it."""
    with PlanningCenterServer(load_sample_church(SUNDAY, fixed=True), rate_limit=PLENTY, now=lambda: SUNDAY) as server:
        yield server


@pytest.fixture
def many() -> Iterator[PlanningCenterServer]:
    """Each test its own church of several pages."""
    with a_center() as server:
        yield server


def ids(church: Church, product: str, type: str) -> set[str]:
    return {record["id"] for record in church.all(product, type)}


# ---- everything arrives as it is -------------------------------------------------------------------------------------


async def test_a_full_pull_equals_what_the_server_has(riverside: PlanningCenterServer, tmp_path: Path):
    church = riverside.church
    riverside.forget_requests()
    async with a_puller(tmp_path, riverside.base_url, clock=SetClock(SUNDAY)) as puller:
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
    async with a_puller(tmp_path, many.base_url, clock=SetClock(SUNDAY)) as puller:
        await puller.sync.pull()
    of_people = [request.path for request in many.requests if request.path.startswith("/people/v2")]
    assert of_people.count("/people/v2/people") == 5
    # Besides: the organization, one page of households to know that none is missing, the mergers, the campuses.
    assert len(of_people) == 9


async def test_a_second_pull_changes_nothing(riverside: PlanningCenterServer, tmp_path: Path):
    async with a_puller(tmp_path, riverside.base_url, clock=SetClock(SUNDAY)) as puller:
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


async def test_what_is_old_is_there_when_nothing_is_newer(riverside: PlanningCenterServer, tmp_path: Path):
    """A church that pauses for a year still has its times, meetings and history to look at."""
    async with a_puller(tmp_path, riverside.base_url, clock=SetClock(SUNDAY + timedelta(days=400))) as puller:
        await puller.sync.pull()
        since, until = SUNDAY - timedelta(days=1), SUNDAY + timedelta(days=1)
        times = await puller.schedule.event_times(since, until)
        assert {"11", "12"} <= {time.id for time in times}
        assert any(time.location_ids for time in times)
        people = await puller.people.active_children()
        assert await puller.history.past_check_ins((child.id for child in people), SUNDAY - timedelta(weeks=1))
        assert await puller.groups.group_events(since - timedelta(days=40), until + timedelta(days=40))
        assert await puller.groups.calendar_instances(since - timedelta(days=40), until + timedelta(days=40))


async def test_somebody_watches_every_page(many: PlanningCenterServer, tmp_path: Path):
    seen: list[tuple[Resource, int, int | None]] = []
    async with a_puller(tmp_path, many.base_url, clock=SetClock(SUNDAY)) as puller:
        await puller.sync.pull(lambda resource, rows, total: seen.append((resource, rows, total)))
    assert [rows for resource, rows, _ in seen if resource is Resource.PEOPLE] == [100, 200, 300, 400, 453]
    assert {total for resource, _, total in seen if resource is Resource.PEOPLE} == {453}


async def test_an_estimate_is_what_a_pull_takes_or_little_more(riverside: PlanningCenterServer, tmp_path: Path):
    async with a_puller(tmp_path, riverside.base_url, clock=SetClock(SUNDAY)) as puller:
        estimate = await puller.sync.estimate()
        report = await puller.sync.pull()
    assert report.requests <= estimate.requests <= report.requests * 1.2


# ---- what leaves -----------------------------------------------------------------------------------------------------


async def test_a_deleted_person_leaves_the_search_and_keeps_a_name_for_earlier_check_ins(
    many: PlanningCenterServer, tmp_path: Path
):
    async with a_puller(tmp_path, many.base_url, clock=SetClock(SUNDAY)) as puller:
        await puller.sync.pull()
        assert await puller.names_found("zoe") == {"Søren Cole", "Zoé Cole"}
        many.store.remove("people/Person", "102")
        await puller.sync.pull()
        assert await puller.names_found("zoe") == set()
        assert (await puller.people.people([PersonId("102")]))[PersonId("102")].first_name == "Zoé"
        assert [one.id for one in await puller.history.past_check_ins([PersonId("102")], SUNDAY - timedelta(days=1))]


async def test_a_merged_person_is_found_under_the_old_id_with_one_history(many: PlanningCenterServer, tmp_path: Path):
    async with a_puller(tmp_path, many.base_url, clock=SetClock(SUNDAY)) as puller:
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
        history = await puller.history.past_check_ins([PersonId("103")], SUNDAY - timedelta(days=1))
        assert {one.person_id for one in history} == {PersonId("103")}
        assert await puller.names_found("zoe") == set()


async def test_an_empty_list_of_people_is_not_believed(many: PlanningCenterServer, tmp_path: Path):
    async with a_puller(tmp_path, many.base_url, clock=SetClock(SUNDAY)) as puller:
        await puller.sync.pull()
        for id in ids(many.church, "people", "Person"):
            many.store.remove("people/Person", id)
        with pytest.raises(UnexpectedAnswer):
            await puller.sync.pull()
        assert await puller.names_found("zoe") == {"Søren Cole", "Zoé Cole"}
