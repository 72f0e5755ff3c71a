"""What a request asks for, read from its address and held against what is published: nothing else gets through."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

from kiosk.simulator.errors import bad_parameter, missing_parameter, not_found, not_simulated, out_of_range, unrouted
from kiosk.simulator.filters import PARAMETERS
from kiosk.simulator.vertices import Path, Product, Vertex, published

DEFAULT_PER_PAGE = 25
MAX_PER_PAGE = 100
_SPELLINGS = {"check_ins": "check-ins"}
"""``/check_ins/v2`` answers too; the hyphen is what the documentation uses."""
_WHERE = re.compile(r"where\[(?P<name>\w+)\](?:\[(?P<operator>\w+)\])?")
_FIELDS = re.compile(r"fields\[(?P<type>\w+)\]")


@dataclass(frozen=True, slots=True)
class Condition:
    """One ``where``: equality where the operator is empty, else gt, gte, lt or lte."""

    name: str
    operator: str
    value: str


@dataclass(frozen=True, slots=True)
class Target:
    """The published path that was asked for, and the words and ids of this request."""

    product: Product
    path: Path
    segments: tuple[str, ...]

    @property
    def vertex(self) -> Vertex:
        """What the path answers with."""
        return self.product.vertices[self.path.type]

    @property
    def collection(self) -> str:
        """The address below the product, without parameters."""
        return "/" + "/".join(self.segments)


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything the parameters said, checked."""

    includes: tuple[str, ...]
    conditions: tuple[Condition, ...]
    order: str
    filters: tuple[str, ...]
    filter_values: Mapping[str, str]
    fields: Mapping[str, frozenset[str]]
    per_page: int
    offset: int
    parameters: tuple[tuple[str, str], ...]


def target_of(path: str) -> Target:
    """Find the published path. Raises Refused (404) where there is none."""
    words = tuple(unquote(word) for word in path.split("/") if word)
    if len(words) < 2 or words[1] != "v2":
        raise unrouted()
    name = _SPELLINGS.get(words[0], words[0])
    try:
        product = published(name)
    except FileNotFoundError:
        raise unrouted() from None
    found = product.path_for(words[2:])
    if found is None:
        raise not_found()
    return Target(product, found, words[2:])


def read_parameters(target: Target, query: str, *, is_write: bool = False) -> Asked:
    """Read and check the parameters. Raises Refused (400) for any that this path does not offer."""
    vertex, path = target.vertex, target.path
    is_list = path.many and not is_write
    includes: tuple[str, ...] = ()
    conditions: list[Condition] = []
    order = ""
    filters: tuple[str, ...] = ()
    fields: dict[str, frozenset[str]] = {}
    per_page, offset = DEFAULT_PER_PAGE, 0
    extra: dict[str, str] = {}
    parameters = tuple(parse_qsl(query, keep_blank_values=True))
    for name, value in parameters:
        if name == "include":
            includes = _includes(target.product, vertex, value)
        elif match := _FIELDS.fullmatch(name):
            fields[match["type"]] = _fields(target.product, match["type"], value)
        elif not is_list:
            raise bad_parameter(f"{name} is not a parameter of {target.collection}")
        elif match := _WHERE.fullmatch(name):
            conditions.append(_condition(vertex, match["name"], match["operator"] or "", value))
        elif name == "order":
            order = _order(vertex, value)
        elif name == "filter":
            filters = _filters(path, value)
        elif name == "per_page":
            per_page = _number(value, 1, MAX_PER_PAGE)
        elif name == "offset":
            offset = _number(value, 0, 10**9)
        else:
            extra[name] = value
    _check_extra(filters, extra)
    return Asked(includes, tuple(conditions), order, filters, extra, fields, per_page, offset, parameters)


def _includes(product: Product, vertex: Vertex, value: str) -> tuple[str, ...]:
    asked = tuple(name for name in value.split(",") if name)
    for path in asked:
        if path not in vertex.includes and path not in vertex.nested_includes:
            offered = _listed(vertex.includes)
            raise bad_parameter(f"{path} cannot be included with {vertex.type}; can_include: {offered}")
        at: Vertex | None = vertex
        for name in path.split("."):
            edge = at and (at.edges.get(name) or at.relationships.get(name))
            at = product.vertices.get(edge.type) if edge else None
            if at is None:
                raise not_simulated(f"include={path} of {product.name}/{vertex.type}")
    return asked


def _condition(vertex: Vertex, name: str, operator: str, value: str) -> Condition:
    queryable = vertex.where.get(name)
    if queryable is None:
        raise bad_parameter(f"{vertex.type} cannot be queried by {name}; can_query_by: {_listed(tuple(vertex.where))}")
    if operator and operator not in queryable.operators:
        raise bad_parameter(f"where[{name}] does not take [{operator}]")
    return Condition(name, operator, value)


def _order(vertex: Vertex, value: str) -> str:
    if value.removeprefix("-") not in vertex.order:
        raise bad_parameter(f"{vertex.type} cannot be ordered by {value}; can_order_by: {_listed(vertex.order)}")
    return value


def _filters(path: Path, value: str) -> tuple[str, ...]:
    names = tuple(name for name in value.split(",") if name)
    for name in names:
        if name not in path.filters:
            raise bad_parameter(f"{name} is not a filter of {path.template}; can_filter: {_listed(path.filters)}")
    return names


def _fields(product: Product, type_name: str, value: str) -> frozenset[str]:
    vertex = product.vertices.get(type_name)
    if vertex is None:
        raise bad_parameter(f"{type_name} is not a type of {product.name}")
    names = frozenset(name for name in value.split(",") if name)
    known = {*vertex.attributes, *vertex.relationships, *vertex.includes}
    for name in sorted(names - known):
        raise bad_parameter(f"{name} is not a field of {type_name}")
    return names


def _number(value: str, lowest: int, highest: int) -> int:
    if not value.isascii() or not value.isdecimal() or not lowest <= int(value) <= highest:
        raise out_of_range()
    return int(value)


def _check_extra(filters: Sequence[str], extra: Mapping[str, str]) -> None:
    needed = {parameter for name in filters for parameter in PARAMETERS.get(name, {})}
    for name in extra:
        if name not in needed:
            raise bad_parameter(f"{name} is not a parameter")
    for filter_name in filters:
        for parameter, is_required in PARAMETERS.get(filter_name, {}).items():
            if is_required and not extra.get(parameter):
                raise missing_parameter(parameter)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "nothing"
