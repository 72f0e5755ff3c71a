"""What a room leader does: receive children, move them, open and close the room, set its limit, count heads.

await desk.confirm(check_in_id, staff)
await desk.move([check_in_id], LocationId("53"), staff)         # seats, code, roster and a new name label follow
await desk.close(LocationId("52"), staff)                       # today; every screen obeys at once
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.domain.attendance import AttendanceKind, CheckIn
from kiosk.domain.check_out import DoorView
from kiosk.domain.decisions import Decision
from kiosk.domain.facts import FactKind, FactWords, NewFact
from kiosk.domain.ids import CheckInId, EventTimeId, FactId, LocationId, StaffId
from kiosk.domain.labels import LabelKind
from kiosk.domain.locations import Location
from kiosk.domain.pins import StaffMember
from kiosk.domain.problems import NoFittingLocation, NotKnown, SettingNotValid
from kiosk.domain.reasons import RoomReason
from kiosk.domain.recording import NOTE
from kiosk.domain.room_changes import change_kind, confirm, move, print_again
from kiosk.services.door_lines import DoorLines
from kiosk.services.door_ports import DoorBook
from kiosk.services.door_views import InsideLine
from kiosk.services.label_again import LabelsAgain
from kiosk.services.ports import Clock
from kiosk.services.room_states import date_of_rooms
from kiosk.services.service_day import ServiceDay, ServiceDays

LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True)
class RoomDesk:
    """Writes what happens in rooms. ``staff`` is who gave a PIN; None: nobody did (the command line, or a setting)."""

    door: DoorBook
    days: ServiceDays
    labels: LabelsAgain
    lines: DoorLines
    clock: Clock
    new_id: Callable[[datetime], str]

    async def confirm(self, check_in_id: CheckInId, staff: StaffMember | None) -> None:
        """The child has arrived in the room; said twice it is said once. Raises NotKnown, NotCheckedIn."""
        now = self.clock.now()
        await self.door.record(lambda view: confirm(check_in_id, _id(staff), view, now, self._fact_id()))

    async def move(
        self, check_ins: Iterable[CheckInId], to: LocationId, staff: StaffMember | None, *, override: str = ""
    ) -> tuple[InsideLine, ...]:
        """Into another room of the same event: all of these or none; new name labels are queued, the codes stay.

        ``override``: a reason; passes soft limits, not a closed door. Raises NotKnown, NotCheckedIn, NoFittingLocation for a
        room of another event, LocationClosed, LocationFull, RatioNotMet.
        """
        ids = tuple(check_ins)
        now = self.clock.now()
        day = await self.days.at(now)
        room, is_closed = _room(day, to)
        here = await self.door.check_ins(ids)
        if any(day.event_of(one.location_id) not in (None, room.event_id) for one in here):
            raise NoFittingLocation(reasons=(RoomReason.NOT_AT_THIS_TIME.value,))
        make = await self.labels.maker(here)

        def decide(view: DoorView) -> tuple[Decision, tuple[CheckIn, ...]]:
            facts: list[NewFact] = []
            words: list[FactWords] = []
            moved: list[CheckIn] = []
            for check_in_id in ids:
                elsewhere = tuple(past for past in day.elsewhere if past.location_id == to)
                decision, after = move(
                    check_in_id,
                    room,
                    _id(staff),
                    view,
                    now,
                    self._fact_id,
                    is_closed=is_closed,
                    override=override.strip(),
                    elsewhere=elsewhere,
                )
                facts += decision.facts
                words += decision.words
                if decision.facts:
                    again, (after,) = print_again((after.id,), LabelKind.NAME, _id(staff), view, now, self._fact_id)
                    facts += again.facts
                    moved.append(_in_room(after, to))
            jobs = tuple(job for one in moved for job in make([one], LabelKind.NAME))
            return Decision(tuple(facts), jobs, tuple(words)), tuple(moved)

        return await self.lines.inside(await self.door.record(decide))

    async def change_kind(self, check_in_id: CheckInId, kind: AttendanceKind, staff: StaffMember | None) -> None:
        """Regular, guest or volunteer, put right afterwards. Raises NotKnown, NotCheckedIn."""
        now = self.clock.now()
        await self.door.record(lambda view: change_kind(check_in_id, kind, _id(staff), view, now, self._fact_id()))

    async def note(self, check_in_id: CheckInId, text: str) -> None:
        """A few words about this visit, for the room and the export; empty takes them away. Raises NotKnown."""
        if not await self.door.check_ins([check_in_id]):
            raise NotKnown(check_in=check_in_id)
        await self.door.say(FactWords(FactId(check_in_id), NOTE, " ".join(text.split())[:LONGEST_NOTE]))

    async def open(self, location_id: LocationId, staff: StaffMember | None) -> None:
        """Open a room for today, also one that Planning Center calls closed; not one in a closed folder. Raises NotKnown."""
        await self._say(FactKind.LOCATION_OPENED, location_id, staff, {})

    async def close(self, location_id: LocationId, staff: StaffMember | None) -> None:
        """Close a room, or a folder with all its rooms, for today; who is in stays in. Raises NotKnown."""
        await self._say(FactKind.LOCATION_CLOSED, location_id, staff, {})

    async def limit(self, location_id: LocationId, seats: int | None, staff: StaffMember | None) -> None:
        """Set how many may be in a room today; None: no limit. Raises NotKnown, SettingNotValid for fewer than none."""
        if seats is not None and seats < 0:
            raise SettingNotValid(value=seats)
        await self._say(FactKind.LOCATION_LIMITED, location_id, staff, {"limit": seats})

    async def count(
        self,
        event_time_id: EventTimeId,
        attendance_type: str,
        heads: int,
        staff: StaffMember | None,
        location_id: LocationId | None = None,
    ) -> None:
        """Write a tally without names; a later one of the same type, time and place takes its place. Raises SettingNotValid."""
        if heads < 0:
            raise SettingNotValid(value=heads)
        body: dict[str, object] = {"type": attendance_type, "count": heads}
        if location_id is not None:
            body["location"] = location_id
        await self.door.log(self._fact(FactKind.HEADCOUNT, event_time_id, body, staff))

    async def _say(
        self, kind: FactKind, location_id: LocationId, staff: StaffMember | None, more: dict[str, object]
    ) -> None:
        now = self.clock.now()
        day = await self.days.at(now)
        room, _ = _room(day, location_id)
        date = date_of_rooms(room.event_id, day.program.times, day.zone, now)
        body: dict[str, object] = {"location": location_id, "date": date.isoformat(), **more}
        await self.door.log(self._fact(kind, None, body, staff))

    def _fact(
        self, kind: FactKind, event_time_id: EventTimeId | None, body: dict[str, object], staff: StaffMember | None
    ) -> NewFact:
        fact_id = self._fact_id()
        said = body | ({"staff": staff.id} if staff is not None else {})
        return NewFact(fact_id, str(fact_id), kind, self.clock.now(), event_time_id, None, said)

    def _fact_id(self) -> FactId:
        return FactId(self.new_id(self.clock.now()))


def _id(staff: StaffMember | None) -> StaffId | None:
    return staff.id if staff is not None else None


def _in_room(check_in: CheckIn, to: LocationId) -> CheckIn:
    return replace(check_in, location_id=to, confirmed_at=None)


def _room(day: ServiceDay, location_id: LocationId) -> tuple[Location, bool]:
    """The location as it is today, and whether it or a folder above is closed. Raises NotKnown."""
    for tree in day.trees.values():
        if location_id in tree.by_id:
            return tree.by_id[location_id], not tree.is_open(location_id)
    raise NotKnown(location=location_id)
