"""Who is in, who has left: check-ins as everything shown is made of them."""

import enum
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.ids import (
    CheckInGroupId,
    CheckInId,
    EventTimeId,
    LocationId,
    PersonId,
    SecurityCode,
    StationId,
)


class AttendanceKind(enum.StrEnum):
    """Planning Center's kinds of a check-in."""

    REGULAR = "regular"
    GUEST = "guest"
    VOLUNTEER = "volunteer"


class Method(enum.StrEnum):
    """How the person was found."""

    MANUAL = "manual"
    SCAN = "scan"
    APP = "app"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One person recorded present at one event time; folded from facts, never edited.

    ``is_duplicate``: the person was already in when this one was made (stations that could not see each other).
    ``revision`` counts label re-issues.
    """

    id: CheckInId
    group_id: CheckInGroupId
    person_id: PersonId
    event_time_id: EventTimeId
    location_id: LocationId
    kind: AttendanceKind
    security_code: SecurityCode | None
    method: Method
    station_id: StationId
    checked_in_at: datetime
    starts_at: datetime
    checked_in_by: PersonId | None = None
    pass_id: str | None = None
    checked_out_at: datetime | None = None
    checked_out_by: str | None = None
    is_undone: bool = False
    is_duplicate: bool = False
    is_override: bool = False
    revision: int = 0

    @property
    def is_inside(self) -> bool:
        """Whether the person is in now."""
        return self.checked_out_at is None and not self.is_undone
