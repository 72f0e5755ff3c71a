"""What sending changes needs from the world: the outbox, and a Planning Center that can be written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from kiosk.domain.ids import PersonId
from kiosk.domain.outbox import Change


@dataclass(frozen=True, slots=True)
class Written:
    """What Planning Center made of a change: the record's id there, and its ``updated_at`` where it has one."""

    pco_id: str
    updated_at: str | None = None


class WritableCenter(Protocol):
    """Planning Center as changes are sent to it. Every id in a change is Planning Center's own.

    Everything raises SignedOut, NoPermission, Offline, TooFast, UnexpectedAnswer; creating adds ``uncertain`` to the details of
    the last three when it may have happened all the same.
    """

    @property
    def requests(self) -> int:
        """How many requests were sent so far."""

    def requests_for(self, change: Change) -> int:
        """How many requests sending a change usually takes."""

    def requests_per_minute(self) -> float:
        """How many requests the budget in use allows."""

    async def create(self, change: Change) -> Written:
        """Create what a change describes. Raises NotAccepted; NotKnown when what it belongs to is gone."""

    async def complete(self, change: Change, pco_id: str) -> None:
        """Bring what belongs to something created up to what was described, such as a household's members and their roles."""

    async def carry_out(self, change: Change) -> Written | None:
        """Change or take away; None where it was gone already. Raises NotAccepted, and NotKnown for a change of what is gone."""

    async def look_for(self, change: Change, *, thoroughly: bool) -> Written | None:
        """What an earlier try may have created, by what is unique about it; ``thoroughly`` also by name."""

    async def merged_into(self, person_id: PersonId) -> PersonId | None:
        """Who a person who is no longer there was merged into."""


@dataclass(frozen=True, slots=True)
class Parked:
    """A change that needs somebody's look. ``words`` are Planning Center's own; ``reason``: refused, gone, likely_same, conflict."""

    change: Change
    reason: str
    words: str
    fields: tuple[str, ...] = ()
    people: tuple[PersonId, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class ThereIds:
    """Planning Center's ids by ours: of ``people``, where a merged person's is the kept one's, and of other ``records``."""

    people: Mapping[str, str]
    records: Mapping[str, str]


class OutboxBook(Protocol):
    """The changes that wait, each step of sending one written down before the next."""

    async def waiting(self) -> tuple[Change, ...]:
        """Everything that waits, oldest first."""

    async def households_of(self, people: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """The households these people belong to here."""

    async def resolved(self, change: Change) -> ThereIds:
        """Planning Center's ids for those a change names; an id made here that is not there yet is left out."""

    async def created_before(self, change: Change) -> str | None:
        """Planning Center's id of what an earlier run created for this change."""

    async def likely_same(self, change: Change) -> tuple[PersonId, ...]:
        """People of Planning Center who look like a newcomer about to be created; nobody once an admin said that they are not."""

    async def begin_create(self, change: Change, now: datetime, *, new_number: bool = False) -> Change:
        """Write down that something is about to be created; a person gets their ``remote_id`` now, or another one."""

    async def never_arrived(self, change: Change) -> None:
        """The try that was begun cannot have been carried out."""

    async def created(self, change: Change, written: Written, now: datetime) -> None:
        """It is there: from now on it is known by its id there, and local history leads to it."""

    async def sent(self, change: Change, written: Written | None, now: datetime) -> None:
        """Nothing of it is left to be sent."""

    async def rest(self, change: Change, until: datetime, why: str) -> None:
        """Leave it for later."""

    async def park(self, parked: Parked) -> None:
        """Put it where an admin sees it."""

    async def merged(self, removed: PersonId, kept: PersonId) -> None:
        """Note that one person was merged into another."""
