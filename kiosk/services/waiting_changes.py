"""The changes that need somebody's look: why each was parked, in Planning Center's own words, and what to do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.domain.facts import NewFact
from kiosk.domain.ids import FactId, PersonId
from kiosk.domain.outbox import Change
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import NotAuthorised
from kiosk.domain.staff_actions import StaffAction, staff_fact
from kiosk.services.ports import Clock


@dataclass(frozen=True, slots=True)
class ParkedChange:
    """A change and why it was not taken. ``reason``: refused, gone, likely_same, backup.

    ``words`` are Planning Center's, ``fields`` those it names, ``people`` who a newcomer looks like.
    """

    change: Change
    reason: str
    words: str
    fields: tuple[str, ...]
    people: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class WaitingChange:
    """A change that is sent when its turn comes. ``why``: what kept it the last time, such as offline or too_fast; often nothing.

    ``change.tries``, ``change.next_try_at``: how often it was tried, and how long it rests.
    """

    change: Change
    why: str


class ParkedBook(Protocol):
    """The changes that wait or are parked."""

    async def queue(self, limit: int) -> tuple[WaitingChange, ...]:
        """Those that wait, oldest first."""

    async def parked(self, limit: int) -> tuple[ParkedChange, ...]:
        """Those that need a look, oldest first."""

    async def send_again(self, number: int, fact: NewFact, *, is_somebody_new: bool) -> None:
        """Let it wait again as it is, or rest no longer. Raises NotKnown for one that neither waits nor is parked."""

    async def is_somebody_known(self, number: int, person_id: PersonId, fact: NewFact, at: datetime) -> None:
        """A newcomer, or somebody gone there, is this person of Planning Center's: everything here leads there. Raises NotKnown."""

    async def set_aside(self, number: int, fact: NewFact) -> None:
        """Never send it, nor what hangs on it; it stays on record. Raises NotKnown."""


@dataclass(frozen=True, slots=True)
class WaitingChanges:
    """Where an admin sees to them. Every decision is written down with who made it."""

    book: ParkedBook
    clock: Clock
    new_id: Callable[[datetime], str]

    async def queue(self, limit: int = 200) -> tuple[WaitingChange, ...]:
        """What waits for its turn."""
        return await self.book.queue(limit)

    async def parked(self, limit: int = 200) -> tuple[ParkedChange, ...]:
        """What needs a look."""
        return await self.book.parked(limit)

    async def send_again(self, by: StaffMember, number: int) -> None:
        """Try once more, or now, after it was put right at Planning Center or here. Raises NotAuthorised, NotKnown."""
        await self.book.send_again(number, self._fact(by, number, "again"), is_somebody_new=False)

    async def is_somebody_new(self, by: StaffMember, number: int) -> None:
        """The newcomer is none of those they look like. Raises NotAuthorised, NotKnown."""
        await self.book.send_again(number, self._fact(by, number, "new"), is_somebody_new=True)

    async def is_somebody_known(self, by: StaffMember, number: int, person_id: PersonId) -> None:
        """The newcomer, or whoever is gone there, is this person. Raises NotAuthorised, NotKnown."""
        await self.book.is_somebody_known(number, person_id, self._fact(by, number, "known"), self.clock.now())

    async def set_aside(self, by: StaffMember, number: int) -> None:
        """Give up on it: it is never sent, nor what hangs on it; it stays on record. Raises NotAuthorised, NotKnown."""
        await self.book.set_aside(number, self._fact(by, number, "set_aside"))

    def _fact(self, by: StaffMember, number: int, decision: str) -> NewFact:
        if not by.role.covers(Role.ADMIN):
            raise NotAuthorised(needs=Role.ADMIN.value)
        now = self.clock.now()
        more = {"change": number, "decision": decision}
        return staff_fact(FactId(self.new_id(now)), now, StaffAction.CHANGE_DECIDED, by.id, more)
