"""Which event is a child's: from its groups up the hierarchy to the one that is on, else the station's nearest.

finder = EventFinder.of(hierarchy, links, open_times, now)   # once per moment
choice = finder.choose(memberships)                          # once per person
"""

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from kiosk.domain.event_links import EventLinks, leads_to
from kiosk.domain.groups import LinkSource, Membership
from kiosk.domain.hierarchy import Hierarchy, group_node_id
from kiosk.domain.history import PastCheckIn
from kiosk.domain.ids import NodeId
from kiosk.domain.schedule import EventTime
from kiosk.domain.time_choice import is_long_past, nearest_time, same_as_last_week

COMPETE_WITHIN = timedelta(minutes=60)
"""Of the open times, those that start so near to the nearest one compete (product.md section 4)."""
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


class Via(enum.StrEnum):
    """How a time was reached."""

    GROUP = "group"
    STATION = "station"


@dataclass(frozen=True, slots=True)
class Way:
    """How a person comes to a time: through a group, with the names walked from the group up to where the event hangs."""

    via: Via = Via.STATION
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventChoice:
    """The times that are a person's: one, or last week's pair; none if nothing is open. Everything else open is an alternative."""

    times: tuple[EventTime, ...]
    way: Way
    alternatives: tuple[EventTime, ...]


@dataclass(frozen=True, slots=True)
class EventFinder:
    """The hierarchy at one moment, with what competes on each node. Build it with ``EventFinder.of``."""

    hierarchy: Hierarchy
    links: EventLinks
    open_times: tuple[EventTime, ...]
    now: datetime
    competing: Mapping[NodeId, EventTime]
    nearest: EventTime | None

    @classmethod
    def of(
        cls, hierarchy: Hierarchy, links: EventLinks, open_times: Iterable[EventTime], now: datetime
    ) -> "EventFinder":
        """``open_times``: those of the station's scope whose windows are open, attendable meetings included."""
        times = tuple(sorted(open_times, key=lambda time: (time.starts_at, time.event_id, time.id)))
        competitors = _competitors(times, now)
        competing: dict[NodeId, EventTime] = {}
        for node_id in links.by_node:
            best = _best_on(node_id, links, competitors, now)
            if best is not None:
                competing[node_id] = best
        groups_own = {link.event_id for link in links.links if link.source is LinkSource.GROUP_EVENT}
        nearest = nearest_time((time for time in times if time.event_id not in groups_own), now)
        return cls(hierarchy, links, times, now, competing, nearest)

    def choose(
        self, memberships: Iterable[Membership], history: Sequence[PastCheckIn] = (), zone: tzinfo = UTC
    ) -> EventChoice:
        """From each group up the parents: the nearest node with a competing time wins; several: the nearest start, then the
        newest membership. No group leads anywhere: the station's own events by nearest start, never another group's meeting.
        """
        found = [
            (step, abs(time.starts_at - self.now), _newest_first(membership), membership.group_id, time, path)
            for membership in memberships
            for step, time, path in self._first_on_the_way_up(membership)
        ]
        if found:
            *_, time, path = min(found, key=lambda one: one[:4])
            way = Way(Via.GROUP, path)
        elif self.nearest is not None:
            time, way = self.nearest, Way()
        else:
            return EventChoice((), Way(), self.open_times)
        of_event = [one for one in self.open_times if one.event_id == time.event_id]
        again = same_as_last_week(of_event, history, self.now, zone)
        chosen = again if time in again else (time,)
        return EventChoice(chosen, way, tuple(one for one in self.open_times if one not in chosen))

    def way_to(self, time: EventTime, memberships: Iterable[Membership]) -> Way:
        """How a person would come to any time, open or not: by the shortest way up from one of the groups."""
        paths: list[tuple[int, tuple[str, ...]]] = []
        for membership in memberships:
            names: tuple[str, ...] = ()
            for step, node in enumerate(self.hierarchy.walk_up(group_node_id(membership.group_id))):
                names = (*names, node.name)
                if any(leads_to(link, time.event_id, time.id) for link in self.links.by_node.get(node.id, ())):
                    paths.append((step, names))
                    break
        return Way(Via.GROUP, min(paths)[1]) if paths else Way()

    def _first_on_the_way_up(self, membership: Membership) -> Iterable[tuple[int, EventTime, tuple[str, ...]]]:
        names: tuple[str, ...] = ()
        for step, node in enumerate(self.hierarchy.walk_up(group_node_id(membership.group_id))):
            names = (*names, node.name)
            time = self.competing.get(node.id)
            if time is not None:
                yield step, time, names
                return


def _competitors(times: Sequence[EventTime], now: datetime) -> tuple[EventTime, ...]:
    nearest = nearest_time(times, now)
    if nearest is None:
        return ()
    gives_way = not is_long_past(nearest, now)
    return tuple(
        time
        for time in times
        if abs(time.starts_at - nearest.starts_at) <= COMPETE_WITHIN and not (gives_way and is_long_past(time, now))
    )


def _best_on(node_id: NodeId, links: EventLinks, competitors: Sequence[EventTime], now: datetime) -> EventTime | None:
    """The competing time that hangs on a node by its most believed link, of several the one with the nearest start."""
    by_source: dict[LinkSource, list[EventTime]] = {}
    for link in links.by_node[node_id]:
        found = [time for time in competitors if leads_to(link, time.event_id, time.id)]
        by_source.setdefault(link.source, []).extend(found)
    return next((nearest_time(found, now) for found in by_source.values() if found), None)


def _newest_first(membership: Membership) -> float:
    return -(membership.joined_at or _LONG_AGO).timestamp()
