"""The board at the door: who was just released, and who is called; first names and an initial, nothing more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.attendance import CheckIn
from kiosk.domain.ids import CheckInId, LocationId, PersonId
from kiosk.domain.people import Person
from kiosk.domain.pins import StaffMember
from kiosk.domain.problems import NotCheckedIn, NotKnown
from kiosk.services.door_lines import DoorLines, person_or_id
from kiosk.services.door_ports import DoorBook
from kiosk.services.ports import Clock, PeopleBook, StationSettings
from kiosk.services.roster_ports import DoorCalls

MOST_LINES = 12
"""As many as can be read from across a hall."""


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One name on the board, such as "Ana C."; ``room`` is where to meet them, ``since`` in the church's zone."""

    check_in_id: CheckInId
    name: str
    room: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Board:
    """What the second screen shows: who is called to the door, oldest first, and the newest releases."""

    called: tuple[BoardLine, ...]
    released: tuple[BoardLine, ...]


@dataclass(frozen=True, slots=True)
class PickUpBoard:
    """Reads the board and calls people to the door."""

    door: DoorBook
    calls: DoorCalls
    people: PeopleBook
    lines: DoorLines
    clock: Clock
    settings: StationSettings

    async def show(self) -> Board:
        """The board now. Whoever has left is not called any more."""
        since = self.clock.now() - timedelta(minutes=self.settings.board_minutes)
        # Who has no code, a volunteer or an adult, was not handed over to anybody.
        released = [
            one
            for one in await self.door.released_since(since)
            if one.security_code is not None and not one.is_out_automatically
        ]
        called = await self.calls.called()
        waiting = [one for one in await self.door.check_ins(called) if one.is_inside]
        over = set(called) - {one.id for one in waiting}
        if over:
            await self.calls.end(over)
        moments = {one.id: called[one.id] for one in waiting}
        moments |= {one.id: one.checked_out_at for one in released if one.checked_out_at is not None}
        named = {line.check_in_id: line for line in await self._lines((*waiting, *released), moments)}
        return Board(
            tuple(named[one.id] for one in _each_once(waiting))[:MOST_LINES],
            tuple(named[one.id] for one in _each_once(released))[:MOST_LINES],
        )

    async def call(self, check_in_id: CheckInId, staff: StaffMember | None) -> None:
        """Call a child to the door. Raises NotKnown, NotCheckedIn for one who has left."""
        found = await self.door.check_ins([check_in_id])
        if not found:
            raise NotKnown(check_in=check_in_id)
        if not found[0].is_inside:
            raise NotCheckedIn(check_in=check_in_id)
        await self.calls.call(check_in_id, self.clock.now(), staff.id if staff else None)

    async def end_call(self, check_in_id: CheckInId) -> None:
        """The child need not come any more."""
        await self.calls.end([check_in_id])

    async def _lines(self, check_ins: Iterable[CheckIn], moments: dict[CheckInId, datetime]) -> tuple[BoardLine, ...]:
        shown = list(check_ins)
        zone, rooms = await self.lines.zone(), await self.lines.location_names()
        known = await self.people.people({one.person_id for one in shown})
        return tuple(
            BoardLine(
                one.id,
                self._name(person_or_id(known, one.person_id)),
                rooms.get(one.location_id, ""),
                moments[one.id].astimezone(zone),
            )
            for one in shown
        )

    def _name(self, person: Person) -> str:
        initial = person.last_name[:1] if self.settings.board_shows_initial else ""
        return f"{person.called_name} {initial}." if initial else person.called_name


def _each_once(check_ins: Iterable[CheckIn]) -> tuple[CheckIn, ...]:
    """Who is in for two services stands there once; two children who are called alike stand there twice."""
    first: dict[tuple[PersonId, LocationId], CheckIn] = {}
    for one in check_ins:
        first.setdefault((one.person_id, one.location_id), one)
    return tuple(first.values())
