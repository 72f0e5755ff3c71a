"""Everyone there and everyone here, by every field of People that is mapped, in a form that can be compared."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from kiosk.simulator.records import Record
from kiosk.simulator.server import PlanningCenterServer
from kiosk.simulator.store import Store

NAMES = ("first_name", "last_name", "given_name", "nickname", "middle_name")
FACTS = ("birthdate", "grade", "graduation_year", "medical_notes", "membership", "status", "remote_id", "avatar")
STAMPS = ("created_at", "updated_at")
PERSON = (*NAMES, *FACTS, *STAMPS)
PHONE = ("number", "e164", "location")
EMAIL = ("address", "location")
ADDRESS = ("street_line_1", "street_line_2", "city", "state", "zip", "country_code", "location")
CONTACTS: Mapping[str, tuple[str, Sequence[str]]] = {
    "PhoneNumber": ("phone", PHONE),
    "Email": ("email", EMAIL),
    "Address": ("address", ADDRESS),
}
HOUSEHOLD = ("name", "updated_at")

Same = dict[str, Any]


def people_there(center: PlanningCenterServer) -> Same:
    """Everyone as the server has them: each person with contacts, each household with its members."""
    store = center.store
    found: Same = {f"person {one['id']}": _person_there(store, one) for one in store.every("people/Person")}
    members: dict[str, list[str]] = {}
    for one in store.every("people/HouseholdMembership"):
        members.setdefault(store.linked_id(one, "household") or "", []).append(store.linked_id(one, "person") or "")
    for one in store.every("people/Household"):
        told = [one["attributes"].get(name) for name in HOUSEHOLD]
        contact = store.linked_id(one, "primary_contact")
        found[f"household {one['id']}"] = _written([*told, contact, sorted(members.get(one["id"], ()))])
    return found


def _person_there(store: Store, person: Record) -> str:
    told = person["attributes"]
    contacts = [
        sorted(
            [one["id"], bool(one["attributes"].get("primary")), *(one["attributes"].get(name) or "" for name in names)]
            for one in store.pointing_at(f"people/{type}", "person", person["id"])
        )
        for type, (_, names) in CONTACTS.items()
    ]
    gender = (told.get("gender") or "").lower()
    checked = told.get("passed_background_check")
    campus = store.linked_id(person, "primary_campus")
    facts = [told.get(name) or None for name in PERSON]
    return _written([*facts, gender, bool(told.get("child")), checked, campus, *contacts])


def people_here(connection: sqlite3.Connection) -> Same:
    """Everyone in the cache who is not gone, likewise."""
    columns = ", ".join(PERSON)
    contacts = [_contacts_here(connection, table, names) for table, names in CONTACTS.values()]
    found: Same = {}
    for id, gender, is_child, checked, campus, *facts in connection.execute(
        f"select id, gender, is_child, passed_background_check, primary_campus_id, {columns} from person where is_gone = 0"
    ):
        own = [sorted(of_kind.get(id, [])) for of_kind in contacts]
        is_checked = None if checked is None else checked == 1
        told = [value or None for value in facts]
        found[f"person {id}"] = _written([*told, gender or "", is_child == 1, is_checked, campus, *own])
    members: dict[str, list[str]] = {}
    for household, person in connection.execute("select household, person from household_member"):
        members.setdefault(household, []).append(person)
    for id, name, updated_at, contact in connection.execute(
        "select id, name, updated_at, primary_contact_id from household where is_gone = 0"
    ):
        found[f"household {id}"] = _written([name, updated_at, contact, sorted(members.get(id, ()))])
    return found


def _contacts_here(connection: sqlite3.Connection, table: str, names: Sequence[str]) -> dict[str, list[list[Any]]]:
    found: dict[str, list[list[Any]]] = {}
    for person, id, is_primary, *told in connection.execute(
        f"select person, id, is_primary, {', '.join(names)} from {table}"
    ):
        found.setdefault(person, []).append([id, is_primary == 1, *(value or "" for value in told)])
    return found


def _written(values: list[Any]) -> str:
    """As bytes would be: the same text or not."""
    return json.dumps(values, ensure_ascii=False, default=str)


def difference(here: Same, there: Same) -> dict[str, tuple[Any, Any]]:
    """What is not the same: nothing, if all is well."""
    return {
        key: (here.get(key), there.get(key)) for key in here.keys() | there.keys() if here.get(key) != there.get(key)
    }
