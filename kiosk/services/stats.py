"""How many came, left and are in, by kind, room and method; and the reports that an admin reads on Monday."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from kiosk.domain.attendance import AttendanceKind, Method
from kiosk.domain.civil_time import local_date, moment
from kiosk.domain.counts_there import HeadsThere, TimeCounts, named_heads
from kiosk.domain.ids import EventId, EventTimeId, LocationId
from kiosk.domain.problems import NotKnown
from kiosk.domain.room_state import Headcount
from kiosk.domain.schedule import EventTime
from kiosk.services.attendance_rows import AttendanceRow, AttendanceRows
from kiosk.services.door_ports import DoorBook
from kiosk.services.ports import AttendanceBook, ScheduleBook
from kiosk.services.roster_ports import CountsThere

_EVER, _NEVER = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
_There = tuple[TimeCounts | None, tuple[HeadsThere, ...]]
_NOT_SAID: _There = (None, ())
SLICE = timedelta(minutes=5)
"""The peak is counted in slices of five minutes of the clock."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many came in, went out, and are inside; each check-in once."""

    came: int = 0
    left: int = 0

    @property
    def inside(self) -> int:
        """How many have not left."""
        return self.came - self.left


@dataclass(frozen=True, slots=True)
class TimeStats:
    """One event time. ``there``: how many attendees Planning Center has checked in itself, None where it says nothing;
    ``heads_there``: heads counted in Planning Center.
    """

    event_time_id: EventTimeId
    event_id: EventId | None
    event_name: str
    starts_at: datetime
    all: Tally
    by_kind: tuple[tuple[AttendanceKind, Tally], ...]
    by_location: tuple[tuple[LocationId, str, Tally], ...]
    by_method: tuple[tuple[Method, Tally], ...]
    headcounts: tuple[Headcount, ...] = ()
    there: TimeCounts | None = None
    heads_there: tuple[HeadsThere, ...] = ()


@dataclass(frozen=True, slots=True)
class Peak:
    """The slice of the clock in which most people came in."""

    starts_at: datetime
    check_ins: int


@dataclass(frozen=True, slots=True)
class Report:
    """Attendance of some dates. ``check_outs``: how many left in which slice, those of the night left out.

    ``first_times`` and ``guests`` count people, ``overrides`` and ``duplicates`` check-ins. ``never_checked_out``: whom the night
    had to check out, in the order they came.
    """

    first: date
    last: date
    times: tuple[TimeStats, ...]
    first_times: int
    guests: int
    overrides: int
    duplicates: int
    never_checked_out: tuple[AttendanceRow, ...]
    peak: Peak | None
    check_outs: tuple[tuple[datetime, int], ...]


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts rows of this station's record."""

    rows: AttendanceRows
    door: DoorBook
    attendance: AttendanceBook
    schedule: ScheduleBook
    there: CountsThere

    async def of_dates(self, first: date, last: date) -> Report:
        """The report of the church's dates from first to last, both included; also of times that nobody came to."""
        zone = await self.rows.lines.zone()
        since, until = moment(first, time(), zone), moment(last + timedelta(days=1), time(), zone)
        known = await self.schedule.event_times(since, until)
        return await self._report(first, last, await self.rows.of_dates(first, last), known)

    async def of_time(self, event_time_id: EventTimeId) -> Report:
        """The report of one event time. Raises NotKnown for one that nobody came to and nobody knows."""
        rows = await self.rows.of(await self.attendance.of_event_times([event_time_id]))
        known = [one for one in await self.schedule.event_times(_EVER, _NEVER) if one.id == event_time_id]
        if not rows and not known:
            raise NotKnown(event_time=event_time_id)
        zone = await self.rows.lines.zone()
        days = [row.service_date for row in rows] or [local_date(one.starts_at, zone) for one in known]
        return await self._report(min(days), max(days), rows, known)

    async def _report(
        self, first: date, last: date, rows: Sequence[AttendanceRow], known: Sequence[EventTime]
    ) -> Report:
        zone = await self.rows.lines.zone()
        names = {event.id: event.name for event in await self.schedule.events()}
        starts = {one.id: (one.event_id, names.get(one.event_id, ""), one.starts_at.astimezone(zone)) for one in known}
        came = {row.event_time_id: (row.event_id, row.event_name, row.starts_at) for row in rows}
        times = sorted((starts | came).items(), key=lambda item: (item[1][2], item[0]))
        counts = await self.door.headcounts([id for id, _ in times])
        there = await self._there(times)
        return Report(
            first=first,
            last=last,
            times=tuple(
                replace(
                    _time(id, event_id, name, start, [row for row in rows if row.event_time_id == id], counts),
                    there=there.get(id, _NOT_SAID)[0],
                    heads_there=there.get(id, _NOT_SAID)[1],
                )
                for id, (event_id, name, start) in times
            ),
            first_times=len({(row.check_in.person_id, row.event_id) for row in rows if row.is_first_time}),
            guests=len({row.check_in.person_id for row in rows if row.kind is AttendanceKind.GUEST}),
            overrides=sum(row.check_in.is_override for row in rows),
            duplicates=sum(row.check_in.is_duplicate for row in rows),
            never_checked_out=tuple(row for row in rows if row.check_in.is_out_automatically),
            peak=_peak(rows),
            check_outs=tuple(sorted(_check_outs(rows).items())),
        )

    async def _there(
        self, times: Sequence[tuple[EventTimeId, tuple[EventId | None, str, datetime]]]
    ) -> Mapping[EventTimeId, _There]:
        """What Planning Center says of each time; one it says nothing of is left out, for missing is not zero."""
        ids = [id for id, _ in times]
        together = {one.event_time_id: one for one in await self.there.counts_there(ids) if one.location_id is None}
        events = dict.fromkeys(event_id for _, (event_id, _, _) in times if event_id is not None)
        types = [one for event_id in events for one in await self.schedule.attendance_types(event_id)]
        heads = named_heads(await self.there.headcounts_there(ids), types)
        said = {*together, *(one.event_time_id for one in heads)}
        return {id: (together.get(id), tuple(one for one in heads if one.event_time_id == id)) for id in said}


def _time(
    id: EventTimeId,
    event_id: EventId | None,
    event_name: str,
    starts_at: datetime,
    rows: Sequence[AttendanceRow],
    counts: Iterable[Headcount],
) -> TimeStats:
    rooms = {row.location_id: row.location_name for row in rows}
    return TimeStats(
        event_time_id=id,
        event_id=event_id,
        event_name=event_name,
        starts_at=starts_at,
        all=_tally(rows),
        by_kind=tuple((kind, _tally(row for row in rows if row.kind is kind)) for kind in AttendanceKind),
        by_location=tuple(
            (room, name, _tally(row for row in rows if row.location_id == room))
            for room, name in sorted(rooms.items(), key=lambda item: (item[1], item[0]))
        ),
        by_method=tuple((method, _tally(row for row in rows if row.method is method)) for method in Method),
        headcounts=tuple(count for count in counts if count.event_time_id == id),
    )


def _tally(rows: Iterable[AttendanceRow]) -> Tally:
    counted = list(rows)
    return Tally(len(counted), sum(row.checked_out_at is not None for row in counted))


def _slice(moment: datetime) -> datetime:
    minutes = SLICE // timedelta(minutes=1)
    return moment.replace(minute=moment.minute - moment.minute % minutes, second=0, microsecond=0)


def _peak(rows: Iterable[AttendanceRow]) -> Peak | None:
    """People are counted once a slice, whatever times they came for."""
    came = Counter(slice for slice, _ in {(_slice(row.checked_in_at), row.check_in.person_id) for row in rows})
    if not came:
        return None
    starts_at, check_ins = max(came.items(), key=lambda item: (item[1], -item[0].timestamp()))
    return Peak(starts_at, check_ins)


def _check_outs(rows: Iterable[AttendanceRow]) -> Counter[datetime]:
    left = {
        (_slice(row.checked_out_at), row.check_in.person_id)
        for row in rows
        if row.checked_out_at is not None and not row.check_in.is_out_automatically
    }
    return Counter(slice for slice, _ in left)
