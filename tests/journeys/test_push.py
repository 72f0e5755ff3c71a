"""What was entered here arrives at Planning Center once, whatever the wire does."""

from pathlib import Path
from random import Random

import pytest

from kiosk.domain.outbox import FIRST_REMOTE_ID, ChangeKind
from kiosk.domain.problems import Offline
from kiosk.services.exchange import Exchange
from kiosk.simulator.faults import Trouble
from kiosk.simulator.server import PlanningCenterServer
from tests.support.pulling import a_center
from tests.support.pushing import LATER, NOBODY_WAITS, a_pusher, of_type


@pytest.fixture
def center():
    with a_center(people=0) as server:
        yield server


async def test_a_family_arrives_with_its_numbers_its_household_and_its_roles(
    tmp_path: Path, center: PlanningCenterServer
):
    async with a_pusher(tmp_path, center) as pusher:
        await pusher.a_family("Ruiz", children=2)
        report = await pusher.push.push()
        assert report.counts == {"people": 3, "phone_numbers": 1, "emails": 1, "addresses": 1, "households": 1}
        assert await pusher.counts() == NOBODY_WAITS

    people = {record["id"]: record["attributes"] for record in of_type(center, "people/Person", last_name="Ruiz")}
    (household,) = of_type(center, "people/Household", name="Ruiz")
    memberships = center.store.pointing_at("people/HouseholdMembership", "household", household["id"])
    roles = {center.store.linked_id(one, "person"): one["attributes"] for one in memberships}
    assert roles.keys() == people.keys()
    assert {one["pending"] for one in roles.values()} == {False}
    assert {
        "child_or_dependent" if people[id]["child"] else "parent_guardian": one["household_role"]
        for id, one in roles.items()
    } == {"child_or_dependent": "child_or_dependent", "parent_guardian": "parent_guardian"}
    assert all(one["remote_id"] >= FIRST_REMOTE_ID for one in people.values())
    (child, _) = (one for one in people.values() if one["child"])
    assert (child["medical_notes"], child["gender"]) == ("Nuts\nand so on ", "Female")


async def test_what_sending_takes_is_said_before(tmp_path: Path, center: PlanningCenterServer):
    async with a_pusher(tmp_path, center) as pusher:
        await pusher.a_family("Ruiz", children=2)
        said = await pusher.push.estimate()
        before = len(center.requests)
        await pusher.push.push()
        assert said.changes == 7
        # Which roles it gives of itself is Planning Center's own business.
        assert 0 <= said.requests - (len(center.requests) - before) <= 2
        assert said.minutes > 0
        assert (await pusher.push.estimate()).requests == 0


async def test_a_pull_after_that_shows_one_family_under_its_new_ids(tmp_path: Path, center: PlanningCenterServer):
    async with a_pusher(tmp_path, center) as pusher:
        await pusher.a_family("Ruiz")
        await pusher.push.push()
        await pusher.puller.sync.pull()
        (found,) = await pusher.puller.people.by_name("Ruiz", 9)
        assert len(found.people) == 2
        known = await pusher.puller.people.people(["gid://local/Person/Ruiz0"])  # type: ignore[list-item]
        assert [person.id for person in known.values()] == [person.id for person in found.people if not person.is_child]


@pytest.mark.seconds(90)
async def test_two_hundred_families_through_lost_answers_end_as_two_hundred(
    tmp_path: Path, center: PlanningCenterServer
):
    chance = Random(7)
    async with a_pusher(tmp_path, center) as pusher:
        for number in range(200):
            await pusher.a_family(f"Family{number:03}", is_short=True)
        for after in range(2500):
            if chance.random() < 0.2:
                center.faults.add(Trouble.LOST_ANSWER, after=after, count=1)
        await pusher.until_sent(200)
        assert await pusher.counts() == NOBODY_WAITS

    families = [
        one for one in of_type(center, "people/Household") if str(one["attributes"]["name"]).startswith("Family")
    ]
    people = [
        one for one in of_type(center, "people/Person") if str(one["attributes"]["last_name"]).startswith("Family")
    ]
    assert (len(families), len({one["attributes"]["name"] for one in families})) == (200, 200)
    assert len(people) == 400
    for household in families:
        assert len(center.store.pointing_at("people/HouseholdMembership", "household", household["id"])) == 2
    ids = {one["id"] for one in people}
    owners = [center.store.linked_id(one, "person") for one in of_type(center, "people/PhoneNumber")]
    ours = [owner for owner in owners if owner in ids]
    assert (len(ours), len(set(ours))) == (200, 200)


async def test_a_request_that_never_arrived_is_made_again_only_when_it_would_be_findable(
    tmp_path: Path, center: PlanningCenterServer
):
    center.faults.add(Trouble.DROPPED, "/people/v2/people", verb="POST", count=1)
    async with a_pusher(tmp_path, center) as pusher:
        await pusher.queue(ChangeKind.PERSON_CREATE, "gid://local/Person/1", first_name="Bo", last_name="Ruiz")
        first = await pusher.push.push()
        again = await pusher.push.push()
        assert (first.waiting, again.waiting) == (1, 1)
        posts = [one for one in center.requests if one.verb == "POST"]
        assert len(posts) == 1
        pusher.puller.clock.pass_time(LATER)
        assert (await pusher.push.push()).counts == {"people": 1}
    assert len(of_type(center, "people/Person", last_name="Ruiz")) == 1


async def test_a_change_that_is_refused_is_parked_with_their_words_and_the_rest_goes_on(
    tmp_path: Path, center: PlanningCenterServer
):
    async with a_pusher(tmp_path, center) as pusher:
        await pusher.queue(ChangeKind.EMAIL_CREATE, "gid://local/Email/1", person="101", address="no address")
        for number in range(20):
            await pusher.queue(ChangeKind.PERSON_UPDATE, "101", nickname=f"N{number}")
        report = await pusher.push.push()
        assert report.counts == {"people": 20, "parked": 1}
        row = await pusher.puller.database.read(
            lambda c: c.execute("select detail, fields from outbox where state = 'parked'").fetchone()
        )
        assert "address: is invalid" in row[0]
        assert row[1] == '["address"]'


async def test_what_belongs_to_somebody_who_was_refused_waits_for_them(tmp_path: Path, center: PlanningCenterServer):
    async with a_pusher(tmp_path, center) as pusher:
        await pusher.queue(ChangeKind.PERSON_CREATE, "gid://local/Person/1", first_name="Bo", last_name="")
        phone = {"person": "gid://local/Person/1", "number": "(214) 555-0199"}
        await pusher.queue(ChangeKind.PHONE_CREATE, "gid://local/Phone/1", **phone)
        await pusher.push.push()
        assert await pusher.counts() == {"waiting": 1, "parked": 1}


async def test_somebody_merged_meanwhile_gets_the_change_and_somebody_gone_is_parked(
    tmp_path: Path, center: PlanningCenterServer
):
    with center.store.lock:
        center.store.remove("people/Person", "103")
        center.store.put(
            "people/PersonMerger",
            {
                "type": "PersonMerger",
                "id": "1",
                "attributes": {"person_to_keep_id": 101, "person_to_remove_id": 103},
                "relationships": {},
            },
        )
    async with a_pusher(tmp_path, center) as pusher:
        await pusher.queue(ChangeKind.PERSON_UPDATE, "103", nickname="Annie")
        await pusher.queue(ChangeKind.PERSON_UPDATE, "999", nickname="Nobody")
        report = await pusher.push.push()
        assert report.counts == {"people": 1, "parked": 1}
    assert of_type(center, "people/Person", nickname="Annie")[0]["id"] == "101"


async def test_a_household_with_the_id_of_somebody_merged_stays_itself(tmp_path: Path, center: PlanningCenterServer):
    stamps = {"created_at": "2024-01-02T10:00:00Z"}
    link = {"primary_contact": {"data": {"type": "Person", "id": "101"}}}
    with center.store.lock:
        for id in ("103", "900"):
            home = {
                "type": "Household",
                "id": id,
                "attributes": {"name": f"Home {id}", **stamps},
                "relationships": link,
            }
            center.store.put("people/Household", home)
    async with a_pusher(tmp_path, center) as pusher:
        alias = "insert into person_alias(removed, kept, merger) values('103', '900', '1')"
        await pusher.puller.database.run(lambda c: c.execute(alias))
        await pusher.queue(ChangeKind.HOUSEHOLD_UPDATE, "103", name="Renamed")
        await pusher.push.push()
    names = {one["id"]: one["attributes"]["name"] for one in of_type(center, "people/Household")}
    assert (names["103"], names["900"]) == ("Renamed", "Home 900")


async def test_a_failing_server_keeps_everything_and_is_asked_again_later(tmp_path: Path, center: PlanningCenterServer):
    center.faults.add(Trouble.SERVER_ERROR)
    async with a_pusher(tmp_path, center) as pusher:
        for name in ("Abe", "Bly", "Cox", "Day", "Eck"):
            await pusher.a_family(name)
        report = await pusher.push.push()
        assert (report.waiting, report.counts) == (30, {})
        assert isinstance(report.problem, Offline)
        center.faults.clear()
        before = len(center.requests)
        await pusher.push.push()
        resting = [one for one in center.requests[before:] if b'"Abe"' in one.body]
        assert resting == []
        await pusher.until_sent()
    assert len(of_type(center, "people/Household")) >= 5


async def test_a_number_that_is_somebody_elses_is_exchanged(tmp_path: Path, center: PlanningCenterServer):
    async with a_pusher(tmp_path, center, seed=5) as pusher:
        await pusher.queue(ChangeKind.PERSON_CREATE, "gid://local/Person/1", first_name="Bo", last_name="Ruiz")
        await pusher.push.push()
    async with a_pusher(tmp_path / "other", center, seed=5) as pusher:
        await pusher.queue(ChangeKind.PERSON_CREATE, "gid://local/Person/1", first_name="Cy", last_name="Ott")
        assert (await pusher.push.push()).counts == {"people": 1}
    numbers = {
        one["attributes"]["remote_id"] for one in of_type(center, "people/Person") if one["attributes"].get("remote_id")
    }
    assert len([number for number in numbers if number >= FIRST_REMOTE_ID]) == 2


async def test_somebody_joins_a_group_and_a_household_once(tmp_path: Path, center: PlanningCenterServer):
    async with a_pusher(tmp_path, center) as pusher:
        for verb in ("POST",):
            center.faults.add(Trouble.LOST_ANSWER, "/groups/v2/groups/11/memberships", verb=verb, count=1)
        joined = {"group": "gid://groups/Group/11", "person": "103", "role": "member"}
        await pusher.queue(ChangeKind.MEMBERSHIP_CREATE, "gid://local/Membership/1", **joined)
        assert (await pusher.until_sent()).counts == {"memberships": 1}
        await pusher.queue(ChangeKind.MEMBERSHIP_DELETE, "gid://local/Membership/1", group="11", person="103")
        assert (await pusher.until_sent()).counts == {"memberships": 1}
    assert center.store.pointing_at("groups/Membership", "group", "11") == []


async def test_nothing_is_sent_while_nobody_says_whose_sign_in_it_is(tmp_path: Path, center: PlanningCenterServer):
    async with a_pusher(tmp_path, center) as pusher:
        await pusher.queue(ChangeKind.PERSON_UPDATE, "101", nickname="Annie")
        both = Exchange(pusher.puller.sync, pusher.push)
        center.faults.add(Trouble.SERVER_ERROR, verb="GET")
        with pytest.raises(Offline):
            await both.run()
        assert await pusher.counts() == {"waiting": 1, "parked": 0}

        center.faults.clear()
        center.faults.add(Trouble.SERVER_ERROR, path="/people/v2/people", verb="GET")
        with pytest.raises(Offline):
            await both.run()
        assert await pusher.counts() == {"waiting": 0, "parked": 0}
