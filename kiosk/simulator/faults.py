"""Trouble on demand: what goes wrong, where, after how many requests and how often."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Trouble(StrEnum):
    """Everything that can be made to go wrong at the wire."""

    OFFLINE = "offline"
    """Nothing listens: connections are refused, open ones are closed. With ``after``, once so many have been answered;
    only then may it name a path."""
    DROPPED = "dropped"
    """The connection is closed without an answer, and nothing has been done."""
    LOST_ANSWER = "lost_answer"
    """The request is carried out, then the connection is closed without an answer."""
    SLOW = "slow"
    """The answer comes ``seconds`` late."""
    UNAUTHORIZED = "unauthorized"
    """401, as for a token that has been revoked."""
    BLOCKED = "blocked"
    """403 in HTML from in front of the API."""
    PRODUCT_REFUSED = "product_refused"
    """403 in JSON: this user has no access to the product."""
    NOT_THERE = "not_there"
    """404, as for a path that is not served or a record that is not for this user."""
    TOO_FAST = "too_fast"
    """429 with ``seconds`` as Retry-After."""
    SERVER_ERROR = "server_error"
    """500."""
    MAINTENANCE = "maintenance"
    """503."""
    HTML_PAGE = "html_page"
    """200, but an HTML page, as from a hotel's network or a proxy."""
    CUT_OFF = "cut_off"
    """The connection closes half way through the body."""
    BROKEN_JSON = "broken_json"
    """200 with half a document, told as if it were whole."""
    FOREIGN_NEXT = "foreign_next"
    """``links.next`` points at another host."""
    ROW_INSERTED = "row_inserted"
    """After a page, a row appears before what has been read: the next page repeats one."""
    ROW_REMOVED = "row_removed"
    """After a page, its first row is deleted: the next page skips one."""


@dataclass(slots=True)
class Fault:
    """One trouble: for paths that start with ``path``, after ``after`` such requests, ``count`` times (None: always)."""

    trouble: Trouble
    path: str = ""
    verb: str = ""
    after: int = 0
    count: int | None = None
    seconds: float = 0.0


@dataclass(slots=True)
class Faults:
    """The faults that are switched on. Safe to use from any thread."""

    changed: Callable[[], None] = lambda: None
    _faults: list[Fault] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(
        self,
        trouble: Trouble | str,
        path: str = "",
        *,
        verb: str = "",
        after: int = 0,
        count: int | None = None,
        seconds: float = 0.0,
    ) -> None:
        """Switch one on. Raises ValueError for a trouble that does not exist."""
        fault = Fault(Trouble(trouble), path, verb.upper(), after, count, seconds)
        if fault.trouble is Trouble.OFFLINE and (path or verb) and not after:
            raise ValueError("offline is for the whole server; use dropped for some paths")
        with self._lock:
            self._faults.append(fault)
        self.changed()

    def clear(self, trouble: Trouble | str | None = None) -> None:
        """Switch off every fault, or every one of this kind."""
        with self._lock:
            self._faults = [fault for fault in self._faults if trouble is not None and fault.trouble != trouble]
        self.changed()

    @property
    def is_offline(self) -> bool:
        """Whether nothing should listen now."""
        with self._lock:
            return any(fault.trouble is Trouble.OFFLINE and fault.after <= 0 for fault in self._faults)

    def take(self, verb: str, path: str) -> dict[Trouble, Fault]:
        """What this request meets; it counts against every fault that it matches."""
        met: dict[Trouble, Fault] = {}
        with self._lock:
            for fault in self._faults:
                if not path.startswith(fault.path) or fault.verb not in ("", verb):
                    continue
                if fault.after > 0:
                    fault.after -= 1
                elif fault.count is None or fault.count > 0:
                    met.setdefault(fault.trouble, fault)
                    if fault.count is not None:
                        fault.count -= 1
        return met

    def describe(self) -> list[dict[str, Any]]:
        """The faults as plain data, for the control door."""
        with self._lock:
            return [
                {
                    "trouble": fault.trouble.value,
                    "path": fault.path,
                    "verb": fault.verb,
                    "after": fault.after,
                    "count": fault.count,
                    "seconds": fault.seconds,
                }
                for fault in self._faults
            ]

    def add_described(self, raw: Mapping[str, Any]) -> None:
        """Switch one on from plain data. Raises ValueError or TypeError where the data makes no sense."""
        known = {"trouble", "path", "verb", "after", "count", "seconds"}
        if not set(raw) <= known or "trouble" not in raw:
            raise ValueError(f"a fault is described by {', '.join(sorted(known))}")
        count = raw.get("count")
        self.add(
            str(raw["trouble"]),
            str(raw.get("path", "")),
            verb=str(raw.get("verb", "")),
            after=int(raw.get("after", 0)),
            count=None if count is None else int(count),
            seconds=float(raw.get("seconds", 0.0)),
        )
