"""People who are no longer at Planning Center but were here: their history is kept until an admin says who they are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.domain.facts import NewFact
from kiosk.domain.ids import FactId, PersonId
from kiosk.domain.people import Person
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import NotAuthorised, NotKnown
from kiosk.domain.staff_actions import StaffAction, staff_fact
from kiosk.services.ports import Clock


@dataclass(frozen=True, slots=True)
class GonePerson:
    """Somebody who was deleted there, not merged into anybody; ``check_ins``: how often they were here, ``last_at`` the last time."""

    person: Person
    check_ins: int
    last_at: datetime


class GoneBook(Protocol):
    """Where they stand."""

    async def gone(self, limit: int) -> tuple[GonePerson, ...]:
        """Those who were checked in here, the latest first."""

    async def link(self, gone: PersonId, known: PersonId, fact: NewFact) -> None:
        """Let everything here of one lead to the other. Raises NotKnown for one who is not gone, or not known."""


@dataclass(frozen=True, slots=True)
class GonePeople:
    """The "link person" task of an admin (case Q24)."""

    book: GoneBook
    clock: Clock
    new_id: Callable[[datetime], str]

    async def to_link(self, limit: int = 200) -> tuple[GonePerson, ...]:
        """Who is to be looked at."""
        return await self.book.gone(limit)

    async def link(self, by: StaffMember, gone: PersonId, known: PersonId) -> None:
        """They are this person: history of one is seen under the other. Raises NotAuthorised, NotKnown."""
        if not by.role.covers(Role.ADMIN):
            raise NotAuthorised(needs=Role.ADMIN.value)
        if gone == known:
            raise NotKnown(person=known)
        now = self.clock.now()
        fact = staff_fact(FactId(self.new_id(now)), now, StaffAction.PERSON_LINKED, by.id, {"was": gone}, known)
        await self.book.link(gone, known, fact)
