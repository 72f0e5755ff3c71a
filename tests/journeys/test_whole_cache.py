"""A pull killed on every tenth page, refused in storms, with people merged midway, ends with what Planning Center has."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.ids import PersonId
from kiosk.services.pull_plan import Scope
from kiosk.simulator.church_synthetic import synthetic_church
from kiosk.simulator.faults import Trouble
from kiosk.simulator.server import PlanningCenterServer
from tests.journeys.test_pull_killed import pull_until_page
from tests.support.pulling import a_puller

NOW = datetime(2026, 9, 13, 13, 10, tzinfo=UTC)
FIELDS = ("first_name", "last_name", "nickname", "birthdate", "grade", "medical_notes", "status", "remote_id")


def merge(center: PlanningCenterServer, removed: str, kept: str, number: int) -> None:
    """One person into another: their numbers and memberships go along, the record goes."""
    stamp = (NOW + timedelta(minutes=number)).strftime("%Y-%m-%dT%H:%M:%SZ")
    with center.store.lock:
        for key in ("people/PhoneNumber", "people/Email", "people/Address", "people/HouseholdMembership"):
            for record in center.store.pointing_at(key, "person", removed):
                center.store.remove(key, record["id"])
        center.store.remove("people/Person", removed)
        told = {"person_to_keep_id": int(kept), "person_to_remove_id": int(removed), "created_at": stamp}
        merger = {"type": "PersonMerger", "id": str(9000 + number), "attributes": told, "relationships": {}}
        center.store.put("people/PersonMerger", merger)


def there(center: PlanningCenterServer) -> dict[str, Any]:
    """Everyone as the server has them, by the fields that are mapped."""
    store = center.store
    return {
        person["id"]: (
            *(person["attributes"].get(name) or None for name in FIELDS),
            bool(person["attributes"].get("child")),
            sorted(
                one["attributes"]["number"] for one in store.pointing_at("people/PhoneNumber", "person", person["id"])
            ),
            sorted(one["attributes"]["address"] for one in store.pointing_at("people/Email", "person", person["id"])),
            sorted(
                str(store.linked_id(one, "household"))
                for one in store.pointing_at("people/HouseholdMembership", "person", person["id"])
            ),
        )
        for person in store.every("people/Person")
    }


def here(connection: sqlite3.Connection) -> dict[str, Any]:
    """Everyone in the cache, likewise."""
    columns = ", ".join(FIELDS)
    found = {}
    for id, is_child, *values in connection.execute(f"select id, is_child, {columns} from person where is_gone = 0"):

        def listed(statement: str, id: str = id) -> list[str]:
            return sorted(row[0] for row in connection.execute(statement, (id,)))

        found[id] = (
            *(value or None for value in values),
            is_child == 1,
            listed("select number from phone where person = ?"),
            listed("select address from email where person = ?"),
            listed("select household from household_member where person = ?"),
        )
    return found


@pytest.mark.seconds(110)
async def test_the_cache_ends_as_the_server_is(tmp_path: Path):
    church = synthetic_church(1000, 5, NOW)
    with PlanningCenterServer(church, rate_limit=1_000_000, now=lambda: NOW) as center:
        ids = sorted((record["id"] for record in center.store.every("people/Person")), key=int)
        kills = 0
        while not pull_until_page(tmp_path, center.base_url, 10):
            kills += 1
            merge(center, ids[kills * 40], ids[kills * 40 + 1], kills)
            if kills % 3 == 0:
                center.faults.add(Trouble.TOO_FAST, "/people/v2", count=4, seconds=1)
            assert kills < 40
        assert kills >= 3
        async with a_puller(tmp_path, center.base_url) as puller:
            puller.clock.pass_time(timedelta(minutes=5))
            await puller.sync.pull(scope=Scope.FULL)
            assert await puller.database.read(here) == there(center)
            removed = ids[40]
            known = await puller.people.people([PersonId(removed)])
            assert [person.id for person in known.values()] == [ids[41]]
