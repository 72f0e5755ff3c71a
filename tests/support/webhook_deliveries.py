"""Deliveries of the pretend Planning Center, knocked at the receiver's door over real HTTP."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import httpx

from kiosk.app.compose import Church
from kiosk.app.webhooks import receiver, subscriptions
from kiosk.bridges.webhook_door import DEFAULT_PATH
from kiosk.simulator.records import Record
from kiosk.simulator.server import PlanningCenterServer
from kiosk.simulator.webhooks import Delivery
from kiosk.storage.hint_store import SqliteHints
from tests.support.sunday import church_at, riverside, served

PUBLIC_URL = "https://hooks.riverside.example/api/pco/webhook"


@dataclass(frozen=True, slots=True)
class Receiving:
    """A church with its receiver open, subscribed at the pretend Planning Center."""

    church: Church
    center: PlanningCenterServer
    url: str
    http: httpx.AsyncClient

    @property
    def hints(self) -> SqliteHints:
        """What came."""
        return SqliteHints(self.church.database)

    def record(self, key: str, id: str) -> Record:
        """A record of the pretend church, which may be changed."""
        found = self.center.store.find(key, id)
        assert found is not None
        return found

    def made(self, name: str, record: Record, at: datetime, **more: object) -> Delivery:
        """A delivery that is not sent yet."""
        return self.center.webhooks.delivery(name, record, at, **more)  # type: ignore[arg-type]

    async def deliver(self, delivery: Delivery) -> int:
        """Send it; the status it got."""
        return await self.knock(delivery.body, delivery.headers)

    async def knock(self, body: bytes, headers: Mapping[str, str], verb: str = "POST", path: str = "") -> int:
        """Any request at the door."""
        url = self.url.replace(DEFAULT_PATH, path) if path else self.url
        answer = await self.http.request(verb, url, content=body, headers=dict(headers))
        assert answer.content == b""
        assert "server" not in answer.headers
        return answer.status_code

    async def carried_out(self) -> None:
        """Wait until nothing waits."""
        while (await self.hints.counts())["waiting"]:
            await asyncio.sleep(0.02)

    async def name_of(self, person: str) -> str | None:
        """What somebody is called in the cache; None for somebody who left the search."""
        row = await self.church.database.read(
            lambda c: c.execute("select first_name from person where id = ? and is_gone = 0", (person,)).fetchone()
        )
        return None if row is None else str(row[0])


@asynccontextmanager
async def signed_in(folder: Path) -> AsyncIterator[tuple[Church, PlanningCenterServer]]:
    """The sample church, signed in to a pretend Planning Center of its own."""
    with served(riverside()) as center:
        async with church_at(folder) as church:
            config = replace(church.config, base_url=center.base_url, app_id="demo", secret="demo")
            yield replace(church, config=config), center


@asynccontextmanager
async def a_receiver(folder: Path) -> AsyncIterator[Receiving]:
    """The sample church's receiver, its subscriptions made."""
    async with signed_in(folder) as (church, center):
        async with subscriptions(church, PUBLIC_URL) as ours:
            await ours.subscribe(in_file=True)
        async with receiver(church, "127.0.0.1:0") as where, httpx.AsyncClient(timeout=30) as http:
            yield Receiving(church, center, f"http://{where}{DEFAULT_PATH}", http)
