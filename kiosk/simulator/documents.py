"""Records put into JSON:API documents as Planning Center writes them: single ones, pages, and what is included."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import quote

from kiosk.simulator.asked import Asked, Target
from kiosk.simulator.edges import follow
from kiosk.simulator.errors import Refused
from kiosk.simulator.records import Record
from kiosk.simulator.store import Store
from kiosk.simulator.values import DERIVED, Derive
from kiosk.simulator.vertices import Edge, Vertex, published

Document = dict[str, Any]
_Tree = dict[str, "_Tree"]
_Plan = tuple[tuple[str, Derive | None], ...]


@dataclass(slots=True)
class Documents:
    """Writes documents. ``hidden`` names attributes, by key, that this user's permissions leave out altogether."""

    store: Store
    base_url: str
    hidden: Mapping[str, frozenset[str]]
    _plans: dict[tuple[str, frozenset[str] | None], _Plan] = field(default_factory=dict)

    def single(self, target: Target, asked: Asked, record: Record, parent: Record) -> Document:
        """One record on its own, with a link to everything that is a step away."""
        included: dict[tuple[str, str], Document] = {}
        data = self._resource(target.product.name, record, asked, _tree(asked.includes), included)
        data["links"] = self._all_links(target, record, asked)
        meta = {"can_include": list(target.vertex.includes), "parent": _identity(parent)}
        return {"data": data, "included": list(included.values()), "meta": meta}

    def page(self, target: Target, asked: Asked, rows: Sequence[Record], parent: Record) -> Document:
        """The part of a list from ``offset``, with the way to the pages beside it."""
        shown = rows[asked.offset : asked.offset + asked.per_page]
        included: dict[tuple[str, str], Document] = {}
        tree = _tree(asked.includes)
        data = [self._resource(target.product.name, record, asked, tree, included) for record in shown]
        links = {"self": self._page_url(target, asked, None)}
        meta: Document = {"total_count": len(rows), "count": len(shown)}
        if asked.offset + asked.per_page < len(rows):
            links["next"] = self._page_url(target, asked, asked.offset + asked.per_page)
            meta["next"] = {"offset": asked.offset + asked.per_page}
        if asked.offset > 0:
            before = max(0, asked.offset - asked.per_page)
            links["prev"] = self._page_url(target, asked, before)
            meta["prev"] = {"offset": before}
        vertex = target.vertex
        meta["can_order_by"] = list(vertex.order)
        meta["can_query_by"] = list(vertex.where)
        meta["can_include"] = list(vertex.includes)
        meta["can_filter"] = list(target.path.filters)
        meta["parent"] = _identity(parent)
        return {"links": links, "data": data, "included": list(included.values()), "meta": meta}

    def _resource(
        self, product: str, record: Record, asked: Asked, tree: _Tree, included: dict[tuple[str, str], Document]
    ) -> Document:
        vertex = published(product).vertices[record["type"]]
        return {
            "type": record["type"],
            "id": record["id"],
            "attributes": self._attributes(f"{product}/{record['type']}", vertex, record, asked),
            "relationships": self._relationships(product, vertex, record, asked, tree, included),
            "links": {"self": self._own_url(product, record)},
        }

    def _attributes(self, key: str, vertex: Vertex, record: Record, asked: Asked) -> Document:
        filed = record["attributes"]
        shown: Document = {}
        for name, derive in self._plan(key, vertex, asked.fields.get(vertex.type)):
            value = filed.get(name)
            if value is None and derive is not None:
                value = derive(self.store, record)
            shown[name] = value
        return shown

    def _plan(self, key: str, vertex: Vertex, fields: frozenset[str] | None) -> _Plan:
        plan = self._plans.get((key, fields))
        if plan is None:
            hidden = self.hidden.get(key, frozenset())
            names = [
                name
                for name in vertex.attributes
                if name not in hidden
                and (name in fields if fields is not None else name not in vertex.only_with_fields)
            ]
            plan = tuple((name, DERIVED.get((key, name))) for name in names)
            self._plans[key, fields] = plan
        return plan

    def _relationships(
        self,
        product: str,
        vertex: Vertex,
        record: Record,
        asked: Asked,
        tree: _Tree,
        included: dict[tuple[str, str], Document],
    ) -> Document:
        shown: Document = {}
        for name, edge in vertex.relationships.items():
            if name not in tree:
                shown[name] = {"data": self._linkage(product, record, name, edge)}
        for name, below in tree.items():
            found = follow(self.store, product, record, name)
            several = found if isinstance(found, list) else [found] if found else []
            for one in several:
                identity = (one["type"], one["id"])
                if identity not in included:
                    included[identity] = {}
                    included[identity] = self._resource(product, one, asked, below, included)
            intrinsic = vertex.relationships.get(name)
            data: Any = self._linkage(product, record, name, intrinsic) if intrinsic else None
            if intrinsic is None:
                data = [_identity(one) for one in several] if isinstance(found, list) else found and _identity(found)
            shown[name] = {"links": {"related": f"{self._own_url(product, record)}/{name}"}, "data": data}
        return shown

    def _linkage(self, product: str, record: Record, name: str, edge: Edge) -> Any:
        """A relationship that is always told, under the type that is published for it."""
        data = record["relationships"].get(name, {}).get("data")
        if data is None and edge.many:
            try:
                found = follow(self.store, product, record, name)
            except Refused:
                return []
            return [_identity(one) for one in found] if isinstance(found, list) else []
        if isinstance(data, dict) and edge.type.isalpha():
            return {"type": edge.type, "id": data["id"]}
        return data

    def _all_links(self, target: Target, record: Record, asked: Asked) -> Document:
        own = self._own_url(target.product.name, record)
        links: Document = {}
        for name, edge in target.vertex.edges.items():
            if name in asked.includes:
                continue
            is_empty = False
            if not edge.many and edge.type in target.product.vertices:
                try:
                    is_empty = follow(self.store, target.product.name, record, name) is None
                except Refused:
                    is_empty = True
            links[name] = None if is_empty else f"{own}/{name}"
        links["self"] = own
        return links

    def _own_url(self, product: str, record: Record) -> str:
        root = f"{self.base_url}/{product}/v2"
        return (
            root
            if record["type"] == "Organization"
            else f"{root}/{_collection_of(product, record['type'])}/{record['id']}"
        )

    def _page_url(self, target: Target, asked: Asked, offset: int | None) -> str:
        parameters = dict(asked.parameters)
        if offset is not None:
            parameters |= {"offset": str(offset), "per_page": str(asked.per_page)}
        written = "&".join(f"{name}={quote(value, safe=',:')}" for name, value in sorted(parameters.items()))
        address = f"{self.base_url}/{target.product.name}/v2{target.collection}"
        return f"{address}?{written}" if written else address


def _identity(record: Record) -> Document:
    return {"type": record["type"], "id": record["id"]}


def _tree(includes: Sequence[str]) -> _Tree:
    tree: _Tree = {}
    for path in includes:
        at = tree
        for name in path.split("."):
            at = at.setdefault(name, {})
    return tree


@cache
def _collection_of(product: str, type_name: str) -> str:
    """The word in the address of one record: ``HouseholdMembership`` -> ``household_memberships``."""
    edges = published(product).vertices["Organization"].edges
    at_root = [name for name, edge in edges.items() if edge.type == type_name and edge.many]
    words = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in type_name).lstrip("_")
    return at_root[0] if at_root else words + "s"
