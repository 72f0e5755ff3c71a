"""Planning Center's webhooks at the receiver's door: real HTTP in its documented shapes, disordered, doubled and forged."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.app.bridges import looks_at_bridges, webhook_counts
from kiosk.app.clock import StoppedClock
from kiosk.app.exchanging import situation
from kiosk.app.webhooks import end_subscriptions, gap_pulled, read_hints, resumed, subscriptions, webhook_secrets
from kiosk.bridges.webhook_door import LARGEST_BODY_BYTES
from kiosk.domain.hints import EVENT_NAMES
from kiosk.domain.ids import PersonId
from kiosk.domain.problems import SignedOut
from kiosk.services.hint_ports import Outcome
from kiosk.services.pull_plan import Scope
from kiosk.simulator.faults import Trouble
from kiosk.storage.hint_store import SqliteHints
from kiosk.words import Words
from tests.support.at_the_door import check_in
from tests.support.command_line import CommandLine
from tests.support.webhook_deliveries import PUBLIC_URL, Receiving, a_receiver, signed_in

PAT, ANA = "105", "101"
UPDATED, DESTROYED = "people.v2.events.person.updated", "people.v2.events.person.destroyed"
PERSON = "people/Person"


def now() -> datetime:
    return datetime.now(UTC)


def renamed(receiving: Receiving, person: str, name: str) -> Any:
    record = receiving.record(PERSON, person)
    record["attributes"]["first_name"] = name
    return record


async def test_a_changed_name_is_here_a_moment_later_with_one_request(data: Path):
    async with a_receiver(data) as receiving:
        receiving.center.forget_requests()
        status = await receiving.deliver(receiving.made(UPDATED, renamed(receiving, ANA, "Anabel"), now()))
        await receiving.carried_out()

        assert status == 200
        assert await receiving.name_of(ANA) == "Anabel"
        asked = [one.path for one in receiving.center.requests if not one.path.startswith("/webhooks")]
        assert asked == [f"/people/v2/people/{ANA}"]


async def test_an_email_a_household_and_a_membership_bring_what_they_belong_to(data: Path):
    async with a_receiver(data) as receiving:
        email = next(one for one in receiving.center.store.every("people/Email"))
        owner = receiving.center.store.linked_id(email, "person")
        assert owner is not None
        household = next(one for one in receiving.center.store.every("people/Household"))
        membership = next(one for one in receiving.center.store.every("groups/Membership"))
        group = receiving.center.store.linked_id(membership, "group")
        assert group is not None
        renamed(receiving, owner, "Owner")
        receiving.center.store.remove("groups/Membership", membership["id"])
        household["attributes"]["name"] = "Renamed"

        for name, record, parent in (
            ("people.v2.events.email.updated", email, ("Person", owner)),
            ("people.v2.events.household.updated", household, None),
            ("groups.v2.events.membership.updated", membership, ("Group", group)),
        ):
            assert await receiving.deliver(receiving.made(name, record, now(), parent=parent)) == 200
        await receiving.carried_out()

        assert await receiving.name_of(owner) == "Owner"
        names, members = await receiving.church.database.read(
            lambda c: (
                c.execute("select name from household where id = ?", (household["id"],)).fetchone()[0],
                c.execute("select count(*) from membership where id = ?", (membership["id"],)).fetchone()[0],
            )
        )
        assert (names, members) == ("Renamed", 0)


async def test_whoever_is_destroyed_leaves_the_search_and_keeps_their_check_ins(data: Path):
    async with a_receiver(data) as receiving:
        await check_in(receiving.church, PersonId(ANA))
        record = receiving.record(PERSON, ANA)
        receiving.center.store.remove(PERSON, ANA)
        assert await receiving.deliver(receiving.made(DESTROYED, record, now())) == 200
        await receiving.carried_out()

        assert await receiving.name_of(ANA) is None
        assert [one.person_id for one in await receiving.church.attendance.everyone_inside()] == [ANA]


async def test_somebody_who_was_merged_leads_to_whom_they_were_merged_into(data: Path):
    async with a_receiver(data) as receiving:
        merger = {
            "type": "PersonMerger",
            "id": "9900",
            "attributes": {"created_at": now().strftime("%Y-%m-%dT%H:%M:%SZ")},
            "relationships": {
                "person_to_keep": {"data": {"type": "Person", "id": PAT}},
                "person_to_remove": {"data": {"type": "Person", "id": ANA}},
            },
        }
        receiving.center.store.put("people/PersonMerger", merger)
        gone = receiving.record(PERSON, ANA)
        receiving.center.store.remove(PERSON, ANA)
        at = now()
        # The removal comes first, though it happened later.
        await receiving.deliver(receiving.made(DESTROYED, gone, at + timedelta(seconds=1)))
        await receiving.deliver(receiving.made("people.v2.events.person_merger.created", merger, at))
        await receiving.carried_out()

        row = await receiving.church.database.read(
            lambda c: c.execute("select kept from person_alias where removed = ?", (ANA,)).fetchone()
        )
        assert row == (PAT,)
        assert await receiving.name_of(ANA) is None
        assert await receiving.name_of(PAT) is not None


async def test_what_is_delivered_twice_counts_once_and_disorder_does_no_harm(data: Path):
    async with a_receiver(data) as receiving:
        at = now()
        record = renamed(receiving, ANA, "Latest")
        late = receiving.made(UPDATED, record, at, token="one")
        early = receiving.made(UPDATED, record, at - timedelta(minutes=5), token="two")
        statuses = [await receiving.deliver(one) for one in (late, early, late, late)]
        await receiving.carried_out()

        assert statuses == [200, 200, 200, 200]
        assert await receiving.name_of(ANA) == "Latest"
        counts = await counted(receiving, "repeated", 2)
        assert (counts["stored"], counts["repeated"]) == (2, 2)


async def test_forged_malformed_large_and_replayed_deliveries_are_refused_and_counted(data: Path):
    async with a_receiver(data) as receiving:
        good = receiving.made(UPDATED, renamed(receiving, ANA, "Mallory"), now())
        old = receiving.made(UPDATED, receiving.record(PERSON, ANA), now() - timedelta(days=7))
        headers = dict(good.headers)
        knocks = [
            await receiving.knock(good.body + b" ", headers),
            await receiving.knock(good.body, headers | {"X-PCO-Webhooks-Authenticity": "0" * 64}),
            await receiving.knock(good.body, {}),
            await receiving.knock(b"x" * (LARGEST_BODY_BYTES + 1), headers),
            await receiving.deliver(old),
            await receiving.knock(good.body, headers, verb="GET"),
            await receiving.knock(good.body, headers, path="/"),
            await receiving.knock(good.body, headers, path="/api/pco/webhook/../webhook"),
        ]
        counts = await counted(receiving, "replayed", 1)

        assert knocks == [401, 401, 401, 413, 400, 405, 404, 200]
        assert (counts["forged"], counts["too_large"], counts["replayed"]) == (3, 1, 1)


async def test_a_thousand_deliveries_a_minute_are_stored_before_they_are_answered(data: Path):
    """At the same rate for a shorter time: 17 a second and a burst, from ten senders at once."""
    async with a_receiver(data) as receiving:
        people = [one["id"] for one in receiving.center.store.every(PERSON)]
        made = [
            receiving.made(UPDATED, receiving.record(PERSON, people[n % len(people)]), now(), token=f"t{n}")
            for n in range(250)
        ]
        gate = asyncio.Semaphore(10)

        async def send(delivery: Any) -> int:
            async with gate:
                return await receiving.deliver(delivery)

        statuses = Counter(await asyncio.gather(*map(send, made)))
        kept = await receiving.church.database.read(lambda c: c.execute("select count(*) from hint").fetchone())
        await receiving.carried_out()

        assert statuses == {200: 250}
        assert kept == (250,)


async def test_hints_wait_while_planning_center_is_away_and_are_carried_out_later(data: Path):
    async with a_receiver(data) as receiving:
        receiving.center.faults.add(Trouble.OFFLINE)
        await receiving.deliver(receiving.made(UPDATED, renamed(receiving, ANA, "Later"), now()))
        assert (await receiving.hints.counts())["waiting"] == 1
        receiving.center.faults.clear()
        await receiving.church.database.run(lambda c: c.execute("update hint set next_try_at = null"))
        await read_hints(receiving.church)

        assert await receiving.name_of(ANA) == "Later"


async def test_a_deactivated_subscription_is_woken_and_the_gap_is_pulled(data: Path):
    async with signed_in(data) as (church, center):
        async with subscriptions(church, PUBLIC_URL) as ours:
            first = await ours.subscribe(in_file=True)
            again = await ours.subscribe()
        for one in center.webhooks.subscriptions.values():
            one["active"] = one["name"] != UPDATED
        record = center.store.find(PERSON, ANA)
        assert record is not None
        record["attributes"] |= {"first_name": "Missed", "updated_at": now().strftime("%Y-%m-%dT%H:%M:%SZ")}

        assert await resumed(church, PUBLIC_URL)
        assert not await resumed(church, PUBLIC_URL)
        assert first.active == again.active == len(EVENT_NAMES) == len(center.webhooks.subscriptions)
        assert all(one["active"] for one in center.webhooks.subscriptions.values())
        found = await church.people.people([PersonId(ANA)])
        assert found[PersonId(ANA)].first_name == "Missed"


async def test_a_receiver_that_moved_leaves_no_subscription_and_no_secret_behind(data: Path):
    async with signed_in(data) as (church, center):
        async with subscriptions(church, "https://old.riverside.example/") as old:
            await old.subscribe(in_file=True)
        async with subscriptions(church, PUBLIC_URL) as ours:
            await ours.subscribe()
        async with subscriptions(church, "https://old.riverside.example/") as old:
            assert await old.unsubscribe() == len(EVENT_NAMES)

        there = center.webhooks.subscriptions.values()
        assert {one["url"] for one in there} == {PUBLIC_URL}
        assert await webhook_secrets(church.folder).good_now({}) == {one["authenticity_secret"] for one in there}


async def test_after_a_rotation_the_secret_before_is_good_for_what_is_under_way(data: Path):
    async with signed_in(data) as (church, center):
        async with subscriptions(church, PUBLIC_URL) as ours:
            await ours.subscribe(in_file=True)
            before = {one["authenticity_secret"] for one in center.webhooks.subscriptions.values()}
            await ours.rotate()
            good = await webhook_secrets(church.folder).good_now({})
            after = {one["authenticity_secret"] for one in center.webhooks.subscriptions.values()}
            await ours.rotate()
            later = await webhook_secrets(church.folder).good_now({})

        assert good == before | after
        assert not later & before
        assert webhook_secrets(church.folder).place.file.stat().st_mode & 0o077 == 0


async def test_a_secret_changed_at_planning_center_is_known_after_a_look_and_none_after_a_sign_out(data: Path):
    async with signed_in(data) as (church, center):
        await SqliteHints(church.database).keep_url(PUBLIC_URL)
        async with subscriptions(church, PUBLIC_URL) as ours:
            await ours.subscribe(in_file=True)
        for id in list(center.webhooks.subscriptions):
            center.webhooks.answer("POST", f"/webhooks/v2/webhook_subscriptions/{id}/rotate_secret", b"")
        assert not await resumed(church, PUBLIC_URL)
        good = await webhook_secrets(church.folder).good_now({})
        there = {one["authenticity_secret"] for one in center.webhooks.subscriptions.values()}

        assert there <= good
        assert await end_subscriptions(church) == len(EVENT_NAMES)
        assert center.webhooks.subscriptions == {}
        assert await webhook_secrets(church.folder).good_now({}) == frozenset()
        assert await end_subscriptions(church) == 0


async def test_the_receiver_knows_a_secret_that_was_changed_beside_it_a_moment_ago(data: Path):
    async with a_receiver(data) as receiving:
        before = receiving.made(UPDATED, receiving.record(PERSON, ANA), now())
        assert await receiving.deliver(before) == 200
        await asyncio.sleep(1.1)  # so often the keyring may be asked
        async with subscriptions(receiving.church, PUBLIC_URL) as ours:
            await ours.rotate()
        under_way = receiving.made(UPDATED, receiving.record(PERSON, ANA), now(), token="under way")
        assert await receiving.deliver(under_way) == 200
        assert await receiving.deliver(before) == 200
        assert (await receiving.hints.counts())["forged"] == 0


async def test_a_gap_that_could_not_be_pulled_when_it_was_noticed_is_pulled_later(data: Path):
    async with signed_in(data) as (church, center):
        async with subscriptions(church, PUBLIC_URL) as ours:
            await ours.subscribe(in_file=True)
        for one in center.webhooks.subscriptions.values():
            one["active"] = False
        missed = center.store.find(PERSON, ANA)
        assert missed is not None
        missed["attributes"] |= {"first_name": "Missed", "updated_at": now().strftime("%Y-%m-%dT%H:%M:%SZ")}
        center.faults.add(Trouble.UNAUTHORIZED, path="/people/v2")
        with pytest.raises(SignedOut):
            await resumed(church, PUBLIC_URL)
        assert all(one["active"] for one in center.webhooks.subscriptions.values())
        center.faults.clear()

        assert await resumed(church, PUBLIC_URL)
        assert not await resumed(church, PUBLIC_URL)
        found = await church.people.people([PersonId(ANA)])
        assert found[PersonId(ANA)].first_name == "Missed"


async def test_a_gap_noticed_while_families_come_brings_changes_now_and_everything_later(data: Path):
    async with signed_in(data) as (church, center):
        await SqliteHints(church.database).keep_gap(Scope.FULL, now())
        center.forget_requests()
        assert (await situation(church)).is_open
        assert await gap_pulled(church)
        asked = [one for one in center.requests if one.path == "/people/v2/people"]
        assert asked
        assert all("updated_at" in one.query for one in asked)
        assert not await gap_pulled(church)

        after = replace(church, clock=StoppedClock(church.clock.now() + timedelta(hours=9)))
        assert await gap_pulled(after)
        assert any(one.path == "/people/v2/people" and "updated_at" not in one.query for one in center.requests)
        assert not await gap_pulled(after)


def test_the_receiver_says_what_it_lacks(data: Path):
    kiosk = CommandLine(data)

    assert "Subscribe first" in kiosk.plainly("webhooks", "--listen", "0").err
    for url in ("http://example.org/x", "https://", "https://[half", ""):
        assert "public https addresses" in kiosk.plainly("webhooks", "subscribe", url).err
    assert "slash in front" in kiosk.plainly("webhooks", "--listen", "0", "--path", "hooks").err
    assert kiosk.plainly("webhooks").code == 0


async def test_the_doctor_says_how_the_receiver_is(data: Path):
    async with a_receiver(data) as receiving:
        await SqliteHints(receiving.church.database).keep_url(PUBLIC_URL)
        before = await looks_at_bridges(receiving.church, Words())["webhooks"]()
        await receiving.deliver(receiving.made(UPDATED, receiving.record(PERSON, ANA), now()))
        await receiving.carried_out()
        after = await looks_at_bridges(receiving.church, Words())["webhooks"]()
        numbers = await webhook_counts(receiving.church)
        forged = {Outcome.FORGED: 2}
        await receiving.hints.count(forged, now() - timedelta(days=2))
        long_ago = await looks_at_bridges(receiving.church, Words())["webhooks"]()
        await receiving.hints.count(forged, now())
        today = await looks_at_bridges(receiving.church, Words())["webhooks"]()

    assert "nothing has come yet" in before.sentence
    assert "the last change came" in after.sentence
    assert (numbers["url"], numbers["waiting"]) == (PUBLIC_URL, 0)
    assert long_ago == after
    assert "4 so far" in today.sentence


def test_status_and_doctor_name_both_bridges_and_where_secrets_are(data: Path):
    kiosk = CommandLine(data)
    assert kiosk("status").document["secrets_in_files"] == []
    files = [data / name for name in ("sign-in.json", "webhooks.json", "plandocket.json")]
    for file in files:
        file.write_text("{}")
    assert kiosk("status").document["secrets_in_files"] == [str(file) for file in files]
    assert {"webhooks", "plandocket"} <= set(kiosk("status").document)
    assert {"webhooks", "plandocket"} <= {check["name"] for check in kiosk("doctor").document["checks"]}


async def counted(receiving: Receiving, name: str, count: int) -> dict[str, int]:
    """The counts once they are written down; they are gathered for a few seconds."""
    while True:
        counts = await receiving.hints.counts()
        if counts[name] >= count:
            return counts
        await asyncio.sleep(0.05)
