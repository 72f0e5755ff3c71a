"""What knowing one's staff needs from the world: who there is, and a slow way to compare PINs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.domain.brakes import Pauses
from kiosk.domain.facts import NewFact
from kiosk.domain.ids import StaffId
from kiosk.domain.pins import StaffMember


@dataclass(frozen=True, slots=True)
class KnownPin:
    """Whose PIN it is, as its hash."""

    member: StaffMember
    pin_hash: str


class StaffBook(Protocol):
    """Who works here. Every change is written together with the fact that says who made it."""

    async def members(self) -> tuple[StaffMember, ...]:
        """Everyone, also who left, by name."""

    async def pins(self) -> tuple[KnownPin, ...]:
        """The PINs of everyone active."""

    async def begin_try(self, staff_id: StaffId | None, now: datetime, pauses: Pauses) -> tuple[KnownPin, ...]:
        """Count a try before it is looked at, and say which PINs it may be: that of one member, or of all.

        A try nobody finishes stays counted, so pulling the plug or trying twice at once gains nothing.
        With no ``staff_id`` the whole box counts, and members who are locked themselves are left out.
        Raises PinRefused with ``details.seconds`` while the member or the box is locked; nothing is counted then.
        """

    async def end_try(self, staff_id: StaffId | None, fact: NewFact) -> None:
        """The try was right: count anew, and write the fact."""

    async def log(self, fact: NewFact) -> None:
        """Write a fact alone."""

    async def add(self, member: StaffMember, pin_hash: str, fact: NewFact) -> None:
        """Write a new member."""

    async def add_first(self, member: StaffMember, pin_hash: str, fact: NewFact) -> bool:
        """Write the very first member; False, and nothing written, if there is anybody already."""

    async def change(self, member: StaffMember, pin_hash: str | None, fact: NewFact) -> None:
        """Write a member's name, role, whether active, and the PIN unless None; a new PIN unlocks.

        Raises NotKnown; LastAdmin if no active admin would be left.
        """


class PinHasher(Protocol):
    """Makes PINs slow to guess. Takes its time on another thread, never on the loop's."""

    async def hash(self, pin: str) -> str:
        """A salted hash: each time another one."""

    async def match(self, pin: str, hashes: Sequence[str]) -> int | None:
        """Which of the hashes is this PIN's, None if none; a hash that cannot be read matches nothing."""
