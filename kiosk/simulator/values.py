"""The value of one attribute: what is filed, or what Planning Center works out from other records."""

from collections.abc import Callable
from typing import Any

from kiosk.simulator.phones import Reading, read
from kiosk.simulator.records import PEOPLE, Record
from kiosk.simulator.store import Store

Derive = Callable[[Store, Record], Any]


def value_of(store: Store, key: str, record: Record, name: str) -> Any:
    """An attribute as the API shows it; None where nobody said. ``id`` counts as one."""
    if name == "id":
        return record["id"]
    filed = record["attributes"].get(name)
    if filed is not None:
        return filed
    derive = DERIVED.get((key, name))
    return derive(store, record) if derive else None


def _person_name(store: Store, person: Record) -> str:
    known = person["attributes"]
    return " ".join(part for part in (known.get("first_name"), known.get("last_name")) if part)


def _name_at(link: str) -> Derive:
    def derive(store: Store, record: Record) -> str | None:
        id = store.linked_id(record, link)
        person = store.find(PEOPLE, id) if id else None
        return value_of(store, PEOPLE, person, "name") if person else None

    return derive


def _persons(name: str) -> Derive:
    """A person's attribute, where a list is ordered by it though it is not the record's own."""

    def derive(store: Store, record: Record) -> Any:
        id = store.linked_id(record, "person")
        person = store.find(PEOPLE, id) if id else None
        return person["attributes"].get(name) if person else None

    return derive


def _linked(link: str) -> Derive:
    return lambda store, record: store.linked_id(record, link)


def _linked_number(link: str) -> Derive:
    def derive(store: Store, record: Record) -> int | str | None:
        id = store.linked_id(record, link)
        return int(id) if id and id.isdecimal() else id

    return derive


def _count(key: str, link: str) -> Derive:
    return lambda store, record: len(store.pointing_at(key, link, record["id"]))


def _reading(store: Store, phone: Record) -> Reading:
    country = phone["attributes"].get("country_code") or store.church.country_code
    return read(phone["attributes"].get("number") or "", country)


DERIVED: dict[tuple[str, str], Derive] = {
    (PEOPLE, "name"): _person_name,
    ("people/Household", "member_count"): _count("people/HouseholdMembership", "household"),
    ("people/Household", "primary_contact_id"): _linked("primary_contact"),
    ("people/Household", "primary_contact_name"): _name_at("primary_contact"),
    ("people/HouseholdMembership", "person_name"): _name_at("person"),
    ("people/PersonMerger", "person_to_keep_id"): _linked_number("person_to_keep"),
    ("people/PersonMerger", "person_to_remove_id"): _linked_number("person_to_remove"),
    ("people/PhoneNumber", "e164"): lambda store, phone: _reading(store, phone).e164,
    ("people/PhoneNumber", "international"): lambda store, phone: _reading(store, phone).international,
    ("people/PhoneNumber", "national"): lambda store, phone: _reading(store, phone).national,
    ("people/PhoneNumber", "country_code"): lambda store, phone: _reading(store, phone).country_code,
    ("people/PhoneNumber", "formatted_number"): lambda store, phone: _reading(store, phone).national,
    ("groups/Group", "memberships_count"): _count("groups/Membership", "group"),
    ("groups/Group", "tag_ids"): lambda store, group: [int(id) for id in store.linked_ids(group, "tags")],
    ("groups/Membership", "first_name"): _persons("first_name"),
    ("groups/Membership", "last_name"): _persons("last_name"),
    ("groups/Attendance", "first_name"): _persons("first_name"),
    ("groups/Attendance", "last_name"): _persons("last_name"),
}
"""What is worked out when it is not filed."""
