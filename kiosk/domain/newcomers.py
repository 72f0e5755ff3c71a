"""People first entered here: a family that waits to be created in Planning Center, and guests who never will be.

Before a family is saved it is compared with everyone known, so that nobody gets a second record (mapping.md).
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kiosk.domain.ids import HouseholdId, PersonId
from kiosk.domain.names import is_same_word, matched, name_words
from kiosk.domain.people import Address, Gender, Person
from kiosk.domain.problems import SettingNotValid

LOCAL_PERSON = "gid://local/Person/"
LOCAL_HOUSEHOLD = "gid://local/Household/"
LOCAL_PHONE = "gid://local/Phone/"
LOCAL_EMAIL = "gid://local/Email/"
LOCAL_ADDRESS = "gid://local/Address/"
GUEST = "gid://local/Guest/"
_SURELY_A_NUMBER = 7
"""Digits at the end of two telephone numbers that make them the same, whatever stands before."""
EARLIEST_BIRTHDATE = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody as the form has them. An adult has no birthdate unless they gave it; ``grade`` is the organization's key."""

    first_name: str
    last_name: str = ""
    is_child: bool = False
    birthdate: date | None = None
    grade: int | None = None
    gender: Gender | None = None
    medical_notes: str = ""
    phone: str = ""
    email: str = ""

    @property
    def name(self) -> str:
        """First and last name."""
        return " ".join(part for part in (self.first_name, self.last_name) if part)


@dataclass(frozen=True, slots=True)
class NewFamily:
    """A whole family from one form. The first adult is whom Planning Center will call the primary contact.

    ``may_collect``: names of others who may collect the children; ``address``: where they live, its id is not looked at.
    """

    adults: tuple[NewPerson, ...]
    children: tuple[NewPerson, ...] = ()
    name: str = ""
    may_collect: tuple[str, ...] = ()
    address: Address | None = None

    @property
    def people(self) -> tuple[NewPerson, ...]:
        """Everyone, adults first."""
        return (*self.adults, *self.children)

    @property
    def household_name(self) -> str:
        """What the household is called: as given, else by the first adult's last name."""
        return self.name.strip() or next(
            (one.last_name for one in self.people if one.last_name), self.people[0].first_name
        )


@dataclass(frozen=True, slots=True)
class OneTimeGuest:
    """Somebody who is checked in without a person record and forgotten after some days.

    ``host_household``: the family that brought them, and whose adults may collect them; None for a label only.
    """

    id: PersonId
    called_name: str
    last_name: str = ""
    is_child: bool = True
    birthdate: date | None = None
    grade: int | None = None
    gender: Gender | None = None
    medical_notes: str = ""
    host_household: HouseholdId | None = None
    host_person: PersonId | None = None

    @property
    def as_person(self) -> Person:
        """The guest as labels, rosters and room rules see a person."""
        return Person(
            id=self.id,
            first_name=self.called_name,
            last_name=self.last_name,
            birthdate=self.birthdate,
            grade=self.grade,
            gender=self.gender,
            is_child=self.is_child,
            medical_notes=self.medical_notes,
        )


def is_guest(person_id: PersonId) -> bool:
    """Whether an id is that of a one-time guest, known or forgotten."""
    return person_id.startswith(GUEST)


def checked(family: NewFamily, today: date, last_name: str | None = None) -> NewFamily:
    """The family as it may be saved: names on one line, nothing that cannot be.

    ``last_name``: that of the household they join, for who gives none; a family of its own needs an adult.
    Raises SettingNotValid naming the ``field``: a first name missing, no adult, an impossible birthdate.
    """
    if not family.adults and last_name is None:
        raise SettingNotValid(field="adults")
    shared = family.adults[0].last_name if last_name is None else last_name
    return NewFamily(
        tuple(_checked(one, shared, today, is_child=False) for one in family.adults),
        tuple(_checked(one, shared, today, is_child=True) for one in family.children),
        " ".join(family.name.split()),
        tuple(dict.fromkeys(name for typed in family.may_collect if (name := " ".join(typed.split())))),
        family.address if family.address is not None and family.address.street_line_1.strip() else None,
    )


def checked_guest(guest: NewPerson, today: date) -> NewPerson:
    """A guest as they may be entered: one name is enough. Raises SettingNotValid naming the ``field``."""
    return _checked(guest, "", today, is_child=guest.is_child)


def _checked(person: NewPerson, family_name: str, today: date, *, is_child: bool) -> NewPerson:
    first = " ".join(person.first_name.split())
    if not first:
        raise SettingNotValid(field="first_name")
    if person.birthdate is not None and not EARLIEST_BIRTHDATE <= person.birthdate <= today:
        raise SettingNotValid(field="birthdate")
    return NewPerson(
        first,
        " ".join(person.last_name.split()) or " ".join(family_name.split()),
        is_child,
        person.birthdate,
        person.grade,
        person.gender,
        person.medical_notes.strip(),
        " ".join(person.phone.split()),
        person.email.strip(),
    )


class Likeness(enum.StrEnum):
    """What somebody on the form has in common with somebody known."""

    NAME = "name"
    BIRTHDATE = "birthdate"
    PHONE = "phone"


def likenesses(new: NewPerson, known: Person, household: Iterable[Person] = ()) -> frozenset[Likeness]:
    """What makes somebody on the form likely to be somebody known; empty if nothing does.

    A name counts with a slip, a nickname or a given name; a first name alone only together with the birthdate or with a
    telephone number of the household. An adult's number alone is enough to ask.
    """
    found: set[Likeness] = set()
    last = _is_alike(new.last_name, known.last_name)
    firsts = [name for name in (known.first_name, known.nickname, known.given_name) if name]
    first = any(_is_alike(new.first_name, name) for name in firsts)
    is_same_day = new.birthdate is not None and new.birthdate == known.birthdate
    is_other_day = new.birthdate is not None and known.birthdate is not None and not is_same_day
    numbers = {digits for person in (known, *household) for phone in person.phones if (digits := _end_of(phone.number))}
    has_number = _end_of(new.phone) in numbers if new.phone else False
    if first and last and not is_other_day:
        found.add(Likeness.NAME)
    if first and is_same_day:
        found |= {Likeness.NAME, Likeness.BIRTHDATE}
    if has_number and (first or not new.is_child):
        found.add(Likeness.PHONE)
    if found and is_same_day:
        found.add(Likeness.BIRTHDATE)
    return frozenset(found)


def _is_alike(one: str, other: str) -> bool:
    """Whether two names, or the parts of one that are given, are the same up to a slip: "Thị Ánh" and "Anh"."""
    some, others = sorted((name_words(one), name_words(other)), key=len)
    if not some:
        return False
    return matched(some, others) == len(some) or is_same_word("".join(some), "".join(others))


def _end_of(number: str) -> str:
    digits = "".join(symbol for symbol in number if symbol.isdecimal())
    return digits[-_SURELY_A_NUMBER:] if len(digits) >= _SURELY_A_NUMBER else ""
