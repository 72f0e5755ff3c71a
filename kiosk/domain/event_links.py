"""What hangs on which node of the group hierarchy: local links, links of Planning Center, and those over two hops."""

import enum
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kiosk.domain.groups import CalendarEvent, EventConnection, IntegrationLink, LinkSource, NodeLink
from kiosk.domain.hierarchy import Hierarchy, group_node_id, group_type_node_id
from kiosk.domain.ids import EventId, EventTimeId, GroupId, GroupTypeId, LocationId, NodeId

_GID = re.compile(r"gid://([^/]+)/([^/]+)/([^/?#\s]+)")
_SOURCE_ORDER = {source: rank for rank, source in enumerate(LinkSource)}


class LinkFault(enum.StrEnum):
    """Why a link leads nowhere; reported, never fatal."""

    NOT_READ = "not_read"
    """Its ``remote_gid`` is none we can read."""
    FOREIGN = "foreign"
    """It leads to a product or a kind of record that no check-in hangs on."""
    UNKNOWN_NODE = "unknown_node"
    """It leads to a group that is not here, or is archived."""
    UNKNOWN_CALENDAR_EVENT = "unknown_calendar_event"
    NOT_APPROVED = "not_approved"
    NO_LOCAL_SIDE = "no_local_side"
    """It hangs on neither an event nor a location."""


@dataclass(frozen=True, slots=True)
class LinkTrouble:
    """One link that leads nowhere. ``kind`` names the far end, such as "registrations signup"."""

    fault: LinkFault
    link_id: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Gid:
    """A global id taken apart, product and type in lower case."""

    product: str
    type: str
    id: str


def parse_gid(text: str) -> Gid | None:
    """Read ``gid://groups/Group/77``; None for what is none."""
    match = _GID.fullmatch(text.strip())
    return Gid(match[1].lower(), match[2].lower().replace("_", ""), match[3]) if match else None


@dataclass(frozen=True, slots=True)
class CalendarTies:
    """What one approved calendar event is tied to: nodes on one side, events and locations of Check-Ins on the other."""

    node_ids: tuple[NodeId, ...] = ()
    event_ids: tuple[EventId, ...] = ()
    location_ids: tuple[LocationId, ...] = ()


@dataclass(frozen=True, slots=True)
class EventLinks:
    """Every link that leads somewhere, by node, the most believed source first; and a report of the others."""

    links: tuple[NodeLink, ...] = ()
    troubles: tuple[LinkTrouble, ...] = ()
    calendar: Mapping[str, CalendarTies] = field(default_factory=dict)
    by_node: Mapping[NodeId, tuple[NodeLink, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        hierarchy: Hierarchy,
        local: Iterable[NodeLink] = (),
        integration_links: Iterable[IntegrationLink] = (),
        connections: Iterable[EventConnection] = (),
        calendar_events: Iterable[CalendarEvent] = (),
    ) -> "EventLinks":
        """Gather the links in the order in which they are believed (mapping.md, "Links resolve in this order").

        A group and a check-ins event connected to the same approved calendar event are joined: the two hops count.
        """
        approved = {event.id: event.is_approved for event in calendar_events}
        gathered = _Gathered(hierarchy, approved)
        for link in local:
            gathered.add_local(link)
        for integration_link in integration_links:
            gathered.add_integration_link(integration_link)
        for connection in connections:
            gathered.add_connection(connection)
        gathered.join_over_the_calendar()
        return cls._with(gathered.links, tuple(gathered.troubles), gathered.ties())

    @classmethod
    def _with(
        cls, links: Iterable[NodeLink], troubles: tuple[LinkTrouble, ...], calendar: Mapping[str, CalendarTies]
    ) -> "EventLinks":
        ordered = tuple(sorted(dict.fromkeys(links), key=lambda link: _SOURCE_ORDER[link.source]))
        by_node: dict[NodeId, tuple[NodeLink, ...]] = {}
        for link in ordered:
            by_node[link.node_id] = (*by_node.get(link.node_id, ()), link)
        return cls(ordered, troubles, calendar, by_node)

    def with_more(self, links: Iterable[NodeLink]) -> "EventLinks":
        """The same with further links, such as those of what is attendable itself."""
        return self._with((*self.links, *links), self.troubles, self.calendar)

    @property
    def report(self) -> Counter[str]:
        """How many links lead nowhere, by reason and kind of far end: "foreign: registrations signup"."""
        return Counter(f"{one.fault}: {one.kind}" if one.kind else str(one.fault) for one in self.troubles)


class _Gathered:
    """The links while they are gathered; lives for one call of ``EventLinks.of``."""

    def __init__(self, hierarchy: Hierarchy, approved: Mapping[str, bool]) -> None:
        self.hierarchy = hierarchy
        self.approved = approved
        self.links: list[NodeLink] = []
        self.troubles: list[LinkTrouble] = []
        self.nodes: dict[str, list[NodeId]] = {}
        self.events: dict[str, list[EventId]] = {}
        self.locations: dict[str, list[LocationId]] = {}

    def add_local(self, link: NodeLink) -> None:
        if link.node_id in self.hierarchy.nodes:
            self.links.append(link)
        else:
            self.troubles.append(LinkTrouble(LinkFault.UNKNOWN_NODE, link.node_id, "local"))

    def add_integration_link(self, link: IntegrationLink) -> None:
        gid = parse_gid(link.remote_gid)
        if gid is None and link.remote_app and link.remote_type and link.remote_id:
            gid = Gid(link.remote_app.lower(), link.remote_type.lower().replace("_", ""), link.remote_id)
        if gid is None:
            self.troubles.append(LinkTrouble(LinkFault.NOT_READ, link.id))
            return
        kind = f"{gid.product} {gid.type}"
        local_type = (link.local_type or "").lower()
        event_id = EventId(link.local_id) if local_type == "event" and link.local_id else None
        location_id = LocationId(link.local_id) if local_type == "location" and link.local_id else None
        node_id = _node_of(gid)
        if node_id is None and (gid.product, gid.type) != ("calendar", "event"):
            self.troubles.append(LinkTrouble(LinkFault.FOREIGN, link.id, kind))
        elif event_id is None and location_id is None:
            self.troubles.append(LinkTrouble(LinkFault.NO_LOCAL_SIDE, link.id, kind))
        elif node_id is None:
            if self._counts(gid.id, link.id, kind):
                if event_id is not None:
                    self.events.setdefault(gid.id, []).append(event_id)
                if location_id is not None:
                    self.locations.setdefault(gid.id, []).append(location_id)
        elif node_id not in self.hierarchy.nodes:
            self.troubles.append(LinkTrouble(LinkFault.UNKNOWN_NODE, link.id, kind))
        else:
            self.links.append(
                NodeLink(node_id, LinkSource.INTEGRATION_LINK, event_id=event_id, location_id=location_id)
            )

    def add_connection(self, connection: EventConnection) -> None:
        product = connection.product_name.strip().lower().replace("_", "-").replace(" ", "-")
        kind = f"{product} {connection.connected_to_type.strip().lower()}"
        if kind not in ("groups group", "check-ins event"):
            self.troubles.append(LinkTrouble(LinkFault.FOREIGN, connection.id, kind))
        elif self._counts(connection.calendar_event_id, connection.id, kind):
            if kind == "check-ins event":
                self.events.setdefault(connection.calendar_event_id, []).append(EventId(connection.connected_to_id))
                return
            node_id = group_node_id(GroupId(connection.connected_to_id))
            if node_id in self.hierarchy.nodes:
                self.nodes.setdefault(connection.calendar_event_id, []).append(node_id)
            else:
                self.troubles.append(LinkTrouble(LinkFault.UNKNOWN_NODE, connection.id, kind))

    def _counts(self, calendar_event_id: str, link_id: str, kind: str) -> bool:
        is_approved = self.approved.get(calendar_event_id)
        if not is_approved:
            fault = LinkFault.UNKNOWN_CALENDAR_EVENT if is_approved is None else LinkFault.NOT_APPROVED
            self.troubles.append(LinkTrouble(fault, link_id, kind))
        return bool(is_approved)

    def join_over_the_calendar(self) -> None:
        for calendar_id, node_ids in self.nodes.items():
            for node_id in node_ids:
                for event_id in self.events.get(calendar_id, ()):
                    self.links.append(NodeLink(node_id, LinkSource.EVENT_CONNECTION, event_id=event_id))
                for location_id in self.locations.get(calendar_id, ()):
                    self.links.append(NodeLink(node_id, LinkSource.EVENT_CONNECTION, location_id=location_id))

    def ties(self) -> dict[str, CalendarTies]:
        return {
            calendar_id: CalendarTies(
                tuple(dict.fromkeys(self.nodes.get(calendar_id, ()))),
                tuple(dict.fromkeys(self.events.get(calendar_id, ()))),
                tuple(dict.fromkeys(self.locations.get(calendar_id, ()))),
            )
            for calendar_id in (*self.nodes, *self.events, *self.locations)
        }


def _node_of(gid: Gid) -> NodeId | None:
    match (gid.product, gid.type):
        case ("groups", "group"):
            return group_node_id(GroupId(gid.id))
        case ("groups", "grouptype"):
            return group_type_node_id(GroupTypeId(gid.id))
        case _:
            return None


def leads_to(link: NodeLink, event_id: EventId, event_time_id: EventTimeId) -> bool:
    """Whether a link names this event or this very time of it."""
    return link.event_time_id == event_time_id or (link.event_time_id is None and link.event_id == event_id)
