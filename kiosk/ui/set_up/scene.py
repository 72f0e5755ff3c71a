"""Where a guided set-up stands: which page, what was found, what is being chosen. No Qt."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.domain.ids import LocationId
from kiosk.domain.problems import Problem
from kiosk.services.ports import StationSettings
from kiosk.services.pulled import Resource
from kiosk.services.set_up_ports import Found, FoundPrinter, FoundStation, PrinterTest, Progress, SetUpStep
from kiosk.services.set_up_world import FoundRoom, ServiceMoment
from kiosk.services.sign_in import Access
from kiosk.ui.staff.said import NOTHING, Said


class Page(enum.Enum):
    """A page of the set-up, and the step it belongs to."""

    OVERVIEW = (None, 0)
    LANGUAGE = (SetUpStep.LANGUAGE, 0)
    CHURCH = (SetUpStep.CHURCH, 0)
    TOKEN = (SetUpStep.CHURCH, 1)
    BROWSER = (SetUpStep.CHURCH, 2)
    SEEN = (SetUpStep.CHURCH, 3)
    BRINGING = (SetUpStep.CHURCH, 4)
    FOUND = (SetUpStep.CHURCH, 5)
    OTHER_CHURCH = (SetUpStep.CHURCH, 6)
    OWN_CHURCH = (SetUpStep.CHURCH, 7)
    OWN_EVENT = (SetUpStep.CHURCH, 8)
    OWN_DAY = (SetUpStep.CHURCH, 9)
    KIND = (SetUpStep.STATION, 0)
    THEIRS = (SetUpStep.STATION, 1)
    THEIR_KIND = (SetUpStep.STATION, 2)
    STATION = (SetUpStep.STATION, 3)
    SCOPE = (SetUpStep.STATION, 4)
    ROOMS = (SetUpStep.STATION, 5)
    PRINTER = (SetUpStep.PRINTER, 0)
    PRINTED = (SetUpStep.PRINTER, 1)
    THEME = (SetUpStep.LOOK, 0)
    COLOUR = (SetUpStep.LOOK, 1)
    LOGO = (SetUpStep.LOOK, 2)
    ADMIN = (SetUpStep.ADMIN, 0)
    PIN = (SetUpStep.ADMIN, 1)
    REHEARSAL = (SetUpStep.REHEARSAL, 0)

    @property
    def step(self) -> SetUpStep | None:
        """The step of the set-up, None for the list of them."""
        step: SetUpStep | None = self.value[0]
        return step


@dataclass(frozen=True, slots=True)
class Bringing:
    """A pull under way. ``rows``: so far and in all (None: not known) by resource; ``problem``: why it stopped."""

    rows: Mapping[Resource, tuple[int, int | None]] = field(default_factory=dict)
    is_done: bool = False
    has_stopped: bool = False
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class LookDraft:
    """How the station is to look, while somebody chooses."""

    theme: str
    accent: str
    logo: Path | None = None


@dataclass(frozen=True, slots=True)
class SetUpScene:
    """Everything a page may show. ``typed``: what stood in its lines when a button was tapped, without secrets."""

    settings: StationSettings
    progress: Progress
    look: LookDraft
    language: str
    page: Page = Page.LANGUAGE
    has_page_before: bool = False
    is_busy: bool = False
    said: Said = NOTHING
    typed: Mapping[str, str] = field(default_factory=dict)
    has_sign_in: bool = False
    needs_file: bool = False
    redirect: str = ""
    zone: str = ""
    access: Access | None = None
    bringing: Bringing | None = None
    found: Found | None = None
    mode: str = ""
    theirs: tuple[FoundStation, ...] = ()
    their: FoundStation | None = None
    events: frozenset[str] = frozenset()
    rooms: tuple[FoundRoom, ...] = ()
    chosen_rooms: frozenset[LocationId] = frozenset()
    printers: tuple[FoundPrinter, ...] | None = None
    address: str = ""
    test: PrinterTest | None = None
    pictures: tuple[Path, ...] | None = None
    has_admin: bool = False
    asks_again: bool = False
    services: tuple[ServiceMoment, ...] | None = None
