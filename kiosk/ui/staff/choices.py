"""What a volunteer has chosen for a household: who, when, where, as what; and whether that needs a reason. No Qt, no rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kiosk.domain.attendance import AttendanceKind, Method
from kiosk.domain.ids import EventTimeId, LocationId, PersonId
from kiosk.services.staff_views import StaffFamily, StaffPerson, StaffRoom, StaffTap, StaffTime, StaffWant

Where = tuple[PersonId, str]
"""A person at a time's key."""
Place = tuple[EventTimeId, LocationId]


@dataclass(frozen=True, slots=True)
class Choices:
    """Choices so far. ``rooms``: picked instead of the proposed ones; None: not at this time."""

    time_keys: tuple[str, ...]
    ticked: frozenset[PersonId]
    rooms: Mapping[Where, Place | None] = field(default_factory=dict)
    kinds: Mapping[PersonId, AttendanceKind] = field(default_factory=dict)
    by: PersonId | None = None
    notes: Mapping[PersonId, str] = field(default_factory=dict)
    options: Mapping[PersonId, frozenset[str]] = field(default_factory=dict)

    def with_time(self, key: str) -> "Choices":
        """The family also comes to this time, or no longer; one time at least stays."""
        keys = tuple(one for one in self.time_keys if one != key)
        if len(keys) == len(self.time_keys):
            return replace(self, time_keys=tuple(sorted((*keys, key))))
        return replace(self, time_keys=keys) if keys else self

    def with_tick(self, person: PersonId) -> "Choices":
        """The person is here, or not."""
        return replace(self, ticked=self.ticked ^ {person})

    def with_room(self, person: PersonId, time_key: str, place: Place | None) -> "Choices":
        """The person goes to this room at this time, or does not come then."""
        ticked = self.ticked | {person} if place is not None else self.ticked
        return replace(self, rooms={**self.rooms, (person, time_key): place}, ticked=ticked)

    def with_kind(self, person: PersonId, kind: AttendanceKind) -> "Choices":
        """The person comes as this kind; rooms picked before may not be offered any more."""
        rooms = {where: place for where, place in self.rooms.items() if where[0] != person}
        return replace(self, kinds={**self.kinds, person: kind}, rooms=rooms, ticked=self.ticked | {person})

    def with_option(self, person: PersonId, option: str) -> "Choices":
        """An option of a room is ticked, or no longer."""
        ticked = self.options.get(person, frozenset()) ^ {option}
        return replace(self, options={**self.options, person: ticked})

    def with_note(self, person: PersonId, note: str) -> "Choices":
        """A few words about this visit of somebody."""
        return replace(self, notes={**self.notes, person: note})

    def with_adult(self, person: PersonId) -> "Choices":
        """Who brought them."""
        return replace(self, by=person)


def first_choices(family: StaffFamily) -> Choices:
    """What is chosen when the household appears."""
    return Choices(
        time_keys=family.chosen_time_keys,
        ticked=frozenset(
            person.person_id
            for person in family.people
            if person.is_preselected and any(time.room is not None and not time.is_already_in for time in person.times)
        ),
        kinds=_kinds(family),
        by=family.checked_in_by,
    )


def _kinds(family: StaffFamily) -> Mapping[PersonId, AttendanceKind]:
    """As what people come unless somebody says otherwise: guests, and leaders who serve by a setting."""
    return {one.person_id: one.kind for one in family.people if one.kind is not AttendanceKind.REGULAR}


def still_standing(choices: Choices, family: StaffFamily) -> Choices:
    """The choices that a newly opened view of the same household still offers."""
    keys = {time.key for time in family.times}
    people = {person.person_id for person in family.people}
    offered = {
        (person.person_id, time.time_key, (room.event_time_id, room.location_id))
        for person in family.people
        for time in person.times
        for room in time.rooms
    }
    return replace(
        choices,
        time_keys=tuple(key for key in choices.time_keys if key in keys) or family.chosen_time_keys,
        ticked=choices.ticked & people,
        kinds={**_kinds(family), **choices.kinds},
        rooms={where: place for where, place in choices.rooms.items() if place is None or (*where, place) in offered},
    )


def time_at(person: StaffPerson, key: str) -> StaffTime | None:
    """What a start means for the person."""
    return next((time for time in person.times if time.time_key == key), None)


def room_at(choices: Choices, person: StaffPerson, time: StaffTime) -> StaffRoom | None:
    """The room at a time: the one picked, else the one proposed; None where there is none or the person does not come."""
    where = (person.person_id, time.time_key)
    if where not in choices.rooms:
        return time.room
    picked = choices.rooms[where]
    return next((room for room in time.rooms if (room.event_time_id, room.location_id) == picked), None)


def placements(choices: Choices, person: StaffPerson) -> tuple[tuple[StaffTime, StaffRoom], ...]:
    """The times and rooms that "Check in" would record for a person, whether ticked or not."""
    found = []
    for key in choices.time_keys:
        time = time_at(person, key)
        if time is None or time.is_already_in or not time.can_come:
            continue
        room = room_at(choices, person, time)
        if room is not None:
            found.append((time, room))
    return tuple(found)


def chosen_people(choices: Choices, family: StaffFamily) -> tuple[StaffPerson, ...]:
    """Whom "Check in" is about."""
    return tuple(
        person for person in family.people if person.person_id in choices.ticked and placements(choices, person)
    )


def reasons_to_give(choices: Choices, family: StaffFamily) -> tuple[tuple[StaffPerson, StaffTime, StaffRoom], ...]:
    """What of these choices goes against a rule, so that a reason is asked for."""
    return tuple(
        (person, time, room)
        for person in chosen_people(choices, family)
        for time, room in placements(choices, person)
        if time.needs_reason or room.needs_reason
    )


def staff_tap(
    choices: Choices,
    family: StaffFamily,
    nonce: str,
    override: str,
    method: Method = Method.MANUAL,
    pass_code: str | None = None,
) -> StaffTap:
    """Everyone chosen, with the rooms the screen showed; the reason only where one is needed."""
    return StaffTap(
        nonce=nonce,
        wants=tuple(
            StaffWant(
                person.person_id,
                room.event_time_id,
                room.location_id,
                choices.kinds.get(person.person_id, AttendanceKind.REGULAR),
                choices.notes.get(person.person_id, ""),
                tuple(one.id for one in room.options if one.id in choices.options.get(person.person_id, ())),
            )
            for person in chosen_people(choices, family)
            for _, room in placements(choices, person)
        ),
        by=choices.by,
        override=override if reasons_to_give(choices, family) else "",
        method=method,
        pass_code=pass_code,
    )
