"""What is known of earlier visits, ours and those made in Planning Center's own app, as one history."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.ids import EventId, EventTimeId, LocationId, PersonId

A_WEEK = timedelta(days=7)
ONE_VISIT = timedelta(hours=12)
"""Check-ins so close together are one visit, to one service or two."""
CLOCK_CHANGE = timedelta(hours=1)


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


@dataclass(frozen=True, slots=True)
class PersonEvent:
    """How often somebody was ever checked in to an event, as Planning Center counts it: spares years of history."""

    person_id: PersonId
    event_id: EventId
    check_in_count: int


def is_same_time_of_week(one: datetime, other: datetime) -> bool:
    """Whether two starts are the same service in different weeks, whatever the clocks did in between."""
    apart = (one - other) % A_WEEK
    return min(apart, A_WEEK - apart) <= CLOCK_CHANGE


def last_room(
    history: Iterable[PastCheckIn], rooms: Container[LocationId], starts_at: datetime, *, as_volunteer: bool = False
) -> LocationId | None:
    """The room of a person's last check-in to any of these rooms; of a visit to two services, that of the same time of day.

    Serving and attending are remembered apart: who helped in the nursery last week does not belong there today.
    """
    visits = sorted(
        (
            (past.starts_at or past.checked_in_at, past.checked_in_at, past.id, past.location_id)
            for past in history
            if past.location_id is not None
            and past.location_id in rooms
            and (past.kind.lower() == "volunteer") == as_volunteer
        ),
        reverse=True,
    )
    if not visits:
        return None
    latest = visits[0][0]
    for began_at, _, _, location_id in visits:
        if latest - began_at > ONE_VISIT:
            break
        if is_same_time_of_week(starts_at, began_at):
            return location_id
    return visits[0][3]
