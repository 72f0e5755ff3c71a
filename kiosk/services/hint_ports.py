"""What webhooks need from the world: a book that keeps hints, and records that can be read one by one."""

import enum
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from kiosk.domain.hints import Hint


class Outcome(enum.StrEnum):
    """What became of something that was delivered."""

    STORED = "stored"
    REPEATED = "repeated"
    """Known already: Planning Center delivers twice."""
    NOT_OURS = "not_ours"
    """Signed, but about something that a kiosk does not keep, or another church's."""
    REPLAYED = "replayed"
    FORGED = "forged"
    MALFORMED = "malformed"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    NOT_KEPT = "not_kept"
    """The file could not be written, or no secret be read; Planning Center delivers again."""


class HintBook(Protocol):
    """Hints as they are kept."""

    async def keep(self, hints: Sequence[Hint], now: datetime) -> int:
        """Write those that are not known yet, durably; how many were new. Raises Busy, DiskFull, DataFolderReadOnly."""

    async def count(self, outcomes: Mapping[Outcome, int], now: datetime) -> None:
        """Note what became of deliveries."""

    async def waiting(self, now: datetime, limit: int) -> tuple[Hint, ...]:
        """Those not carried out, as things happened; without those that rest."""

    async def carried_out_until(self, hint: Hint) -> datetime | None:
        """When the latest thing happened to the same record that was carried out already."""

    async def gone(self, hint: Hint, now: datetime) -> None:
        """Take out of the cache what is gone there; what was recorded stays. The hint is carried out with it."""

    async def done(self, hints: Iterable[Hint], now: datetime) -> None:
        """They were carried out."""

    async def rest(self, hints: Iterable[Hint], until: datetime) -> None:
        """Leave them for later."""

    async def purge(self, before: datetime) -> None:
        """Forget what was carried out before, and what came before and never could be."""


class RecordReader(Protocol):
    """Reads single records into the cache. Every verb raises SignedOut, NoPermission, Offline, TooFast, UnexpectedAnswer."""

    async def read_person(self, person_id: str) -> None:
        """A person with contacts and households; one that is not there any more is looked up as merged, then is gone."""

    async def read_household(self, household_id: str) -> None:
        """A household with its people; gone where it is not there any more."""

    async def read_members(self, group_id: str) -> None:
        """Who belongs to a group."""

    async def read_mergers(self) -> None:
        """Who was merged into whom of late."""

    async def read_changes(self) -> None:
        """Everything that has changed since the last pull."""
