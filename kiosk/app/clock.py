"""The clocks the program can run on: the machine's, one stopped by ``--at``, or a rehearsing station's, moved but going on."""

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class MachineClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """This moment, in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class StoppedClock:
    """A clock that always says ``moment``: commands that follow each other with one ``--at`` see what those before did."""

    moment: datetime

    def now(self) -> datetime:
        """The moment, in UTC."""
        return self.moment.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class MovedClock:
    """A clock that says ``moment`` when it is made and goes on from there."""

    moment: datetime
    made_at: datetime

    @classmethod
    def at(cls, moment: datetime) -> "MovedClock":
        """A clock that stands at ``moment`` now."""
        return cls(moment.astimezone(UTC), datetime.now(UTC))

    def now(self) -> datetime:
        """The moved moment, in UTC."""
        return self.moment + (datetime.now(UTC) - self.made_at)
