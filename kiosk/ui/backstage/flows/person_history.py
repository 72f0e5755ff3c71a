"""What somebody came to in the last two years, here and in Planning Center's own app, newest first. No Qt."""

from datetime import datetime, timedelta

from kiosk.domain.ids import EventId, LocationId
from kiosk.domain.people import Person
from kiosk.ui.backstage.flows.records import ListLine
from kiosk.ui.backstage.record_desks import RecordDesks
from kiosk.words import Words
from kiosk.words import admin_people as say
from kiosk.words.times import civil_date, clock_time

LOOKS_BACK = timedelta(days=730)


async def history_lines(desks: RecordDesks, words: Words, person: Person) -> tuple[ListLine, ...]:
    """One line for each check-in: when, event, room, as what."""
    since = desks.clock.now() - LOOKS_BACK
    program = await desks.programs.at(desks.clock.now())
    rooms = await desks.schedule.named_rooms()
    events = {event.id: event.name for event in await desks.schedule.events()}
    found: list[tuple[datetime, str, str, LocationId | None, str]] = []
    for one in await desks.attendance.of_people([person.id], since):
        event_id = program.event_of(one.event_time_id, one.location_id)
        found.append((one.starts_at, one.id, events.get(event_id or EventId(""), ""), one.location_id, one.kind))
    for past in await desks.history.past_check_ins([person.id], since):
        starts_at = past.starts_at or past.checked_in_at
        found.append((starts_at, past.id, events.get(past.event_id, ""), past.location_id, past.kind.lower()))
    lines = []
    for starts_at, id, event, location_id, kind in sorted(found, reverse=True, key=lambda one: one[:2]):
        here = starts_at.astimezone(desks.zone)
        room = rooms.get(location_id) if location_id is not None else None
        cells = (
            f"{civil_date(words, here.date())} · {clock_time(words, here)}",
            event or (room.event_name if room else ""),
            room.name if room else "",
            words.say(say.KINDS[kind]) if kind in say.KINDS else "",
        )
        lines.append(ListLine(id, cells))
    return tuple(lines)
