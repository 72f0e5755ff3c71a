"""How a staff station is: its printer, what waits, who is inside, and what somebody has to see to."""

from datetime import datetime, timedelta

from kiosk.domain.labels import PrintState
from kiosk.services.printing_ports import names_a_printer
from kiosk.services.service_day import ServiceDay
from kiosk.services.staff_services import StaffServices
from kiosk.services.staff_views import Strip
from kiosk.words import Words
from kiosk.words.times import clock_time
from kiosk.words.warnings import clock_warning, day_warning, door_alert

_WAITING = (PrintState.QUEUED, PrintState.HELD, PrintState.SENDING, PrintState.FAILED)
_FRESH = timedelta(minutes=10)
"""So long an alert from the door stands at the bottom of every staff screen."""


async def strip_of(services: StaffServices, words: Words, people_as_of: datetime | None, trouble: str) -> Strip:
    """What stands at the bottom of every screen; ``trouble``: what is wrong with the printer, or nothing."""
    day = await services.days.at(services.clock.now())
    counts = await services.queue.counts()
    inside = {str(check_in.person_id) for check_in in await services.attendance.everyone_inside()}
    inside |= {past.person_id or past.id for past in day.elsewhere}
    has_printer = names_a_printer(services.settings.printer)
    return Strip(
        church_name=day.organization.name,
        station_name=services.settings.name,
        now=day.now.astimezone(day.zone),
        people_as_of=people_as_of.astimezone(day.zone) if people_as_of else None,
        has_printer=has_printer,
        trouble=trouble,
        waiting=sum(counts.get(state.value, 0) for state in _WAITING) if has_printer else 0,
        uncertain=counts.get(PrintState.UNCERTAIN.value, 0),
        inside=len(inside),
        is_rehearsal=services.settings.is_rehearsal,
        warnings=await _warnings(services, words, day),
    )


async def _warnings(services: StaffServices, words: Words, day: ServiceDay) -> tuple[str, ...]:
    """What somebody has to see to, as sentences."""
    doubt = await services.clock_doubt()
    door = await services.check_out.alerts.since(day.now - _FRESH)
    told = {one.what: one.at for one in reversed(door)}
    clock = (clock_warning(words, doubt.fault.value, doubt.off_by),) if doubt is not None else ()
    alerts = tuple(
        door_alert(words, what, clock_time(words, at.astimezone(day.zone))) for what, at in sorted(told.items())
    )
    off = tuple(
        day_warning(
            words,
            one.kind.value,
            one.people,
            event=one.event_name,
            moment=clock_time(words, one.starts_at.astimezone(day.zone)),
        )
        for one in await services.warnings.of(day)
    )
    return (*clock, *alerts, *off)
