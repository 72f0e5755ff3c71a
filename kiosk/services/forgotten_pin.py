"""The way back in, on the screen, for an admin whose PIN nobody knows any more: whoever holds the church's own token may set it anew.

That token reads every person of the church at Planning Center, so it opens nothing that its holder could not reach anyway. Only a
token that this station keeps counts: the sample church's is known to everybody, and who can set the environment has the command line.
"""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from kiosk.domain.ids import StaffId
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import NotAuthorised
from kiosk.services.sign_in import KeptSignIn, SignInKind, SignInPlace
from kiosk.services.staff import Staff

TOKEN_HOLDER = StaffMember(StaffId("token-holder"), "", Role.ADMIN)
"""Who does it, in the audit: nobody with a PIN."""


@dataclass(frozen=True, slots=True)
class ForgottenPin:
    """``kept``: the sign-in that this station uses now."""

    staff: Staff
    kept: Callable[[], Awaitable[KeptSignIn | None]]

    async def can_be_proved(self) -> bool:
        """Whether a token is kept here against which one that is typed can be held."""
        return _is_proof(await self.kept())

    async def admins(self, app_id: str, secret: str) -> tuple[StaffMember, ...]:
        """Whose PIN can be set anew, for whoever proves to hold the token. Raises NotAuthorised."""
        await self._must_hold(app_id, secret)
        return tuple(member for member in await self.staff.members() if member.role is Role.ADMIN)

    async def set_anew(self, app_id: str, secret: str, admin: StaffId, pin: str) -> StaffMember:
        """Give an admin a new PIN. Raises NotAuthorised without the token or for anybody else, PinNotAccepted."""
        if admin not in {member.id for member in await self.admins(app_id, secret)}:
            raise NotAuthorised(needs=Role.ADMIN.value)
        return await self.staff.change(TOKEN_HOLDER, admin, pin=pin)

    async def _must_hold(self, app_id: str, secret: str) -> None:
        kept = await self.kept()
        if kept is None or not _is_proof(kept):
            raise NotAuthorised(needs=Role.ADMIN.value)
        held, typed = (kept.values["app_id"], kept.values["secret"]), (app_id.strip(), secret.strip())
        # Takes the same time whatever is wrong with them.
        if not hmac.compare_digest("\n".join(held).encode(), "\n".join(typed).encode()):
            await self.staff.note_refused()
            raise NotAuthorised(needs=Role.ADMIN.value)


def _is_proof(kept: KeptSignIn | None) -> bool:
    return kept is not None and kept.kind is SignInKind.PERSONAL and kept.place is not SignInPlace.ENVIRONMENT
