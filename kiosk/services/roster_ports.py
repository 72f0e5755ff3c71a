"""What rosters need from the world beyond the record: who came lately to which room, and who belongs to which groups."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from kiosk.domain.counts_there import HeadcountThere, TimeCounts
from kiosk.domain.ids import CheckInId, EventTimeId, GroupId, LocationId, PersonId


class ExpectedBook(Protocol):
    """Who may be expected where."""

    async def last_rooms(self, locations: Iterable[LocationId], since: datetime) -> Mapping[PersonId, LocationId]:
        """The last of these rooms of everyone who attended any since a moment, here or through Planning Center's own app.

        Serving, guests' visits and what was undone do not count.
        """

    async def members(self, groups: Iterable[GroupId]) -> tuple[PersonId, ...]:
        """Everyone in these groups."""

    async def replies(self, groups: Iterable[GroupId], since: datetime, until: datetime) -> Mapping[PersonId, bool]:
        """Who said they would come to a meeting of these groups that starts within [since, until), and who said they would not."""


class CountsThere(Protocol):
    """What Planning Center has counted itself."""

    async def counts_there(self, ids: Iterable[EventTimeId]) -> tuple[TimeCounts, ...]:
        """How many it has checked in to these times, together and by room."""

    async def headcounts_there(self, ids: Iterable[EventTimeId]) -> tuple[HeadcountThere, ...]:
        """How many heads were counted there at these times, by attendance type."""


class DoorCalls(Protocol):
    """Who is called to the door."""

    async def called(self) -> Mapping[CheckInId, datetime]:
        """Who is called, and since when, the oldest first."""

    async def call(self, check_in_id: CheckInId, at: datetime, staff_id: str | None) -> None:
        """Call somebody; called twice they are called once."""

    async def end(self, check_ins: Iterable[CheckInId]) -> None:
        """Nobody needs to come any more."""


class RollCallBook(Protocol):
    """Who was seen outside, list by list."""

    async def seen(self, list_id: str) -> Mapping[CheckInId, datetime]:
        """Who was ticked off on a list, and when."""

    async def tick(self, list_id: str, check_ins: Iterable[CheckInId], at: datetime, staff_id: str | None) -> None:
        """Tick off; ticked twice they were seen at the first."""

    async def untick(self, list_id: str, check_ins: Iterable[CheckInId]) -> None:
        """Take ticks away again."""
