"""A delivery of Planning Center's webhooks: whether it is theirs, and which hints it holds (pco/API.md section 10.1).

    {"data": [{"id", "type": "EventDelivery", "attributes": {"name", "attempt", "payload": "<JSON in a string>"},
               "relationships": {"organization": …}}]}

The payload is a document of its own; of what is destroyed it holds type, id and relationships only.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kiosk.domain.hints import EVENT_NAMES, Hint, HintKind, HintRecord

MOST_IN_ONE_DELIVERY = 100
_ID = re.compile(r"[0-9]{1,20}")
_TOKEN = re.compile(r"[ -~]{1,200}")


class MalformedDelivery(Exception):
    """Signed or not, this is no delivery."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a body holds. ``not_ours``: how many events are about something else, or another church's."""

    hints: tuple[Hint, ...]
    not_ours: int = 0


def is_authentic(body: bytes, signature: str, secrets: Iterable[str]) -> bool:
    """Whether one of the subscriptions' secrets signed these very bytes. Takes as long whichever it was."""
    given = signature.strip().casefold().encode("utf-8", "replace")
    found = False
    for secret in secrets:
        expected = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest().encode()
        found |= hmac.compare_digest(expected, given)
    return found


def delivered(body: bytes, came_at: datetime, organization_id: str = "") -> Delivered:
    """The hints in a body. ``organization_id``: the church's, where it is known. Raises MalformedDelivery."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise MalformedDelivery from error
    data = document.get("data") if isinstance(document, dict) else None
    events = data if isinstance(data, list) else [data]
    if not events or len(events) > MOST_IN_ONE_DELIVERY:
        raise MalformedDelivery
    hints, not_ours = list[Hint](), 0
    for event in events:
        hint = _hint_of(event, came_at, organization_id)
        if hint is None:
            not_ours += 1
        else:
            hints.append(hint)
    return Delivered(tuple(hints), not_ours)


def _hint_of(event: object, came_at: datetime, organization_id: str) -> Hint | None:
    attributes = _object(_object(event).get("attributes"))
    name, payload = attributes.get("name"), attributes.get("payload")
    if not isinstance(name, str):
        raise MalformedDelivery
    church = _linked(_object(event), "organization")
    if name not in EVENT_NAMES or (organization_id and church and church != organization_id):
        return None
    record, kind = EVENT_NAMES[name]
    inner = _payload(payload)
    node, meta = _object(inner.get("data", inner)), _object(inner.get("meta", {}))
    subject = _id(node.get("id"))
    if not subject:
        raise MalformedDelivery
    hint = Hint(
        token=_token(meta, event, name),
        record=record,
        kind=kind,
        subject=subject,
        happened_at=_moment(meta.get("event_time")) or came_at,
        person=_linked(node, "person") or _parent(meta, "Person"),
        group=_linked(node, "group") or _parent(meta, "Group"),
    )
    return _merger(hint, node) if record is HintRecord.MERGER else hint


def _merger(hint: Hint, node: Mapping[str, Any]) -> Hint:
    attributes = _object(node.get("attributes", {}))
    kept = _linked(node, "person_to_keep") or _id(attributes.get("person_to_keep_id"))
    removed = _linked(node, "person_to_remove") or _id(attributes.get("person_to_remove_id"))
    return Hint(hint.token, hint.record, HintKind.CHANGED, removed or hint.subject, hint.happened_at, kept=kept)


def _payload(payload: object) -> Mapping[str, Any]:
    if isinstance(payload, str):
        try:
            payload = json.loads(payload)
        except (ValueError, RecursionError) as error:
            raise MalformedDelivery from error
    return _object(payload)


def _token(meta: Mapping[str, Any], event: object, name: str) -> str:
    told = meta.get("idempotency_token")
    if not isinstance(told, str) or not told:
        told = _object(event).get("id")
        if not isinstance(told, str) or not told:
            raise MalformedDelivery
        told = f"{name}:{told}"
    # Its form is not published: whatever it is, it is known again.
    return told if _TOKEN.fullmatch(told) else hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _object(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise MalformedDelivery
    return value


def _id(value: object) -> str:
    """An id as Planning Center gives them, which may go into an address; anything else is none."""
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return text if _ID.fullmatch(text) else ""


def _linked(node: Mapping[str, Any], name: str) -> str:
    relationships = node.get("relationships")
    link = relationships.get(name) if isinstance(relationships, dict) else None
    data = link.get("data") if isinstance(link, dict) else None
    return _id(data.get("id")) if isinstance(data, dict) else ""


def _parent(meta: Mapping[str, Any], kind: str) -> str:
    parent = meta.get("parent")
    return _id(parent.get("id")) if isinstance(parent, dict) and parent.get("type") == kind else ""


def _moment(told: object) -> datetime | None:
    if not isinstance(told, str):
        return None
    try:
        moment = datetime.fromisoformat(told)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
