"""What is known of earlier visits, ours and those made in Planning Center's own app, as one history."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.ids import EventId, EventTimeId, LocationId, PersonId


@dataclass(frozen=True, slots=True)
class PastCheckIn:
    """One earlier check-in of a person; ``is_from_planning_center`` if made in its own app."""

    id: str
    person_id: PersonId
    event_id: EventId
    checked_in_at: datetime
    event_time_id: EventTimeId | None = None
    starts_at: datetime | None = None
    location_id: LocationId | None = None
    kind: str = "regular"
    checked_out_at: datetime | None = None
    security_code: str = ""
    is_from_planning_center: bool = False
