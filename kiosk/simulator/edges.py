"""From a record along a named edge to the records there: Planning Center's graph, walked one step at a time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kiosk.simulator.errors import not_simulated
from kiosk.simulator.links import TO_MANY, TO_ONE
from kiosk.simulator.records import PEOPLE, Record
from kiosk.simulator.store import Store

Found = Record | list[Record] | None


@dataclass(frozen=True, slots=True)
class Back:
    """The records of ``key`` that point here with ``link``."""

    key: str
    link: str


@dataclass(frozen=True, slots=True)
class Through:
    """Where the records of ``key`` that point here with ``link`` lead on to with ``onward``, each place once."""

    key: str
    link: str
    onward: str


Walk = Callable[[Store, Record], Found]


def follow(store: Store, product: str, record: Record, edge: str) -> Found:
    """What lies at the end of an edge: a record, several, or None. Raises Refused (501) for an edge nobody walks."""
    key = f"{product}/{record['type']}"
    if record["type"] == "Organization":
        return _from_organization(store, product, edge)
    if edge in TO_ONE.get(key, ()):
        id = store.linked_id(record, edge)
        return store.find(_target(product, TO_ONE[key][edge]), id) if id else None
    if edge in TO_MANY.get(key, ()):
        target = _target(product, TO_MANY[key][edge])
        if edge == "available_locations" and edge not in record["relationships"]:
            return _rooms(store, record)
        return _present(store.find(target, id) for id in store.linked_ids(record, edge))
    if record["type"] == "Person" and edge == "organization":
        return store.organization(product)
    way = _WAYS.get((key, edge))
    match way:
        case Back(source, link):
            return store.pointing_at(source, link, record["id"])
        case Through(source, link, onward):
            found: dict[str, Record] = {}
            for between in store.pointing_at(source, link, record["id"]):
                there = follow(store, product, between, onward)
                for one in there if isinstance(there, list) else _present([there]):
                    found.setdefault(one["id"], one)
            return list(found.values())
        case None:
            raise not_simulated(f"{edge} of {key}")
        case walk:
            return walk(store, record)


def _from_organization(store: Store, product: str, edge: str) -> Found:
    if edge == "me":
        people = store.church.records.get(PEOPLE, {}).values()
        owner = next((one for one in people if one["attributes"].get("site_administrator")), None)
        owner = owner or next(iter(people), None)
        return store.find(f"{product}/Person", owner["id"]) if owner else None
    if (product, edge) == ("people", "field_options"):
        raise not_simulated("field_options of an organization")
    return list(store.every(f"{product}/{_ROOT_TYPES.get((product, edge)) or _singular(edge)}"))


def _target(product: str, key: str) -> str:
    if key == PEOPLE and product != "people":
        return f"{product}/Person"
    return key


def _present(records: Iterable[Record | None]) -> list[Record]:
    return [record for record in records if record is not None]


def _rooms(store: Store, event_time: Record) -> list[Record]:
    event_id = store.linked_id(event_time, "event")
    locations = store.pointing_at("check-ins/Location", "event", event_id) if event_id else []
    return [one for one in locations if one["attributes"].get("kind") != "Folder"]


def _current_event_times(store: Store, event: Record) -> list[Record]:
    """The times of the period that is on, else of the last one that was."""
    now = store.timestamp()
    periods = sorted(
        store.pointing_at("check-ins/EventPeriod", "event", event["id"]),
        key=lambda period: period["attributes"].get("starts_at") or "",
    )
    begun = [period for period in periods if (period["attributes"].get("starts_at") or "") <= now]
    current = begun[-1] if begun else (periods[0] if periods else None)
    return store.pointing_at("check-ins/EventTime", "event_period", current["id"]) if current else []


def _check_ins_of_room_and_time(store: Store, count: Record) -> list[Record]:
    room, time = store.linked_id(count, "location"), store.linked_id(count, "event_time")
    times = store.pointing_at("check-ins/CheckInTime", "location", room) if room else []
    ids = {store.linked_id(one, "check_in") for one in times if store.linked_id(one, "event_time") == time}
    return _present(store.find("check-ins/CheckIn", id) for id in sorted(id for id in ids if id))


def _check_ins_of_room_and_period(store: Store, count: Record) -> list[Record]:
    room, period = store.linked_id(count, "location"), store.linked_id(count, "event_period")
    times = store.pointing_at("check-ins/CheckInTime", "location", room) if room else []
    ids = sorted({id for one in times if (id := store.linked_id(one, "check_in"))})
    found = _present(store.find("check-ins/CheckIn", id) for id in ids)
    return [one for one in found if store.linked_id(one, "event_period") == period]


def _my_membership(store: Store, group: Record) -> Found:
    me = _from_organization(store, "people", "me")
    memberships = store.pointing_at("groups/Membership", "group", group["id"])
    mine = me["id"] if isinstance(me, dict) else None
    return next((one for one in memberships if store.linked_id(one, "person") == mine), None)


def _enrollment(store: Store, group: Record) -> Found:
    return next(iter(store.pointing_at("groups/Enrollment", "group", group["id"])), None)


def _integration_links(store: Store, local: Record) -> Found:
    """An event and a location may have the same id, so that the type of what is linked counts."""
    links = store.pointing_at("check-ins/IntegrationLink", "local", local["id"])
    return [one for one in links if one["relationships"]["local"]["data"]["type"] == local["type"]]


def _nothing(store: Store, record: Record) -> Found:
    return None


def _singular(edge: str) -> str:
    """The type behind a root collection: ``event_times`` -> ``EventTime``."""
    for ending, instead in (("statuses", "status"), ("ies", "y"), ("sses", "ss"), ("xes", "x"), ("s", "")):
        if edge.endswith(ending):
            edge = edge.removesuffix(ending) + instead
            break
    return "".join(word.capitalize() for word in edge.split("_"))


_ROOT_TYPES = {
    ("people", "people"): "Person",
    ("people", "addresses"): "Address",
    ("people", "campuses"): "Campus",
    ("people", "field_data"): "FieldDatum",
    ("check-ins", "people"): "Person",
    ("check-ins", "passes"): "Pass",
    ("groups", "people"): "Person",
    ("groups", "campuses"): "Campus",
    ("calendar", "people"): "Person",
}

_WAYS: dict[tuple[str, str], Back | Through | Walk] = {
    ("people/Person", "emails"): Back("people/Email", "person"),
    ("people/Person", "phone_numbers"): Back("people/PhoneNumber", "person"),
    ("people/Person", "addresses"): Back("people/Address", "person"),
    ("people/Person", "field_data"): Back("people/FieldDatum", "customizable"),
    ("people/Person", "household_memberships"): Back("people/HouseholdMembership", "person"),
    ("people/Person", "households"): Through("people/HouseholdMembership", "person", "household"),
    ("people/Household", "household_memberships"): Back("people/HouseholdMembership", "household"),
    ("people/Household", "people"): Through("people/HouseholdMembership", "household", "person"),
    ("people/FieldDatum", "person"): lambda store, datum: store.find(
        PEOPLE, store.linked_id(datum, "customizable") or ""
    ),
    ("people/FieldDefinition", "field_options"): Back("people/FieldOption", "field_definition"),
    ("people/Tab", "field_definitions"): Back("people/FieldDefinition", "tab"),
    ("people/Tab", "field_options"): Through("people/FieldDefinition", "tab", "field_options"),
    ("people/SchoolOption", "promotes_to_school"): _nothing,
    ("check-ins/AttendanceType", "headcounts"): Back("check-ins/Headcount", "attendance_type"),
    ("check-ins/CheckIn", "check_in_times"): Back("check-ins/CheckInTime", "check_in"),
    ("check-ins/CheckIn", "event_times"): Through("check-ins/CheckInTime", "check_in", "event_time"),
    ("check-ins/CheckIn", "locations"): Through("check-ins/CheckInTime", "check_in", "location"),
    ("check-ins/CheckInGroup", "check_ins"): Back("check-ins/CheckIn", "check_in_group"),
    ("check-ins/Event", "attendance_types"): Back("check-ins/AttendanceType", "event"),
    ("check-ins/Event", "check_ins"): Back("check-ins/CheckIn", "event"),
    ("check-ins/Event", "current_event_times"): _current_event_times,
    ("check-ins/Event", "event_labels"): Back("check-ins/EventLabel", "event"),
    ("check-ins/Event", "event_periods"): Back("check-ins/EventPeriod", "event"),
    ("check-ins/Event", "integration_links"): _integration_links,
    ("check-ins/Event", "locations"): Back("check-ins/Location", "event"),
    ("check-ins/Event", "person_events"): Back("check-ins/PersonEvent", "event"),
    ("check-ins/EventPeriod", "check_ins"): Back("check-ins/CheckIn", "event_period"),
    ("check-ins/EventPeriod", "event_times"): Back("check-ins/EventTime", "event_period"),
    ("check-ins/EventPeriod", "location_event_periods"): Back("check-ins/LocationEventPeriod", "event_period"),
    ("check-ins/EventTime", "check_ins"): Through("check-ins/CheckInTime", "event_time", "check_in"),
    ("check-ins/EventTime", "headcounts"): Back("check-ins/Headcount", "event_time"),
    ("check-ins/EventTime", "location_event_times"): Back("check-ins/LocationEventTime", "event_time"),
    ("check-ins/Label", "event_labels"): Back("check-ins/EventLabel", "label"),
    ("check-ins/Label", "location_labels"): Back("check-ins/LocationLabel", "label"),
    ("check-ins/Location", "check_ins"): Through("check-ins/CheckInTime", "location", "check_in"),
    ("check-ins/Location", "integration_links"): _integration_links,
    ("check-ins/Location", "location_event_periods"): Back("check-ins/LocationEventPeriod", "location"),
    ("check-ins/Location", "location_event_times"): Back("check-ins/LocationEventTime", "location"),
    ("check-ins/Location", "location_labels"): Back("check-ins/LocationLabel", "location"),
    ("check-ins/Location", "locations"): Back("check-ins/Location", "parent"),
    ("check-ins/Location", "options"): Back("check-ins/Option", "location"),
    ("check-ins/LocationEventPeriod", "check_ins"): _check_ins_of_room_and_period,
    ("check-ins/LocationEventTime", "check_ins"): _check_ins_of_room_and_time,
    ("check-ins/Option", "check_ins"): Back("check-ins/CheckIn", "options"),
    ("check-ins/Person", "check_ins"): Back("check-ins/CheckIn", "person"),
    ("check-ins/Person", "passes"): Back("check-ins/Pass", "person"),
    ("check-ins/Person", "person_events"): Back("check-ins/PersonEvent", "person"),
    ("check-ins/Station", "check_in_groups"): Back("check-ins/CheckInGroup", "print_station"),
    ("check-ins/Station", "checked_in_at_check_ins"): Back("check-ins/CheckIn", "checked_in_at"),
    ("groups/Campus", "groups"): Back("groups/Group", "campuses"),
    ("groups/Event", "rsvps"): Back("groups/Rsvp", "event"),
    ("groups/Event", "attendances"): Back("groups/Attendance", "event"),
    ("groups/Group", "applications"): Back("groups/GroupApplication", "group"),
    ("groups/Group", "enrollment"): _enrollment,
    ("groups/Group", "events"): Back("groups/Event", "group"),
    ("groups/Group", "memberships"): Back("groups/Membership", "group"),
    ("groups/Group", "my_membership"): _my_membership,
    ("groups/Group", "people"): Through("groups/Membership", "group", "person"),
    ("groups/GroupType", "events"): Through("groups/Group", "group_type", "events"),
    ("groups/GroupType", "groups"): Back("groups/Group", "group_type"),
    ("groups/Location", "group"): lambda store, place: next(
        iter(store.pointing_at("groups/Group", "location", place["id"])), None
    ),
    ("groups/Person", "events"): lambda store, person: [
        event
        for membership in store.pointing_at("groups/Membership", "person", person["id"])
        for event in store.pointing_at("groups/Event", "group", store.linked_id(membership, "group") or "")
    ],
    ("groups/Person", "groups"): Through("groups/Membership", "person", "group"),
    ("groups/Person", "memberships"): Back("groups/Membership", "person"),
    ("groups/Tag", "groups"): Back("groups/Group", "tags"),
    ("groups/TagGroup", "tags"): Back("groups/Tag", "tag_group"),
    ("calendar/Event", "event_connections"): Back("calendar/EventConnection", "event"),
    ("calendar/Event", "event_instances"): Back("calendar/EventInstance", "event"),
    ("calendar/Event", "event_resource_requests"): Back("calendar/EventResourceRequest", "event"),
    ("calendar/Event", "resource_bookings"): Back("calendar/ResourceBooking", "event"),
    ("calendar/Event", "calendar"): _nothing,
    ("calendar/EventInstance", "event_times"): Back("calendar/EventTime", "event_instance"),
    ("calendar/EventInstance", "resource_bookings"): Back("calendar/ResourceBooking", "event_instance"),
    ("calendar/EventResourceRequest", "resource_bookings"): Back("calendar/ResourceBooking", "event_resource_request"),
    ("calendar/Person", "event_resource_requests"): Back("calendar/EventResourceRequest", "created_by"),
    ("calendar/Resource", "event_resource_requests"): Back("calendar/EventResourceRequest", "resource"),
    ("calendar/Resource", "resource_bookings"): Back("calendar/ResourceBooking", "resource"),
    ("calendar/ResourceFolder", "resources"): Back("calendar/Resource", "resource_folder"),
    ("calendar/Tag", "event_instances"): Back("calendar/EventInstance", "tags"),
    ("calendar/Tag", "events"): Back("calendar/Event", "tags"),
    ("calendar/TagGroup", "tags"): Back("calendar/Tag", "tag_group"),
    ("calendar/TagGroup", "events"): Through("calendar/Tag", "tag_group", "events"),
}
"""Every way that is no link of the record's own."""
