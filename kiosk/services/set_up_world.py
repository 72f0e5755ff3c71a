"""What the guided set-up needs beyond the steps themselves: a browser, pictures on a stick, services to rehearse."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from kiosk.domain.ids import LocationId


@dataclass(frozen=True, slots=True)
class ServiceMoment:
    """A service that can be rehearsed. ``starts_at`` and ``now`` are in the church's zone."""

    event_name: str
    starts_at: datetime
    now: datetime


@dataclass(frozen=True, slots=True)
class FoundRoom:
    """A room that a station can be for."""

    id: LocationId
    name: str


class SetUpWorld(Protocol):
    """This computer, seen from the set-up on its screen."""

    def redirect_address(self) -> str:
        """What the application's redirect address must be for a sign-in with the browser."""

    def time_zone(self) -> str:
        """This computer's, an IANA name; empty where it does not say."""

    async def has_sign_in(self) -> bool:
        """Whether a sign-in is there already: kept before, or the environment's."""

    async def browser_sign_in(self, client_id: str, *, in_file: bool) -> None:
        """Let somebody sign in with this computer's browser, and keep it. Raises as `SignInDesk.keep`, and SignedOut."""

    async def pictures(self) -> tuple[Path, ...]:
        """Pictures that may be a logo: on this user's desk, among the pictures and downloads, and on sticks."""

    async def rooms(self, events: Sequence[str]) -> tuple[FoundRoom, ...]:
        """The rooms of these events, of all where none is named."""

    async def services(self) -> tuple[ServiceMoment, ...]:
        """The next services of this station. Raises StationNotSetUp before the first pull."""
