"""Small copies of people's photos, fetched after the data: capped, kept for use without a network, gone with the person."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from kiosk.domain.ids import PersonId
from kiosk.domain.problems import Offline

logger = logging.getLogger(__name__)

PHOTO_PIXELS = 240
"""Sharp on the largest card of a self station; Planning Center is asked for this size, and what comes is made no larger."""
MOST_PHOTOS_PER_RUN = 400
MOST_BYTES_PER_RUN = 20_000_000
MOST_BYTES_EACH = 400_000
"""What is not small even though a small one was asked for is no photo."""
MOST_FAILURES = 3
"""So many in a row that do not come: the rest waits for the next run."""


@dataclass(frozen=True, slots=True)
class WantedPhoto:
    """A photo that is not here yet, and whose it is."""

    person_id: PersonId
    address: str


class PhotoHost(Protocol):
    """Where photos come from; nothing that signs in goes there."""

    async def fetch(self, address: str, most_bytes: int) -> bytes | None:
        """The picture at an address; None where there is none, it is too large or the address is none of Planning Center's.

        Raises Offline.
        """


class PhotoBook(Protocol):
    """Which photos are here."""

    async def wanted(self, limit: int) -> tuple[WantedPhoto, ...]:
        """Photos of active people that are not here, children's first."""

    async def keep(self, wanted: WantedPhoto, picture: bytes | None) -> None:
        """Keep a person's picture instead of an earlier one; None: there is none at this address, and it is not asked again."""

    async def clear_away(self, *, everybody: bool = False) -> int:
        """Delete the pictures of whoever has left, or all; forget those whose file is missing. Returns how many went."""


Shrink = Callable[[bytes], Awaitable[bytes | None]]
"""A picture no larger than ``PHOTO_PIXELS`` each way, without anything but its pixels; None for what is no picture."""


@dataclass(frozen=True, slots=True)
class PhotosReport:
    """What a run did."""

    fetched: int = 0
    bytes: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Photos:
    """Fetches what is missing; with ``shows_photos`` off it deletes what is here."""

    host: PhotoHost
    book: PhotoBook
    shrink: Shrink
    shows_photos: bool = True

    async def run(self) -> PhotosReport:
        """Clear away, then fetch, one after the other: nobody waits for a photo. Without a network it ends early and quietly."""
        gone = await self.book.clear_away(everybody=not self.shows_photos)
        fetched = transferred = failures = 0
        wanted = await self.book.wanted(MOST_PHOTOS_PER_RUN) if self.shows_photos else ()
        for one in wanted:
            if transferred >= MOST_BYTES_PER_RUN or failures >= MOST_FAILURES:
                break
            try:
                raw = await self.host.fetch(one.address, MOST_BYTES_EACH)
            except Offline:
                failures += 1
                continue
            failures = 0
            transferred += len(raw or b"")
            picture = await self.shrink(raw) if raw else None
            await self.book.keep(one, picture)
            fetched += picture is not None
        if fetched or gone:
            logger.info("%d photos fetched, %d deleted", fetched, gone)
        return PhotosReport(fetched, transferred, gone)
