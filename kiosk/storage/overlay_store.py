"""The church's own tree of groups, in its data folder."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from kiosk.domain.facts import NewFact
from kiosk.domain.groups import GroupNode, LinkSource, NodeKind, NodeLink
from kiosk.domain.hierarchy import HierarchyOverlay, LocalRole, SmallGroupFacts
from kiosk.domain.ids import EventId, EventTimeId, LocationId, NodeId, PersonId, StationId
from kiosk.domain.locations import LocationAdditions
from kiosk.services.hierarchy_ports import NO_ROOMS
from kiosk.services.ports import Clock
from kiosk.storage.database import Database
from kiosk.storage.fact_log import append
from kiosk.storage.schedule_store import additions_in

_KEY = "hierarchy_overlay"


@dataclass(frozen=True, slots=True)
class SqliteOverlay:
    """`kiosk.services.hierarchy_ports.OverlayBook` on the ``setting`` table. ``station_id`` and ``clock``: whose facts go with a change."""

    database: Database
    station_id: StationId | None = None
    clock: Clock | None = None

    async def overlay(self) -> HierarchyOverlay:
        """The overlay; an empty one before anybody wrote one."""
        return await self.database.read(_kept)

    async def keep_overlay(
        self,
        overlay: HierarchyOverlay,
        *,
        rooms: Mapping[LocationId, str | None] = NO_ROOMS,
        facts: Sequence[NewFact] = (),
    ) -> None:
        """Write the overlay, the rooms of the building that these locations use, and the facts, in one transaction."""
        if facts and (self.clock is None or self.station_id is None):
            raise RuntimeError("facts need a station that writes them")
        text = json.dumps(asdict(overlay), ensure_ascii=False)

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("insert or replace into setting(key, value) values(?, ?)", (_KEY, text))
            for location_id, room in rooms.items():
                row = connection.execute(
                    "select body from location_addition where location = ?", (location_id,)
                ).fetchone()
                additions = replace(additions_in(row[0]) if row else LocationAdditions(), resource_id=room)
                connection.execute(
                    "insert or replace into location_addition values(?, ?)",
                    (location_id, json.dumps(asdict(additions))),
                )
            if facts and self.clock is not None and self.station_id is not None:
                append(connection, self.station_id, facts, self.clock.now())

        await self.database.run(work)


def _kept(connection: sqlite3.Connection) -> HierarchyOverlay:
    row = connection.execute("select value from setting where key = ?", (_KEY,)).fetchone()
    if row is None:
        return HierarchyOverlay()
    kept: Mapping[str, Any] = json.loads(row[0])
    return HierarchyOverlay(
        areas=tuple(
            GroupNode(NodeId(one["id"]), NodeKind(one["kind"]), one["name"], _node(one["parent_id"]))
            for one in kept["areas"]
        ),
        parents={NodeId(child): _node(parent) for child, parent in kept["parents"].items()},
        links=tuple(_link(one) for one in kept["links"]),
        facts={NodeId(node): SmallGroupFacts(**facts) for node, facts in kept["facts"].items()},
        roles=tuple(
            LocalRole(NodeId(one["node_id"]), PersonId(one["person_id"]), one["role"]) for one in kept["roles"]
        ),
    )


def _node(text: str | None) -> NodeId | None:
    return NodeId(text) if text is not None else None


def _link(one: Mapping[str, Any]) -> NodeLink:
    return NodeLink(
        NodeId(one["node_id"]),
        LinkSource(one["source"]),
        event_id=EventId(one["event_id"]) if one["event_id"] else None,
        event_time_id=EventTimeId(one["event_time_id"]) if one["event_time_id"] else None,
        location_id=LocationId(one["location_id"]) if one["location_id"] else None,
    )
