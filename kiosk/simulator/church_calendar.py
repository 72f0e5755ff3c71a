"""The calendar of the sample church: events, their instances, what they are connected to, and booked rooms."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from kiosk.simulator.church_files import read, row, rows
from kiosk.simulator.church_week import Week, utc_text
from kiosk.simulator.records import Church

PERCENT = 100
URLS = {
    "check-ins": "https://check-ins.planningcenteronline.com/events/{}",
    "groups": "https://groups.planningcenteronline.com/groups/{}",
    "registrations": "https://registrations.planningcenteronline.com/events/{}",
    "services": "https://services.planningcenteronline.com/service_types/{}",
}


@dataclass(frozen=True, slots=True)
class InstanceRow:
    """One instance, or one a week: its published start and length, and minutes booked before and after."""

    id: int
    at: str
    minutes: int
    setup: int
    teardown: int
    books: tuple[dict[str, int], ...]
    repeats: int = 0


@dataclass(frozen=True, slots=True)
class CalendarEventRow:
    """One event; ``status`` A approved, P pending, R rejected."""

    id: int
    name: str
    status: str
    tags: tuple[int, ...]
    summary: str
    connections: tuple[dict[str, Any], ...]
    instances: tuple[dict[str, Any], ...]


def file_calendar(church: Church, week: Week, owner: str) -> None:
    """File tags, rooms and resources, events with instances, connections and bookings. ``owner``: a person's id."""
    told = read("calendar")
    stamps = {"created_at": week.ago(days=500), "updated_at": week.ago(days=30)}
    for position, tag in enumerate(told["tag"], start=1):
        attributes = {
            "name": tag["name"],
            "color": tag["color"],
            "position": float(position),
            "church_center_category": True,
        }
        church.add("calendar", "Tag", str(tag["id"]), attributes | stamps)
    folders = {folder["id"]: folder["name"] for folder in told["folder"]}
    for id, name in folders.items():
        attributes = {"name": name, "kind": "Room", "ancestry": None, "path_name": name}
        church.add("calendar", "ResourceFolder", str(id), attributes | stamps)
    for resource in told["resource"]:
        _add_resource(church, resource, folders, stamps)
    for event in rows(CalendarEventRow, told["event"]):
        _add_event(church, week, event, owner, stamps)


def _add_resource(church: Church, told: dict[str, Any], folders: dict[int, str], stamps: dict[str, str]) -> None:
    folder: int = told.get("folder", 0)
    church.add(
        "calendar",
        "Resource",
        str(told["id"]),
        {
            "name": told["name"],
            "kind": told["kind"],
            "quantity": told.get("quantity", 1),
            "path_name": folders.get(folder, ""),
            "description": None,
            "serial_number": None,
            "home_location": None,
            "expires_at": None,
            "image": None,
            **stamps,
        },
        {"resource_folder": ("ResourceFolder", str(folder)) if folder else None},
    )


def _add_event(church: Church, week: Week, event: CalendarEventRow, owner: str, stamps: dict[str, str]) -> None:
    id, is_approved = str(event.id), event.status == "A"
    church.add(
        "calendar",
        "Event",
        id,
        {
            "name": event.name,
            "approval_status": event.status,
            "percent_approved": PERCENT if is_approved else 0,
            "percent_rejected": PERCENT if event.status == "R" else 0,
            "summary": event.summary or None,
            "description": f"<div>{event.summary}</div>" if event.summary else None,
            "featured": False,
            "image_url": None,
            "registration_url": None,
            "visible_in_church_center": is_approved,
            "link_only": False,
            **stamps,
        },
        {"owner": ("Person", owner), "tags": [("Tag", str(tag)) for tag in event.tags]},
    )
    for told in event.connections:
        church.add(
            "calendar",
            "EventConnection",
            str(told["id"]),
            {
                "product_name": told["product"],
                "connected_to_type": told["type"],
                "connected_to_id": told["to"],
                "connected_to_name": told["name"],
                "connected_to_url": URLS[told["product"]].format(told["to"]),
            },
            {"event": ("Event", id)},
        )
    for instance in (row(InstanceRow, one) for one in event.instances):
        for place, weeks in enumerate(range(-instance.repeats, instance.repeats + 1)):
            _add_instance(church, event, instance, place, week.weeks_from(week.moment(instance.at), weeks), stamps)


def _add_instance(
    church: Church, event: CalendarEventRow, told: InstanceRow, place: int, start: datetime, stamps: dict[str, str]
) -> None:
    """One instance: its booked times with setup and teardown, its published ones, its bookings."""
    id = f"{told.id}{place}"
    begins = start.astimezone(UTC)
    ends = begins + timedelta(minutes=told.minutes)
    booked = {
        "starts_at": utc_text(begins - timedelta(minutes=told.setup)),
        "ends_at": utc_text(ends + timedelta(minutes=told.teardown)),
    }
    repeats = told.repeats > 0
    church.add(
        "calendar",
        "EventInstance",
        id,
        {
            "name": event.name,
            "all_day_event": False,
            **booked,
            "published_starts_at": utc_text(begins),
            "published_ends_at": utc_text(ends),
            "recurrence": "weekly" if repeats else None,
            "recurrence_description": f"Every {start:%A}" if repeats else None,
            "compact_recurrence_description": f"Every {start:%A}" if repeats else None,
            "location": None,
            "church_center_url": None,
            **stamps,
        },
        {"event": ("Event", str(event.id)), "tags": [("Tag", str(tag)) for tag in event.tags]},
    )
    published = {"starts_at": utc_text(begins), "ends_at": utc_text(ends), "name": event.name}
    _add_time(church, event, id, "1", published, is_public=True)
    if told.setup:
        setup = {"starts_at": booked["starts_at"], "ends_at": utc_text(begins), "name": "Setup"}
        _add_time(church, event, id, "2", setup, is_public=False)
    for booking in told.books:
        links = {
            "event": ("Event", str(event.id)),
            "event_instance": ("EventInstance", id),
            "resource": ("Resource", str(booking["resource"])),
        }
        church.add("calendar", "ResourceBooking", f"{booking['id']}{place}", {"quantity": 1, **booked, **stamps}, links)


def _add_time(
    church: Church, event: CalendarEventRow, instance: str, place: str, span: dict[str, str], *, is_public: bool
) -> None:
    church.add(
        "calendar",
        "EventTime",
        f"{instance}{place}",
        {**span, "visible_on_kiosks": is_public, "visible_on_widget_and_ical": is_public},
        {"event": ("Event", str(event.id)), "event_instance": ("EventInstance", instance)},
    )
