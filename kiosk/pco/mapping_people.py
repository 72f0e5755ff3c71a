"""People's documents as people, households and mergers."""

from collections.abc import Sequence
from typing import Any

from kiosk.domain.ids import HouseholdId, PersonId
from kiosk.domain.people import (
    Address,
    Email,
    Grade,
    Household,
    HouseholdMember,
    HouseholdRole,
    Organization,
    Person,
    Phone,
)
from kiosk.domain.stations_there import CampusThere
from kiosk.pco.documents import Document, Node
from kiosk.pco.words_of_pco import gender_of
from kiosk.services.pulled import (
    Ask,
    HouseholdsOfPerson,
    Merger,
    Product,
    PulledHousehold,
    PulledOrganization,
    PulledRecord,
    Untold,
)


def organization(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """The church as People describes it, with its own list of grades."""
    return [
        PulledOrganization(
            Product.PEOPLE,
            Organization(node.id, node.text("name"), node.text("time_zone"), _grades(node)),
        )
        for node in document.data
    ]


def _grades(node: Node) -> tuple[Grade, ...]:
    """``Organization.grades``: what its items look like is not published, so several ways of writing them are taken."""
    grades = []
    listed = node.attributes.get("grades")
    for item in listed if isinstance(listed, list) else ():
        grade = _grade(item)
        if grade is None:
            node.odd["Organization.grades: not a grade"] += 1
        else:
            grades.append(grade)
    return tuple(sorted(grades, key=lambda grade: grade.key))


def _grade(item: Any) -> Grade | None:
    match item:
        case {"key": key, "value": name} | {"key": key, "name": name} | {"value": key, "name": name}:
            pass
        case {"value": key, "label": name} | {"key": key, "label": name} | {"id": key, "name": name}:
            pass
        case [key, name] if not isinstance(key, str) or key.lstrip("-").isdecimal():
            pass
        case [name, key]:
            pass
        case _:
            return None
    try:
        return Grade(int(key), str(name))
    except (TypeError, ValueError):
        return None


def people(document: Document, ask: Ask | None = None) -> Sequence[PulledRecord]:
    """People with their e-mails, phones, addresses and households, all sideloaded."""
    phones, emails, addresses = (_by_person(document, type) for type in ("PhoneNumber", "Email", "Address"))
    records: list[PulledRecord] = [
        PulledHousehold(_household(node), has_members=False) for node in document.included_of("Household")
    ]
    for node in document.data:
        if node.type != "Person":
            continue
        records.append(
            _person(
                node,
                _own(document, node, "PhoneNumber", "phone_numbers", phones),
                _own(document, node, "Email", "emails", emails),
                _own(document, node, "Address", "addresses", addresses),
            )
        )
        if untold := _untold(node, records[-1]):
            records.append(Untold(PersonId(node.id), untold))
        household_ids = node.linked_all("households")
        if household_ids is not None:
            records.append(HouseholdsOfPerson(PersonId(node.id), tuple(HouseholdId(id) for id in household_ids)))
    return records


_ATTRIBUTES = {
    **{
        name: name
        for name in ("first_name", "last_name", "given_name", "nickname", "middle_name", "birthdate", "gender")
    },
    **{
        name: name
        for name in ("grade", "graduation_year", "status", "membership", "medical_notes", "avatar", "remote_id")
    },
    "is_child": "child",
    "passed_background_check": "passed_background_check",
}
_CONTACTS = {"phones": "phone_numbers", "emails": "emails", "addresses": "addresses"}


def _untold(node: Node, person: PulledRecord) -> frozenset[str]:
    """What is not there at all of what was asked for; an empty list is told, and so is null."""
    fields = [field for field, attribute in _ATTRIBUTES.items() if not node.is_told(attribute)]
    fields += [
        field for field, name in _CONTACTS.items() if node.linked_all(name) is None and not getattr(person, field)
    ]
    return frozenset(fields)


def _by_person(document: Document, type: str) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for node in document.included_of(type):
        person = node.linked("person")
        if person is not None:
            found.setdefault(person, []).append(node)
    return found


def _own(document: Document, node: Node, type: str, name: str, by_person: dict[str, list[Node]]) -> list[Node]:
    """What came along for a person, whichever side tells of the link."""
    linked = document.among(type, node.linked_all(name))
    return list({one.id: one for one in (*linked, *by_person.get(node.id, ()))}.values())


def _person(node: Node, phones: Sequence[Node], emails: Sequence[Node], addresses: Sequence[Node]) -> Person:
    return Person(
        id=PersonId(node.id),
        first_name=node.text("first_name"),
        last_name=node.text("last_name"),
        given_name=node.text("given_name"),
        nickname=node.text("nickname"),
        middle_name=node.text("middle_name"),
        birthdate=node.day("birthdate"),
        gender=gender_of(node, "gender"),
        grade=node.integer("grade"),
        graduation_year=node.integer("graduation_year"),
        is_child=bool(node.flag("child")),
        status=node.text("status") or "active",
        membership=node.text("membership"),
        medical_notes=node.words("medical_notes"),
        avatar=node.text("avatar"),
        remote_id=node.integer("remote_id"),
        primary_campus_id=node.linked("primary_campus"),
        passed_background_check=node.flag("passed_background_check"),
        created_at=node.optional_text("created_at"),
        updated_at=node.optional_text("updated_at"),
        phones=tuple(
            Phone(
                one.id,
                one.text("number"),
                one.optional_text("e164"),
                one.optional_text("location"),
                bool(one.flag("primary")),
                one.optional_text("updated_at"),
            )
            for one in phones
        ),
        emails=tuple(
            Email(
                one.id,
                one.text("address"),
                one.optional_text("location"),
                bool(one.flag("primary")),
                one.optional_text("updated_at"),
            )
            for one in emails
        ),
        addresses=tuple(
            Address(
                one.id,
                # One line before 2023-03-21, two since (pco/API.md section 2).
                one.text("street_line_1") or one.text("street"),
                one.text("street_line_2"),
                one.text("city"),
                one.text("state"),
                one.text("zip"),
                one.text("country_code"),
                one.optional_text("location"),
                bool(one.flag("primary")),
                one.optional_text("updated_at"),
            )
            for one in addresses
        ),
    )


def _household(node: Node) -> Household:
    contact = node.linked("primary_contact") or node.id_in("primary_contact_id")
    members = node.linked_all("people") or ()
    return Household(
        id=HouseholdId(node.id),
        name=node.text("name"),
        primary_contact_id=PersonId(contact) if contact else None,
        members=tuple(HouseholdMember(PersonId(id)) for id in members),
        updated_at=node.optional_text("updated_at"),
    )


def households(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """Households with their members."""
    return [
        PulledHousehold(_household(node), has_members=node.linked_all("people") is not None) for node in document.data
    ]


def household_roles(document: Document) -> dict[PersonId, HouseholdRole]:
    """What each member of a household is in it; a role that nobody has published is counted and left out."""
    known = {role.value: role for role in HouseholdRole}
    found = {}
    for node in document.data:
        person, said = node.linked("person"), node.text("household_role").strip().casefold()
        if person is not None and said in known:
            found[PersonId(person)] = known[said]
        elif said:
            node.odd["HouseholdMembership.household_role: unknown"] += 1
    return found


def mergers(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """Who was merged into whom."""
    records = []
    for node in document.data:
        removed = node.linked("person_to_remove") or node.id_in("person_to_remove_id")
        kept = node.linked("person_to_keep") or node.id_in("person_to_keep_id")
        if removed and kept and removed != kept:
            records.append(Merger(node.id, PersonId(removed), PersonId(kept)))
        else:
            node.odd["PersonMerger: without both people"] += 1
    return records


def campuses(document: Document, ask: Ask) -> Sequence[PulledRecord]:
    """The church's campuses."""
    return [CampusThere(node.id, node.text("name")) for node in document.data]
