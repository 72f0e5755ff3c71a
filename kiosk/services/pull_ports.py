"""What a pull needs from the world: a Planning Center to ask page by page, and a book that keeps pages with their cursors."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.services.pull_plan import Scope
from kiosk.services.pulled import Ask, Product, PulledPage, Resource


class PlanningCenter(Protocol):
    """Planning Center as a pull sees it; pacing, retries and sign-in are its own business."""

    @property
    def requests(self) -> int:
        """How many requests were sent so far, refused and repeated ones too."""

    async def page(self, ask: Ask) -> PulledPage:
        """One page. Raises SignedOut, NoPermission, Offline, TooFast, UnexpectedAnswer; NotKnown where there is no such list."""

    def cursor_at(self, ask: Ask, offset: int) -> str:
        """The cursor of the page of the same list that begins with row ``offset``."""

    async def total(self, ask: Ask) -> int:
        """How many rows the list has, at the cost of one request. Raises as ``page`` does."""

    def requests_per_minute(self) -> float:
        """How many requests the budget in use allows."""


@dataclass(frozen=True, slots=True)
class Pull:
    """One pull, perhaps resumed; ``number`` marks the rows it has seen."""

    number: int
    started_at: datetime
    is_resumed: bool = False
    scope: Scope = Scope.FULL


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one list has got in this pull. ``cursor`` None with ``is_done`` False: nothing was read yet.

    ``removals``: rows that left the list while it was read, as far as its totals told. ``began_at`` and
    ``last_at``: when its first and its latest page were answered, by Planning Center's clock and not by ours, which may be hours off.
    """

    cursor: str | None = None
    is_done: bool = False
    pages: int = 0
    rows: int = 0
    first_total: int | None = None
    last_total: int | None = None
    removals: int = 0
    passes: int = 1
    began_at: datetime | None = None
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """How many rows of a list this pull has seen, and how many of them were made while the list was read."""

    rows: int
    arrived: int


class PullBook(Protocol):
    """The cache as a pull fills it: each page in one transaction with the place to go on from."""

    async def begin(self, now: datetime, *, afresh: bool, scope: Scope = Scope.FULL) -> Pull:
        """The pull that was interrupted, unless ``afresh``, too old or one that reads less; else a new one of this scope."""

    async def changed_since(self, resource: Resource) -> datetime | None:
        """From when on changes of a list have to be asked for; None before it was first read whole."""

    async def changes_read(self, pull: Pull, resource: Resource, began_at: datetime, now: datetime) -> None:
        """Everything that changed before ``began_at``, by Planning Center's clock, is here."""

    async def organization_ids(self) -> dict[Product, str]:
        """The church each product's data here belongs to."""

    async def progress(self, pull: Pull, resource: Resource, parent: str = "") -> Progress:
        """Where a list stands in this pull."""

    async def parents(self, pull: Pull, resource: Resource) -> tuple[str, ...]:
        """The ids below which a resource is listed, as this pull has them so far."""

    async def keep(self, pull: Pull, ask: Ask, page: PulledPage, progress: Progress) -> None:
        """Write a page's records and the list's progress, in one transaction."""

    async def seen(self, pull: Pull, resource: Resource, progress: Progress) -> Seen:
        """What this pull has seen of a list; rows made while it was read count as arrived."""

    async def sweep(self, pull: Pull, resource: Resource, now: datetime) -> int:
        """Mark what a completed list no longer has as gone and note when it was read; returns how many went."""

    async def finish(self, pull: Pull, now: datetime) -> None:
        """The pull is whole."""
