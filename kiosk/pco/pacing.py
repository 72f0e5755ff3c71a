"""How fast to ask: by what Planning Center's own headers say, and never all of it (pco/API.md section 4)."""

import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.services.asked_rest import Rest, RestHere

LIMIT_AT_FIRST = 100
PERIOD_AT_FIRST_SECONDS = 60.0
"""Until the first header: 100 a minute (mapping.md)."""
SHARE = 0.8
"""At most this part of the limit: an admin's browser and other programs use the same one."""
LONGEST_PAUSE_SECONDS = 120.0
"""A longer ``Retry-After`` is not waited for; the pull goes on another time."""
PATIENCE_OF_SOMEBODY_SECONDS = 10.0
"""Nor is one of more than this while somebody stands there and waits."""
PAUSES_BETWEEN_TRIES = (0.5, 2.0, 5.0)
"""Seconds before another try when Planning Center or the network fails."""
_ON_THE_WAY_SECONDS = 1.0
"""A request may be counted this much later than it was sent; forgotten too early, it would look like somebody else's."""
_LEADING_INTEGER = re.compile(r"\s*(\d+)")


def leading_integer(text: str | None) -> int | None:
    """``20`` of "20" and of "20 seconds": both are sent."""
    found = _LEADING_INTEGER.match(text or "")
    return int(found[1]) if found else None


@dataclass(slots=True)
class Pace:
    """The budget of one sign-in, counted over a sliding window. Times are monotonic seconds, handed in."""

    limit: int = LIMIT_AT_FIRST
    period_seconds: float = PERIOD_AT_FIRST_SECONDS
    share: float = SHARE
    rest: Rest = field(default_factory=RestHere)
    _sent: deque[float] = field(default_factory=deque)
    _others: int = 0
    _others_until: float = 0.0

    def wait_seconds(self, now: float) -> float:
        """How long to wait before the next request; 0 if it may go."""
        if (rest := self.rest.seconds_left(now)) > 0:
            return rest
        self._forget(now)
        allowed = self.allowed(now)
        if len(self._sent) < allowed:
            return 0.0
        return max(0.0, self._sent[len(self._sent) - allowed] + self._remembered_seconds - now)

    def allowed(self, now: float) -> int:
        """How many requests fit into a period, when others who use the same sign-in are left theirs."""
        others = self._others if now < self._others_until else 0
        return max(1, int(self.limit * self.share) - others)

    def sent(self, now: float) -> None:
        """A request goes out."""
        self._sent.append(now)

    def told(self, headers: Mapping[str, str], now: float) -> None:
        """Take in the rate headers of an answer, if it has any."""
        limit = leading_integer(headers.get("X-PCO-API-Request-Rate-Limit"))
        period = leading_integer(headers.get("X-PCO-API-Request-Rate-Period"))
        count = leading_integer(headers.get("X-PCO-API-Request-Rate-Count"))
        if limit:
            self.limit = limit
        if period:
            self.period_seconds = float(period)
        if count is not None:
            self._forget(now)
            # A count beyond our own requests is somebody else's.
            self._others = max(0, count - len(self._sent))
            self._others_until = now + self.period_seconds

    def pause(self, seconds: float, now: float) -> None:
        """Send nothing for a while: what ``Retry-After`` says."""
        self.rest.ask(seconds, now)

    def requests_per_minute(self) -> float:
        """What the budget allows, without others."""
        return max(1, int(self.limit * self.share)) * 60.0 / self.period_seconds

    def _forget(self, now: float) -> None:
        while self._sent and now - self._sent[0] >= self._remembered_seconds:
            self._sent.popleft()

    @property
    def _remembered_seconds(self) -> float:
        return self.period_seconds + _ON_THE_WAY_SECONDS
