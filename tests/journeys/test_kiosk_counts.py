"""Where the kiosk's data counts, what somebody changes at Planning Center is set back there, once, and can be seen and undone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.conflicts import Winner
from kiosk.domain.ids import HouseholdId, StaffId, StationId
from kiosk.domain.pins import Role, StaffMember
from kiosk.services.conflicts import ConflictDesk
from kiosk.services.ports import StationSettings
from kiosk.simulator.server import PlanningCenterServer
from kiosk.storage.conflict_store import SqliteConflicts
from kiosk.storage.station_store import SqliteStation
from tests.support.pulling import a_center, put_household
from tests.support.pushing import NOBODY_WAITS, Pusher, a_pusher

ADMIN = StaffMember(StaffId("ada"), "Ada", Role.ADMIN)
HOME = HouseholdId("900")
PEOPLE = "people/Person"


@pytest.fixture
def center():
    with a_center(people=0) as server:
        put_household(server, HOME, "101", "102")
        with server.store.lock:
            server.store.put(
                "people/Email",
                {
                    "type": "Email",
                    "id": "77",
                    "attributes": {"address": "zoe@example.com", "location": "Home", "primary": True},
                    "relationships": {"person": {"data": {"type": "Person", "id": "102"}}},
                },
            )
        yield server


@asynccontextmanager
async def a_kiosk_that_counts(folder: Path, center: PlanningCenterServer) -> AsyncIterator[tuple[Pusher, ConflictDesk]]:
    async with a_pusher(folder, center) as pusher:
        database, clock, numbers = pusher.puller.database, pusher.puller.clock, count()
        await SqliteStation(database).keep(StationSettings("s", way="kiosk"))
        await pusher.puller.sync.pull()
        book = SqliteConflicts(database, StationId("s"), clock)
        yield pusher, ConflictDesk(book, clock, lambda _: f"c{next(numbers)}")


def changed(center: PlanningCenterServer, key: str, id: str, **attributes: object) -> None:
    with center.store.lock:
        record = center.store.find(key, id)
        assert record is not None
        record["attributes"] |= attributes
        center.store.changed()


def there(center: PlanningCenterServer, key: str, id: str) -> dict[str, Any]:
    record = center.store.find(key, id)
    assert record is not None
    attributes: dict[str, Any] = record["attributes"]
    return attributes


async def exchange(pusher: Pusher) -> None:
    pusher.puller.clock.pass_time(timedelta(minutes=5))
    await pusher.puller.sync.pull()
    await pusher.until_sent()


async def test_what_is_changed_there_is_set_back_and_nothing_is_sent_twice(
    tmp_path: Path, center: PlanningCenterServer
):
    async with a_kiosk_that_counts(tmp_path, center) as (pusher, desk):
        was = {id: there(center, PEOPLE, id)["last_name"] for id in ("101", "102")}
        changed(center, PEOPLE, "101", last_name="Elsewhere", medical_notes="Written there")
        changed(center, "people/Household", HOME, name="Elsewhere")
        changed(center, "people/Email", "77", address="other@example.com")
        with center.store.lock:
            center.store.remove("people/HouseholdMembership", "991")
        await exchange(pusher)
        assert await pusher.counts() == NOBODY_WAITS
        assert there(center, PEOPLE, "101")["last_name"] == was["101"]
        assert not there(center, PEOPLE, "101")["medical_notes"]
        assert there(center, "people/Household", HOME)["name"] == "Cole"
        assert there(center, "people/Email", "77")["address"] == "zoe@example.com"
        members = center.store.pointing_at("people/HouseholdMembership", "household", HOME)
        assert {center.store.linked_id(one, "person") for one in members} == {"101", "102"}
        decided = {(one.record, one.difference.field): one.decision for one in await desk.all()}
        assert decided == dict.fromkeys(
            [("person", "last_name"), ("person", "medical_notes"), ("household", "name"), ("email", "address")],
            Winner.HERE,
        )
        writes = [one for one in center.requests if one.verb != "GET"]
        await exchange(pusher)
        assert [one for one in center.requests if one.verb != "GET"] == writes


async def test_a_value_that_is_written_there_again_at_once_is_not_fought_over(
    tmp_path: Path, center: PlanningCenterServer
):
    async with a_kiosk_that_counts(tmp_path, center) as (pusher, _):
        for expected in (1, 1, 1):
            changed(center, PEOPLE, "101", nickname="Again")
            await exchange(pusher)
            patches = [one for one in center.requests if one.verb == "PATCH"]
            assert len(patches) == expected
        a_day_later = "update pushed_back set at = '2026-01-01T00:00:00+00:00'"
        await pusher.puller.database.run(lambda c: c.execute(a_day_later))
        await exchange(pusher)
        assert not there(center, PEOPLE, "101")["nickname"]


async def test_grades_that_count_on_in_summer_are_not_set_back(tmp_path: Path, center: PlanningCenterServer):
    changed(center, PEOPLE, "102", grade=3, graduation_year=2036)
    async with a_kiosk_that_counts(tmp_path, center) as (pusher, desk):
        changed(center, PEOPLE, "102", grade=4)
        await exchange(pusher)
        assert await desk.all() == ()
        known = await pusher.puller.database.read(
            lambda c: c.execute("select grade from person where id = '102'").fetchone()
        )
        assert known == (4,)


async def test_taken_back_their_value_counts_on_both_sides(tmp_path: Path, center: PlanningCenterServer):
    async with a_kiosk_that_counts(tmp_path, center) as (pusher, desk):
        changed(center, PEOPLE, "101", nickname="Theirs")
        await exchange(pusher)
        (one,) = await desk.all()
        await desk.undo(ADMIN, one.number)
        await exchange(pusher)
        assert there(center, PEOPLE, "101")["nickname"] == "Theirs"
        here = await pusher.puller.database.read(
            lambda c: c.execute("select nickname from person where id = '101'").fetchone()
        )
        assert here == ("Theirs",)


async def test_an_email_taken_away_there_is_made_again(tmp_path: Path, center: PlanningCenterServer):
    with center.store.lock:
        email = {"type": "Email", "id": "78", "attributes": {"address": "s@example.com", "primary": True}}
        center.store.put(
            "people/Email", {**email, "relationships": {"person": {"data": {"type": "Person", "id": "101"}}}}
        )
    async with a_kiosk_that_counts(tmp_path, center) as (pusher, _):
        with center.store.lock:
            center.store.remove("people/Email", "77")
        await exchange(pusher)
        made = [one for one in center.store.every("people/Email") if one["attributes"]["address"] == "zoe@example.com"]
        assert [center.store.linked_id(one, "person") for one in made] == ["102"]
        await exchange(pusher)
        assert await pusher.counts() == NOBODY_WAITS
