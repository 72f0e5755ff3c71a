"""The tokens of a browser sign-in where the sign-in is kept, refreshed by one process at a time."""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from kiosk.services.sign_in import SignInKind
from kiosk.storage.secrets import SignInBook


@dataclass(frozen=True, slots=True)
class KeptTokens:
    """`kiosk.pco.oauth_sign_in.TokenKeeper` of a data folder."""

    book: SignInBook
    base_url: str

    async def kept(self) -> Mapping[str, str] | None:
        """The tokens as they are now; None when somebody has signed out, or in otherwise or at another server."""
        kept = await self.book.kept()
        is_ours = kept is not None and kept.kind is SignInKind.OAUTH and kept.base_url == self.base_url
        return kept.values if kept is not None and is_ours else None

    async def keep(self, values: Mapping[str, str]) -> None:
        """Keep new tokens where the present ones are."""
        await self.book.keep(SignInKind.OAUTH, values, self.base_url, in_file=None)

    def alone(self) -> AbstractAsyncContextManager[None]:
        """As `SignInBook.alone`."""
        return self.book.alone()
