"""Signing in to Planning Center: a token is tried before it is kept, and what it may see is said in words.

The environment's token comes first and is not ours to keep or forget. What is kept belongs to one server: a secret never goes
to another host than the one it was entered for.
"""

import enum
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from kiosk.domain.ids import FactId, StaffId
from kiosk.domain.problems import (
    NoPermission,
    NotKnown,
    Problem,
    SignedOut,
    Unavailable,
    UnexpectedAnswer,
    WrongOrganization,
)
from kiosk.domain.staff_actions import StaffAction, staff_fact
from kiosk.services.ports import ActionLog, Clock
from kiosk.services.pull_plan import horizon
from kiosk.services.pull_ports import PlanningCenter
from kiosk.services.pulled import Ask, Product, PulledOrganization, Resource

logger = logging.getLogger(__name__)


class SignInKind(enum.StrEnum):
    """How somebody signed in."""

    PERSONAL = "personal"
    """A personal access token: an application id and a secret that never change."""
    OAUTH = "oauth"
    """Through the browser: an access token and the refresh token that renews it once."""


class SignInPlace(enum.StrEnum):
    """Where a sign-in was found."""

    ENVIRONMENT = "environment"
    KEYRING = "keyring"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class KeptSignIn:
    """A sign-in as it is kept. ``values``: what its kind needs (personal: ``app_id``, ``secret``), ``base_url``: whose it is."""

    kind: SignInKind
    values: Mapping[str, str] = field(repr=False)
    base_url: str
    place: SignInPlace


class SignInStore(Protocol):
    """Where the sign-in of one data folder is kept: the environment, the system's keyring, or a file an admin chose."""

    async def kept(self) -> KeptSignIn | None:
        """The sign-in to use now, None if there is none."""

    async def keep(
        self, kind: SignInKind, values: Mapping[str, str], base_url: str, *, in_file: bool | None = False
    ) -> SignInPlace:
        """Keep a sign-in in the keyring, or in the private file where an admin said so; None: where the present one is.

        Raises SignedOut with code ``no_keyring`` when no keyring answers and the file was not chosen, DiskFull,
        DataFolderReadOnly.
        """

    async def forget(self) -> None:
        """Forget it wherever it is kept here; the environment's is not ours to forget."""

    def alone(self) -> AbstractAsyncContextManager[None]:
        """While this is held nobody else, in this process or another, keeps, renews or forgets it. Entering raises Busy after long."""


class SignOut(enum.StrEnum):
    """What a sign-out came to.

    Not revoked: forgotten here, while Planning Center could not be told. Still here: the keyring does not let go of it.
    """

    THERE_WAS_NONE = "there_was_none"
    DONE = "done"
    NOT_REVOKED = "not_revoked"
    STILL_HERE = "still_here"

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to be done by anybody."""
        return self in (SignOut.DONE, SignOut.THERE_WAS_NONE)


@dataclass(frozen=True, slots=True)
class ProductAccess:
    """Whether a product lets this sign-in read; ``rows`` of its first list, None where that is not known."""

    product: Product
    problem: Problem | None = None
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """What a sign-in may see. ``organization_id`` and ``church`` are the church's it belongs to."""

    organization_id: str
    church: str
    products: tuple[ProductAccess, ...]

    @property
    def refused(self) -> tuple[Product, ...]:
        """The products it may not read."""
        return tuple(one.product for one in self.products if one.problem is not None)

    @property
    def is_enough(self) -> bool:
        """Whether a station can work with it: people and check-ins; groups and the calendar may be missing."""
        return not {Product.PEOPLE, Product.CHECK_INS} & set(self.refused)


_FIRST_LISTS: Mapping[Product, Resource] = {
    Product.PEOPLE: Resource.PEOPLE,
    Product.CHECK_INS: Resource.EVENTS,
    Product.GROUPS: Resource.GROUPS,
    Product.CALENDAR: Resource.EVENT_INSTANCES,
}
_ORGANIZATIONS: Mapping[Product, Resource] = {
    Product.PEOPLE: Resource.ORGANIZATION,
    Product.CHECK_INS: Resource.CHECK_INS_ORGANIZATION,
}


async def look_at_access(center: PlanningCenter, now: datetime) -> Access:
    """Ask each product for the little that shows whether it may be read: six requests.

    Raises SignedOut, Offline, TooFast, and UnexpectedAnswer when a server answers that is not Planning Center.
    """
    limits, found = horizon(now), []
    churches: list[tuple[str, str]] = []
    for product, first_list in _FIRST_LISTS.items():
        try:
            if product in _ORGANIZATIONS:
                churches.append(await _church(center, Ask(_ORGANIZATIONS[product], limits)))
            rows = await center.total(Ask(first_list, limits))
        except (NoPermission, NotKnown) as problem:
            found.append(ProductAccess(product, NoPermission(**problem.details | {"product": product.value})))
        else:
            found.append(ProductAccess(product, rows=rows))
    organization_id, name = churches[0] if churches else ("", "")
    return Access(organization_id, name, tuple(found))


async def _church(center: PlanningCenter, ask: Ask) -> tuple[str, str]:
    page = await center.page(ask)
    for record in page.records:
        if isinstance(record, PulledOrganization):
            return record.organization.id, record.organization.name
    raise UnexpectedAnswer(code="no_organization")


Connect = Callable[[SignInKind, Mapping[str, str], str], AbstractAsyncContextManager[PlanningCenter]]
"""Opens Planning Center for a sign-in: its kind, its values, the server."""


async def _nothing_to_revoke(kept: KeptSignIn) -> None:
    """For a sign-in that its owner ends at Planning Center."""


@dataclass(frozen=True, slots=True)
class SignInDesk:
    """Where an admin signs the station in and out. ``known_church``: the id of the church whose data is here, None before."""

    store: SignInStore
    connect: Connect
    known_church: Callable[[], Awaitable[str | None]]
    log: ActionLog
    clock: Clock
    new_id: Callable[[datetime], str]
    base_url: str
    revoke: Callable[[KeptSignIn], Awaitable[None]] = _nothing_to_revoke

    async def check(self, app_id: str, secret: str) -> Access:
        """Try a personal access token without keeping it.

        Raises SignedOut, NoPermission when neither people nor check-ins may be read, WrongOrganization, Offline, TooFast,
        UnexpectedAnswer.
        """
        return await self._tried(SignInKind.PERSONAL, _personal(app_id, secret))

    async def sign_in(
        self, app_id: str, secret: str, *, in_file: bool = False, by: StaffId | None = None
    ) -> tuple[Access, SignInPlace]:
        """Try a token and keep it. Raises as ``check`` and as `SignInStore.keep`."""
        return await self.keep(SignInKind.PERSONAL, _personal(app_id, secret), in_file=in_file, by=by)

    async def keep(
        self, kind: SignInKind, values: Mapping[str, str], *, in_file: bool = False, by: StaffId | None = None
    ) -> tuple[Access, SignInPlace]:
        """The same for any kind of sign-in."""
        access = await self._tried(kind, values)
        async with self.store.alone():
            place = await self.store.keep(kind, values, self.base_url, in_file=in_file)
        await self._note(StaffAction.PLANNING_CENTER_SIGNED_IN, by, kind=kind.value, place=place.value)
        return access, place

    async def look(self) -> Access:
        """What the present sign-in may see. Raises as ``check``."""
        kept = await self.store.kept()
        if kept is None:
            raise SignedOut(code="missing")
        async with self.connect(kept.kind, kept.values, kept.base_url) as center:
            access = await look_at_access(center, self.clock.now())
        await self._refuse_another_church(access)
        return access

    async def sign_out(self, by: StaffId | None = None) -> SignOut:
        """Forget the sign-in, here and at Planning Center. The data stays.

        Without a network it is forgotten here, and expires there by itself. Raises Busy while a renewal goes on for very long.
        """
        # A renewal under way ends first: what it brings is revoked and forgotten too, and none brings it back afterwards.
        async with self.store.alone():
            kept = await self.store.kept()
            if kept is None or kept.place is SignInPlace.ENVIRONMENT:
                return SignOut.THERE_WAS_NONE
            came_to = SignOut.DONE
            try:
                await self.revoke(kept)
            except Unavailable as problem:
                logger.warning("the sign-in was not revoked: %s", problem.name)
                came_to = SignOut.NOT_REVOKED
            await self.store.forget()
            if await self.store.kept() is not None:
                came_to = SignOut.STILL_HERE
        await self._note(StaffAction.PLANNING_CENTER_SIGNED_OUT, by)
        return came_to

    async def _tried(self, kind: SignInKind, values: Mapping[str, str]) -> Access:
        async with self.connect(kind, values, self.base_url) as center:
            access = await look_at_access(center, self.clock.now())
        await self._refuse_another_church(access)
        if not access.is_enough:
            raise NoPermission(products=[product.value for product in access.refused])
        return access

    async def _refuse_another_church(self, access: Access) -> None:
        here = await self.known_church()
        if here and access.organization_id and here != access.organization_id:
            raise WrongOrganization(church=access.church)

    async def _note(self, action: StaffAction, by: StaffId | None, **more: object) -> None:
        now = self.clock.now()
        await self.log.log(staff_fact(FactId(self.new_id(now)), now, action, by, more))


def _personal(app_id: str, secret: str) -> Mapping[str, str]:
    return {"app_id": app_id.strip(), "secret": secret.strip()}
