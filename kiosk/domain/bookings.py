"""Rooms of the building as Calendar books them, and whether the rooms children go to are really theirs at that hour."""

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.event_links import CalendarTies
from kiosk.domain.ids import EventId, LocationId
from kiosk.domain.location_tree import LocationTree
from kiosk.domain.locations import Location
from kiosk.domain.schedule import Event, EventTime
from kiosk.domain.windows import service_ends_at


@dataclass(frozen=True, slots=True)
class BuildingRoom:
    """Calendar's Resource of kind Room: "Room 204". ``path`` names the folder it lies in."""

    id: str
    name: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Booking:
    """That a calendar event has a room of the building for a while, setting up and clearing away included.

    ``is_approved``: whether the event is; else it only asks for the room.
    """

    id: str
    resource_id: str
    calendar_event_id: str
    starts_at: datetime
    ends_at: datetime
    event_name: str = ""
    is_approved: bool = True


class BookingFault(enum.StrEnum):
    """What is wrong with the room of the building that a location is tied to."""

    NOT_BOOKED = "not_booked"
    """Nothing that this event is tied to has it at that time."""
    CLASH = "clash"
    """Another event has it at that time."""
    MAY_CLASH = "may_clash"
    """Another event asks for it and is not approved yet."""
    UNKNOWN_ROOM = "unknown_room"
    """There is no such room of the building, or not any more."""


@dataclass(frozen=True, slots=True)
class BookingTrouble:
    """One open location at one time whose room is not surely its own. ``others``: names of the events that have or want it."""

    event: Event
    event_time: EventTime
    location: Location
    fault: BookingFault
    room_name: str
    others: tuple[str, ...] = ()


def booking_troubles(
    event: Event,
    event_time: EventTime,
    tree: LocationTree,
    rooms: Mapping[str, BuildingRoom],
    bookings: Iterable[Booking],
    calendar: Mapping[str, CalendarTies],
) -> tuple[BookingTrouble, ...]:
    """Every open location of a time that is tied to a room of the building which is not booked for it, or for others too.

    ``calendar``: what each calendar event is tied to. An event that no calendar event is tied to takes whoever has booked the
    room alone for its own.
    """
    tied_rooms = [
        room.location
        for room in tree.rooms
        if room.location.additions.resource_id is not None
        and tree.is_open(room.location.id)
        and room.location.id in tree.offered(event_time.location_ids)
    ]
    if not tied_rooms:
        return ()
    ends_at = service_ends_at(event, event_time)
    at_that_time = [one for one in bookings if one.starts_at < ends_at and event_time.starts_at < one.ends_at]
    found: list[BookingTrouble] = []
    for location in tied_rooms:
        resource_id = location.additions.resource_id or ""
        booked = [one for one in at_that_time if one.resource_id == resource_id]
        ours = _tied(event.id, location.id, calendar) or _only_event(booked)
        room = rooms.get(resource_id)
        faults: list[tuple[BookingFault, tuple[str, ...]]] = []
        if room is None:
            faults.append((BookingFault.UNKNOWN_ROOM, ()))
        else:
            others = [one for one in booked if one.calendar_event_id not in ours]
            have, want = _names(others, is_approved=True), _names(others, is_approved=False)
            if have:
                faults.append((BookingFault.CLASH, have))
            elif not any(one.calendar_event_id in ours and one.is_approved for one in booked):
                faults.append((BookingFault.NOT_BOOKED, ()))
            if want:
                faults.append((BookingFault.MAY_CLASH, want))
        found.extend(
            BookingTrouble(event, event_time, location, fault, room.name if room else resource_id, names)
            for fault, names in faults
        )
    return tuple(found)


def _tied(event_id: EventId, location_id: LocationId, calendar: Mapping[str, CalendarTies]) -> frozenset[str]:
    return frozenset(
        calendar_id
        for calendar_id, ties in calendar.items()
        if event_id in ties.event_ids or location_id in ties.location_ids
    )


def _only_event(booked: Sequence[Booking]) -> frozenset[str]:
    approved = frozenset(one.calendar_event_id for one in booked if one.is_approved)
    return approved if len(approved) == 1 else frozenset()


def _names(bookings: Iterable[Booking], *, is_approved: bool) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.event_name for one in bookings if one.is_approved is is_approved))
