"""Planning Center's own words for things it publishes no list of: taken leniently, unknown ones counted."""

import re
from html import unescape

from kiosk.domain.locations import ChildOrAdult
from kiosk.domain.people import Gender
from kiosk.pco.documents import Node

_GENDERS = {
    "male": Gender.MALE,
    "m": Gender.MALE,
    "boy": Gender.MALE,
    "boys": Gender.MALE,
    "female": Gender.FEMALE,
    "f": Gender.FEMALE,
    "girl": Gender.FEMALE,
    "girls": Gender.FEMALE,
}
_CHILD_OR_ADULT = {
    "child": ChildOrAdult.CHILD,
    "children": ChildOrAdult.CHILD,
    "adult": ChildOrAdult.ADULT,
    "adults": ChildOrAdult.ADULT,
}
_NO_LIMIT = frozenset({"", "any", "all", "both", "either", "none", "no_preference"})
_LINE_ENDS = re.compile(r"<\s*(?:br\b|/p\b|/div\b|/li\b)[^>]*>", re.IGNORECASE)
_MARKUP = re.compile(r"<[^>]*>")
_KINDS = frozenset({"regular", "guest", "volunteer"})


def gender_of(node: Node, name: str) -> Gender | None:
    """A gender, or None where it is missing, unlimited or a word we do not know."""
    word = node.text(name).strip().casefold()
    if word not in _GENDERS and word not in _NO_LIMIT:
        node.odd[f"{node.type}.{name}: unknown"] += 1
    return _GENDERS.get(word)


def child_or_adult_of(node: Node) -> ChildOrAdult | None:
    """Whom a location is for, where it is limited."""
    word = node.text("child_or_adult").strip().casefold()
    if word not in _CHILD_OR_ADULT and word not in _NO_LIMIT:
        node.odd[f"{node.type}.child_or_adult: unknown"] += 1
    return _CHILD_OR_ADULT.get(word)


def kind_of(node: Node) -> str:
    """The kind of a check-in; an unknown one counts as regular."""
    word = node.text("kind").strip().casefold()
    if word not in _KINDS:
        node.odd[f"{node.type}.kind: unknown"] += 1
        return "regular"
    return word


def without_markup(text: str) -> str:
    """HTML as plain text: paragraphs and breaks become lines, everything else that is markup goes."""
    lines = unescape(_MARKUP.sub("", _LINE_ENDS.sub("\n", text))).splitlines()
    return "\n".join(line for one in lines if (line := " ".join(one.split())))
