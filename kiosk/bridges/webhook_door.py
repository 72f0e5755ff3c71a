"""The door at which Planning Center's webhooks knock: an ASGI application for one address and one verb.

    200  stored durably, known already, or nothing a kiosk keeps: Planning Center is done with it
    400  no delivery, or one so old that only somebody else can be sending it
    401  not signed with a secret of ours          404, 405  another address, another verb
    408  the body does not come                    413  too large to be read
    429  too many at once
    503  could not be stored, or no secret can be read now: Planning Center delivers it again

Answers are empty: whoever knocks learns nothing but the number. What was refused is counted, never logged.
"""

import asyncio
import logging
import math
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from kiosk.bridges.delivery import MalformedDelivery, delivered, is_authentic
from kiosk.domain.hints import is_replayed
from kiosk.domain.problems import Problem
from kiosk.services.hint_ports import HintBook, Outcome
from kiosk.services.ports import Clock

log = logging.getLogger(__name__)

DEFAULT_PATH = "/api/pco/webhook"
SIGNATURE = b"x-pco-webhooks-authenticity"
LARGEST_BODY_BYTES = 1_000_000
BODY_SECONDS = 10.0
BURST = 300
_MOST_DIGITS = 12
_SECRETS_FOR_SECONDS = 30.0
_SECRETS_AT_LEAST_FOR_SECONDS = 1.0
"""However many are not signed well, the keyring is asked no more often."""
PER_SECOND = 50.0
"""More than a large church's import sends; a thousand a minute is 17."""

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class _Refused(Exception):
    def __init__(self, status: int, outcome: Outcome | None, headers: Iterable[tuple[bytes, bytes]] = ()) -> None:
        super().__init__(status)
        self.status, self.outcome, self.headers = status, outcome, tuple(headers)


@dataclass(slots=True)
class WebhookDoor:
    """``secrets``: those of the subscriptions that are good now; ``stored`` is called when there are new hints.

    ``organization_id``: the church's, where it is known; ``monotonic``: seconds that only go forward.
    """

    book: HintBook
    secrets: Callable[[], Awaitable[Iterable[str]]]
    clock: Clock
    monotonic: Callable[[], float]
    stored: Callable[[], None] = lambda: None
    organization_id: str = ""
    path: str = DEFAULT_PATH
    largest_bytes: int = LARGEST_BODY_BYTES
    _room: float = BURST
    _looked_at: float | None = None
    _uncounted: Counter[Outcome] = field(default_factory=Counter)
    _trouble: str = ""
    _known: tuple[str, ...] = field(default=(), repr=False)
    _known_at: float | None = None
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as ASGI has it."""
        if scope["type"] == "lifespan":
            await _live(receive, send)
            return
        if scope["type"] != "http":
            return
        headers: tuple[tuple[bytes, bytes], ...] = ()
        try:
            status = await self._answer(scope, receive)
        except _Refused as refused:
            status, headers = refused.status, refused.headers
            if refused.outcome is not None:
                self._uncounted[refused.outcome] += 1
        lines = [(b"content-length", b"0"), *headers]
        await send({"type": "http.response.start", "status": status, "headers": lines})
        await send({"type": "http.response.body", "body": b""})

    async def keep_counts(self) -> None:
        """Write down what was refused since the last time: in one stroke, so that a flood costs the file nothing."""
        counts, self._uncounted = self._uncounted, Counter()
        if counts:
            await self.book.count(counts, self.clock.now())

    async def _answer(self, scope: Scope, receive: Receive) -> int:
        if scope["path"] != self.path:
            raise _Refused(404, None)
        if scope["method"] != "POST":
            raise _Refused(405, None, [(b"allow", b"POST")])
        headers = {bytes(name).lower(): bytes(value) for name, value in scope["headers"]}
        self._let_in()
        body = await self._body(headers, receive)
        signature = headers.get(SIGNATURE, b"").decode("latin-1")
        if not signature or not await self._is_authentic(body, signature):
            raise _Refused(401, Outcome.FORGED)
        return await self._keep(body)

    async def _is_authentic(self, body: bytes, signature: str) -> bool:
        """By the secrets as they were lately, else by those of now: they may have been changed a moment ago."""
        if self._known_for() < _SECRETS_FOR_SECONDS and is_authentic(body, signature, self._known):
            return True
        async with self._looking:
            if self._known_for() >= _SECRETS_AT_LEAST_FOR_SECONDS:
                self._known = tuple(await self.secrets())
                self._known_at = self.monotonic()
        if not self._known:
            # A keyring that is locked for a while: theirs cannot be told from anybody's, and must not be lost.
            raise _Refused(503, Outcome.NOT_KEPT, [(b"retry-after", b"30")])
        return is_authentic(body, signature, self._known)

    def _known_for(self) -> float:
        return math.inf if self._known_at is None else self.monotonic() - self._known_at

    async def _keep(self, body: bytes) -> int:
        now = self.clock.now()
        try:
            found = delivered(body, now, self.organization_id)
        except MalformedDelivery as error:
            raise _Refused(400, Outcome.MALFORMED) from error
        if any(is_replayed(hint.happened_at, now) for hint in found.hints):
            raise _Refused(400, Outcome.REPLAYED)
        try:
            new = await self.book.keep(found.hints, now) if found.hints else 0
        except Problem as problem:
            if self._trouble != problem.name:
                log.warning("deliveries cannot be kept: %s", problem.name)
            self._trouble = problem.name
            raise _Refused(503, Outcome.NOT_KEPT, [(b"retry-after", b"30")]) from problem
        self._trouble = ""
        self._uncounted[Outcome.STORED] += new
        self._uncounted[Outcome.REPEATED] += len(found.hints) - new
        self._uncounted[Outcome.NOT_OURS] += found.not_ours
        self._uncounted = +self._uncounted
        if new:
            self.stored()
        return 200

    def _let_in(self) -> None:
        """Whoever knocks faster than a church's Planning Center could is sent away before anything is read."""
        now = self.monotonic()
        if self._looked_at is not None:
            self._room = min(float(BURST), self._room + (now - self._looked_at) * PER_SECOND)
        self._looked_at = now
        if self._room < 1:
            raise _Refused(429, Outcome.TOO_MANY, [(b"retry-after", b"30")])
        self._room -= 1

    async def _body(self, headers: Mapping[bytes, bytes], receive: Receive) -> bytes:
        told = headers.get(b"content-length", b"")
        if told and (not told.isdigit() or len(told) > _MOST_DIGITS or int(told) > self.largest_bytes):
            raise _Refused(413, Outcome.TOO_LARGE, [(b"connection", b"close")])
        body = bytearray()
        try:
            async with asyncio.timeout(BODY_SECONDS):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise _Refused(400, Outcome.MALFORMED)
                    body += message.get("body", b"")
                    if len(body) > self.largest_bytes:
                        raise _Refused(413, Outcome.TOO_LARGE, [(b"connection", b"close")])
                    if not message.get("more_body", False):
                        return bytes(body)
        except TimeoutError as error:
            raise _Refused(408, Outcome.MALFORMED, [(b"connection", b"close")]) from error


async def _live(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
