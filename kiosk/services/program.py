"""What the church has on around a moment: events and times of every product, real and predicted, and what hangs on which group."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from kiosk.domain.ages import MonthDay
from kiosk.domain.attendable import Attendable, attendables, predicted_meetings
from kiosk.domain.calendar_corrections import corrected, series_of
from kiosk.domain.event_links import EventLinks
from kiosk.domain.grades import DEFAULT_PROMOTION
from kiosk.domain.groups import LinkSource
from kiosk.domain.hierarchy import Hierarchy
from kiosk.domain.ids import EventId, EventTimeId, LocationId
from kiosk.domain.location_tree import LocationTree
from kiosk.domain.locations import Location
from kiosk.domain.opening_hours import Opening, OpeningHours
from kiosk.domain.people import Organization
from kiosk.domain.predictions import aliases, is_predicted_id, predict_times, told_by
from kiosk.domain.problems import StationNotSetUp
from kiosk.domain.schedule import Event, EventTime
from kiosk.domain.windows import service_ends_at, window_of
from kiosk.services.hierarchy_ports import OverlayBook
from kiosk.services.ports import ChangeBook, GroupBook, ScheduleBook, StationSettings

BEHIND = timedelta(weeks=10)
"""How far back times are read: the newest week known is the pattern of those to come, also after a long time offline."""
SERIES_AHEAD = timedelta(weeks=6)
"""How far ahead the calendar is asked whether a series goes on."""
AHEAD = timedelta(days=9)
"""How far ahead: the closed screen says when check-in opens next."""


@dataclass(frozen=True, slots=True)
class Program:
    """Events in the station's scope with their times and rooms.

    ``own_event_ids`` are those that families come to a station for: Check-Ins' own, and meetings whose people go to rooms of
    Check-Ins. A group that meets in its own room opens no screen for everybody.
    """

    organization: Organization
    zone: ZoneInfo
    events: Mapping[EventId, Event]
    own_event_ids: frozenset[EventId]
    times: tuple[EventTime, ...]
    trees: Mapping[EventId, LocationTree]
    hierarchy: Hierarchy
    links: EventLinks
    event_by_location: Mapping[LocationId, EventId]
    event_by_time: Mapping[EventTimeId, EventId]
    scope: frozenset[LocationId] | None = None
    """The rooms of a station that is for some only; None for all."""
    promotion: MonthDay = DEFAULT_PROMOTION
    """From when on everybody is in the next grade."""

    def event_of(self, event_time_id: EventTimeId, location_id: LocationId) -> EventId | None:
        """The event a check-in was for, however long ago: by its time as far as that is known, else by its room."""
        known = self.event_by_time.get(event_time_id)
        if known is not None:
            return known
        told = told_by(event_time_id)
        return told[0] if told is not None else self.event_by_location.get(location_id)

    def opening_hours(self, now: datetime) -> OpeningHours:
        """When families can come to this station, from ``now`` on."""
        openings = [
            Opening(
                time.id,
                self.events[time.event_id].name,
                time.starts_at,
                window.opens_at,
                window.closes_at,
                service_ends_at(self.events[time.event_id], time),
            )
            for time in self.times
            if time.event_id in self.own_event_ids and not time.is_cancelled
            for window in [window_of(self.events[time.event_id], time)]
        ]
        still = tuple(one for one in openings if now < max(one.closes_at, one.ends_at))
        return OpeningHours(still, now + AHEAD)

    def means_now(self, event_time_id: EventTimeId) -> EventTimeId:
        """The time that an id means by now: on a screen shown earlier it may be a predicted one whose real time has come."""
        if not is_predicted_id(event_time_id) or any(time.id == event_time_id for time in self.times):
            return event_time_id
        nodes = {
            link.event_id: EventId(link.node_id) for link in self.links.links if link.source is LinkSource.GROUP_EVENT
        }
        real = [time for time in self.times if not time.is_cancelled]
        # The predicted meeting of a group is an event named after its node.
        real += [replace(time, event_id=nodes[time.event_id]) for time in real if time.event_id in nodes]
        return aliases([event_time_id], real, self.zone).get(event_time_id, event_time_id)


class ProgramSource(Protocol):
    """Where a program comes from: the books, or memory."""

    async def at(self, now: datetime) -> Program:
        """The program around a moment. Raises StationNotSetUp before the first pull."""


@dataclass(slots=True)
class RememberedPrograms:
    """Reads the program once for each minute and each change of what it is read from, by whatever process."""

    programs: ProgramSource
    changes: ChangeBook
    _known: tuple[int, datetime, Program] | None = field(default=None, init=False)

    async def at(self, now: datetime) -> Program:
        """The program around a moment. Raises StationNotSetUp before the first pull."""
        minute = now.astimezone(UTC).replace(second=0, microsecond=0)
        # Asked before the books are read: what changes while they are is read anew the next time.
        number = await self.changes.of_program()
        known = self._known
        if known is not None and known[:2] == (number, minute):
            return known[2]
        program = await self.programs.at(minute)
        self._known = (number, minute, program)
        return program


@dataclass(frozen=True, slots=True)
class Programs:
    """Reads the program from the books."""

    schedule: ScheduleBook
    groups: GroupBook
    overlay: OverlayBook
    settings: StationSettings

    async def at(self, now: datetime) -> Program:
        """The program around a moment. Raises StationNotSetUp before the first pull."""
        organization = await self.schedule.organization()
        if organization is None:
            raise StationNotSetUp()
        zone = ZoneInfo(organization.time_zone)
        events = {event.id: event for event in await self.schedule.events() if self._is_in_scope(event)}
        rooms = {event_id: await self.schedule.locations(event_id) for event_id in events}
        if self.settings.location_ids:
            here = set(self.settings.location_ids)
            rooms = {event_id: of_event for event_id, of_event in rooms.items() if here & {one.id for one in of_event}}
            events = {event_id: events[event_id] for event_id in rooms}
        real = [time for time in await self.schedule.event_times(now - BEHIND, now + AHEAD) if time.event_id in events]
        hierarchy, links = await self._hierarchy()
        instances = await self.groups.calendar_instances(now - BEHIND, now + SERIES_AHEAD)
        times = list(real)
        for event in events.values():
            known = [time for time in real if time.event_id == event.id]
            series = series_of(event.id, instances, links.calendar)
            times += corrected(predict_times(event, known, now, zone), known, series, zone)
        made = await self._meetings(now, zone, hierarchy, links, times, rooms)
        links = links.with_more(link for one in made for link in one.links)
        trees = {event_id: LocationTree.of(rooms[event_id], links.links, event_id) for event_id in events}
        trees |= {
            one.event.id: LocationTree.of(_with_folders(one.locations, rooms.values()), links.links) for one in made
        }
        times += [one.event_time for one in made]
        return Program(
            organization=organization,
            zone=zone,
            events=events | {one.event.id: one.event for one in made},
            own_event_ids=frozenset(events).union(
                one.event.id for one in made if any(location.event_id in events for location in one.locations)
            ),
            times=tuple(sorted(times, key=lambda time: (time.starts_at, time.event_id, time.id))),
            trees=trees,
            hierarchy=hierarchy,
            links=links,
            # A room lent to a group's meeting stays its own event's.
            event_by_location={
                location_id: event_id for event_id, tree in reversed(trees.items()) for location_id in tree.by_id
            },
            event_by_time={time.id: time.event_id for time in times},
            scope=_rooms_in(self.settings.location_ids, trees),
            promotion=MonthDay.parse(self.settings.promotion) if self.settings.promotion else DEFAULT_PROMOTION,
        )

    def _is_in_scope(self, event: Event) -> bool:
        settings = self.settings
        is_one_of_them = not settings.event_ids or event.id in settings.event_ids
        return not event.is_archived and is_one_of_them and event.is_at(settings.campus_ids)

    async def _hierarchy(self) -> tuple[Hierarchy, EventLinks]:
        overlay = await self.overlay.overlay()
        hierarchy = Hierarchy.of(await self.groups.group_types(), await self.groups.groups(), overlay)
        links = EventLinks.of(
            hierarchy,
            overlay.links,
            await self.groups.integration_links(),
            await self.groups.event_connections(),
            await self.groups.calendar_events(),
        )
        return hierarchy, links

    async def _meetings(
        self,
        now: datetime,
        zone: ZoneInfo,
        hierarchy: Hierarchy,
        links: EventLinks,
        times: list[EventTime],
        rooms: Mapping[EventId, tuple[Location, ...]],
    ) -> tuple[Attendable, ...]:
        """Meetings of groups that are attendable themselves; a station narrowed to some events or rooms has none."""
        if self.settings.event_ids or self.settings.location_ids:
            return ()
        everywhere = [location for of_event in rooms.values() for location in of_event]
        meetings = await self.groups.group_events(now - timedelta(days=2), now + AHEAD)
        return (
            *attendables(
                hierarchy,
                links,
                times,
                everywhere,
                meetings,
                await self.groups.calendar_events(),
                await self.groups.calendar_instances(now - timedelta(days=2), now + AHEAD),
                zone=zone,
            ),
            *predicted_meetings(hierarchy, links, everywhere, meetings, now, zone),
        )


def _with_folders(rooms: Iterable[Location], everywhere: Iterable[Sequence[Location]]) -> Iterable[Location]:
    """Lent rooms with the folders they lie in, whose doors count for them too."""
    by_id = {location.id: location for of_event in everywhere for location in of_event}
    found: dict[LocationId, Location] = {}
    for room in rooms:
        here: Location | None = room
        while here is not None and here.id not in found:
            found[here.id] = here
            here = by_id.get(here.parent_id) if here.parent_id is not None else None
    return found.values()


def _rooms_in(
    location_ids: Collection[LocationId], trees: Mapping[EventId, LocationTree]
) -> frozenset[LocationId] | None:
    """The rooms that are named or lie in a folder that is."""
    if not location_ids:
        return None
    return frozenset(
        room_id
        for tree in trees.values()
        for room_id in tree.room_by_id
        if not {room_id, *(folder.id for folder in tree.folders_above(room_id))}.isdisjoint(location_ids)
    )
