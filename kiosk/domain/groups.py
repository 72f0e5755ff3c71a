"""The group hierarchy: departments, areas and groups, who belongs to them, and what hangs on them."""

import enum
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.ids import EventId, EventTimeId, GroupId, GroupTypeId, LocationId, NodeId, PersonId


class NodeKind(enum.StrEnum):
    """Levels as churches say them: group types are departments, areas are made here, groups are leaves."""

    DEPARTMENT = "department"
    AREA = "area"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class GroupType:
    """Planning Center's GroupType."""

    id: GroupTypeId
    name: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Planning Center's Group; ``schedule`` is shown, never parsed."""

    id: GroupId
    name: str
    group_type_id: GroupTypeId | None = None
    is_archived: bool = False
    schedule: str = ""
    enrollment_status: str = ""
    enrollment_strategy: str = ""


LEADER = "leader"
"""The other role that a Planning Center membership may have; whoever has none is a member."""


@dataclass(frozen=True, slots=True)
class Membership:
    """That a person is in a group, as member or leader, since when."""

    id: str
    group_id: GroupId
    person_id: PersonId
    role: str = "member"
    joined_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class GroupNode:
    """A node of the tree with its parent; ids are gids (``gid://groups/Group/77``, ``gid://groups/GroupType/5``, ``gid://local/Area/…``)."""

    id: NodeId
    kind: NodeKind
    name: str
    parent_id: NodeId | None = None


class LinkSource(enum.StrEnum):
    """Who made a link; the order is the order in which they are believed (mapping.md, "Links resolve in this order")."""

    LOCAL = "local"
    INTEGRATION_LINK = "integration_link"
    EVENT_CONNECTION = "event_connection"
    GROUP_EVENT = "group_event"


@dataclass(frozen=True, slots=True)
class NodeLink:
    """That an event, an event time or a location hangs on a node of the tree."""

    node_id: NodeId
    source: LinkSource
    event_id: EventId | None = None
    event_time_id: EventTimeId | None = None
    location_id: LocationId | None = None


@dataclass(frozen=True, slots=True)
class IntegrationLink:
    """Check-Ins' record of a link to another product, as pulled: ``remote_gid`` is text we did not make."""

    id: str
    remote_gid: str
    remote_app: str
    remote_type: str
    remote_id: str
    local_type: str | None
    local_id: str | None
    syncs_future: bool = False


@dataclass(frozen=True, slots=True)
class GroupEvent:
    """A meeting of a group (Groups Event); ``place`` and ``description`` are words without HTML, the place no location of ours."""

    id: str
    group_id: GroupId
    name: str
    starts_at: datetime
    ends_at: datetime | None = None
    is_cancelled: bool = False
    is_virtual: bool = False
    is_multi_day: bool = False
    place: str = ""
    description: str = ""


class Reply(enum.StrEnum):
    """What somebody answered to a meeting of their group (Groups Rsvp ``response``)."""

    AWAITING = "awaiting_response"
    YES = "yes"
    NO = "no"
    MAYBE = "maybe"
    NOT_SENT = "not_sent"


@dataclass(frozen=True, slots=True)
class GroupEventReply:
    """One person's reply to one meeting; a new word of Planning Center's is no reply yet."""

    id: str
    group_event_id: str
    person_id: PersonId
    reply: Reply = Reply.AWAITING


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An event of Planning Center Calendar; only approved ones count."""

    id: str
    name: str
    is_approved: bool


@dataclass(frozen=True, slots=True)
class CalendarInstance:
    """One occurrence of a calendar event; the published times where present, else the booked ones."""

    id: str
    event_id: str
    name: str
    starts_at: datetime
    ends_at: datetime | None = None
    recurrence: str = ""


@dataclass(frozen=True, slots=True)
class EventConnection:
    """Calendar's link from an event to a record of another product."""

    id: str
    calendar_event_id: str
    product_name: str
    connected_to_type: str
    connected_to_id: str
    connected_to_name: str = ""
    connected_to_url: str = ""


@dataclass(frozen=True, slots=True)
class CalendarTag:
    """A tag of a calendar event."""

    id: str
    name: str
    color: str = ""
