"""Everyone inside, now: by room, with an adult's phone and the medical mark; ticked off outside, with counts that add up.

everyone = await inside.list_now(staff)                          # after a PIN, from any station, also offline
everyone = await inside.tick(everyone.list_id, line.check_ins, staff)
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.attendance import AttendanceKind, CheckIn
from kiosk.domain.children import is_adult
from kiosk.domain.civil_time import local_date
from kiosk.domain.ids import CheckInId, FactId, LocationId, PersonId
from kiosk.domain.people import Person
from kiosk.domain.pins import StaffMember
from kiosk.domain.staff_actions import StaffAction, staff_fact
from kiosk.services.door_lines import DoorLines, person_or_id
from kiosk.services.door_ports import DoorBook
from kiosk.services.ports import AttendanceBook, Clock, PeopleBook
from kiosk.services.roster_ports import RollCallBook
from kiosk.services.service_day import ServiceDays


@dataclass(frozen=True, slots=True)
class AdultPhone:
    """An adult to call; ``phone`` as it is written down, empty if none is known."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class EveryoneLine:
    """Somebody who is inside. ``adults``: those of the household, whoever brought them first.

    ``is_elsewhere``: checked in through Planning Center's own app; such a line can be ticked off too.
    """

    key: CheckInId
    check_ins: tuple[CheckInId, ...]
    person_id: PersonId
    name: str
    is_child: bool
    kind: AttendanceKind
    has_medical_notes: bool
    adults: tuple[AdultPhone, ...]
    security_code: str
    is_elsewhere: bool = False
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class EveryoneRoom:
    """A room with everyone in it."""

    location_id: LocationId | None
    name: str
    lines: tuple[EveryoneLine, ...]


@dataclass(frozen=True, slots=True)
class Everyone:
    """The whole list. ``list_id`` names its ticks; ``inside`` is ``seen`` and ``missing`` together, each person once."""

    list_id: str
    made_at: datetime
    church_name: str
    rooms: tuple[EveryoneRoom, ...]

    @property
    def inside(self) -> int:
        """How many people are on the list."""
        return sum(len(room.lines) for room in self.rooms)

    @property
    def seen(self) -> int:
        """How many of them were ticked off."""
        return sum(1 for room in self.rooms for line in room.lines if line.seen_at is not None)

    @property
    def missing(self) -> int:
        """How many of them nobody has seen yet."""
        return self.inside - self.seen


@dataclass(frozen=True, slots=True)
class EveryoneInside:
    """Makes the list and keeps its ticks; reads nothing but this station's file."""

    attendance: AttendanceBook
    people: PeopleBook
    days: ServiceDays
    door: DoorBook
    lines: DoorLines
    roll_call: RollCallBook
    clock: Clock
    new_id: Callable[[datetime], str]

    async def list_now(self, staff: StaffMember | None) -> Everyone:
        """A new list; that it was made is written down. ``staff`` None: where a setting asks for no PIN."""
        now = self.clock.now()
        list_id = self.new_id(now)
        fact = staff_fact(FactId(list_id), now, StaffAction.EVERYONE_LISTED, staff.id if staff else None)
        await self.door.log(fact)
        return await self.again(list_id)

    async def again(self, list_id: str) -> Everyone:
        """The list as it is now: whoever was checked out since is gone from it, whoever came in since is on it."""
        now = self.clock.now()
        day = await self.days.at(now)
        ours = await self.attendance.everyone_inside()
        known = dict(await self.people.people({check_in.person_id for check_in in ours}))
        by_person: dict[PersonId, list[CheckIn]] = {}
        for check_in in ours:
            # Two records that were merged while both are inside are one child to look for.
            by_person.setdefault(person_or_id(known, check_in.person_id).id, []).append(check_in)
        theirs = {
            past.person_id or PersonId(past.id): past for past in day.elsewhere if past.person_id not in by_person
        }
        known |= await self.people.people({*by_person, *theirs})
        seen = await self.roll_call.seen(list_id)
        rooms: dict[LocationId | None, list[EveryoneLine]] = {}
        for person_id, check_ins in by_person.items():
            nearest = min(check_ins, key=lambda one: (abs(one.starts_at - now), one.id))
            line = EveryoneLine(
                key=nearest.id,
                check_ins=tuple(one.id for one in check_ins),
                person_id=person_id,
                name=person_or_id(known, person_id).name,
                is_child=person_or_id(known, person_id).is_child,
                kind=nearest.kind,
                has_medical_notes=person_or_id(known, person_id).has_medical_notes,
                adults=await self._adults(person_id, nearest.checked_in_by, known),
                security_code=str(nearest.security_code or ""),
                seen_at=_first(seen, (one.id for one in check_ins)),
            )
            rooms.setdefault(nearest.location_id, []).append(line)
        for person_id, past in theirs.items():
            key = CheckInId(past.id)
            line = EveryoneLine(
                key=key,
                check_ins=(key,),
                person_id=person_id,
                name=person_or_id(known, person_id).name,
                is_child=person_or_id(known, person_id).is_child,
                kind=_kind(past.kind),
                has_medical_notes=person_or_id(known, person_id).has_medical_notes,
                adults=await self._adults(person_id, None, known),
                security_code=past.security_code,
                is_elsewhere=True,
                seen_at=seen.get(key),
            )
            rooms.setdefault(past.location_id, []).append(line)
        names = await self.lines.location_names()
        return Everyone(
            list_id,
            now.astimezone(day.zone),
            day.organization.name,
            tuple(
                EveryoneRoom(
                    room,
                    names.get(room, str(room)) if room is not None else "",
                    tuple(sorted(lines, key=lambda line: (line.name.casefold(), line.person_id))),
                )
                for room, lines in sorted(rooms.items(), key=lambda item: names.get(item[0], "~") if item[0] else "~~")
            ),
        )

    async def tick(self, list_id: str, check_ins: Iterable[CheckInId], staff: StaffMember | None) -> Everyone:
        """Somebody was seen outside; the list with it. Ticked twice is ticked once."""
        await self.roll_call.tick(list_id, tuple(check_ins), self.clock.now(), staff.id if staff else None)
        return await self.again(list_id)

    async def untick(self, list_id: str, check_ins: Iterable[CheckInId]) -> Everyone:
        """Take a tick away again; the list with it."""
        await self.roll_call.untick(list_id, tuple(check_ins))
        return await self.again(list_id)

    async def _adults(
        self, person_id: PersonId, brought_by: PersonId | None, known: Mapping[PersonId, Person]
    ) -> tuple[AdultPhone, ...]:
        """Whom to call for a child; an adult is their own."""
        today = local_date(self.clock.now(), await self.lines.zone())
        person = known.get(person_id)
        if person is not None and is_adult(person, today):
            return _phones([person])
        adults: dict[PersonId, Person] = {}
        for found in await self.people.households_of(person_id):
            adults |= {one.id: one for one in found.people if is_adult(one, today) and one.id != person_id}
        return _phones(sorted(adults.values(), key=lambda one: (one.id != brought_by, not one.phones)))


def _phones(adults: Iterable[Person]) -> tuple[AdultPhone, ...]:
    return tuple(AdultPhone(one.name, one.phones[0].number if one.phones else "") for one in adults)


def _kind(said: str) -> AttendanceKind:
    """Planning Center's kind; what nobody knows yet is a regular."""
    known = {kind.value: kind for kind in AttendanceKind}
    return known.get(said.lower(), AttendanceKind.REGULAR)


def _first(seen: Mapping[CheckInId, datetime], ids: Iterable[CheckInId]) -> datetime | None:
    return min((seen[id] for id in ids if id in seen), default=None)
