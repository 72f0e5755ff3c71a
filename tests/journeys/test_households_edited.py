"""Households edited here: seen at once, kept over pulls, sent; parked changes seen to; what switching the way would do."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from kiosk.domain.ids import HouseholdId, PersonId, StaffId, StationId
from kiosk.domain.outbox import ChangeKind
from kiosk.domain.people import Address, HouseholdRole
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import NotAuthorised, SettingNotValid
from kiosk.services.households import Households
from kiosk.services.waiting_changes import WaitingChanges
from kiosk.services.ways import Flow, Way, Ways
from kiosk.simulator.server import PlanningCenterServer
from kiosk.storage.household_store import SqliteHouseholds
from kiosk.storage.parked_store import SqliteParked
from kiosk.storage.way_store import SqliteWays
from tests.support.pulling import a_center, put_household
from tests.support.pushing import NOBODY_WAITS, Pusher, a_pusher, of_type

ADMIN = StaffMember(StaffId("ada"), "Ada", Role.ADMIN)
HELPER = StaffMember(StaffId("bo"), "Bo", Role.VOLUNTEER)
SOREN, ZOE, ANA = PersonId("101"), PersonId("102"), PersonId("103")


@pytest.fixture
def center():
    with a_center(people=0) as server:
        put_household(server, "900", "101", "102")
        yield server


COLE = HouseholdId("900")


@dataclass
class Desk:
    pusher: Pusher
    households: Households
    waiting: WaitingChanges

    async def members(self) -> set[str]:
        found = await self.pusher.puller.people.household(COLE)
        assert found is not None
        return {person.id for person in found.people}

    async def pull(self) -> None:
        self.pusher.puller.clock.pass_time(timedelta(minutes=5))
        await self.pusher.puller.sync.pull()


@asynccontextmanager
async def a_desk(folder: Path, center: PlanningCenterServer) -> AsyncIterator[Desk]:
    async with a_pusher(folder, center) as pusher:
        numbers = count()
        database, clock = pusher.puller.database, pusher.puller.clock
        await pusher.puller.sync.pull()
        book = SqliteHouseholds(database, StationId("s"), clock)
        parked = SqliteParked(database, StationId("s"), clock)
        yield Desk(
            pusher,
            Households(book, pusher.puller.people, clock, lambda now: f"id{next(numbers)}"),
            WaitingChanges(parked, clock, lambda now: f"p{next(numbers)}"),
        )


async def test_edits_are_seen_at_once_outlast_a_pull_and_arrive(tmp_path: Path, center: PlanningCenterServer):
    async with a_desk(tmp_path, center) as desk:
        await desk.households.rename(HELPER, COLE, "  Cole and\nBell ")
        await desk.households.add(HELPER, COLE, ANA, HouseholdRole.OTHER_ADULT)
        await desk.households.put_address(HELPER, COLE, Address("", "1 River Rd", city="Riverside", zip="75001"))
        await desk.households.put_email(HELPER, SOREN, "soren@example.com")
        for _ in range(2):
            found = await desk.pusher.puller.people.household(COLE)
            assert found is not None
            assert found.household.name == "Cole and Bell"
            assert await desk.members() == {SOREN, ZOE, ANA}
            soren = next(one for one in found.people if one.id == SOREN)
            assert "soren@example.com" in {email.address for email in soren.emails}
            assert "1 River Rd" in {address.street_line_1 for address in soren.addresses}
            await desk.pull()
        await desk.pusher.until_sent()
        assert await desk.pusher.counts() == NOBODY_WAITS
        await desk.pull()
        assert await desk.members() == {SOREN, ZOE, ANA}
    household = next(one for one in of_type(center, "people/Household") if one["id"] == "900")
    assert household["attributes"]["name"] == "Cole and Bell"
    roles = {
        center.store.linked_id(one, "person"): one["attributes"]["household_role"]
        for one in center.store.pointing_at("people/HouseholdMembership", "household", "900")
    }
    assert roles["103"] == "other_adult"


def add_there(center: PlanningCenterServer, type: str, id: str, person: PersonId, **attributes: object) -> None:
    """A primary e-mail or address that somebody enters at Planning Center."""
    whose = {"person": {"data": {"type": "Person", "id": person}}}
    told = {"primary": True, "location": "Home", "created_at": "2026-09-13T13:00:00Z", **attributes}
    with center.store.lock:
        center.store.put(f"people/{type}", {"type": type, "id": id, "attributes": told, "relationships": whose})


async def test_who_has_got_an_email_and_an_address_there_meanwhile_is_given_no_second_primary_one(
    tmp_path: Path, center: PlanningCenterServer
):
    async with a_desk(tmp_path, center) as desk:
        await desk.households.put_address(HELPER, COLE, Address("", "1 River Rd", city="Riverside", zip="75001"))
        await desk.households.put_email(HELPER, ZOE, "zoe@example.com")
        add_there(center, "Email", "77", ZOE, address="zoe@work.example.com")
        add_there(center, "Address", "78", SOREN, street_line_1="2 Hill Rd")
        await desk.pull()
        zoe = (await desk.pusher.puller.people.people([ZOE]))[ZOE]
        assert [(one.address, one.is_primary) for one in zoe.emails] == [
            ("zoe@work.example.com", True),
            ("zoe@example.com", False),
        ]
        await desk.pusher.until_sent()
    for kind, first, person in (("Email", "77", ZOE), ("Address", "78", SOREN)):
        owned = center.store.pointing_at(f"people/{kind}", "person", person)
        assert [one["id"] for one in owned if one["attributes"].get("primary")] == [first]
        assert len(owned) == 2


async def test_only_an_admin_takes_somebody_out(tmp_path: Path, center: PlanningCenterServer):
    async with a_desk(tmp_path, center) as desk:
        with pytest.raises(NotAuthorised):
            await desk.households.remove(HELPER, COLE, ZOE)
        with pytest.raises(NotAuthorised):
            await desk.households.deactivate(HELPER, ZOE)
        with pytest.raises(SettingNotValid):
            await desk.households.remove(ADMIN, COLE, SOREN)
        await desk.households.remove(ADMIN, COLE, ZOE)
        await desk.households.deactivate(ADMIN, ANA)
        await desk.pull()
        assert await desk.members() == {SOREN}
        assert await desk.pusher.puller.names_found("Bell") == set()
        await desk.pusher.until_sent()
    assert len(center.store.pointing_at("people/HouseholdMembership", "household", "900")) == 1
    assert of_type(center, "people/Person", status="inactive")[0]["id"] == "103"


async def test_a_newcomer_who_looks_like_somebody_is_that_somebody_or_not(tmp_path: Path, center: PlanningCenterServer):
    async with a_desk(tmp_path, center) as desk:
        now = desk.pusher.puller.clock.now()
        with center.store.lock:
            ana = center.store.find("people/Person", "103")
            assert ana is not None
            ana["attributes"] |= {"birthdate": "1990-01-01", "created_at": now.strftime("%Y-%m-%dT%H:%M:%SZ")}
            center.store.changed()
        await desk.pull()
        for number in (1, 2):
            body = {"first_name": "Ana", "last_name": "Bell", "birthdate": "1990-01-01"}
            await desk.pusher.queue(ChangeKind.PERSON_CREATE, f"gid://local/Person/{number}", **body)
        await desk.pusher.push.push()
        first, second = await desk.waiting.parked()
        assert (first.reason, first.people) == ("likely_same", (ANA,))
        await desk.waiting.is_somebody_known(ADMIN, first.change.number, ANA)
        await desk.waiting.is_somebody_new(ADMIN, second.change.number)
        await desk.pusher.until_sent()
        known = await desk.pusher.puller.people.people([PersonId("gid://local/Person/1")])
        assert [person.id for person in known.values()] == [ANA]
    assert len(of_type(center, "people/Person", last_name="Bell")) == 2


async def test_a_refused_change_is_sent_again_or_set_aside(tmp_path: Path, center: PlanningCenterServer):
    async with a_desk(tmp_path, center) as desk:
        for number in (1, 2):
            person = {"person": "101", "address": "no address"}
            await desk.pusher.queue(ChangeKind.EMAIL_CREATE, f"gid://local/Email/{number}", **person)
        await desk.pusher.push.push()
        first, second = await desk.waiting.parked()
        assert (first.reason, first.fields, first.words) == ("refused", ("address",), "address: is invalid")
        await desk.waiting.send_again(ADMIN, first.change.number)
        await desk.waiting.set_aside(ADMIN, second.change.number)
        assert await desk.pusher.counts() == {"waiting": 1, "parked": 0}
        with pytest.raises(NotAuthorised):
            await desk.waiting.set_aside(HELPER, first.change.number)


async def test_switching_shows_first_what_it_would_do(tmp_path: Path, center: PlanningCenterServer):
    async with a_desk(tmp_path, center) as desk:
        await desk.households.rename(HELPER, COLE, "Bell")
        ways = Ways(SqliteWays(desk.pusher.puller.database))
        preview = await ways.preview(Way.PLANNING_CENTER, Way.BOTH)
        lines = {line.resource: line for line in preview.lines}
        assert (lines["households"].now, lines["households"].then) == (Flow.PULLED, Flow.BOTH_WAYS)
        assert (lines["households"].known, lines["households"].would_send) == (2, 1)
        assert not lines["check_ins"].changes
        here = {line.resource: line for line in (await ways.preview(Way.BOTH, Way.KIOSK)).lines}
        assert (here["people"].then, here["memberships"].then) == (Flow.PUSHED, Flow.BOTH_WAYS)
        assert here["event_times"].then is Flow.PULLED
        back = await ways.preview(Way.BOTH, Way.PLANNING_CENTER)
        assert back.stays_waiting == 1


@pytest.mark.parametrize(("every_adult", "expected"), [(False, {SOREN}), (True, {SOREN, ZOE})])
async def test_a_household_lives_where_its_primary_contact_does_or_all_its_adults_do(
    tmp_path: Path, center: PlanningCenterServer, every_adult: bool, expected: set[str]
):
    with center.store.lock:
        zoe = center.store.find("people/Person", ZOE)
        assert zoe is not None
        zoe["attributes"]["child"] = False
        center.store.changed()
    async with a_desk(tmp_path, center) as desk:
        households = replace(desk.households, every_adult=every_adult)
        await households.put_address(HELPER, COLE, Address("", "1 River Rd", city="Riverside", zip="75001"))
        found = await desk.pusher.puller.people.household(COLE)
        assert found is not None
        assert found.address is not None
        assert (found.address.street_line_1, found.address.zip) == ("1 River Rd", "75001")
        await desk.pusher.until_sent()
    there = of_type(center, "people/Address", street_line_1="1 River Rd")
    assert {center.store.linked_id(one, "person") for one in there} == expected
    assert {one["attributes"]["primary"] for one in there} == {True}


async def test_people_who_are_known_get_a_household_of_their_own(tmp_path: Path, center: PlanningCenterServer):
    async with a_desk(tmp_path, center) as desk:
        with pytest.raises(SettingNotValid):
            await desk.households.create(HELPER, " ", ANA)
        made = await desk.households.create(HELPER, "Bell", ANA, [ZOE])
        await desk.pull()
        found = await desk.pusher.puller.people.household(made)
        assert found is not None
        assert {person.id for person in found.people} == {ANA, ZOE}
        await desk.pusher.until_sent()
    (household,) = of_type(center, "people/Household", name="Bell")
    roles = {
        center.store.linked_id(one, "person"): one["attributes"]["household_role"]
        for one in center.store.pointing_at("people/HouseholdMembership", "household", household["id"])
    }
    assert set(roles) == {ANA, ZOE}
    assert center.store.linked_id(household, "primary_contact") == ANA
