"""Planning Center itself, without the wire: a request goes in, an answer comes out."""

import base64
import binascii
import hmac
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from kiosk.simulator import errors
from kiosk.simulator.asked import Asked, Target, read_parameters, target_of
from kiosk.simulator.documents import Documents
from kiosk.simulator.edges import follow
from kiosk.simulator.faults import Fault, Faults, Trouble
from kiosk.simulator.limits import Pace, RateLimit
from kiosk.simulator.oauth import OAuthDesk
from kiosk.simulator.query import Query
from kiosk.simulator.records import Record
from kiosk.simulator.store import Store
from kiosk.simulator.versions import processed_as
from kiosk.simulator.webhooks import PATH as WEBHOOKS
from kiosk.simulator.webhooks import WebhookDesk
from kiosk.simulator.writes import Writes

API_JSON = "application/vnd.api+json"
_FOREIGN = "http://elsewhere.invalid"
_NOBODY = "nobody"
_WRITES = {"POST": "create", "PATCH": "update", "DELETE": "delete"}
_VERBS = frozenset({"GET", *_WRITES})


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came over the wire; header names are in lower case."""

    verb: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True)
class Answer:
    """What goes back. Without ``is_sent`` the line is closed instead; ``cut_at`` closes it after so many bytes."""

    status: int
    headers: dict[str, str]
    body: bytes
    is_sent: bool = True
    cut_at: int | None = None


@dataclass(slots=True)
class PlanningCenter:
    """Answers requests from one church. Safe to use from several threads."""

    store: Store
    query: Query
    documents: Documents
    writes: Writes
    faults: Faults
    rate: RateLimit
    app_id: str
    secret: str
    bearer_tokens: set[str]
    period_says_seconds: bool
    stopped: threading.Event
    oauth: OAuthDesk
    webhooks: WebhookDesk
    expired_tokens: set[str] = field(default_factory=set)

    def answer(self, request: Request) -> Answer:
        """Answer one request."""
        met = self.faults.take(request.verb, request.path)
        if Trouble.SLOW in met:
            self.stopped.wait(met[Trouble.SLOW].seconds)
        if Trouble.DROPPED in met:
            return Answer(0, {}, b"", is_sent=False)
        headers: dict[str, str] = {}
        try:
            answer = self._carry_out(request, met, headers)
        except errors.Refused as refused:
            body = refused.body if isinstance(refused.body, str) else _json(refused.body)
            answer = Answer(refused.status, {"Content-Type": refused.content_type, **refused.headers}, _bytes(body))
        answer.headers |= headers
        return _spoilt(answer, met)

    def _carry_out(self, request: Request, met: Mapping[Trouble, Fault], headers: dict[str, str]) -> Answer:
        if Trouble.BLOCKED in met or not request.headers.get("user-agent"):
            raise errors.blocked_before_the_api()
        if request.verb == "GET" and request.body:
            raise errors.blocked_before_the_api()
        if Trouble.HTML_PAGE in met:
            return Answer(
                200, {"Content-Type": errors.HTML}, b"<!DOCTYPE html>\n<title>Welcome</title>Please sign in.\n"
            )
        if request.path.startswith("/oauth/"):
            _raise_troubles(met, Pace(0, 0, 0, 0))
            return self._sign_in(request)
        self.oauth.expire()
        user, refused = self._user(request)
        pace = self.rate.count(user)
        headers |= self._pace_headers(pace)
        if refused is not None:
            raise refused
        if request.headers.get("authorization", "").startswith("Basic "):
            headers["X-PCO-API-Auth-Method"] = "HTTPBasic"
        if pace.is_too_fast:
            raise errors.too_fast(pace.count, pace.limit, pace.period_seconds, pace.retry_after_seconds)
        _raise_troubles(met, pace)
        if request.path.startswith(WEBHOOKS):
            status, document = self.webhooks.answer(request.verb, request.path, request.body)
            return Answer(status, {}, b"") if document is None else _document(HTTPStatus(status), document)
        target = target_of(request.path)
        headers["X-PCO-API-Processed-As-Version"] = processed_as(target.product, request.headers)
        if request.verb not in _VERBS:
            raise errors.unrouted()
        if request.verb not in target.path.verbs:
            raise _wrong_verb(request.verb, target)
        asked = read_parameters(target, request.query, is_write=request.verb != "GET")
        with self.store.lock:
            if request.verb == "GET":
                return self._read(target, asked, met)
            return self._write(request, target, asked)

    def _sign_in(self, request: Request) -> Answer:
        said = self.oauth.answer(request.verb, request.path, request.query, request.body)
        if said is None:
            raise errors.unrouted()
        return Answer(said.status, dict(said.headers), said.body)

    def _read(self, target: Target, asked: Asked, met: Mapping[Trouble, Fault]) -> Answer:
        if not target.path.many:
            parent, found = self._walk(target)
            if not isinstance(found, dict):
                raise errors.not_found()
            return _document(HTTPStatus.OK, self.documents.single(target, asked, found, parent))
        is_root = len(target.segments) == 1
        parent = self.store.organization(target.product.name) if is_root else self._walk(target)[0]
        rows = self.query.rows(target, asked, lambda: self._several(target), parent)
        page = self.documents.page(target, asked, rows, parent)
        if Trouble.FOREIGN_NEXT in met and "next" in page["links"]:
            page["links"]["next"] = page["links"]["next"].replace(self.documents.base_url, _FOREIGN)
        if rows:
            self._move_rows(target, rows[0], met)
        return _document(HTTPStatus.OK, page)

    def _write(self, request: Request, target: Target, asked: Asked) -> Answer:
        parent, found = self._walk(target)
        if request.verb == "POST":
            if not target.path.many:
                raise errors.not_simulated(f"POST {target.path.template}")
            record = self.writes.create(target, parent, request.body)
            return _document(HTTPStatus.CREATED, self.documents.single(target, asked, record, parent))
        if found is None or isinstance(found, list):
            raise errors.not_found()
        if request.verb == "DELETE":
            self.writes.delete(target, found)
            return Answer(HTTPStatus.NO_CONTENT, {}, b"")
        record = self.writes.update(target, found, request.body)
        return _document(HTTPStatus.OK, self.documents.single(target, asked, record, parent))

    def _walk(self, target: Target) -> tuple[Record, Record | list[Record] | None]:
        """Follow the path to its end: whose it is and what is there. Raises Refused (404) on the way."""
        shape = [word for word in target.path.template.split("/") if word]
        parent = self.store.organization(target.product.name)
        found: Record | list[Record] | None = parent
        at = 0
        while at < len(shape):
            if not isinstance(found, dict):
                raise errors.not_found()
            parent, edge = found, shape[at]
            if shape[at + 1 : at + 2] == ["{}"]:
                found = self._one(target, parent, edge, target.segments[at + 1])
                at += 2
            else:
                found = follow(self.store, target.product.name, parent, edge)
                at += 1
        return parent, found

    def _several(self, target: Target) -> list[Record]:
        found = self._walk(target)[1]
        return found if isinstance(found, list) else [found] if found else []

    def _one(self, target: Target, parent: Record, edge: str, id: str) -> Record | None:
        product = target.product
        if parent["type"] == "Organization":
            return self.store.find(f"{product.name}/{product.vertices['Organization'].edges[edge].type}", id)
        found = follow(self.store, product.name, parent, edge)
        several = found if isinstance(found, list) else [found] if found else []
        return next((one for one in several if one["id"] == id), None)

    def _user(self, request: Request) -> tuple[str, errors.Refused | None]:
        """Who asks; and why not, where the token is none of ours."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if not token:
            return _NOBODY, errors.unauthorized("BLACKBIRD")
        if scheme == "Basic":
            try:
                given = base64.b64decode(token, validate=True)
            except binascii.Error:
                return _NOBODY, errors.unauthorized("LEMMING")
            if hmac.compare_digest(given, f"{self.app_id}:{self.secret}".encode()):
                return self.app_id, None
        if scheme == "Bearer" and token in self.expired_tokens:
            return _NOBODY, errors.unauthorized("BABOON")
        if scheme == "Bearer" and token in self.bearer_tokens:
            return token, None
        return _NOBODY, errors.unauthorized("LEMMING")

    def _pace_headers(self, pace: Pace) -> dict[str, str]:
        period = f"{pace.period_seconds} seconds" if self.period_says_seconds else str(pace.period_seconds)
        return {
            "X-PCO-API-Request-Rate-Limit": str(pace.limit),
            "X-PCO-API-Request-Rate-Period": period,
            "X-PCO-API-Request-Rate-Count": str(pace.count),
        }

    def _move_rows(self, target: Target, first: Record, met: Mapping[Trouble, Fault]) -> None:
        key = f"{target.product.name}/{target.path.type}"
        if Trouble.ROW_REMOVED in met:
            self.store.remove(key, first["id"])
        if Trouble.ROW_INSERTED in met:
            copied = json.loads(json.dumps(first))
            copied["id"] = self.store.new_id(key)
            self.store.put_first(key, copied)


def _raise_troubles(met: Mapping[Trouble, Fault], pace: Pace) -> None:
    if Trouble.UNAUTHORIZED in met:
        raise errors.unauthorized("CAPUCHIN")
    if Trouble.PRODUCT_REFUSED in met:
        raise errors.forbidden("User does not have access to this product.")
    if Trouble.NOT_THERE in met:
        raise errors.not_found()
    if Trouble.TOO_FAST in met:
        retry_after = max(1, round(met[Trouble.TOO_FAST].seconds))
        raise errors.too_fast(pace.limit + 1, pace.limit, pace.period_seconds, retry_after)
    if Trouble.SERVER_ERROR in met:
        raise errors.server_error()
    if Trouble.MAINTENANCE in met:
        raise errors.unavailable()


def _wrong_verb(verb: str, target: Target) -> errors.Refused:
    """A product without any writes forbids them; elsewhere the path does not know the verb."""
    if all(path.verbs == ("GET",) for path in target.product.paths.values()):
        return errors.forbidden(f"User cannot {_WRITES[verb]} a {target.path.type}.")
    return errors.unrouted()


def _spoilt(answer: Answer, met: Mapping[Trouble, Fault]) -> Answer:
    if Trouble.LOST_ANSWER in met:
        answer.is_sent = False
    elif Trouble.CUT_OFF in met:
        answer.cut_at = len(answer.body) // 2
    elif Trouble.BROKEN_JSON in met:
        answer.body = answer.body[: len(answer.body) // 2]
    return answer


def _document(status: HTTPStatus, document: dict[str, Any]) -> Answer:
    return Answer(status, {"Content-Type": API_JSON}, _bytes(_json(document)))


def _json(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _bytes(text: str) -> bytes:
    return text.encode()
