"""What comes beside people, rooms and groups: options, kinds of heads, Planning Center's own counts, replies, campuses."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.groups import Reply
from kiosk.domain.ids import EventId, EventTimeId
from kiosk.simulator.church import load_sample_church
from kiosk.simulator.faults import Trouble
from kiosk.simulator.records import Church, Record
from kiosk.simulator.server import PlanningCenterServer
from kiosk.storage.roster_store import SqliteExpected
from tests.support.pulling import PLENTY, SUNDAY, SetClock, a_puller


@pytest.fixture
def riverside() -> Iterator[PlanningCenterServer]:
    """The sample church, each test its own."""
    with PlanningCenterServer(load_sample_church(SUNDAY, fixed=True), rate_limit=PLENTY, now=lambda: SUNDAY) as server:
        yield server


def linked(record: Record, name: str) -> str | None:
    data = (record["relationships"].get(name) or {}).get("data")
    return data["id"] if data else None


def rooms_of(church: Church, event: str) -> set[str]:
    return {room["id"] for room in church.all("check-ins", "Location") if linked(room, "event") == event}


async def test_options_and_kinds_of_heads_come_with_their_events(riverside: PlanningCenterServer, tmp_path: Path):
    church = riverside.church
    async with a_puller(tmp_path, riverside.base_url, clock=SetClock(SUNDAY)) as puller:
        await puller.sync.pull()
        found_options, found_types = set(), set()
        for event in await puller.schedule.events():
            for option in await puller.schedule.options(event.id):
                assert option.location_id in rooms_of(church, event.id)
                found_options.add((option.id, option.location_id, option.body, option.quantity, option.label_id))
            for kind in await puller.schedule.attendance_types(event.id):
                found_types.add((kind.id, kind.event_id, kind.name, kind.color, kind.limit))
        assert found_options == {
            (o["id"], linked(o, "location"), o["attributes"]["body"], o["attributes"]["quantity"], linked(o, "label"))
            for o in church.all("check-ins", "Option")
        }
        assert found_types == {
            (k["id"], linked(k, "event"), *(k["attributes"][name] for name in ("name", "color", "limit")))
            for k in church.all("check-ins", "AttendanceType")
        }
        assert found_options
        assert found_types
        bottle = next(option for option in await puller.schedule.options(EventId("1")) if option.quantity)
        assert bottle.label_name == church.get("check-ins", "Label", bottle.label_id or "")["attributes"]["name"]  # type: ignore[index]


async def test_what_is_no_longer_offered_leaves_with_the_next_pull(riverside: PlanningCenterServer, tmp_path: Path):
    async with a_puller(tmp_path, riverside.base_url, clock=SetClock(SUNDAY)) as puller:
        await puller.sync.pull()
        before = await puller.schedule.options(EventId("1"))
        kinds = await puller.schedule.attendance_types(EventId("1"))
        riverside.store.remove("check-ins/Option", before[0].id)
        riverside.store.remove("check-ins/AttendanceType", kinds[0].id)
        await puller.sync.pull(afresh=True)
        assert await puller.schedule.options(EventId("1")) == before[1:]
        assert await puller.schedule.attendance_types(EventId("1")) == kinds[1:]


async def test_their_counts_stand_beside_ours_and_missing_is_not_zero(riverside: PlanningCenterServer, tmp_path: Path):
    church = riverside.church
    async with a_puller(tmp_path, riverside.base_url, clock=SetClock(SUNDAY)) as puller:
        await puller.sync.pull()
        headcounts = church.all("check-ins", "Headcount")
        ids = {EventTimeId(linked(one, "event_time") or "") for one in headcounts}
        told = await puller.schedule.headcounts_there(ids)
        assert {(one.id, one.event_time_id, one.attendance_type_id, one.total) for one in told} == {
            (one["id"], linked(one, "event_time"), linked(one, "attendance_type"), one["attributes"]["total"])
            for one in headcounts
        }
        times = {time["id"]: time["attributes"] for time in church.all("check-ins", "EventTime")}
        counts = await puller.schedule.counts_there(EventTimeId(id) for id in times)
        together = {one.event_time_id: one for one in counts if one.location_id is None}
        assert {id: (one.regular, one.guest, one.volunteer) for id, one in together.items()} == {
            id: tuple(times[id][f"{kind}_count"] for kind in ("regular", "guest", "volunteer")) for id in together
        }
        today = {one.event_time_id for one in counts if one.location_id is not None}
        assert today
        assert all(times[id]["starts_at"].startswith("2026-09-13") for id in today)
        assert await puller.schedule.headcounts_there([EventTimeId("none")]) == ()


async def test_who_replied_to_a_meeting_ahead_is_known(riverside: PlanningCenterServer, tmp_path: Path):
    async with a_puller(tmp_path, riverside.base_url, clock=SetClock(SUNDAY)) as puller:
        await puller.sync.pull()
        soon = await puller.groups.group_events(SUNDAY, SUNDAY + timedelta(hours=36))
        (littles,) = [event for event in soon if event.name == "Moms and littles"]
        assert (littles.place, littles.description) == ("The garden room", "Bring a friend.")
        replies = await puller.groups.replies([littles.id])
        assert {(one.person_id, one.reply) for one in replies} == {
            ("701", Reply.YES),
            ("1401", Reply.YES),
            ("5801", Reply.NO),
        }
        expected = SqliteExpected(puller.database)
        said = await expected.replies([littles.group_id], littles.starts_at, littles.starts_at + timedelta(hours=1))
        assert said == {"701": True, "1401": True, "5801": False}
        assert await expected.replies([littles.group_id], SUNDAY, littles.starts_at) == {}


@pytest.mark.parametrize("trouble", [Trouble.PRODUCT_REFUSED, Trouble.NOT_THERE])
async def test_replies_that_may_not_be_read_are_done_without_after_one_try(
    riverside: PlanningCenterServer, tmp_path: Path, trouble: Trouble
):
    riverside.faults.add(trouble, "/groups/v2/events/")
    async with a_puller(tmp_path, riverside.base_url, clock=SetClock(SUNDAY)) as puller:
        riverside.forget_requests()
        report = await puller.sync.pull()
        assert report.skipped == ()
        assert any(kind.startswith("rsvps") for kind in report.oddities)
        assert len([one for one in riverside.requests if one.path.endswith("/rsvps")]) == 1
        assert await puller.groups.calendar_events()


async def test_names_of_campuses_stations_and_tags_are_here_as_they_are_there(
    riverside: PlanningCenterServer, tmp_path: Path
):
    church = riverside.church
    async with a_puller(tmp_path, riverside.base_url, clock=SetClock(SUNDAY)) as puller:
        await puller.sync.pull()

        def listed(columns: str, table: str) -> set[tuple[str, ...]]:
            return set(connection.execute(f"select {columns} from {table}").fetchall())

        with closing(sqlite3.connect(tmp_path / "kiosk.db")) as connection:
            assert listed("id, name", "campus") == {
                (one["id"], one["attributes"]["name"]) for one in church.all("people", "Campus")
            }
            assert listed("id, name, theme", "station_there") == {
                (one["id"], one["attributes"]["name"], linked(one, "theme"))
                for one in church.all("check-ins", "Station")
            }
            assert listed("id, color", "theme_there") == {
                (one["id"], one["attributes"]["color"]) for one in church.all("check-ins", "Theme")
            }
        links = await puller.groups.integration_links()
        assert {one.id: one.syncs_future for one in links} == {
            one["id"]: one["attributes"]["sync_future_assignment_types"]
            for one in church.all("check-ins", "IntegrationLink")
        }
