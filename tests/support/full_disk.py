"""A data file that may grow no more, as on a full disk, until room is made again."""

from collections.abc import Container
from contextlib import suppress

from kiosk.app.chance import ulid_at
from kiosk.app.compose import Church
from kiosk.domain.ids import CheckInGroupId
from kiosk.domain.problems import DiskFull, Refused
from kiosk.services.check_in_request import CheckInRequest, Want
from tests.support.sunday import households_with_children

_PLENTY = 1_000_000


async def fill(church: Church, but: Container[str]) -> None:
    """Let the file grow no more and check families in until nothing fits into it; ``but`` these people stay outside."""
    await leave_no_room(church)
    with suppress(DiskFull):
        for household in households_with_children(church.folder.path):
            if not any(person in but for person in household):
                wants = tuple(Want(person) for person in household)
                with suppress(Refused):
                    await church.check_in(CheckInRequest(CheckInGroupId(ulid_at(church.clock.now())), wants))
        raise AssertionError("everybody fitted in")


async def leave_no_room(church: Church) -> None:
    """The file may grow no more."""
    pages = await church.database.read(lambda connection: connection.execute("pragma page_count").fetchone()[0])
    await _allow(church, pages)


async def make_room(church: Church) -> None:
    """The file may grow again."""
    await _allow(church, _PLENTY)


async def _allow(church: Church, pages: int) -> None:
    await church.database.read(lambda connection: connection.execute(f"pragma max_page_count = {pages}"))
