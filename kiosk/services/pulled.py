"""What a pull brings: which resources there are, where each stands in the order, and the values a page consists of."""

import enum
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.bookings import Booking, BuildingRoom
from kiosk.domain.check_in_options import CheckInOption
from kiosk.domain.counts_there import AttendanceType, HeadcountThere, TimeCounts
from kiosk.domain.groups import (
    CalendarEvent,
    CalendarInstance,
    CalendarTag,
    EventConnection,
    Group,
    GroupEvent,
    GroupEventReply,
    GroupType,
    IntegrationLink,
    Membership,
)
from kiosk.domain.history import PastCheckIn, PersonEvent
from kiosk.domain.ids import EventId, EventTimeId, HouseholdId, LabelId, LocationId, PersonId
from kiosk.domain.locations import Location
from kiosk.domain.people import Household, Organization, Person
from kiosk.domain.schedule import Event, EventPeriod, EventTime
from kiosk.domain.stations_there import CampusThere, StationThere, ThemeThere


class Product(enum.StrEnum):
    """Planning Center's products by the names in their addresses: four that are read, and its webhooks."""

    PEOPLE = "people"
    CHECK_INS = "check-ins"
    GROUPS = "groups"
    CALENDAR = "calendar"
    WEBHOOKS = "webhooks"


class Resource(enum.StrEnum):
    """What is pulled as a list of its own; the names stand in ``kiosk sync --json``."""

    ORGANIZATION = "organization"
    PEOPLE = "people"
    HOUSEHOLDS = "households"
    PERSON_MERGERS = "person_mergers"
    CAMPUSES = "campuses"
    CHECK_INS_ORGANIZATION = "check_ins_organization"
    EVENTS = "events"
    EVENT_TIMES = "event_times"
    LOCATIONS = "locations"
    AVAILABLE_LOCATIONS = "available_locations"
    ROOM_COUNTS = "location_event_times"
    LABELS = "labels"
    EVENT_LABELS = "event_labels"
    LOCATION_LABELS = "location_labels"
    PASSES = "passes"
    INTEGRATION_LINKS = "integration_links"
    FREE_OF_FILTERS = "people_free_of_filters"
    STATIONS = "stations"
    CHECK_INS = "check_ins"
    PERSON_EVENTS = "person_events"
    GROUP_TYPES = "group_types"
    GROUPS = "groups"
    MEMBERSHIPS = "memberships"
    GROUP_EVENTS = "group_events"
    REPLIES = "rsvps"
    EVENT_INSTANCES = "event_instances"
    EVENT_CONNECTIONS = "event_connections"
    ROOMS = "resources"
    BOOKINGS = "resource_bookings"


@dataclass(frozen=True, slots=True)
class PulledOrganization:
    """The church as one product describes it; products may differ in what they tell."""

    product: Product
    organization: Organization


@dataclass(frozen=True, slots=True)
class Untold:
    """What a page leaves out about a person, by the names of `Person`'s fields: this sign-in may not see it, or not now."""

    person_id: PersonId
    fields: frozenset[str]


@dataclass(frozen=True, slots=True)
class HouseholdsOfPerson:
    """Every household a person belongs to."""

    person_id: PersonId
    household_ids: tuple[HouseholdId, ...]


@dataclass(frozen=True, slots=True)
class PulledHousehold:
    """A household; ``has_members`` if its members were told with it, all of them."""

    household: Household
    has_members: bool


@dataclass(frozen=True, slots=True)
class Merger:
    """That one person was merged into another (People PersonMerger)."""

    id: str
    removed_id: PersonId
    kept_id: PersonId


@dataclass(frozen=True, slots=True)
class PulledEvent:
    """An event; ``has_rooms_per_time`` as ``location_times_enabled`` says, None if it is not told."""

    event: Event
    has_rooms_per_time: bool | None


@dataclass(frozen=True, slots=True)
class OfferedLocations:
    """Rooms offered at an event time (``available_locations``); those of a page that ``continues`` add to the page before."""

    event_time_id: EventTimeId
    location_ids: tuple[LocationId, ...]
    continues: bool = False


@dataclass(frozen=True, slots=True)
class AttendanceTypesOfEvent:
    """Every kind of heads that is counted at an event."""

    event_id: EventId
    types: tuple[AttendanceType, ...]


@dataclass(frozen=True, slots=True)
class OptionsOfLocation:
    """Every option of a room."""

    location_id: LocationId
    options: tuple[CheckInOption, ...]


@dataclass(frozen=True, slots=True)
class CountsOfTime:
    """What Planning Center counted at an event time; ``headcounts`` None where heads were not told."""

    event_time_id: EventTimeId
    checked_in: TimeCounts
    headcounts: tuple[HeadcountThere, ...] | None


@dataclass(frozen=True, slots=True)
class RepliesTo:
    """Replies to a meeting of a group; those of a page that ``continues`` add to the page before."""

    group_event_id: str
    replies: tuple[GroupEventReply, ...]
    continues: bool = False


@dataclass(frozen=True, slots=True)
class TagsOfCalendarEvent:
    """Every tag of a calendar event."""

    calendar_event_id: str
    tags: tuple[CalendarTag, ...]


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A label as Planning Center names it; ``prints_for`` is "Person" or "Group"."""

    id: LabelId
    name: str
    prints_for: str
    roll: str


@dataclass(frozen=True, slots=True)
class LabelRule:
    """An EventLabel (then ``event_id``) or a LocationLabel (then ``location_id``): how many of a label for whom."""

    id: str
    label_id: LabelId
    event_id: EventId | None
    location_id: LocationId | None
    quantity: int
    for_regular: bool
    for_guest: bool
    for_volunteer: bool


@dataclass(frozen=True, slots=True)
class Pass:
    """A barcode that finds a person."""

    id: str
    code: str
    kind: str
    person_id: PersonId


@dataclass(frozen=True, slots=True)
class FreeOfFilters:
    """That a person may enter any location (``ignore_filters`` of the Check-Ins Person)."""

    person_id: PersonId


PulledRecord = (
    PulledOrganization
    | Person
    | Untold
    | HouseholdsOfPerson
    | PulledHousehold
    | Merger
    | PulledEvent
    | EventPeriod
    | EventTime
    | OfferedLocations
    | Location
    | AttendanceTypesOfEvent
    | OptionsOfLocation
    | CountsOfTime
    | TimeCounts
    | LabelSheet
    | LabelRule
    | Pass
    | FreeOfFilters
    | PastCheckIn
    | PersonEvent
    | IntegrationLink
    | GroupType
    | Group
    | Membership
    | GroupEvent
    | CalendarEvent
    | CalendarInstance
    | EventConnection
    | RepliesTo
    | TagsOfCalendarEvent
    | CampusThere
    | StationThere
    | ThemeThere
    | BuildingRoom
    | Booking
)
"""One thing a page brings."""


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far a pull looks: check-ins and event times since, meetings and instances from and until, bookings likewise."""

    history_since: datetime
    meetings_since: datetime
    meetings_until: datetime
    bookings_since: datetime
    bookings_until: datetime


@dataclass(frozen=True, slots=True)
class Ask:
    """One page asked for: the first of a resource (below ``parent`` where it has one), or the one at ``cursor``.

    ``since``: only what has changed since then.
    """

    resource: Resource
    horizon: Horizon
    parent: str = ""
    cursor: str | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class PulledPage:
    """One page as it came.

    ``rows``: of the list itself, without what came along; ``total``: of the whole list at that moment; ``offset`` and
    ``next_offset``: the first row of this page and of the next, None where the server does not page by offset;
    ``begins_window``: the next page belongs to a list of its own, with a total of its own; ``oddities``: what made no sense and
    was left out, by kind. ``clock_off_by``: this machine's clock minus the server's, a second or two off either way.
    """

    records: tuple[PulledRecord, ...]
    rows: int
    next_cursor: str | None = None
    total: int | None = None
    offset: int | None = None
    next_offset: int | None = None
    organization_id: str | None = None
    answered_at: datetime | None = None
    begins_window: bool = False
    oddities: tuple[tuple[str, int], ...] = ()
    clock_off_by: timedelta | None = None
