"""JSON:API documents read without trust: missing keys, odd types and unknown values are counted, never a reason to fail."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from kiosk.domain.problems import UnexpectedAnswer

_LARGEST = 2**53
"""Beyond this JSON numbers lose digits, and beyond 2**63 SQLite cannot hold them."""
_BREAKS = "\n\t"
_ON_ONE_LINE = str.maketrans(_BREAKS, "  ")


@dataclass(frozen=True, slots=True)
class Node:
    """One resource object. ``odd`` counts what made no sense, by kind."""

    type: str
    id: str
    attributes: Mapping[str, Any]
    relationships: Mapping[str, Any]
    odd: Counter[str]

    def text(self, name: str) -> str:
        """A line of text; empty when missing."""
        return self.words(name).translate(_ON_ONE_LINE)

    def words(self, name: str) -> str:
        """Text that may have several lines; control characters other than line breaks and tabs are left out."""
        value = self._value(name)
        match value:
            case None:
                return ""
            case str():
                return _printable(value)
            case bool() | int() | float():
                self.odd[f"{self.type}.{name}: not text"] += 1
                return str(value)
            case _:
                self.odd[f"{self.type}.{name}: not text"] += 1
                return ""

    def optional_text(self, name: str) -> str | None:
        """A line of text, or None when missing or empty."""
        return self.text(name) or None

    def id_in(self, name: str) -> str | None:
        """An id held in an attribute, where some are numbers (pco/API.md section 1)."""
        value = self.attributes.get(name)
        return None if value is None or isinstance(value, bool | float | list | dict) else str(value)

    def integer(self, name: str) -> int | None:
        """A whole number, also one written as text."""
        value = self._value(name)
        match value:
            case None:
                return None
            case bool():
                pass
            case int() if abs(value) <= _LARGEST:
                return value
            case float() if value.is_integer() and abs(value) <= _LARGEST:
                return int(value)
            case str() if value.strip().lstrip("+-").isdecimal() and len(value) < len(str(_LARGEST)):
                self.odd[f"{self.type}.{name}: number as text"] += 1
                return int(value)
            case _:
                pass
        self.odd[f"{self.type}.{name}: not a number"] += 1
        return None

    def flag(self, name: str) -> bool | None:
        """True, false, or None when missing."""
        value = self._value(name)
        match value:
            case None | bool():
                return value
            case "true" | "false" | 0 | 1:
                self.odd[f"{self.type}.{name}: not a flag"] += 1
                return value in ("true", 1)
            case _:
                self.odd[f"{self.type}.{name}: not a flag"] += 1
                return None

    def moment(self, name: str) -> datetime | None:
        """A moment in UTC."""
        value = self._value(name)
        if value is None or value == "":
            return None
        try:
            moment = datetime.fromisoformat(value)
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        except (TypeError, ValueError, OverflowError):
            self.odd[f"{self.type}.{name}: not a moment"] += 1
            return None

    def day(self, name: str) -> date | None:
        """A civil day; of a moment, the day it is written with."""
        value = self._value(name)
        if value is None or value == "":
            return None
        try:
            return date.fromisoformat(value[:10])
        except (TypeError, ValueError):
            self.odd[f"{self.type}.{name}: not a day"] += 1
            return None

    def linked_type_and_id(self, name: str) -> tuple[str, str] | None:
        """What a to-one relationship points at, if it is told."""
        return _identifier(self._linkage(name))

    def linked(self, name: str) -> str | None:
        """The id a to-one relationship points at, if it is told."""
        found = self.linked_type_and_id(name)
        return found[1] if found else None

    def linked_all(self, name: str) -> tuple[str, ...] | None:
        """The ids a to-many relationship points at, None if it is not told."""
        linkage = self._linkage(name)
        if not isinstance(linkage, list):
            return None
        return tuple(found[1] for one in linkage if (found := _identifier(one)))

    def is_told(self, name: str) -> bool:
        """Whether an attribute is there at all: what a sign-in may not see is left out (pco/API.md section 6)."""
        return name in self.attributes

    def _value(self, name: str) -> Any:
        if name not in self.attributes:
            self.odd[f"{self.type}.{name}: missing"] += 1
        return self.attributes.get(name)

    def _linkage(self, name: str) -> object:
        relationship = self.relationships.get(name)
        return relationship.get("data") if isinstance(relationship, Mapping) else None


@dataclass(frozen=True, slots=True)
class Document:
    """One answer: its resources, what came along with them, and where it goes on."""

    data: tuple[Node, ...]
    included: Mapping[tuple[str, str], Node]
    next_link: str | None
    total: int | None
    organization_id: str | None
    odd: Counter[str]

    def included_of(self, type: str) -> tuple[Node, ...]:
        """Everything of one type that came along."""
        return tuple(node for (kind, _), node in self.included.items() if kind == type)

    def among(self, type: str, ids: Sequence[str] | None) -> tuple[Node, ...]:
        """Those of these ids that came along."""
        return tuple(node for id in ids or () if (node := self.included.get((type, id))))


def parse(raw: object) -> Document:
    """Read an answer's JSON. Raises UnexpectedAnswer for what is no JSON:API document at all."""
    if not isinstance(raw, Mapping) or "data" not in raw:
        raise UnexpectedAnswer(code="not_a_document")
    odd: Counter[str] = Counter()
    data = raw["data"]
    rows = data if isinstance(data, list) else [] if data is None else [data]
    nodes = tuple(node for one in rows if (node := _node(one, odd)))
    included = raw.get("included")
    along = [node for one in (included if isinstance(included, list) else ()) if (node := _node(one, odd))]
    links, meta = raw.get("links"), raw.get("meta")
    next_link = links.get("next") if isinstance(links, Mapping) else None
    meta = meta if isinstance(meta, Mapping) else {}
    total = meta.get("total_count")
    parent = _identifier(meta.get("parent"))
    return Document(
        data=nodes,
        included={(node.type, node.id): node for node in along},
        next_link=next_link if isinstance(next_link, str) and next_link else None,
        total=total if isinstance(total, int) and not isinstance(total, bool) and total >= 0 else None,
        organization_id=parent[1] if parent and parent[0] == "Organization" else None,
        odd=odd,
    )


def _node(raw: object, odd: Counter[str]) -> Node | None:
    identifier = _identifier(raw)
    if identifier is None or not isinstance(raw, Mapping):
        odd["record without type or id"] += 1
        return None
    attributes, relationships = raw.get("attributes"), raw.get("relationships")
    return Node(
        *identifier,
        attributes=attributes if isinstance(attributes, Mapping) else {},
        relationships=relationships if isinstance(relationships, Mapping) else {},
        odd=odd,
    )


def _identifier(raw: object) -> tuple[str, str] | None:
    if not isinstance(raw, Mapping):
        return None
    type, id = raw.get("type"), raw.get("id")
    if not isinstance(type, str) or isinstance(id, bool) or not isinstance(id, str | int) or id == "":
        return None
    return type, str(id)


def _printable(text: str) -> str:
    """Without control characters, which labels and logs cannot take, and without halves of characters, which UTF-8 cannot."""
    if text.isprintable():
        return text
    kept = "".join(ch for ch in text if ch in _BREAKS or not (ord(ch) < 0x20 or 0x7F <= ord(ch) < 0xA0))
    return kept.encode("utf-8", "replace").decode("utf-8")
