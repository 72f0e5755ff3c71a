"""The rooms of one event in their folders: which there are, which are open, which stand in for others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kiosk.domain.groups import NodeLink
from kiosk.domain.ids import EventId, LocationId, NodeId
from kiosk.domain.locations import Location

NO_BOUND = 10_000
"""Stands for a bound that is not set when ranges are compared; wider than any age in months."""


@dataclass(frozen=True, slots=True)
class TreeTrouble:
    """Something wrong in the tree that was stepped around: a parent that is missing or leads back to the location."""

    location_id: LocationId
    what: str


@dataclass(frozen=True, slots=True)
class Room:
    """A location people can check in to, with what the tree says about it.

    ``is_open`` is false also below a closed folder. ``member_node_ids`` are the nodes whose people it belongs to, those of the
    folders above included; ``is_members_only`` likewise.
    ``has_limit``: whether anybody is ever counted there. ``range_width`` is how many ages or grades it takes; ``order`` breaks
    every tie.
    """

    location: Location
    is_open: bool
    has_age_filter: bool
    has_grade_filter: bool
    has_limit: bool
    is_members_only: bool
    member_node_ids: tuple[NodeId, ...]
    range_width: int
    order: tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class LocationTree:
    """Folders and rooms of one event. Build it with ``LocationTree.of``; cheap to ask, so build once per event and pull."""

    rooms: tuple[Room, ...] = ()
    by_id: Mapping[LocationId, Location] = field(default_factory=dict)
    room_by_id: Mapping[LocationId, Room] = field(default_factory=dict)
    troubles: tuple[TreeTrouble, ...] = ()
    stood_in_for: Mapping[LocationId, tuple[LocationId, ...]] = field(default_factory=dict)
    """Rooms on somebody's overflow list, with the rooms whose list it is."""
    _above: Mapping[LocationId, tuple[LocationId, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, locations: Iterable[Location], links: Iterable[NodeLink] = (), event_id: EventId | None = None
    ) -> "LocationTree":
        """The tree of these locations, of one event if it is named; ``links`` tie locations to nodes of the group hierarchy.

        A cycle or a missing parent is named in ``troubles`` and stepped around, never followed.
        """
        mine = sorted(
            (one for one in locations if event_id is None or one.event_id == event_id),
            key=lambda one: (one.position, one.name, one.id),
        )
        by_id = {one.id: one for one in mine}
        troubles: list[TreeTrouble] = []
        above = {one.id: _above(one, by_id, troubles) for one in mine}
        nodes: dict[LocationId, list[NodeId]] = {}
        for link in links:
            if link.location_id is not None:
                nodes.setdefault(link.location_id, []).append(link.node_id)
        for one in mine:
            nodes.setdefault(one.id, []).extend(one.additions.member_node_ids)
        rooms = tuple(_room(one, tuple(by_id[up] for up in above[one.id]), nodes) for one in mine if not one.is_folder)
        room_by_id = {room.location.id: room for room in rooms}
        stood_in_for: dict[LocationId, tuple[LocationId, ...]] = {}
        for room in rooms:
            for stand_in in room.location.additions.overflow_ids:
                if stand_in in room_by_id and stand_in != room.location.id:
                    stood_in_for[stand_in] = (*stood_in_for.get(stand_in, ()), room.location.id)
        return cls(rooms, by_id, room_by_id, tuple(troubles), stood_in_for, above)

    def is_open(self, location_id: LocationId) -> bool:
        """Whether a location and every folder above it are open; false for one that is not here."""
        here = self.by_id.get(location_id)
        return here is not None and here.is_open and all(self.by_id[up].is_open for up in self._above[location_id])

    def folders_above(self, location_id: LocationId) -> tuple[Location, ...]:
        """The folders a location lies in, the nearest first."""
        return tuple(self.by_id[up] for up in self._above.get(location_id, ()))

    def offered(self, location_ids: tuple[LocationId, ...] | None) -> frozenset[LocationId]:
        """Which rooms a time offers, given the list Planning Center keeps for it; None offers all.

        A folder on the list stands for its rooms, unless some of those are listed themselves.
        """
        if location_ids is None:
            return frozenset(self.room_by_id)
        listed = frozenset(location_ids)
        spoken_for = {up for one in listed for up in self._above.get(one, ())}
        whole = listed - spoken_for
        return frozenset(
            room_id for room_id in self.room_by_id if room_id in listed or not whole.isdisjoint(self._above[room_id])
        )


def _above(
    location: Location, by_id: Mapping[LocationId, Location], troubles: list[TreeTrouble]
) -> tuple[LocationId, ...]:
    path: list[LocationId] = []
    here = location
    while here.parent_id is not None:
        parent = by_id.get(here.parent_id)
        if parent is None:
            if here is location:
                troubles.append(TreeTrouble(location.id, "missing_parent"))
            break
        if parent.id == location.id or parent.id in path:
            troubles.append(TreeTrouble(location.id, "cycle"))
            break
        path.append(parent.id)
        here = parent
    return tuple(path)


def _room(location: Location, above: tuple[Location, ...], nodes: Mapping[LocationId, list[NodeId]]) -> Room:
    path = (location, *above)
    has_grade_filter = location.grade_min is not None or location.grade_max is not None
    if has_grade_filter:
        width = _width(location.grade_min, location.grade_max)
    else:
        width = _width(location.age_min_in_months, location.age_max_in_months)
    return Room(
        location=location,
        is_open=all(one.is_open for one in path),
        has_age_filter=location.age_min_in_months is not None or location.age_max_in_months is not None,
        has_grade_filter=has_grade_filter,
        has_limit=location.has_limit,
        is_members_only=any(one.additions.is_members_only for one in path),
        member_node_ids=tuple(dict.fromkeys(node for one in path for node in nodes[one.id])),
        range_width=width,
        order=(location.position, location.name, location.id),
    )


def _width(low: int | None, high: int | None) -> int:
    if low is None or high is None:
        return NO_BOUND
    return high - low
