"""The next pages of a list asked for while one is being written, so that the network's delay is paid once and not page by page.

Pages are still taken in order, one cursor after the other. Only where the server's own link to the next page names the row that
was guessed is the guess used.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from kiosk.services.pull_ports import PlanningCenter
from kiosk.services.pulled import Ask, PulledPage

PAGES_AHEAD = 3


@dataclass(slots=True)
class ReadAhead:
    """Pages of one list, some of them on their way. Made by ``reading_ahead``."""

    planning_center: PlanningCenter
    pages: int
    _coming: dict[int, asyncio.Task[PulledPage]] = field(default_factory=dict)
    _expected: tuple[str | None, int] | None = None

    async def page(self, ask: Ask) -> PulledPage:
        """The page at the ask's cursor. Raises as ``PlanningCenter.page`` does."""
        is_foreseen = self._expected is not None and self._expected[0] == ask.cursor
        guessed = self._coming.pop(self._expected[1], None) if self._expected and is_foreseen else None
        if not is_foreseen:
            # The list is read from another place than was foreseen: what is on its way may be stale.
            await self.drop()
        page = await (guessed or self.planning_center.page(ask))
        self._expected = None
        if page.next_cursor is not None and page.offset is not None and page.next_offset is not None:
            self._expected = (page.next_cursor, page.next_offset)
            self._ask_ahead(ask, page, page.next_offset)
        return page

    async def drop(self) -> None:
        """Give up what is on its way."""
        tasks = list(self._coming.values())
        self._coming.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _ask_ahead(self, ask: Ask, page: PulledPage, next_offset: int) -> None:
        step = next_offset - (page.offset or 0)
        if step <= 0 or page.total is None:
            return
        for offset in range(next_offset, min(page.total, next_offset + self.pages * step), step):
            if offset not in self._coming:
                cursor = self.planning_center.cursor_at(ask, offset)
                self._coming[offset] = asyncio.create_task(self.planning_center.page(replace(ask, cursor=cursor)))


@asynccontextmanager
async def reading_ahead(planning_center: PlanningCenter, pages: int) -> AsyncIterator[ReadAhead]:
    """Read one list with so many pages ahead; whatever is on its way at the end is given up."""
    ahead = ReadAhead(planning_center, pages)
    try:
        yield ahead
    finally:
        await ahead.drop()
