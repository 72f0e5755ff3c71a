"""Reads what stands on a volunteer's screen while nobody is at the desk, from what is here alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.attendance import AttendanceKind, CheckIn
from kiosk.domain.check_out import UNDO_WITHIN
from kiosk.domain.ids import CheckInGroupId, LocationId, PersonId
from kiosk.domain.problems import NotKnown
from kiosk.domain.schedule import Event, EventTime
from kiosk.domain.windows import window_of
from kiosk.services.check_out import CheckOut
from kiosk.services.door_lines import person_or_id
from kiosk.services.door_views import HandedOver
from kiosk.services.ports import AttendanceBook, Clock, PeopleBook
from kiosk.services.service_day import ServiceDay, ServiceDays
from kiosk.services.staff_visits import VisitMade, family_name_of
from kiosk.services.today_views import LatelyIn, LatelyOut, OnToday, RoomNow, Today

MOST_LATELY = 20
"""More than anybody goes back through; the rest is found by name, or by code."""


@dataclass(frozen=True, slots=True)
class TodayHere:
    """Looks at this station's record, as far as the station may see it."""

    days: ServiceDays
    attendance: AttendanceBook
    people: PeopleBook
    check_out: CheckOut
    clock: Clock

    async def __call__(self) -> Today:
        """As it is now. Raises StationNotSetUp before the first pull."""
        day = await self.days.at(self.clock.now())
        is_in_scope = await self.check_out.scope()
        inside = [one for one in await self.attendance.everyone_inside() if is_in_scope(one)]
        left = await self.check_out.door.released_since(day.now - UNDO_WITHIN)
        return Today(
            on=_on(day),
            rooms=_rooms(day, inside),
            came=await self._came(inside, day),
            left=await self._left(one for one in left if is_in_scope(one) and not one.is_out_automatically),
        )

    async def visit(self, group_id: CheckInGroupId) -> VisitMade:
        """A visit with who of it is still inside, without its codes. Raises NotKnown where nobody is."""
        check_ins = [one for one in await self.attendance.of_group(group_id) if one.is_inside]
        if not check_ins:
            raise NotKnown(group=group_id)
        known = await self.people.people({one.person_id for one in check_ins})
        family = family_name_of(person_or_id(known, one.person_id) for one in check_ins)
        return VisitMade(group_id, family, check_ins, known, self.clock.now())

    async def _came(self, inside: Iterable[CheckIn], day: ServiceDay) -> tuple[LatelyIn, ...]:
        visits: dict[CheckInGroupId, list[CheckIn]] = {}
        for check_in in inside:
            visits.setdefault(check_in.group_id, []).append(check_in)
        newest = sorted(visits.items(), key=lambda visit: (visit[1][0].checked_in_at, visit[0]), reverse=True)
        newest = newest[:MOST_LATELY]
        known = await self.people.people({one.person_id for _, together in newest for one in together})
        rooms = await self.check_out.lines.location_names()
        return tuple(
            LatelyIn(
                group_id,
                family_name_of(person_or_id(known, one.person_id) for one in together),
                tuple(
                    dict.fromkeys(
                        (person_or_id(known, one.person_id).called_name, rooms.get(one.location_id, ""))
                        for one in together
                    )
                ),
                together[0].checked_in_at.astimezone(day.zone),
            )
            for group_id, together in newest
        )

    async def _left(self, check_ins: Iterable[CheckIn]) -> tuple[LatelyOut, ...]:
        releases: dict[tuple[datetime | None, str | None], list[CheckIn]] = {}
        for check_in in check_ins:
            # Who left at one moment with one code was handed over by one tap.
            releases.setdefault((check_in.checked_out_at, check_in.security_code), []).append(check_in)
        found = []
        for together in list(releases.values())[:MOST_LATELY]:
            lines = await self.check_out.lines.out(together)
            handed = HandedOver(together[0].security_code, lines, (), lines[0].by)
            found.append(LatelyOut(str(together[0].id), handed, lines[0].checked_out_at))
        return tuple(found)


def _on(day: ServiceDay) -> tuple[OnToday, ...]:
    """What check-in is open for, and what it opens for next."""
    shown = [(day.events[time.event_id], time, True) for time in day.own_open_times]
    coming = day.next_opening()
    if coming is not None:
        shown.append((*coming, False))
    return tuple(_service(event, time, day, is_open=is_open) for event, time, is_open in shown)


def _service(event: Event, time: EventTime, day: ServiceDay, *, is_open: bool) -> OnToday:
    window = window_of(event, time)
    return OnToday(
        event.name,
        time.starts_at.astimezone(day.zone),
        window.opens_at.astimezone(day.zone),
        window.closes_at.astimezone(day.zone),
        is_open,
    )


def _rooms(day: ServiceDay, inside: Iterable[CheckIn]) -> tuple[RoomNow, ...]:
    """Rooms with people in them, each person once, those inside through Planning Center's own app among them."""
    attend: dict[LocationId, set[str]] = {}
    serve: dict[LocationId, set[str]] = {}
    ours: set[PersonId] = set()
    for one in inside:
        ours.add(one.person_id)
        (serve if one.kind is AttendanceKind.VOLUNTEER else attend).setdefault(one.location_id, set()).add(
            one.person_id
        )
    for past in day.elsewhere:
        if past.person_id not in ours and past.location_id is not None:
            kinds = serve if past.kind.lower() == AttendanceKind.VOLUNTEER else attend
            kinds.setdefault(past.location_id, set()).add(past.person_id or past.id)
    return tuple(
        RoomNow(id, room.name, len(attend.get(id, ())), len(serve.get(id, ())), room.max_occupancy)
        for tree in day.trees.values()
        for id, room in tree.by_id.items()
        if id in attend or id in serve
    )
