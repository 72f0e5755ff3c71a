"""From one page of a list to the next, so that a list that shifts while it is read loses nobody.

Lists are read in an order that new rows join at the end, so that only rows that leave shift the others: they move up, and as many
as have left may slip from an unread page to a read one. The list's own total, told with every page, betrays it: the reading goes
back by that many rows. What leaves and what joins between the same two pages hides from the total; it shows at the end, when
more rows turn out to be new than the totals had told, and the list is then read once more. What escapes is only a row that joins
and leaves within one reading while another leaves unseen beside it; the next pull finds that one.
"""

from collections.abc import Callable
from dataclasses import replace

from kiosk.domain.problems import UnexpectedAnswer
from kiosk.services.pull_ports import Progress, Seen
from kiosk.services.pulled import Ask, PulledPage

MOST_PASSES = 3
"""How often a list that changes all the time is read before the next pull is left to find the rest."""


def after_page(progress: Progress, ask: Ask, page: PulledPage, cursor_at: Callable[[int], str]) -> Progress:
    """How a list stands after a page. Raises UnexpectedAnswer when the pages lead nowhere."""
    removed = 0
    if progress.last_total is not None and page.total is not None:
        removed = max(0, progress.last_total - page.total)
    read = replace(
        progress,
        pages=progress.pages + 1,
        rows=progress.rows + page.rows,
        first_total=page.total if progress.first_total is None else progress.first_total,
        last_total=page.total,
        removals=progress.removals + removed,
        began_at=progress.began_at or page.answered_at,
        last_at=page.answered_at or progress.last_at,
    )
    if removed and page.offset:
        return replace(read, cursor=cursor_at(max(0, page.offset - removed)))
    if page.rows == 0 and page.next_cursor is not None and page.total is not None and (page.offset or 0) < page.total:
        # An empty page in the middle: what comes after it is not gone.
        raise UnexpectedAnswer(code="page_is_empty", resource=ask.resource.value)
    if page.next_cursor is None or page.rows == 0:
        return replace(read, cursor=None, is_done=True)
    goes_back = page.offset is not None and page.next_offset is not None and page.next_offset <= page.offset
    if page.next_cursor == ask.cursor or goes_back:
        raise UnexpectedAnswer(code="pages_repeat", resource=ask.resource.value)
    if page.begins_window:
        return replace(read, cursor=page.next_cursor, first_total=None, last_total=None)
    return replace(read, cursor=page.next_cursor)


def is_whole(progress: Progress, seen: Seen) -> bool:
    """Whether a list that was read to its end can have lost nobody."""
    if progress.last_total is None or progress.first_total is None:
        return True
    joined = progress.last_total - progress.first_total + progress.removals
    return seen.rows >= progress.last_total and seen.arrived == joined


def is_as_long_as_told(progress: Progress) -> bool:
    """Whether a list that was read to its end brought as many rows as it said it has; a page may have come short."""
    return progress.last_total is None or progress.rows >= progress.last_total


def once_more(progress: Progress) -> Progress:
    """The list from its beginning again; what was seen stays seen."""
    return replace(
        progress,
        cursor=None,
        is_done=False,
        first_total=None,
        last_total=None,
        removals=0,
        passes=progress.passes + 1,
        began_at=None,
    )
