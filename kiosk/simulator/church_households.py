"""The households and people of the sample church, from ``households.toml`` and ``people.toml``."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from kiosk.simulator.church_ages import Age, latest_leap_day
from kiosk.simulator.church_files import read, row, rows
from kiosk.simulator.church_people import ADULT, CHILD, PARENT, Family, Individual, PeopleBook, email_for, years_left
from kiosk.simulator.church_week import Week

GENDERS = {"girl": "Female", "woman": "Female", "boy": "Male", "man": "Male", "child": None, "adult": None}
CHILDREN = {"girl", "boy", "child"}
HOUSEHOLD_STEP = 100


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person as the files write it; README.md of the sample church says what each key means."""

    first: str = ""
    who: str = "adult"
    id: int | None = None
    ref: int | None = None
    last: str | None = None
    nick: str | None = None
    given: str | None = None
    age: str | None = None
    born: str | None = None
    leap_day: int | None = None
    born_with: str | None = None
    same_birthday_as: int | None = None
    grade: int | None = None
    notes: str | None = None
    role: str | None = None
    phone: str | None = None
    email: str | None = None
    card: str | None = None
    membership: str | None = None
    cleared: bool = False
    administrator: bool = False
    gone: str | None = None
    ignore_filters: bool = False
    attends: str | tuple[str, ...] | None = None
    room: str | None = None
    serves: str | None = None
    earlier: int = 0


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """One household as the file writes it."""

    id: int
    name: str
    people: tuple[dict[str, Any], ...]
    phone: str | None = None
    street: str | None = None
    attends: str | tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    """What has been read so far: later rows may speak of earlier people."""

    week: Week
    grades: tuple[int, ...]
    promotion: str
    people: dict[int, Individual] = field(default_factory=dict)

    def household(self, told: HouseholdRow) -> Family:
        """Reads one household: its people join ``people``."""
        members: list[tuple[int, str]] = []
        own: dict[int, Individual] = {}
        born: dict[str, date | None] = {}
        for place, line in enumerate(told.people, start=1):
            person = row(PersonRow, line)
            if person.ref is not None:
                members.append((person.ref, CHILD))
                continue
            id = told.id * HOUSEHOLD_STEP + place
            own[id] = self._individual(id, person, told, born)
            born[person.first] = own[id].birthdate
            members.append((id, person.role or (CHILD if own[id].is_child else PARENT)))
        adults = sorted((one for one in own.values() if not one.is_child), key=lambda one: one.gone is not None)
        contact = adults[0]
        own[contact.id] = replace(
            contact,
            phone=contact.phone or told.phone,
            email=email_for(contact.id, contact.nick or contact.first, contact.last)
            if contact.email is None
            else contact.email,
        )
        self.people |= own
        has_children = any(role == CHILD for _, role in members)
        return Family(
            id=told.id,
            name=told.name,
            primary_contact=contact.id,
            members=tuple((id, role if has_children or role != PARENT else ADULT) for id, role in members),
            street=told.street,
        )

    def alone(self, told: PersonRow) -> None:
        """Reads one person without a household."""
        if told.id is None:
            raise ValueError(f"{told.first} has no id")
        person = self._individual(told.id, told, None, {})
        if not person.is_child and person.email is None:
            person = replace(person, email=email_for(told.id, person.first, person.last))
        self.people[told.id] = person

    def _individual(
        self, id: int, told: PersonRow, household: HouseholdRow | None, born: dict[str, date | None]
    ) -> Individual:
        is_child = told.who in CHILDREN
        attends = told.attends if told.attends is not None else household.attends if household and is_child else ()
        return Individual(
            id=id,
            first=told.first,
            last=told.last if told.last is not None else household.name if household else "",
            nick=told.nick,
            given=told.given,
            birthdate=self._birthdate(id, told, born),
            gender=GENDERS[told.who],
            is_child=is_child,
            grade=told.grade,
            graduates=years_left(told.grade, self.grades, self.week, self.promotion),
            notes=told.notes,
            membership=told.membership,
            phone=told.phone,
            email=told.email,
            card=told.card,
            cleared=told.cleared,
            administrator=told.administrator,
            gone=told.gone,
            ignore_filters=told.ignore_filters,
            attends=(attends,) if isinstance(attends, str) else tuple(attends),
            room=told.room,
            serves=told.serves,
            earlier=told.earlier,
            household=household.id if household else None,
        )

    def _birthdate(self, id: int, told: PersonRow, born: dict[str, date | None]) -> date | None:
        on = self.week.service_date
        if told.born:
            return date.fromisoformat(told.born)
        if told.age:
            own = Age.parse(told.age)
            return self.people[told.same_birthday_as].birthdate if told.same_birthday_as else own.birthdate(on, id * 11)
        if told.leap_day is not None:
            return latest_leap_day(on, told.leap_day)
        return born[told.born_with] if told.born_with else None


def file_everyone(book: PeopleBook, grades: Iterable[int], promotion: str) -> dict[int, Individual]:
    """File the sample church's people and households; returns the people by id, in the order of the files."""
    reading = Reading(book.week, tuple(grades), promotion)
    families = [reading.household(told) for told in rows(HouseholdRow, read("households")["household"])]
    others = read("people")
    for told in rows(PersonRow, others["person"]):
        reading.alone(told)
    for person in reading.people.values():
        book.add_person(person)
    for family in families:
        book.add_family(family)
    for number, merger in enumerate(others["merged"], start=1):
        removed, kept = str(merger["removed"]), str(merger["kept"])
        book.church.add(
            "people",
            "PersonMerger",
            str(number),
            {
                "created_at": book.week.ago(days=merger["days_ago"]),
                "person_to_keep_id": int(kept),
                "person_to_remove_id": int(removed),
            },
            {"person_to_keep": ("Person", kept), "person_to_remove": ("Person", removed)},
        )
    return reading.people
