"""What the tree of groups and the rooms of the building need from the world."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Protocol

from kiosk.domain.bookings import Booking, BuildingRoom
from kiosk.domain.facts import NewFact
from kiosk.domain.hierarchy import HierarchyOverlay
from kiosk.domain.ids import LocationId

NO_ROOMS: Mapping[LocationId, str | None] = MappingProxyType({})


class OverlayBook(Protocol):
    """What the church says here about its tree of groups, on top of Planning Center's."""

    async def overlay(self) -> HierarchyOverlay:
        """The overlay; an empty one before anybody wrote one."""

    async def keep_overlay(
        self,
        overlay: HierarchyOverlay,
        *,
        rooms: Mapping[LocationId, str | None] = NO_ROOMS,
        facts: Sequence[NewFact] = (),
    ) -> None:
        """Write the overlay, the rooms of the building that these locations use (None: none), and the facts, in one transaction."""


class BuildingBook(Protocol):
    """Rooms of the building and who has them, as last pulled from Calendar."""

    async def rooms(self) -> tuple[BuildingRoom, ...]:
        """Every room of the building, by name."""

    async def bookings(self, since: datetime, until: datetime) -> tuple[Booking, ...] | None:
        """Bookings that overlap [since, until); None where Calendar was never read."""
