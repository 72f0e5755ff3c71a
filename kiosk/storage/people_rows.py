"""Rows of people and households put together into what they mean."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from sqlite3 import Connection
from typing import Any

from kiosk.domain.ids import HouseholdId, PersonId
from kiosk.domain.people import Address, Email, Gender, Household, HouseholdMember, HouseholdRole, Person, Phone
from kiosk.services.ports import FoundHousehold
from kiosk.storage.stored_values import list_text

_COLUMNS = (
    "id, first_name, last_name, given_name, nickname, middle_name, called_name_here, birthdate, gender, grade, graduation_year, "
    "is_child, status, membership, medical_notes, avatar, remote_id, primary_campus_id, passed_background_check, ignore_filters, "
    "created_at, updated_at"
)
_SELECT = f"select {_COLUMNS} from person"  # noqa: S608 - a constant
ACTIVE_PEOPLE = f"{_SELECT} where is_hidden = 0 and id in (select value from json_each(?))"  # noqa: S608
ANY_PEOPLE = f"{_SELECT} where id in (select value from json_each(?))"  # noqa: S608
ACTIVE_CHILDREN = f"{_SELECT} where is_child = 1 and is_hidden = 0 order by id"
"""Rows for ``people_of``."""
_GENDERS = {gender.value: gender for gender in Gender}
_IDS = "where person in (select value from json_each(?)) order by is_primary desc, id"
_PHONES = f"select person, id, number, e164, location, is_primary from phone {_IDS}"  # noqa: S608 - a constant
_EMAILS = f"select person, id, address, location, is_primary from email {_IDS}"  # noqa: S608 - a constant
_ADDRESSES = (
    "select person, id, street_line_1, street_line_2, city, state, zip, country_code, location, is_primary "  # noqa: S608
    f"from address {_IDS}"
)
_MEMBERS = """
select household.id, household.name, household.primary_contact_id, household.updated_at, member.person, member.role,
    member.membership_id
from household join household_member as member on member.household = household.id
where household.id in (select value from json_each(?)) and household.is_gone = 0
"""


def people_of(connection: Connection, rows: Sequence[Sequence[Any]]) -> list[Person]:
    """The people that rows stand for, with their phones, e-mails and addresses, in the same order."""
    if not rows:
        return []
    ids = (list_text(row[0] for row in rows),)
    phones: dict[str, list[Phone]] = {}
    for person, id, number, e164, location, is_primary in connection.execute(_PHONES, ids):
        phones.setdefault(person, []).append(Phone(id, number, e164, location, bool(is_primary)))
    emails: dict[str, list[Email]] = {}
    for person, id, written, location, is_primary in connection.execute(_EMAILS, ids):
        emails.setdefault(person, []).append(Email(id, written, location, bool(is_primary)))
    addresses: dict[str, list[Address]] = {}
    for person, id, line_1, line_2, city, state, zip, country, location, is_primary in connection.execute(
        _ADDRESSES, ids
    ):
        address = Address(id, line_1, line_2, city, state, zip, country, location, bool(is_primary))
        addresses.setdefault(person, []).append(address)
    return [_person(row, phones.get(row[0], ()), emails.get(row[0], ()), addresses.get(row[0], ())) for row in rows]


def _person(
    row: Sequence[Any], phones: Iterable[Phone], emails: Iterable[Email], addresses: Iterable[Address]
) -> Person:
    return Person(
        id=row[0],
        first_name=row[1],
        last_name=row[2],
        given_name=row[3],
        nickname=row[4],
        middle_name=row[5],
        called_name_here=row[6],
        birthdate=date.fromisoformat(row[7]) if row[7] else None,
        gender=_GENDERS.get(row[8]),
        grade=row[9],
        graduation_year=row[10],
        is_child=bool(row[11]),
        status=row[12],
        membership=row[13],
        medical_notes=row[14],
        avatar=row[15],
        remote_id=row[16],
        primary_campus_id=row[17],
        passed_background_check=None if row[18] is None else bool(row[18]),
        ignore_filters=bool(row[19]),
        created_at=row[20],
        updated_at=row[21],
        phones=tuple(phones),
        emails=tuple(emails),
        addresses=tuple(addresses),
    )


def active_people(connection: Connection, ids: Iterable[str]) -> Mapping[PersonId, Person]:
    """Those of these people who are active."""
    rows = connection.execute(ACTIVE_PEOPLE, (list_text(ids),)).fetchall()
    return {person.id: person for person in people_of(connection, rows)}


def households(connection: Connection, ids: Iterable[HouseholdId]) -> list[FoundHousehold]:
    """These households with their active people; those without any are left out."""
    wanted = list(ids)
    found: dict[str, tuple[Any, list[HouseholdMember]]] = {}
    for id, name, contact, updated_at, person, role, membership in connection.execute(_MEMBERS, (list_text(wanted),)):
        _, members = found.setdefault(id, ((name, contact, updated_at), []))
        members.append(HouseholdMember(PersonId(person), HouseholdRole(role) if role else None, membership))
    people = active_people(connection, {member.person_id for _, members in found.values() for member in members})
    result = []
    for id in wanted:
        if id not in found:
            continue
        (name, contact, updated_at), members = found[id]
        household = Household(id, name, PersonId(contact) if contact else None, tuple(members), updated_at)
        present = [people[member.person_id] for member in members if member.person_id in people]
        if present:
            result.append(FoundHousehold(household, _in_order(present, household)))
    return result


def lone_household(person: Person) -> FoundHousehold:
    """A person without a household, as a household of one."""
    return FoundHousehold(
        Household(None, person.last_name or person.name, person.id, (HouseholdMember(person.id),)), (person,)
    )


def _in_order(people: Iterable[Person], household: Household) -> tuple[Person, ...]:
    """The primary contact, adults, then children from the oldest."""

    def place(person: Person) -> tuple[bool, bool, date, str, str]:
        is_contact = person.id == household.primary_contact_id
        return (not is_contact, person.is_child, person.birthdate or date.max, person.name, person.id)

    return tuple(sorted(people, key=place))
