"""A church as Planning Center would hold it: plain JSON:API records, filed by product and type."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kiosk.simulator.links import TO_MANY, TO_ONE

Record = dict[str, Any]
"""One resource: ``{"type", "id", "attributes": {…}, "relationships": {name: {"data": …}}}``; times are ISO 8601 in UTC."""

Link = tuple[str, str]
"""What a relationship points at: (type, id). The product is the record's own, but for people (see ``PEOPLE``)."""

Related = Link | Sequence[Link] | None

PRODUCTS = ("people", "check-ins", "groups", "calendar")
PEOPLE = "people/Person"
"""The one list of people. Check-Ins, Groups and Calendar show their own ``Person`` with the same id."""


@dataclass(slots=True)
class Church:
    """One organization and everything Planning Center knows of it.

    Relationships carry *every* link there is, also those that Planning Center only offers as an edge (the event of a
    location, the label of an event label). The server shows no more than the published vertex shows.
    Their names are in ``links.py``. Optional extras: a record ``check-ins/Person`` (or groups, calendar) with the id of a
    person adds to, or replaces, what is derived from ``people/Person``; a record ``people/Organization`` with the
    organization's id likewise (``grades``, ``date_format``).
    """

    organization_id: str = "1"
    name: str = "Sample Church"
    time_zone: str = "America/New_York"
    country_code: str = "US"
    records: dict[str, dict[str, Record]] = field(default_factory=dict)

    def add(
        self,
        product: str,
        type: str,
        id: str,
        attributes: Mapping[str, Any],
        relationships: Mapping[str, Related] | None = None,
    ) -> Record:
        """File one record and return it. Raises ValueError where product or link is unknown or the id is taken."""
        if product not in PRODUCTS:
            raise ValueError(f"no such product: {product}")
        key = f"{product}/{type}"
        unknown = set(relationships or {}) - set(TO_ONE.get(key, {})) - set(TO_MANY.get(key, {}))
        if unknown:
            raise ValueError(f"{key} has no link named {', '.join(sorted(unknown))}")
        filed = self.records.setdefault(key, {})
        if id in filed:
            raise ValueError(f"{key} {id} is there already")
        record: Record = {
            "type": type,
            "id": id,
            "attributes": dict(attributes),
            "relationships": {name: {"data": linkage(to)} for name, to in (relationships or {}).items()},
        }
        filed[id] = record
        return record

    def all(self, product: str, type: str) -> Iterable[Record]:
        """Every record of one type, in the order they were filed."""
        return self.records.get(f"{product}/{type}", {}).values()

    def get(self, product: str, type: str, id: str) -> Record | None:
        """One record, or None."""
        return self.records.get(f"{product}/{type}", {}).get(id)


def linkage(to: Related) -> Any:
    """A relationship's ``data``: one identifier, a list of them, or None."""
    if to is None:
        return None
    if isinstance(to, tuple) and len(to) == 2 and isinstance(to[0], str) and isinstance(to[1], str):
        return {"type": to[0], "id": to[1]}
    return [{"type": one[0], "id": one[1]} for one in to]
