"""The tree of departments, areas and groups: Planning Center's flat groups under the church's own overlay.

hierarchy = Hierarchy.of(group_types, groups, overlay)
hierarchy.walk_up(group_node_id(membership.group_id))        # the group, its area, its department
hierarchy.nearness(memberships)                              # for RoomQuestion: every node above, and how many steps up
"""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kiosk.domain.groups import Group, GroupNode, GroupType, Membership, NodeKind, NodeLink
from kiosk.domain.ids import GroupId, GroupTypeId, NodeId, PersonId


def group_node_id(group_id: GroupId) -> NodeId:
    """The node of a group: ``gid://groups/Group/77``."""
    return NodeId(f"gid://groups/Group/{group_id}")


def group_type_node_id(group_type_id: GroupTypeId) -> NodeId:
    """The node of a group type, a department here: ``gid://groups/GroupType/5``."""
    return NodeId(f"gid://groups/GroupType/{group_type_id}")


@dataclass(frozen=True, slots=True)
class SmallGroupFacts:
    """What a church knows about a small group and Planning Center only has as words (mapping.md).

    ``day_of_week`` (0 Sunday) with ``hour`` and ``minute`` predict its times when it has no events.
    """

    day_of_week: int | None = None
    hour: int | None = None
    minute: int = 0
    frequency: str = ""
    area: str = ""
    has_childcare: bool | None = None
    demographics: str = ""


@dataclass(frozen=True, slots=True)
class LocalRole:
    """A finer role in a group than Planning Center's member and leader, such as coach."""

    node_id: NodeId
    person_id: PersonId
    role: str


@dataclass(frozen=True, slots=True)
class HierarchyOverlay:
    """What the church says here about the tree: areas of its own, other parents (None: at the top), links, facts, roles."""

    areas: tuple[GroupNode, ...] = ()
    parents: Mapping[NodeId, NodeId | None] = field(default_factory=dict)
    links: tuple[NodeLink, ...] = ()
    facts: Mapping[NodeId, SmallGroupFacts] = field(default_factory=dict)
    roles: tuple[LocalRole, ...] = ()


class TreeFault(enum.StrEnum):
    """What can be wrong with a node; reported, never followed."""

    CYCLE = "cycle"
    MISSING_PARENT = "missing_parent"
    ORPHAN = "orphan"
    """A group without a group type, and nothing said about it here."""
    UNKNOWN_NODE = "unknown_node"
    """The overlay speaks of a node that is not there, or of a group that is archived."""
    DUPLICATE = "duplicate"
    """An area takes the id of a node that is there already."""


@dataclass(frozen=True, slots=True)
class HierarchyTrouble:
    """One fault of the tree, for the admin's report."""

    fault: TreeFault
    node_id: NodeId
    name: str = ""


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """The tree as it can be walked: every parent exists and no way up leads back. Build it with ``Hierarchy.of``."""

    nodes: Mapping[NodeId, GroupNode] = field(default_factory=dict)
    troubles: tuple[HierarchyTrouble, ...] = ()
    facts: Mapping[NodeId, SmallGroupFacts] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        group_types: Iterable[GroupType] = (),
        groups: Iterable[Group] = (),
        overlay: HierarchyOverlay | None = None,
    ) -> "Hierarchy":
        """The tree of these, archived groups left out."""
        overlay = overlay or HierarchyOverlay()
        troubles: list[HierarchyTrouble] = []
        nodes: dict[NodeId, GroupNode] = {}
        for group_type in group_types:
            node_id = group_type_node_id(group_type.id)
            nodes[node_id] = GroupNode(node_id, NodeKind.DEPARTMENT, group_type.name)
        for group in groups:
            if not group.is_archived:
                node_id = group_node_id(group.id)
                above = group_type_node_id(group.group_type_id) if group.group_type_id else None
                nodes[node_id] = GroupNode(node_id, NodeKind.GROUP, group.name, above)
        for area in overlay.areas:
            if area.id in nodes:
                troubles.append(HierarchyTrouble(TreeFault.DUPLICATE, area.id, area.name))
            else:
                nodes[area.id] = area
        parents = {node.id: overlay.parents.get(node.id, node.parent_id) for node in nodes.values()}
        _report(nodes, parents, overlay, troubles)
        for node_id in sorted(_on_a_cycle(parents)):
            troubles.append(HierarchyTrouble(TreeFault.CYCLE, node_id, nodes[node_id].name))
            parents[node_id] = None
        walkable = {
            node.id: GroupNode(node.id, node.kind, node.name, parent if (parent := parents[node.id]) in nodes else None)
            for node in nodes.values()
        }
        return cls(walkable, tuple(troubles), {one: said for one, said in overlay.facts.items() if one in nodes})

    def walk_up(self, node_id: NodeId) -> tuple[GroupNode, ...]:
        """A node and everything above it, the node first; empty for one that is not here."""
        path: list[GroupNode] = []
        here = self.nodes.get(node_id)
        while here is not None:
            path.append(here)
            here = self.nodes.get(here.parent_id) if here.parent_id is not None else None
        return tuple(path)

    def nearness(self, memberships: Iterable[Membership]) -> dict[NodeId, int]:
        """Every node at or above a person's groups, with the fewest steps up to it."""
        steps: dict[NodeId, int] = {}
        for membership in memberships:
            for step, node in enumerate(self.walk_up(group_node_id(membership.group_id))):
                steps[node.id] = min(step, steps.get(node.id, step))
        return steps

    def below(self, node_id: NodeId) -> frozenset[NodeId]:
        """A node and everything in its subtree."""
        return frozenset(one for one in self.nodes if any(up.id == node_id for up in self.walk_up(one)))


def _report(
    nodes: Mapping[NodeId, GroupNode],
    parents: Mapping[NodeId, NodeId | None],
    overlay: HierarchyOverlay,
    troubles: list[HierarchyTrouble],
) -> None:
    for node in nodes.values():
        parent = parents[node.id]
        if parent is not None and parent not in nodes:
            troubles.append(HierarchyTrouble(TreeFault.MISSING_PARENT, node.id, node.name))
        elif parent is None and node.kind is NodeKind.GROUP and node.id not in overlay.parents:
            troubles.append(HierarchyTrouble(TreeFault.ORPHAN, node.id, node.name))
    spoken_of = (*overlay.parents, *overlay.facts, *(role.node_id for role in overlay.roles))
    troubles.extend(
        HierarchyTrouble(TreeFault.UNKNOWN_NODE, node_id)
        for node_id in dict.fromkeys(spoken_of)
        if node_id not in nodes
    )


def _on_a_cycle(parents: Mapping[NodeId, NodeId | None]) -> set[NodeId]:
    """The nodes from which walking up comes back to them."""
    looped: set[NodeId] = set()
    done: set[NodeId] = set()
    for start in parents:
        path: list[NodeId] = []
        here: NodeId | None = start
        while here is not None and here in parents and here not in done:
            if here in path:
                looped.update(path[path.index(here) :])
                break
            path.append(here)
            here = parents[here]
        done.update(path)
    return looped
