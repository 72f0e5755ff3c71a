"""After everything was read once: only what has changed, which costs few requests and misses nothing that Planning Center tells."""

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.services.pull_plan import Scope
from kiosk.simulator.faults import Trouble
from kiosk.simulator.server import PlanningCenterServer
from tests.support.pulling import SUNDAY, Puller, a_center, a_puller

LATER = (SUNDAY + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.fixture
def center():
    with a_center(people=450) as server:
        for record in server.store.every("people/Person"):
            record["attributes"].setdefault("updated_at", record["attributes"]["created_at"])
        yield server


def rename(center: PlanningCenterServer, id: str, last_name: str) -> None:
    with center.store.lock:
        person = center.store.find("people/Person", id)
        assert person is not None
        person["attributes"] |= {"last_name": last_name, "updated_at": LATER}
        center.store.changed()


async def again(puller: Puller, scope: Scope) -> None:
    puller.clock.pass_time(timedelta(minutes=5))
    await puller.sync.pull(scope=scope)


async def test_a_renamed_person_is_found_after_a_few_requests(tmp_path: Path, center: PlanningCenterServer):
    async with a_puller(tmp_path, center.base_url) as puller:
        await puller.sync.pull()
        rename(center, "1234", "Okafor")
        center.forget_requests()
        await again(puller, Scope.CHANGES)
        assert await puller.names_found("Okafor") == {"P233 Okafor"}
        assert len(center.requests) <= 6
        asked = [one.query for one in center.requests if one.path == "/people/v2/people"]
        assert len(asked) == 1
        assert "updated_at" in asked[0]


async def test_nobody_is_gone_because_only_changes_were_read(tmp_path: Path, center: PlanningCenterServer):
    async with a_puller(tmp_path, center.base_url) as puller:
        await puller.sync.pull()
        before = await puller.book.counts()
        for scope in (Scope.CHANGES, Scope.USUAL, Scope.CHANGES):
            await again(puller, scope)
        assert await puller.book.counts() == before


async def test_the_usual_pull_reads_small_tables_whole(tmp_path: Path, center: PlanningCenterServer):
    async with a_puller(tmp_path, center.base_url) as puller:
        await puller.sync.pull()
        with center.store.lock:
            center.store.remove("groups/Group", "11")
        await again(puller, Scope.CHANGES)
        assert (await puller.book.counts())["groups"] == 1
        await again(puller, Scope.USUAL)
        assert (await puller.book.counts())["groups"] == 0


async def test_whoever_was_merged_leaves_the_search_before_the_night(tmp_path: Path, center: PlanningCenterServer):
    async with a_puller(tmp_path, center.base_url) as puller:
        await puller.sync.pull()
        with center.store.lock:
            center.store.remove("people/Person", "103")
            told = {"person_to_keep_id": 101, "person_to_remove_id": 103, "created_at": LATER}
            center.store.put(
                "people/PersonMerger", {"type": "PersonMerger", "id": "1", "attributes": told, "relationships": {}}
            )
        await again(puller, Scope.CHANGES)
        assert await puller.names_found("Bell") == set()
        known = await puller.people.people(["103"])  # type: ignore[list-item]
        assert [person.id for person in known.values()] == ["101"]


async def test_changes_that_break_off_are_read_to_the_end_the_next_time(tmp_path: Path, center: PlanningCenterServer):
    async with a_puller(tmp_path, center.base_url) as puller:
        await puller.sync.pull()
        for number in range(250):
            rename(center, str(1001 + number), "Renamed")
        center.faults.add(Trouble.OFFLINE, "/people/v2/people", after=2)
        with pytest.raises(Exception, match="Offline"):
            await again(puller, Scope.CHANGES)
        center.faults.clear()
        await again(puller, Scope.CHANGES)
        rows = await puller.database.read(
            lambda c: c.execute("select count(*) from person where last_name = 'Renamed'").fetchone()
        )
        assert rows[0] == 250


async def test_people_are_as_of_the_last_reading_of_changes(tmp_path: Path, center: PlanningCenterServer):
    async with a_puller(tmp_path, center.base_url) as puller:
        await puller.sync.pull()
        before = (await puller.book.pulled_at())["people"]
        await again(puller, Scope.CHANGES)
        assert (await puller.book.pulled_at())["people"] - before == timedelta(minutes=5)
