"""Meetings that people can check in to although Check-Ins has no event for them: group events and calendar instances."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta, tzinfo

from kiosk.domain.civil_time import local_clock, local_date, moment
from kiosk.domain.event_links import EventLinks
from kiosk.domain.groups import CalendarEvent, CalendarInstance, GroupEvent, LinkSource, NodeLink
from kiosk.domain.hierarchy import Hierarchy, group_node_id
from kiosk.domain.ids import EventId, EventTimeId, LocationId, NodeId
from kiosk.domain.locations import Location
from kiosk.domain.predictions import predicted_id, weekly_starts
from kiosk.domain.schedule import Event, EventSettings, EventTime

SAME_MEETING = timedelta(minutes=60)
"""Two starts so close together on one node are one meeting that two products know of."""
LONGEST_IN_DAYS = 31
"""How many days of a meeting that never ends are opened."""


@dataclass(frozen=True, slots=True)
class Attendable:
    """A meeting as an event with its time, the links that hang it on nodes, and the rooms that take its people."""

    event: Event
    event_time: EventTime
    links: tuple[NodeLink, ...]
    locations: tuple[Location, ...]


def calendar_event_id(calendar_id: str) -> EventId:
    """The event of a calendar event: ``gid://calendar/Event/9``."""
    return EventId(f"gid://calendar/Event/{calendar_id}")


def attendables(
    hierarchy: Hierarchy,
    links: EventLinks,
    check_ins_times: Iterable[EventTime],
    locations: Iterable[Location],
    group_events: Iterable[GroupEvent] = (),
    calendar_events: Iterable[CalendarEvent] = (),
    calendar_instances: Iterable[CalendarInstance] = (),
    *,
    zone: tzinfo,
    settings: Mapping[EventId, EventSettings] | None = None,
) -> tuple[Attendable, ...]:
    """What is attendable itself: it hangs on a node and no Check-Ins event is behind it (mapping.md, "Links resolve in this order").

    A calendar event counts if approved and tied to a node, by a connection or a local link, and to no check-ins event. A group
    event counts unless it is virtual, or a check-ins time or a calendar instance of its node starts within the hour: that is
    the same meeting. Cancelled ones stay, marked. A meeting of several days opens each day at its local time.
    """
    shared = _Shared(links, {one.id: one for one in locations}, settings or {})
    made: list[Attendable] = []
    known = {one.id: one for one in calendar_events if one.is_approved}
    for instance in sorted(calendar_instances, key=lambda one: (one.starts_at, one.id)):
        calendar_event = known.get(instance.event_id)
        if calendar_event is not None:
            made.extend(_of_instance(instance, calendar_event, shared))
    taken = _starts_by_node(links, [*check_ins_times, *(one.event_time for one in made)], made)
    for group_event in sorted(group_events, key=lambda one: (one.starts_at, one.id)):
        node_id = group_node_id(group_event.group_id)
        starts = taken.get(node_id, ())
        is_known = any(abs(group_event.starts_at - start) <= SAME_MEETING for start in starts)
        if not group_event.is_virtual and not is_known and node_id in hierarchy.nodes:
            made.extend(_of_group_event(group_event, node_id, shared, zone))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Shared:
    links: EventLinks
    locations: Mapping[LocationId, Location]
    settings: Mapping[EventId, EventSettings]

    def event(self, event_id: EventId, name: str, starts_at: datetime, ends_at: datetime | None) -> Event:
        settings = self.settings.get(event_id, EventSettings())
        if ends_at is not None and ends_at > starts_at:
            settings = replace(settings, service_minutes=max(1, (ends_at - starts_at) // timedelta(minutes=1)))
        return Event(event_id, name, settings=settings)

    def rooms(
        self, node_ids: Iterable[NodeId], also: Iterable[LocationId], event_id: EventId, name: str
    ) -> tuple[Location, ...]:
        """The rooms linked to these nodes, or one named after the meeting."""
        linked = [link.location_id for node_id in node_ids for link in self.links.by_node.get(node_id, ())]
        rooms = [
            self.locations[one]
            for one in dict.fromkeys((*linked, *also))
            if one is not None and one in self.locations and not self.locations[one].is_folder
        ]
        if rooms:
            return tuple(rooms)
        return (Location(LocationId(event_id.replace("gid://", "gid://local/Room/", 1)), event_id, name),)


def _of_instance(instance: CalendarInstance, calendar_event: CalendarEvent, shared: _Shared) -> list[Attendable]:
    event_id = calendar_event_id(calendar_event.id)
    ties = shared.links.calendar.get(calendar_event.id)
    if ties is not None and ties.event_ids:
        return []
    tied = ties.node_ids if ties is not None else ()
    local = [link.node_id for link in shared.links.links if link.event_id == event_id]
    node_ids = tuple(dict.fromkeys((*local, *tied)))
    if not node_ids:
        return []
    name = instance.name or calendar_event.name
    event = shared.event(event_id, calendar_event.name or name, instance.starts_at, instance.ends_at)
    event_time = EventTime(
        EventTimeId(f"gid://calendar/EventInstance/{instance.id}"), event_id, instance.starts_at, name=instance.name
    )
    links = tuple(NodeLink(node_id, LinkSource.EVENT_CONNECTION, event_id=event_id) for node_id in tied)
    also = ties.location_ids if ties is not None else ()
    return [Attendable(event, event_time, links, shared.rooms(node_ids, also, event_id, name))]


def _of_group_event(meeting: GroupEvent, node_id: NodeId, shared: _Shared, zone: tzinfo) -> list[Attendable]:
    gid = f"gid://groups/Event/{meeting.id}"
    event_id = EventId(gid)
    starts = _each_day(meeting, zone)
    ends_at = meeting.ends_at if len(starts) == 1 else None
    event = shared.event(event_id, meeting.name, meeting.starts_at, ends_at)
    rooms = shared.rooms((node_id,), (), event_id, meeting.name)
    links = (NodeLink(node_id, LinkSource.GROUP_EVENT, event_id=event_id),)
    return [
        Attendable(
            event,
            EventTime(
                EventTimeId(gid if number == 0 else f"{gid}/{local_date(starts_at, zone).isoformat()}"),
                event_id,
                starts_at,
                name=meeting.name,
                is_cancelled=meeting.is_cancelled,
            ),
            links,
            rooms,
        )
        for number, starts_at in enumerate(starts)
    ]


def _each_day(meeting: GroupEvent, zone: tzinfo) -> Sequence[datetime]:
    """The start on each local day of a meeting, at the first day's clock."""
    starts = [meeting.starts_at.astimezone(UTC)]
    if meeting.is_multi_day and meeting.ends_at is not None:
        clock = local_clock(meeting.starts_at, zone)
        first = local_date(meeting.starts_at, zone)
        for day in range(1, LONGEST_IN_DAYS):
            starts_at = moment(first + timedelta(days=day), clock, zone)
            if starts_at >= meeting.ends_at:
                break
            starts.append(starts_at)
    return starts


def _starts_by_node(
    links: EventLinks, times: Iterable[EventTime], made: Iterable[Attendable]
) -> dict[NodeId, list[datetime]]:
    by_event: dict[EventId, list[datetime]] = {}
    for one in times:
        by_event.setdefault(one.event_id, []).append(one.starts_at)
    starts: dict[NodeId, list[datetime]] = {}
    for link in (*links.links, *(link for one in made for link in one.links)):
        if link.event_id is not None:
            starts.setdefault(link.node_id, []).extend(by_event.get(link.event_id, ()))
    return starts


def predicted_meetings(
    hierarchy: Hierarchy,
    links: EventLinks,
    locations: Iterable[Location],
    group_events: Iterable[GroupEvent],
    now: datetime,
    zone: tzinfo,
    settings: Mapping[EventId, EventSettings] | None = None,
) -> tuple[Attendable, ...]:
    """Meetings of groups that have no events of their own, by the day and time the church keeps for them (mapping.md).

    Only weekly ones; the event is the group's gid, the times are predicted ones of it.
    """
    shared = _Shared(links, {one.id: one for one in locations}, settings or {})
    with_events = {group_node_id(meeting.group_id) for meeting in group_events}
    made: list[Attendable] = []
    for node_id, facts in sorted(hierarchy.facts.items()):
        if node_id in with_events or facts.day_of_week is None or facts.hour is None:
            continue
        if facts.frequency.strip().lower() not in ("", "weekly"):
            continue
        event_id = EventId(node_id)
        event = shared.event(event_id, hierarchy.nodes[node_id].name, now, None)
        rooms = shared.rooms((node_id,), (), event_id, event.name)
        tied = (NodeLink(node_id, LinkSource.GROUP_EVENT, event_id=event_id),)
        for starts_at in weekly_starts(facts.day_of_week, time(facts.hour, facts.minute), now, zone):
            event_time = EventTime(predicted_id(event_id, starts_at), event_id, starts_at, is_predicted=True)
            made.append(Attendable(event, event_time, tied, rooms))
    return tuple(made)
