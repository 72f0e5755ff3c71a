"""Attendance as other systems and reports read it: one row for each check-in, with everything named that ids stand for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from kiosk.domain.attendance import AttendanceKind, CheckIn, Method
from kiosk.domain.civil_time import local_date
from kiosk.domain.ids import EventId, EventTimeId, FactId, LocationId, PersonId
from kiosk.domain.newcomers import is_guest
from kiosk.domain.recording import NOTE
from kiosk.services.door_lines import DoorLines, person_or_id
from kiosk.services.door_ports import DoorBook
from kiosk.services.ports import AttendanceBook, HistoryBook, PeopleBook, ScheduleBook, StationSettings

_EVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One check-in. Moments are in the church's zone; ``station`` is its name where it has one.

    ``checked_out_by`` is a name, or empty where nobody was named or the name was forgotten; ``is_first_time`` is the person's
    first check-in for the event.
    """

    check_in: CheckIn
    event_id: EventId | None
    event_name: str
    starts_at: datetime
    service_date: date
    location_name: str
    person_name: str
    station: str
    checked_in_at: datetime
    checked_in_by: str
    checked_out_at: datetime | None
    checked_out_by: str
    confirmed_at: datetime | None
    is_first_time: bool
    is_one_time_guest: bool
    note: str

    @property
    def kind(self) -> AttendanceKind:
        """Regular, guest or volunteer."""
        return self.check_in.kind

    @property
    def method(self) -> Method:
        """How the person was found."""
        return self.check_in.method

    @property
    def location_id(self) -> LocationId:
        """The last room."""
        return self.check_in.location_id

    @property
    def event_time_id(self) -> EventTimeId:
        """The time."""
        return self.check_in.event_time_id


@dataclass(frozen=True, slots=True)
class AttendanceRows:
    """Reads rows from this station's record."""

    door: DoorBook
    attendance: AttendanceBook
    people: PeopleBook
    schedule: ScheduleBook
    history: HistoryBook
    lines: DoorLines
    settings: StationSettings

    async def of_dates(self, first: date, last: date) -> tuple[AttendanceRow, ...]:
        """The church's dates from first to last, both included, oldest first; what was undone is left out."""
        return await self.of(await self.door.of_dates(first, last))

    async def of(self, check_ins: Sequence[CheckIn]) -> tuple[AttendanceRow, ...]:
        """These check-ins, in their order."""
        zone = await self.lines.zone()
        places = {
            location_id: (room.name, room.event_id, room.event_name)
            for location_id, room in (await self.schedule.named_rooms()).items()
        }
        ids = {one.person_id for one in check_ins}
        known = await self.people.people(ids | {one.checked_in_by for one in check_ins if one.checked_in_by})
        collected = await self.lines.collector_names(check_ins)
        notes = await self.door.words([FactId(one.id) for one in check_ins], NOTE)
        firsts = await self._firsts(ids, {room: event_id for room, (_, event_id, _) in places.items()})
        rows = []
        for one in check_ins:
            name, event_id, event_name = places.get(one.location_id, (str(one.location_id), None, ""))
            rows.append(
                AttendanceRow(
                    check_in=one,
                    event_id=event_id,
                    event_name=event_name,
                    starts_at=one.starts_at.astimezone(zone),
                    service_date=one.service_date or local_date(one.starts_at, zone),
                    location_name=name,
                    person_name=person_or_id(known, one.person_id).name,
                    station=self._station(one.station_id),
                    checked_in_at=one.checked_in_at.astimezone(zone),
                    checked_in_by=person_or_id(known, one.checked_in_by).name if one.checked_in_by else "",
                    checked_out_at=one.checked_out_at.astimezone(zone) if one.checked_out_at else None,
                    checked_out_by=collected.get(one.id, ""),
                    confirmed_at=one.confirmed_at.astimezone(zone) if one.confirmed_at else None,
                    is_first_time=event_id is not None and firsts.get((one.person_id, event_id)) == one.checked_in_at,
                    is_one_time_guest=is_guest(one.person_id),
                    note=notes.get(FactId(one.id), ""),
                )
            )
        return tuple(rows)

    async def _firsts(
        self, ids: Iterable[PersonId], event_of: Mapping[LocationId, EventId]
    ) -> Mapping[tuple[PersonId, EventId], datetime]:
        """When people first came to events, where that was here: whoever Planning Center has seen there before is left out."""
        people = tuple(ids)
        attended = await self.history.events_attended(people)
        firsts: dict[tuple[PersonId, EventId], datetime] = {}
        for one in await self.attendance.of_people(people, _EVER):
            event_id = event_of.get(one.location_id)
            if event_id is not None and event_id not in attended.get(one.person_id, frozenset()):
                earlier = firsts.get((one.person_id, event_id), one.checked_in_at)
                firsts[(one.person_id, event_id)] = min(earlier, one.checked_in_at)
        return firsts

    def _station(self, station_id: str) -> str:
        return self.settings.name if station_id == self.settings.station_id and self.settings.name else station_id
