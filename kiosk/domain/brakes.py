"""How wrong tries in a row slow a box down: a few are free, then each makes the next one wait longer."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

NO_WAIT = timedelta(0)


@dataclass(frozen=True, slots=True)
class Pauses:
    """``free`` wrong tries cost nothing; after each further one the next pause of ``seconds``, the last one repeated."""

    free: int
    seconds: tuple[int, ...]

    def after(self, failures: int) -> timedelta:
        """How long to wait after so many wrong tries in a row."""
        if failures <= self.free:
            return NO_WAIT
        return timedelta(seconds=self.seconds[min(failures - self.free, len(self.seconds)) - 1])


@dataclass(frozen=True, slots=True)
class Brake:
    """Wrong tries in a row, and until when no other is heard. A right one starts anew with ``Brake()``."""

    failures: int = 0
    until: datetime | None = None

    def wait(self, now: datetime, pauses: Pauses) -> timedelta:
        """How long no try is heard any more.

        A wait longer than its pause can only mean that the clock was set back: then nobody is kept waiting for it.
        """
        if self.until is None or self.until <= now:
            return NO_WAIT
        left = self.until - now
        return left if left <= pauses.after(self.failures) else NO_WAIT

    def pressed(self, now: datetime, pauses: Pauses) -> "Brake":
        """The brake after one more wrong try."""
        failures = self.failures + 1
        pause = pauses.after(failures)
        return replace(self, failures=failures, until=now + pause if pause else None)
