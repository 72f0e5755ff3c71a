"""A sign-in that renews itself: ahead of time and after a 401, one refresh at a time in all processes of a data folder."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Protocol

from kiosk.domain.problems import Problem, SignedOut

AHEAD = timedelta(minutes=5)
JUST_NOW_SECONDS = 30.0
"""A second 401 this soon after a refresh was sent with the token before; and a refresh ahead of time that failed rests so long."""

logger = logging.getLogger(__name__)


class TokenKeeper(Protocol):
    """Where the tokens of this data folder are kept."""

    async def kept(self) -> Mapping[str, str] | None:
        """The tokens as they are now."""

    async def keep(self, values: Mapping[str, str]) -> None:
        """Keep new tokens durably."""

    def alone(self) -> AbstractAsyncContextManager[None]:
        """While this is held nobody else, in this process or another, refreshes."""


async def refresh_at_planning_center(values: Mapping[str, str], base_url: str) -> Mapping[str, str]:
    """New tokens for old ones. Raises SignedOut, Offline, TooFast, UnexpectedAnswer."""
    # httpx takes 100 ms to load: on a thread, so that the screen goes on.
    oauth = await asyncio.to_thread(import_module, "kiosk.pco.oauth")
    application = oauth.Application(values["app_id"], values.get("secret", ""), base_url)
    fresh: Mapping[str, str] = await oauth.refreshed(application, values["refresh_token"])
    return fresh


@dataclass(slots=True)
class OAuthSignIn:
    """`kiosk.pco.sign_in.SignIn` with tokens that expire. ``values``: as `kiosk.pco.oauth` gives them."""

    values: Mapping[str, str] = field(repr=False)
    keeper: TokenKeeper
    base_url: str
    refresh: Callable[[Mapping[str, str], str], Awaitable[Mapping[str, str]]] = refresh_at_planning_center
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    monotonic: Callable[[], float] = time.monotonic
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _renewed_at: float | None = None
    _failed_at: float | None = None

    async def authorization(self) -> str:
        """Bearer, renewed a while before it expires.

        Once it has expired raises what keeps it from being renewed: SignedOut, Offline, TooFast, UnexpectedAnswer, DiskFull.
        """
        left = self._expires_at() - self.now()
        if left <= timedelta(0):
            await self._renewed(self.values["access_token"])
        elif left < AHEAD and not self._failed_just_now():
            try:
                await self._renewed(self.values["access_token"])
            except Problem as problem:
                # Good for some minutes yet: whatever it is may pass, or is told by the answer to what is asked with it.
                self._failed_at = self.monotonic()
                logger.warning("the sign-in was not renewed: %s", problem.name)
        return f"Bearer {self.values['access_token']}"

    async def renew(self) -> bool:
        """After a 401: another token, unless this one was just renewed by somebody else's 401."""
        if self._renewed_at is not None and self.monotonic() - self._renewed_at < JUST_NOW_SECONDS:
            return True
        await self._renewed(self.values["access_token"])
        return True

    def _failed_just_now(self) -> bool:
        return self._failed_at is not None and self.monotonic() - self._failed_at < JUST_NOW_SECONDS

    async def _renewed(self, used: str) -> None:
        async with self._lock:
            if self.values["access_token"] != used:
                return
            async with self.keeper.alone():
                kept = await self.keeper.kept()
                if kept is None:
                    raise SignedOut(code="missing")
                if kept["access_token"] == used:
                    # Before the refresh token is spent: what comes for it can be kept.
                    await self.keeper.keep(kept)
                    kept = await self.refresh(kept, self.base_url)
                    # Before it is used: the refresh token before is good no more.
                    await self.keeper.keep(kept)
                    logger.info("the sign-in was renewed")
                self.values = kept
                self._renewed_at = self.monotonic()

    def _expires_at(self) -> datetime:
        try:
            return datetime.fromisoformat(self.values["expires_at"])
        except (KeyError, ValueError):
            return self.now() + 2 * AHEAD
