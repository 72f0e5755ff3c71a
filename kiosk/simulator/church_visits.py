"""Who came to the sample church: past weeks, and today before the station starts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import Any

from kiosk.simulator.church_ages import whole_months
from kiosk.simulator.church_check_ins import REGULAR, VOLUNTEER, Visit, VisitBook, stable
from kiosk.simulator.church_files import rows
from kiosk.simulator.church_people import Individual
from kiosk.simulator.church_schedule import RoomRow, Schedule, time_id
from kiosk.simulator.church_week import utc_text

TIMES_OF = {"first": (11,), "second": (12,), "both": (11, 12), "midweek": (21,), "": ()}
ABSENT_EVERY = 5
SERVICE = timedelta(minutes=75)


@dataclass(frozen=True, slots=True)
class TodayRow:
    """People who are in already when the station starts, or a guest without a person record (first and last name)."""

    room: str
    at: tuple[int, ...]
    kind: str
    minutes_ago: int
    people: tuple[int, ...] = ()
    guest: tuple[str, str] | None = None
    by: int | None = None
    left_minutes_ago: int | None = None


def file_visits(book: VisitBook, told: dict[str, Any]) -> None:
    """File the past weeks, what happened today before now, the counts and the headcounts."""
    for weeks_ago in range(book.schedule.weeks_back, 0, -1):
        for visit in _visits_of_week(book.schedule, book.people.values(), weeks_ago):
            book.add(visit)
    week = book.schedule.week
    if week.now.astimezone(week.zone).date() == week.service_date:
        for row in rows(TodayRow, told["today"]):
            _add_today(book, row)
    book.close()
    for number, (kind, time, made, total) in enumerate(_headcounts(book.schedule, told["headcounts"]), start=1):
        book.church.add(
            "check-ins",
            "Headcount",
            str(number),
            {"total": total, "created_at": made, "updated_at": made},
            {"attendance_type": ("AttendanceType", kind), "event_time": ("EventTime", time)},
        )


def room_for(person: Individual, offered: Iterable[RoomRow], on: date) -> RoomRow | None:
    """Where a child was sent: the narrowest room for its grade, else for its age, else one without a filter."""
    months = whole_months(person.birthdate, on) if person.birthdate else None
    fitting = [
        (0 if room.grades else 1 if room.ages else 2, _width(room), room.id, room)
        for room in offered
        if room.open
        and room.whom in ("", "Child" if person.is_child else "Adult")
        and room.gender in (None, person.gender)
        and (room.grades is None or (person.grade is not None and room.grades[0] <= person.grade <= room.grades[1]))
        and (room.ages is None or (months is not None and room.ages[0] <= months <= room.ages[1]))
    ]
    return min(fitting, key=lambda one: one[:3])[3] if fitting else None


def _width(room: RoomRow) -> int:
    low, high = room.grades or room.ages or (0, 0)
    return high - low


def _visits_of_week(schedule: Schedule, people: Iterable[Individual], weeks_ago: int) -> Iterator[Visit]:
    for person in people:
        if person.gone:
            continue
        present = weeks_ago == 1 or stable(person.household or person.id, weeks_ago) % ABSENT_EVERY
        if not present:
            continue
        for kind, rooms in _places(schedule, person, weeks_ago):
            start = schedule.starts_at(rooms[0][0], weeks_ago).astimezone(UTC)
            last = schedule.starts_at(rooms[-1][0], weeks_ago).astimezone(UTC)
            early = timedelta(minutes=4 + stable(person.household or person.id, weeks_ago) % 25)
            linger = timedelta(minutes=stable(person.id, weeks_ago) % 15)
            yield Visit(person, kind, rooms, weeks_ago, start - early, last + SERVICE + linger)


def _places(
    schedule: Schedule, person: Individual, weeks_ago: int
) -> Iterator[tuple[str, tuple[tuple[int, RoomRow], ...]]]:
    """Where somebody goes in a week: one entry for each event."""
    if person.serves:
        room = next(room for room in schedule.rooms if room.name == person.serves)
        times = [one.id for event in schedule.events if event.id == room.event for one in event.weekly_times]
        offered = [time for time in times if not room.only_at or time in room.only_at]
        yield VOLUNTEER, ((offered[stable(person.id) % len(offered)], room),)
    by_event: dict[int, list[tuple[int, RoomRow]]] = {}
    for weekly in (time for word in person.attends for time in TIMES_OF[word]):
        offered_rooms = schedule.rooms_at(weekly)
        usual = next((room for room in offered_rooms if room.name == person.room), None)
        chosen = usual or room_for(person, offered_rooms, schedule.starts_at(weekly, weeks_ago).date())
        if chosen:
            by_event.setdefault(chosen.event, []).append((weekly, chosen))
    for rooms in by_event.values():
        yield REGULAR, tuple(rooms)


def _add_today(book: VisitBook, told: TodayRow) -> None:
    now = book.schedule.week.now
    at = now - timedelta(minutes=told.minutes_ago)
    out = now - timedelta(minutes=told.left_minutes_ago) if told.left_minutes_ago else None
    event = book.schedule.event_of_time(told.at[0]).id
    room = next(room for room in book.schedule.rooms if room.name == told.room and room.event == event)
    rooms = tuple((weekly, room) for weekly in told.at)
    if told.guest:
        book.add(Visit(told.guest, told.kind, rooms, 0, at, out))
    for id in told.people:
        book.add(Visit(book.people[id], told.kind, rooms, 0, at, out), told.by)


def _headcounts(schedule: Schedule, told: list[dict[str, Any]]) -> Iterator[tuple[str, str, str, int]]:
    for counted in told:
        for weeks_ago, total in enumerate(reversed(counted["totals"]), start=1):
            if total:
                made = utc_text(schedule.starts_at(counted["time"], weeks_ago).astimezone(UTC) + SERVICE)
                yield str(counted["type"]), time_id(counted["time"], weeks_ago), made, total
