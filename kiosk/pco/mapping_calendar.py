"""Calendar's documents as events, their occurrences and their links to other products."""

from collections.abc import Sequence
from datetime import datetime

from kiosk.domain.bookings import Booking, BuildingRoom
from kiosk.domain.groups import CalendarEvent, CalendarInstance, CalendarTag, EventConnection
from kiosk.pco.documents import Document, Node
from kiosk.services.pulled import Ask, PulledRecord, TagsOfCalendarEvent

_APPROVED = "a"


def event_instances(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """Occurrences in the coming weeks with the events they belong to and those events' tags."""
    records: list[PulledRecord] = [
        CalendarEvent(node.id, node.text("name"), _is_approved(node)) for node in document.included_of("Event")
    ]
    for node in document.data:
        event = node.linked("event")
        starts_at, ends_at = _public_times(node, document)
        if event is None or starts_at is None:
            node.odd["EventInstance: without event or start"] += 1
            continue
        recurrence = next(filter(None, map(node.text, _RECURRENCE)), "")
        records.append(CalendarInstance(node.id, event, node.text("name"), starts_at, ends_at, recurrence))
    return [*records, *_tags(document)]


def _tags(document: Document) -> list[PulledRecord]:
    """A tag stands at an event; every occurrence tells of it."""
    told: dict[str, dict[str, CalendarTag]] = {}
    for node in document.data:
        event, ids = node.linked("event"), node.linked_all("tags")
        if event is None or ids is None:
            continue
        tags = told.setdefault(event, {})
        tags.update(
            (tag.id, CalendarTag(tag.id, tag.text("name"), tag.text("color"))) for tag in document.among("Tag", ids)
        )
    return [TagsOfCalendarEvent(event, tuple(tags.values())) for event, tags in told.items()]


def _is_approved(event: Node) -> bool:
    return event.text("approval_status").strip().casefold() == _APPROVED


_RECURRENCE = ("compact_recurrence_description", "recurrence_description", "recurrence")


def _public_times(node: Node, document: Document) -> tuple[datetime | None, datetime | None]:
    """The published start and end; else the first time meant for kiosks; else the booked ones, which include setting up.

    pco/API.md section 9, EventInstance.
    """
    published = node.moment("published_starts_at")
    if published is not None:
        return published, node.moment("published_ends_at") or node.moment("ends_at")
    times = [
        (starts_at, time.moment("ends_at"))
        for time in document.among("EventTime", node.linked_all("event_times"))
        if time.flag("visible_on_kiosks") and (starts_at := time.moment("starts_at"))
    ]
    if times:
        return min(times, key=lambda bounds: bounds[0])
    return node.moment("starts_at"), node.moment("ends_at")


def event_connections(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """Links of the calendar event asked for."""
    return [
        EventConnection(
            id=node.id,
            calendar_event_id=ask.parent,
            product_name=node.text("product_name"),
            connected_to_type=node.text("connected_to_type"),
            connected_to_id=connected,
            connected_to_name=node.text("connected_to_name"),
            connected_to_url=node.text("connected_to_url"),
        )
        for node in document.data
        if (connected := node.id_in("connected_to_id"))
    ]


def rooms(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """Rooms of the building."""
    return [BuildingRoom(node.id, node.text("name"), node.text("path_name")) for node in document.data]


def bookings(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """Who has a room of the building, or asks for it, in the coming days; the events themselves come with their instances."""
    records = []
    for node in document.data:
        resource, event = node.linked("resource"), node.linked("event")
        starts_at, ends_at = node.moment("starts_at"), node.moment("ends_at")
        if resource is None or event is None or starts_at is None or ends_at is None:
            node.odd["ResourceBooking: without room, event or time"] += 1
            continue
        records.append(
            Booking(
                id=node.id,
                resource_id=resource,
                calendar_event_id=event,
                starts_at=starts_at,
                ends_at=ends_at,
            )
        )
    return records
