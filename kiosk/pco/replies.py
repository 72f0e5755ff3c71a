"""What an answer of Planning Center comes to: its JSON, another try, or a problem in our words.

    401            SignedOut, or NoPermission where the hint says that only this product or scope is missing
    403            NoPermission; in HTML, from in front of the API, UnexpectedAnswer
    404            NotKnown
    4xx            UnexpectedAnswer when something was asked for; NotAccepted, with Planning Center's own words, when sent
    5xx            worth another try, then Offline with ``status``
    200 with HTML or broken JSON: worth another try, then UnexpectedAnswer

Details hold codes and states only, never what a body said, but for what it says of a change that was not accepted.
"""

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from kiosk.domain.problems import (
    NoPermission,
    NotAccepted,
    NotKnown,
    Offline,
    Problem,
    SignedOut,
    UnexpectedAnswer,
)
from kiosk.pco.pacing import leading_integer
from kiosk.pco.targets import goes_by_proxy
from kiosk.services.pulled import Product

_HINT = re.compile(r"Error Code Hint:\s*\(([A-Z_]+)\)")
_HINTS_OF_ONE_PRODUCT = frozenset({"TRASH_PANDA", "PELICAN"})
"""No access to the product, scope missing: the sign-in itself is good (pco/API.md section 4)."""
_LONGEST_WORDS = 300
_SCOPE = "bad_scope"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer's JSON, None where there was no body, when it was given by the server's own clock, and when it came by ours."""

    json: object
    answered_at: datetime | None
    came_at: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(frozen=True, slots=True)
class Failure(Exception):
    """Not this time: worth another try, then the problem."""

    problem: Problem
    may_have_arrived: bool = True


def read(product: Product, response: httpx.Response, *, is_write: bool) -> Answer:
    """What an answer holds. Raises Failure for one that is worth another try, and the problems named above."""
    status, is_json = response.status_code, "json" in response.headers.get("Content-Type", "")
    if status == 204 or (status < 300 and not response.content and not is_json):
        return Answer(None, answered_at(response))
    if status >= 500:
        raise Failure(Offline(status=status))
    document, is_readable = _json_of(response)
    if status < 300:
        # JSON under a wrong content type is taken; anything else is not what we asked for.
        if not is_readable:
            raise Failure(UnexpectedAnswer(code="not_json", status=status))
        return Answer(document, answered_at(response))
    code, hint = _code_of(document) if is_json and is_readable else (None, None)
    match status:
        case 401 if hint in _HINTS_OF_ONE_PRODUCT:
            raise NoPermission(product=product.value, code=hint)
        case 401:
            raise SignedOut(code=hint or code or "unauthorized")
        case 400 | 403 | 409 | 422 if is_json and is_write and code != _SCOPE:
            raise _not_accepted(status, document)
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


def _not_accepted(status: int, document: object) -> NotAccepted:
    """Planning Center's own words for a change that it does not take, and the fields it names."""
    errors = document.get("errors") if isinstance(document, Mapping) else None
    words, fields = [], []
    for error in errors if isinstance(errors, list) else ():
        if not isinstance(error, Mapping):
            continue
        source, meta = error.get("source"), error.get("meta")
        name = source.get("parameter") if isinstance(source, Mapping) else None
        said = meta.get("description") if isinstance(meta, Mapping) else None
        said = said or error.get("detail") or error.get("title") or ""
        if isinstance(name, str) and name:
            fields.append(name)
            words.append(f"{name}: {said}")
        else:
            words.append(str(said))
    return NotAccepted(status=status, words="; ".join(words)[:_LONGEST_WORDS], fields=fields)


def retry_after_seconds(response: httpx.Response) -> int:
    """How long to wait after a 429; at least a second."""
    told = response.headers.get("Retry-After")
    seconds = leading_integer(told)
    if seconds is not None:
        return max(1, seconds)
    try:
        until, now = parsedate_to_datetime(told or ""), answered_at(response) or datetime.now(UTC)
        return max(1, round((until - now).total_seconds()))
    except (TypeError, ValueError):
        return leading_integer(response.headers.get("X-PCO-API-Request-Rate-Period")) or 20


def answered_at(response: httpx.Response) -> datetime | None:
    """When the server says it answered."""
    try:
        told = parsedate_to_datetime(response.headers.get("Date", ""))
    except (TypeError, ValueError):
        return None
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def kind_of(error: httpx.RequestError, base_url: str) -> str:
    """What went wrong below HTTP on the way to a server: address, tls, proxy, timeout, half_answer or network."""
    if isinstance(error, httpx.UnsupportedProtocol):
        return "address"
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return "tls"
        cause = cause.__cause__ or cause.__context__
    is_unconnected = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout)
    if isinstance(error, httpx.ProxyError) or (is_unconnected and goes_by_proxy(base_url)):
        return "proxy"
    if isinstance(error, httpx.TimeoutException):
        return "timeout"
    return "half_answer" if isinstance(error, httpx.RemoteProtocolError | httpx.DecodingError) else "network"
