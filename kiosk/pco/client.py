"""The one place that speaks HTTP to Planning Center: signed in, paced, retried, and its errors told in our words.

    401  SignedOut, or NoPermission where the hint says that only this product or scope is missing
    403  NoPermission; in HTML, from in front of the API, UnexpectedAnswer
    404  NotKnown
    429  waited for as long as ``Retry-After`` says, then tried again; TooFast when that gets nowhere
    5xx  tried again, then Offline with ``status``
    no connection, no answer, half an answer, TLS: tried again, then Offline
    200 with HTML or broken JSON: tried again, then UnexpectedAnswer

Details hold codes and states only, never what a body said.
"""

import asyncio
import logging
import re
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urlsplit

import httpx

from kiosk.domain.problems import NoPermission, NotKnown, Offline, Problem, SignedOut, TooFast, UnexpectedAnswer
from kiosk.pco.pacing import PAUSES_BETWEEN_TRIES, Pace, leading_integer
from kiosk.pco.sign_in import SignIn
from kiosk.pco.targets import BASE_URL, host_of, url_of
from kiosk.services.pulled import Product

VERSIONS: Mapping[Product, str] = {
    Product.PEOPLE: "2025-11-10",
    Product.CHECK_INS: "2025-05-28",
    Product.GROUPS: "2023-07-10",
    Product.CALENDAR: "2022-07-07",
}
"""Pinned, so that two churches never see different shapes (pco/API.md section 1)."""
LONGEST_PAUSE_SECONDS = 120
"""A longer ``Retry-After`` is not waited for; the pull goes on another time."""
MOST_PAUSES = 12
_TIMEOUT = httpx.Timeout(30.0, connect=10.0)
_HINT = re.compile(r"Error Code Hint:\s*\(([A-Z_]+)\)")
_HINTS_OF_ONE_PRODUCT = frozenset({"TRASH_PANDA", "PELICAN"})
"""No access to the product, scope missing: the sign-in itself is good (pco/API.md section 4)."""

logger = logging.getLogger(__name__)


def user_agent() -> str:
    """Who we are; requests without it are dropped (pco/API.md section 4)."""
    try:
        return f"kiosk/{version('kiosk')} (church check-in)"
    except PackageNotFoundError:
        return "kiosk (church check-in)"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer's JSON, None where there was no body, when it was given by the server's own clock, and when it came by ours."""

    json: object
    answered_at: datetime | None
    came_at: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(frozen=True, slots=True)
class _Failure(Exception):
    """Not this time: worth another try, then the problem."""

    problem: Problem


@dataclass(slots=True)
class Client:
    """Asks Planning Center. One for a sign-in, used on one event loop; ``close`` it."""

    sign_in: SignIn
    base_url: str = BASE_URL
    pauses: tuple[float, ...] = PAUSES_BETWEEN_TRIES
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    monotonic: Callable[[], float] = time.monotonic
    pace: Pace = field(default_factory=Pace)
    requests: int = 0
    agent: str = field(default_factory=user_agent)
    _http: httpx.AsyncClient | None = None
    _gate: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def get(self, product: Product, target: str) -> Answer:
        """Ask for ``target``, a path with its query.

        Raises SignedOut, NoPermission, NotKnown, TooFast, Offline, UnexpectedAnswer.
        """
        tries = 0
        while True:
            try:
                return await self._once(product, target)
            except _Failure as failure:
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

    async def _once(self, product: Product, target: str) -> Answer:
        pauses = 0
        is_renewed = False
        while True:
            response = await self._send(product, target)
            match response.status_code:
                case 429:
                    pauses += 1
                    await self._pause(response, pauses)
                case 401 if not is_renewed and await self.sign_in.renew():
                    is_renewed = True
                case _:
                    # On a thread, as all that takes its time: the loop is the screen's.
                    return await asyncio.to_thread(_read, product, response)

    async def _send(self, product: Product, target: str) -> httpx.Response:
        async with self._gate:
            while (wait := self.pace.wait_seconds(self.monotonic())) > 0:
                await self.sleep(wait)
            self.pace.sent(self.monotonic())
            self.requests += 1
        headers = {
            "Accept": "application/vnd.api+json, application/json",
            "Authorization": await self.sign_in.authorization(),
            "User-Agent": self.agent,
            "X-PCO-API-Version": VERSIONS[product],
        }
        try:
            response = await (await self._opened()).get(url_of(self.base_url, target), headers=headers)
        except httpx.InvalidURL as error:
            raise Offline(code="address") from error
        except httpx.RequestError as error:
            raise _Failure(Offline(code=_kind_of(error))) from error
        self.pace.told(response.headers, self.monotonic())
        return response

    async def _pause(self, response: httpx.Response, pauses: int) -> None:
        seconds = _retry_after_seconds(response)
        if pauses > MOST_PAUSES or seconds > LONGEST_PAUSE_SECONDS:
            raise TooFast(seconds=seconds)
        logger.info("Planning Center asks for a pause of %d s", seconds)
        self.pace.pause(seconds, self.monotonic())

    async def _opened(self) -> httpx.AsyncClient:
        if self._http is None:
            # A proxy of the environment is for the internet, not for this machine.
            is_here = host_of(urlsplit(self.base_url).hostname) == "localhost"
            # On a thread: reading the system's certificates takes longer than a frame.
            self._http = await asyncio.to_thread(httpx.AsyncClient, timeout=_TIMEOUT, trust_env=not is_here)
        return self._http


def _read(product: Product, response: httpx.Response) -> Answer:
    status, is_json = response.status_code, "json" in response.headers.get("Content-Type", "")
    if status == 204 or (status < 300 and not response.content and not is_json):
        return Answer(None, _answered_at(response))
    if status >= 500:
        raise _Failure(Offline(status=status))
    document, is_readable = _json_of(response)
    if status < 300:
        # JSON under a wrong content type is taken; anything else is not what we asked for.
        if not is_readable:
            raise _Failure(UnexpectedAnswer(code="not_json", status=status))
        return Answer(document, _answered_at(response))
    code, hint = _code_of(document) if is_json and is_readable else (None, None)
    match status:
        case 401 if hint in _HINTS_OF_ONE_PRODUCT:
            raise NoPermission(product=product.value, code=hint)
        case 401:
            raise SignedOut(code=hint or code or "unauthorized")
        case 403 if is_json:
            raise NoPermission(product=product.value, code=code or "forbidden")
        case 404:
            raise NotKnown(product=product.value)
        case _:
            raise UnexpectedAnswer(product=product.value, status=status, code=code or "refused")


def _json_of(response: httpx.Response) -> tuple[object, bool]:
    try:
        return response.json(), True
    except (ValueError, RecursionError):
        return None, False


def _code_of(document: object) -> tuple[str | None, str | None]:
    """The first error's ``code`` and the hint in its ``detail``."""
    errors = document.get("errors") if isinstance(document, Mapping) else None
    first = errors[0] if isinstance(errors, list) and errors else None
    if not isinstance(first, Mapping):
        return None, None
    code, hint = first.get("code"), _HINT.search(str(first.get("detail", "")))
    return (code if isinstance(code, str) else None), (hint[1] if hint else None)


def _retry_after_seconds(response: httpx.Response) -> int:
    told = response.headers.get("Retry-After")
    seconds = leading_integer(told)
    if seconds is not None:
        return max(1, seconds)
    try:
        until, now = parsedate_to_datetime(told or ""), _answered_at(response) or datetime.now(UTC)
        return max(1, round((until - now).total_seconds()))
    except (TypeError, ValueError):
        return leading_integer(response.headers.get("X-PCO-API-Request-Rate-Period")) or 20


def _answered_at(response: httpx.Response) -> datetime | None:
    try:
        told = parsedate_to_datetime(response.headers.get("Date", ""))
    except (TypeError, ValueError):
        return None
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def _kind_of(error: httpx.RequestError) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return "tls"
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.TimeoutException):
        return "timeout"
    return "half_answer" if isinstance(error, httpx.RemoteProtocolError | httpx.DecodingError) else "network"
