"""The night: whoever nobody checked out is checked out by itself, marked so, and listed for whoever asks in the morning.

Whose service goes on through the night, or only begins after it, stays in: a child on a sleepover is on the list of everyone
inside at four in the morning too.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from kiosk.domain.attendance import CheckIn
from kiosk.domain.check_out import close_out
from kiosk.domain.civil_time import local_date, moment
from kiosk.domain.decisions import AttendanceView, Decision
from kiosk.domain.ids import FactId
from kiosk.domain.schedule import EventSettings
from kiosk.services.door_lines import DoorLines
from kiosk.services.door_ports import DoorBook
from kiosk.services.door_views import OutLine
from kiosk.services.ports import AttendanceBook, Clock, ScheduleBook, StationSettings

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CloseOut:
    """Closes days that are over. Run it at any time, also after a night the machine was off: it does what is due."""

    attendance: AttendanceBook
    door: DoorBook
    schedule: ScheduleBook
    lines: DoorLines
    clock: Clock
    settings: StationSettings
    new_id: Callable[[datetime], str]

    async def __call__(self) -> tuple[OutLine, ...]:
        """Check out everyone who came in, and whose service was over, before the last close-out time; who that was.

        Nobody twice (case C12).
        """
        now = self.clock.now()
        due = await self.last_due(now)
        came = [one for one in await self.attendance.everyone_inside() if one.checked_in_at < due]
        over = await self._whose_service_is_over(came, due)
        if not over:
            return ()
        nonce = self.new_id(now)

        def decide(view: AttendanceView) -> tuple[Decision, tuple[CheckIn, ...]]:
            facts = []
            done = []
            for check_in in over:
                # Somebody may have been collected since the list was read.
                here = view.check_ins_of(check_in.person_id, check_in.event_time_id)
                if any(one.id == check_in.id and one.is_inside for one in here):
                    fact = close_out(check_in, now, FactId(self.new_id(now)), nonce)
                    facts.append(fact)
                    done.append(check_in)
            return Decision(tuple(facts)), tuple(done)

        done = await self.attendance.record(decide)
        return await self.lines.out(await self.door.check_ins(one.id for one in done))

    async def last_due(self, now: datetime) -> datetime:
        """The last moment at which the church's clock showed the close-out time."""
        zone = await self.lines.zone()
        at = time.fromisoformat(self.settings.close_out_at)
        today = moment(local_date(now, zone), at, zone)
        return today if today <= now else moment(local_date(now, zone) - _A_DAY, at, zone)

    async def _whose_service_is_over(self, check_ins: Iterable[CheckIn], at: datetime) -> list[CheckIn]:
        waiting = list(check_ins)
        if not waiting:
            return []
        rooms = await self.schedule.named_rooms()
        minutes = {event.id: event.settings.service_minutes for event in await self.schedule.events()}

        def ends_at(one: CheckIn) -> datetime:
            room = rooms.get(one.location_id)
            lasts = minutes.get(room.event_id) if room is not None else None
            return one.starts_at + timedelta(minutes=lasts or EventSettings().service_minutes)

        return [one for one in waiting if ends_at(one) <= at]
