"""What the mirror needs from the world: a book of what should stand at PlanDocket and what does, and PlanDocket itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from kiosk.domain.mirror import Move, Presence, There


@dataclass(frozen=True, slots=True)
class Copy:
    """A presence and its copy. ``marker``: written into the copy's notes, by which it is known again.

    ``participant`` or ``badge`` names the person there; both empty: nobody has said who it is. ``trying``: a step was begun, and
    nobody knows whether it was taken.
    """

    presence: Presence
    marker: str
    there: There
    remote_id: int | None = None
    trying: Move | None = None
    participant: int | None = None
    badge: str = ""

    @property
    def is_named(self) -> bool:
        """Whether PlanDocket can be told who it is."""
        return self.participant is not None or bool(self.badge)


@dataclass(frozen=True, slots=True)
class CopyThere:
    """One of PlanDocket's check-ins, as far as it tells."""

    id: int
    participant: int | None
    badge: str
    notes: str
    is_in: bool
    has_left: bool


class MirrorBook(Protocol):
    """What should stand there, what does, and why not."""

    async def pending(self, now: datetime, back: timedelta) -> tuple[Copy, ...]:
        """Some of the copies of so far back that differ from the record, oldest first; without those that rest."""

    async def begin(self, copy: Copy, move: Move) -> None:
        """A step is about to be taken."""

    async def stands(self, copy: Copy, there: There, remote_id: int | None) -> None:
        """So it stands there now."""

    async def rest(self, copy: Copy, until: datetime, problem: str) -> None:
        """Leave it for later; ``problem`` is a code of `kiosk.words.plandocket`, or empty."""


class PlanDocket(Protocol):
    """PlanDocket's check-ins. Every verb raises SignedOut, NoPermission, NotKnown, NotAccepted, TooFast, Offline, UnexpectedAnswer.

    What was sent and may have arrived all the same says so: ``details.uncertain``.
    """

    async def of_event(self, event_key: str) -> tuple[CopyThere, ...]:
        """Everybody of an event."""

    async def send(self, copy: Copy, move: Move, station: str, notes: str) -> int | None:
        """Check in or out; the copy's id where it is told."""

    async def delete(self, remote_id: int) -> None:
        """Take a copy away; gone already is as good."""

    async def stats(self, event_key: str) -> Mapping[str, object]:
        """Its own count."""
