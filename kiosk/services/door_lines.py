"""Puts check-ins, people and rooms together into the lines the door shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from zoneinfo import ZoneInfo

from kiosk.domain.attendance import CheckIn
from kiosk.domain.check_out import COLLECTOR
from kiosk.domain.ids import LocationId, PersonId
from kiosk.domain.people import Person
from kiosk.domain.pick_up import PICK_UP_IDS
from kiosk.services.door_ports import DoorBook, PickUpBook
from kiosk.services.door_views import NO_CAUTION, Caution, InsideLine, OutLine, RoomOf
from kiosk.services.household_views import initials
from kiosk.services.ports import PeopleBook, ScheduleBook


@dataclass(frozen=True, slots=True)
class DoorLines:
    """Reads what the lines need that is not in the record itself."""

    door: DoorBook
    people: PeopleBook
    schedule: ScheduleBook
    pick_up: PickUpBook

    async def zone(self) -> ZoneInfo:
        """The church's zone, UTC before the first pull."""
        organization = await self.schedule.organization()
        return ZoneInfo(organization.time_zone) if organization else ZoneInfo("UTC")

    async def location_names(self) -> Mapping[LocationId, str]:
        """What every known location is called."""
        return {location_id: room.name for location_id, room in (await self.schedule.named_rooms()).items()}

    async def inside(
        self, check_ins: Iterable[CheckIn], cautions: Mapping[PersonId, Caution] = MappingProxyType({})
    ) -> tuple[InsideLine, ...]:
        """One line for each person, in the order they came."""
        zone, rooms = await self.zone(), await self.location_names()
        by_person: dict[PersonId, list[CheckIn]] = {}
        for check_in in check_ins:
            by_person.setdefault(check_in.person_id, []).append(check_in)
        known = await self.people.people(by_person)
        return tuple(
            _inside_line(person_or_id(known, person_id), theirs, rooms, zone, cautions.get(person_id, NO_CAUTION))
            for person_id, theirs in by_person.items()
        )

    async def out(self, check_ins: Sequence[CheckIn]) -> tuple[OutLine, ...]:
        """One line for each check-in that is over."""
        zone, rooms = await self.zone(), await self.location_names()
        known = await self.people.people({check_in.person_id for check_in in check_ins})
        names = await self.collector_names(check_ins)
        return tuple(
            OutLine(
                check_in=check_in,
                person_id=check_in.person_id,
                name=person_or_id(known, check_in.person_id).name,
                called_name=person_or_id(known, check_in.person_id).called_name,
                room=room_of(check_in, rooms, zone),
                checked_out_at=check_in.checked_out_at.astimezone(zone),
                by=names.get(check_in.id, ""),
                is_automatic=check_in.is_out_automatically,
            )
            for check_in in check_ins
            if check_in.checked_out_at is not None
        )

    async def collector_names(self, check_ins: Iterable[CheckIn]) -> Mapping[str, str]:
        """Who collected, in words, by check-in; as far as it was said and not forgotten."""
        over = [check_in for check_in in check_ins if check_in.checked_out_fact is not None]
        typed = await self.door.words([one.checked_out_fact for one in over if one.checked_out_fact], COLLECTOR)
        ids = {one.checked_out_by for one in over if one.checked_out_by}
        entries = await self.pick_up.by_id(id for id in ids if id.startswith(PICK_UP_IDS))
        adults = await self.people.people(PersonId(id) for id in ids if not id.startswith(PICK_UP_IDS))
        names: dict[str, str] = {id: entry.name for id, entry in entries.items()}
        names |= {id: person.name for id, person in adults.items()}
        return {
            one.id: names.get(one.checked_out_by or "", "") or typed.get(one.checked_out_fact, "")
            for one in over
            if one.checked_out_fact is not None
        }


def room_of(check_in: CheckIn, rooms: Mapping[LocationId, str], zone: ZoneInfo) -> RoomOf:
    """The room of a check-in; one that Planning Center has deleted since is called by its id."""
    return RoomOf(
        check_in.location_id,
        rooms.get(check_in.location_id, str(check_in.location_id)),
        check_in.starts_at.astimezone(zone),
    )


def person_or_id(known: Mapping[PersonId, Person], person_id: PersonId) -> Person:
    """The person, or one without a name if nobody is known by that id any more."""
    return known.get(person_id) or Person(person_id, "", "")


def _inside_line(
    person: Person,
    check_ins: Sequence[CheckIn],
    rooms: Mapping[LocationId, str],
    zone: ZoneInfo,
    caution: Caution,
) -> InsideLine:
    return InsideLine(
        person_id=check_ins[0].person_id,
        check_ins=tuple(check_in.id for check_in in check_ins),
        name=person.name,
        called_name=person.called_name,
        initials=initials(person),
        photo=person.photo,
        is_child=person.is_child,
        has_medical_notes=person.has_medical_notes,
        kind=check_ins[0].kind,
        rooms=tuple(room_of(check_in, rooms, zone) for check_in in check_ins),
        is_confirmed=all(check_in.confirmed_at is not None for check_in in check_ins),
        security_code=check_ins[0].security_code,
        caution=caution,
    )
