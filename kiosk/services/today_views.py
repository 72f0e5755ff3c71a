"""What stands on a volunteer's screen while nobody is at the desk: what is on, who is where, who came and went just now."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.ids import CheckInGroupId, LocationId
from kiosk.services.door_views import HandedOver


@dataclass(frozen=True, slots=True)
class OnToday:
    """A service whose check-in is open, or opens next. Moments in the church's zone."""

    event_name: str
    starts_at: datetime
    opens_at: datetime
    closes_at: datetime
    is_open: bool


@dataclass(frozen=True, slots=True)
class RoomNow:
    """A room with people in it. ``seats``: its limit as it counts now, None without one."""

    location_id: LocationId
    name: str
    attendees: int
    volunteers: int
    seats: int | None


@dataclass(frozen=True, slots=True)
class LatelyIn:
    """A visit of which somebody is still inside: who, and in which room each."""

    group_id: CheckInGroupId
    family_name: str
    people: tuple[tuple[str, str], ...]
    came_at: datetime


@dataclass(frozen=True, slots=True)
class LatelyOut:
    """A release that can still be taken back by who made it, or an admin. ``key`` names it on the screen."""

    key: str
    handed: HandedOver
    left_at: datetime


@dataclass(frozen=True, slots=True)
class Today:
    """All of it; the newest visits and releases first."""

    on: tuple[OnToday, ...] = ()
    rooms: tuple[RoomNow, ...] = ()
    came: tuple[LatelyIn, ...] = ()
    left: tuple[LatelyOut, ...] = ()
