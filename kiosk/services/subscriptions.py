"""Which of its changes Planning Center tells this church's receiver: one subscription for each name, each with a secret.

Planning Center deactivates a subscription whose deliveries fail for five days; what happened meanwhile it never delivers.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from kiosk.domain.hints import EVENT_NAMES

log = logging.getLogger(__name__)

EARLIER_SECRETS = 1
"""Kept of each subscription besides the present one: what is under way was signed before the secret was changed."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """One of this sign-in's subscriptions, as Planning Center has it."""

    id: str
    name: str
    url: str
    is_active: bool
    secret: str = field(repr=False)


class SubscriptionBoard(Protocol):
    """Planning Center's list. Every verb raises SignedOut, NoPermission, Offline, TooFast, UnexpectedAnswer, NotAccepted."""

    async def all(self) -> tuple[Subscription, ...]:
        """Every subscription of this sign-in."""

    async def create(self, name: str, url: str) -> Subscription:
        """Subscribe to the events of a name."""

    async def activate(self, subscription: Subscription) -> Subscription:
        """Deliver again."""

    async def rotate(self, subscription: Subscription) -> Subscription:
        """Give it a new secret."""

    async def delete(self, subscription: Subscription) -> None:
        """End it."""


class SecretShelf(Protocol):
    """The subscriptions' secrets, kept where secrets are kept."""

    async def secrets(self) -> Mapping[str, tuple[str, ...]]:
        """By subscription id, the newest first."""

    async def keep(self, secrets: Mapping[str, tuple[str, ...]], *, in_file: bool | None = None) -> None:
        """Keep them all. Raises SignedOut (``no_keyring``), DiskFull, DataFolderReadOnly."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the subscriptions for an address stand. ``resumed``: were deactivated and deliver again, so something is missed."""

    active: int
    missing: tuple[str, ...] = ()
    inactive: tuple[str, ...] = ()
    resumed: bool = False


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """Looks after them for the receiver's public address ``url``."""

    board: SubscriptionBoard
    shelf: SecretShelf
    url: str

    async def standing(self) -> Standing:
        """How they stand, without changing anything there; a secret that was changed elsewhere is known from now on."""
        there = await self._ours()
        if there:
            await self._keep(there, in_file=None)
        known = {one.name for one in there}
        return Standing(
            active=sum(one.is_active for one in there),
            missing=tuple(name for name in EVENT_NAMES if name not in known),
            inactive=tuple(sorted({one.name for one in there if not one.is_active})),
        )

    async def subscribe(self, *, in_file: bool | None = None) -> Standing:
        """Make what is missing, wake what was deactivated, keep every secret; may be repeated at any time."""
        there = {one.id: one for one in await self._ours()}
        asleep = [one for one in there.values() if not one.is_active]
        known = {one.name for one in there.values()}
        # Secrets first: what is delivered a moment later must find its own.
        if there:
            await self._keep(there.values(), in_file=in_file)
        for one in asleep:
            there[one.id] = await self.board.activate(one)
            await self._keep(there.values(), in_file=in_file)
        for name in EVENT_NAMES:
            if name not in known:
                made = await self.board.create(name, self.url)
                there[made.id] = made
                await self._keep(there.values(), in_file=in_file)
        log.info("%d subscriptions of Planning Center’s webhooks", len(there))
        return Standing(active=len(there), resumed=bool(asleep))

    async def rotate(self) -> int:
        """Give each a new secret; the one before is good for a while. How many."""
        there = {one.id: one for one in await self._ours()}
        for one in list(there.values()):
            there[one.id] = await self.board.rotate(one)
            await self._keep(there.values(), in_file=None)
        return len(there)

    async def unsubscribe(self) -> int:
        """End all for this address and forget their secrets. How many."""
        there = await self._ours()
        for one in there:
            await self.board.delete(one)
        ended = {one.id for one in there}
        await self.shelf.keep({id: those for id, those in (await self.shelf.secrets()).items() if id not in ended})
        return len(there)

    async def _ours(self) -> tuple[Subscription, ...]:
        """Of one name there may be two, where an answer was lost: both deliver, each with its own secret."""
        return tuple(one for one in await self.board.all() if one.url == self.url and one.name in EVENT_NAMES)

    async def _keep(self, there: Iterable[Subscription], *, in_file: bool | None) -> None:
        before = await self.shelf.secrets()
        kept: dict[str, tuple[str, ...]] = {}
        for one in there:
            earlier = [secret for secret in before.get(one.id, ()) if secret != one.secret]
            kept[one.id] = tuple(secret for secret in (one.secret, *earlier[:EARLIER_SECRETS]) if secret)
        if kept != dict(before) or in_file:
            await self.shelf.keep(kept, in_file=in_file)
