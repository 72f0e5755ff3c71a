"""A pause that Planning Center has asked for, obeyed by all who ask it for one station."""

from dataclasses import dataclass
from typing import Protocol


class Rest(Protocol):
    """Until when nothing may be asked. ``now``: monotonic seconds."""

    def seconds_left(self, now: float) -> float:
        """How long it still lasts; 0 where nobody has asked for one, or it is over."""

    def ask(self, seconds: float, now: float) -> None:
        """Planning Center asks for a pause from now on; a longer one that was asked for stays."""


@dataclass(slots=True)
class RestHere:
    """One that this program alone knows of."""

    until: float = 0.0

    def seconds_left(self, now: float) -> float:
        """How long it still lasts."""
        return max(0.0, self.until - now)

    def ask(self, seconds: float, now: float) -> None:
        """From now on, unless it lasts longer already."""
        self.until = max(self.until, now + seconds)
