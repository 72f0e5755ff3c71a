"""Which address answers for a resource, with which parameters, and who reads its documents (pco/API.md sections 6 to 9)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import pairwise

from kiosk.pco import mapping_calendar, mapping_check_ins, mapping_counts, mapping_groups, mapping_people
from kiosk.pco.documents import Document
from kiosk.services.pull_plan import ROWS_PER_PAGE
from kiosk.services.pulled import Ask, Horizon, Product, PulledRecord, Resource

Mapper = Callable[[Document, Ask], Sequence[PulledRecord]]
_CREATED = "created_at"
_Windows = Callable[[Horizon], Mapping[str, str]]


def _always(horizon: Horizon) -> Mapping[str, str]:
    return {}


def _coming(horizon: Horizon) -> Mapping[str, str]:
    return {
        "where[starts_at][gte]": _moment(horizon.meetings_since),
        "where[starts_at][lte]": _moment(horizon.meetings_until),
    }


def _booked(horizon: Horizon) -> Mapping[str, str]:
    return {
        # What began earlier and goes on counts too: a room may be booked for a week.
        "where[ends_at][gte]": _moment(horizon.bookings_since),
        "where[starts_at][lte]": _moment(horizon.bookings_until),
    }


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Listing:
    """How one resource is asked for; ``{parent}`` in ``path`` is what it is listed below.

    ``newest_by``: the list comes newest first by this attribute and is read until the horizon's ``history_since``, but never
    fewer than ``least_rows``: what is old for a church that meets every week is all there is for one that pauses.
    ``spare``: what comes along but is done without where the list is refused with it.
    ``changed_by``: the attribute that tells what has changed since a moment.
    ``window``: bounds that narrow the list; where nothing lies within them, its newest page is read instead.
    """

    product: Product
    path: str
    mapper: Mapper
    parameters: Mapping[str, str] = field(default_factory=dict)
    window: _Windows = _always
    newest_by: str = ""
    least_rows: int = 0
    is_list: bool = True
    changed_by: str = "updated_at"
    spare: frozenset[str] = frozenset()

    def without_spare(self) -> "Listing":
        """The same list without what need not come along."""
        kept = [name for name in self.parameters["include"].split(",") if name not in self.spare]
        others = {name: value for name, value in self.parameters.items() if name != "include"}
        return replace(self, parameters=others | ({"include": ",".join(kept)} if kept else {}), spare=frozenset())

    def address(self, ask: Ask) -> tuple[str, Mapping[str, str]]:
        """Path below the product, and parameters, of the first page."""
        path = self.path.format(parent=ask.parent)
        if not self.is_list:
            return path, self.parameters
        newest = {"order": f"-{self.newest_by}"} if self.newest_by else {}
        since = {f"where[{self.changed_by}][gte]": _moment(ask.since)} if ask.since else {}
        window = self.window(ask.horizon)
        return path, {**self.parameters, **newest, **window, **since, "per_page": str(ROWS_PER_PAGE)}

    def address_of_newest(self, ask: Ask) -> tuple[str, Mapping[str, str]]:
        """The page of the newest rows, whatever the window."""
        path = self.path.format(parent=ask.parent)
        order = self.parameters["order"]
        return path, {**self.parameters, "order": f"-{order}", "per_page": str(ROWS_PER_PAGE)}

    def address_to_count(self, ask: Ask) -> tuple[str, Mapping[str, str]]:
        """A page of one row of those that would be read, for the total it tells."""
        path, parameters = self.address(ask)
        counted = {name: value for name, value in parameters.items() if name != "include"} | {"per_page": "1"}
        if self.newest_by == _CREATED:
            counted["where[created_at][gte]"] = _moment(ask.horizon.history_since)
        return path, counted

    @property
    def has_window(self) -> bool:
        """Whether it is narrowed."""
        return self.window is not _always

    def is_read_far_enough(self, document: Document, ask: Ask, rows_so_far: int) -> bool:
        """Whether a list that comes newest first has reached what a pull no longer looks at."""
        if not self.newest_by or rows_so_far < self.least_rows:
            return False
        moments = [moment for node in document.data if (moment := node.moment(self.newest_by))]
        is_falling = all(later >= earlier for later, earlier in pairwise(moments))
        return bool(moments) and is_falling and moments[-1] < ask.horizon.history_since


_LEAST_TIMES = 100
_LEAST_CHECK_INS = 500


LISTINGS: Mapping[Resource, Listing] = {
    Resource.ORGANIZATION: Listing(Product.PEOPLE, "", mapping_people.organization, is_list=False),
    # By when they were made: new people join at the end and shift nobody.
    Resource.PEOPLE: Listing(
        Product.PEOPLE,
        "people",
        mapping_people.people,
        {"order": "created_at", "include": "addresses,emails,households,phone_numbers"},
    ),
    Resource.HOUSEHOLDS: Listing(
        Product.PEOPLE, "households", mapping_people.households, {"order": "created_at", "include": "people"}
    ),
    Resource.PERSON_MERGERS: Listing(
        Product.PEOPLE, "person_mergers", mapping_people.mergers, {"order": "created_at"}, changed_by=_CREATED
    ),
    Resource.CAMPUSES: Listing(Product.PEOPLE, "campuses", mapping_people.campuses, {"order": "created_at"}),
    Resource.CHECK_INS_ORGANIZATION: Listing(Product.CHECK_INS, "", mapping_check_ins.organization, is_list=False),
    Resource.EVENTS: Listing(
        Product.CHECK_INS,
        "events",
        mapping_check_ins.events,
        {"order": "created_at", "filter": "not_archived", "include": "attendance_types"},
        spare=frozenset({"attendance_types"}),
    ),
    Resource.EVENT_TIMES: Listing(
        Product.CHECK_INS,
        "event_times",
        mapping_check_ins.event_times,
        {"include": "event,event_period,headcounts"},
        spare=frozenset({"headcounts"}),
        newest_by="starts_at",
        least_rows=_LEAST_TIMES,
    ),
    Resource.LOCATIONS: Listing(
        Product.CHECK_INS,
        "events/{parent}/locations",
        mapping_check_ins.locations,
        {"include": "options,options.label,parent"},
        # It has answered with 500 where options are asked for (issue #924).
        spare=frozenset({"options", "options.label"}),
    ),
    Resource.AVAILABLE_LOCATIONS: Listing(
        Product.CHECK_INS, "event_times/{parent}/available_locations", mapping_check_ins.available_locations
    ),
    Resource.ROOM_COUNTS: Listing(
        Product.CHECK_INS,
        "event_times/{parent}/location_event_times",
        mapping_counts.counts_of_rooms,
        {"include": "location"},
    ),
    Resource.LABELS: Listing(Product.CHECK_INS, "labels", mapping_check_ins.labels),
    Resource.EVENT_LABELS: Listing(
        Product.CHECK_INS, "events/{parent}/event_labels", mapping_check_ins.event_labels, {"include": "label"}
    ),
    Resource.LOCATION_LABELS: Listing(
        Product.CHECK_INS, "labels/{parent}/location_labels", mapping_check_ins.location_labels, {"include": "location"}
    ),
    Resource.PASSES: Listing(Product.CHECK_INS, "passes", mapping_check_ins.passes, {"include": "person"}),
    Resource.INTEGRATION_LINKS: Listing(Product.CHECK_INS, "integration_links", mapping_check_ins.integration_links),
    Resource.FREE_OF_FILTERS: Listing(
        Product.CHECK_INS, "people", mapping_check_ins.free_of_filters, {"where[ignore_filters]": "true"}
    ),
    Resource.STATIONS: Listing(
        Product.CHECK_INS, "stations", mapping_check_ins.stations, {"include": "event,location,theme"}
    ),
    Resource.CHECK_INS: Listing(
        Product.CHECK_INS,
        "check_ins",
        mapping_check_ins.check_ins,
        {"include": "check_in_times,event,locations,person"},
        newest_by=_CREATED,
        least_rows=_LEAST_CHECK_INS,
    ),
    Resource.PERSON_EVENTS: Listing(
        Product.CHECK_INS, "events/{parent}/person_events", mapping_check_ins.person_events, {"include": "person"}
    ),
    Resource.GROUP_TYPES: Listing(Product.GROUPS, "group_types", mapping_groups.group_types),
    Resource.GROUPS: Listing(
        Product.GROUPS, "groups", mapping_groups.groups, {"order": "created_at", "include": "enrollment,group_type"}
    ),
    Resource.MEMBERSHIPS: Listing(
        Product.GROUPS, "groups/{parent}/memberships", mapping_groups.memberships, {"order": "joined_at"}
    ),
    Resource.GROUP_EVENTS: Listing(
        Product.GROUPS,
        "events",
        mapping_groups.group_events,
        {"order": "starts_at", "include": "group,location"},
        _coming,
        spare=frozenset({"location"}),
    ),
    # No path is published for it, only that a meeting has replies (pco/API.md section 8, Rsvp).
    Resource.REPLIES: Listing(Product.GROUPS, "events/{parent}/rsvps", mapping_groups.replies),
    Resource.EVENT_INSTANCES: Listing(
        Product.CALENDAR,
        "event_instances",
        mapping_calendar.event_instances,
        {"order": "starts_at", "include": "event,event_times,tags"},
        _coming,
        spare=frozenset({"tags"}),
    ),
    Resource.EVENT_CONNECTIONS: Listing(
        Product.CALENDAR, "events/{parent}/event_connections", mapping_calendar.event_connections
    ),
    Resource.ROOMS: Listing(
        Product.CALENDAR, "resources", mapping_calendar.rooms, {"order": "created_at", "filter": "rooms"}
    ),
    Resource.BOOKINGS: Listing(
        Product.CALENDAR,
        "resource_bookings",
        mapping_calendar.bookings,
        {"order": "starts_at", "filter": "approved_pending", "include": "event_instance,resource"},
        _booked,
    ),
}
"""Every resource of the plan."""
