"""What is particular about writing each kind of record: what it needs, what follows from it, what goes with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.simulator.errors import delete_restricted, duplicate, invalid, linked_record_missing
from kiosk.simulator.moments import as_utc
from kiosk.simulator.phones import digits_of
from kiosk.simulator.records import PEOPLE, Record
from kiosk.simulator.search import SearchBook
from kiosk.simulator.store import Store

HOUSEHOLD_ROLES = ("adult", "child_or_dependent", "other_adult", "parent_guardian")
GROUP_ROLES = ("leader", "member")
_GENDERS = {"m": "Male", "male": "Male", "f": "Female", "female": "Female"}


@dataclass(slots=True)
class Change:
    """What a request wants to set; a rule may put it right before it is filed. ``existing`` is None for a new record."""

    attributes: dict[str, Any]
    links: dict[str, Any]
    existing: Record | None


Check = Callable[[Store, Record, Change], None]
After = Callable[[Store, SearchBook, Record, Change], None]
Delete = Callable[[Store, SearchBook, Record], None]


def _no_check(store: Store, record: Record, change: Change) -> None:
    pass


def _no_more(store: Store, book: SearchBook, record: Record, change: Change) -> None:
    pass


def _nothing_goes_with_it(store: Store, book: SearchBook, record: Record) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Rule:
    """How one kind of record is written. ``required`` may name attributes and links."""

    required: tuple[str, ...]
    check: Check = _no_check
    after: After = _no_more
    before_delete: Delete = _nothing_goes_with_it
    after_delete: Delete = _nothing_goes_with_it


def _check_person(store: Store, record: Record, change: Change) -> None:
    wanted = change.attributes
    if wanted.get("gender"):
        gender = _GENDERS.get(str(wanted["gender"]).casefold())
        if gender is None:
            raise invalid("Person", [("gender", "is not included in the list")])
        wanted["gender"] = gender
    for name in ("remote_id", "grade", "graduation_year"):
        if wanted.get(name) is not None:
            wanted[name] = int(wanted[name])
    _check_remote_id(store, record, wanted.get("remote_id"))
    campus = wanted.pop("primary_campus_id", None)
    if campus is not None:
        if store.find("people/Campus", str(campus)) is None:
            raise linked_record_missing("primary_campus")
        change.links["primary_campus"] = {"type": "Campus", "id": str(campus)}
    if "status" in wanted or change.existing is None:
        # "inactive" deactivates, any other value makes active again.
        is_inactive = wanted.get("status") == "inactive"
        wanted["status"] = "inactive" if is_inactive else "active"
        wanted.setdefault("inactivated_at", store.timestamp() if is_inactive else None)
    if change.existing is None:
        for name in ("accounting_administrator", "child", "site_administrator"):
            wanted.setdefault(name, False)
    else:
        record["attributes"].pop("name", None)


def _check_remote_id(store: Store, record: Record, remote_id: int | None) -> None:
    if remote_id is None:
        return
    for person in store.every(PEOPLE):
        if person["attributes"].get("remote_id") == remote_id and person["id"] != record["id"]:
            raise duplicate()


def _person_written(store: Store, book: SearchBook, record: Record, change: Change) -> None:
    book.person_changed(record["id"])


def _check_unused(store: Store, book: SearchBook, person: Record) -> None:
    """Who is used in another product cannot be deleted."""
    for key in ("check-ins/CheckIn", "groups/Membership"):
        if store.pointing_at(key, "person", person["id"]):
            raise delete_restricted()


def _with_the_person(store: Store, book: SearchBook, person: Record) -> None:
    for key in ("people/Email", "people/PhoneNumber", "people/Address", "people/HouseholdMembership"):
        for record in store.pointing_at(key, "person", person["id"]):
            store.remove(key, record["id"])


def _check_email(store: Store, record: Record, change: Change) -> None:
    address = change.attributes.get("address")
    if address and ("@" not in address or " " in address.strip()):
        raise invalid("Email", [("address", "is invalid")])


def _check_phone(store: Store, record: Record, change: Change) -> None:
    number = change.attributes.get("number")
    if number and not digits_of(number):
        raise invalid("PhoneNumber", [("number", "is invalid")])
    if number is not None:
        for worked_out in ("e164", "international", "national", "formatted_number"):
            record["attributes"].pop(worked_out, None)


def _contact_written(key: str) -> After:
    """The first of a person's e-mails or phones is primary; a new primary takes the place of the old one."""

    def after(store: Store, book: SearchBook, record: Record, change: Change) -> None:
        person_id = store.linked_id(record, "person") or ""
        others = [one for one in store.pointing_at(key, "person", person_id) if one["id"] != record["id"]]
        attributes = record["attributes"]
        if change.existing is None:
            attributes.setdefault("location", "Home")
            attributes["primary"] = bool(attributes.get("primary")) or not others
        # Addresses may keep two primaries, as seen at Planning Center.
        if attributes.get("primary") and key != "people/Address":
            for other in others:
                other["attributes"]["primary"] = False
        _touch_person(store, book, person_id)

    return after


def _contact_deleted(store: Store, book: SearchBook, record: Record) -> None:
    _touch_person(store, book, store.linked_id(record, "person") or "")


def _touch_person(store: Store, book: SearchBook, person_id: str) -> None:
    person = store.find(PEOPLE, person_id)
    if person is not None:
        person["attributes"]["updated_at"] = store.timestamp()
        store.changed()
        book.person_changed(person_id)


def _check_household(store: Store, record: Record, change: Change) -> None:
    wanted = change.attributes
    wanted.pop("member_count", None)
    contact = wanted.pop("primary_contact_id", None)
    if contact is not None:
        if store.find(PEOPLE, str(contact)) is None:
            raise linked_record_missing("primary_contact")
        change.links["primary_contact"] = {"type": "Person", "id": str(contact)}
    record["attributes"].pop("primary_contact_name", None)


def _household_written(store: Store, book: SearchBook, record: Record, change: Change) -> None:
    """The people given are its members; memberships are made and ended to fit. Neither moves a person's updated_at."""
    wanted = change.links.get("people")
    contact = store.linked_id(record, "primary_contact")
    ids = [one["id"] for one in wanted] if isinstance(wanted, list) else []
    if contact and contact not in ids and (change.existing is None or wanted is not None):
        ids.insert(0, contact)
    members = {
        store.linked_id(one, "person"): one
        for one in store.pointing_at("people/HouseholdMembership", "household", record["id"])
    }
    if wanted is not None:
        for person_id, membership in members.items():
            if person_id not in ids:
                store.remove("people/HouseholdMembership", membership["id"])
    for person_id in ids:
        if person_id not in members:
            _join(store, record["id"], person_id)


def _join(store: Store, household_id: str, person_id: str) -> None:
    person = store.find(PEOPLE, person_id)
    is_child = bool(person and person["attributes"].get("child"))
    store.put(
        "people/HouseholdMembership",
        {
            "type": "HouseholdMembership",
            "id": store.new_id("people/HouseholdMembership"),
            "attributes": {"pending": False, "household_role": "child_or_dependent" if is_child else "adult"},
            "relationships": {
                "household": {"data": {"type": "Household", "id": household_id}},
                "person": {"data": {"type": "Person", "id": person_id}},
            },
        },
    )


def _empty_household(store: Store, book: SearchBook, household: Record) -> None:
    for membership in store.pointing_at("people/HouseholdMembership", "household", household["id"]):
        store.remove("people/HouseholdMembership", membership["id"])


def _check_household_membership(store: Store, record: Record, change: Change) -> None:
    _take_person_id(store, change)
    role = change.attributes.get("household_role")
    if role is not None and role not in HOUSEHOLD_ROLES:
        raise invalid("HouseholdMembership", [("household_role", "is not included in the list")])
    if change.existing is None:
        # Whoever does not say otherwise makes Planning Center send an invitation.
        change.attributes.setdefault("pending", True)
        change.attributes.setdefault("household_role", "adult")
        _refuse_second(store, "people/HouseholdMembership", "household", record, change)


def _check_group_membership(store: Store, record: Record, change: Change) -> None:
    _take_person_id(store, change)
    change.attributes.setdefault("role", record["attributes"].get("role", "member"))
    if change.attributes["role"] not in GROUP_ROLES:
        raise invalid("Membership", [("role", "is not included in the list")])
    if change.attributes.get("joined_at"):
        change.attributes["joined_at"] = as_utc(change.attributes["joined_at"])
    if change.existing is None:
        change.attributes.setdefault("joined_at", store.timestamp())
        _refuse_second(store, "groups/Membership", "group", record, change)


def _take_person_id(store: Store, change: Change) -> None:
    person_id = change.attributes.pop("person_id", None)
    if person_id is not None:
        if store.find(PEOPLE, str(person_id)) is None:
            raise linked_record_missing("person")
        change.links["person"] = {"type": "Person", "id": str(person_id)}


def _refuse_second(store: Store, key: str, link: str, record: Record, change: Change) -> None:
    person = change.links.get("person")
    whole = store.linked_id(record, link)
    for one in store.pointing_at(key, "person", person["id"]) if person else ():
        if store.linked_id(one, link) == whole:
            raise invalid(record["type"], [("person", "has already been taken")])


RULES: dict[str, Rule] = {
    PEOPLE: Rule(("first_name", "last_name"), _check_person, _person_written, _check_unused, _with_the_person),
    "people/Email": Rule(("address",), _check_email, _contact_written("people/Email"), after_delete=_contact_deleted),
    "people/PhoneNumber": Rule(
        ("number",), _check_phone, _contact_written("people/PhoneNumber"), after_delete=_contact_deleted
    ),
    "people/Address": Rule((), _no_check, _contact_written("people/Address"), after_delete=_contact_deleted),
    "people/Household": Rule(
        ("name", "primary_contact"), _check_household, _household_written, before_delete=_empty_household
    ),
    "people/HouseholdMembership": Rule(("person",), _check_household_membership),
    "groups/Membership": Rule(("person",), _check_group_membership),
    "calendar/EventConnection": Rule(("connected_to_id", "connected_to_name", "connected_to_type", "product_name")),
}
"""What can be written here. Other writes that Planning Center publishes answer 501."""
