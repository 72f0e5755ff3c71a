"""What Planning Center publishes of its products: vertices, paths, and what may be asked of each."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kiosk.resources import resource_path


@dataclass(frozen=True, slots=True)
class Edge:
    """A named way from one vertex to another: a relationship, or an association with a path of its own."""

    type: str
    many: bool


@dataclass(frozen=True, slots=True)
class Queryable:
    """One ``where[name]`` that a vertex offers, with the range operators published for it."""

    type: str
    operators: frozenset[str]


@dataclass(frozen=True, slots=True)
class Assignable:
    """What a POST or PATCH may set."""

    attributes: frozenset[str]
    relationships: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vertex:
    """One resource type of one product, as published for the pinned version."""

    type: str
    attributes: Mapping[str, str]
    only_with_fields: frozenset[str]
    relationships: Mapping[str, Edge]
    includes: tuple[str, ...]
    nested_includes: tuple[str, ...]
    order: tuple[str, ...]
    where: Mapping[str, Queryable]
    edges: Mapping[str, Edge]
    on_create: Assignable | None
    on_update: Assignable | None


@dataclass(frozen=True, slots=True)
class Path:
    """One published path below ``/{product}/v2``; its ids are ``{}``."""

    template: str
    type: str
    many: bool
    verbs: tuple[str, ...]
    filters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """One product: its versions, its vertices and its paths."""

    name: str
    version: str
    versions: tuple[str, ...]
    vertices: Mapping[str, Vertex]
    paths: Mapping[str, Path]
    _shapes: Mapping[int, tuple[tuple[tuple[str, ...], Path], ...]] = field(repr=False)

    def path_for(self, segments: tuple[str, ...]) -> Path | None:
        """The published path that these segments are an instance of, or None. A word is preferred to an id."""
        best: tuple[int, Path] | None = None
        for shape, path in self._shapes.get(len(segments), ()):
            words = 0
            for expected, given in zip(shape, segments, strict=True):
                if expected == given:
                    words += 1
                elif expected != "{}":
                    break
            else:
                if best is None or words > best[0]:
                    best = (words, path)
        return best[1] if best else None


@cache
def published(name: str) -> Product:
    """The published data of one product. Raises FileNotFoundError where the product is not simulated."""
    raw = json.loads(resource_path("pco", f"{name}.json").read_text(encoding="utf-8"))
    paths = {template: _path(template, entry) for template, entry in raw["paths"].items()}
    shapes: dict[int, list[tuple[tuple[str, ...], Path]]] = {}
    for template, path in paths.items():
        shape = tuple(segment for segment in template.split("/") if segment)
        shapes.setdefault(len(shape), []).append((shape, path))
    return Product(
        name=raw["product"],
        version=raw["version"],
        versions=tuple(raw["versions"]),
        vertices={type_name: _vertex(type_name, entry) for type_name, entry in raw["vertices"].items()},
        paths=paths,
        _shapes={length: tuple(entries) for length, entries in shapes.items()},
    )


def _path(template: str, raw: Mapping[str, Any]) -> Path:
    return Path(template, raw["type"], raw["many"], tuple(raw["verbs"]), tuple(raw.get("filters", ())))


def _vertex(type_name: str, raw: Mapping[str, Any]) -> Vertex:
    return Vertex(
        type=type_name,
        attributes=raw["attributes"],
        only_with_fields=frozenset(raw.get("only_with_fields", ())),
        relationships=_edges(raw.get("relationships", {})),
        includes=tuple(raw.get("includes", ())),
        nested_includes=tuple(raw.get("nested_includes", ())),
        order=tuple(raw.get("order", ())),
        where={
            name: Queryable(entry["type"], frozenset(entry.get("operators", ())))
            for name, entry in raw.get("where", {}).items()
        },
        edges=_edges(raw.get("edges", {})),
        on_create=_assignable(raw.get("assignable_on_create")),
        on_update=_assignable(raw.get("assignable_on_update")),
    )


def _edges(raw: Mapping[str, Any]) -> dict[str, Edge]:
    return {name: Edge(entry["type"], entry["many"]) for name, entry in raw.items()}


def _assignable(raw: Mapping[str, Any] | None) -> Assignable | None:
    return Assignable(frozenset(raw["attributes"]), frozenset(raw["relationships"])) if raw else None
