"""What entering newcomers and guests, and putting facts right, needs from the world."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.domain.facts import NewFact
from kiosk.domain.ids import GroupId, HouseholdId, PersonId
from kiosk.domain.newcomers import NewPerson, OneTimeGuest
from kiosk.domain.people import Address, Person, Phone
from kiosk.domain.pick_up import PickUpPerson


@dataclass(frozen=True, slots=True)
class FamilyToSave:
    """A family with the ids it gets here; ``is_joining``: its people join a household that is known already."""

    household_id: HouseholdId
    household_name: str
    people: tuple[tuple[PersonId, NewPerson], ...]
    phones: tuple[tuple[PersonId, Phone], ...]
    emails: tuple[tuple[PersonId, str, str], ...]
    may_collect: tuple[PickUpPerson, ...]
    facts: tuple[NewFact, ...]
    is_joining: bool = False
    addresses: tuple[tuple[PersonId, Address], ...] = ()


class NewcomerBook(Protocol):
    """Where families first entered here are written."""

    async def save(self, family: FamilyToSave, at: datetime) -> None:
        """Write a family, its facts and what is to be sent to Planning Center, all in one durable transaction."""

    async def saved_by(self, nonce: str) -> tuple[HouseholdId, tuple[PersonId, ...]] | None:
        """The family that a tap has saved, so that the same tap again saves nothing."""


class GuestBook(Protocol):
    """Guests without a person record."""

    async def add(self, guests: Sequence[OneTimeGuest], fact: NewFact, at: datetime) -> None:
        """Write guests, with the fact that they came."""

    async def guests(self, ids: Iterable[PersonId]) -> Mapping[PersonId, OneTimeGuest]:
        """These guests, where they are not forgotten yet."""

    async def of_household(self, household_id: HouseholdId) -> tuple[OneTimeGuest, ...]:
        """Whom a family brought along and who are not forgotten yet, the oldest first."""

    async def forget(self, before: datetime, words_before: datetime, fact: NewFact) -> int:
        """Forget guests entered before a moment who have left, and words typed before another; how many guests.

        The fact is written only if anything was forgotten.
        """


class CorrectionBook(Protocol):
    """Facts about people, put right here and queued for Planning Center."""

    async def correct(
        self, person_id: PersonId, fields: Mapping[str, str | int | None], fact: NewFact, at: datetime
    ) -> None:
        """Keep fields (`kiosk.domain.outbox.PERSON_FIELDS`) of a person, in one transaction. Raises NotKnown."""

    async def put_phone(
        self, person_id: PersonId, phone: Phone, replaces: str | None, fact: NewFact, at: datetime
    ) -> None:
        """Give somebody a telephone number, or write another in place of the one of id ``replaces``. Raises NotKnown."""

    async def join_group(
        self, person_id: PersonId, group_id: GroupId, membership_id: str, fact: NewFact, at: datetime
    ) -> bool:
        """Add somebody to a group; False if they are in it already. Raises NotKnown."""

    async def inactive(self, words: Sequence[str], limit: int) -> tuple[Person, ...]:
        """Inactive people any of whose names starts with each of these folded words."""
