"""How fast one user may ask: so many requests in so many seconds, counted in fixed windows."""

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Pace:
    """Where a user stands in the window: the numbers that go into the headers of every answer."""

    count: int
    limit: int
    period_seconds: int
    retry_after_seconds: int

    @property
    def is_too_fast(self) -> bool:
        """Whether this request is over the limit; it still counts."""
        return self.count > self.limit


@dataclass(slots=True)
class RateLimit:
    """Counts requests per user. ``limit`` and ``period_seconds`` may be changed while it runs.

    100 requests per 20 seconds and user is what Planning Center's headers said when last seen.
    """

    limit: int
    period_seconds: int
    monotonic: Callable[[], float]
    _windows: dict[str, tuple[float, int]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, user: str) -> Pace:
        """Count one request of this user."""
        now = self.monotonic()
        with self._lock:
            started, count = self._windows.get(user, (now, 0))
            if now - started >= self.period_seconds:
                started, count = now, 0
            count += 1
            self._windows[user] = (started, count)
        left = max(1, math.ceil(self.period_seconds - (now - started)))
        return Pace(count, self.limit, self.period_seconds, left)
