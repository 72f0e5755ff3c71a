"""One node of the tree of groups: where it is, what it leads to, and what can be changed about it. No Qt."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kiosk.domain.groups import LinkSource, NodeKind, NodeLink
from kiosk.domain.hierarchy import HierarchyOverlay, SmallGroupFacts
from kiosk.domain.ids import EventId, LocationId, NodeId
from kiosk.domain.overlay_changes import local_link
from kiosk.domain.problems import SettingNotValid
from kiosk.services.hierarchy_desk import Tree, TreeRow
from kiosk.ui.backstage.action import Action
from kiosk.ui.backstage.fields import Choice, ChoiceField, Field, SeveralField, TextField, Value
from kiosk.ui.backstage.flows.records import Card
from kiosk.words import Words
from kiosk.words import admin_groups as say
from kiosk.words.preview import FAULTS
from kiosk.words.times import WEEKDAYS

INDENT = "\u2003"
_EVENT, _ROOM = "event ", "room "
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_SUNDAY_OF_WEEKDAYS = 6


@dataclass(frozen=True, slots=True)
class Ends:
    """What may hang on a node: events and rooms by key, with what they are called."""

    names: Mapping[str, str]

    def named(self, link: NodeLink) -> str:
        """What a link leads to; empty for something that has no name here."""
        return self.names.get(key_of(link), "")


def key_of(link: NodeLink) -> str:
    """What names the far end of a link in a form; empty for a single time."""
    if link.event_id is not None:
        return f"{_EVENT}{link.event_id}"
    return f"{_ROOM}{link.location_id}" if link.location_id is not None else ""


def link_of(node_id: NodeId, key: str) -> NodeLink:
    """The link that a key means."""
    if key.startswith(_EVENT):
        return local_link(node_id, event_id=EventId(key.removeprefix(_EVENT)))
    return local_link(node_id, location_id=LocationId(key.removeprefix(_ROOM)))


def below(tree: Tree, node_id: NodeId) -> frozenset[NodeId]:
    """A node with everything below it."""
    found = {node_id}
    for row in tree.rows:
        if row.node.parent_id in found:
            found.add(row.node.id)
    return frozenset(found)


def group_card(words: Words, tree: Tree, row: TreeRow, overlay: HierarchyOverlay, ends: Ends) -> Card:
    """Where it is, what it leads to, what can be changed."""
    node, is_area = row.node, row.node.kind is NodeKind.AREA
    fields = [_under(words, tree, row), _hangs(words, row, ends)]
    if is_area:
        fields.insert(0, Field("name", words.say(say.AREA_NAME), TextField(80), node.name))
    if node.kind is NodeKind.GROUP:
        fields += _meets(words, row.facts)
    actions = [Action("paths", words.say(say.PATHS), "people")]
    if node.kind is not NodeKind.GROUP:
        actions.append(Action("area below", words.say(say.NEW_AREA_BELOW), "plus"))
    if node.id in overlay.parents:
        actions.append(Action("back", words.say(say.BACK_TO_CENTER), "undo"))
    if is_area:
        actions.append(Action("remove", words.say(say.REMOVE_AREA), is_grave=True))
    about = (*_about(words, tree, row, ends), *([words.say(say.MOVED_HERE)] if node.id in overlay.parents else ()))
    return Card(f"node {node.id}", node.name, about, tuple(fields), tuple(actions))


def _about(words: Words, tree: Tree, row: TreeRow, ends: Ends) -> list[str]:
    by_id = {one.node.id: one.node for one in tree.rows}
    path, here = [row.node.name], row.node.parent_id
    while here is not None and here in by_id and len(path) <= len(by_id):
        path.append(by_id[here].name)
        here = by_id[here].parent_id
    about = [words.say(say.PATH, path=" › ".join(reversed(path)))]
    others = [link for link in row.links if link.source is not LinkSource.LOCAL]
    told = dict.fromkeys(name for link in others if (name := ends.named(link)))
    about += [words.say(say.FROM_ABOVE, name=name) for name in told][:4]
    if any(link.source is LinkSource.GROUP_EVENT for link in others):
        about.append(words.say(say.MEETING_OF_ITS_OWN))
    return about + [f"{row.node.name} {words.say(FAULTS[fault])}" for fault in row.faults]


def _under(words: Words, tree: Tree, row: TreeRow) -> Field:
    own = below(tree, row.node.id)
    options = tuple(
        Choice(str(one.node.id), INDENT * one.depth + one.node.name)
        for one in tree.rows
        if one.node.id not in own and one.node.kind is not NodeKind.GROUP
    )
    kind = ChoiceField((Choice("", words.say(say.AT_TOP)), *options))
    value = str(row.node.parent_id or "")
    return Field("under", words.say(say.UNDER), kind, value, words.say(say.UNDER_ABOUT))


def _hangs(words: Words, row: TreeRow, ends: Ends) -> Field:
    here = tuple(key for link in row.links if link.source is LinkSource.LOCAL and (key := key_of(link)))
    options = tuple(Choice(key, name) for key, name in ends.names.items())
    return Field("hangs", words.say(say.HANGS), SeveralField(options), here, words.say(say.HANGS_ABOUT))


def _meets(words: Words, facts: SmallGroupFacts | None) -> list[Field]:
    day = "" if facts is None or facts.day_of_week is None else str(facts.day_of_week)
    clock = "" if facts is None or facts.hour is None else f"{facts.hour:02d}:{facts.minute:02d}"
    days = tuple(Choice(str(n), words.say(WEEKDAYS[(n + _SUNDAY_OF_WEEKDAYS) % 7])) for n in range(7))
    options = (Choice("", words.say(say.NO_DAY)), *days)
    return [
        Field("day", words.say(say.MEETS_ON), ChoiceField(options), day, words.say(say.MEETS_ON_ABOUT)),
        Field("clock", words.say(say.MEETS_AT), TextField(5, words.say(say.CLOCK_HINT)), clock),
    ]


def facts_with(words: Words, facts: SmallGroupFacts | None, key: str, value: Value) -> SmallGroupFacts:
    """The facts of a small group with another day or time of day. Raises SettingNotValid for what is no time of day."""
    known, text = facts or SmallGroupFacts(), str(value).strip()
    if key == "day":
        return replace(known, day_of_week=int(text) if text else None)
    clock = _CLOCK.fullmatch(text)
    if text and clock is None:
        raise SettingNotValid(field="clock", sentence=words.say(say.NOT_A_CLOCK))
    return replace(known, hour=int(clock[1]) if clock else None, minute=int(clock[2]) if clock else 0)
