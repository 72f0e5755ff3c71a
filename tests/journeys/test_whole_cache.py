"""A pull killed on every tenth page, refused in storms, with people merged midway, ends with what Planning Center has."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.domain.ids import PersonId
from kiosk.services.pull_plan import Scope
from kiosk.simulator.church_synthetic import synthetic_church
from kiosk.simulator.faults import Trouble
from kiosk.simulator.server import PlanningCenterServer
from tests.journeys.test_pull_killed import pull_until_page
from tests.support.pulling import SetClock, a_puller
from tests.support.same_people import difference, people_here, people_there
from tests.support.same_records import SAME, differences
from tests.support.sunday import MORNING, riverside, served

_CONTACTS = ("people/PhoneNumber", "people/Email", "people/Address")
NOW = datetime(2026, 9, 13, 13, 10, tzinfo=UTC)


def merge(center: PlanningCenterServer, removed: str, kept: str, number: int) -> None:
    """One person into another: their numbers, memberships and passes go along, the record goes."""
    stamp = (NOW + timedelta(minutes=number)).strftime("%Y-%m-%dT%H:%M:%SZ")
    with center.store.lock:
        for key in (*_CONTACTS, "people/HouseholdMembership", "check-ins/Pass"):
            for record in center.store.pointing_at(key, "person", removed):
                center.store.remove(key, record["id"])
        center.store.remove("people/Person", removed)
        told = {"person_to_keep_id": int(kept), "person_to_remove_id": int(removed), "created_at": stamp}
        merger = {"type": "PersonMerger", "id": str(9000 + number), "attributes": told, "relationships": {}}
        center.store.put("people/PersonMerger", merger)


def pull_through_it_all(center: PlanningCenterServer, folder: Path, apart: int) -> int:
    """Pull, killed on every tenth page; after each kill two people are merged, after some a storm of refusals. How many kills."""
    ids = sorted((record["id"] for record in center.store.every("people/Person")), key=int)
    kills = 0
    while not pull_until_page(folder, center.base_url, 10):
        kills += 1
        merge(center, ids[kills * apart], ids[kills * apart + 1], kills)
        if kills % 3 == 0:
            center.faults.add(Trouble.TOO_FAST, "/people/v2", count=4, seconds=1)
        assert kills * apart + apart < len(ids)
    return kills


async def differences_after_the_next_full_pull(center: PlanningCenterServer, folder: Path) -> int:
    """How many people and households are not the same here as there, once the night's pull is through."""
    async with a_puller(folder, center.base_url) as puller:
        puller.clock.pass_time(timedelta(minutes=5))
        await puller.sync.pull(scope=Scope.FULL)
        return len(difference(await puller.database.read(people_here), people_there(center)))


@pytest.mark.seconds(110)
async def test_the_cache_ends_as_the_server_is(tmp_path: Path):
    church = synthetic_church(1000, 5, NOW)
    with PlanningCenterServer(church, rate_limit=1_000_000, now=lambda: NOW) as center:
        ids = sorted((record["id"] for record in center.store.every("people/Person")), key=int)
        kills = pull_through_it_all(center, tmp_path, apart=40)
        assert kills >= 3
        assert await differences_after_the_next_full_pull(center, tmp_path) == 0
        async with a_puller(tmp_path, center.base_url) as puller:
            assert await puller.database.read(lambda c: differences(c, center.store)) == {}
            removed = ids[40]
            known = await puller.people.people([PersonId(removed)])
            assert [person.id for person in known.values()] == [ids[41]]


_LEAVES = (
    *(
        "check-ins/Pass",
        "check-ins/Option",
        "check-ins/AttendanceType",
        "check-ins/LocationLabel",
        "check-ins/EventLabel",
    ),
    *("check-ins/IntegrationLink", "check-ins/Station", "groups/Membership", "groups/Event", "groups/Rsvp"),
    *("calendar/EventConnection", "calendar/EventInstance", "calendar/ResourceBooking", "people/Campus"),
)
"""Kinds of records that nothing else hangs on."""
_WORDS = ("name", "code", "roll", "body", "color", "path_name", "schedule", "connected_to_name", "remote_gid", "role")
_NUMBERS = (
    "quantity",
    "position",
    "max_occupancy",
    "grade_max",
    "age_max_in_months",
    "limit",
    "total",
    "timeout_seconds",
)


def change_a_little_of_everything(center: PlanningCenterServer) -> None:
    """Of each kind of record words and numbers of the first few change, and of many kinds the last ones go."""
    with center.store.lock:
        for same in SAME:
            for record in list(center.store.every(same.key))[:5]:
                told = record["attributes"]
                told |= {name: f"{told[name]} anew" for name in _WORDS if told.get(name)}
                told |= {name: told[name] + 1 for name in _NUMBERS if told.get(name) is not None}
        for key in _LEAVES:
            for record in list(center.store.every(key))[-2:]:
                center.store.remove(key, record["id"])
        check_in = max(center.store.every("check-ins/CheckIn"), key=lambda one: str(one["attributes"]["created_at"]))
        check_in["attributes"]["updated_at"] = "2026-09-13T13:50:00Z"
        (time, *_) = center.store.pointing_at("check-ins/CheckInTime", "check_in", check_in["id"])
        here = center.store.linked_id(time, "event_time")
        other = next(one["id"] for one in center.store.every("check-ins/EventTime") if one["id"] != here)
        center.store.relink("check-ins/CheckInTime", time, "event_time", {"type": "EventTime", "id": other})
        center.store.changed()


def book_a_room_for_a_week(center: PlanningCenterServer) -> str:
    """A booking that began on Tuesday and ends after Sunday; returns its id."""
    with center.store.lock:
        booking = next(
            one
            for one in center.store.every("calendar/ResourceBooking")
            if center.store.linked_id(one, "resource") in {"204", "101"}
        )
        booking["attributes"] |= {"starts_at": "2026-09-08T13:00:00Z", "ends_at": "2026-09-14T17:00:00Z"}
        center.store.changed()
    return str(booking["id"])


async def test_every_field_beyond_people_is_the_same_too_and_again_an_hour_after_much_has_changed(data: Path):
    with served(riverside()) as center:
        async with a_puller(data, center.base_url, clock=SetClock(MORNING)) as puller:
            assert await puller.database.read(lambda c: differences(c, center.store)) == {}
            change_a_little_of_everything(center)
            week_long = book_a_room_for_a_week(center)
            puller.clock.pass_time(timedelta(hours=1))
            await puller.sync.pull(scope=Scope.USUAL)
            assert await puller.database.read(lambda c: differences(c, center.store)) == {}
            booked = "select id from booking"
            assert (week_long,) in await puller.database.read(lambda c: c.execute(booked).fetchall())
