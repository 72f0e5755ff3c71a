"""In which order the resources are pulled, below what, and how far back and ahead a pull looks."""

import enum
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.services.pulled import Horizon, Product, Resource

ROWS_PER_PAGE = 100
"""The most that Planning Center gives at once (pco/API.md section 5)."""
HISTORY_WEEKS = 9
"""Eight weeks of check-ins for the last room and the usual times (product.md section 2), and one to spare."""
MEETING_WEEKS = 5
"""Meetings and calendar instances before and ahead: a month, whatever the day it begins on."""

_ESSENTIAL = frozenset(
    {
        Resource.ORGANIZATION,
        Resource.PEOPLE,
        Resource.HOUSEHOLDS,
        Resource.EVENTS,
        Resource.EVENT_TIMES,
        Resource.LOCATIONS,
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """One resource of the plan.

    ``below``: what it is listed below, one list for each. ``is_counted``: its rows can be counted against the list's own total.
    ``is_confirmed``: it came along with another list, and the first page's total is enough to know that it is whole.
    ``is_cut_short``: only its newest rows are read. ``is_essential``: nobody can be checked in without it, so its refusal is
    trouble; another list that is refused is noted and done without until the next pull. ``tells_changes``: it can be asked for
    what has changed since a moment (pco/API.md section 11); of others only all can be read. ``is_spare``: it may not be there at
    all, or not for this sign-in; then it is not asked for below every parent; nor below those of
    another day.
    """

    resource: Resource
    product: Product
    below: Resource | None = None
    is_counted: bool = False
    is_confirmed: bool = False
    is_cut_short: bool = False
    tells_changes: bool = False
    is_spare: bool = False

    @property
    def after(self) -> Resource | None:
        """What must have been read to its end first."""
        return Resource.PEOPLE if self.is_confirmed else self.below

    @property
    def is_essential(self) -> bool:
        """Whether a station cannot do without it."""
        return self.resource in _ESSENTIAL


PLAN: tuple[Step, ...] = (
    Step(Resource.ORGANIZATION, Product.PEOPLE),
    Step(Resource.PEOPLE, Product.PEOPLE, is_counted=True, tells_changes=True),
    Step(Resource.HOUSEHOLDS, Product.PEOPLE, is_counted=True, is_confirmed=True, tells_changes=True),
    Step(Resource.PERSON_MERGERS, Product.PEOPLE, tells_changes=True),
    Step(Resource.CAMPUSES, Product.PEOPLE),
    Step(Resource.CHECK_INS_ORGANIZATION, Product.CHECK_INS),
    Step(Resource.EVENTS, Product.CHECK_INS),
    Step(Resource.EVENT_TIMES, Product.CHECK_INS, is_cut_short=True),
    Step(Resource.LOCATIONS, Product.CHECK_INS, below=Resource.EVENTS),
    Step(Resource.AVAILABLE_LOCATIONS, Product.CHECK_INS, below=Resource.EVENT_TIMES),
    Step(Resource.ROOM_COUNTS, Product.CHECK_INS, below=Resource.EVENT_TIMES),
    Step(Resource.LABELS, Product.CHECK_INS),
    Step(Resource.EVENT_LABELS, Product.CHECK_INS, below=Resource.EVENTS),
    Step(Resource.LOCATION_LABELS, Product.CHECK_INS, below=Resource.LABELS),
    Step(Resource.PASSES, Product.CHECK_INS),
    Step(Resource.INTEGRATION_LINKS, Product.CHECK_INS),
    Step(Resource.FREE_OF_FILTERS, Product.CHECK_INS),
    Step(Resource.STATIONS, Product.CHECK_INS),
    Step(Resource.CHECK_INS, Product.CHECK_INS, tells_changes=True),
    # Each event's once a day: whoever came today is among the check-ins.
    Step(Resource.PERSON_EVENTS, Product.CHECK_INS, below=Resource.EVENTS),
    Step(Resource.GROUP_TYPES, Product.GROUPS),
    Step(Resource.GROUPS, Product.GROUPS),
    Step(Resource.MEMBERSHIPS, Product.GROUPS, below=Resource.GROUPS),
    Step(Resource.GROUP_EVENTS, Product.GROUPS),
    Step(Resource.REPLIES, Product.GROUPS, below=Resource.GROUP_EVENTS, is_spare=True),
    Step(Resource.EVENT_INSTANCES, Product.CALENDAR),
    Step(Resource.EVENT_CONNECTIONS, Product.CALENDAR, below=Resource.EVENT_INSTANCES),
    Step(Resource.ROOMS, Product.CALENDAR),
    Step(Resource.BOOKINGS, Product.CALENDAR),
)

BOOKING_DAYS = 9
"""Booked rooms ahead: the next Sunday and the one after a holiday."""

OVERLAP = timedelta(minutes=5)
"""Changes are asked for from this long before the last reading: what is being written is not seen at once (pco/API.md section 11)."""


class Scope(enum.StrEnum):
    """How much a pull reads."""

    FULL = "full"
    """Everything, from the first page: finds who is gone, and households whose members changed, which nothing else tells."""
    USUAL = "usual"
    """What changed where Planning Center tells it, and every other table whole."""
    CHANGES = "changes"
    """Only what Planning Center tells has changed."""


def steps_of(scope: Scope) -> tuple[Step, ...]:
    """What a pull of this scope reads, in order."""
    if scope is not Scope.CHANGES:
        return PLAN
    return tuple(step for step in PLAN if step.tells_changes or step.resource in ORGANIZATIONS)


ORGANIZATIONS = frozenset({Resource.ORGANIZATION, Resource.CHECK_INS_ORGANIZATION})
"""Read at the start of every run, resumed or not: they tell whose token this is."""


def horizon(started_at: datetime) -> Horizon:
    """How far a pull that started then looks."""
    return Horizon(
        history_since=started_at - timedelta(weeks=HISTORY_WEEKS),
        meetings_since=started_at - timedelta(weeks=MEETING_WEEKS),
        meetings_until=started_at + timedelta(weeks=MEETING_WEEKS),
        bookings_since=started_at - timedelta(days=1),
        bookings_until=started_at + timedelta(days=BOOKING_DAYS),
    )
