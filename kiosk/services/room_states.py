"""The program as room leaders left it today: rooms they opened, closed or limited, obeyed by every screen at once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain.civil_time import local_date
from kiosk.domain.ids import EventId, LocationId
from kiosk.domain.location_tree import LocationTree
from kiosk.domain.room_state import AS_PULLED, RoomState
from kiosk.domain.schedule import EventTime
from kiosk.services.ports import AttendanceBook
from kiosk.services.program import Program

_NEAR = timedelta(hours=18)
"""Times further away than this are another day's business."""


def date_of_rooms(event_id: EventId, times: Iterable[EventTime], zone: ZoneInfo, now: datetime) -> date:
    """The date that what is said of an event's rooms now is meant for: that of its nearest time, also after midnight."""
    starts = [time.starts_at for time in times if time.event_id == event_id]
    nearest = min(starts, key=lambda start: (abs(start - now), start), default=now)
    return local_date(nearest if abs(nearest - now) < _NEAR else now, zone)


async def with_room_states(program: Program, attendance: AttendanceBook, now: datetime) -> Program:
    """The program with what was said here of its rooms."""
    days = {event_id: date_of_rooms(event_id, program.times, program.zone, now) for event_id in program.trees}
    states = {day: await attendance.room_states(day) for day in set(days.values())}
    if not any(states.values()):
        return program
    return replace(
        program,
        trees={event_id: _as_said(tree, states[days[event_id]], program) for event_id, tree in program.trees.items()},
    )


def _as_said(tree: LocationTree, states: Mapping[LocationId, RoomState], program: Program) -> LocationTree:
    if states.keys().isdisjoint(tree.by_id):
        return tree
    return LocationTree.of(
        [states.get(location.id, AS_PULLED).of(location) for location in tree.by_id.values()], program.links.links
    )
