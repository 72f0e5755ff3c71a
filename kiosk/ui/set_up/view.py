"""What one page of the set-up shows, as data: words, choices, lines to type into, and what can be done."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass


class Act(enum.Enum):
    """What a button at the foot of a page does."""

    NEXT = "next"
    BACK = "back"
    LEAVE = "leave"
    AGAIN = "again"
    OTHER = "other"
    SKIP = "skip"
    KEEP = "keep"


class Tone(enum.Enum):
    """How a line is meant: as it is, well, missing, or not there yet."""

    PLAIN = "plain"
    GOOD = "good"
    WARN = "warn"
    WAITS = "waits"


@dataclass(frozen=True, slots=True)
class Fact:
    """A line that says something."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to tap. ``note``: a few words below."""

    key: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Swatch:
    """A small picture of how the station would look."""

    key: str
    text: str
    theme: str
    accent: str


@dataclass(frozen=True, slots=True)
class Field:
    """A line to type into. ``is_secret``: shown as dots; ``is_number``: digits only."""

    key: str
    label: str
    value: str = ""
    hint: str = ""
    is_secret: bool = False
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Deed:
    """A button at the foot of a page."""

    act: Act
    text: str
    is_ready: bool = True


@dataclass(frozen=True, slots=True)
class PageView:
    """A page. ``share`` 0 to 1: how far something has come; ``takes_pin``: a pad; ``chosen``: the keys of what holds.

    ``sign``: the icon of a page that has little else; ``place``: where in the set-up this is, such as "3 of 7".
    ``notice``: what went wrong and what to do.
    """

    title: str
    lead: str = ""
    place: str = ""
    sign: str = ""
    is_warning: bool = False
    facts: tuple[Fact, ...] = ()
    fields: tuple[Field, ...] = ()
    choices: tuple[Choice, ...] = ()
    swatches: tuple[Swatch, ...] = ()
    chosen: frozenset[str] = frozenset()
    share: float | None = None
    takes_pin: bool = False
    notice: str = ""
    primary: Deed | None = None
    others: tuple[Deed, ...] = ()
    back: str = ""
    is_busy: bool = False


Typed = Mapping[str, str]
"""What stands in a page's lines, by their keys."""

NOTHING_TYPED: Typed = {}
