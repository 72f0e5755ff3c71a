"""POST, PATCH and DELETE: what was sent is checked as Planning Center checks it, then filed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.simulator.asked import Target
from kiosk.simulator.errors import (
    forbidden_attribute,
    invalid,
    invalid_json,
    invalid_payload,
    linked_record_missing,
    no_data_key,
    not_simulated,
)
from kiosk.simulator.links import TO_ONE
from kiosk.simulator.moments import as_utc, is_date
from kiosk.simulator.records import Record
from kiosk.simulator.rules import RULES, Change
from kiosk.simulator.search import SearchBook
from kiosk.simulator.store import Store
from kiosk.simulator.vertices import Assignable

Sent = Mapping[str, Any]


@dataclass(slots=True)
class Writes:
    """Carries out what changes the church. Every verb raises Refused for what Planning Center would not take."""

    store: Store
    book: SearchBook

    def create(self, target: Target, parent: Record, body: bytes) -> Record:
        """File a new record below ``parent``."""
        key = f"{target.product.name}/{target.path.type}"
        rule = RULES.get(key)
        if rule is None or target.vertex.on_create is None:
            raise not_simulated(f"POST {target.path.template}")
        data = _data(target, body)
        change = self._change(target, target.vertex.on_create, data, None)
        record: Record = {
            "type": target.path.type,
            "id": "",
            "attributes": {},
            "relationships": {},
        }
        for link, linked_key in TO_ONE.get(key, {}).items():
            if linked_key == f"{target.product.name}/{parent['type']}":
                record["relationships"][link] = {"data": {"type": parent["type"], "id": parent["id"]}}
        rule.check(self.store, record, change)
        _refuse_blanks(target.path.type, rule.required, change, record)
        self._keep_findable(record)
        record["id"] = self.store.new_id(key)
        self._apply(target, record, change, is_new=True)
        self.store.put(key, record)
        rule.after(self.store, self.book, record, change)
        return record

    def update(self, target: Target, record: Record, body: bytes) -> Record:
        """Change a record in place."""
        key = f"{target.product.name}/{target.path.type}"
        rule = RULES.get(key)
        if rule is None or target.vertex.on_update is None:
            raise not_simulated(f"PATCH {target.path.template}")
        data = _data(target, body)
        if data.get("id") not in (None, record["id"]):
            raise invalid_payload("The id given is not that of the resource")
        change = self._change(target, target.vertex.on_update, data, record)
        rule.check(self.store, record, change)
        _refuse_blanks(target.path.type, rule.required, change, record)
        self._keep_findable(record)
        self._apply(target, record, change, is_new=False)
        rule.after(self.store, self.book, record, change)
        return record

    def delete(self, target: Target, record: Record) -> None:
        """Take a record out, with what belongs to it."""
        key = f"{target.product.name}/{target.path.type}"
        rule = RULES.get(key)
        if rule is None:
            raise not_simulated(f"DELETE {target.path.template}")
        self._keep_findable(record)
        rule.before_delete(self.store, self.book, record)
        self.store.remove(key, record["id"])
        rule.after_delete(self.store, self.book, record)

    def _keep_findable(self, record: Record) -> None:
        """Until the search has caught up, a person is found as before."""
        person_id = record["id"] if record["type"] == "Person" else self.store.linked_id(record, "person")
        if person_id:
            self.book.before_change(person_id)

    def _change(self, target: Target, assignable: Assignable, data: Sent, existing: Record | None) -> Change:
        attributes = data.get("attributes", {})
        relationships = data.get("relationships", {})
        if not isinstance(attributes, dict) or not isinstance(relationships, dict):
            raise invalid_payload("attributes and relationships are objects")
        for name in (*attributes, *relationships):
            allowed = assignable.attributes if name in attributes else assignable.relationships
            if name not in allowed:
                raise forbidden_attribute(name)
        types = target.vertex.attributes
        wrong = [(name, "is invalid") for name, value in attributes.items() if not _fits(types.get(name), value)]
        if wrong:
            raise invalid(target.path.type, wrong)
        links = {name: self._linked(target, name, value) for name, value in relationships.items()}
        return Change(dict(attributes), links, existing)

    def _linked(self, target: Target, name: str, value: Any) -> Any:
        data = value.get("data") if isinstance(value, dict) else None
        if not isinstance(value, dict) or "data" not in value:
            raise invalid_payload(f"The relationship {name} has no data")
        key = f"{target.product.name}/{target.path.type}"
        for one in data if isinstance(data, list) else [data] if data is not None else []:
            if not isinstance(one, dict) or not isinstance(one.get("id"), str) or not isinstance(one.get("type"), str):
                raise invalid_payload(f"The relationship {name} names no type and id")
            linked_key = TO_ONE.get(key, {}).get(name) or _SEVERAL.get((key, name))
            if linked_key is None:
                raise not_simulated(f"relationship {name} of {key}")
            if self.store.find(linked_key, one["id"]) is None:
                raise linked_record_missing(name)
        return data

    def _apply(self, target: Target, record: Record, change: Change, *, is_new: bool) -> None:
        key = f"{target.product.name}/{target.path.type}"
        record["attributes"].update(change.attributes)
        for link, data in change.links.items():
            if link in TO_ONE.get(key, {}):
                if is_new:
                    record["relationships"][link] = {"data": data}
                else:
                    self.store.relink(key, record, link, data)
        now = self.store.timestamp()
        if "updated_at" in target.vertex.attributes:
            record["attributes"]["updated_at"] = now
        if is_new and "created_at" in target.vertex.attributes:
            record["attributes"]["created_at"] = now
        self.store.changed()


_SEVERAL = {("people/Household", "people"): "people/Person"}


def _data(target: Target, body: bytes) -> Sent:
    try:
        document = json.loads(body)
    except ValueError:
        raise invalid_json() from None
    if not isinstance(document, dict) or "data" not in document:
        raise no_data_key()
    data = document["data"]
    if not isinstance(data, dict):
        raise invalid_payload("data is not an object")
    if data.get("type", target.path.type) != target.path.type:
        raise invalid_payload(f"The type given is not {target.path.type}")
    return data


def _fits(kind: str | None, value: Any) -> bool:
    if value is None:
        return True
    match kind:
        case "string":
            return isinstance(value, str)
        case "integer":
            is_number = isinstance(value, int) and not isinstance(value, bool)
            return is_number or (isinstance(value, str) and value.removeprefix("-").isdecimal())
        case "boolean":
            return isinstance(value, bool)
        case "date":
            return is_date(value)
        case "date_time":
            return isinstance(value, str) and as_utc(value) is not None
        case _:
            return isinstance(value, str | int | float | bool | list | dict)


def _refuse_blanks(type_name: str, required: tuple[str, ...], change: Change, record: Record) -> None:
    blank = [(name, "can't be blank") for name in required if _is_blank(name, change, record)]
    if blank:
        raise invalid(type_name, blank)


def _is_blank(name: str, change: Change, record: Record) -> bool:
    if name in change.links:
        return change.links[name] is None
    if name in change.attributes:
        value = change.attributes[name]
        return value is None or (isinstance(value, str) and not value.strip())
    is_linked = record["relationships"].get(name, {}).get("data") is not None
    return not is_linked and record["attributes"].get(name) in (None, "")
