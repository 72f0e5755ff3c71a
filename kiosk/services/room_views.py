"""The rooms of a roster station as they are shown: who is expected, present and gone, and what is counted."""

import enum
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.attendance import AttendanceKind
from kiosk.domain.counts_there import HeadsThere
from kiosk.domain.ids import CheckInId, EventId, EventTimeId, LocationId, PersonId, SecurityCode
from kiosk.domain.room_state import Headcount


class WhyExpected(enum.StrEnum):
    """Why somebody may come: said so, belongs to the room's group, or came lately."""

    REPLIED = "replied"
    MEMBER = "member"
    RECENT = "recent"


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """Somebody who has not come yet."""

    person_id: PersonId
    name: str
    called_name: str
    initials: str
    has_medical_notes: bool
    why: WhyExpected


@dataclass(frozen=True, slots=True)
class RoomLine:
    """One check-in to the room. ``medical_notes`` are one tap away, never on the line itself. Moments in the church's zone.

    ``left_at`` and ``left_with`` once they have gone; ``confirmed_at`` once the room has received them. ``is_called``: to the
    door, where somebody waits.
    """

    check_in_id: CheckInId
    person_id: PersonId
    event_time_id: EventTimeId
    starts_at: datetime
    name: str
    called_name: str
    initials: str
    photo: str
    kind: AttendanceKind
    security_code: SecurityCode | None
    medical_notes: str
    checked_in_at: datetime
    confirmed_at: datetime | None = None
    left_at: datetime | None = None
    left_with: str = ""
    note: str = ""
    flags: tuple[str, ...] = ()
    is_duplicate: bool = False
    is_called: bool = False

    @property
    def has_medical_notes(self) -> bool:
        """Whether a symbol belongs beside the name."""
        return bool(self.medical_notes)


@dataclass(frozen=True, slots=True)
class RoomTime:
    """A start of today at which the room is offered, in the church's zone."""

    event_time_id: EventTimeId
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class RoomView:
    """One room today. ``seats`` is its limit as it counts now, None without one.

    ``per_volunteer`` and ``min_volunteers``: what Planning Center asks for; ``lacks_volunteers`` whether it is not met now.
    ``attendees`` and ``volunteers`` include people inside through Planning Center's own app, who have no line here.
    ``counted_there``: how many attendees Planning Center has checked in to it today, None where it says nothing;
    ``heads_there``: heads counted in Planning Center at those times, in all rooms together.
    ``times``: those of today it is offered at; ``counted_types``: what heads are counted as at its event, empty where nothing is said.
    """

    location_id: LocationId
    name: str
    is_open: bool
    seats: int | None
    attendees: int
    volunteers: int
    per_volunteer: int | None
    min_volunteers: int | None
    expected: tuple[ExpectedLine, ...]
    present: tuple[RoomLine, ...]
    left: tuple[RoomLine, ...]
    headcounts: tuple[Headcount, ...] = ()
    event_id: EventId | None = None
    event_name: str = ""
    times: tuple[RoomTime, ...] = ()
    counted_types: tuple[str, ...] = ()
    counted_there: int | None = None
    heads_there: tuple[HeadsThere, ...] = ()

    def is_offered_at(self, event_time_id: EventTimeId) -> bool:
        """Whether somebody who is in for this time may be moved here; a time that is over, or another day's, asks nobody."""
        return any(time.event_time_id == event_time_id for time in self.times)

    @property
    def confirmed(self) -> int:
        """How many of those present the room has received."""
        return sum(1 for line in self.present if line.confirmed_at is not None)

    @property
    def lacks_volunteers(self) -> bool:
        """Whether the ratio or the least number of volunteers is not met by who is in now."""
        if self.attendees == 0:
            return False
        too_many = self.per_volunteer is not None and self.attendees > self.per_volunteer * self.volunteers
        return too_many or (self.min_volunteers is not None and self.volunteers < self.min_volunteers)
