"""A clock that tests set."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.facts import ulid
from tests.support.church_builders import at

EARLY = at("8:30")


@dataclass(slots=True)
class FakeClock:
    """Stands still until it is told otherwise; 8:30 on the fixture Sunday to begin with."""

    moment: datetime = EARLY

    def now(self) -> datetime:
        """The moment it stands at."""
        return self.moment

    def set(self, moment: datetime) -> None:
        """Show another moment."""
        self.moment = moment

    def forward(self, **more: float) -> None:
        """Go on by so many seconds, minutes or hours."""
        self.moment += timedelta(**more)


@dataclass(slots=True)
class CountedIds:
    """Ids one after another, in the form of ULIDs."""

    count: int = 0

    def __call__(self, moment: datetime) -> str:
        self.count += 1
        return ulid(moment, self.count)
