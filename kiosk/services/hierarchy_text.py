"""The church's own tree of groups written as a file, with names beside ids and a sentence on what each part is for."""

import json
from collections.abc import Iterable, Sequence

from kiosk.domain.groups import NodeLink
from kiosk.domain.hierarchy import SmallGroupFacts
from kiosk.domain.ids import LocationId, NodeId
from kiosk.domain.overlay_changes import AREA_PREFIX
from kiosk.services.hierarchy_file import DAYS, FORMAT, HierarchyFile, KnownChurch
from kiosk.words import Words
from kiosk.words import groups as say

_DELETE = "\x7f"
_Row = Sequence[tuple[str, object, str]]


def written_hierarchy(content: HierarchyFile, known: KnownChurch, words: Words) -> str:
    """The file that says this, with names beside ids and what each part is for."""
    overlay = content.overlay
    nodes = known.hierarchy(overlay).nodes
    names = {node_id: node.name for node_id, node in nodes.items()}
    lines: list[str] = [
        _comment(words.say(say.FILE_TOP, church=known.church)),
        _comment(words.say(say.FILE_NODES)),
        f"format = {FORMAT}",
        "",
    ]

    def part(table: str, about: str, rows: Iterable[_Row]) -> None:
        lines.append(_comment(words.say(about)))
        written = False
        for row in rows:
            is_gone = any(
                key in ("node", "below") and str(value).startswith("gid://") and value not in nodes
                for key, value, _ in row
            )
            found = [f"[[{table}]]", *(_line(key, value, name) for key, value, name in row if value is not None)]
            if is_gone:
                # Read back it would be a mistake; so that nothing is lost unseen, it stays to be read by people.
                found = [_comment(words.say(say.FILE_GONE)), *(f"# {line}" for line in found)]
            lines.extend((*found, ""))
            written = True
        if not written:
            lines.extend((f"# [[{table}]]", ""))

    def node(key: str, node_id: NodeId | None) -> tuple[str, object, str]:
        if node_id is None:
            return key, "", ""
        return key, node_id.removeprefix(AREA_PREFIX), "" if node_id.startswith(AREA_PREFIX) else names.get(node_id, "")

    part(
        "area",
        say.FILE_AREA,
        (
            (("id", area.id.removeprefix(AREA_PREFIX), ""), ("name", area.name, ""), node("below", area.parent_id))
            for area in overlay.areas
        ),
    )
    part("place", say.FILE_PLACE, ((node("node", one), node("below", above)) for one, above in overlay.parents.items()))
    part("link", say.FILE_LINK, ((node("node", link.node_id), _end(link, known)) for link in overlay.links))
    part("meeting", say.FILE_MEETING, ((node("node", one), *_facts(facts)) for one, facts in overlay.facts.items()))
    part(
        "role",
        say.FILE_ROLE,
        ((node("node", one.node_id), ("person", one.person_id, ""), ("role", one.role, "")) for one in overlay.roles),
    )
    part(
        "room",
        say.FILE_ROOM,
        (
            (("location", id, known.locations.get(id, "")), ("room", room, known.rooms.get(room, "")))
            for id, room in content.rooms.items()
        ),
    )
    return "\n".join(lines).rstrip() + "\n"


def _end(link: NodeLink, known: KnownChurch) -> tuple[str, object, str]:
    if link.event_id is not None:
        return "event", link.event_id, known.events.get(link.event_id, "")
    if link.event_time_id is not None:
        return "time", link.event_time_id, known.times.get(link.event_time_id, "")
    return "location", link.location_id, known.locations.get(link.location_id or LocationId(""), "")


def _facts(facts: SmallGroupFacts) -> Iterable[tuple[str, object, str]]:
    yield "day", None if facts.day_of_week is None else DAYS[facts.day_of_week], ""
    yield "time", None if facts.hour is None else f"{facts.hour:02}:{facts.minute:02}", ""
    yield "frequency", facts.frequency or None, ""
    yield "area", facts.area or None, ""
    yield "childcare", facts.has_childcare, ""
    yield "for", facts.demographics or None, ""


def _line(key: str, value: object, name: str) -> str:
    written = str(value).lower() if isinstance(value, bool) else _quoted(str(value))
    return f"{key} = {written}" + (f"    {_comment(name)}" if name else "")


def _comment(text: str) -> str:
    """Text after a hash, on one line whatever is in it."""
    return "# " + " ".join("".join(symbol if symbol.isprintable() else " " for symbol in text).split())


def _quoted(text: str) -> str:
    """Text as a TOML string: JSON's, but for the one control character that JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace(_DELETE, "\\u007F")
