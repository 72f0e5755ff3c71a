"""What hangs on which node of the group hierarchy: local links, links of Planning Center, and those over two hops."""

import enum
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

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
    """One link that leads nowhere. ``kind`` names the far end, such as "registrations signup"; ``name`` and ``url`` as told of it."""

    fault: LinkFault
    link_id: str
    kind: str = ""
    name: str = ""
    url: str = ""


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
        found: list[_Found] = [_read_local(link, hierarchy) for link in local]
        found += [_read_integration_link(link, hierarchy, approved) for link in integration_links]
        found += [_told_of(connection, _read_connection(connection, hierarchy, approved)) for connection in connections]
        calendar = _ties(one for one in found if isinstance(one, _Tie))
        return cls._with(
            (*(one for one in found if isinstance(one, NodeLink)), *_over_the_calendar(calendar)),
            tuple(one for one in found if isinstance(one, LinkTrouble)),
            calendar,
        )

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


@dataclass(frozen=True, slots=True)
class _Tie:
    """One hop: that something hangs on a calendar event."""

    calendar_id: str
    end: str
    side: str


_Found = NodeLink | LinkTrouble | _Tie
_NODE, _EVENT, _LOCATION = "node", "event", "location"


def _read_local(link: NodeLink, hierarchy: Hierarchy) -> _Found:
    if link.node_id in hierarchy.nodes:
        return link
    return LinkTrouble(LinkFault.UNKNOWN_NODE, link.node_id, "local")


def _read_integration_link(link: IntegrationLink, hierarchy: Hierarchy, approved: Mapping[str, bool]) -> _Found:
    gid = parse_gid(link.remote_gid)
    if gid is None and link.remote_app and link.remote_type and link.remote_id:
        gid = Gid(link.remote_app.lower(), link.remote_type.lower().replace("_", ""), link.remote_id)
    if gid is None:
        return LinkTrouble(LinkFault.NOT_READ, link.id)
    kind = f"{gid.product} {gid.type}"
    side = (link.local_type or "").lower()
    node_id = _node_of(gid)
    if node_id is None and kind != "calendar event":
        return LinkTrouble(LinkFault.FOREIGN, link.id, kind)
    if not link.local_id or side not in (_EVENT, _LOCATION):
        return LinkTrouble(LinkFault.NO_LOCAL_SIDE, link.id, kind)
    event_id = EventId(link.local_id) if side == _EVENT else None
    location_id = LocationId(link.local_id) if side == _LOCATION else None
    if node_id is None:
        fault = _calendar_fault(gid.id, approved)
        return LinkTrouble(fault, link.id, kind) if fault else _Tie(gid.id, link.local_id, side)
    if node_id not in hierarchy.nodes:
        return LinkTrouble(LinkFault.UNKNOWN_NODE, link.id, kind)
    return NodeLink(node_id, LinkSource.INTEGRATION_LINK, event_id=event_id, location_id=location_id)


def _read_connection(connection: EventConnection, hierarchy: Hierarchy, approved: Mapping[str, bool]) -> _Found:
    product = connection.product_name.strip().lower().replace("_", "-").replace(" ", "-")
    kind = f"{product} {connection.connected_to_type.strip().lower()}"
    if kind not in ("groups group", "check-ins event"):
        return LinkTrouble(LinkFault.FOREIGN, connection.id, kind)
    fault = _calendar_fault(connection.calendar_event_id, approved)
    if fault:
        return LinkTrouble(fault, connection.id, kind)
    if kind == "check-ins event":
        return _Tie(connection.calendar_event_id, connection.connected_to_id, _EVENT)
    node_id = group_node_id(GroupId(connection.connected_to_id))
    if node_id not in hierarchy.nodes:
        return LinkTrouble(LinkFault.UNKNOWN_NODE, connection.id, kind)
    return _Tie(connection.calendar_event_id, node_id, _NODE)


def _told_of(connection: EventConnection, found: _Found) -> _Found:
    """What leads nowhere with the name and the address that Calendar tells, for whoever looks after it there."""
    if not isinstance(found, LinkTrouble):
        return found
    return replace(found, name=connection.connected_to_name, url=connection.connected_to_url)


def _calendar_fault(calendar_event_id: str, approved: Mapping[str, bool]) -> LinkFault | None:
    if calendar_event_id not in approved:
        return LinkFault.UNKNOWN_CALENDAR_EVENT
    return None if approved[calendar_event_id] else LinkFault.NOT_APPROVED


def _ties(found: Iterable[_Tie]) -> dict[str, CalendarTies]:
    ends: dict[str, dict[str, dict[str, None]]] = {}
    for tie in found:
        ends.setdefault(tie.calendar_id, {}).setdefault(tie.side, {})[tie.end] = None
    return {
        calendar_id: CalendarTies(
            tuple(NodeId(one) for one in sides.get(_NODE, ())),
            tuple(EventId(one) for one in sides.get(_EVENT, ())),
            tuple(LocationId(one) for one in sides.get(_LOCATION, ())),
        )
        for calendar_id, sides in ends.items()
    }


def _over_the_calendar(calendar: Mapping[str, CalendarTies]) -> Iterable[NodeLink]:
    for ties in calendar.values():
        for node_id in ties.node_ids:
            for event_id in ties.event_ids:
                yield NodeLink(node_id, LinkSource.EVENT_CONNECTION, event_id=event_id)
            for location_id in ties.location_ids:
                yield NodeLink(node_id, LinkSource.EVENT_CONNECTION, location_id=location_id)


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
