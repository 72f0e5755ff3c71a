"""The church's own tree of groups, in its data folder."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from kiosk.domain.groups import GroupNode, LinkSource, NodeKind, NodeLink
from kiosk.domain.hierarchy import HierarchyOverlay, LocalRole, SmallGroupFacts
from kiosk.domain.ids import EventId, EventTimeId, LocationId, NodeId, PersonId
from kiosk.storage.database import Database

_KEY = "hierarchy_overlay"


@dataclass(frozen=True, slots=True)
class SqliteOverlay:
    """`kiosk.services.ports.OverlayBook` on the ``setting`` table."""

    database: Database

    async def overlay(self) -> HierarchyOverlay:
        """The overlay; an empty one before anybody wrote one."""
        return await self.database.read(_kept)

    async def keep_overlay(self, overlay: HierarchyOverlay) -> None:
        """Write the overlay."""
        text = json.dumps(asdict(overlay), ensure_ascii=False)
        await self.database.run(lambda connection: _write(connection, text))


def _write(connection: sqlite3.Connection, text: str) -> None:
    connection.execute("insert or replace into setting(key, value) values(?, ?)", (_KEY, text))


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
