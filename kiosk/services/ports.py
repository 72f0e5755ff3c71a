"""What the services need from the world, named for the need; the tools that fill them live in storage, pco and printing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from kiosk.domain.attendance import CheckIn
from kiosk.domain.check_in_options import CheckInOption
from kiosk.domain.counts_there import AttendanceType
from kiosk.domain.decisions import AttendanceView, Decision
from kiosk.domain.facts import NewFact
from kiosk.domain.groups import (
    CalendarEvent,
    CalendarInstance,
    EventConnection,
    Group,
    GroupEvent,
    GroupType,
    IntegrationLink,
    Membership,
)
from kiosk.domain.history import PastCheckIn
from kiosk.domain.ids import (
    CheckInGroupId,
    EventId,
    EventTimeId,
    HouseholdId,
    LocationId,
    PersonId,
)
from kiosk.domain.label_choice import LabelQuantity
from kiosk.domain.labels import PrintJob
from kiosk.domain.locations import Location
from kiosk.domain.people import Address, Household, Organization, Person
from kiosk.domain.room_state import RoomState
from kiosk.domain.schedule import Event, EventPeriod, EventTime
from kiosk.domain.stations_there import CampusThere

T = TypeVar("T")


class Clock(Protocol):
    """Tells the time; in a rehearsal or with ``--at`` another one than the machine's."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""


@dataclass(frozen=True, slots=True)
class FoundHousehold:
    """A household with the people in it who are active; ``id`` None for a person without one."""

    household: Household
    people: tuple[Person, ...]

    @property
    def address(self) -> Address | None:
        """Where they live: the primary contact's primary address (mapping.md); None where nobody said."""
        contact = next((one for one in self.people if one.id == self.household.primary_contact_id), None)
        return contact.addresses[0] if contact is not None and contact.addresses else None


class PeopleBook(Protocol):
    """People and households as last pulled, and what was corrected here since."""

    async def by_phone(self, digits: str, limit: int) -> tuple[FoundHousehold, ...]:
        """Households with a phone of an active member ending in ``digits``; at most ``limit`` (ask for one more to see "too many")."""

    async def by_pass(self, code: str) -> tuple[FoundHousehold, ...]:
        """Households of the person whose pass has exactly this code; empty if none."""

    async def by_name(self, text: str, limit: int) -> tuple[FoundHousehold, ...]:
        """Households with an active person any of whose names starts with each word of ``text``; case and accents are ignored."""

    async def household(self, household_id: HouseholdId) -> FoundHousehold | None:
        """One household with its active people."""

    async def people(self, ids: Iterable[PersonId]) -> Mapping[PersonId, Person]:
        """These people, active or not, also found under an id that was merged into theirs."""

    async def households_of(self, person_id: PersonId) -> tuple[FoundHousehold, ...]:
        """All households of a person; a household of one with id None if there is none."""

    async def active_children(self) -> tuple[Person, ...]:
        """Every active child: for the preview."""

    async def keep_answer(self, person_id: PersonId, field: str, value: str | int | None, at: datetime) -> None:
        """Keep a fact (birthdate ISO, grade key, gender) corrected here and queue it for Planning Center, in one transaction."""


@dataclass(frozen=True, slots=True)
class NamedRoom:
    """What a location is called, and the event it belongs to; a meeting of a group has a room named after it."""

    name: str
    event_id: EventId
    event_name: str


class ScheduleBook(Protocol):
    """Events, times, rooms as last pulled, with this church's settings and additions applied."""

    async def organization(self) -> Organization | None:
        """The church, or None before the first pull."""

    async def events(self) -> tuple[Event, ...]:
        """Every event that is not archived."""

    async def event_periods(self) -> tuple[EventPeriod, ...]:
        """Every known period."""

    async def event_times(self, since: datetime, until: datetime) -> tuple[EventTime, ...]:
        """Known times that start within [since, until)."""

    async def locations(self, event_id: EventId) -> tuple[Location, ...]:
        """The folders and rooms of an event."""

    async def named_rooms(self) -> Mapping[LocationId, NamedRoom]:
        """Every location anybody can be in, those of archived events and of groups' meetings too."""

    async def label_quantities(self, event_id: EventId) -> tuple[LabelQuantity, ...]:
        """What Planning Center says to print, for the event and its locations."""

    async def options(self, event_id: EventId) -> tuple[CheckInOption, ...]:
        """What may be chosen in the event's rooms, in the order of Planning Center's ids."""

    async def attendance_types(self, event_id: EventId) -> tuple[AttendanceType, ...]:
        """The kinds of heads that are counted at the event, by name."""

    async def campuses(self) -> tuple[CampusThere, ...]:
        """The church's campuses, by name."""


class GroupBook(Protocol):
    """Groups, memberships and links as last pulled."""

    async def group_types(self) -> tuple[GroupType, ...]:
        """Every group type."""

    async def groups(self) -> tuple[Group, ...]:
        """Every group, archived ones too."""

    async def memberships_of(self, ids: Iterable[PersonId]) -> tuple[Membership, ...]:
        """The memberships of these people."""

    async def integration_links(self) -> tuple[IntegrationLink, ...]:
        """Check-Ins' links to other products."""

    async def event_connections(self) -> tuple[EventConnection, ...]:
        """Calendar's links to other products."""

    async def group_events(self, since: datetime, until: datetime) -> tuple[GroupEvent, ...]:
        """Meetings that start within [since, until), and those of several days that go on at ``since``."""

    async def calendar_events(self) -> tuple[CalendarEvent, ...]:
        """Calendar events that are known."""

    async def calendar_instances(self, since: datetime, until: datetime) -> tuple[CalendarInstance, ...]:
        """Instances that start within [since, until)."""


class ChangeBook(Protocol):
    """Counts changes, so that what was worked out from the books may be remembered without ever being stale."""

    async def of_program(self) -> int:
        """A number that is another one after every change of events, times, rooms, groups, links or what is set for them."""


@dataclass(frozen=True, slots=True)
class HeardClock:
    """What a server's clock said: ``off_by`` is this machine's clock minus the server's; ``heard_at`` by this machine's."""

    off_by: timedelta
    heard_at: datetime


class ClockWitness(Protocol):
    """What is known of the true time."""

    async def heard(self) -> HeardClock | None:
        """What a server's clock said last; None before any answered."""

    async def newest_record(self) -> datetime | None:
        """The moment of the newest fact, by this machine's clock when it was written; None before the first."""


class HistoryBook(Protocol):
    """Earlier check-ins made in Planning Center's own app."""

    async def past_check_ins(self, ids: Iterable[PersonId], since: datetime) -> tuple[PastCheckIn, ...]:
        """Those of these people since a moment, newest first."""

    async def inside_through_planning_center(self, times: Iterable[EventTimeId]) -> tuple[PastCheckIn, ...]:
        """Those of these event times that were not checked out."""

    async def events_attended(self, ids: Iterable[PersonId]) -> Mapping[PersonId, frozenset[EventId]]:
        """Every event these people have ever been checked in to, as Planning Center counts; nobody who never was."""


class AttendanceBook(Protocol):
    """The record: facts first, everything else folded from them."""

    async def record(self, decide: Callable[[AttendanceView], tuple[Decision, T]]) -> T:
        """Run a pure decision on the present state and write what it wants, all in one durable transaction.

        A Problem that ``decide`` raises writes nothing. Raises Busy, DiskFull, DataFolderReadOnly, DatabaseDamaged.
        """

    async def of_event_times(self, ids: Sequence[EventTimeId]) -> tuple[CheckIn, ...]:
        """Every check-in of these event times, oldest first, undone ones left out."""

    async def of_people(self, ids: Iterable[PersonId], since: datetime) -> tuple[CheckIn, ...]:
        """Check-ins of these people since a moment, newest first, undone ones left out."""

    async def rooms_of_people(self, ids: Iterable[PersonId]) -> Mapping[PersonId, frozenset[LocationId]]:
        """Every location these people were ever in; nobody who never was."""

    async def of_date(self, day: date) -> tuple[CheckIn, ...]:
        """Every check-in of services on one of the church's dates, oldest first, undone ones left out."""

    async def of_group(self, group_id: CheckInGroupId) -> tuple[CheckIn, ...]:
        """What was checked in together."""

    async def everyone_inside(self) -> tuple[CheckIn, ...]:
        """Everyone inside now, at whatever event time."""

    async def room_states(self, day: date) -> Mapping[LocationId, RoomState]:
        """What room leaders said here of locations for one of the church's dates."""


class ActionLog(Protocol):
    """Where it is written that somebody did something that touches no check-in."""

    async def log(self, fact: NewFact) -> None:
        """Write a fact alone. Raises Busy, DiskFull, DataFolderReadOnly, DatabaseDamaged."""


class PrintQueue(Protocol):
    """The durable queue of labels, as far as the check-in's own screens read it."""

    async def of_group(self, group_id: CheckInGroupId) -> tuple[PrintJob, ...]:
        """The label jobs of a check-in group, in printing order."""

    async def counts(self) -> Mapping[str, int]:
        """How many jobs stand in which state."""


@dataclass(frozen=True, slots=True)
class StationSettings:
    """What this station is. ``event_ids`` empty: all events, and so on. Seconds where times; `kiosk.services.settings` documents each.

    ``background_check``: off, warn or block, for volunteers without a cleared one. ``close_out_at``: the church's clock time when
    all who are still in are checked out. ``guest_days``: how long guests' names are kept; ``words_days``: what was typed beside
    facts. ``board_minutes``: of a release on the pick-up board. ``goes_straight_on``: case H09. ``way``: planning_center (only
    read), both or kiosk; ``conflicts``: planning_center, newest, owner or ask. ``quiet_from``, ``quiet_until``: all is read anew.
    """

    station_id: str
    slot: int = 0
    name: str = ""
    mode: str = "self"
    event_ids: tuple[EventId, ...] = ()
    location_ids: tuple[LocationId, ...] = ()
    campus_ids: tuple[str, ...] = ()
    printer: str = ""
    theme: str = "light"
    accent: str = ""
    languages: tuple[str, ...] = ("en", "es")
    label_language: str = "en"
    code_per_child: bool = False
    designs: tuple[str, ...] = ()
    design_folder: str = ""
    once_per_person: tuple[str, ...] = ()
    once_per_location: tuple[str, ...] = ()
    once_per_family: tuple[str, ...] = ()
    lookback_weeks: int = 8
    adults_may_volunteer: bool = False
    leaders_serve: bool = False
    is_rehearsal: bool = False
    background_check: str = "warn"
    lost_tag_needs_second: bool = True
    guest_days: int = 30
    words_days: int = 365
    close_out_at: str = "03:00"
    board_minutes: int = 10
    board_shows_initial: bool = True
    goes_straight_on: bool = False
    promotion: str = ""
    logo: str = ""
    text_scale: float = 1.0
    pixels_per_mm: float = 0.0
    is_mirrored: bool = False
    is_low_reach: bool = False
    is_still: bool = False
    display: str = ""
    hides_pointer: bool = True
    sound_volume: int = 60
    idle_seconds: int = 45
    countdown_seconds: int = 20
    done_seconds: int = 5
    trouble_seconds: int = 20
    lock_seconds: int = 120
    backup_to: str = ""
    welcome_desk: str = ""
    way: str = "planning_center"
    conflicts: str = "planning_center"
    address_for_every_adult: bool = False
    quiet_from: str = "01:00"
    quiet_until: str = "04:00"
    oauth_app_id: str = ""
    oauth_port: int = 8127
    shows_photos: bool = True
    extra: Mapping[str, str] | None = None
