"""Groups, memberships, meetings and links between products in SQLite."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.facts import moment_text
from kiosk.domain.groups import (
    CalendarEvent,
    CalendarInstance,
    EventConnection,
    Group,
    GroupEvent,
    GroupEventReply,
    GroupType,
    IntegrationLink,
    Membership,
    Reply,
)
from kiosk.domain.ids import GroupId, GroupTypeId, PersonId
from kiosk.storage.aliases import kept_ids, with_former_ids
from kiosk.storage.database import Database
from kiosk.storage.stored_values import list_text, moment_of, optional_moment_of

_GROUPS = """
select id, name, group_type, is_archived, schedule, enrollment_status, enrollment_strategy from church_group order by name, id
"""
_MEMBERSHIPS = """
select id, church_group, person, role, joined_at from membership
where person in (select value from json_each(?)) order by joined_at, id
"""
_GROUP_EVENTS = """
select id, church_group, name, starts_at, ends_at, is_cancelled, is_virtual, is_multi_day, place, description
from group_event
where starts_at < ?2 and (starts_at >= ?1 or is_multi_day = 1 and ends_at >= ?1) order by starts_at, id
"""
_REPLIES = """
select id, group_event, person, reply from group_event_reply
where group_event in (select value from json_each(?)) order by group_event, id
"""
_LINKS = """
select id, remote_gid, remote_app, remote_type, remote_id, local_type, local_id, syncs_future = 'yes'
from integration_link order by id
"""
_CONNECTIONS = """
select id, calendar_event, product_name, connected_to_type, connected_to_id, connected_to_name, connected_to_url
from event_connection order by id
"""
_INSTANCES = """
select id, event, name, starts_at, ends_at, recurrence from calendar_instance
where starts_at >= ? and starts_at < ? order by starts_at, id
"""


@dataclass(frozen=True, slots=True)
class SqliteGroups:
    """`kiosk.services.ports.GroupBook` on the cache."""

    database: Database

    async def group_types(self) -> tuple[GroupType, ...]:
        """Every group type."""
        rows = await self.database.read(
            lambda c: c.execute("select id, name, position from group_type order by position, name, id").fetchall()
        )
        return tuple(GroupType(GroupTypeId(id), name, position) for id, name, position in rows)

    async def groups(self) -> tuple[Group, ...]:
        """Every group, archived ones too."""
        rows = await self.database.read(lambda c: c.execute(_GROUPS).fetchall())
        return tuple(
            Group(GroupId(id), name, GroupTypeId(type) if type else None, bool(archived), schedule, status, strategy)
            for id, name, type, archived, schedule, status, strategy in rows
        )

    async def memberships_of(self, ids: Iterable[PersonId]) -> tuple[Membership, ...]:
        """The memberships of these people."""
        asked = tuple(ids)

        def work(connection: sqlite3.Connection) -> tuple[Membership, ...]:
            former = with_former_ids(connection, asked)
            rows = connection.execute(_MEMBERSHIPS, (list_text(former),)).fetchall()
            return tuple(
                Membership(id, GroupId(group), former[PersonId(person)], role, optional_moment_of(joined_at))
                for id, group, person, role, joined_at in rows
            )

        return await self.database.read(work)

    async def integration_links(self) -> tuple[IntegrationLink, ...]:
        """Check-Ins' links to other products."""
        rows = await self.database.read(lambda c: c.execute(_LINKS).fetchall())
        return tuple(
            IntegrationLink(id, gid, app, type, remote_id, local_type, local_id, bool(syncs))
            for id, gid, app, type, remote_id, local_type, local_id, syncs in rows
        )

    async def event_connections(self) -> tuple[EventConnection, ...]:
        """Calendar's links to other products."""
        rows = await self.database.read(lambda c: c.execute(_CONNECTIONS).fetchall())
        return tuple(EventConnection(*row) for row in rows)

    async def group_events(self, since: datetime, until: datetime) -> tuple[GroupEvent, ...]:
        """Meetings that start within [since, until), and those of several days that go on at ``since``."""
        rows = await self.database.read(
            lambda c: c.execute(_GROUP_EVENTS, (moment_text(since), moment_text(until))).fetchall()
        )
        return tuple(
            GroupEvent(
                id,
                GroupId(group),
                name,
                moment_of(starts),
                optional_moment_of(ends),
                bool(off),
                bool(virtual),
                bool(days),
                place,
                description,
            )
            for id, group, name, starts, ends, off, virtual, days, place, description in rows
        )

    async def replies(self, group_event_ids: Iterable[str]) -> tuple[GroupEventReply, ...]:
        """What people answered to these meetings, under the ids they have now."""
        wanted = list_text(group_event_ids)

        def work(connection: sqlite3.Connection) -> tuple[GroupEventReply, ...]:
            rows = connection.execute(_REPLIES, (wanted,)).fetchall()
            now = kept_ids(connection, {PersonId(person) for _, _, person, _ in rows})
            return tuple(
                GroupEventReply(id, event, now[PersonId(person)], Reply(said)) for id, event, person, said in rows
            )

        return await self.database.read(work)

    async def calendar_events(self) -> tuple[CalendarEvent, ...]:
        """Calendar events that are known."""
        rows = await self.database.read(
            lambda c: c.execute("select id, name, is_approved from calendar_event order by name, id").fetchall()
        )
        return tuple(CalendarEvent(id, name, bool(approved)) for id, name, approved in rows)

    async def calendar_instances(self, since: datetime, until: datetime) -> tuple[CalendarInstance, ...]:
        """Instances that start within [since, until)."""
        rows = await self.database.read(
            lambda c: c.execute(_INSTANCES, (moment_text(since), moment_text(until))).fetchall()
        )
        return tuple(
            CalendarInstance(id, event, name, moment_of(starts), optional_moment_of(ends), recurrence)
            for id, event, name, starts, ends, recurrence in rows
        )
