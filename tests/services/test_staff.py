"""Named PINs: who is this, what may they do, and what guessing costs."""

import pytest

from kiosk.domain.facts import FactKind
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import (
    LastAdmin,
    NotAuthorised,
    PinNotAccepted,
    PinRefused,
    SettingNotValid,
    StationNotSetUp,
)
from kiosk.services.staff import Staff
from tests.support.clocks import CountedIds, FakeClock
from tests.support.staff_fakes import FakePinHasher, FakeStaffBook


def a_staff(book: FakeStaffBook | None = None, clock: FakeClock | None = None) -> Staff:
    return Staff(book or FakeStaffBook(), FakePinHasher(), clock or FakeClock(), CountedIds())


async def with_an_admin(clock: FakeClock | None = None) -> tuple[Staff, FakeStaffBook, StaffMember]:
    book = FakeStaffBook()
    staff = a_staff(book, clock)
    return staff, book, await staff.add_first("Ruth Okafor", "4711")


def actions(book: FakeStaffBook) -> list[object]:
    return [fact.body["action"] for fact in book.facts if fact.kind is FactKind.STAFF]


async def test_there_is_no_pin_to_begin_with():
    with pytest.raises(StationNotSetUp):
        await a_staff().who_is("0000")


async def test_a_pin_alone_says_who_it_is_in_any_digits():
    staff, _, ruth = await with_an_admin()

    assert await staff.who_is("4711") == ruth
    assert await staff.who_is("٤٧١١") == ruth
    assert await staff.who_is("4711", ruth.id) == ruth


async def test_the_first_admin_is_made_once():
    staff, _, _ = await with_an_admin()

    with pytest.raises(NotAuthorised):
        await staff.add_first("Mallory", "9182")


async def test_a_volunteer_may_not_do_what_needs_a_lead():
    staff, _, ruth = await with_an_admin()
    await staff.add(ruth, "Tomas", Role.VOLUNTEER, "8264")

    assert (await staff.who_is("8264")).role is Role.VOLUNTEER
    with pytest.raises(NotAuthorised):
        await staff.who_is("8264", needs=Role.LEAD)
    assert (await staff.who_is("4711", needs=Role.LEAD)).role is Role.ADMIN


async def test_wrong_pins_make_the_box_wait_longer_each_time():
    clock = FakeClock()
    staff, _, ruth = await with_an_admin(clock)
    waits = []
    for _ in range(6):
        with pytest.raises(PinRefused):
            await staff.who_is("9182")
        with pytest.raises(PinRefused) as refused:
            await staff.who_is("9182")
        waits.append(refused.value.details["seconds"])
        clock.forward(seconds=float(str(refused.value.details["seconds"])))

    # Two are free; from then on every second try of this test only hears how long to wait.
    assert waits == [0, 5, 15, 60, 300, 900]
    assert await staff.who_is("4711") == ruth


async def test_while_locked_even_the_right_pin_is_not_heard():
    clock = FakeClock()
    staff, _, ruth = await with_an_admin(clock)
    for _ in range(3):
        with pytest.raises(PinRefused):
            await staff.who_is("9182")

    with pytest.raises(PinRefused):
        await staff.who_is("4711")
    clock.forward(seconds=5)
    assert await staff.who_is("4711") == ruth


async def test_a_right_pin_forgives_the_wrong_ones_before():
    staff, _, ruth = await with_an_admin()
    for _ in range(4):
        with pytest.raises(PinRefused):
            await staff.who_is("9182", ruth.id)
        assert await staff.who_is("4711", ruth.id) == ruth


async def test_who_was_named_is_locked_alone_and_not_by_another_way_either():
    clock = FakeClock()
    staff, _, ruth = await with_an_admin(clock)
    tomas = await staff.add(ruth, "Tomas", Role.LEAD, "8264")
    for _ in range(3):
        with pytest.raises(PinRefused):
            await staff.who_is("9182", tomas.id)

    assert await staff.who_is("4711", ruth.id) == ruth
    with pytest.raises(PinRefused):
        await staff.who_is("8264")


async def test_a_clock_set_back_locks_nobody_out():
    clock = FakeClock()
    staff, _, ruth = await with_an_admin(clock)
    for _ in range(3):
        with pytest.raises(PinRefused):
            await staff.who_is("9182")
    clock.forward(hours=-3)

    assert await staff.who_is("4711") == ruth


@pytest.mark.parametrize("pin", ["", "12", "123456789", "1111", "1234", "9876", "7890", "1212", "47a1", "47 11"])
async def test_what_anybody_would_guess_is_not_accepted(pin: str):
    with pytest.raises(PinNotAccepted):
        await a_staff().add_first("Ruth Okafor", pin)


async def test_two_people_never_share_a_pin():
    staff, _, ruth = await with_an_admin()

    with pytest.raises(PinNotAccepted):
        await staff.add(ruth, "Tomas", Role.VOLUNTEER, "4711")


async def test_only_admins_change_others_and_everyone_their_own_pin():
    staff, _, ruth = await with_an_admin()
    tomas = await staff.add(ruth, "Tomas", Role.LEAD, "8264")

    with pytest.raises(NotAuthorised):
        await staff.add(tomas, "Mallory", Role.ADMIN, "5937")
    with pytest.raises(NotAuthorised):
        await staff.change(tomas, tomas.id, role=Role.ADMIN)
    await staff.change(tomas, tomas.id, pin="5937")

    assert (await staff.who_is("5937")).name == "Tomas"


async def test_who_leaves_loses_the_pin_and_keeps_the_name():
    staff, _, ruth = await with_an_admin()
    tomas = await staff.add(ruth, "Tomas", Role.LEAD, "8264")
    await staff.deactivate(ruth, tomas.id)

    with pytest.raises(PinRefused):
        await staff.who_is("8264")
    assert [member.name for member in await staff.members()] == ["Ruth Okafor"]
    assert "Tomas" in [member.name for member in await staff.everyone()]


async def test_somebody_stays_an_admin():
    staff, _, ruth = await with_an_admin()

    with pytest.raises(LastAdmin):
        await staff.deactivate(ruth, ruth.id)
    with pytest.raises(LastAdmin):
        await staff.change(ruth, ruth.id, role=Role.LEAD)


async def test_nobody_without_a_name_gets_a_pin():
    with pytest.raises(SettingNotValid):
        await a_staff().add_first("  ", "4711")


async def test_every_use_is_written_down_without_names_or_pins():
    staff, book, ruth = await with_an_admin()
    with pytest.raises(PinRefused):
        await staff.who_is("9182")
    await staff.who_is("4711")
    await staff.add(ruth, "Tomas", Role.LEAD, "8264")

    assert actions(book) == ["staff_added", "pin_refused", "signed_in", "staff_added"]
    assert not {"Ruth Okafor", "Tomas", "4711", "8264", "9182"} & {
        str(value) for fact in book.facts for value in fact.body.values()
    }
