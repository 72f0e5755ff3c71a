"""Rows Q08-Q13, Q15, Q19, Q20, Q22-Q26 of the table of cases: what waits arrives once, in its turn, and nothing is lost."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from kiosk.app.compose import Church
from kiosk.app.truth import Truth, truth_of
from kiosk.domain.facts import FactKind
from kiosk.domain.ids import PersonId
from kiosk.domain.newcomers import NewFamily, NewPerson
from kiosk.domain.outbox import Change, ChangeKind
from kiosk.domain.people import Address
from kiosk.domain.problems import AlreadyCheckedIn, NoPermission, NotAuthorised, NotKnown, Offline, TooFast
from kiosk.pco.gateway import Gateway
from kiosk.pco.writing import WritingGateway
from kiosk.services.pulled import Product
from kiosk.services.push import Push, PushReport
from kiosk.services.push_ports import Written
from kiosk.services.sync import Sync
from kiosk.simulator.faults import Trouble
from kiosk.simulator.server import PlanningCenterServer
from kiosk.storage.outbox_store import SqliteOutbox
from kiosk.storage.push_store import SqliteOutboxBook
from kiosk.storage.sync_store import SqlitePullBook
from tests.support.at_the_door import (
    A_VOLUNTEER,
    AN_ADMIN,
    ANA,
    LEO,
    NINE,
    PAT,
    QUARTER_TO_ELEVEN,
    TWOS,
    check_in,
    inside,
)
from tests.support.pulling import GOOD, SetClock, a_center
from tests.support.pushing import NOBODY_WAITS, a_pusher, of_type
from tests.support.sunday import church_at, riverside, served, without_limits

MOTHER = NewPerson("Ines", "Duarte", phone="(312) 555-7719")
FAMILY = NewFamily((MOTHER,), (NewPerson("Rui"),))


@pytest.fixture
def center():
    with a_center(people=0) as server:
        yield server


@pytest.fixture
def folder(data: Path) -> Path:
    """The sample church, every room with seats for all."""
    return without_limits(data)


@dataclass
class Wire:
    """The church's own way to Planning Center, on a clock that passes as told."""

    church: Church
    truth: Truth
    clock: SetClock
    gateway: Gateway
    book: SqliteOutboxBook

    async def pull(self) -> None:
        self.clock.pass_time(timedelta(minutes=5))
        await Sync(self.gateway, SqlitePullBook(self.church.database), self.clock).pull()

    async def push(self) -> PushReport:
        try:
            return await Push(WritingGateway(self.gateway), self.book, self.clock).push()
        finally:
            self.clock.pass_time(timedelta(hours=1))

    async def waits(self) -> dict[str, int]:
        return await SqliteOutbox(self.church.database).counts()


@asynccontextmanager
async def a_wire(folder: Path) -> AsyncIterator[tuple[Wire, PlanningCenterServer]]:
    """The sample church's folder, open, and Planning Center behind a socket."""
    numbers = count(1)
    with served(riverside()) as server:
        async with church_at(folder) as church:
            gateway = Gateway(GOOD, server.base_url, (0.0, 0.0))
            book = SqliteOutboxBook(church.database, 3, lambda below: next(numbers) % below)
            try:
                yield Wire(church, truth_of(church), SetClock(church.clock.now()), gateway, book), server
            finally:
                await gateway.close()


class BusyCenter:
    """Planning Center that asks everybody to come back later."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.asked = seconds, 0

    async def carry_out(self, change: Change) -> Written | None:
        self.asked += 1
        raise TooFast(seconds=self.seconds)


async def test_Q08_somebody_in_at_one_service_may_go_to_another(folder: Path):
    async with church_at(folder) as church:
        await check_in(church, ANA, times=(NINE,), room=TWOS)
        await check_in(church, ANA, times=(QUARTER_TO_ELEVEN,), room=TWOS)
        assert (await inside(church)).keys() == {ANA}


async def test_Q09_a_second_tap_is_refused_here_though_nothing_was_sent(folder: Path):
    async with church_at(folder) as church:
        await check_in(church, ANA, room=TWOS)
        with pytest.raises(AlreadyCheckedIn):
            await check_in(church, ANA, room=TWOS)
        assert len(await inside(church)) == 1


async def test_Q10_what_a_failing_server_did_not_take_is_kept_and_tried_ever_more_seldom(
    tmp_path: Path, center: PlanningCenterServer
):
    center.faults.add(Trouble.SERVER_ERROR)
    async with a_pusher(tmp_path, center) as pusher:
        await pusher.queue(ChangeKind.PERSON_UPDATE, "101", nickname="Annie")
        pauses = []
        for _ in range(4):
            await pusher.push.push()
            (change,) = await pusher.push.book.waiting()
            assert change.next_try_at is not None
            pauses.append(change.next_try_at - pusher.puller.clock.now())
            pusher.puller.clock.moment = change.next_try_at
        assert pauses == sorted(set(pauses))
        center.faults.clear()
        assert (await pusher.until_sent()).counts == {"people": 1}


@pytest.mark.parametrize("trouble", [None, Trouble.NOT_THERE])
async def test_Q11_what_is_refused_stays_where_an_admin_sees_it(
    tmp_path: Path, center: PlanningCenterServer, trouble: Trouble | None
):
    if trouble is not None:
        center.faults.add(trouble, "/people/v2/people", verb="POST")
    async with a_pusher(tmp_path, center) as pusher:
        await pusher.queue(ChangeKind.EMAIL_CREATE, "gid://local/Email/1", person="101", address="no address")
        for _ in range(3):
            await pusher.push.push()
            pusher.puller.clock.pass_time(timedelta(days=30))
        assert await pusher.counts() == {"waiting": 0, "parked": 1}


async def test_Q12_twenty_good_ones_are_delivered_past_one_that_is_refused(
    tmp_path: Path, center: PlanningCenterServer
):
    async with a_pusher(tmp_path, center) as pusher:
        await pusher.queue(ChangeKind.EMAIL_CREATE, "gid://local/Email/0", person="101", address="no address")
        for number in range(20):
            address = {"person": "101", "address": f"a{number}@example.com", "location": "Home"}
            await pusher.queue(ChangeKind.EMAIL_CREATE, f"gid://local/Email/{number + 1}", **address)
        assert (await pusher.push.push()).counts == {"emails": 20, "parked": 1}


class NoGroupsCenter:
    """Planning Center that does not let this sign-in change groups (a 401 with the hint TRASH_PANDA), and is asked how often."""

    def __init__(self) -> None:
        self.groups, self.people = 0, 0

    async def create(self, change: Change) -> Written:
        self.groups += 1
        raise NoPermission(product="groups", code="TRASH_PANDA")

    async def carry_out(self, change: Change) -> Written | None:
        self.people += 1
        return None


async def test_Q12_what_one_product_does_not_allow_holds_up_nothing_of_another(
    tmp_path: Path, center: PlanningCenterServer
):
    async with a_pusher(tmp_path, center) as pusher:
        for number in range(2):
            joins = {"group": "77", "person": "101"}
            await pusher.queue(ChangeKind.MEMBERSHIP_CREATE, f"gid://local/Membership/{number}", **joins)
            await pusher.queue(ChangeKind.PERSON_UPDATE, "101", nickname=f"Annie {number}")
        refusing = NoGroupsCenter()
        report = await Push(refusing, pusher.push.book, pusher.puller.clock).push()  # type: ignore[arg-type]
        assert (refusing.groups, refusing.people, report.waiting) == (1, 2, 2)
        assert (report.problem, tuple(report.refused)) == (None, (Product.GROUPS,))


async def test_Q13_after_a_429_nothing_is_tried_before_it_may_be(tmp_path: Path, center: PlanningCenterServer):
    async with a_pusher(tmp_path, center) as pusher:
        await pusher.queue(ChangeKind.PERSON_UPDATE, "101", nickname="Annie")
        clock, busy = pusher.puller.clock, BusyCenter(7)
        push = Push(busy, pusher.push.book, clock)  # type: ignore[arg-type]
        for seconds, asked in ((0, 1), (6, 1), (1, 2)):
            clock.pass_time(timedelta(seconds=seconds))
            assert isinstance((await push.push()).problem, TooFast | None)
            assert busy.asked == asked
        assert await pusher.counts() == {"waiting": 1, "parked": 0}


class DeafCenter:
    """Planning Center whose answers to creating are lost, the first so many times; nothing was created. Counts looks and tries."""

    def __init__(self, lost: int) -> None:
        self.lost, self.tried, self.looked = lost, 0, 0

    async def create(self, change: Change) -> Written:
        self.tried += 1
        if self.tried <= self.lost:
            raise Offline(uncertain=True)
        return Written("9009")

    async def complete(self, change: Change, pco_id: str) -> None:
        """There is nothing more to it."""

    async def look_for(self, change: Change, *, thoroughly: bool) -> Written | None:
        self.looked += thoroughly
        return None


async def test_Q25_a_clock_set_right_by_hours_holds_nothing_up(tmp_path: Path, center: PlanningCenterServer):
    """What was tried by a clock five hours ahead is not put off by five hours, and not created again before it could be found."""
    async with a_pusher(tmp_path, center) as pusher:
        clock = pusher.puller.clock
        clock.pass_time(timedelta(hours=5))
        await pusher.queue(ChangeKind.PERSON_CREATE, "gid://local/Person/1", first_name="Ola", last_name="Berg")
        deaf = DeafCenter(lost=1)
        push = Push(deaf, pusher.push.book, clock)  # type: ignore[arg-type]
        await push.push()
        clock.pass_time(timedelta(hours=-5))
        for seconds, tried in ((0, 1), (60, 1), (61, 2)):
            clock.pass_time(timedelta(seconds=seconds))
            await push.push()
            assert deaf.tried == tried
        assert (deaf.looked, await pusher.counts()) == (1, NOBODY_WAITS)


async def test_Q15_what_two_people_queued_arrives_with_nobody_signed_in(folder: Path):
    async with a_wire(folder) as (wire, server):
        church = wire.church
        newcomers = church.volunteers.newcomers
        home = Address("", "1 River Rd", city="Riverside", zip="75001")
        await newcomers.add(replace(FAMILY, address=home), "n1", None)
        other = NewFamily((NewPerson("Ola", "Nygård", phone="(312) 555-0190"),))
        await newcomers.add(other, "n2", A_VOLUNTEER)
        await wire.push()
        assert await wire.waits() == NOBODY_WAITS
        assert {one["attributes"]["name"] for one in of_type(server, "people/Household")} >= {"Duarte", "Nygård"}
    (address,) = of_type(server, "people/Address", street_line_1="1 River Rd")
    (mother,) = of_type(server, "people/Person", first_name="Ines", last_name="Duarte")
    assert server.store.linked_id(address, "person") == mother["id"]


async def test_Q19_a_download_between_leaves_who_is_in_and_what_waits_alone(folder: Path):
    async with a_wire(folder) as (wire, _):
        church = wire.church
        added = await church.volunteers.newcomers.add(FAMILY, "n1", None)
        await check_in(church, ANA, *added.children, room=TWOS)
        before, waiting = await inside(church), await wire.waits()
        await wire.pull()
        assert (await inside(church), await wire.waits()) == (before, waiting)
        await wire.push()
        await wire.pull()
        after = await inside(church)
        assert {one.id for one in after.values()} == {one.id for one in before.values()}
        assert len(await church.people.people(added.children)) == 1


async def test_Q20_what_is_saved_here_says_that_it_is_not_sent_until_it_is(folder: Path):
    async with a_wire(folder) as (wire, server):
        church = wire.church
        await church.volunteers.newcomers.add(FAMILY, "n1", None)
        server.faults.add(Trouble.OFFLINE)
        report = await wire.push()
        kinds = [one.change.kind.record for one in await wire.truth.waiting.queue()]
        assert (report.counts, kinds) == ({}, ["person", "person", "phone", "household"])
        assert (await SqlitePullBook(church.database).sync_map_counts())["pending_push"] == 4
        server.faults.clear()
        await wire.push()
        assert await wire.truth.waiting.queue() == ()
        assert "pending_push" not in await SqlitePullBook(church.database).sync_map_counts()


async def test_Q22_somebody_deleted_there_does_not_come_back_from_an_old_copy(
    tmp_path: Path, center: PlanningCenterServer
):
    async with a_pusher(tmp_path, center) as pusher:
        await pusher.puller.sync.pull()
        await pusher.queue(ChangeKind.PERSON_UPDATE, "103", nickname="Annie")
        with center.store.lock:
            center.store.remove("people/Person", "103")
        await pusher.push.push()
        pusher.puller.clock.pass_time(timedelta(minutes=5))
        await pusher.puller.sync.pull()
        await pusher.push.push()
        assert center.store.find("people/Person", "103") is None
        assert await pusher.puller.names_found("Bell") == set()
        assert await pusher.counts() == {"waiting": 0, "parked": 1}


async def test_Q23_what_waits_for_somebody_merged_goes_to_whom_they_became(folder: Path):
    async with a_wire(folder) as (wire, server):
        church = wire.church
        await check_in(church, ANA, room=TWOS)
        await wire.truth.corrections.correct(A_VOLUNTEER, ANA, {"nickname": "Nani"})
        other = _another(server)
        with server.store.lock:
            server.store.remove("people/Person", ANA)
            attributes: dict[str, object] = {"person_to_keep_id": int(other), "person_to_remove_id": int(ANA)}
            attributes["created_at"] = "2026-09-13T13:00:00Z"
            merger = {"type": "PersonMerger", "id": "1", "attributes": attributes, "relationships": {}}
            server.store.put("people/PersonMerger", merger)
        await wire.push()
        kept = server.store.find("people/Person", other)
        assert kept is not None
        assert kept["attributes"]["nickname"] == "Nani"
        await wire.pull()
        (found,) = await church.attendance.of_people([PersonId(other)], datetime(2026, 9, 13, tzinfo=UTC))
        assert found.location_id == TWOS


async def test_Q24_somebody_gone_keeps_their_check_ins_and_is_linked_by_an_admin(folder: Path):
    async with a_wire(folder) as (wire, server):
        church = wire.church
        truth, other = wire.truth, PersonId(_another(server))
        await check_in(church, ANA, room=TWOS)
        await truth.corrections.correct(A_VOLUNTEER, ANA, {"nickname": "Nani"})
        with server.store.lock:
            server.store.remove("people/Person", ANA)
        await wire.push()
        await wire.pull()
        assert ANA in await inside(church)
        (gone,) = await truth.gone.to_link()
        assert (gone.person.id, gone.check_ins) == (ANA, 1)
        with pytest.raises(NotAuthorised):
            await truth.gone.link(A_VOLUNTEER, ANA, other)
        with pytest.raises(NotKnown):
            await truth.gone.link(AN_ADMIN, other, ANA)

        (parked,) = await truth.waiting.parked()
        assert parked.reason == "gone"
        await truth.waiting.is_somebody_known(AN_ADMIN, parked.change.number, other)
        assert await truth.gone.to_link() == ()
        await wire.push()
        kept = server.store.find("people/Person", other)
        assert kept is not None
        assert kept["attributes"]["nickname"] == "Nani"
        (found,) = await church.attendance.of_people([other], datetime(2026, 9, 13, tzinfo=UTC))
        assert found.location_id == TWOS


async def test_Q24_a_family_entered_twice_becomes_the_one_that_is_known(folder: Path):
    """Offline here, signed up elsewhere meanwhile: the mother is known, her household too, one child is new."""
    async with a_wire(folder) as (wire, server):
        church, newcomers = wire.church, wire.church.volunteers.newcomers
        last_online = "update pull set started_at = '2026-09-10T18:00:00.000000+00:00'"
        await church.database.run(lambda c: c.execute(last_online))
        await _signed_up_elsewhere(server)
        added = await newcomers.add(FAMILY, "n1", None)
        await wire.pull()
        await wire.push()
        (parked,) = await wire.truth.waiting.parked()
        assert (parked.reason, parked.people) == ("likely_same", (PersonId("9001"),))
        await wire.truth.waiting.is_somebody_known(AN_ADMIN, parked.change.number, PersonId("9001"))
        for _ in range(3):
            await wire.push()
        assert await wire.waits() == NOBODY_WAITS
        await wire.pull()
        (family,) = await church.people.households_of(PersonId("9001"))
        assert {person.first_name for person in family.people} == {"Ines", "Rui"}
        assert (await church.people.people(added.children)).keys()
        assert len(of_type(server, "people/Person", last_name="Duarte")) == 2
        (household,) = of_type(server, "people/Household", name="Duarte")
        assert household["id"] == "9100"
        numbers = [one for one in of_type(server, "people/PhoneNumber") if "555-7719" in one["attributes"]["number"]]
        assert len(numbers) == 1


async def test_Q26_who_is_refused_offline_is_written_down_as_refused(folder: Path):
    """Ana is in already, Leo is not: his check-in stands, her refusal too, and a tap again says the same."""
    async with church_at(folder) as church:
        await check_in(church, ANA, room=TWOS)
        await check_in(church, ANA, LEO)
        facts = await church.volunteers.door.facts_since(datetime(2026, 9, 13, tzinfo=UTC), ())
        refused = [(fact.person_id, fact.body["problem"]) for fact in facts if fact.kind is FactKind.REFUSED]
        assert refused == [(ANA, "AlreadyCheckedIn")]
        assert (await inside(church)).keys() == {ANA, LEO}


async def test_giving_up_on_somebody_takes_along_what_hangs_on_them_and_no_one_else(folder: Path):
    async with a_wire(folder) as (wire, server):
        church = wire.church
        family = NewFamily((NewPerson("Ines", "Duarte", phone="(312) 555-7719"), NewPerson("Rui", "Duarte")))
        await church.volunteers.newcomers.add(family, "n1", None)
        first, *_ = await wire.truth.waiting.queue()
        with pytest.raises(NotAuthorised):
            await wire.truth.waiting.set_aside(A_VOLUNTEER, first.change.number)
        await wire.truth.waiting.set_aside(AN_ADMIN, first.change.number)
        await wire.push()
        assert await wire.waits() == NOBODY_WAITS
        (only,) = of_type(server, "people/Person", last_name="Duarte")
        assert only["attributes"]["first_name"] == "Rui"
        (household,) = of_type(server, "people/Household", name="Duarte")
        assert server.store.linked_id(household, "primary_contact") == only["id"]


async def test_giving_up_on_a_correction_shows_again_what_planning_center_has(folder: Path):
    async with a_wire(folder) as (wire, _):
        truth, people = wire.truth, wire.church.people
        was = (await people.people([PAT]))[PAT]
        await truth.corrections.correct(A_VOLUNTEER, PAT, {"nickname": "Nobody"})
        await truth.corrections.put_phone(A_VOLUNTEER, PAT, "(312) 555-0100", replaces=was.phones[0].id)
        await truth.households.put_email(A_VOLUNTEER, LEO, "leo@example.com")
        await truth.households.put_email(A_VOLUNTEER, PAT, "other@example.com")
        for one in await truth.waiting.queue():
            await truth.waiting.set_aside(AN_ADMIN, one.change.number)
        now = (await people.people([PAT]))[PAT]
        assert (now.nickname, now.phones[0].number, now.emails) == (was.nickname, was.phones[0].number, was.emails)
        assert (await people.people([LEO]))[LEO].emails == ()
        assert "pending_push" not in await SqlitePullBook(wire.church.database).sync_map_counts()
        assert await wire.waits() == NOBODY_WAITS


def _another(server: PlanningCenterServer) -> str:
    """Somebody who is not of the Cole family."""
    with server.store.lock:
        person = {"first_name": "Nora", "last_name": "Quist", "child": True, "status": "active"}
        stamps = {"created_at": "2026-09-01T10:00:00Z", "updated_at": "2026-09-13T13:00:00Z"}
        server.store.put(
            "people/Person", {"type": "Person", "id": "9000", "attributes": person | stamps, "relationships": {}}
        )
        server.store.changed()
    return "9000"


async def _signed_up_elsewhere(server: PlanningCenterServer) -> None:
    stamps = {"created_at": "2026-09-11T10:00:00Z", "updated_at": "2026-09-11T10:00:00Z"}
    mother = {"type": "Person", "id": "9001"}
    link = {"person": {"data": mother}}
    with server.store.lock:
        for key, id, attributes, links in (
            ("Person", "9001", {"first_name": "Ines", "last_name": "Duarte", "child": False, "status": "active"}, {}),
            ("PhoneNumber", "9002", {"number": "(312) 555-7719", "location": "Mobile", "primary": True}, link),
            ("Household", "9100", {"name": "Duarte"}, {"primary_contact": {"data": mother}}),
            (
                "HouseholdMembership",
                "9101",
                {"pending": False, "household_role": "adult"},
                {**link, "household": {"data": {"type": "Household", "id": "9100"}}},
            ),
        ):
            record = {"type": key, "id": id, "attributes": attributes | stamps, "relationships": links}
            server.store.put(f"people/{key}", record)
        server.store.changed()
