"""PlanDocket's check-ins over HTTP, as its published reference has them, and as far as they differ from it without harm.

    401                 SignedOut (``plandocket_key``)
    402, 403            NoPermission (``plandocket_plan`` where the body speaks of a plan, else ``plandocket_scope``)
    404                 NotKnown (``plandocket_participant`` where the body speaks of one, else ``plandocket_event``)
    400, 409, 422       NotAccepted where it speaks of what is there already, NotKnown where of a participant or event, else NotAccepted
    429, 5xx, no line   TooFast, Offline

Bodies of errors, paging and limits are not published. What a body says is looked through for those few words and never kept or
logged: it may name somebody. Its request id is logged.
"""

import asyncio
import json
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from kiosk.domain.mirror import Move
from kiosk.domain.problems import (
    NoPermission,
    NotAccepted,
    NotKnown,
    Offline,
    SettingNotValid,
    SignedOut,
    TooFast,
    UnexpectedAnswer,
)
from kiosk.services.mirror_ports import Copy, CopyThere
from kiosk.words import later
from kiosk.words.plandocket import URL_NOT_VALID

log = logging.getLogger(__name__)

PATH = "/api/v1/check-ins"
_MOST_PAGES = 200
_LARGEST_ANSWER_BYTES = 20_000_000
_TIMEOUT = httpx.Timeout(20.0, connect=10.0)
_LONGEST_ANSWER_SECONDS = 60.0
"""However slowly it drips."""
_SAID_BYTES = 2_000
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_IDS = ("id", "check-in_id", "check_in_id")
_REQUEST_ID = re.compile(r"[A-Za-z0-9_-]{1,80}")


def base_url_of(text: str) -> str:
    """A tenant's address without a path. Raises SettingNotValid: the key goes over encrypted lines only."""
    url = text.strip().rstrip("/")
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
    except ValueError:
        raise SettingNotValid(sentence=later(URL_NOT_VALID)) from None
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    if not is_safe or not parts.hostname or "@" in parts.netloc or parts.path not in ("", "/"):
        raise SettingNotValid(sentence=later(URL_NOT_VALID))
    return f"{parts.scheme}://{parts.netloc}"


def key_of(text: str) -> str:
    """A key that can be sent. Raises SignedOut (``plandocket_key``)."""
    key = text.strip()
    if not key or not key.isascii() or not key.isprintable():
        raise SignedOut(code="plandocket_key")
    return key


@dataclass(slots=True)
class PlanDocketOverHttp:
    """`kiosk.services.mirror_ports.PlanDocket`. ``close`` it."""

    base_url: str
    key: str = field(repr=False)
    _http: httpx.AsyncClient | None = None

    async def of_event(self, event_key: str) -> tuple[CopyThere, ...]:
        """Everybody of an event, page by page where it pages."""
        found: dict[int, CopyThere] = {}
        target, parameters = PATH, {"event_key": event_key}
        for page in range(2, _MOST_PAGES + 2):
            document = await self._asked("GET", target, parameters)
            rows = {row.id: row for row in _rows(document)}
            is_news = bool(rows.keys() - found.keys())
            found |= rows
            following = _next_page(document, page)
            if following is None or not is_news:
                break
            target, parameters = self._followed(following, parameters)
        return tuple(found.values())

    async def send(self, copy: Copy, move: Move, station: str, notes: str) -> int | None:
        """Check in or out; the copy's id where it is told."""
        who: dict[str, object] = (
            {"participant_id": copy.participant} if copy.participant is not None else {"badge_number": copy.badge}
        )
        sent = {
            "event_key": copy.presence.event_key,
            **who,
            "action": move.value,
            "check_in_type": copy.presence.method.value,
            "station": station,
            "notes": notes,
        }
        document = await self._asked("POST", PATH, sent=sent)
        return next((row.id for row in _rows(document)), None)

    async def delete(self, remote_id: int) -> None:
        """Take a copy away; gone already is as good."""
        try:
            await self._asked("DELETE", f"{PATH}/{remote_id}")
        except NotKnown:
            return

    async def stats(self, event_key: str) -> Mapping[str, object]:
        """Its own count, whatever it counts."""
        document = await self._asked("GET", f"{PATH}/stats", {"event_key": event_key})
        data = document.get("data", document)
        return data if isinstance(data, dict) else {}

    async def close(self) -> None:
        """Close the connection."""
        if self._http is not None:
            await self._http.aclose()
            self._http = None

    async def _asked(
        self, verb: str, target: str, parameters: Mapping[str, str] | None = None, sent: object = None
    ) -> Mapping[str, Any]:
        try:
            answer = await self._answered(verb, target, parameters, sent)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError) as error:
            raise Offline(code="plandocket") from error
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            raise Offline(code="plandocket", uncertain=verb != "GET") from error
        return _read(answer, is_write=verb != "GET")

    async def _answered(self, verb: str, target: str, parameters: Mapping[str, str] | None, sent: object) -> "_Answer":
        """What came, as far as anybody would read it."""
        body, asked = bytearray(), self._opened().stream(verb, target, params=parameters, json=sent)
        async with asyncio.timeout(_LONGEST_ANSWER_SECONDS), asked as response:
            async for piece in response.aiter_bytes():
                body += piece
                if len(body) > _LARGEST_ANSWER_BYTES:
                    return _Answer(response.status_code, b"")
        return _Answer(response.status_code, bytes(body))

    def _opened(self) -> httpx.AsyncClient:
        if self._http is None:
            headers = {"Authorization": f"Bearer {self.key}", "Accept": "application/json"}
            # A redirect is not followed: the key goes to this host only.
            # A proxy of the environment is for the internet, not for this machine.
            is_here = urlsplit(self.base_url).hostname in _LOOPBACK
            self._http = httpx.AsyncClient(
                base_url=self.base_url, headers=headers, timeout=_TIMEOUT, trust_env=not is_here
            )
        return self._http

    def _followed(self, following: str, parameters: Mapping[str, str]) -> tuple[str, dict[str, str]]:
        """Where the next page is. Raises UnexpectedAnswer when it is at another host."""
        if following.isdecimal():
            return PATH, {**parameters, "page": following}
        try:
            there = urlsplit(urljoin(f"{self.base_url}{PATH}", following))
        except ValueError as error:
            raise UnexpectedAnswer(code="plandocket") from error
        if f"{there.scheme}://{there.netloc}" != self.base_url:
            raise UnexpectedAnswer(code="plandocket")
        return f"{there.path}?{there.query}", {}


@dataclass(frozen=True, slots=True)
class _Answer:
    """A status, and a body that was read to its end; of one that has none, nothing."""

    status: int
    body: bytes = field(repr=False)


def _read(answer: _Answer, *, is_write: bool) -> Mapping[str, Any]:
    status = answer.status
    if status >= 500:
        raise Offline(code="plandocket", status=status, uncertain=is_write)
    if status == 429:
        raise TooFast(code="plandocket")
    document = _document(answer.body)
    if status in (204, 205):
        return {}
    if 200 <= status < 300:
        if document is None:
            raise UnexpectedAnswer(code="plandocket", status=status, uncertain=is_write)
        return document
    _log_refusal(status, document)
    said = answer.body[:_SAID_BYTES].decode("utf-8", "replace").casefold()
    about_person = "participant" in said or "badge" in said
    match status:
        case 401:
            raise SignedOut(code="plandocket_key")
        case 402:
            raise NoPermission(code="plandocket_plan")
        case 403:
            is_plan = "plan" in said.replace("plandocket", "") or "upgrade" in said
            raise NoPermission(code="plandocket_plan" if is_plan and "scope" not in said else "plandocket_scope")
        case 400 | 409 | 422 if "already" in said or "not checked in" in said:
            raise NotAccepted(code="plandocket_refused", status=status)
        case 404 | 400 | 409 | 422 if about_person:
            raise NotKnown(code="plandocket_participant")
        case 404:
            raise NotKnown(code="plandocket_event")
        case 400 | 409 | 422 if "event" in said:
            raise NotKnown(code="plandocket_event")
        case 400 | 409 | 422:
            raise NotAccepted(code="plandocket_refused", status=status)
        case _:
            raise UnexpectedAnswer(code="plandocket", status=status, uncertain=is_write)


def _document(body: bytes) -> Mapping[str, Any] | None:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else {"data": document}


def _log_refusal(status: int, document: Mapping[str, Any] | None) -> None:
    meta = document.get("meta") if document else None
    told = meta.get("request_id") if isinstance(meta, dict) else None
    request_id = told if isinstance(told, str) and _REQUEST_ID.fullmatch(told) else "-"
    log.warning("PlanDocket answered %d (request %s)", status, request_id)


def _rows(document: Mapping[str, Any]) -> Iterator[CopyThere]:
    """Check-ins in a document, in either of the published shapes, one or many."""
    data = document.get("data", document)
    if isinstance(data, dict):
        data = data.get("check_ins", data.get("check-ins", [data]))
    for row in data if isinstance(data, list) else ():
        if not isinstance(row, dict):
            continue
        id = next((_whole(row.get(name)) for name in _IDS if _whole(row.get(name)) is not None), None)
        if id is None:
            continue
        participant = _whole(row.get("participant_id"))
        yield CopyThere(
            id=id,
            participant=participant if participant is not None else _whole(row.get("event_participant_id")),
            badge=_text(row.get("badge_number")),
            notes=_text(row.get("notes")),
            is_in=row.get("is_checked_in") is True,
            has_left=bool(row.get("checked_out_at")),
        )


def _next_page(document: Mapping[str, Any], number: int) -> str | None:
    links, meta = document.get("links"), document.get("meta")
    following = links.get("next") if isinstance(links, dict) else None
    if isinstance(following, str) and following:
        return following
    pages = next(
        (_whole(meta.get(name)) for name in ("total_pages", "last_page") if isinstance(meta, dict) and name in meta),
        None,
    )
    return str(number) if pages is not None and number <= pages else None


def _whole(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return int(value) if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 19 else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
