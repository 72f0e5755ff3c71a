"""The one place that speaks HTTP to Planning Center: signed in, paced and retried.

    429  waited for as long as ``Retry-After`` says, then tried again; TooFast when that gets nowhere
    no connection, no answer, half an answer, TLS: tried again, then Offline

What is asked for or changed is tried again by itself. What is created is not, once it may have arrived: then Offline or
UnexpectedAnswer says ``uncertain``, and whoever sent it has to look whether it is there.
"""

import asyncio
import json
import logging
import math
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version

import httpx

from kiosk.domain.problems import Offline, TooFast
from kiosk.pco.pacing import LONGEST_PAUSE_SECONDS, PAUSES_BETWEEN_TRIES, Pace
from kiosk.pco.replies import Answer, Failure, kind_of, read, retry_after_seconds
from kiosk.pco.sign_in import SignIn
from kiosk.pco.targets import BASE_URL, is_this_machine, url_of
from kiosk.services.pulled import Product

VERSIONS: Mapping[Product, str] = {
    Product.PEOPLE: "2025-11-10",
    Product.CHECK_INS: "2025-05-28",
    Product.GROUPS: "2023-07-10",
    Product.CALENDAR: "2022-07-07",
    Product.WEBHOOKS: "2022-10-20",
}
"""Pinned, so that two churches never see different shapes (pco/API.md section 1)."""
MOST_PAUSES = 12
_TIMEOUT = httpx.Timeout(30.0, connect=10.0)

logger = logging.getLogger(__name__)


def user_agent() -> str:
    """Who we are; requests without it are dropped (pco/API.md section 4)."""
    try:
        return f"kiosk/{version('kiosk')} (church check-in)"
    except PackageNotFoundError:
        return "kiosk (church check-in)"


@dataclass(slots=True)
class Client:
    """Asks Planning Center. One for a sign-in, used on one event loop; ``close`` it.

    ``patience_seconds``: a longer pause is not waited for.
    """

    sign_in: SignIn
    base_url: str = BASE_URL
    pauses: tuple[float, ...] = PAUSES_BETWEEN_TRIES
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    monotonic: Callable[[], float] = time.monotonic
    pace: Pace = field(default_factory=Pace)
    patience_seconds: float = LONGEST_PAUSE_SECONDS
    requests: int = 0
    agent: str = field(default_factory=user_agent)
    _http: httpx.AsyncClient | None = None
    _gate: asyncio.Lock = field(default_factory=asyncio.Lock)
    _door: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def get(self, product: Product, target: str) -> Answer:
        """Ask for ``target``, a path with its query.

        Raises SignedOut, NoPermission, NotKnown, TooFast, Offline, UnexpectedAnswer.
        """
        return await self._tried(product, "GET", target, None)

    async def post(self, product: Product, target: str, document: Mapping[str, object]) -> Answer:
        """Create something below ``target``. Raises as ``get``, and NotAccepted."""
        return await self._tried(product, "POST", target, document)

    async def patch(self, product: Product, target: str, document: Mapping[str, object]) -> Answer:
        """Change what stands at ``target``. Raises as ``post``."""
        return await self._tried(product, "PATCH", target, document)

    async def delete(self, product: Product, target: str) -> Answer:
        """Take away what stands at ``target``. Raises as ``post``."""
        return await self._tried(product, "DELETE", target, None)

    async def _tried(self, product: Product, verb: str, target: str, document: Mapping[str, object] | None) -> Answer:
        tries = 0
        while True:
            try:
                return await self._once(product, verb, target, document)
            except Failure as failure:
                if verb == "POST" and failure.may_have_arrived:
                    failure.problem.details["uncertain"] = True
                    raise failure.problem from failure
                if tries >= len(self.pauses):
                    raise failure.problem from failure
                logger.info("Planning Center %s: %s, trying again", product.value, failure.problem.name)
                await self.sleep(self.pauses[tries])
                tries += 1

    async def close(self) -> None:
        """Close what is open."""
        if self._http is not None:
            await self._http.aclose()
            self._http = None

    async def _once(self, product: Product, verb: str, target: str, document: Mapping[str, object] | None) -> Answer:
        pauses = 0
        is_renewed = False
        while True:
            response = await self._send(product, verb, target, document)
            match response.status_code:
                case 429:
                    pauses += 1
                    await self._pause(response, pauses)
                case 401 if not is_renewed and await self.sign_in.renew():
                    is_renewed = True
                case _:
                    # On a thread, as all that takes its time: the loop is the screen's.
                    return await asyncio.to_thread(read, product, response, is_write=verb != "GET")

    async def _send(
        self, product: Product, verb: str, target: str, document: Mapping[str, object] | None
    ) -> httpx.Response:
        async with self._gate:
            while (wait := self.pace.wait_seconds(self.monotonic())) > 0:
                if wait > self.patience_seconds:
                    raise TooFast(seconds=math.ceil(wait))
                await self.sleep(wait)
            self.pace.sent(self.monotonic())
            self.requests += 1
        headers = {
            "Accept": "application/vnd.api+json, application/json",
            "Authorization": await self.sign_in.authorization(),
            "User-Agent": self.agent,
            "X-PCO-API-Version": VERSIONS[product],
        }
        content = None
        if document is not None:
            headers["Content-Type"] = "application/vnd.api+json"
            content = json.dumps(document, ensure_ascii=False).encode()
        try:
            http = await self._opened()
            response = await http.request(verb, url_of(self.base_url, target), headers=headers, content=content)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise Offline(code="address") from error
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError) as error:
            raise Failure(Offline(code=kind_of(error, self.base_url)), may_have_arrived=False) from error
        except httpx.RequestError as error:
            raise Failure(Offline(code=kind_of(error, self.base_url))) from error
        self.pace.told(response.headers, self.monotonic())
        return response

    async def _pause(self, response: httpx.Response, pauses: int) -> None:
        seconds = retry_after_seconds(response)
        logger.info("Planning Center asks for a pause of %d s", seconds)
        self.pace.pause(seconds, self.monotonic())
        if pauses > MOST_PAUSES or seconds > self.patience_seconds:
            raise TooFast(seconds=seconds)

    async def _opened(self) -> httpx.AsyncClient:
        async with self._door:
            if self._http is None:
                is_here = is_this_machine(self.base_url)
                # On a thread: reading the system's certificates takes longer than a frame.
                self._http = await asyncio.to_thread(httpx.AsyncClient, timeout=_TIMEOUT, trust_env=not is_here)
            return self._http
