"""Where people check in to: the tree of folders and rooms of an event, and whom each admits."""

import enum
from dataclasses import dataclass
from datetime import date

from kiosk.domain.ids import EventId, LocationId, NodeId
from kiosk.domain.people import Gender


class ChildOrAdult(enum.StrEnum):
    """Whom a location is for, where Planning Center limits it."""

    CHILD = "child"
    ADULT = "adult"


class OverflowStrategy(enum.StrEnum):
    """How rooms that stand in for one another are filled (cases K21)."""

    FILL_IN_ORDER = "fill_in_order"
    BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class LocationAdditions:
    """What a church may say here about a location beyond Planning Center's fields (mapping.md).

    ``absolute_limit`` is never passed, not even by an override; ``member_node_ids`` make it a members' room of those subtrees.
    """

    overflow_ids: tuple[LocationId, ...] = ()
    overflow_strategy: OverflowStrategy = OverflowStrategy.FILL_IN_ORDER
    is_members_only: bool = False
    member_node_ids: tuple[NodeId, ...] = ()
    absolute_limit: int | None = None
    guest_limit: int | None = None
    ratio_only_warns: bool = False
    resource_id: str | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """A Check-Ins Location: a folder or a room, with an age or a grade filter, limits and an open flag.

    Ages are whole months, both bounds inclusive; grades are the organization's keys (-1 Pre-K, 0 Kindergarten, 1…12).
    """

    id: LocationId
    event_id: EventId
    name: str
    parent_id: LocationId | None = None
    is_folder: bool = False
    is_open: bool = True
    age_min_in_months: int | None = None
    age_max_in_months: int | None = None
    age_on: date | None = None
    age_range_by: str | None = None
    effective_date: date | None = None
    grade_min: int | None = None
    grade_max: int | None = None
    gender: Gender | None = None
    child_or_adult: ChildOrAdult | None = None
    max_occupancy: int | None = None
    min_volunteers: int | None = None
    attendees_per_volunteer: int | None = None
    position: int = 0
    milestone: str | None = None
    questions: tuple[str, ...] = ()
    additions: LocationAdditions = LocationAdditions()

    @property
    def has_limit(self) -> bool:
        """Whether seats, guests or volunteers are counted there."""
        return (
            self.max_occupancy is not None
            or self.min_volunteers is not None
            or self.attendees_per_volunteer is not None
            or self.additions.absolute_limit is not None
            or self.additions.guest_limit is not None
        )
