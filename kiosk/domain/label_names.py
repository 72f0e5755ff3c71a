"""Two children of one first name in one room: as much of the last name as tells them apart."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.domain.ids import LocationId, PersonId
from kiosk.domain.people import Person


@dataclass(frozen=True, slots=True)
class NamedInside:
    """Somebody in a room, by name."""

    person_id: PersonId
    location_id: LocationId
    called_name: str
    last_name: str

    @classmethod
    def of(cls, person: Person, location_id: LocationId) -> "NamedInside":
        """A person in a room."""
        return cls(person.id, location_id, person.called_name, person.last_name)


def told_apart(one: NamedInside, others: Iterable[NamedInside]) -> str:
    """The called name; where another of the room has the same, with the first letters of the last name that differ (case L15).

    Namesakes with the same last name too have it in full.
    """
    last_names = {
        other.last_name.casefold()
        for other in others
        if other.location_id == one.location_id
        and other.person_id != one.person_id
        and other.called_name.casefold() == one.called_name.casefold()
    }
    if not last_names or not one.last_name:
        return one.called_name
    for length in range(1, len(one.last_name)):
        start = one.last_name[:length]
        if not any(last.startswith(start.casefold()) for last in last_names):
            return f"{one.called_name} {start}."
    return f"{one.called_name} {one.last_name}"
