"""When to read what: people every few minutes while a service nears, small tables hourly, everything in a quiet night."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from kiosk.services.pull_plan import Scope

NEAR = timedelta(hours=2)
"""This long before a service starts it nears."""
CHANGES_WHEN_NEAR = timedelta(minutes=3)
CHANGES_OTHERWISE = timedelta(minutes=15)
USUAL_EVERY = timedelta(hours=1)
USUAL_WHEN_OPEN_EVERY = timedelta(hours=3)
FULL_IN_QUIET_EVERY = timedelta(hours=20)
FULL_AT_THE_LATEST = timedelta(hours=36)
"""For a computer that is switched off at night: then a full pass runs by day, if nothing is open."""
SHARE_WHEN_IDLE = 0.8
SHARE_WHEN_NEAR = 0.5
"""Of the requests that Planning Center allows: other programs and people need theirs most when a service nears."""
BULK = 100
"""More waiting changes than this are no families at the door, and wait until nothing is open."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What the schedule looks at. ``last``: when the last whole pull of each scope began; ``is_open``: families check in now."""

    now: datetime
    last: Mapping[Scope, datetime]
    is_open: bool
    is_near: bool
    is_quiet: bool

    @property
    def share(self) -> float:
        """How much of Planning Center's limit may be used."""
        return SHARE_WHEN_NEAR if self.is_open or self.is_near else SHARE_WHEN_IDLE

    def may_push(self, waiting: int) -> bool:
        """Whether so many changes may be sent now."""
        return waiting > 0 and (not self.is_open or waiting <= BULK)

    def due(self) -> Scope | None:
        """What to read now, if anything."""
        full = self._age(Scope.FULL)
        if full is None:
            return Scope.FULL
        is_busy = self.is_open or self.is_near
        if not is_busy and (full >= FULL_AT_THE_LATEST or (self.is_quiet and full >= FULL_IN_QUIET_EVERY)):
            return Scope.FULL
        usual = self._least(Scope.FULL, Scope.USUAL)
        if usual >= (USUAL_WHEN_OPEN_EVERY if self.is_open else USUAL_EVERY):
            return Scope.USUAL
        changes = self._least(*Scope)
        return Scope.CHANGES if changes >= (CHANGES_WHEN_NEAR if is_busy else CHANGES_OTHERWISE) else None

    def _age(self, scope: Scope) -> timedelta | None:
        at = self.last.get(scope)
        # A clock that was set back makes nothing younger than now.
        return None if at is None else max(timedelta(0), self.now - at)

    def _least(self, *scopes: Scope) -> timedelta:
        return min(age for scope in scopes if (age := self._age(scope)) is not None)


def is_quiet(now: time, begins: str, ends: str) -> bool:
    """Whether a clock time lies between two, such as "22:00" and "04:00"; nowhere where either is missing."""
    if not begins or not ends:
        return False
    first, last = time.fromisoformat(begins), time.fromisoformat(ends)
    return first <= now < last if first <= last else now >= first or now < last


def scope_by_hand(now: datetime, last: Mapping[Scope, datetime], *, is_full: bool) -> Scope:
    """What somebody who asks for a pull gets: everything, or what is usual where everything was read not long ago."""
    full = last.get(Scope.FULL)
    recently = full is not None and timedelta(0) <= now - full <= FULL_AT_THE_LATEST
    return Scope.USUAL if recently and not is_full else Scope.FULL
