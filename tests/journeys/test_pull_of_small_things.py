"""What comes beside people, rooms and groups: options, kinds of heads, Planning Center's own counts, replies, campuses."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.ids import EventId, EventTimeId
from kiosk.simulator.church import load_sample_church
from kiosk.simulator.records import Church, Record
from kiosk.simulator.server import PlanningCenterServer
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
