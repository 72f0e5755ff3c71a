"""Staff books promise the same, in memory and in SQLite; so do hashers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from kiosk.domain.brakes import Pauses
from kiosk.domain.ids import FactId, StaffId, StationId
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import LastAdmin, NotKnown, PinRefused
from kiosk.domain.staff_actions import StaffAction, staff_fact
from kiosk.services.staff_ports import PinHasher, StaffBook
from kiosk.storage.pin_hashes import Argon2Pins
from kiosk.storage.staff_store import SqliteStaff
from tests.support.church_builders import at
from tests.support.clocks import CountedIds, FakeClock
from tests.support.staff_fakes import FakePinHasher, FakeStaffBook
from tests.support.station_files import a_database

RUTH = StaffMember(StaffId("S1"), "Ruth", Role.ADMIN)
TOMAS = StaffMember(StaffId("S2"), "Tomas", Role.LEAD)
NINE = at("9:00")
STRICT = Pauses(free=1, seconds=(10,))
_ids = CountedIds()


def a_fact():
    return staff_fact(FactId(_ids(NINE)), NINE, StaffAction.STAFF_ADDED, None)


@asynccontextmanager
async def a_book(kind: str, folder: Path) -> AsyncIterator[StaffBook]:
    if kind == "fake":
        yield FakeStaffBook()
        return
    async with a_database(folder) as database:
        yield SqliteStaff(database, StationId("A"), FakeClock())


books = pytest.mark.parametrize("kind", ["fake", "sqlite"])


@books
async def test_who_was_added_is_there_by_name(kind: str, tmp_path: Path):
    async with a_book(kind, tmp_path) as book:
        await book.add(TOMAS, "h2", a_fact())
        assert not await book.add_first(RUTH, "h1", a_fact())
        await book.add(RUTH, "h1", a_fact())

        assert await book.members() == (RUTH, TOMAS)
        assert {one.pin_hash for one in await book.pins()} == {"h1", "h2"}


@books
async def test_a_try_counts_before_it_is_looked_at(kind: str, tmp_path: Path):
    async with a_book(kind, tmp_path) as book:
        await book.add_first(RUTH, "h1", a_fact())
        await book.begin_try(None, NINE, STRICT)
        await book.begin_try(None, NINE, STRICT)

        with pytest.raises(PinRefused) as refused:
            await book.begin_try(None, NINE, STRICT)
        assert refused.value.details == {"seconds": 10}
        assert len(await book.begin_try(RUTH.id, NINE, STRICT)) == 1


@books
async def test_a_member_is_locked_alone_and_left_out_of_tries_without_a_name(kind: str, tmp_path: Path):
    async with a_book(kind, tmp_path) as book:
        await book.add_first(RUTH, "h1", a_fact())
        await book.add(TOMAS, "h2", a_fact())
        await book.begin_try(TOMAS.id, NINE, STRICT)
        await book.begin_try(TOMAS.id, NINE, STRICT)

        with pytest.raises(PinRefused):
            await book.begin_try(TOMAS.id, NINE, STRICT)
        assert [one.member.id for one in await book.begin_try(None, NINE, STRICT)] == [RUTH.id]
        await book.end_try(TOMAS.id, a_fact())
        assert [one.member.id for one in await book.begin_try(TOMAS.id, NINE, STRICT)] == [TOMAS.id]


@books
async def test_nobody_known_and_nobody_active_has_no_pin(kind: str, tmp_path: Path):
    async with a_book(kind, tmp_path) as book:
        await book.add_first(RUTH, "h1", a_fact())
        await book.add(TOMAS, "h2", a_fact())
        await book.change(StaffMember(TOMAS.id, TOMAS.name, TOMAS.role, is_active=False), None, a_fact())

        assert await book.begin_try(TOMAS.id, NINE, STRICT) == ()
        assert await book.begin_try(StaffId("nobody"), NINE, STRICT) == ()
        with pytest.raises(NotKnown):
            await book.change(StaffMember(StaffId("nobody"), "X", Role.LEAD), None, a_fact())


@books
async def test_the_last_admin_stays_and_nothing_is_written(kind: str, tmp_path: Path):
    async with a_book(kind, tmp_path) as book:
        await book.add_first(RUTH, "h1", a_fact())

        with pytest.raises(LastAdmin):
            await book.change(StaffMember(RUTH.id, "Other", Role.LEAD), "h9", a_fact())
        assert await book.members() == (RUTH,)
        assert [one.pin_hash for one in await book.pins()] == ["h1"]


@pytest.mark.parametrize("hasher", [FakePinHasher(), Argon2Pins()], ids=["fake", "argon2"])
async def test_a_hasher_finds_the_pin_among_others_and_no_other(hasher: PinHasher):
    hashes = [await hasher.hash("8264"), await hasher.hash("4711"), "not a hash"]

    assert await hasher.match("4711", hashes) == 1
    assert await hasher.match("4712", hashes) is None
    assert await hasher.match("4711", []) is None


async def test_the_same_pin_is_never_hashed_the_same_and_not_kept_in_clear():
    first, second = await Argon2Pins().hash("4711"), await Argon2Pins().hash("4711")

    assert first != second
    assert "4711" not in first
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
