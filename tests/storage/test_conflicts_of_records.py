"""Phones, e-mails, addresses and households changed here and at Planning Center: listed, decided by one call, undone."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from kiosk.domain.conflicts import Winner
from kiosk.domain.ids import FactId, HouseholdId, PersonId, StaffId, StationId
from kiosk.domain.outbox import ChangeKind
from kiosk.domain.people import Address, Email, Household, HouseholdMember, Person, Phone
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import NotAuthorised, NotKnown
from kiosk.domain.staff_actions import StaffAction, staff_fact
from kiosk.services.conflicts import Conflict, ConflictDesk
from kiosk.services.households import NewChange
from kiosk.services.ports import StationSettings
from kiosk.services.pulled import PulledHousehold
from kiosk.storage.conflict_store import SqliteConflicts
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.database import Database
from kiosk.storage.household_store import SqliteHouseholds
from kiosk.storage.outbox_store import SqliteOutbox
from kiosk.storage.people_store import SqlitePeople
from kiosk.storage.station_store import SqliteStation
from tests.support.pulling import SetClock, cache

NOW = datetime(2026, 9, 13, 13, 0, tzinfo=UTC)
ADMIN = StaffMember(StaffId("ada"), "Ada", Role.ADMIN)
HELPER = StaffMember(StaffId("bo"), "Bo", Role.VOLUNTEER)
PAT, SAM, COLES = PersonId("1"), PersonId("2"), HouseholdId("9")
STREET = {
    "street_line_1": "2 Oak St",
    "street_line_2": "",
    "city": "Dunes",
    "state": "TX",
    "zip": "75002",
    "country_code": "",
}


def pat(changed: datetime) -> Person:
    at = changed.isoformat()
    return Person(
        PAT,
        "Pat",
        "Cole",
        updated_at=at,
        phones=(Phone("p1", "(214) 555-0100", is_primary=True, updated_at=at),),
        emails=(Email("e1", "pat@example.com", is_primary=True, updated_at=at),),
        addresses=(Address("a1", "1 River Rd", city="Riverside", zip="75001", updated_at=at),),
    )


def household(name: str = "Cole", contact: PersonId = PAT, changed: datetime = NOW) -> PulledHousehold:
    members = (HouseholdMember(PAT), HouseholdMember(SAM))
    return PulledHousehold(Household(COLES, name, contact, members, changed.isoformat()), has_members=True)


OURS = {
    "phone": NewChange(
        ChangeKind.PHONE_UPDATE, "p1", {"number": "(214) 555-0111", "location": "Mobile", "is_primary": True}
    ),
    "email": NewChange(ChangeKind.EMAIL_UPDATE, "e1", {"address": "ours@example.com"}),
    "address": NewChange(ChangeKind.ADDRESS_UPDATE, "a1", STREET),
    "household name": NewChange(ChangeKind.HOUSEHOLD_UPDATE, COLES, {"name": "Cole and Bell"}),
    "household contact": NewChange(ChangeKind.HOUSEHOLD_UPDATE, COLES, {"primary_contact": SAM}),
}
VALUES = {
    "phone": ("(214) 555-0100", "(214) 555-0111", "(972) 555-0122"),
    "email": ("pat@example.com", "ours@example.com", "theirs@example.com"),
    "address": ("1 River Rd\nRiverside\n75001", "2 Oak St\nDunes\nTX\n75002", "3 Elm St\nRiverside\n75001"),
    "household name": ("Cole", "Cole and Bell", "Coles"),
    "household contact": ("1", "2", "1"),
}
RECORDS = tuple(OURS)


class Station:
    """A data folder with a policy, Pat with one of each contact, and the household."""

    def __init__(self, folder: Path, policy: str) -> None:
        self.database = Database(DataFolder(folder))
        self.people = SqlitePeople(self.database)
        clock, numbers = SetClock(NOW), count()
        self.desk = ConflictDesk(
            SqliteConflicts(self.database, StationId("s"), clock), clock, lambda _: f"d{next(numbers)}"
        )
        self.households = SqliteHouseholds(self.database, StationId("s"), clock)
        self.settings = StationSettings("s", way="both", conflicts=policy)

    async def __aenter__(self) -> "Station":
        await self.database.open()
        await SqliteStation(self.database).keep(self.settings)
        await cache(self.database, [pat(NOW), Person(SAM, "Sam", "Cole"), household()])
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.database.close()

    async def changed_here(self, what: str) -> None:
        fact = staff_fact(FactId(what), NOW, StaffAction.HOUSEHOLD_CHANGED, HELPER.id)
        await self.households.change((OURS[what],), fact, NOW)

    async def changed_there(self, what: str, *, hours: int = 1) -> None:
        """Somebody changes the same at Planning Center, and it is pulled."""
        at = NOW + timedelta(hours=hours)
        there = VALUES[what][2]
        person, home = pat(at), household(changed=at)
        match what:
            case "phone":
                person = replace(person, phones=(replace(person.phones[0], number=there),))
            case "email":
                person = replace(person, emails=(replace(person.emails[0], address=there),))
            case "address":
                person = replace(person, addresses=(replace(person.addresses[0], street_line_1="3 Elm St"),))
            case "household name":
                home = household(there, changed=at)
            case _:
                home = household(contact=PersonId("3"), changed=at)
        await cache(self.database, [person, home])

    async def value(self, what: str) -> str:
        person = (await self.people.people([PAT]))[PAT]
        match what:
            case "phone":
                return person.phones[0].number
            case "email":
                return person.emails[0].address
            case "address":
                one = person.addresses[0]
                return "\n".join(part for part in (one.street_line_1, one.city, one.state, one.zip) if part)
            case _:
                found = await self.people.household(COLES)
                assert found is not None
                return found.household.name if what == "household name" else str(found.household.primary_contact_id)

    async def counts(self) -> dict[str, int]:
        return await SqliteOutbox(self.database).counts()

    async def waiting(self) -> list[dict[str, object]]:
        rows = await self.database.read(
            lambda c: c.execute("select body from outbox where state = 'waiting' order by number").fetchall()
        )
        return [json.loads(row[0]) for row in rows]

    async def only(self) -> Conflict:
        (one,) = await self.desk.all()
        return one


def theirs(what: str) -> str:
    return "3" if what == "household contact" else VALUES[what][2]


@pytest.mark.parametrize("what", RECORDS)
async def test_planning_center_wins_and_ours_is_not_forgotten(tmp_path: Path, what: str):
    async with Station(tmp_path, "planning_center") as station:
        await station.changed_here(what)
        assert await station.value(what) == VALUES[what][1]
        await station.changed_there(what)
        assert await station.value(what) == theirs(what)
        assert await station.counts() == {"waiting": 0, "parked": 0}
        one = await station.only()
        assert (one.difference.here, one.difference.there) == (VALUES[what][1], theirs(what))
        assert (one.decision, one.person_id) == (Winner.THERE, None if what.startswith("household") else PAT)


@pytest.mark.parametrize("what", RECORDS)
@pytest.mark.parametrize("hours", [-1, 1])
async def test_the_newest_wins(tmp_path: Path, what: str, hours: int):
    async with Station(tmp_path, "newest") as station:
        await station.changed_here(what)
        await station.changed_there(what, hours=hours)
        assert await station.value(what) == (VALUES[what][1] if hours < 0 else theirs(what))
        assert (await station.counts())["waiting"] == (1 if hours < 0 else 0)


async def test_planning_center_owns_the_fields_of_contacts_and_households(tmp_path: Path):
    async with Station(tmp_path, "owner") as station:
        for what in ("phone", "household name"):
            await station.changed_here(what)
            await station.changed_there(what)
            assert await station.value(what) == theirs(what)


@pytest.mark.parametrize("what", RECORDS)
async def test_an_admin_is_asked_decides_and_takes_it_back(tmp_path: Path, what: str):
    async with Station(tmp_path, "ask") as station:
        await station.changed_here(what)
        await station.changed_there(what)
        one = await station.only()
        assert (one.decision, await station.counts()) == (None, {"waiting": 0, "parked": 1})
        with pytest.raises(NotAuthorised):
            await station.desk.decide(HELPER, one.number, Winner.HERE)

        await station.desk.decide(ADMIN, one.number, Winner.HERE)
        assert (await station.value(what), await station.counts()) == (VALUES[what][1], {"waiting": 1, "parked": 0})
        await station.desk.undo(ADMIN, one.number)
        assert (await station.value(what), await station.counts()) == (theirs(what), {"waiting": 0, "parked": 0})
        await station.desk.decide(ADMIN, one.number, Winner.THERE)
        assert await station.desk.open() == ()
        with pytest.raises(NotKnown):
            await station.desk.decide(ADMIN, one.number, Winner.HERE)


async def test_undone_after_it_was_sent_planning_center_gets_its_own_value_back(tmp_path: Path):
    async with Station(tmp_path, "ask") as station:
        await station.changed_here("email")
        await station.changed_there("email")
        one = await station.only()
        await station.desk.decide(ADMIN, one.number, Winner.HERE)
        await station.database.run(lambda c: c.execute("update outbox set state = 'sent'"))
        await station.desk.undo(ADMIN, one.number)
        assert await station.waiting() == [{"address": "theirs@example.com"}]


async def test_a_number_taken_away_there_and_changed_here_is_made_anew_on_an_admins_word(tmp_path: Path):
    async with Station(tmp_path, "ask") as station:
        await station.changed_here("phone")
        await cache(station.database, [replace(pat(NOW), phones=())])
        one = await station.only()
        assert (one.difference.there, await station.counts()) == (None, {"waiting": 0, "parked": 1})
        await station.desk.decide(ADMIN, one.number, Winner.HERE)
        (made,) = await station.waiting()
        assert (made["person"], made["number"]) == (PAT, VALUES["phone"][1])
        assert await station.value("phone") == VALUES["phone"][1]


async def test_a_second_edit_before_the_first_is_sent_says_everything_and_is_no_conflict(tmp_path: Path):
    async with Station(tmp_path, "ask") as station:
        await station.changed_here("household name")
        await station.changed_here("household contact")
        assert await station.waiting() == [{"name": "Cole and Bell", "primary_contact": SAM}]
        await cache(station.database, [household(changed=NOW + timedelta(hours=1))])
        assert (await station.desk.all(), await station.value("household name")) == ((), "Cole and Bell")


@pytest.mark.parametrize("what", RECORDS)
async def test_entering_it_again_decides_the_conflict(tmp_path: Path, what: str):
    async with Station(tmp_path, "ask") as station:
        await station.changed_here(what)
        await station.changed_there(what)
        fact = staff_fact(FactId("again"), NOW, StaffAction.HOUSEHOLD_CHANGED, HELPER.id)
        await station.households.change((OURS[what],), fact, NOW)
        assert (await station.desk.open(), await station.counts()) == ((), {"waiting": 1, "parked": 0})
        assert (await station.only()).decision is Winner.HERE


async def test_a_number_written_their_way_is_the_same_number(tmp_path: Path):
    async with Station(tmp_path, "ask") as station:
        await station.changed_here("phone")
        written = replace(pat(NOW).phones[0], number="+1 214-555-0111")
        await cache(station.database, [replace(pat(NOW), phones=(written,))])
        assert (await station.desk.all(), await station.counts()) == ((), {"waiting": 0, "parked": 0})
