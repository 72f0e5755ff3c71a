"""Webhooks as Planning Center has them: subscriptions, each with a secret, and deliveries in the shapes it sends (API.md section 10)."""

import hashlib
import hmac
import json
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from kiosk.simulator import errors
from kiosk.simulator.records import Record

PATH = "/webhooks/v2/webhook_subscriptions"
_HEX = 32


@dataclass(frozen=True, slots=True)
class Delivery:
    """One request as Planning Center sends it to the address of a subscription."""

    url: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True)
class WebhookDesk:
    """Keeps subscriptions and makes deliveries. Safe to use from several threads."""

    organization_id: str
    subscriptions: dict[str, dict[str, Any]] = field(default_factory=dict)
    _next_id: int = 1
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, verb: str, path: str, body: bytes) -> tuple[int, Any]:
        """Status and document for a request below `PATH`. Raises Refused."""
        with self._lock:
            parts = [part for part in path.removeprefix(PATH).split("/") if part]
            match verb, parts:
                case "GET", []:
                    rows = [_document(one) for one in self.subscriptions.values()]
                    return HTTPStatus.OK, {"data": rows, "links": {}, "meta": {"total_count": len(rows)}}
                case "POST", []:
                    return HTTPStatus.CREATED, {"data": _document(self._created(_attributes(body)))}
                case "GET", [id] if id in self.subscriptions:
                    return HTTPStatus.OK, {"data": _document(self.subscriptions[id])}
                case "PATCH", [id] if id in self.subscriptions:
                    self.subscriptions[id]["active"] = bool(_attributes(body).get("active"))
                    return HTTPStatus.OK, {"data": _document(self.subscriptions[id])}
                case "DELETE", [id] if id in self.subscriptions:
                    del self.subscriptions[id]
                    return HTTPStatus.NO_CONTENT, None
                case "POST", [id, "rotate_secret"] if id in self.subscriptions:
                    self.subscriptions[id]["authenticity_secret"] = secrets.token_hex(_HEX)
                    return HTTPStatus.OK, {"data": _document(self.subscriptions[id])}
                case _:
                    raise errors.not_found()

    def delivery(
        self,
        name: str,
        record: Record,
        happened_at: datetime,
        *,
        token: str = "",
        parent: tuple[str, str] | None = None,
    ) -> Delivery:
        """What is sent when ``name`` happens to a record; of what is destroyed little is told. Raises LookupError.

        ``parent``: type and id of what the record belongs to.
        """
        one = next(one for one in self.subscriptions.values() if one["name"] == name)
        meta: dict[str, Any] = {}
        if parent is not None:
            meta["parent"] = {"type": parent[0], "id": parent[1]}
        node: dict[str, Any] = {"type": record["type"], "id": record["id"]}
        moment = happened_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        if name.endswith(".destroyed"):
            node["relationships"] = record["relationships"]
        else:
            node |= {"attributes": record["attributes"], "relationships": record["relationships"]}
            meta |= {"event_time": moment, "idempotency_token": token or secrets.token_hex(_HEX)}
        payload = {"data": node, "included": [], "meta": meta}
        delivery_id = token or secrets.token_hex(8)
        body = json.dumps(
            {
                "data": [
                    {
                        "id": delivery_id,
                        "type": "EventDelivery",
                        "attributes": {"name": name, "attempt": 1, "payload": json.dumps(payload)},
                        "relationships": {
                            "organization": {"data": {"type": "Organization", "id": self.organization_id}}
                        },
                    }
                ]
            }
        ).encode()
        signature = hmac.new(one["authenticity_secret"].encode(), body, hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": "application/json",
            "X-PCO-Webhooks-Name": name,
            "X-PCO-Webhooks-Event": name,
            "X-PCO-Webhooks-Event-ID": delivery_id,
            "X-PCO-Webhooks-Event-Time": moment,
            "X-PCO-Webhooks-Authenticity": signature,
        }
        return Delivery(one["url"], headers, body)

    def _created(self, attributes: Mapping[str, Any]) -> dict[str, Any]:
        name, url = attributes.get("name"), attributes.get("url")
        if not isinstance(name, str) or not isinstance(url, str) or not url:
            raise errors.invalid("WebhookSubscription", [("url", "can't be blank")])
        if any(one["name"] == name and one["url"] == url for one in self.subscriptions.values()):
            raise errors.invalid("WebhookSubscription", [("name", "has already been taken")])
        id = str(self._next_id)
        self._next_id += 1
        self.subscriptions[id] = {
            "id": id,
            "name": name,
            "url": url,
            "active": bool(attributes.get("active", True)),
            "authenticity_secret": secrets.token_hex(_HEX),
        }
        return self.subscriptions[id]


def _document(subscription: Mapping[str, Any]) -> dict[str, Any]:
    attributes = {name: value for name, value in subscription.items() if name != "id"}
    return {"type": "WebhookSubscription", "id": subscription["id"], "attributes": attributes}


def _attributes(body: bytes) -> Mapping[str, Any]:
    try:
        attributes = json.loads(body)["data"]["attributes"]
    except (ValueError, LookupError, TypeError):
        raise errors.invalid_json() from None
    if not isinstance(attributes, dict):
        raise errors.invalid_payload("attributes is not an object")
    return attributes
