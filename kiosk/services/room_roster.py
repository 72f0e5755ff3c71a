"""The roster station's lists: expected, present, confirmed in the room and left, with counts and the ratio as it is now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kiosk.domain.attendance import AttendanceKind, CheckIn
from kiosk.domain.counts_there import AttendanceType, HeadcountThere, TimeCounts, named_heads
from kiosk.domain.hierarchy import group_node_id
from kiosk.domain.history import PastCheckIn
from kiosk.domain.ids import CheckInId, EventId, EventTimeId, FactId, GroupId, LocationId, PersonId
from kiosk.domain.location_tree import LocationTree
from kiosk.domain.people import Person
from kiosk.domain.problems import NotKnown
from kiosk.domain.recording import NOTE
from kiosk.domain.room_state import Headcount
from kiosk.services.door_lines import DoorLines, person_or_id
from kiosk.services.door_ports import DoorBook
from kiosk.services.household_views import initials
from kiosk.services.ports import AttendanceBook, Clock, GroupBook, PeopleBook, ScheduleBook, StationSettings
from kiosk.services.room_views import ExpectedLine, RoomLine, RoomTime, RoomView, WhyExpected
from kiosk.services.roster_ports import CountsThere, DoorCalls, ExpectedBook
from kiosk.services.service_day import ServiceDay, ServiceDays
from kiosk.services.watch import WatchList

_REPLIES_AROUND = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class RoomRosters:
    """Reads the rooms of today, from what is here alone; works without a network."""

    days: ServiceDays
    attendance: AttendanceBook
    people: PeopleBook
    schedule: ScheduleBook
    groups: GroupBook
    expected: ExpectedBook
    there: CountsThere
    door: DoorBook
    calls: DoorCalls
    lines: DoorLines
    watch: WatchList
    clock: Clock
    settings: StationSettings

    async def rooms(
        self, location_id: LocationId | None = None, event_time_id: EventTimeId | None = None
    ) -> tuple[RoomView, ...]:
        """Every room of today that is this station's (or one, whosesoever), of all times or of one. Raises NotKnown, StationNotSetUp."""
        day = await self.days.at(self.clock.now())
        trees = {room_id: tree for tree in day.trees.values() for room_id in tree.room_by_id}
        if location_id is not None and location_id not in trees:
            raise NotKnown(location=location_id)
        times = [time.id for time in day.times if event_time_id in (None, time.id)]
        check_ins = await self._check_ins(times, event_time_id)
        own = self.settings.location_ids
        shown = [room for room in trees if room == location_id or (location_id is None and (not own or room in own))]
        lines = await self._lines([one for one in check_ins if location_id in (None, one.location_id)])
        come = {one.person_id for one in check_ins}
        come |= {person.id for person in (await self.people.people(come)).values()}
        expected = await self._expected(day, shown, come)
        elsewhere = [past for past in day.elsewhere if past.event_time_id in times]
        counts = await self.door.headcounts(times)
        there = _counted_there(await self.there.counts_there(times))
        heads = await self.there.headcounts_there(times)
        events = dict.fromkeys(
            event_id for event_id, tree in day.trees.items() if not set(shown).isdisjoint(tree.room_by_id)
        )
        types = {event_id: await self.schedule.attendance_types(event_id) for event_id in events}
        return tuple(
            _of_event(
                _view(
                    trees[room],
                    room,
                    tuple(lines[one.id] for one in check_ins if one.location_id == room),
                    expected.get(room, ()),
                    _heads(room, check_ins, elsewhere),
                    tuple(count for count in counts if count.location_id == room),
                    there.get(room),
                ),
                day,
                types,
                heads,
            )
            for room in shown
        )

    async def _check_ins(self, times: Sequence[EventTimeId], only: EventTimeId | None) -> tuple[CheckIn, ...]:
        """Those of these times, and whoever is still in from before."""
        found = {one.id: one for one in await self.attendance.of_event_times(times)}
        if only is None:
            found |= {one.id: one for one in await self.attendance.everyone_inside()}
        return tuple(sorted(found.values(), key=lambda one: (one.checked_in_at, one.id)))

    async def _lines(self, check_ins: Sequence[CheckIn]) -> Mapping[CheckInId, RoomLine]:
        zone = await self.lines.zone()
        known = await self.people.people({one.person_id for one in check_ins})
        flags = await self.watch.kinds_of({one.person_id for one in check_ins})
        notes = await self.door.words([FactId(one.id) for one in check_ins], NOTE)
        left_with = await self.lines.collector_names(check_ins)
        called = await self.calls.called()
        return {
            one.id: RoomLine(
                check_in_id=one.id,
                person_id=one.person_id,
                event_time_id=one.event_time_id,
                starts_at=one.starts_at.astimezone(zone),
                name=person_or_id(known, one.person_id).name,
                called_name=person_or_id(known, one.person_id).called_name,
                initials=initials(person_or_id(known, one.person_id)),
                photo=person_or_id(known, one.person_id).photo,
                kind=one.kind,
                security_code=one.security_code,
                medical_notes=person_or_id(known, one.person_id).medical_notes.strip(),
                checked_in_at=one.checked_in_at.astimezone(zone),
                confirmed_at=one.confirmed_at.astimezone(zone) if one.confirmed_at else None,
                left_at=one.checked_out_at.astimezone(zone) if one.checked_out_at else None,
                left_with=left_with.get(one.id, ""),
                note=notes.get(FactId(one.id), ""),
                flags=flags.get(one.person_id, ()),
                is_duplicate=one.is_duplicate,
                is_called=one.is_inside and one.id in called,
            )
            for one in check_ins
        }

    async def _expected(
        self, day: ServiceDay, rooms: Iterable[LocationId], come: set[PersonId]
    ) -> Mapping[LocationId, tuple[ExpectedLine, ...]]:
        """Members of each room's groups, then who came lately; who has come today, or said no, is left out."""
        since = day.now - timedelta(weeks=self.settings.lookback_weeks)
        wanted = set(rooms)
        everywhere = [room_id for tree in day.trees.values() for room_id in tree.room_by_id]
        why: dict[LocationId, dict[PersonId, WhyExpected]] = {}
        stay_away: dict[LocationId, set[PersonId]] = {}
        for room, groups in (await self._groups_of(day, wanted)).items():
            why[room], stay_away[room] = await self._of_groups(groups, day.now)
        for person_id, room in (await self.expected.last_rooms(everywhere, since)).items():
            if room in wanted and person_id not in stay_away.get(room, ()):
                why.setdefault(room, {}).setdefault(person_id, WhyExpected.RECENT)
        known = await self.people.people({person_id for people in why.values() for person_id in people} - come)
        return {
            room: tuple(
                sorted(
                    (_expected_line(known[id], reason) for id, reason in people.items() if _may_come(id, known, come)),
                    key=lambda line: (line.name.casefold(), line.person_id),
                )
            )
            for room, people in why.items()
        }

    async def _of_groups(
        self, groups: Iterable[GroupId], now: datetime
    ) -> tuple[dict[PersonId, WhyExpected], set[PersonId]]:
        """Members and everybody who said they would come; and apart from them who said they would not."""
        asked = tuple(groups)
        said = await self.expected.replies(asked, now - _REPLIES_AROUND, now + _REPLIES_AROUND)
        members = [id for id in await self.expected.members(asked) if said.get(id, True)]
        coming = [id for id, is_coming in said.items() if is_coming]
        expected = dict.fromkeys(members, WhyExpected.MEMBER) | dict.fromkeys(coming, WhyExpected.REPLIED)
        return expected, {id for id, is_coming in said.items() if not is_coming}

    async def _groups_of(self, day: ServiceDay, rooms: set[LocationId]) -> Mapping[LocationId, tuple[GroupId, ...]]:
        nodes = {
            room_id: tree.room_by_id[room_id].member_node_ids
            for tree in day.trees.values()
            for room_id in tree.room_by_id
            if room_id in rooms and tree.room_by_id[room_id].member_node_ids
        }
        if not nodes:
            return {}
        group_of = {group_node_id(group.id): group.id for group in await self.groups.groups()}
        return {
            room: tuple(
                sorted(
                    group_of[below]
                    for node in node_ids
                    for below in {node, *day.program.hierarchy.below(node)}
                    if below in group_of
                )
            )
            for room, node_ids in nodes.items()
        }


def _may_come(person_id: PersonId, known: Mapping[PersonId, Person], come: set[PersonId]) -> bool:
    return person_id in known and known[person_id].is_active and person_id not in come


def _expected_line(person: Person, why: WhyExpected) -> ExpectedLine:
    return ExpectedLine(person.id, person.name, person.called_name, initials(person), person.has_medical_notes, why)


def _heads(room: LocationId, check_ins: Iterable[CheckIn], elsewhere: Iterable[PastCheckIn]) -> tuple[int, int]:
    """How many attend and how many serve in a room now, each person once, whatever times they are in for."""
    attend: set[str] = set()
    serve: set[str] = set()
    for one in check_ins:
        if one.is_inside and one.location_id == room:
            (serve if one.kind is AttendanceKind.VOLUNTEER else attend).add(one.person_id)
    ours = attend | serve
    for past in elsewhere:
        if past.location_id == room and past.person_id not in ours:
            (serve if past.kind.lower() == AttendanceKind.VOLUNTEER else attend).add(past.person_id or past.id)
    return len(attend), len(serve)


def _counted_there(counts: Iterable[TimeCounts]) -> Mapping[LocationId, int]:
    """Attendees by room as Planning Center has them; a room it says nothing of is left out, for missing is not zero."""
    found: dict[LocationId, int] = {}
    for one in counts:
        said = [count for count in (one.regular, one.guest) if count is not None]
        if one.location_id is not None and said:
            found[one.location_id] = found.get(one.location_id, 0) + sum(said)
    return found


def _of_event(
    view: RoomView,
    day: ServiceDay,
    types: Mapping[EventId, Sequence[AttendanceType]],
    heads: Iterable[HeadcountThere],
) -> RoomView:
    """The room with its event, the starts it is offered at, what heads are counted as there, and Planning Center's counts."""
    event_id = next((event_id for event_id, tree in day.trees.items() if view.location_id in tree.room_by_id), None)
    if event_id is None:
        return view
    tree, event = day.trees[event_id], day.events.get(event_id)
    return replace(
        view,
        event_id=event_id,
        event_name=event.name if event is not None else "",
        times=tuple(
            RoomTime(time.id, time.starts_at.astimezone(day.zone))
            for time in sorted(day.times, key=lambda one: one.starts_at)
            if time.event_id == event_id and view.location_id in tree.offered(time.location_ids)
        ),
        counted_types=tuple(one.name for one in types.get(event_id, ())),
        heads_there=named_heads(heads, types.get(event_id, ())),
    )


def _view(
    tree: LocationTree,
    room_id: LocationId,
    lines: tuple[RoomLine, ...],
    expected: tuple[ExpectedLine, ...],
    heads: tuple[int, int],
    counts: tuple[Headcount, ...],
    there: int | None,
) -> RoomView:
    room = tree.by_id[room_id]
    return RoomView(
        location_id=room_id,
        name=room.name,
        is_open=tree.is_open(room_id),
        seats=room.max_occupancy,
        attendees=heads[0],
        volunteers=heads[1],
        per_volunteer=room.attendees_per_volunteer,
        min_volunteers=room.min_volunteers,
        expected=expected,
        present=tuple(line for line in lines if line.left_at is None),
        left=tuple(line for line in lines if line.left_at is not None),
        headcounts=counts,
        counted_there=there,
    )
