"""A PlanDocket that follows its published reference: both shapes of answers, and, if wanted, answers that get lost."""

import json
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.support.loopback_server import Answered, Asked, LoopbackServer

KEY = "pd-key"
PATH = "/api/v1/check-ins"
META = {"request_id": "req_abc123"}


def _set_event() -> threading.Event:
    event = threading.Event()
    event.set()
    return event


@dataclass(slots=True)
class Tenant:
    """What one church keeps there. ``wraps``: the sample envelope (``check-in_id``) instead of the table of fields."""

    events: frozenset[str] = frozenset({"KIDS"})
    badges: dict[str, int] = field(default_factory=dict)
    participants: frozenset[int] = frozenset()
    wraps: bool = False
    has_scope: bool = True
    has_plan: bool = True
    tells_notes: bool = True
    key: str = KEY
    next_page: str = ""
    sends_to: str = ""
    """Another host that every request is sent on to."""
    keys_seen: list[str] = field(default_factory=list)
    rows: dict[int, dict[str, Any]] = field(default_factory=dict)
    next_id: int = 1
    posts: int = 0
    asked: threading.Event = field(default_factory=threading.Event)
    goes_on: threading.Event = field(default_factory=_set_event)
    """Nothing is answered while it is not set."""

    def answer(self, verb: str, path: str, query: dict[str, list[str]], body: Any, key: str) -> tuple[int, Any]:
        """Status and document."""
        self.keys_seen.append(key)
        if key != self.key:
            return 401, {"error": "invalid api key", "meta": META}
        if not self.has_plan:
            return 403, {"error": "Check-ins are part of the Business+ plan. Please upgrade.", "meta": META}
        if not self.has_scope:
            return 403, {"error": "This key lacks the scope checkins", "meta": META}
        match verb, path.removeprefix(PATH).strip("/"):
            case "GET", "stats":
                rows = self._of(query["event_key"][0])
                gone = sum(row["checked_out_at"] is not None for row in rows)
                return 200, {"data": {"total": len(rows), "in": len(rows) - gone, "out": gone}, "meta": META}
            case "GET", "":
                event_key = query.get("event_key", [""])[0]
                if event_key not in self.events:
                    return 404, {"error": "event not found", "meta": META}
                rows = [self._shown(row) for row in self._of(event_key)] or [{"id": 1}] * bool(self.next_page)
                links = {"next": self.next_page} if self.next_page else {}
                return 200, {"data": rows, "links": links, "meta": META}
            case "POST", "":
                self.posts += 1
                return self._post(body)
            case "DELETE", id if id.isdecimal() and int(id) in self.rows:
                del self.rows[int(id)]
                return 204, None
            case _:
                return 404, {"error": "not found", "meta": META}

    def _of(self, event_key: str) -> list[dict[str, Any]]:
        return [row for row in self.rows.values() if row["event_key"] == event_key]

    def _post(self, body: Any) -> tuple[int, Any]:
        if body["event_key"] not in self.events:
            return 404, {"error": "event not found", "meta": META}
        participant = body.get("participant_id") or self.badges.get(body.get("badge_number", ""))
        if participant not in {*self.participants, *self.badges.values()}:
            return 422, {"error": "participant not found", "meta": META}
        open_row = next(
            (
                row
                for row in self._of(body["event_key"])
                if row["event_participant_id"] == participant and row["is_checked_in"]
            ),
            None,
        )
        if body.get("action", "check_in") == "check_out":
            if open_row is None:
                return 422, {"error": "not checked in", "meta": META}
            open_row |= {"is_checked_in": False, "checked_out_at": "now", "notes": body.get("notes")}
            return 200, {"data": self._made(open_row), "meta": META}
        # As the reference has no idempotency key, a second request makes a second row.
        row = {
            "id": self.next_id,
            "event_participant_id": participant,
            "event_id": 1,
            "event_title": None,
            "event_key": body["event_key"],
            "contact": {},
            "check_in_type": body["check_in_type"],
            "badge_number": body.get("badge_number"),
            "station": body.get("station"),
            "checked_in_at": "now",
            "checked_out_at": None,
            "is_checked_in": True,
            "checked_in_by": None,
            "notes": body.get("notes"),
        }
        self.rows[self.next_id] = row
        self.next_id += 1
        return 201, {"data": self._made(row), "meta": META}

    def _made(self, row: dict[str, Any]) -> dict[str, Any]:
        if self.wraps:
            return {"check-in_id": row["id"], "created_at": 1704067200, "updated_at": 1704067200}
        return self._shown(row)

    def _shown(self, row: dict[str, Any]) -> dict[str, Any]:
        return row if self.tells_notes else {**row, "notes": None}


@contextmanager
def plandocket_server(tenant: Tenant, *, loses: float = 0.0, seed: int = 1) -> Iterator[str]:
    """Serves a tenant on loopback; where. ``loses``: the share of writes whose answer never arrives."""
    chance, lock = random.Random(seed), threading.Lock()

    def answer(asked: Asked) -> Answered | None:
        tenant.asked.set()
        tenant.goes_on.wait()
        parts = urlsplit(asked.target)
        body = json.loads(asked.body) if asked.body else None
        key = asked.headers.get("Authorization", "").removeprefix("Bearer ")
        with lock:
            status, document = tenant.answer(asked.verb, parts.path, parse_qs(parts.query), body, key)
            if asked.verb != "GET" and chance.random() < loses:
                return None
        if tenant.sends_to:
            return Answered(307, headers={"Location": tenant.sends_to + asked.target})
        text = b"" if document is None else json.dumps(document).encode()
        return Answered(status, text, {"Content-Type": "application/json"})

    with LoopbackServer(answer) as server:
        try:
            yield server.url
        finally:
            tenant.goes_on.set()
