"""What handing children back needs from the world: the record as the door sees it, and who may collect whom."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from kiosk.domain.attendance import CheckIn
from kiosk.domain.brakes import Pauses
from kiosk.domain.check_out import DoorView
from kiosk.domain.decisions import Decision
from kiosk.domain.facts import Fact, FactKind, FactWords, NewFact
from kiosk.domain.ids import CheckInId, EventTimeId, FactId, PersonId, SecurityCode
from kiosk.domain.pick_up import PickUpPerson
from kiosk.domain.room_state import Headcount

T = TypeVar("T")


class DoorBook(Protocol):
    """The record, as far as people who are in, or were, are concerned."""

    async def record(self, decide: Callable[[DoorView], tuple[Decision, T]]) -> T:
        """Run a pure decision on the present state and write what it wants, all in one durable transaction.

        A Problem that ``decide`` raises writes nothing. Raises Busy, DiskFull, DataFolderReadOnly, DatabaseDamaged.
        """

    async def log(self, fact: NewFact, words: Sequence[FactWords] = ()) -> None:
        """Write a fact alone."""

    async def of_code(self, code: SecurityCode, day: date) -> tuple[CheckIn, ...]:
        """Check-ins with this code: of the church's date, or still inside."""

    async def check_ins(self, ids: Iterable[CheckInId]) -> tuple[CheckIn, ...]:
        """These check-ins, in this order; unknown ones are left out."""

    async def of_dates(self, first: date, last: date) -> tuple[CheckIn, ...]:
        """Check-ins of the church's dates from first to last, oldest first, undone ones left out."""

    async def released_since(self, since: datetime) -> tuple[CheckIn, ...]:
        """Who was checked out since a moment, newest first."""

    async def words(self, facts: Iterable[FactId], what: str) -> Mapping[FactId, str]:
        """What was typed along with these facts, where it was not forgotten yet."""

    async def facts_since(self, moment: datetime, kinds: Sequence[FactKind]) -> tuple[Fact, ...]:
        """Facts of these kinds (all kinds if none is named) that happened since a moment, oldest first."""

    async def say(self, words: FactWords) -> None:
        """Write, or with no text take away, a few words beside a fact."""

    async def headcounts(self, times: Iterable[EventTimeId]) -> tuple[Headcount, ...]:
        """The tallies of these event times."""

    async def code_wait(self, now: datetime, pauses: Pauses) -> timedelta:
        """How long no code is heard, after wrong ones in a row."""

    async def wrong_code(self, now: datetime, pauses: Pauses) -> int:
        """Count a wrong code; how many there were in a row."""

    async def right_code(self) -> None:
        """Count anew."""


class PickUpBook(Protocol):
    """Who may collect whom, as far as it is kept here."""

    async def listed(self, children: Iterable[PersonId]) -> tuple[PickUpPerson, ...]:
        """Everyone on these children's lists."""

    async def everything(self) -> tuple[PickUpPerson, ...]:
        """Every child's list, by name."""

    async def by_id(self, ids: Iterable[str]) -> Mapping[str, PickUpPerson]:
        """These entries."""

    async def relationships(self, children: Iterable[PersonId]) -> Mapping[tuple[PersonId, PersonId], str]:
        """What was said here of adults to these children: by child and adult."""

    async def change(self, add: Sequence[PickUpPerson], remove: Sequence[str], fact: NewFact, at: datetime) -> None:
        """Write entries, take others away, and write the fact that says who did it."""

    async def keep_relationship(self, child: PersonId, adult: PersonId, relationship: str, fact: NewFact) -> None:
        """Say what an adult is to a child (empty: nothing is said any more), and write the fact that says who said so."""
