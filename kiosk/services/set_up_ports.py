"""What setting a station up needs from the world, and the values it speaks in."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kiosk.domain.ids import EventId, LocationId

if TYPE_CHECKING:
    # Every start reads how far the set-up has come, and hardly one has anything refused.
    from kiosk.services.pulled import Product


class SetUpStep(enum.StrEnum):
    """What is set up, in order."""

    LANGUAGE = "language"
    CHURCH = "church"
    STATION = "station"
    PRINTER = "printer"
    LOOK = "look"
    ADMIN = "admin"
    REHEARSAL = "rehearsal"


class ChurchSource(enum.StrEnum):
    """Where the people come from."""

    NONE = ""
    PLANNING_CENTER = "planning-center"
    SAMPLE = "sample"
    OWN = "own"
    """Nobody else's: events, rooms and people are entered here."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a set-up has come."""

    done: frozenset[SetUpStep] = frozenset()
    source: ChurchSource = ChurchSource.NONE
    refused: "tuple[Product, ...]" = ()

    @property
    def next(self) -> SetUpStep | None:
        """The first step that is not done; None when all are."""
        return next((step for step in SetUpStep if step not in self.done), None)

    @property
    def is_finished(self) -> bool:
        """Whether families can be let in: everything but the rehearsal, which may be skipped."""
        return set(SetUpStep) - {SetUpStep.REHEARSAL} <= self.done


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event a station can be for."""

    id: EventId
    name: str
    rooms: int


@dataclass(frozen=True, slots=True)
class Found:
    """What the church turned out to have. ``refused``: products this sign-in may not read."""

    church: str
    people: int
    households: int
    groups: int
    passes: int
    events: tuple[FoundEvent, ...]
    refused: "tuple[Product, ...]"

    @property
    def rooms(self) -> int:
        """All rooms of all events."""
        return sum(event.rooms for event in self.events)


@dataclass(frozen=True, slots=True)
class FoundStation:
    """A Planning Center station to take over. Planning Center does not publish what its modes mean, so the mode is asked for."""

    id: str
    name: str
    event_id: EventId | None
    location_id: LocationId | None
    is_dark: bool | None
    colour: str


@dataclass(frozen=True, slots=True)
class FoundPrinter:
    """A printer that seems to be there."""

    address: str
    name: str


@dataclass(frozen=True, slots=True)
class PrinterTest:
    """What became of a test label. ``trouble``: a key of `kiosk.words.labels.TROUBLE`, or empty."""

    is_printed: bool
    trouble: str = ""


class ProgressBook(Protocol):
    """Where a set-up stands, kept in the data folder."""

    async def progress(self) -> Progress:
        """How far it has come."""

    async def keep(self, progress: Progress) -> None:
        """Write it."""


class CountBook(Protocol):
    """How many of everything there are."""

    async def counts(self) -> Mapping[str, int]:
        """Rows by resource."""


class StationFinder(Protocol):
    """Planning Center's own stations."""

    async def stations(self) -> tuple[FoundStation, ...]:
        """All of them. Raises SignedOut, NoPermission, Offline, UnexpectedAnswer."""


class PrinterFinder(Protocol):
    """Printers nearby."""

    async def printers(self) -> tuple[FoundPrinter, ...]:
        """Those that can be found without asking anybody."""

    async def test(self, address: str, language: str) -> PrinterTest:
        """Print a label that shows everything a label can. Raises SettingNotValid for an address with a mistake."""


class FreshStart(Protocol):
    """Leaves one church's data for another's."""

    async def prepare(self) -> None:
        """At the station's next start there is a new file with its settings and staff only; the old one is set aside.

        Raises DiskFull, DataFolderReadOnly, DatabaseDamaged, Busy.
        """


class LogoShelf(Protocol):
    """Where the church's logo is kept."""

    async def keep_logo(self, path: Path) -> Path:
        """Copy a picture into the data folder; its path there. Raises NotKnown, DiskFull, DataFolderReadOnly."""
