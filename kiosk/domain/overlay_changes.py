"""What a church may change in its tree of groups, as changes of the overlay; each returns a new one.

Whether the nodes, events and rooms that are named exist is asked by whoever knows them; here only the overlay itself is looked at.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kiosk.domain.groups import GroupNode, LinkSource, NodeKind, NodeLink
from kiosk.domain.hierarchy import HierarchyOverlay, SmallGroupFacts
from kiosk.domain.ids import EventId, EventTimeId, LocationId, NodeId
from kiosk.domain.problems import NotKnown

AREA_PREFIX = "gid://local/Area/"


def area_node_id(short: str) -> NodeId:
    """The node of an area that the church made: ``gid://local/Area/early-years``."""
    return NodeId(AREA_PREFIX + short)


def with_area(overlay: HierarchyOverlay, node_id: NodeId, name: str, parent_id: NodeId | None) -> HierarchyOverlay:
    """With one more area."""
    return replace(overlay, areas=(*overlay.areas, GroupNode(node_id, NodeKind.AREA, name, parent_id)))


def with_area_named(overlay: HierarchyOverlay, node_id: NodeId, name: str) -> HierarchyOverlay:
    """With another name for an area. Raises NotKnown for a node that is no area."""
    area = _area(overlay, node_id)
    return _with_area_as(overlay, replace(area, name=name))


def without_area(overlay: HierarchyOverlay, node_id: NodeId) -> HierarchyOverlay:
    """Without an area; what was below it goes below what it was below. Raises NotKnown."""
    area = _area(overlay, node_id)
    return replace(
        overlay,
        areas=tuple(
            replace(one, parent_id=area.parent_id) if one.parent_id == node_id else one
            for one in overlay.areas
            if one.id != node_id
        ),
        parents={
            child: area.parent_id if parent == node_id else parent
            for child, parent in overlay.parents.items()
            if child != node_id
        },
        links=tuple(link for link in overlay.links if link.node_id != node_id),
        facts={node: facts for node, facts in overlay.facts.items() if node != node_id},
        roles=tuple(role for role in overlay.roles if role.node_id != node_id),
    )


def with_parent(overlay: HierarchyOverlay, node_id: NodeId, parent_id: NodeId | None) -> HierarchyOverlay:
    """With a node below another one; None: at the top."""
    area = next((one for one in overlay.areas if one.id == node_id), None)
    if area is not None:
        return _with_area_as(overlay, replace(area, parent_id=parent_id))
    return replace(overlay, parents={**overlay.parents, node_id: parent_id})


def with_planning_centers_parent(overlay: HierarchyOverlay, node_id: NodeId) -> HierarchyOverlay:
    """With a node where Planning Center has it."""
    return replace(overlay, parents={child: parent for child, parent in overlay.parents.items() if child != node_id})


def with_link(overlay: HierarchyOverlay, link: NodeLink) -> HierarchyOverlay:
    """With an event, a time or a location hung on a node; once, however often it is asked for."""
    return overlay if link in overlay.links else replace(overlay, links=(*overlay.links, link))


def without_link(overlay: HierarchyOverlay, link: NodeLink) -> HierarchyOverlay:
    """Without it. Raises NotKnown for a link that was not made here."""
    if link not in overlay.links:
        raise NotKnown(node=link.node_id)
    return replace(overlay, links=tuple(one for one in overlay.links if one != link))


def with_facts(overlay: HierarchyOverlay, node_id: NodeId, facts: SmallGroupFacts | None) -> HierarchyOverlay:
    """With what is known of a small group; None or nothing known: without."""
    others = {node: known for node, known in overlay.facts.items() if node != node_id}
    return replace(overlay, facts=others if facts in (None, SmallGroupFacts()) else {**others, node_id: facts})


def local_link(
    node_id: NodeId,
    *,
    event_id: EventId | None = None,
    event_time_id: EventTimeId | None = None,
    location_id: LocationId | None = None,
) -> NodeLink:
    """A link made here; exactly one of its far ends is named."""
    ends = [end for end in (event_id, event_time_id, location_id) if end is not None]
    if len(ends) != 1:
        raise ValueError("a link has one far end")
    return NodeLink(node_id, LinkSource.LOCAL, event_id, event_time_id, location_id)


@dataclass(frozen=True, slots=True)
class OverlayChange:
    """One difference between two overlays: ``what`` of area, parent, link, facts or role, on which node, from what to what."""

    what: str
    node_id: NodeId
    was: str
    now: str


def differences(before: HierarchyOverlay, after: HierarchyOverlay) -> tuple[OverlayChange, ...]:
    """What changes from one overlay to another, for the record and for a look before it is taken over."""
    found: list[OverlayChange] = []
    for what, was, now in zip(("area", "parent", "link", "facts", "role"), _told(before), _told(after), strict=True):
        for key in dict.fromkeys((*was, *now)):
            old, new = was.get(key, ""), now.get(key, "")
            if old != new:
                found.append(OverlayChange(what, key[0], old, new))
    return tuple(found)


_Told = dict[tuple[NodeId, str], str]


def _told(overlay: HierarchyOverlay) -> tuple[_Told, ...]:
    """Each part of an overlay by what it is about, in texts that can be compared."""
    return (
        {(area.id, ""): f"{area.name} < {area.parent_id or '-'}" for area in overlay.areas},
        {(child, ""): parent or "-" for child, parent in overlay.parents.items()},
        {(link.node_id, end): end for link in overlay.links if (end := far_end(link))},
        {(node, ""): _facts_told(facts) for node, facts in overlay.facts.items()},
        {(role.node_id, role.person_id): f"{role.person_id}: {role.role}" for role in overlay.roles},
    )


def far_end(link: NodeLink) -> str:
    """What hangs on the node: ``event 1``, ``time 11`` or ``location 52``."""
    ends: Iterable[tuple[str, str | None]] = (
        ("time", link.event_time_id),
        ("event", link.event_id),
        ("location", link.location_id),
    )
    return next((f"{kind} {id}" for kind, id in ends if id is not None), "")


def _facts_told(facts: SmallGroupFacts) -> str:
    told = {
        "day": facts.day_of_week,
        "at": None if facts.hour is None else f"{facts.hour:02}:{facts.minute:02}",
        "every": facts.frequency,
        "area": facts.area,
        "childcare": facts.has_childcare,
        "for": facts.demographics,
    }
    return ", ".join(f"{name} {value}" for name, value in told.items() if value not in (None, ""))


def _area(overlay: HierarchyOverlay, node_id: NodeId) -> GroupNode:
    area = next((one for one in overlay.areas if one.id == node_id), None)
    if area is None:
        raise NotKnown(node=node_id)
    return area


def _with_area_as(overlay: HierarchyOverlay, area: GroupNode) -> HierarchyOverlay:
    return replace(overlay, areas=tuple(area if one.id == area.id else one for one in overlay.areas))
