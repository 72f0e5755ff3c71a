"""Planning Center as a pull sees it: asks through the client, answers with our own values."""

import asyncio
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import TYPE_CHECKING

from kiosk.domain.problems import Offline, UnexpectedAnswer
from kiosk.pco.documents import Document, parse
from kiosk.pco.known_attributes import note_unknown
from kiosk.pco.lists import LISTINGS, Listing
from kiosk.pco.pacing import LONGEST_PAUSE_SECONDS, PAUSES_BETWEEN_TRIES, Pace
from kiosk.pco.sign_in import SignIn
from kiosk.pco.targets import BASE_URL, at_offset, first_target, made_since, offset_of, target_of_link
from kiosk.services.pulled import Ask, PulledPage, Resource

if TYPE_CHECKING:
    from kiosk.pco.client import Client
    from kiosk.pco.replies import Answer

CAPPED_TOTAL = 10_000
"""Lists of people were once cut off here (issue #736, 2020): what lies beyond is read from the last row's date on."""


@dataclass(slots=True)
class Gateway:
    """`kiosk.services.pull_ports.PlanningCenter` over HTTP. ``pauses``: seconds before each further try.

    ``patience_seconds``: as the client's.
    """

    sign_in: SignIn
    base_url: str = BASE_URL
    pauses: tuple[float, ...] = PAUSES_BETWEEN_TRIES
    pace: Pace = field(default_factory=Pace)
    patience_seconds: float = LONGEST_PAUSE_SECONDS
    _client: "Client | None" = None

    @property
    def requests(self) -> int:
        """How many requests were sent so far."""
        return self._client.requests if self._client else 0

    def requests_per_minute(self) -> float:
        """How many requests the budget in use allows."""
        return self.pace.requests_per_minute()

    async def page(self, ask: Ask) -> PulledPage:
        """One page. Raises SignedOut, NoPermission, Offline, TooFast, UnexpectedAnswer, NotKnown."""
        listing, target = LISTINGS[ask.resource], self._target(ask)
        try:
            answer = await self._get(listing, target)
        except (Offline, UnexpectedAnswer) as problem:
            if ask.cursor is not None or not listing.spare or "status" not in problem.details:
                raise
            page = await self._page_without_spare(ask, listing)
        else:
            page = await asyncio.to_thread(self._page, ask, listing, target, answer)
        if ask.cursor is None and listing.has_window and page.total == 0:
            newest = first_target(self.base_url, listing.product, *listing.address_of_newest(ask))
            answer = await self._get(listing, newest)
            page = replace(
                await asyncio.to_thread(self._page, ask, listing, newest, answer),
                next_cursor=None,
                next_offset=None,
                total=None,
            )
        return page

    async def _page_without_spare(self, ask: Ask, listing: Listing) -> PulledPage:
        """The first page without what need not come along; the links of its pages go on so."""
        less = listing.without_spare()
        target = first_target(self.base_url, less.product, *less.address(ask))
        answer = await self._get(less, target)
        page = await asyncio.to_thread(self._page, ask, less, target, answer)
        oddity = f"{ask.resource.value}: refused with {', '.join(sorted(listing.spare))}"
        return replace(page, oddities=(*page.oddities, (oddity, 1)))

    def _page(self, ask: Ask, listing: Listing, target: str, answer: "Answer") -> PulledPage:
        document = parse(answer.json)
        note_unknown(document, listing.product)
        records = tuple(listing.mapper(document, ask))
        next_cursor = target_of_link(self.base_url, target, document.next_link) if document.next_link else None
        offset = offset_of(target) or 0
        is_enough = listing.is_read_far_enough(document, ask, offset + len(document.data))
        if is_enough:
            next_cursor = None
        window = self._next_window(ask, document, target, offset) if next_cursor is None else None
        return PulledPage(
            records=records,
            rows=len(document.data),
            next_cursor=next_cursor or window,
            # Of a list that is read only so far its length says nothing.
            total=None if is_enough else document.total,
            offset=offset if next_cursor is None or offset_of(next_cursor) is not None else None,
            next_offset=offset_of(next_cursor) if next_cursor else None,
            organization_id=document.organization_id,
            answered_at=answer.answered_at,
            begins_window=window is not None,
            oddities=tuple(sorted(document.odd.items())),
            clock_off_by=answer.came_at - answer.answered_at if answer.answered_at else None,
        )

    def cursor_at(self, ask: Ask, offset: int) -> str:
        """The cursor of the page of the same list that begins with row ``offset``."""
        return at_offset(self._target(ask), offset)

    async def total(self, ask: Ask) -> int:
        """How many rows the list has; 1 for what is no list. Costs one request."""
        listing = LISTINGS[ask.resource]
        if not listing.is_list:
            return 1
        target = first_target(self.base_url, listing.product, *listing.address_to_count(ask))
        answer = await self._get(listing, target)
        document = parse(answer.json)
        return len(document.data) if document.total is None else document.total

    async def _get(self, listing: Listing, target: str) -> "Answer":
        return await (await self.opened()).get(listing.product, target)

    async def opened(self) -> "Client":
        """The client, loaded without holding anything up."""
        if self._client is None:
            # httpx takes 100 ms to load: on a thread, so that the screen goes on.
            await asyncio.to_thread(import_module, "kiosk.pco.client")
        return self.client()

    def client(self) -> "Client":
        """The client, made when it is first needed."""
        if self._client is None:
            from kiosk.pco.client import Client

            self._client = Client(
                self.sign_in,
                self.base_url,
                pauses=self.pauses,
                pace=self.pace,
                patience_seconds=self.patience_seconds,
            )
        return self._client

    async def close(self) -> None:
        """Close the connection."""
        if self._client is not None:
            await self._client.close()

    def _target(self, ask: Ask) -> str:
        if ask.cursor is not None:
            return ask.cursor
        listing: Listing = LISTINGS[ask.resource]
        return first_target(self.base_url, listing.product, *listing.address(ask))

    def _next_window(self, ask: Ask, document: Document, target: str, offset: int) -> str | None:
        """Where people beyond the cap are found, when a list ends exactly there."""
        if ask.resource is not Resource.PEOPLE or document.total != CAPPED_TOTAL or not document.data:
            return None
        if offset + len(document.data) < CAPPED_TOTAL:
            return None
        last = document.data[-1].moment("created_at")
        if last is None:
            return None
        return made_since(target, last.strftime("%Y-%m-%dT%H:%M:%SZ"))
