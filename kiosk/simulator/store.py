"""The church while it is served: found by id and by link, with the people of each product made from one list."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from kiosk.simulator.links import TO_MANY, TO_ONE
from kiosk.simulator.people_elsewhere import campus_in_groups, organization_in, person_in
from kiosk.simulator.records import PEOPLE, Church, Record

_DERIVED_PERSON = {"check-ins/Person", "groups/Person", "calendar/Person"}
_ORGANIZATION = {"people/Organization", "check-ins/Organization", "groups/Organization", "calendar/Organization"}


@dataclass(slots=True)
class Store:
    """Reads and changes one church. ``lock`` is held around whatever must be seen as one.

    ``version`` grows with every change: what has been worked out for one version need not be again.
    """

    church: Church
    now: Callable[[], datetime]
    lock: threading.RLock = field(default_factory=threading.RLock)
    version: int = 0
    _pointing: dict[tuple[str, str], dict[str, dict[str, Record]]] = field(default_factory=dict)
    _derived: dict[tuple[str, str], Record] = field(default_factory=dict)
    _next_ids: dict[str, int] = field(default_factory=dict)

    def timestamp(self) -> str:
        """Now, as Planning Center writes it."""
        return self.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def organization(self, product: str) -> Record:
        """The organization as this product shows it."""
        found = self.find(f"{product}/Organization", self.church.organization_id)
        if found is None:
            raise LookupError("a church is its own organization")
        return found

    def find(self, key: str, id: str) -> Record | None:
        """One record by key and id."""
        if key in _ORGANIZATION:
            return organization_in(key, self.church) if id == self.church.organization_id else None
        if key in _DERIVED_PERSON:
            return self._person(key, id)
        record = self.church.records.get(key, {}).get(id)
        if record is None and key == "groups/Campus":
            campus = self.church.records.get("people/Campus", {}).get(id)
            return campus_in_groups(campus) if campus else None
        return record

    def every(self, key: str) -> Iterable[Record]:
        """Every record of one key, oldest filed first."""
        if key in _DERIVED_PERSON:
            people = (self._person(key, id) for id in self.church.records.get(PEOPLE, {}))
            return [person for person in people if person]
        if key == "groups/Campus" and key not in self.church.records:
            return [campus_in_groups(campus) for campus in self.every("people/Campus")]
        return self.church.records.get(key, {}).values()

    def pointing_at(self, key: str, link: str, id: str) -> list[Record]:
        """The records of ``key`` whose link names this id."""
        return list(self._index(key, link).get(id, {}).values())

    def linked_id(self, record: Record, link: str) -> str | None:
        """The id a to-one link names, or None."""
        data = record["relationships"].get(link, {}).get("data")
        return data["id"] if isinstance(data, dict) else None

    def linked_ids(self, record: Record, link: str) -> list[str]:
        """The ids a link names, be it to one or to many."""
        data = record["relationships"].get(link, {}).get("data")
        if isinstance(data, dict):
            return [data["id"]]
        return [one["id"] for one in data or ()]

    def new_id(self, key: str) -> str:
        """An id nobody has had."""
        if key not in self._next_ids:
            taken = [int(id) for id in self.church.records.get(key, {}) if id.isdecimal()]
            self._next_ids[key] = max(taken, default=0)
        self._next_ids[key] += 1
        return str(self._next_ids[key])

    def put(self, key: str, record: Record) -> None:
        """File a new record."""
        self.church.records.setdefault(key, {})[record["id"]] = record
        for link in self._links(key):
            if (key, link) in self._pointing:
                for id in self.linked_ids(record, link):
                    self._pointing[key, link].setdefault(id, {})[record["id"]] = record
        self.changed()

    def put_first(self, key: str, record: Record) -> None:
        """File a new record before all others, where a list that is in no order shows it first."""
        self.put(key, record)
        filed = self.church.records[key]
        del filed[record["id"]]
        self.church.records[key] = {record["id"]: record, **filed}

    def remove(self, key: str, id: str) -> None:
        """Take a record out; what pointed at it keeps pointing."""
        record = self.church.records.get(key, {}).pop(id, None)
        if record is not None:
            self._unpoint(key, record)
        self.changed()

    def relink(self, key: str, record: Record, link: str, data: Any) -> None:
        """Point a link of a filed record somewhere else."""
        index = self._pointing.get((key, link))
        if index is not None:
            for id in self.linked_ids(record, link):
                index.get(id, {}).pop(record["id"], None)
        record["relationships"][link] = {"data": data}
        if index is not None:
            for id in self.linked_ids(record, link):
                index.setdefault(id, {})[record["id"]] = record
        self.changed()

    def changed(self) -> None:
        """Say that something has changed, so that nothing worked out before is used again."""
        self.version += 1
        self._derived.clear()

    def _links(self, key: str) -> list[str]:
        return [*TO_ONE.get(key, ()), *TO_MANY.get(key, ())]

    def _index(self, key: str, link: str) -> dict[str, dict[str, Record]]:
        index = self._pointing.get((key, link))
        if index is None:
            index = {}
            for record in self.church.records.get(key, {}).values():
                for id in self.linked_ids(record, link):
                    index.setdefault(id, {})[record["id"]] = record
            self._pointing[key, link] = index
        return index

    def _unpoint(self, key: str, record: Record) -> None:
        for link in self._links(key):
            if (key, link) in self._pointing:
                for id in self.linked_ids(record, link):
                    self._pointing[key, link].get(id, {}).pop(record["id"], None)

    def _person(self, key: str, id: str) -> Record | None:
        made = self._derived.get((key, id))
        if made is None:
            person = self.church.records.get(PEOPLE, {}).get(id)
            if person is None:
                return None
            made = person_in(
                key,
                person,
                extra=self.church.records.get(key, {}).get(id),
                emails=self.pointing_at("people/Email", "person", id),
                phones=self.pointing_at("people/PhoneNumber", "person", id),
                addresses=self.pointing_at("people/Address", "person", id),
                check_ins=self.pointing_at("check-ins/CheckIn", "person", id),
                today=self.now().date(),
            )
            self._derived[key, id] = made
        return made
