"""Every record there and every row here beyond people, by every field that mapping.md maps, in a form that can be compared.

Lists that a pull cuts short (event times, check-ins, meetings, instances, bookings, replies, counts) are compared row by row for
what is here; lists that it reads whole also for what is missing.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from kiosk.domain.facts import moment_text
from kiosk.simulator.records import Record
from kiosk.simulator.store import Store

Read = Callable[[Store, Record], Any]
Row = dict[str, Any]


def told(name: str, missing: Any = "") -> Read:
    """An attribute as it is; ``missing`` where it is null."""
    return lambda store, record: missing if record["attributes"].get(name) is None else record["attributes"][name]


def maybe(name: str) -> Read:
    """An attribute, or null."""
    return told(name, None)


def flag(name: str) -> Read:
    return lambda store, record: int(bool(record["attributes"].get(name)))


def lowered(name: str) -> Read:
    return lambda store, record: (record["attributes"].get(name) or "").lower() or None


def moment(name: str) -> Read:
    """A moment as the cache writes it."""

    def read(store: Store, record: Record) -> str | None:
        value = record["attributes"].get(name)
        return moment_text(datetime.fromisoformat(value).astimezone(UTC)) if value else None

    return read


def link(name: str) -> Read:
    return lambda store, record: store.linked_id(record, name)


def links(name: str) -> Read:
    return lambda store, record: json.dumps(store.linked_ids(record, name), separators=(",", ":"))


def of_linked(key: str, name: str, attribute: str) -> Read:
    """An attribute of what a link names."""

    def read(store: Store, record: Record) -> Any:
        found = store.find(key, store.linked_id(record, name) or "")
        return (found["attributes"].get(attribute) if found else None) or ""

    return read


@dataclass(frozen=True, slots=True)
class Same:
    """One table and the records it is a copy of. ``only``: which records belong here; None: those that are here."""

    table: str
    key: str
    fields: Mapping[str, Read]
    only: Callable[[Store, Record], bool] | None = lambda store, record: True
    where: str = "1"


def _not_archived(store: Store, record: Record) -> bool:
    return not record["attributes"].get("archived_at")


def _of_a_kept_event(store: Store, record: Record) -> bool:
    event = store.find("check-ins/Event", store.linked_id(record, "event") or "")
    return event is not None and _not_archived(store, event)


def _of_a_kept_group(store: Store, record: Record) -> bool:
    group = store.find("groups/Group", store.linked_id(record, "group") or "")
    return group is not None and _not_archived(store, group)


def _is_room(store: Store, record: Record) -> bool:
    return bool(record["attributes"]["kind"] == "Room")


def _enrollment(attribute: str) -> Read:
    def read(store: Store, record: Record) -> str:
        found = store.pointing_at("groups/Enrollment", "group", record["id"])
        return str(found[0]["attributes"].get(attribute) or "") if found else ""

    return read


def _published(bound: str) -> Read:
    """The public time of an instance: as published, else the first that kiosks show, else as booked (mapping.md)."""

    def read(store: Store, record: Record) -> Any:
        if record["attributes"].get("published_starts_at"):
            return moment(f"published_{bound}")(store, record)
        shown = [
            one
            for one in store.pointing_at("calendar/EventTime", "event_instance", record["id"])
            if one["attributes"]["visible_on_kiosks"]
        ]
        first = min(shown, key=lambda one: str(one["attributes"]["starts_at"]), default=record)
        return moment(bound)(store, first)

    return read


def _questions(store: Store, record: Record) -> str:
    asked = record["attributes"].get("questions") or []
    return json.dumps(asked if isinstance(asked, list) else [asked], ensure_ascii=False, separators=(",", ":"))


def _is_cancelled(store: Store, record: Record) -> int:
    return int(bool(record["attributes"].get("canceled") or record["attributes"].get("canceled_at")))


_AUDIENCE = {f"for_{kind}": flag(f"for_{kind}") for kind in ("regular", "guest", "volunteer")}
_COUNTED = {kind: maybe(f"{kind}_count") for kind in ("regular", "guest", "volunteer")}
_ROOM_NUMBERS = (
    *("age_min_in_months", "age_max_in_months", "age_on", "age_range_by", "effective_date", "grade_min", "grade_max"),
    *("max_occupancy", "min_volunteers", "attendees_per_volunteer", "milestone"),
)
SAME: tuple[Same, ...] = (
    Same("campus", "people/Campus", {"name": told("name")}),
    Same("pass", "check-ins/Pass", {"code": told("code"), "kind": told("kind"), "person": link("person")}),
    Same(
        "event",
        "check-ins/Event",
        {
            "name": told("name"),
            "frequency": told("frequency"),
            "campus_ids": links("campuses"),
            "has_rooms_per_time": flag("location_times_enabled"),
        },
        _not_archived,
    ),
    Same(
        "event_period",
        "check-ins/EventPeriod",
        {"event": link("event"), "starts_at": moment("starts_at"), "ends_at": moment("ends_at")},
        None,
    ),
    Same(
        "event_time",
        "check-ins/EventTime",
        {
            "event": link("event"),
            "period": link("event_period"),
            "name": told("name"),
            **{name: moment(name) for name in ("starts_at", "shows_at", "hides_at")},
            **{name: maybe(name) for name in ("hour", "minute", "day_of_week")},
        },
        None,
    ),
    Same(
        "location",
        "check-ins/Location",
        {
            "event": link("event"),
            "name": told("name"),
            "parent": link("parent"),
            "is_folder": lambda store, record: int(record["attributes"]["kind"] == "Folder"),
            "is_open": flag("opened"),
            "gender": lowered("gender"),
            "child_or_adult": lowered("child_or_adult"),
            "position": told("position", 0),
            "questions": _questions,
            **{name: maybe(name) for name in _ROOM_NUMBERS},
        },
        _of_a_kept_event,
    ),
    Same("label_sheet", "check-ins/Label", {name: told(name) for name in ("name", "prints_for", "roll")}),
    Same(
        "label_rule",
        "check-ins/EventLabel",
        {"label": link("label"), "event": link("event"), "quantity": told("quantity", 0), **_AUDIENCE},
        _of_a_kept_event,
        where="owner = 'event'",
    ),
    Same(
        "label_rule",
        "check-ins/LocationLabel",
        {"label": link("label"), "location": link("location"), "quantity": told("quantity", 0), **_AUDIENCE},
        where="owner = 'location'",
    ),
    Same(
        "check_in_option",
        "check-ins/Option",
        {"location": link("location"), "body": told("body"), "quantity": told("quantity", 0), "label": link("label")},
    ),
    Same(
        "attendance_type",
        "check-ins/AttendanceType",
        {"event": link("event"), "name": told("name"), "color": told("color"), "most": maybe("limit")},
        _of_a_kept_event,
    ),
    Same(
        "headcount_there",
        "check-ins/Headcount",
        {"event_time": link("event_time"), "attendance_type": link("attendance_type"), "total": told("total")},
        None,
    ),
    Same(
        "integration_link",
        "check-ins/IntegrationLink",
        {
            **{name: told(name) for name in ("remote_gid", "remote_app", "remote_type", "remote_id")},
            "local_type": lambda store, record: record["relationships"]["local"]["data"]["type"],
            "local_id": link("local"),
            "syncs_future": lambda store, record: "yes" if record["attributes"]["sync_future_assignment_types"] else "",
        },
    ),
    Same(
        "station_there",
        "check-ins/Station",
        {
            "name": told("name"),
            "mode": maybe("mode"),
            "timeout_seconds": maybe("timeout_seconds"),
            **{name: link(name) for name in ("event", "location", "theme")},
        },
    ),
    Same(
        "theme_there",
        "check-ins/Theme",
        {name: told(name) for name in ("name", "mode", "color", "text_color", "background_color")},
        None,
    ),
    Same("group_type", "groups/GroupType", {"name": told("name"), "position": told("position", 0)}),
    Same(
        "church_group",
        "groups/Group",
        {
            "name": told("name"),
            "group_type": link("group_type"),
            "is_archived": lambda store, record: int(not _not_archived(store, record)),
            "schedule": told("schedule"),
            "enrollment_status": _enrollment("status"),
            "enrollment_strategy": _enrollment("strategy"),
        },
        _not_archived,
    ),
    Same(
        "membership",
        "groups/Membership",
        {
            "church_group": link("group"),
            "person": link("person"),
            "role": told("role"),
            "joined_at": moment("joined_at"),
        },
        _of_a_kept_group,
    ),
    Same(
        "group_event",
        "groups/Event",
        {
            "church_group": link("group"),
            "name": told("name"),
            "starts_at": moment("starts_at"),
            "ends_at": moment("ends_at"),
            "is_cancelled": _is_cancelled,
            "is_virtual": lambda store, record: int(record["attributes"]["location_type_preference"] == "virtual"),
            "is_multi_day": flag("multi_day"),
            "place": of_linked("groups/Location", "location", "name"),
        },
        None,
    ),
    Same(
        "group_event_reply",
        "groups/Rsvp",
        {"group_event": link("event"), "person": link("person"), "reply": told("response")},
        None,
    ),
    Same(
        "calendar_event",
        "calendar/Event",
        {
            "name": told("name"),
            "is_approved": lambda store, record: int(record["attributes"]["approval_status"] == "A"),
        },
        None,
    ),
    Same(
        "calendar_instance",
        "calendar/EventInstance",
        {
            "event": link("event"),
            "name": told("name"),
            "recurrence": told("compact_recurrence_description"),
            "starts_at": _published("starts_at"),
            "ends_at": _published("ends_at"),
        },
        None,
    ),
    Same(
        "event_connection",
        "calendar/EventConnection",
        {
            "calendar_event": link("event"),
            "connected_to_id": lambda store, record: str(record["attributes"]["connected_to_id"]),
            **{
                name: told(name)
                for name in ("product_name", "connected_to_type", "connected_to_name", "connected_to_url")
            },
        },
        None,
    ),
    Same("building_room", "calendar/Resource", {"name": told("name"), "path": told("path_name")}, _is_room),
    Same(
        "booking",
        "calendar/ResourceBooking",
        {
            "resource": link("resource"),
            "calendar_event": link("event"),
            "starts_at": moment("starts_at"),
            "ends_at": moment("ends_at"),
        },
        None,
    ),
)


def records_there(store: Store, same: Same, ids: Iterable[str]) -> dict[str, Row]:
    """The records by id that belong here, each as its row should be."""
    here = set(ids)
    return {
        record["id"]: {field: read(store, record) for field, read in same.fields.items()}
        for record in store.every(same.key)
        if (same.only(store, record) if same.only is not None else record["id"] in here)
    }


def rows_here(connection: sqlite3.Connection, same: Same) -> dict[str, Row]:
    """The rows of the table by id."""
    names = tuple(same.fields)
    rows = connection.execute(f"select id, {', '.join(names)} from {same.table} where {same.where}")
    return {id: dict(zip(names, values, strict=True)) for id, *values in rows}


def check_ins_there(store: Store, ids: Iterable[str]) -> set[tuple[Any, ...]]:
    """Check-ins made there, one for each time and room, as they should be here."""
    found: set[tuple[Any, ...]] = set()
    for id in set(ids):
        record = store.find("check-ins/CheckIn", id)
        if record is None:
            continue
        person = store.linked_id(record, "person") or f"gid://check-ins/CheckIn/{id}"
        told_once = (
            *(
                person,
                link("event")(store, record),
                lowered("kind")(store, record),
                moment("created_at")(store, record),
            ),
            *(moment("checked_out_at")(store, record), told("security_code")(store, record)),
        )
        for time in store.pointing_at("check-ins/CheckInTime", "check_in", id):
            found.add((id, store.linked_id(time, "event_time"), store.linked_id(time, "location"), *told_once))
    return found


def check_ins_here(connection: sqlite3.Connection) -> set[tuple[Any, ...]]:
    """Check-ins made there as they are here."""
    return set(
        connection.execute(
            "select id, event_time, location, person, event, kind, checked_in_at, checked_out_at, security_code"
            " from past_check_in"
        )
    )


def differences(connection: sqlite3.Connection, store: Store) -> dict[str, Any]:
    """What is not the same, by table and id: nothing, if all is well."""
    found: dict[str, Any] = {}
    for same in SAME:
        here = rows_here(connection, same)
        there = records_there(store, same, here)
        for id in here.keys() | there.keys():
            if here.get(id) != there.get(id):
                found[f"{same.table} {id}"] = (here.get(id), there.get(id))
    sets = {
        "check-ins": (check_ins_here(connection), check_ins_there),
        "free of filters": (_ids(connection, "select id from person where ignore_filters = 1"), _free_of_filters),
        "mergers": (_ids(connection, "select removed, kept from person_alias"), _mergers),
        "how often": (_ids(connection, "select person, event, check_in_count from person_event"), _how_often),
        "tags": (_ids(connection, "select event, tag, name, color from calendar_event_tag"), _tags),
        "counts": (_ids(connection, "select * from time_count_there"), _counts),
    }
    for name, (rows, read) in sets.items():
        wanted = read(store, [str(row[0]) for row in rows])
        if rows != wanted:
            found[name] = (rows - wanted, wanted - rows)
    return found


def _ids(connection: sqlite3.Connection, asked: str) -> set[tuple[Any, ...]]:
    return set(connection.execute(asked))


def _free_of_filters(store: Store, here: Iterable[str]) -> set[tuple[Any, ...]]:
    return {(one["id"],) for one in store.every("check-ins/Person") if one["attributes"].get("ignore_filters")}


def _mergers(store: Store, here: Iterable[str]) -> set[tuple[Any, ...]]:
    return {
        tuple(str(one["attributes"][f"person_to_{which}_id"]) for which in ("remove", "keep"))
        for one in store.every("people/PersonMerger")
    }


def _how_often(store: Store, here: Iterable[str]) -> set[tuple[Any, ...]]:
    return {
        (store.linked_id(one, "person"), store.linked_id(one, "event"), one["attributes"]["check_in_count"])
        for one in store.every("check-ins/PersonEvent")
        if _of_a_kept_event(store, one)
    }


def _tags(store: Store, here: Iterable[str]) -> set[tuple[Any, ...]]:
    found: set[tuple[Any, ...]] = set()
    for event in set(here):
        record = store.find("calendar/Event", event)
        for id in store.linked_ids(record, "tags") if record else ():
            tag = store.find("calendar/Tag", id)
            assert tag is not None
            found.add((event, id, tag["attributes"]["name"], tag["attributes"]["color"]))
    return found


def _counts(store: Store, here: Iterable[str]) -> set[tuple[Any, ...]]:
    """Of every time here, and of the rooms at the times whose rooms were asked for: those that are about to be."""
    found: set[tuple[Any, ...]] = set()
    for id in set(here):
        time = store.find("check-ins/EventTime", id)
        assert time is not None
        found.add((id, "", *(read(store, time) for read in _COUNTED.values())))
        is_about_now = abs(datetime.fromisoformat(time["attributes"]["starts_at"]) - store.now()) < timedelta(hours=8)
        for one in store.pointing_at("check-ins/LocationEventTime", "event_time", id) if is_about_now else ():
            found.add((id, store.linked_id(one, "location"), *(read(store, one) for read in _COUNTED.values())))
    return found
