"""When to read what: people every few minutes while a service nears, small tables hourly, everything in a quiet night."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from kiosk.domain.problems import Problem, TooFast
from kiosk.services.pull_plan import Scope

NEAR = timedelta(hours=2)
"""This long before a service starts it nears."""
NEAR_OPENING = timedelta(minutes=30)
"""And this long before families may come: what reads or sends everything is over by then."""
CHANGES_WHEN_NEAR = timedelta(minutes=3)
CHANGES_OTHERWISE = timedelta(minutes=15)
USUAL_EVERY = timedelta(hours=1)
USUAL_WHEN_OPEN_EVERY = timedelta(hours=3)
FULL_IN_QUIET_EVERY = timedelta(hours=20)
FULL_AT_THE_LATEST = timedelta(hours=36)
"""For a computer that is switched off at night: then a full pass runs by day, if nothing is open."""
SET_BACK = timedelta(minutes=5)
"""A reading that lies further ahead than this was dated before the clock was set right."""
SHARE_WHEN_IDLE = 0.8
SHARE_WHEN_NEAR = 0.5
"""Of the requests that Planning Center allows: other programs and people need theirs most when a service nears."""
BULK = 100
"""More waiting changes than this are no families at the door, and wait for the quiet hours."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What the schedule looks at.

    ``last``: when the last whole pull of each scope began; ``is_open``: families check in now; ``has_quiet_hours``: whether some
    were chosen; where not, any hour will do.
    """

    now: datetime
    last: Mapping[Scope, datetime]
    is_open: bool
    is_near: bool
    is_quiet: bool
    has_quiet_hours: bool = True

    @property
    def is_busy(self) -> bool:
        """Whether families come, or soon will."""
        return self.is_open or self.is_near

    @property
    def share(self) -> float:
        """How much of Planning Center's limit may be used."""
        return SHARE_WHEN_NEAR if self.is_busy else SHARE_WHEN_IDLE

    def may_push(self, waiting: int) -> bool:
        """Whether so many changes may be sent now: many go when everything may be read."""
        if waiting <= BULK:
            return waiting > 0
        return not self.is_busy and (self.is_quiet or not self.has_quiet_hours or self.due() is Scope.FULL)

    def may_push_by_hand(self, waiting: int) -> bool:
        """Whether so many may be sent because somebody asks for it."""
        return waiting <= BULK or not self.is_busy

    def calmly(self, scope: Scope) -> Scope:
        """What is read instead of everything while families come; before the first full pull there is no way around it."""
        return Scope.USUAL if scope is Scope.FULL and self.is_busy and Scope.FULL in self.last else scope

    def by_hand(self) -> Scope:
        """What somebody who asks for a pull gets: everything, or what is usual where everything was read not long ago."""
        full = self._age(Scope.FULL)
        return Scope.USUAL if full is not None and full <= FULL_AT_THE_LATEST else self.calmly(Scope.FULL)

    def begins_afresh(self, scope: Scope) -> bool:
        """Whether a full pass that was interrupted is left alone: it is not gone on with while families come."""
        return self.is_busy and scope is not Scope.FULL

    def due(self) -> Scope | None:
        """What to read now, if anything."""
        full = self._age(Scope.FULL)
        if full is None:
            return Scope.FULL
        if not self.is_busy and (full >= FULL_AT_THE_LATEST or (self.is_quiet and full >= FULL_IN_QUIET_EVERY)):
            return Scope.FULL
        usual = self._least(Scope.FULL, Scope.USUAL)
        if usual >= (USUAL_WHEN_OPEN_EVERY if self.is_open else USUAL_EVERY):
            return Scope.USUAL
        changes = self._least(*Scope)
        return Scope.CHANGES if changes >= (CHANGES_WHEN_NEAR if self.is_busy else CHANGES_OTHERWISE) else None

    def _age(self, scope: Scope) -> timedelta | None:
        at = self.last.get(scope)
        if at is None:
            return None
        if at - self.now > SET_BACK:
            # How long ago it was by the clock as it now is, nobody knows.
            return FULL_AT_THE_LATEST
        return max(timedelta(0), self.now - at)

    def _least(self, *scopes: Scope) -> timedelta:
        return min(age for scope in scopes if (age := self._age(scope)) is not None)


def is_quiet(now: time, begins: str, ends: str) -> bool:
    """Whether a clock time lies between two, such as "22:00" and "04:00"; nowhere where either is missing."""
    if not begins or not ends:
        return False
    first, last = time.fromisoformat(begins), time.fromisoformat(ends)
    return first <= now < last if first <= last else now >= first or now < last


def rest_after(problem: Problem, usual: timedelta) -> timedelta:
    """How long to leave Planning Center alone after a problem: never less than it has asked for."""
    asked = problem.details.get("seconds")
    return max(usual, timedelta(seconds=asked)) if isinstance(problem, TooFast) and isinstance(asked, int) else usual
