"""Three ways to run: Planning Center's data counts, the kiosk's does, or both; and what switching would do (mapping.md)."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


class Way(enum.StrEnum):
    """Whose data counts. Only in the first nothing is sent: what is entered here waits."""

    PLANNING_CENTER = "planning_center"
    BOTH = "both"
    KIOSK = "kiosk"


class Flow(enum.StrEnum):
    """What happens to a resource."""

    PULLED = "pulled"
    PUSHED = "pushed"
    BOTH_WAYS = "both_ways"


_WRITABLE = ("people", "phone_numbers", "emails", "addresses", "households", "household_memberships", "memberships")
_READ = ("groups", "events", "event_times", "locations", "labels", "passes", "check_ins", "calendar")
"""What Planning Center has and takes from nobody: it is read whoever counts. Our check-ins are never sent, as it takes none."""
_JOINED_ON_BOTH_SIDES = "memberships"
"""Who joins a group there joins it here too, whoever counts for the rest: nothing about a membership can be written twice."""
RESOURCES = _WRITABLE + _READ


def flow(way: Way, resource: str) -> Flow:
    """What happens to a resource in a way of running."""
    if resource in _READ or way is Way.PLANNING_CENTER:
        return Flow.PULLED
    return Flow.BOTH_WAYS if way is Way.BOTH or resource == _JOINED_ON_BOTH_SIDES else Flow.PUSHED


class WayBook(Protocol):
    """What is counted before switching."""

    async def known(self) -> Mapping[str, int]:
        """How many records of each resource are here."""

    async def waiting(self) -> Mapping[str, int]:
        """How many changes of each resource wait to be sent."""

    async def open_conflicts(self) -> int:
        """How many conflicts nobody has decided."""


@dataclass(frozen=True, slots=True)
class Line:
    """One resource of the preview. ``would_send``: changes that are sent once the way is switched."""

    resource: str
    now: Flow
    then: Flow
    known: int
    would_send: int

    @property
    def changes(self) -> bool:
        """Whether switching makes a difference."""
        return self.now is not self.then or self.would_send > 0


@dataclass(frozen=True, slots=True)
class Preview:
    """What switching would do. ``stays_waiting``: changes that are kept and not sent; ``open_conflicts`` stay open."""

    lines: tuple[Line, ...]
    stays_waiting: int
    open_conflicts: int


@dataclass(frozen=True, slots=True)
class Ways:
    """Shows what switching would do; the switch itself is the setting ``way``."""

    book: WayBook

    async def preview(self, now: Way, then: Way) -> Preview:
        """Resource by resource, what would be pulled, pushed, left alone."""
        known, waiting = await self.book.known(), await self.book.waiting()
        sends = then is not Way.PLANNING_CENTER
        lines = tuple(
            Line(
                resource,
                flow(now, resource),
                flow(then, resource),
                known.get(resource, 0),
                waiting.get(resource, 0) if sends else 0,
            )
            for resource in RESOURCES
        )
        return Preview(lines, 0 if sends else sum(waiting.values()), await self.book.open_conflicts())
