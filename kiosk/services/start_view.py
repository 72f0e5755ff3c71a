"""What the start screen of a self station shows: a frozen view, and how it follows from the opening hours.

Apart from the other views, because it is there before anything else of the station is loaded.
"""

import enum
from dataclasses import dataclass
from datetime import datetime, tzinfo

from kiosk.domain.opening_hours import OpeningHours


class StationState(enum.StrEnum):
    """Whether families can check in now."""

    OPEN = "open"
    CLOSED = "closed"
    JUST_CLOSED = "just_closed"


@dataclass(frozen=True, slots=True)
class OpenTime:
    """An event time that accepts check-ins now."""

    event_name: str
    starts_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class NextOpening:
    """When check-in opens next, and for what."""

    event_name: str
    starts_at: datetime
    opens_at: datetime


@dataclass(frozen=True, slots=True)
class StartView:
    """The start screen. ``people_as_of``: when people were last pulled; ``trouble`` of the printer or the clock in plain words."""

    church_name: str
    now: datetime
    state: StationState
    open_times: tuple[OpenTime, ...] = ()
    next_opening: NextOpening | None = None
    people_as_of: datetime | None = None
    trouble: str = ""
    is_rehearsal: bool = False


def start_view(
    church_name: str,
    hours: OpeningHours,
    now: datetime,
    zone: tzinfo,
    *,
    people_as_of: datetime | None = None,
    trouble: str = "",
    is_rehearsal: bool = False,
) -> StartView:
    """What the start screen shows at a moment, every time in the church's ``zone``."""
    open_now = hours.open_at(now)
    coming = None if open_now else hours.next_after(now)
    if open_now:
        state = StationState.OPEN
    elif hours.has_just_closed(now, zone):
        state = StationState.JUST_CLOSED
    else:
        state = StationState.CLOSED
    return StartView(
        church_name=church_name,
        now=now.astimezone(zone),
        state=state,
        open_times=tuple(
            OpenTime(one.event_name, one.starts_at.astimezone(zone), one.closes_at.astimezone(zone)) for one in open_now
        ),
        next_opening=NextOpening(coming.event_name, coming.starts_at.astimezone(zone), coming.opens_at.astimezone(zone))
        if coming is not None
        else None,
        people_as_of=people_as_of.astimezone(zone) if people_as_of is not None else None,
        trouble=trouble,
        is_rehearsal=is_rehearsal,
    )
