"""The copy for PlanDocket put together: its key, its address, and the loop that copies while a station runs."""

import asyncio
import json
import logging
import math
import os
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from importlib import import_module
from typing import TYPE_CHECKING

from kiosk.app.chance import ulid_at
from kiosk.app.compose import Church
from kiosk.domain.problems import Problem, SignedOut
from kiosk.services.mirror import MARKED, Mirror, MirrorReport
from kiosk.storage.data_folder import DataFolder
from kiosk.storage.mirror_store import LOOKS_BACK, SqliteMirror
from kiosk.storage.secret_places import PLANDOCKET_FILE, SecretPlace

# httpx takes 100 ms to load, and most churches copy nothing.
if TYPE_CHECKING:
    from kiosk.bridges.plandocket import PlanDocketOverHttp

log = logging.getLogger(__name__)

URL_VARIABLE, KEY_VARIABLE = "KIOSK_PLANDOCKET_URL", "KIOSK_PLANDOCKET_KEY"
COPY_EVERY_SECONDS = 20.0
RECENTLY = timedelta(days=2)
"""What is looked at so often; all that may still change only every `WHOLE_EVERY`: a look takes longer the further back it goes."""
WHOLE_EVERY = timedelta(hours=1)
LONGEST_PAUSE_SECONDS = 900.0


@dataclass(frozen=True, slots=True)
class PlanDocketAccess:
    """Where it is, and the key."""

    url: str
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PlanDocketKeys:
    """The key, in the environment, the keyring, or a private file that an admin chose."""

    place: SecretPlace
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)

    async def access(self) -> PlanDocketAccess | None:
        """What is kept, None if nothing is. Raises SettingNotValid for an address in the environment that makes no sense."""
        bridge = await asyncio.to_thread(import_module, "kiosk.bridges.plandocket")
        url, key = self.environment.get(URL_VARIABLE, ""), self.environment.get(KEY_VARIABLE, "")
        if url and key:
            return PlanDocketAccess(bridge.base_url_of(url), bridge.key_of(key))
        try:
            kept = json.loads(await self.place.kept() or "null")
            return None if kept is None else PlanDocketAccess(bridge.base_url_of(str(kept["url"])), str(kept["key"]))
        except (ValueError, KeyError, TypeError):
            log.warning("the key for PlanDocket cannot be read")
            return None

    async def keep(self, access: PlanDocketAccess, *, in_file: bool) -> None:
        """Keep it. Raises SignedOut (``no_keyring``), DiskFull, DataFolderReadOnly."""
        await self.place.keep(json.dumps({"url": access.url, "key": access.key}), in_file=in_file)

    async def forget(self) -> None:
        """Forget it; the environment's is not ours to forget."""
        await self.place.forget()


def plandocket_keys(folder: DataFolder) -> PlanDocketKeys:
    """The key of a data folder."""
    return PlanDocketKeys(SecretPlace(folder, "kiosk: PlanDocket", PLANDOCKET_FILE))


def mirror_book(church: Church) -> SqliteMirror:
    """What stands there of an open church."""
    return SqliteMirror(church.database, ulid_at, church.zone)


@asynccontextmanager
async def plandocket(church: Church) -> AsyncIterator["PlanDocketOverHttp"]:
    """PlanDocket with the key that is kept, closed afterwards. Raises SignedOut (``plandocket_missing``) where there is none."""
    access = None if church.config.is_rehearsal else await plandocket_keys(church.folder).access()
    if access is None:
        raise SignedOut(code="plandocket_missing")
    from kiosk.bridges.plandocket import PlanDocketOverHttp

    there = PlanDocketOverHttp(access.url, access.key)
    try:
        yield there
    finally:
        await there.close()


async def copy_now(church: Church, back: timedelta = LOOKS_BACK) -> MirrorReport:
    """Copy all that is pending of so far back.

    Raises as `Mirror.run`, SignedOut without a key, and Busy while another process copies for long.
    """
    async with church.folder.alone("mirror"), plandocket(church) as there:
        return await Mirror(mirror_book(church), there, church.clock, _station(church), church.zone).run(back)


def _station(church: Church) -> str:
    """What PlanDocket shows as the station; one that has no name has a number."""
    return church.settings.name or f"{MARKED} {church.settings.slot}"


async def copy_for_ever(church: Callable[[], Church], every_seconds: float = COPY_EVERY_SECONDS) -> None:
    """Copy while the station runs, until cancelled; nothing is done, or even opened, before an event is tied."""
    pause, whole_at = every_seconds, -math.inf
    while True:
        await asyncio.sleep(pause)
        try:
            if await mirror_book(church()).ties():
                is_whole = time.monotonic() - whole_at >= WHOLE_EVERY.total_seconds()
                await copy_now(church(), LOOKS_BACK if is_whole else RECENTLY)
                whole_at = time.monotonic() if is_whole else whole_at
            pause = every_seconds
        except Problem as problem:
            log.warning("copying to PlanDocket ended: %s (%s)", problem.name, problem.details.get("code", ""))
            pause = min(LONGEST_PAUSE_SECONDS, pause * 2)
        except Exception:
            # A bug: families come all the same, and what was not copied is copied when it is mended.
            log.exception("copying to PlanDocket failed")
            pause = LONGEST_PAUSE_SECONDS
