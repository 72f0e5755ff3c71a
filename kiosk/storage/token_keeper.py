"""The tokens of a browser sign-in where the sign-in is kept, refreshed by one process at a time."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from kiosk.domain.problems import Busy
from kiosk.services.sign_in import SignInKind
from kiosk.storage.data_folder import WriteLock, translated
from kiosk.storage.secrets import SignInBook

_LOCK_FILE = "sign-in.lock"
_PATIENCE_SECONDS = 90.0
"""A refresh that waits for a slow network is still going on."""


@dataclass(frozen=True, slots=True)
class KeptTokens:
    """`kiosk.pco.oauth_sign_in.TokenKeeper` of a data folder."""

    book: SignInBook
    base_url: str

    async def kept(self) -> Mapping[str, str] | None:
        """The tokens as they are now; None when somebody has signed out or in otherwise."""
        kept = await self.book.kept()
        return kept.values if kept is not None and kept.kind is SignInKind.OAUTH else None

    async def keep(self, values: Mapping[str, str]) -> None:
        """Keep new tokens where the present ones are."""
        await self.book.keep(SignInKind.OAUTH, values, self.base_url, in_file=None)

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        """Hold the folder's lock for refreshing."""
        self.book.folder.prepare()
        try:
            file = (self.book.folder.path / _LOCK_FILE).open("a+b", buffering=0)
        except OSError as error:
            raise translated(error) from error
        lock = WriteLock(file)
        try:
            await _taken(lock)
            try:
                yield
            finally:
                lock.__exit__()
        finally:
            lock.close()


async def _taken(lock: WriteLock) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            await asyncio.to_thread(lock.__enter__)
        except Busy:
            if time.monotonic() >= deadline:
                raise
        else:
            return
