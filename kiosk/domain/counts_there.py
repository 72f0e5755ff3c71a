"""What Planning Center counted itself; shown beside our own counts, and missing is not zero."""

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
