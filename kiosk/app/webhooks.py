"""Webhooks put together: the receiver's door, the secrets of its subscriptions, and the readings that hints ask for."""

import asyncio
import json
import logging
import os
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta

from kiosk.app.clock import MachineClock
from kiosk.app.compose import Church
from kiosk.app.exchanging import bring, situation
from kiosk.app.sign_in import connected_as_kept
from kiosk.bridges.webhook_door import DEFAULT_PATH, WebhookDoor
from kiosk.bridges.webhook_server import served
from kiosk.domain.hints import HintRecord
from kiosk.domain.ids import HouseholdId, PersonId
from kiosk.domain.problems import NotKnown, Problem, StationNotSetUp, WrongOrganization
from kiosk.pco.gateway import Gateway
from kiosk.pco.people_there import PeopleOverHttp
from kiosk.pco.webhook_subscriptions import WebhookSubscriptions
from kiosk.services.exchange_schedule import rest_after
from kiosk.services.hint_reading import HintReading
from kiosk.services.look_in_planning_center import LookedUp
from kiosk.services.pull_plan import Scope, horizon
from kiosk.services.pulled import Ask, Horizon, PulledRecord, Resource
from kiosk.services.subscriptions import Subscriptions
from kiosk.storage.brought_people import SqliteBrought
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.hint_store import SqliteHints
from kiosk.storage.secret_places import WEBHOOKS_FILE, SecretPlace

log = logging.getLogger(__name__)

SECRET_VARIABLE = "KIOSK_WEBHOOK_SECRETS"
"""The subscriptions' secrets with blanks between them, for a receiver without a keyring."""
GATHER_SECONDS = 1.0
"""What comes together is read together: creating a family makes ten deliveries."""
LOOK_EVERY = timedelta(seconds=30)
SUBSCRIPTIONS_EVERY = timedelta(hours=1)
MERGERS_SINCE = timedelta(days=14)
_MOST_PAGES = 100


@dataclass(frozen=True, slots=True)
class WebhookSecrets:
    """`kiosk.services.subscriptions.SecretShelf` in the keyring, or in a private file that an admin chose."""

    place: SecretPlace

    async def secrets(self) -> Mapping[str, tuple[str, ...]]:
        """By subscription id, the newest first; what cannot be read is none."""
        try:
            kept = json.loads(await self.place.kept() or "{}")
            return {str(id): tuple(str(one) for one in secrets) for id, secrets in kept.items()}
        except (ValueError, AttributeError, TypeError):
            log.warning("the webhooks' secrets cannot be read")
            return {}

    async def keep(self, secrets: Mapping[str, tuple[str, ...]], *, in_file: bool | None = None) -> None:
        """Keep them all."""
        if secrets:
            await self.place.keep(json.dumps({id: list(those) for id, those in secrets.items()}), in_file=in_file)
        else:
            await self.place.forget()

    async def good_now(self, environment: Mapping[str, str] = os.environ) -> frozenset[str]:
        """Every secret that a delivery may be signed with."""
        given = environment.get(SECRET_VARIABLE, "").split()
        return frozenset(given) | {one for those in (await self.secrets()).values() for one in those}


def webhook_secrets(folder: DataFolder) -> WebhookSecrets:
    """Those of a data folder."""
    return WebhookSecrets(SecretPlace(folder, "kiosk: webhooks", WEBHOOKS_FILE))


@asynccontextmanager
async def subscriptions(church: Church, url: str) -> AsyncIterator[Subscriptions]:
    """The subscriptions for an address, over this church's sign-in. Raises SignedOut when there is none."""
    async with connected_as_kept(church.config, church.rest) as gateway:
        yield Subscriptions(WebhookSubscriptions(gateway), webhook_secrets(church.folder), url)


async def end_subscriptions(church: Church) -> int:
    """End all that are known here, and forget their secrets; how many. Raises as `Subscriptions.unsubscribe`."""
    hints = SqliteHints(church.database)
    url, count = await hints.url(), 0
    if url:
        async with subscriptions(church, url) as ours:
            count = await ours.unsubscribe()
        await hints.keep_url("")
    return count


@dataclass(frozen=True, slots=True)
class _Reader:
    """`kiosk.services.hint_ports.RecordReader` over a gateway that is open."""

    church: Church
    gateway: Gateway
    hints: SqliteHints

    async def read_person(self, person_id: str) -> None:
        try:
            found = await PeopleOverHttp(self.gateway).person(PersonId(person_id))
        except NotKnown:
            # A merger is told first where there was one; else the person was deleted.
            await self.read_mergers()
            await self.hints.no_more(HintRecord.PERSON, person_id)
            return
        await self._keep(found)

    async def read_household(self, household_id: str) -> None:
        try:
            found = await PeopleOverHttp(self.gateway).household(HouseholdId(household_id))
        except NotKnown:
            await self.hints.no_more(HintRecord.HOUSEHOLD, household_id)
            return
        await self._keep(found)
        here = await self.church.people.household(HouseholdId(household_id))
        there = {person.id for person in found.active_people}
        for person in here.people if here is not None else ():
            if person.id not in there and person.id.isdecimal():
                # No longer of this household: nothing else tells (pco/API.md section 10.1).
                await self.read_person(person.id)

    async def read_members(self, group_id: str) -> None:
        try:
            records, ids = await self._listed(Ask(Resource.MEMBERSHIPS, self._horizon(), group_id))
        except NotKnown:
            records, ids = (), ()
        await SqliteBrought(self.church.database).keep(records, MachineClock().now())
        await self.hints.members_are(group_id, ids)

    async def read_mergers(self) -> None:
        since = MachineClock().now() - MERGERS_SINCE
        records, _ = await self._listed(Ask(Resource.PERSON_MERGERS, self._horizon(), since=since))
        await SqliteBrought(self.church.database).keep(records, MachineClock().now())

    async def read_changes(self) -> None:
        await bring(self.church, Scope.CHANGES)

    async def _listed(self, ask: Ask) -> tuple[tuple[PulledRecord, ...], tuple[str, ...]]:
        records = list[PulledRecord]()
        for _ in range(_MOST_PAGES):
            page = await self.gateway.page(ask)
            await self._refuse_another_church(page.organization_id)
            records += page.records
            if page.next_cursor is None:
                break
            ask = Ask(ask.resource, ask.horizon, ask.parent, page.next_cursor, ask.since)
        return tuple(records), tuple(str(getattr(record, "id", "")) for record in records)

    async def _keep(self, found: LookedUp) -> None:
        await self._refuse_another_church(found.organization_id)
        await SqliteBrought(self.church.database).keep(found.records, found.answered_at or MachineClock().now())

    async def _refuse_another_church(self, organization_id: str | None) -> None:
        ours = await SqliteBrought(self.church.database).organization_id()
        if ours is not None and organization_id is not None and organization_id != ours:
            raise WrongOrganization()

    def _horizon(self) -> Horizon:
        return horizon(MachineClock().now())


async def read_hints(church: Church) -> int:
    """Carry out what waits; how many hints that was. Raises as `HintReading.run`, and SignedOut."""
    hints = SqliteHints(church.database)
    if not await hints.waiting(MachineClock().now(), 1):
        return 0
    async with connected_as_kept(church.config, church.rest) as gateway:
        gateway.pace.share = (await situation(church)).share
        return await HintReading(hints, _Reader(church, gateway, hints), MachineClock()).run()


@asynccontextmanager
async def receiver(church: Church, address: str, path: str = DEFAULT_PATH) -> AsyncIterator[str]:
    """Receive deliveries at an address, given back with its port, and carry out their hints, until left.

    Raises SettingNotValid for the address, StationNotSetUp before the first pull.
    """
    ours = await SqliteBrought(church.database).organization_id()
    if ours is None:
        raise StationNotSetUp()
    came = asyncio.Event()
    door = WebhookDoor(
        SqliteHints(church.database),
        webhook_secrets(church.folder).good_now,
        MachineClock(),
        time.monotonic,
        stored=came.set,
        organization_id=ours,
        path=path,
    )
    async with served(door, address) as where:
        tasks = [
            asyncio.create_task(_read_for_ever(church, came)),
            asyncio.create_task(_count_for_ever(door)),
            asyncio.create_task(_look_after_subscriptions(church)),
        ]
        try:
            yield where
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            with suppress(Problem):
                await door.keep_counts()


async def _read_for_ever(church: Church, came: asyncio.Event) -> None:
    trouble = ""
    while True:
        now = ""
        try:
            await read_hints(church)
        except Problem as problem:
            now = problem.name
            if now != trouble:
                log.warning("hints wait: %s", now)
        except Exception:
            # A bug, said once; whatever is delivered is kept all the same.
            now = "bug"
            if now != trouble:
                log.exception("hints wait")
        if trouble and not now:
            log.info("hints are read again")
        trouble = now
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_EVERY.total_seconds()):
                await came.wait()
                await asyncio.sleep(GATHER_SECONDS)
        came.clear()


async def _count_for_ever(door: WebhookDoor) -> None:
    while True:
        await asyncio.sleep(GATHER_SECONDS)
        with suppress(Problem):
            await door.keep_counts()


async def _look_after_subscriptions(church: Church) -> None:
    """Wake subscriptions that were deactivated, and bring what was missed."""
    looked_at = None
    while True:
        now, rest = MachineClock().now(), LOOK_EVERY
        try:
            url = await SqliteHints(church.database).url()
            if url and (looked_at is None or now - looked_at >= SUBSCRIPTIONS_EVERY):
                await resumed(church, url)
                looked_at = now
            await gap_pulled(church)
        except Problem as problem:
            rest = rest_after(problem, LOOK_EVERY)
        except Exception:
            log.exception("the subscriptions could not be looked after")
            rest = SUBSCRIPTIONS_EVERY
        await asyncio.sleep(rest.total_seconds())


async def resumed(church: Church, url: str) -> bool:
    """Wake subscriptions that were deactivated, and bring what changed meanwhile; whether any were. Raises as both do.

    What was missed is written down before they are woken: afterwards nothing tells that anything was.
    """
    hints = SqliteHints(church.database)
    async with subscriptions(church, url) as ours:
        standing = await ours.standing()
        if not standing.inactive and not standing.missing:
            return await gap_pulled(church)
        is_wide = standing.inactive or await hints.gap() is not None
        await hints.keep_gap(Scope.FULL if is_wide else Scope.CHANGES, MachineClock().now())
        await ours.subscribe(in_file=None)
    log.warning("%d subscriptions had been deactivated, %d were missing", len(standing.inactive), len(standing.missing))
    return await gap_pulled(church)


async def gap_pulled(church: Church) -> bool:
    """Bring what was missed while nothing was delivered, if anything was; tried until it is here, and everything only when no family is
    in its way. Raises as ``bring``."""
    hints = SqliteHints(church.database)
    known = await hints.gap()
    if known is None:
        return False
    (gap, since), now = known, await situation(church)
    scope = now.calmly(gap)
    if scope is not gap and now.last.get(scope, since) > since:
        # What is told as changed is here; who is gone shows when everything may be read.
        return False
    await bring(church, scope)
    if scope is gap:
        await hints.close_gap()
    return True
