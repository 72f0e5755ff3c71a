"""The rows of a list: narrowed by ``where`` and ``filter``, put in order, and remembered until something changes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kiosk.simulator.asked import Asked, Condition, Target
from kiosk.simulator.edges import follow
from kiosk.simulator.errors import bad_parameter, not_simulated
from kiosk.simulator.filters import filtered, is_shown_unfiltered
from kiosk.simulator.moments import as_utc, day_of
from kiosk.simulator.records import PEOPLE, Record
from kiosk.simulator.search import SEARCHES, SearchBook
from kiosk.simulator.store import Store
from kiosk.simulator.values import value_of

_REMEMBERED = 8
_ARCHIVE = {"not_archived": (True, False), "include": (True, True), "only": (False, True)}
"""``where[archive_status]`` of groups, values as its name and its use elsewhere suggest: (live ones, archived ones)."""

_LINKED = {
    ("people/Person", "primary_campus_id"): "primary_campus",
    ("people/FieldDatum", "field_definition_id"): "field_definition",
    ("check-ins/CheckIn", "event_id"): "event",
    ("check-ins/CheckIn", "account_center_person_id"): "person",
    ("calendar/Resource", "resource_folder_id"): "resource_folder",
    ("calendar/Tag", "tag_group_id"): "tag_group",
    ("calendar/EventInstance", "tag_ids"): "tags",
}
"""Conditions that are about a link, not an attribute."""


@dataclass(slots=True)
class Query:
    """Works out the rows of lists."""

    store: Store
    book: SearchBook
    _remembered: dict[object, tuple[int, list[Record]]] = field(default_factory=dict)

    def rows(
        self, target: Target, asked: Asked, find: Callable[[], Sequence[Record]], parent: Record | None
    ) -> Sequence[Record]:
        """The rows among what ``find`` finds that were asked for, in order."""
        is_lasting = not asked.filters and not any(one.name in SEARCHES for one in asked.conditions)
        is_lasting = is_lasting and "current_event_times" not in target.segments
        name = (target.product.name, target.collection, asked.conditions, asked.order)
        version, rows = self._remembered.get(name, (-1, []))
        if is_lasting and version == self.store.version:
            return rows
        rows = self._work_out(target, asked, find(), parent)
        if is_lasting:
            while len(self._remembered) >= _REMEMBERED:
                del self._remembered[next(iter(self._remembered))]
            self._remembered[name] = (self.store.version, rows)
        return rows

    def _work_out(self, target: Target, asked: Asked, found: Sequence[Record], parent: Record | None) -> list[Record]:
        key = f"{target.product.name}/{target.path.type}"
        spoken = {condition.name for condition in asked.conditions} | {*asked.filters}
        rows: Iterable[Record] = [row for row in found if is_shown_unfiltered(key, row, spoken)]
        rows = filtered(self.store, key, rows, asked.filters, asked.filter_values, parent)
        for condition in asked.conditions:
            holds = self._holds(target, key, condition)
            rows = [row for row in rows if holds(row)]
        if asked.order:
            rows = self._ordered(key, rows, asked.order)
        return list(rows)

    def _ordered(self, key: str, rows: Iterable[Record], order: str) -> list[Record]:
        name = order.removeprefix("-")
        if (key, name) == ("groups/Group", "enrollment_limit"):
            raise not_simulated("order=enrollment_limit")

        def rank(row: Record) -> tuple[bool, Any]:
            value = value_of(self.store, key, row, name)
            return (value is None, value.casefold() if isinstance(value, str) else (0 if value is None else value))

        return sorted(rows, key=rank, reverse=order.startswith("-"))

    def _holds(self, target: Target, key: str, condition: Condition) -> Callable[[Record], bool]:
        store, name, value = self.store, condition.name, condition.value
        if name in SEARCHES:
            matches = self.book.matcher(name, value)
            if key == PEOPLE:
                return matches
            return lambda row: (person := store.find(PEOPLE, row["id"])) is not None and matches(person)
        if (key, name) in _LINKED:
            link, wanted = _LINKED[key, name], {*value.split(",")}
            return lambda row: bool(wanted & {*store.linked_ids(row, link)})
        if (key, name) == ("check-ins/CheckIn", "location_ids"):
            wanted = {*value.split(",")}
            return lambda row: bool(wanted & {one["id"] for one in _several(store, "check-ins", row, "locations")})
        if (key, name) == ("calendar/EventInstance", "event_name"):
            is_it = _text_test(value)
            return lambda row: any(
                is_it(one["attributes"].get("name")) for one in _several(store, "calendar", row, "event")
            )
        if (key, name) == ("groups/Group", "archive_status"):
            if value not in _ARCHIVE:
                raise bad_parameter(f"archive_status is one of {', '.join(_ARCHIVE)}")
            live, archived = _ARCHIVE[value]
            return lambda row: archived if row["attributes"].get("archived_at") else live
        if name != "id" and name not in target.vertex.attributes:
            raise not_simulated(f"where[{name}] of {key}")
        test = _test(target.vertex.where[name].type, condition)
        return lambda row: test(value_of(store, key, row, name))


def _several(store: Store, product: str, row: Record, edge: str) -> list[Record]:
    found = follow(store, product, row, edge)
    return found if isinstance(found, list) else [found] if found else []


def _test(kind: str, condition: Condition) -> Callable[[Any], bool]:
    value, operator = condition.value, condition.operator
    if kind in ("date_time", "date"):
        return _time_test(kind, operator, value)
    if kind == "boolean":
        if value not in ("true", "false"):
            raise bad_parameter(f"where[{condition.name}] is true or false")
        return lambda found: bool(found) is (value == "true")
    if kind in ("integer", "float") and operator:
        return _range_test(operator, float(value)) if _is_number(value) else _never
    return _text_test(value)


def _text_test(value: str) -> Callable[[Any], bool]:
    """Equality without case; ``%`` at either end stands for anything."""
    starts_open, ends_open = value.startswith("%"), value.endswith("%") and len(value) > 1
    wanted = value.removeprefix("%").removesuffix("%" if ends_open else "").casefold()

    def test(found: Any) -> bool:
        if found is None:
            return False
        text = str(found).casefold()
        if starts_open and ends_open:
            return wanted in text
        if starts_open:
            return text.endswith(wanted)
        return text.startswith(wanted) if ends_open else text == wanted

    return test


def _time_test(kind: str, operator: str, value: str) -> Callable[[Any], bool]:
    """A bare date means that whole day (of UTC)."""
    day = day_of(value)
    if kind == "date":
        if day is None:
            raise bad_parameter(f"{value} is not a date")
        return _range_test(operator, value) if operator else lambda found: bool(found == value)
    if day is not None:
        first, last = day
        if not operator:
            return lambda found: found is not None and first <= found <= last
        return _range_test(operator, first if operator in ("gte", "lt") else last)
    moment = as_utc(value)
    if moment is None:
        raise bad_parameter(f"{value} is not a time")
    return _range_test(operator, moment) if operator else lambda found: bool(found == moment)


def _range_test(operator: str, bound: Any) -> Callable[[Any], bool]:
    match operator:
        case "gt":
            return lambda found: found is not None and bool(found > bound)
        case "gte":
            return lambda found: found is not None and bool(found >= bound)
        case "lt":
            return lambda found: found is not None and bool(found < bound)
        case _:
            return lambda found: found is not None and bool(found <= bound)


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def _never(found: Any) -> bool:
    return False
