"""Who has which family on the screen: a second station is told, and may go on all the same (case H11)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

LASTS = timedelta(seconds=60)
"""A family that nobody touched for so long is not being served any more."""


@dataclass(slots=True)
class FamiliesOpen:
    """Kept in memory, one for all windows of the process."""

    _open: dict[str, dict[str, datetime]] = field(default_factory=dict)

    def open(self, family: str, station: str, now: datetime) -> tuple[str, ...]:
        """A station shows a family, or touches it again; which other stations have it open, by name."""
        others = self.others(family, station, now)
        self._open.setdefault(family, {})[station] = now
        return others

    def others(self, family: str, station: str, now: datetime) -> tuple[str, ...]:
        """Which other stations have a family open, by name."""
        stations = self._open.get(family, {})
        return tuple(sorted(name for name, since in stations.items() if name != station and now - since < LASTS))

    def close(self, family: str, station: str) -> None:
        """The station is done with the family."""
        self._open.get(family, {}).pop(station, None)
