"""The named filters: which rows of a list stay when ``filter=`` asks for them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from kiosk.simulator.edges import follow
from kiosk.simulator.errors import bad_parameter, not_simulated
from kiosk.simulator.moments import as_utc
from kiosk.simulator.records import Record
from kiosk.simulator.store import Store

PARAMETERS: dict[str, dict[str, bool]] = {
    "campus": {"campus_id": True},
    "created_since": {"time": False},
    "enrollment": {"enrollment": True},
    "for_campus": {"campus_id": True},
    "group": {"group_id": True},
    "group_type": {"group_type_id": True},
    "people_database_searchable": {"people_database_searchable": True},
    "tag": {"tag_id": True},
}
"""The parameters that come with a filter, and whether it needs them."""

Keeps = Callable[[Store, Record, Mapping[str, str]], bool]


def filtered(
    store: Store,
    key: str,
    rows: Iterable[Record],
    names: tuple[str, ...],
    values: Mapping[str, str],
    parent: Record | None,
) -> Iterable[Record]:
    """The rows that every filter keeps. Raises Refused: 501 for a published filter that is not simulated."""
    for name in names:
        if (key, name) == ("people/Person", "non_pending") and parent is not None:
            rows = [row for row in rows if not _is_pending(store, row, parent)]
            continue
        keeps = _KEEPS.get((key, name))
        if keeps is None:
            raise not_simulated(f"filter={name} of {key}")
        rows = [row for row in rows if keeps(store, row, values)]
    return rows


def is_shown_unfiltered(key: str, row: Record, asked_for: set[str]) -> bool:
    """Whether a list shows the row when nothing asks for it: archived groups and deleted fields it does not."""
    if key == "groups/Group" and "archive_status" not in asked_for:
        return not row["attributes"].get("archived_at")
    if key == "people/FieldDefinition" and not asked_for & {"include_deleted", "with_deleted"}:
        return not row["attributes"].get("deleted_at")
    return True


def _is_pending(store: Store, person: Record, household: Record) -> bool:
    memberships = store.pointing_at("people/HouseholdMembership", "household", household["id"])
    return any(
        bool(one["attributes"].get("pending")) for one in memberships if store.linked_id(one, "person") == person["id"]
    )


def _has(name: str) -> Keeps:
    return lambda store, row, values: bool(row["attributes"].get(name))


def _lacks(name: str) -> Keeps:
    return lambda store, row, values: not row["attributes"].get(name)


def _is(name: str, *expected: object) -> Keeps:
    return lambda store, row, values: row["attributes"].get(name) in expected


def _linked(link: str, parameter: str) -> Keeps:
    return lambda store, row, values: bool({*store.linked_ids(row, link)} & {*values[parameter].split(",")})


def _is_future(name: str) -> Keeps:
    return lambda store, row, values: (row["attributes"].get(name) or "") >= store.timestamp()


def _created_since(store: Store, row: Record, values: Mapping[str, str]) -> bool:
    since = as_utc(values["time"]) if values.get("time") else _text(store.now() - timedelta(hours=24))
    if since is None:
        raise bad_parameter("time is not an ISO 8601 time")
    return (row["attributes"].get("created_at") or "") >= since


def _is_deceased(store: Store, row: Record) -> bool:
    reason = follow(store, "people", row, "inactive_reason")
    return isinstance(reason, dict) and str(reason["attributes"].get("value")).casefold() == "deceased"


def _is_available(store: Store, row: Record, values: Mapping[str, str]) -> bool:
    shows, hides = str(row["attributes"].get("shows_at") or ""), str(row["attributes"].get("hides_at") or "")
    return bool(shows) and shows <= store.timestamp() <= hides


def _is_first_time(store: Store, row: Record, values: Mapping[str, str]) -> bool:
    person, event = store.linked_id(row, "person"), store.linked_id(row, "event")
    if person is None or event is None:
        return False
    visits = [
        (one["attributes"].get("created_at") or "", one["id"])
        for one in store.pointing_at("check-ins/CheckIn", "person", person)
        if store.linked_id(one, "event") == event
    ]
    return bool(min(visits)[1] == row["id"])


def _has_enrollment(store: Store, row: Record, values: Mapping[str, str]) -> bool:
    enrollment = follow(store, "groups", row, "enrollment")
    return isinstance(enrollment, dict) and enrollment["attributes"].get("strategy") in values["enrollment"].split(",")


def _has_tag(store: Store, row: Record, values: Mapping[str, str]) -> bool:
    """Tags of one tag group widen the answer, tags of several narrow it."""
    asked: dict[str | None, set[str]] = {}
    for id in values["tag_id"].split(","):
        tag = store.find("groups/Tag", id)
        asked.setdefault(store.linked_id(tag, "tag_group") if tag else None, set()).add(id)
    tags = {*store.linked_ids(row, "tags")}
    return all(tags & ids for ids in asked.values())


def _is_searchable(store: Store, row: Record, values: Mapping[str, str]) -> bool:
    wanted = values["people_database_searchable"]
    if wanted not in ("only", "none"):
        raise bad_parameter("people_database_searchable is only or none")
    return bool(row["attributes"].get("leaders_can_search_people_database")) is (wanted == "only")


def _of_my_groups(store: Store, row: Record, values: Mapping[str, str]) -> bool:
    group = row if row["type"] == "Group" else follow(store, "groups", row, "group")
    return isinstance(group, dict) and follow(store, "groups", group, "my_membership") is not None


def _of_group_type(store: Store, row: Record, values: Mapping[str, str]) -> bool:
    group = follow(store, "groups", row, "group")
    return isinstance(group, dict) and store.linked_id(group, "group_type") in values["group_type_id"].split(",")


def _of_campus(store: Store, row: Record, values: Mapping[str, str]) -> bool:
    group = follow(store, "groups", row, "group")
    asked = {*values["campus_id"].split(",")}
    return isinstance(group, dict) and bool({*store.linked_ids(group, "campuses")} & asked)


def _approved(*letters: str) -> Keeps:
    """Approval is an event's: A(pproved), P(ending), R(ejected)."""

    def keeps(store: Store, row: Record, values: Mapping[str, str]) -> bool:
        event = follow(store, "calendar", row, "event")
        return isinstance(event, dict) and event["attributes"].get("approval_status") in letters

    return keeps


def _books(kind: str) -> Keeps:
    def keeps(store: Store, row: Record, values: Mapping[str, str]) -> bool:
        resource = follow(store, "calendar", row, "resource")
        return isinstance(resource, dict) and resource["attributes"].get("kind") == kind

    return keeps


def _text(moment: datetime) -> str:
    return as_utc(moment.isoformat()) or ""


_APPROVALS = {
    "approved": "A",
    "pending": "P",
    "rejected": "R",
    "approved_pending": "AP",
    "approved_rejected": "AR",
    "pending_rejected": "PR",
    "approved_pending_rejected": "APR",
}

_KEEPS: dict[tuple[str, str], Keeps] = {
    ("people/Person", "admins"): _has("site_administrator"),
    ("people/Person", "organization_admins"): _has("site_administrator"),
    ("people/Person", "created_since"): _created_since,
    ("people/Person", "without_deceased"): lambda store, row, values: not _is_deceased(store, row),
    ("people/FieldDefinition", "include_deleted"): lambda store, row, values: True,
    ("people/FieldDefinition", "with_deleted"): lambda store, row, values: True,
    ("check-ins/CheckIn", "attendee"): _is("kind", "Regular", "Guest"),
    ("check-ins/CheckIn", "regular"): _is("kind", "Regular"),
    ("check-ins/CheckIn", "guest"): _is("kind", "Guest"),
    ("check-ins/CheckIn", "volunteer"): _is("kind", "Volunteer"),
    ("check-ins/CheckIn", "checked_out"): _has("checked_out_at"),
    ("check-ins/CheckIn", "not_checked_out"): _lacks("checked_out_at"),
    ("check-ins/CheckIn", "one_time_guest"): _has("one_time_guest"),
    ("check-ins/CheckIn", "not_one_time_guest"): _lacks("one_time_guest"),
    ("check-ins/CheckIn", "first_time"): _is_first_time,
    ("check-ins/Event", "archived"): _has("archived_at"),
    ("check-ins/Event", "not_archived"): _lacks("archived_at"),
    ("check-ins/Event", "for_campus"): _linked("campuses", "campus_id"),
    ("check-ins/EventTime", "available"): _is_available,
    ("check-ins/Location", "root"): lambda store, row, values: store.linked_id(row, "parent") is None,
    ("check-ins/Location", "locations"): lambda store, row, values: row["attributes"].get("kind") != "Folder",
    **{
        ("check-ins/CheckInGroup", status): _is("print_status", status)
        for status in ("ready", "printed", "canceled", "skipped")
    },
    ("groups/Group", "campus"): _linked("campuses", "campus_id"),
    ("groups/Group", "enrollment"): _has_enrollment,
    ("groups/Group", "group"): lambda store, row, values: row["id"] in values["group_id"].split(","),
    ("groups/Group", "group_type"): _linked("group_type", "group_type_id"),
    ("groups/Group", "hidden"): _lacks("listed"),
    ("groups/Group", "published"): _has("listed"),
    ("groups/Group", "meeting_schedule"): _has("schedule"),
    ("groups/Group", "my_groups"): _of_my_groups,
    ("groups/Group", "people_database_searchable"): _is_searchable,
    ("groups/Group", "tag"): _has_tag,
    ("groups/GroupType", "church_center_visible"): _has("church_center_visible"),
    ("groups/GroupType", "not_church_center_visible"): _lacks("church_center_visible"),
    ("groups/Event", "canceled"): _has("canceled_at"),
    ("groups/Event", "not_canceled"): _lacks("canceled_at"),
    ("groups/Event", "upcoming"): _is_future("starts_at"),
    ("groups/Event", "group"): _linked("group", "group_id"),
    ("groups/Event", "group_type"): _of_group_type,
    ("groups/Event", "campus"): _of_campus,
    ("groups/Event", "my_groups"): _of_my_groups,
    ("groups/Attendance", "attended"): _has("attended"),
    ("groups/TagGroup", "public"): _has("display_publicly"),
    ("calendar/Event", "future"): lambda store, row, values: any(
        (one["attributes"].get("ends_at") or "") >= store.timestamp()
        for one in store.pointing_at("calendar/EventInstance", "event", row["id"])
    ),
    ("calendar/EventInstance", "future"): _is_future("ends_at"),
    ("calendar/ResourceBooking", "future"): _is_future("ends_at"),
    ("calendar/ResourceBooking", "rooms"): _books("Room"),
    ("calendar/ResourceBooking", "resources"): _books("Resource"),
    **{("calendar/EventInstance", name): _approved(*letters) for name, letters in _APPROVALS.items()},
    **{("calendar/ResourceBooking", name): _approved(*letters) for name, letters in _APPROVALS.items()},
    **{(f"calendar/{type_name}", "rooms"): _is("kind", "Room") for type_name in ("Resource", "ResourceFolder")},
    **{(f"calendar/{type_name}", "resources"): _is("kind", "Resource") for type_name in ("Resource", "ResourceFolder")},
    ("calendar/TagGroup", "required"): _has("required"),
    ("calendar/Person", "active"): _is("status", "active"),
}
"""What a kiosk could sensibly ask for. Published filters missing here answer 501, so that nothing is silently ignored:
Check-Ins for_headcounts, for_registrations, for_current_station; Calendar's owner, manager, approver and subscriber scopes
with lost, shared, unresolved, individual and the like; People's with_field_definitions."""
