"""Where an admin shapes the church's tree of groups: areas, parents, links, small groups, roles and rooms of the building."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kiosk.domain.event_links import EventLinks, LinkTrouble
from kiosk.domain.facts import NewFact
from kiosk.domain.groups import GroupNode, LinkSource, NodeLink
from kiosk.domain.hierarchy import Hierarchy, HierarchyOverlay, HierarchyTrouble, LocalRole, SmallGroupFacts, TreeFault
from kiosk.domain.ids import EventId, FactId, LocationId, NodeId, PersonId, StaffId
from kiosk.domain.overlay_changes import (
    OverlayChange,
    area_node_id,
    differences,
    with_area,
    with_area_named,
    with_facts,
    with_link,
    with_parent,
    with_planning_centers_parent,
    without_area,
    without_link,
)
from kiosk.domain.pins import Role, StaffMember
from kiosk.domain.problems import NotAuthorised, NotKnown, SettingNotValid
from kiosk.domain.staff_actions import StaffAction, staff_fact
from kiosk.services.hierarchy_file import HierarchyFile, KnownChurch, people_named_in, read_hierarchy
from kiosk.services.hierarchy_ports import BuildingBook, OverlayBook
from kiosk.services.hierarchy_text import written_hierarchy
from kiosk.services.ports import Clock, GroupBook, PeopleBook, ScheduleBook
from kiosk.words import Words, later
from kiosk.words import groups as say

_TIMES_AROUND = timedelta(days=35)


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One node as the tree is read from top to bottom. ``links``: everything that hangs on it, local links first."""

    node: GroupNode
    depth: int
    links: tuple[NodeLink, ...]
    facts: SmallGroupFacts | None
    roles: tuple[LocalRole, ...]
    faults: tuple[TreeFault, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """The whole tree, with what is wrong in it. ``rooms``: the room of the building that each location uses."""

    rows: tuple[TreeRow, ...]
    troubles: tuple[HierarchyTrouble, ...]
    link_troubles: tuple[LinkTrouble, ...]
    rooms: Mapping[LocationId, str]


@dataclass(frozen=True, slots=True)
class HierarchyDesk:
    """Shapes the tree. ``by`` is the admin who does it; None: whoever has the computer's command line.

    Every change raises NotAuthorised, NotKnown for a node, event, location or person that is not there, and SettingNotValid for
    what makes no sense; it is written with the fact that says who did it, and counts at the station's next look.
    """

    groups: GroupBook
    overlay: OverlayBook
    schedule: ScheduleBook
    building: BuildingBook
    people: PeopleBook
    clock: Clock
    new_id: Callable[[datetime], str]
    words: Words

    async def tree(self) -> Tree:
        """The tree as it is."""
        overlay = await self.overlay.overlay()
        hierarchy = await self._hierarchy(overlay)
        links = EventLinks.of(
            hierarchy,
            overlay.links,
            await self.groups.integration_links(),
            await self.groups.event_connections(),
            await self.groups.calendar_events(),
        )
        return Tree(
            tuple(_rows(hierarchy, links, overlay)), hierarchy.troubles, links.troubles, await self._building_rooms()
        )

    async def add_area(self, by: StaffMember | None, name: str, below: NodeId | None = None) -> NodeId:
        """Make an area; returns its node."""
        overlay, hierarchy = await self._now()
        if below is not None:
            self._must_be_there(hierarchy, below)
        node_id = area_node_id(self.new_id(self.clock.now()).lower())
        await self._keep(by, overlay, with_area(overlay, node_id, self._name(name), below))
        return node_id

    async def rename_area(self, by: StaffMember | None, node_id: NodeId, name: str) -> None:
        """Call an area something else."""
        overlay = await self.overlay.overlay()
        await self._keep(by, overlay, with_area_named(overlay, node_id, self._name(name)))

    async def remove_area(self, by: StaffMember | None, node_id: NodeId) -> None:
        """Take an area away; what was below it goes one level up."""
        overlay = await self.overlay.overlay()
        await self._keep(by, overlay, without_area(overlay, node_id))

    async def move(self, by: StaffMember | None, node_id: NodeId, below: NodeId | None) -> None:
        """Put a node below another; None: at the top."""
        overlay, hierarchy = await self._now()
        self._must_be_there(hierarchy, node_id, *([below] if below is not None else []))
        moved = with_parent(overlay, node_id, below)
        after = await self._hierarchy(moved)
        if any(trouble.fault is TreeFault.CYCLE for trouble in after.troubles if trouble not in hierarchy.troubles):
            raise SettingNotValid(sentence=later(say.WOULD_BE_ABOVE_ITSELF))
        await self._keep(by, overlay, moved)

    async def move_back(self, by: StaffMember | None, node_id: NodeId) -> None:
        """Put a node where Planning Center has it."""
        overlay = await self.overlay.overlay()
        await self._keep(by, overlay, with_planning_centers_parent(overlay, node_id))

    async def link(self, by: StaffMember | None, link: NodeLink) -> None:
        """Hang an event, one time of it, or a location on a node. Make the link with `kiosk.domain.overlay_changes.local_link`."""
        overlay, hierarchy = await self._now()
        self._must_be_there(hierarchy, link.node_id)
        known = await self._known()
        ends = ((link.event_id, known.events), (link.event_time_id, known.times), (link.location_id, known.locations))
        for end, there in ends:
            if end is not None and end not in there:
                raise NotKnown(end=end)
        await self._keep(by, overlay, with_link(overlay, replace(link, source=LinkSource.LOCAL)))

    async def unlink(self, by: StaffMember | None, link: NodeLink) -> None:
        """Take a link that was made here away."""
        overlay = await self.overlay.overlay()
        await self._keep(by, overlay, without_link(overlay, link))

    async def set_facts(self, by: StaffMember | None, node_id: NodeId, facts: SmallGroupFacts | None) -> None:
        """Say when and for whom a small group meets; None: nothing."""
        overlay, hierarchy = await self._now()
        self._must_be_there(hierarchy, node_id)
        await self._keep(by, overlay, with_facts(overlay, node_id, facts))

    async def overlay_now(self) -> HierarchyOverlay:
        """What was made here, so that a change can be taken back."""
        return await self.overlay.overlay()

    async def set_back(self, by: StaffMember | None, after: HierarchyOverlay, before: HierarchyOverlay) -> None:
        """Everything as it was before a change. Raises SettingNotValid when it is not as that change left it any more."""
        overlay = await self.overlay.overlay()
        if overlay != after:
            raise SettingNotValid(sentence=later(say.CHANGED_SINCE))
        await self._keep(by, overlay, before)

    async def exported(self) -> str:
        """Everything that was made here, as a file to read and to change."""
        known = await self._known()
        content = HierarchyFile(await self.overlay.overlay(), await self._building_rooms())
        return written_hierarchy(content, known, self.words)

    async def would_change(self, source: str, file: str) -> tuple[OverlayChange, ...]:
        """What a file would change. Raises SettingNotValid with the line of the first mistake."""
        wanted = read_hierarchy(source, file, await self._known(people_named_in(source, file)))
        return (*differences(await self.overlay.overlay(), wanted.overlay), *await self._room_changes(wanted.rooms))

    async def import_file(self, by: StaffMember | None, source: str, file: str) -> tuple[OverlayChange, ...]:
        """Take over what a file says, all of it or nothing; what it does not say is no more."""
        wanted = read_hierarchy(source, file, await self._known(people_named_in(source, file)))
        before = await self.overlay.overlay()
        return await self._keep(by, before, wanted.overlay, wanted.rooms)

    async def _now(self) -> tuple[HierarchyOverlay, Hierarchy]:
        overlay = await self.overlay.overlay()
        return overlay, await self._hierarchy(overlay)

    async def _hierarchy(self, overlay: HierarchyOverlay) -> Hierarchy:
        return Hierarchy.of(await self.groups.group_types(), await self.groups.groups(), overlay)

    async def _known(self, people: frozenset[PersonId] = frozenset()) -> KnownChurch:
        types, groups = await self.groups.group_types(), await self.groups.groups()
        church = await self.schedule.organization()
        now = self.clock.now()
        events = {event.id: event.name for event in await self.schedule.events()}
        locations = {
            location.id: location.name for event_id in events for location in await self.schedule.locations(event_id)
        }
        calendar = {EventId(f"gid://calendar/Event/{one.id}"): one.name for one in await self.groups.calendar_events()}
        times = await self.schedule.event_times(now - _TIMES_AROUND, now + _TIMES_AROUND)
        return KnownChurch(
            hierarchy=lambda overlay: Hierarchy.of(types, groups, overlay),
            events=events | calendar,
            times={time.id: time.name for time in times},
            locations=locations,
            rooms={room.id: room.name for room in await self.building.rooms()},
            people=dict.fromkeys(await self.people.people(people), ""),
            church=church.name if church else "",
        )

    async def _building_rooms(self) -> dict[LocationId, str]:
        return {
            location.id: location.additions.resource_id
            for event in await self.schedule.events()
            for location in await self.schedule.locations(event.id)
            if location.additions.resource_id is not None
        }

    async def _room_changes(self, wanted: Mapping[LocationId, str]) -> tuple[OverlayChange, ...]:
        before = await self._building_rooms()
        return tuple(
            OverlayChange("room", NodeId(location_id), before.get(location_id, ""), wanted.get(location_id, ""))
            for location_id in dict.fromkeys((*before, *wanted))
            if before.get(location_id) != wanted.get(location_id)
        )

    async def _keep(
        self,
        by: StaffMember | None,
        before: HierarchyOverlay,
        after: HierarchyOverlay,
        rooms: Mapping[LocationId, str] | None = None,
    ) -> tuple[OverlayChange, ...]:
        if by is not None and not (by.is_active and by.role.covers(Role.ADMIN)):
            raise NotAuthorised(needs=Role.ADMIN.value)
        of_rooms = () if rooms is None else await self._room_changes(rooms)
        changes = (*differences(before, after), *of_rooms)
        if changes:
            now = self.clock.now()
            facts = [self._fact(now, by.id if by else None, change) for change in changes]
            await self.overlay.keep_overlay(
                after, rooms={LocationId(one.node_id): one.now or None for one in of_rooms}, facts=facts
            )
        return changes

    def _fact(self, now: datetime, by: StaffId | None, change: OverlayChange) -> NewFact:
        # Names and words stay out of facts: the node and what sort of change it was are enough to look it up.
        more = {"part": "groups", "what": change.what, "of": change.node_id}
        return staff_fact(FactId(self.new_id(now)), now, StaffAction.GROUPS_CHANGED, by, more)

    def _must_be_there(self, hierarchy: Hierarchy, *node_ids: NodeId) -> None:
        for node_id in node_ids:
            if node_id not in hierarchy.nodes:
                raise NotKnown(node=node_id, sentence=later(say.NODE_IS_NOT_KNOWN))

    def _name(self, typed: str) -> str:
        name = " ".join(typed.split())
        if not name:
            raise SettingNotValid(sentence=later(say.NEEDS_A_NAME))
        return name


def _rows(hierarchy: Hierarchy, links: EventLinks, overlay: HierarchyOverlay) -> Sequence[TreeRow]:
    """Departments with what is below them, each level by name."""
    faults: dict[NodeId, list[TreeFault]] = {}
    for trouble in hierarchy.troubles:
        faults.setdefault(trouble.node_id, []).append(trouble.fault)
    below: dict[NodeId | None, list[GroupNode]] = {}
    for node in hierarchy.nodes.values():
        below.setdefault(node.parent_id, []).append(node)
    rows: list[TreeRow] = []

    def walk(parent_id: NodeId | None, depth: int) -> None:
        for node in sorted(below.get(parent_id, ()), key=lambda one: (one.kind, one.name.casefold(), one.id)):
            rows.append(
                TreeRow(
                    node=node,
                    depth=depth,
                    links=links.by_node.get(node.id, ()),
                    facts=hierarchy.facts.get(node.id),
                    roles=tuple(role for role in overlay.roles if role.node_id == node.id),
                    faults=tuple(faults.get(node.id, ())),
                )
            )
            walk(node.id, depth + 1)

    walk(None, 0)
    return rows
