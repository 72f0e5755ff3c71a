"""Who asks: what goes into the ``Authorization`` header."""

import base64
from dataclasses import dataclass, field
from typing import Protocol


class SignIn(Protocol):
    """A way to be let in; one that can renew itself is asked to after a 401."""

    async def authorization(self) -> str:
        """The value of the ``Authorization`` header. Raises SignedOut when there is nothing to sign in with."""

    async def renew(self) -> bool:
        """After a 401: whether there is a new one, worth another try."""


@dataclass(frozen=True, slots=True)
class PersonalAccessToken:
    """A token made at api.planningcenteronline.com/oauth/applications; it acts as its owner and never changes by itself."""

    app_id: str
    secret: str = field(repr=False)

    async def authorization(self) -> str:
        """HTTP Basic."""
        return "Basic " + base64.b64encode(f"{self.app_id}:{self.secret}".encode()).decode("ascii")

    async def renew(self) -> bool:
        """Never."""
        return False


@dataclass(frozen=True, slots=True)
class BearerToken:
    """An OAuth access token that somebody else keeps fresh."""

    token: str = field(repr=False)

    async def authorization(self) -> str:
        """Bearer."""
        return f"Bearer {self.token}"

    async def renew(self) -> bool:
        """Never."""
        return False
