"""Writing pulled groups, memberships, meetings and links between products into the cache."""

from collections.abc import Sequence

from sqlite_utils import Database as Tables

from kiosk.domain.facts import moment_text
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
from kiosk.storage.stored_values import optional_moment_text
from kiosk.storage.sync_map import connection_of, note_synced, upsert


def keep_group_types(tables: Tables, pull: int, types: Sequence[GroupType]) -> None:
    """Write group types."""
    rows = [{"id": one.id, "name": one.name, "position": one.position, "seen_in": pull} for one in types]
    upsert(tables, "group_type", rows, "id")


def keep_groups(tables: Tables, pull: int, at: str, groups: Sequence[Group]) -> None:
    """Write groups."""
    rows = [
        {
            "id": group.id,
            "name": group.name,
            "group_type": group.group_type_id,
            "is_archived": int(group.is_archived),
            "schedule": group.schedule,
            "enrollment_status": group.enrollment_status,
            "enrollment_strategy": group.enrollment_strategy,
            "seen_in": pull,
        }
        for group in groups
    ]
    upsert(tables, "church_group", rows, "id")
    note_synced(connection_of(tables), "group", [(group.id, None) for group in groups], at)


def keep_memberships(tables: Tables, pull: int, at: str, memberships: Sequence[Membership]) -> None:
    """Write who is in which group."""
    rows = [
        {
            "id": one.id,
            "church_group": one.group_id,
            "person": one.person_id,
            "role": one.role,
            "joined_at": optional_moment_text(one.joined_at),
            "seen_in": pull,
        }
        for one in memberships
    ]
    upsert(tables, "membership", rows, "id")
    note_synced(connection_of(tables), "membership", [(one.id, None) for one in memberships], at)


def keep_group_events(tables: Tables, pull: int, events: Sequence[GroupEvent]) -> None:
    """Write meetings of groups."""
    rows = [
        {
            "id": event.id,
            "church_group": event.group_id,
            "name": event.name,
            "starts_at": moment_text(event.starts_at),
            "ends_at": optional_moment_text(event.ends_at),
            "is_cancelled": int(event.is_cancelled),
            "is_virtual": int(event.is_virtual),
            "is_multi_day": int(event.is_multi_day),
            "place": event.place,
            "description": event.description,
            "seen_in": pull,
        }
        for event in events
    ]
    upsert(tables, "group_event", rows, "id")


def keep_integration_links(tables: Tables, pull: int, links: Sequence[IntegrationLink]) -> None:
    """Write Check-Ins' links to other products."""
    rows = [
        {
            "id": link.id,
            "remote_gid": link.remote_gid,
            "remote_app": link.remote_app,
            "remote_type": link.remote_type,
            "remote_id": link.remote_id,
            "local_type": link.local_type,
            "local_id": link.local_id,
            "syncs_future": "yes" if link.syncs_future else "",
            "seen_in": pull,
        }
        for link in links
    ]
    upsert(tables, "integration_link", rows, "id")


def keep_calendar_events(tables: Tables, pull: int, events: Sequence[CalendarEvent]) -> None:
    """Write calendar events."""
    rows = [
        {"id": event.id, "name": event.name, "is_approved": int(event.is_approved), "seen_in": pull} for event in events
    ]
    upsert(tables, "calendar_event", rows, "id")


def keep_calendar_instances(tables: Tables, pull: int, instances: Sequence[CalendarInstance]) -> None:
    """Write occurrences of calendar events."""
    rows = [
        {
            "id": instance.id,
            "event": instance.event_id,
            "name": instance.name,
            "starts_at": moment_text(instance.starts_at),
            "ends_at": optional_moment_text(instance.ends_at),
            "recurrence": instance.recurrence,
            "seen_in": pull,
        }
        for instance in instances
    ]
    upsert(tables, "calendar_instance", rows, "id")


def keep_event_connections(tables: Tables, pull: int, connections: Sequence[EventConnection]) -> None:
    """Write Calendar's links to other products."""
    rows = [
        {
            "id": one.id,
            "calendar_event": one.calendar_event_id,
            "product_name": one.product_name,
            "connected_to_type": one.connected_to_type,
            "connected_to_id": one.connected_to_id,
            "connected_to_name": one.connected_to_name,
            "connected_to_url": one.connected_to_url,
            "seen_in": pull,
        }
        for one in connections
    ]
    upsert(tables, "event_connection", rows, "id")
