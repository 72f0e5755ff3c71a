"""Fields that were changed here and at Planning Center: listed with both values, decided by one call, undone by another."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.domain.conflicts import Difference, Winner
from kiosk.domain.facts import NewFact
from kiosk.domain.ids import FactId, PersonId
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import NotAuthorised
from kiosk.domain.staff_actions import StaffAction, staff_fact
from kiosk.services.ports import Clock


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field of one record. ``decision``: whose value counts, None while it is open; ``decided_by``: None for the policy.

    ``record``: person, phone, email, address or household, whose id is ``subject``; ``person_id``: whose it is, None for a
    household. An address is one field, ``address``, its lines one below the other; a ``primary_contact`` is a person's id.
    """

    number: int
    record: str
    subject: str
    person_id: PersonId | None
    difference: Difference
    noticed_at: datetime
    decision: Winner | None = None
    decided_by: str | None = None


class ConflictBook(Protocol):
    """Where conflicts are written."""

    async def conflicts(self, *, open_only: bool, limit: int) -> tuple[Conflict, ...]:
        """Conflicts, the newest first."""

    async def decide(self, number: int, winner: Winner, fact: NewFact, at: datetime) -> None:
        """Let a side win and queue what that means, in one transaction. Raises NotKnown for one that is not open."""

    async def undo(self, number: int, fact: NewFact, at: datetime) -> None:
        """Open a decided one again, with Planning Center's value until then. Raises NotKnown for one that is not decided."""


@dataclass(frozen=True, slots=True)
class ConflictDesk:
    """Where an admin decides."""

    book: ConflictBook
    clock: Clock
    new_id: Callable[[datetime], str]

    async def open(self, limit: int = 200) -> tuple[Conflict, ...]:
        """What nobody has decided."""
        return await self.book.conflicts(open_only=True, limit=limit)

    async def all(self, limit: int = 200) -> tuple[Conflict, ...]:
        """Also what the policy or an admin decided."""
        return await self.book.conflicts(open_only=False, limit=limit)

    async def decide(self, by: StaffMember, number: int, winner: Winner) -> None:
        """Let one side win. Raises NotAuthorised, NotKnown; ValueError for nobody."""
        if winner is Winner.NOBODY_YET:
            raise ValueError(winner)
        now = self.clock.now()
        await self.book.decide(number, winner, self._fact(by, now, number, winner.value), now)

    async def undo(self, by: StaffMember, number: int) -> None:
        """Open a decided conflict again. Raises NotAuthorised, NotKnown."""
        now = self.clock.now()
        await self.book.undo(number, self._fact(by, now, number, "undone"), now)

    def _fact(self, by: StaffMember, now: datetime, number: int, decision: str) -> NewFact:
        if not by.role.covers(Role.ADMIN):
            raise NotAuthorised(needs=Role.ADMIN.value)
        more = {"conflict": number, "decision": decision}
        return staff_fact(FactId(self.new_id(now)), now, StaffAction.CONFLICT_DECIDED, by.id, more)
