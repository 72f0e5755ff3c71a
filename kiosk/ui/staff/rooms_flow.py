"""Rooms of today: who is expected, present and gone, and what their leaders do. No Qt."""

import enum
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any

from kiosk.domain.ids import EventTimeId, LocationId
from kiosk.domain.problems import Problem
from kiosk.services.room_views import RoomLine, RoomView
from kiosk.ui.staff.said import NOTHING, Said, done, trouble
from kiosk.ui.staff.session import Session
from kiosk.ui.tasks import Tasks
from kiosk.words import staff as say
from kiosk.words.desk import LIST_PRINTED


class Part(enum.Enum):
    """Which list of a room is shown."""

    EXPECTED = "expected"
    PRESENT = "present"
    LEFT = "left"


class Asking(enum.Enum):
    """What a room leader is being asked."""

    NOTHING = "nothing"
    MOVE = "move"
    LIMIT = "limit"
    COUNT = "count"
    MEDICAL = "medical"


@dataclass(frozen=True, slots=True)
class RoomsScene:
    """The rooms. ``room_id`` None: all of them at once; ``line``: the check-in (or expected person) the keyboard is at."""

    rooms: tuple[RoomView, ...] = ()
    is_known: bool = False
    room_id: LocationId | None = None
    part: Part = Part.PRESENT
    line: str = ""
    asking: Asking = Asking.NOTHING
    said: Said = NOTHING

    @property
    def room(self) -> RoomView | None:
        """The room chosen."""
        return next((room for room in self.rooms if room.location_id == self.room_id), None)

    @property
    def shown(self) -> tuple[RoomView, ...]:
        """The rooms whose people are listed."""
        room = self.room
        return (room,) if room is not None else self.rooms

    @property
    def ways_to_move(self) -> tuple[RoomView, ...]:
        """Open rooms that whoever the keyboard is at may be moved to: those offered at their time (of their event)."""
        at = self.present_line
        if at is None:
            return ()
        room, line = at
        is_over = not room.is_offered_at(line.event_time_id)
        return tuple(
            one
            for one in self.rooms
            if one.location_id != room.location_id
            and one.is_open
            and (one.event_id == room.event_id if is_over else one.is_offered_at(line.event_time_id))
        )

    @property
    def present_line(self) -> tuple[RoomView, RoomLine] | None:
        """Who among those present the keyboard is at, with their room."""
        return next(
            ((room, line) for room in self.shown for line in room.present if line.check_in_id == self.line), None
        )


class RoomsFlow:
    """``show`` is called with every new scene."""

    def __init__(self, session: Session, show: Callable[[RoomsScene], None]) -> None:
        self._session = session
        self._show = show
        self._tasks = Tasks()
        self._polls = Tasks()
        self.scene = RoomsScene()

    def refresh(self) -> None:
        """Read the rooms again."""
        if self._polls.is_idle:
            self._polls.start(self._session.station.rooms(), then=self._read, trouble=self._troubled)

    def _read(self, rooms: tuple[RoomView, ...]) -> None:
        if rooms != self.scene.rooms or not self.scene.is_known:
            self._turn(replace(self.scene, rooms=rooms, is_known=True))

    def choose_room(self, room_id: LocationId | None) -> None:
        """One room, or all."""
        if room_id != self.scene.room_id:
            self._turn(replace(self.scene, room_id=room_id, line="", asking=Asking.NOTHING, said=NOTHING))

    def choose_part(self, part: Part) -> None:
        """Expected, present or left."""
        self._turn(replace(self.scene, part=part, line="", asking=Asking.NOTHING))

    def choose_line(self, key: str) -> None:
        """The keyboard, or a finger, is at somebody."""
        if key != self.scene.line:
            self._turn(replace(self.scene, line=key, asking=Asking.NOTHING))

    def ask(self, asking: Asking) -> None:
        """Ask where to, how many, or show care notes; NOTHING closes the question."""
        self._turn(replace(self.scene, asking=asking))

    def confirm(self, key: str) -> None:
        """The room has received somebody."""
        line = next((one for room in self.scene.shown for one in room.present if one.check_in_id == key), None)
        if line is not None and line.confirmed_at is None:
            self._do(self._session.station.confirm(line.check_in_id, self._session.member), NOTHING)

    def move(self, to: LocationId) -> None:
        """Somebody goes to another room."""
        at = self.scene.present_line
        room = next((one for one in self.scene.rooms if one.location_id == to), None)
        if at is not None and room is not None:
            said = done(say.MOVED, name=at[1].called_name, room=room.name)
            self._do(self._session.station.move(at[1].check_in_id, to, self._session.member, ""), said)

    def toggle_open(self) -> None:
        """Open the room, or close it, for today."""
        room = self.scene.room
        if room is not None:
            work = self._session.station.set_open(room.location_id, not room.is_open, self._session.member)
            self._do(work, NOTHING)

    def limit(self, seats: int | None) -> None:
        """How many may be in the room today."""
        room = self.scene.room
        if room is not None:
            self._do(self._session.station.limit(room.location_id, seats, self._session.member), NOTHING)

    def count(self, time: EventTimeId, kind: str, heads: int) -> None:
        """A tally without names."""
        room = self.scene.room
        if room is not None and room.is_offered_at(time):
            work = self._session.station.count(time, kind, heads, room.location_id, self._session.member)
            self._do(work, done(say.COUNTED))

    def call(self) -> None:
        """Call a child to the door; or, if it is called already, no longer."""
        at = self.scene.present_line
        if at is None:
            return
        line = at[1]
        if line.is_called:
            work = self._session.station.end_call(line.check_in_id)
            self._do(work, done(say.CALL_ENDED, name=line.called_name))
        else:
            work = self._session.station.call(line.check_in_id, self._session.member)
            self._do(work, done(say.CALLED, name=line.called_name))

    def print_list(self) -> None:
        """The rooms shown, on the label printer."""
        self._tasks.start(
            self._session.station.print_rooms(self.scene.shown),
            then=lambda count: self.tell(done(LIST_PRINTED) if count else Said(say.NOBODY_HERE)),
            trouble=self._troubled,
        )

    def tell(self, said: Said) -> None:
        """Something happened outside of the station, such as a list that was saved."""
        self._turn(replace(self.scene, said=said))

    def _do(self, work: Coroutine[Any, Any, None], said: Said) -> None:
        def then(_: None) -> None:
            self._turn(replace(self.scene, said=said, asking=Asking.NOTHING))
            self._polls.cancel()
            self._polls = Tasks()
            self.refresh()

        self._tasks.start(work, then=then, trouble=self._troubled)

    def _troubled(self, problem: Problem | None) -> None:
        self._turn(replace(self.scene, said=trouble(problem)))

    def stop(self) -> None:
        """The window closes, or locks; which room it is stays."""
        self._tasks.cancel()
        self._polls.cancel()
        self.scene = RoomsScene(room_id=self.scene.room_id)

    def _turn(self, scene: RoomsScene) -> None:
        self.scene = scene
        self._show(scene)
