"""What a family has chosen on the household screen: who, when, where, and the tap that comes of it. No Qt, no rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kiosk.domain.attendance import AttendanceKind, Method
from kiosk.domain.ids import LocationId, PersonId
from kiosk.services.self_station import (
    CheckInTap,
    HouseholdView,
    OptionChoice,
    PersonCard,
    PersonTap,
    PersonTime,
    RoomChoice,
)

Where = tuple[PersonId, str]
"""A person at a time's key."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Choices so far. ``rooms``: rooms picked instead of the proposed ones; ``skipped``: times a person does not come to.

    ``options``: what was ticked for a person; it counts wherever the person's room has it.
    """

    time_keys: tuple[str, ...]
    ticked: frozenset[PersonId]
    rooms: Mapping[Where, LocationId] = field(default_factory=dict)
    skipped: frozenset[Where] = frozenset()
    volunteers: frozenset[PersonId] = frozenset()
    options: Mapping[PersonId, frozenset[str]] = field(default_factory=dict)
    by: PersonId | None = None

    def with_times(self, keys: tuple[str, ...]) -> "Selection":
        """The family comes to these times."""
        return replace(self, time_keys=keys) if keys else self

    def with_tick(self, person: PersonId, is_ticked: bool) -> "Selection":
        """The person is here today, or not."""
        return replace(self, ticked=self.ticked | {person} if is_ticked else self.ticked - {person})

    def with_room(self, person: PersonId, time_key: str, room: LocationId) -> "Selection":
        """The person goes to this room at this time, and so is here."""
        return replace(
            self,
            rooms={**self.rooms, (person, time_key): room},
            skipped=self.skipped - {(person, time_key)},
            ticked=self.ticked | {person},
        )

    def without_time(self, person: PersonId, time_key: str) -> "Selection":
        """The person does not come to this time."""
        return replace(self, skipped=self.skipped | {(person, time_key)})

    def with_volunteer(self, person: PersonId, is_volunteer: bool) -> "Selection":
        """The person serves, or attends."""
        return replace(self, volunteers=self.volunteers | {person} if is_volunteer else self.volunteers - {person})

    def with_option(self, person: PersonId, option: str) -> "Selection":
        """An option of the person's room is ticked, or no longer, and so the person is here."""
        ticked = self.options.get(person, frozenset()) ^ {option}
        return replace(self, options={**self.options, person: ticked}, ticked=self.ticked | {person})

    def with_adult(self, person: PersonId) -> "Selection":
        """Who checks the family in."""
        return replace(self, by=person)


def first_selection(view: HouseholdView) -> Selection:
    """What is chosen when the household appears: recent attenders, last week's times."""
    return Selection(
        time_keys=view.chosen_time_keys or tuple(time.key for time in view.times[:1]),
        ticked=frozenset(card.person_id for card in view.cards if card.is_preselected),
        by=view.checked_in_by or (view.adults[0].person_id if view.adults else None),
    )


def still_standing(selection: Selection, view: HouseholdView) -> Selection:
    """The choices that a newly opened view of the same household still offers."""
    keys = tuple(time.key for time in view.times if time.key in selection.time_keys)
    people = {card.person_id for card in view.cards}
    offered = {
        (card.person_id, time.time_key, room.location_id)
        for card in view.cards
        for time in card.times
        for room in time.rooms
    }
    adults = {adult.person_id for adult in view.adults}
    return replace(
        selection,
        time_keys=keys or first_selection(view).time_keys,
        ticked=frozenset(selection.ticked & people),
        rooms={where: room for where, room in selection.rooms.items() if (*where, room) in offered},
        by=selection.by if selection.by in adults else first_selection(view).by,
    )


def times_of(selection: Selection, card: PersonCard) -> tuple[PersonTime, ...]:
    """The chosen times that mean anything to the person, in order; those the person skips left out."""
    return tuple(
        time
        for key in selection.time_keys
        for time in card.times
        if time.time_key == key and (card.person_id, key) not in selection.skipped
    )


def room_of(selection: Selection, card: PersonCard, time: PersonTime) -> RoomChoice | None:
    """The room at a time: the one picked, else the one proposed."""
    picked = selection.rooms.get((card.person_id, time.time_key))
    return next((room for room in time.rooms if room.location_id == picked), time.room)


def options_ticked(selection: Selection, card: PersonCard, room: RoomChoice) -> tuple[OptionChoice, ...]:
    """What is ticked for the person, of what the room has."""
    ticked = selection.options.get(card.person_id, frozenset())
    return tuple(one for one in room.options if one.id in ticked)


def is_in(selection: Selection, card: PersonCard) -> bool:
    """Whether the person is checked in already for every time chosen."""
    times = times_of(selection, card)
    return bool(times) and all(time.is_already_in for time in times)


def has_open_question(selection: Selection, card: PersonCard) -> bool:
    """Whether a room depends on an answer that nobody gave yet."""
    return card.question is not None and any(
        not time.is_already_in and room_of(selection, card, time) is None for time in times_of(selection, card)
    )


def placements(selection: Selection, card: PersonCard) -> tuple[tuple[PersonTime, RoomChoice], ...]:
    """The times and rooms that a tick on this card would record."""
    return tuple(
        (time, room)
        for time in times_of(selection, card)
        if not time.is_already_in and (room := room_of(selection, card, time)) is not None
    )


def can_be_ticked(selection: Selection, card: PersonCard) -> bool:
    """Whether there is anything to check the person in to, now or after one answer."""
    return bool(placements(selection, card)) or has_open_question(selection, card)


def has_alternatives(selection: Selection, card: PersonCard) -> bool:
    """Whether the person could go elsewhere, come to fewer times, bring something along, or serve."""
    times = [
        time for key in selection.time_keys for time in card.times if time.time_key == key and not time.is_already_in
    ]
    return (
        any(len(time.rooms) > 1 or any(room.options for room in time.rooms) for time in times)
        or (len(times) > 1 and bool(placements(selection, card)))
        or (card.may_volunteer and bool(times))
    )


def chosen_cards(selection: Selection, view: HouseholdView) -> tuple[PersonCard, ...]:
    """The people whom "Check in" is about."""
    return tuple(card for card in view.cards if card.person_id in selection.ticked and can_be_ticked(selection, card))


def first_open_question(selection: Selection, view: HouseholdView) -> PersonCard | None:
    """The first person among those chosen about whom something must be asked."""
    return next((card for card in chosen_cards(selection, view) if has_open_question(selection, card)), None)


def check_in_tap(
    selection: Selection, view: HouseholdView, nonce: str, method: Method = Method.MANUAL, pass_code: str | None = None
) -> CheckInTap:
    """Everyone chosen, with the rooms their cards showed."""
    return CheckInTap(
        nonce=nonce,
        people=tuple(
            PersonTap(
                person_id=card.person_id,
                event_time_id=time.event_time_id,
                location_id=room.location_id,
                kind=AttendanceKind.VOLUNTEER if card.person_id in selection.volunteers else AttendanceKind.REGULAR,
                options=tuple(option.id for option in options_ticked(selection, card, room)),
            )
            for card in chosen_cards(selection, view)
            for time, room in placements(selection, card)
        ),
        by=selection.by,
        method=method,
        pass_code=pass_code,
    )
