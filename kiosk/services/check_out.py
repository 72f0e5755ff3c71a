"""Hand children back: what a code opens, who may collect, and the release itself.

look = await check_out.look("xk-7p")                       # shows children, adults to choose from, who may not
done = await check_out(CheckOutRequest("XK7P", by="105"))  # releases everyone still inside
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.attendance import CheckIn
from kiosk.domain.brakes import Pauses
from kiosk.domain.check_out import (
    CheckOutTap,
    Released,
    release,
)
from kiosk.domain.civil_time import local_date
from kiosk.domain.ids import EventId, FactId, LocationId, PersonId
from kiosk.domain.pick_up import CollectorKind
from kiosk.domain.pins import StaffMember
from kiosk.domain.problems import AlreadyCheckedOut, CodeDoesNotMatch, TooManyTries
from kiosk.domain.security_codes import normalise
from kiosk.services.alerts import WRONG_CODES, Alerts
from kiosk.services.cautions import Cautions
from kiosk.services.door_lines import DoorLines
from kiosk.services.door_ports import DoorBook
from kiosk.services.door_views import DoorLook, HandedOver
from kiosk.services.pick_up_guard import PickUpGuard
from kiosk.services.ports import Clock, HistoryBook, PeopleBook, ScheduleBook, StationSettings
from kiosk.words import later
from kiosk.words.door import CODE_OF_PLANNING_CENTER

CODE_PAUSES = Pauses(free=4, seconds=(5, 10, 20, 40, 60))
"""*Ours*: four wrong codes in a row are a bad printout, the fifth makes the box wait and tells a lead."""
_SECOND = timedelta(seconds=1)
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CheckOutRequest:
    """What one release asks for. ``people`` empty: everyone the code still opens.

    ``by``: the id of one of the adults to choose from, or a name as typed; empty if nobody asks. ``override``: a reason to let
    somebody pass who is not authorised; ``staff`` is then a lead or an admin (None: the command line). ``nonce``: the same tap
    again gets the same answer.
    """

    code: str
    people: tuple[PersonId, ...] = ()
    by: str = ""
    override: str = ""
    staff: StaffMember | None = None
    nonce: str = ""


@dataclass(frozen=True, slots=True)
class CheckOut:
    """Releases by code. Never asks about rooms, seats or windows; works without a network."""

    door: DoorBook
    people: PeopleBook
    schedule: ScheduleBook
    history: HistoryBook
    cautions: Cautions
    guard: PickUpGuard
    alerts: Alerts
    lines: DoorLines
    clock: Clock
    settings: StationSettings
    new_id: Callable[[datetime], str]

    async def look(self, code: str) -> DoorLook:
        """What a scanned or typed code opens; case, spaces and hyphens say nothing.

        Raises CodeDoesNotMatch (``details.elsewhere``: a tag of Planning Center's own app), TooManyTries
        (``details.seconds``), and AlreadyCheckedOut (``details.already_out``: OutLines) when everyone has left.
        """
        found = await self._opened(code)
        inside = [check_in for check_in in found if check_in.is_inside]
        already_out = await self.lines.out([check_in for check_in in found if not check_in.is_inside])
        if not inside:
            raise AlreadyCheckedOut(already_out=already_out)
        children = list(dict.fromkeys(check_in.person_id for check_in in inside))
        collectors = await self.guard.collectors(children)
        adults = [PersonId(one.id) for one in collectors if one.kind is CollectorKind.HOUSEHOLD]
        return DoorLook(
            security_code=normalise(code),
            inside=await self.lines.inside(inside, await self.cautions.of(children)),
            already_out=already_out,
            collectors=collectors,
            collector_alerts=await self.cautions.watch.alerts(adults),
            tag_revision=max(check_in.tag_revision for check_in in inside),
        )

    async def __call__(self, request: CheckOutRequest) -> HandedOver:
        """Release who is asked for and still inside.

        Raises CodeDoesNotMatch, TooManyTries, NotCheckedIn for people who are not in, AlreadyCheckedOut
        (``details.already_out``: OutLines), FullNameNeeded, NotAuthorised, NonceReused.
        """
        found = await self._opened(request.code)
        asked = await self._as_recorded(request.people, found)
        children = [one.person_id for one in found if one.is_inside and (not asked or one.person_id in asked)]
        who = await self.guard.who(request.by, list(dict.fromkeys(children)), request.override, request.staff)
        now = self.clock.now()
        is_in_scope = await self.scope()
        tap = CheckOutTap(
            nonce=request.nonce or self.new_id(now),
            code=normalise(request.code),
            now=now,
            today=local_date(now, await self.lines.zone()),
            new_id=lambda: FactId(self.new_id(now)),
            people=asked,
            by=who.by,
            by_name=who.typed,
            staff_id=request.staff.id if request.staff else None,
            override=request.override.strip(),
            barred=tuple(one.id for one in who.passed),
            is_in_scope=is_in_scope,
        )
        return await self.hand_over(tap)

    async def hand_over(self, tap: CheckOutTap) -> HandedOver:
        """Carry out a release that was decided on, and say what came of it."""
        try:
            released = await self.door.record(lambda view: release(tap, view))
        except AlreadyCheckedOut as problem:
            already = problem.details["already_out"]
            assert isinstance(already, tuple)
            raise AlreadyCheckedOut(already_out=await self.lines.out(already)) from problem
        return await self._handed_over(tap, released)

    async def _opened(self, code: str) -> tuple[CheckIn, ...]:
        """Everyone of a code that this station may see, or a wrong code counted."""
        now = self.clock.now()
        wait = await self.door.code_wait(now, CODE_PAUSES)
        if wait:
            raise TooManyTries(seconds=-(-wait // _SECOND))
        is_in_scope = await self.scope()
        today = local_date(now, await self.lines.zone())
        of_code = await self.door.of_code(normalise(code), today)
        if of_code:
            await self.door.right_code()
        elif await self._is_of_planning_center(code):
            # Somebody holds a good tag at the wrong door: no wrong code, and nothing to alarm anybody.
            raise CodeDoesNotMatch(elsewhere=True, sentence=later(CODE_OF_PLANNING_CENTER))
        else:
            tries = await self.door.wrong_code(now, CODE_PAUSES)
            if tries > CODE_PAUSES.free:
                await self.alerts.tell(WRONG_CODES, {"tries": tries})
        found = tuple(check_in for check_in in of_code if is_in_scope(check_in))
        if not found:
            raise CodeDoesNotMatch()
        return found

    async def _is_of_planning_center(self, code: str) -> bool:
        """Whether the code is on a tag of somebody who is in through Planning Center's own app, as last pulled."""
        now = self.clock.now()
        times = await self.schedule.event_times(now - _A_DAY, now + _A_DAY)
        inside = await self.history.inside_through_planning_center([one.id for one in times])
        return any(past.security_code and normalise(past.security_code) == normalise(code) for past in inside)

    async def _as_recorded(self, asked: Iterable[PersonId], found: Iterable[CheckIn]) -> frozenset[PersonId]:
        """The people asked for, by the ids they were checked in under: a newcomer's, or one that was merged since."""
        theirs = {one.person_id for one in found}
        known = await self.people.people(theirs) if asked else {}
        recorded = {known[id].id: id for id in theirs if id in known}
        return frozenset(id if id in theirs else recorded.get(id, id) for id in asked)

    async def scope(self) -> Callable[[CheckIn], bool]:
        """Whether this station may see a check-in: of its events and rooms; what Planning Center has deleted is everyone's."""
        chosen, rooms, campuses = (
            set(self.settings.event_ids),
            set(self.settings.location_ids),
            self.settings.campus_ids,
        )
        if not chosen and not rooms and not campuses:
            return lambda _: True
        known = await self.schedule.events()
        events = {event.id for event in known if (not chosen or event.id in chosen) and event.is_at(campuses)}
        event_of: dict[LocationId, EventId] = {
            location.id: event.id for event in known for location in await self.schedule.locations(event.id)
        }

        def is_in_scope(check_in: CheckIn) -> bool:
            room = check_in.location_id
            return room not in event_of or (event_of[room] in events and (not rooms or room in rooms))

        return is_in_scope

    async def _handed_over(self, tap: CheckOutTap, released: Released) -> HandedOver:
        lines = await self.lines.out(released.check_ins)
        return HandedOver(
            security_code=tap.code,
            released=lines,
            already_out=await self.lines.out(released.already_out),
            by=lines[0].by if lines else "",
            is_replay=released.is_replay,
        )
