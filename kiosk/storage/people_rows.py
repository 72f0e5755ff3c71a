"""Rows of people and households put together into what they mean."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from sqlite3 import Connection
from typing import Any, TypeVar

from kiosk.domain.ids import HouseholdId, PersonId
from kiosk.domain.people import Address, Email, Gender, Household, HouseholdMember, HouseholdRole, Person, Phone
from kiosk.services.ports import FoundHousehold
from kiosk.storage.stored_values import list_text

_COLUMNS = (
    "id, first_name, last_name, given_name, nickname, middle_name, called_name_here, birthdate, gender, grade, graduation_year, "
    "is_child, status, membership, medical_notes, avatar, remote_id, primary_campus_id, passed_background_check, ignore_filters, "
    "created_at, updated_at, photo"
)
_PHOTO = 22
PHOTOS = "photos"
_SELECT = f"select {_COLUMNS} from person"  # noqa: S608 - a constant
ACTIVE_PEOPLE = f"{_SELECT} where is_hidden = 0 and id in (select value from json_each(?))"  # noqa: S608
ANY_PEOPLE = f"{_SELECT} where id in (select value from json_each(?))"  # noqa: S608
ACTIVE_CHILDREN = f"{_SELECT} where is_child = 1 and is_hidden = 0 order by id"
"""Rows for ``people_of``."""
_GENDERS = {gender.value: gender for gender in Gender}
_ROLES = {role.value: role for role in HouseholdRole}
_IDS = "where person in (select value from json_each(?))"
_PHONES = f"select person, id, number, e164, location, is_primary from phone {_IDS}"  # noqa: S608 - a constant
_EMAILS = f"select person, id, address, location, is_primary from email {_IDS}"  # noqa: S608 - a constant
_ADDRESSES = (
    "select person, id, street_line_1, street_line_2, city, state, zip, country_code, location, is_primary "  # noqa: S608
    f"from address {_IDS}"
)
_HOUSEHOLDS = f"""
select household.id, household.name, household.primary_contact_id, household.updated_at, member.person, member.role,
    member.membership_id, person.is_hidden, {", ".join(f"person.{name}" for name in _COLUMNS.split(", "))}
from json_each(?) as wanted join household on household.id = wanted.value and household.is_gone = 0
join household_member as member on member.household = household.id left join person on person.id = member.person
"""  # noqa: S608 - constants


def people_of(connection: Connection, rows: Sequence[Sequence[Any]]) -> list[Person]:
    """The people that rows stand for, with their phones, e-mails and addresses, in the same order."""
    if not rows:
        return []
    ids = (list_text(row[0] for row in rows),)
    folder = photo_folder(connection) if any(row[_PHOTO] for row in rows) else None
    phones: dict[str, list[Phone]] = {}
    for person, id, number, e164, location, is_primary in connection.execute(_PHONES, ids):
        phones.setdefault(person, []).append(Phone(id, number, e164, location, is_primary == 1))
    emails: dict[str, list[Email]] = {}
    for person, id, written, location, is_primary in connection.execute(_EMAILS, ids):
        emails.setdefault(person, []).append(Email(id, written, location, is_primary == 1))
    addresses: dict[str, list[Address]] = {}
    for person, id, line_1, line_2, city, state, zip, country, location, is_primary in connection.execute(
        _ADDRESSES, ids
    ):
        address = Address(id, line_1, line_2, city, state, zip, country, location, is_primary == 1)
        addresses.setdefault(person, []).append(address)
    return [
        _person(
            row,
            _primary_first(phones[row[0]]) if row[0] in phones else (),
            _primary_first(emails[row[0]]) if row[0] in emails else (),
            _primary_first(addresses[row[0]]) if row[0] in addresses else (),
            str(folder / row[_PHOTO]) if folder is not None and row[_PHOTO] else "",
        )
        for row in rows
    ]


Contact = TypeVar("Contact", Phone, Email, Address)


def _primary_first(contacts: list[Contact]) -> tuple[Contact, ...]:
    if len(contacts) > 1:
        contacts.sort(key=lambda one: (not one.is_primary, one.id))
    return tuple(contacts)


def photo_folder(connection: Connection) -> Path:
    """Where the small copies of photos lie: beside the open file."""
    return (
        Path(connection.execute("select file from pragma_database_list where name = 'main'").fetchone()[0]).parent
        / PHOTOS
    )


def _person(
    row: Sequence[Any],
    phones: tuple[Phone, ...],
    emails: tuple[Email, ...],
    addresses: tuple[Address, ...],
    photo: str,
) -> Person:
    id, first, last, given, nick, middle, called, birthdate, gender, grade, graduation, child, status, *rest = row
    membership, notes, avatar, remote_id, campus, checked, unfiltered, created_at, updated_at, _ = rest
    # By position, which is faster: this is run for everyone in every household that is found.
    return Person(
        id,
        first,
        last,
        given,
        nick,
        middle,
        called,
        date.fromisoformat(birthdate) if birthdate else None,
        _GENDERS.get(gender),
        grade,
        graduation,
        child == 1,
        status,
        membership,
        notes,
        avatar,
        remote_id,
        campus,
        None if checked is None else checked == 1,
        unfiltered == 1,
        created_at,
        updated_at,
        phones,
        emails,
        addresses,
        photo,
    )


def active_people(connection: Connection, ids: Iterable[str]) -> Mapping[PersonId, Person]:
    """Those of these people who are active."""
    rows = connection.execute(ACTIVE_PEOPLE, (list_text(ids),)).fetchall()
    return {person.id: person for person in people_of(connection, rows)}


def households(connection: Connection, ids: Iterable[HouseholdId]) -> list[FoundHousehold]:
    """These households with their active people; those without any are left out."""
    found: dict[str, tuple[Any, list[HouseholdMember]]] = {}
    rows: dict[str, Sequence[Any]] = {}
    # Many households come with each letter that is typed: what is done for each of their people is kept small.
    for id, name, contact, updated_at, person, role, membership, is_hidden, *of_person in connection.execute(
        _HOUSEHOLDS, (list_text(ids),)
    ):
        known = found.get(id)
        if known is None:
            known = found[id] = (id, name, contact, updated_at), []
        known[1].append(HouseholdMember(person, _ROLES[role] if role else None, membership))
        if is_hidden == 0:
            rows[person] = of_person
    people = {person.id: person for person in people_of(connection, list(rows.values()))}
    result = []
    for (id, name, contact, updated_at), members in found.values():
        present = [people[member.person_id] for member in members if member.person_id in people]
        if present:
            household = Household(id, name, contact, tuple(members), updated_at)
            result.append(FoundHousehold(household, _in_order(present, contact)))
    return result


def lone_household(person: Person) -> FoundHousehold:
    """A person without a household, as a household of one."""
    return FoundHousehold(
        Household(None, person.last_name or person.name, person.id, (HouseholdMember(person.id),)), (person,)
    )


def _in_order(people: list[Person], contact: str | None) -> tuple[Person, ...]:
    """The primary contact, adults, then children from the oldest."""
    if len(people) > 1:
        people.sort(
            key=lambda one: (one.id != contact, one.is_child, one.birthdate or date.max, one.first_name, one.id)
        )
    return tuple(people)
