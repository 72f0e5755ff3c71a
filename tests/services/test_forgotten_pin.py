"""A PIN that nobody knows any more: the holder of the token that the station keeps sets it anew, and nobody else does."""

import pytest

from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import NotAuthorised, PinRefused
from kiosk.services.forgotten_pin import TOKEN_HOLDER, ForgottenPin
from kiosk.services.sign_in import KeptSignIn, SignInKind, SignInPlace
from kiosk.services.staff import Staff
from kiosk.words.admin_church import WITHOUT_PIN
from tests.support.clocks import CountedIds, FakeClock
from tests.support.staff_fakes import FakePinHasher, FakeStaffBook

APP_ID, SECRET = "3f2a", "c0ffee"
TOKEN = KeptSignIn(
    SignInKind.PERSONAL, {"app_id": APP_ID, "secret": SECRET}, "https://example.org", SignInPlace.KEYRING
)
IN_THE_ENVIRONMENT = KeptSignIn(TOKEN.kind, TOKEN.values, TOKEN.base_url, SignInPlace.ENVIRONMENT)
IN_THE_BROWSER = KeptSignIn(SignInKind.OAUTH, {"access_token": "a"}, TOKEN.base_url, SignInPlace.KEYRING)


async def a_locked_station(kept: KeptSignIn | None = TOKEN) -> tuple[ForgottenPin, FakeStaffBook, StaffMember]:
    """An admin and a volunteer have PINs."""
    book = FakeStaffBook()
    staff = Staff(book, FakePinHasher(), FakeClock(), CountedIds())
    ruth = await staff.add_first("Ruth Okafor", "4711")
    await staff.add(ruth, "Tomas", Role.VOLUNTEER, "8264")

    async def sign_in() -> KeptSignIn | None:
        return kept

    return ForgottenPin(staff, sign_in), book, ruth


async def test_the_holder_of_the_token_gives_an_admin_a_new_pin_and_the_audit_says_so():
    forgotten, book, ruth = await a_locked_station()
    assert await forgotten.can_be_proved()
    assert await forgotten.admins(f" {APP_ID}", f"{SECRET} ") == (ruth,)

    await forgotten.set_anew(APP_ID, SECRET, ruth.id, "9182")

    assert await forgotten.staff.who_is("9182") == ruth
    with pytest.raises(PinRefused):
        await forgotten.staff.who_is("4711")
    changed = [fact.body for fact in book.facts if fact.body["action"] == "staff_changed"]
    assert [(body["staff"], body["member"]) for body in changed] == [(TOKEN_HOLDER.id, ruth.id)]
    assert TOKEN_HOLDER.id in WITHOUT_PIN, "the audit has a word for it"


@pytest.mark.parametrize(("app_id", "secret"), [("", ""), (APP_ID, ""), (APP_ID, "c0ffef"), ("3f2b", SECRET)])
async def test_another_token_opens_nothing_and_is_written_down(app_id: str, secret: str):
    forgotten, book, ruth = await a_locked_station()

    with pytest.raises(NotAuthorised):
        await forgotten.admins(app_id, secret)
    with pytest.raises(NotAuthorised):
        await forgotten.set_anew(app_id, secret, ruth.id, "9182")

    assert [fact.body["action"] for fact in book.facts][-2:] == ["pin_refused"] * 2
    assert await forgotten.staff.who_is("4711") == ruth


async def test_only_admins_get_a_pin_in_this_way():
    forgotten, _, _ = await a_locked_station()
    tomas = next(one for one in await forgotten.staff.members() if one.role is Role.VOLUNTEER)

    with pytest.raises(NotAuthorised):
        await forgotten.set_anew(APP_ID, SECRET, tomas.id, "9182")


@pytest.mark.parametrize("kept", [None, IN_THE_ENVIRONMENT, IN_THE_BROWSER])
async def test_without_a_token_that_is_kept_here_nothing_can_be_proved(kept: KeptSignIn | None):
    forgotten, _, _ = await a_locked_station(kept)

    assert not await forgotten.can_be_proved()
    with pytest.raises(NotAuthorised):
        await forgotten.admins(APP_ID, SECRET)
