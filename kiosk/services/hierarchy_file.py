"""The church's own tree of groups as a small file that a person can read and write; every mistake is named with its line.

[[area]]
id = "early-years"
name = "Early Years"
below = "Kids"

[[place]]
node = "Twos Tuesday"
below = "early-years"
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from kiosk.domain.groups import GroupNode, NodeKind, NodeLink
from kiosk.domain.hierarchy import Hierarchy, HierarchyOverlay, LocalRole, SmallGroupFacts, TreeFault
from kiosk.domain.ids import EventId, EventTimeId, LocationId, NodeId, PersonId
from kiosk.domain.overlay_changes import AREA_PREFIX, area_node_id, local_link
from kiosk.services.data_file import Table, parse_table
from kiosk.words import groups as say
from kiosk.words.labels import FORMAT_TOO_NEW

K = TypeVar("K", bound=str)

FORMAT = 1
DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
FREQUENCIES = ("weekly", "every other week", "monthly")
_AREA_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class KnownChurch:
    """What a file may speak of: names by id, and whatever else an id has to be checked against."""

    hierarchy: Callable[[HierarchyOverlay], Hierarchy]
    events: Mapping[EventId, str] = field(default_factory=dict)
    times: Mapping[EventTimeId, str] = field(default_factory=dict)
    locations: Mapping[LocationId, str] = field(default_factory=dict)
    rooms: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[PersonId, str] = field(default_factory=dict)
    church: str = ""


@dataclass(frozen=True, slots=True)
class HierarchyFile:
    """What a file says: the whole overlay, and the rooms of the building that locations use."""

    overlay: HierarchyOverlay
    rooms: Mapping[LocationId, str]


def people_named_in(source: str, file: str) -> frozenset[PersonId]:
    """Whom the file speaks of, so that they can be looked up first. Raises SettingNotValid when it cannot be read."""
    table = parse_table(source, file)
    return frozenset(PersonId(role.text("person", "")) for role in table.tables("role"))


def read_hierarchy(source: str, file: str, known: KnownChurch) -> HierarchyFile:
    """What a file says; ``file`` is what to call it in sentences. Raises SettingNotValid for the first mistake, with its line."""
    table = parse_table(source, file)
    if table.whole("format", least=1, most=1000, default=FORMAT) > FORMAT:
        table.mistake(FORMAT_TOO_NEW, "format")
    areas = [(one, _area_id(one)) for one in table.tables("area")]
    _each_once(areas)
    named = HierarchyOverlay(
        areas=tuple(GroupNode(area_node_id(id), NodeKind.AREA, _area_name(one)) for one, id in areas)
    )
    nodes = _Nodes(known.hierarchy(named))
    overlay = HierarchyOverlay(
        areas=tuple(
            GroupNode(area_node_id(id), NodeKind.AREA, _area_name(one), nodes.above(one, "below")) for one, id in areas
        ),
        parents={
            nodes.named(place, "node"): nodes.above(place, "below")
            for place in _finished(table.tables("place"), "node", "below")
        },
        links=tuple(_link(one, nodes, known) for one in table.tables("link")),
        facts=dict(_meeting(one, nodes) for one in table.tables("meeting")),
        roles=tuple(_role(one, nodes, known) for one in table.tables("role")),
    )
    for one, _ in areas:
        one.finish()
    _no_circles(overlay, known, table)
    rooms = dict(_room(one, known) for one in table.tables("room"))
    table.finish()
    return HierarchyFile(overlay, rooms)


def _finished(tables: Iterable[Table], *keys: str) -> Iterable[Table]:
    """Tables that hold these keys and nothing else."""
    for one in tables:
        for key in keys:
            one.ask(key)
        one.finish()
        yield one


def _area_id(table: Table) -> str:
    id = table.text("id").removeprefix(AREA_PREFIX)
    if not _AREA_ID.fullmatch(id):
        table.mistake(say.AREA_ID_NOT_GOOD, "id", value=id)
    return id


def _area_name(table: Table) -> str:
    name = " ".join(table.text("name").split())
    if not name:
        table.mistake(say.NAME_EMPTY, "name")
    return name


def _each_once(areas: Sequence[tuple[Table, str]]) -> None:
    seen: set[str] = set()
    for table, id in areas:
        if id in seen:
            table.mistake(say.AREA_TWICE, "id", value=id)
        seen.add(id)


class _Nodes:
    """Finds nodes by what a file calls them."""

    def __init__(self, hierarchy: Hierarchy) -> None:
        self._by_id = hierarchy.nodes
        self._by_name: dict[str, list[NodeId]] = {}
        for node in hierarchy.nodes.values():
            self._by_name.setdefault(node.name.casefold(), []).append(node.id)

    def named(self, table: Table, key: str) -> NodeId:
        """The node a key names."""
        value = table.text(key).strip()
        for id in (NodeId(value), area_node_id(value)):
            if id in self._by_id:
                return id
        found = self._by_name.get(value.casefold(), [])
        if len(found) != 1:
            table.mistake(say.NODE_NOT_ONE if found else say.NO_SUCH_NODE, key, value=value)
        return found[0]

    def above(self, table: Table, key: str) -> NodeId | None:
        """The node a key names; None where it is empty: at the top."""
        return self.named(table, key) if table.text(key, "").strip() else None


def _link(table: Table, nodes: _Nodes, known: KnownChurch) -> NodeLink:
    node_id = nodes.named(table, "node")
    ends = {key: table.text(key, "") for key in ("event", "time", "location")}
    if sum(bool(value) for value in ends.values()) != 1:
        table.mistake(say.ONE_FAR_END, "node")
    table.finish()
    if ends["event"]:
        return local_link(node_id, event_id=_one_of(table, "event", known.events, say.NO_SUCH_EVENT))
    if ends["time"]:
        return local_link(node_id, event_time_id=_one_of(table, "time", known.times, say.NO_SUCH_TIME))
    return local_link(node_id, location_id=_one_of(table, "location", known.locations, say.NO_SUCH_ROOM))


def _meeting(table: Table, nodes: _Nodes) -> tuple[NodeId, SmallGroupFacts]:
    node_id = nodes.named(table, "node")
    day = table.choice("day", ("", *DAYS), "")
    time = table.text("time", "")
    clock = _CLOCK.fullmatch(time)
    if time and clock is None:
        table.mistake(say.CLOCK_TIME, "time", value=time)
    facts = SmallGroupFacts(
        day_of_week=DAYS.index(day) if day else None,
        hour=int(clock[1]) if clock else None,
        minute=int(clock[2]) if clock else 0,
        frequency=table.choice("frequency", ("", *FREQUENCIES), ""),
        area=table.text("area", ""),
        has_childcare=table.flag("childcare") if table.has("childcare") else None,
        demographics=table.text("for", ""),
    )
    if not table.has("childcare"):
        table.ask("childcare")
    table.finish()
    return node_id, facts


def _role(table: Table, nodes: _Nodes, known: KnownChurch) -> LocalRole:
    node_id, person_id = nodes.named(table, "node"), PersonId(table.text("person"))
    if person_id not in known.people:
        table.mistake(say.NO_SUCH_PERSON, "person", value=person_id)
    role = LocalRole(node_id, person_id, table.text("role").strip())
    table.finish()
    return role


def _room(table: Table, known: KnownChurch) -> tuple[LocationId, str]:
    location = _one_of(table, "location", known.locations, say.NO_SUCH_ROOM)
    room = _one_of(table, "room", known.rooms, say.NO_SUCH_BUILDING_ROOM)
    table.finish()
    return location, room


def _one_of(table: Table, key: str, known: Mapping[K, str], none: str) -> K:
    """The id a key names, by itself or by a name that only one has."""
    value = table.text(key).strip()
    found = [id for id in known if id == value] or [
        id for id, name in known.items() if name.casefold() == value.casefold()
    ]
    if len(found) != 1:
        table.mistake(say.SEVERAL_ARE_CALLED_SO if found else none, key, value=value)
    return found[0]


def _no_circles(overlay: HierarchyOverlay, known: KnownChurch, table: Table) -> None:
    hierarchy = known.hierarchy(overlay)
    circling = {trouble.node_id for trouble in hierarchy.troubles if trouble.fault is TreeFault.CYCLE}
    if not circling:
        return
    nodes = _Nodes(hierarchy)
    for one in table.tables("area"):
        if area_node_id(_area_id(one)) in circling:
            one.mistake(say.IN_A_CIRCLE, "below", value=_area_name(one))
    for one in table.tables("place"):
        if nodes.named(one, "node") in circling:
            one.mistake(say.IN_A_CIRCLE, "below", value=one.text("node"))
