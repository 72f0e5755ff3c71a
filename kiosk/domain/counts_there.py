"""What Planning Center counted itself; shown beside our own counts, and missing is not zero."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.domain.ids import EventId, EventTimeId, LocationId


@dataclass(frozen=True, slots=True)
class AttendanceType:
    """A kind of attendee that is counted by heads at an event; ``limit`` is the most of them, None where none is set."""

    id: str
    event_id: EventId
    name: str
    color: str = ""
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class HeadcountThere:
    """How many of one attendance type were counted at an event time."""

    id: str
    event_time_id: EventTimeId
    attendance_type_id: str
    total: int


@dataclass(frozen=True, slots=True)
class TimeCounts:
    """How many were checked in to an event time; ``location_id`` None for all its rooms together."""

    event_time_id: EventTimeId
    location_id: LocationId | None
    regular: int | None = None
    guest: int | None = None
    volunteer: int | None = None


@dataclass(frozen=True, slots=True)
class HeadsThere:
    """A tally of Planning Center's with the name of what was counted; it is of all rooms of the event time together."""

    event_time_id: EventTimeId
    attendance_type: str
    count: int


def named_heads(heads: Iterable[HeadcountThere], types: Iterable[AttendanceType]) -> tuple[HeadsThere, ...]:
    """The tallies by the names of their types, in the order of the types; one of a type that is gone is left out."""
    counted = tuple(heads)
    return tuple(
        HeadsThere(one.event_time_id, kind.name, one.total)
        for kind in types
        for one in counted
        if one.attendance_type_id == kind.id
    )
