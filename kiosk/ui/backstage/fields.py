"""What a form asks, as data: a title, a sentence, a kind of answer, and the answer so far. No Qt."""

from dataclasses import dataclass

FEW = 4
"""Up to so many answers stand side by side; more of them have a list of their own."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer: what is kept, and what is shown, said already."""

    value: str
    title: str


@dataclass(frozen=True, slots=True)
class TextField:
    """A line of text; ``is_secret``: shown as dots; ``is_digits``: the keys on the glass begin with the digits."""

    longest: int = 200
    hint: str = ""
    is_secret: bool = False
    is_digits: bool = False


@dataclass(frozen=True, slots=True)
class NumberField:
    """A number between two bounds, moved in steps or typed; ``is_whole``; ``may_be_empty``: "" is an answer, for none."""

    least: float
    most: float
    step: float = 1
    is_whole: bool = True
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of several."""

    options: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class SeveralField:
    """Any of several; the answer is a tuple of their values, in the order chosen."""

    options: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class FlagField:
    """Yes or no."""


FieldKind = TextField | NumberField | ChoiceField | SeveralField | FlagField
Value = str | int | float | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One row of a form, its words said already. ``error``: what is wrong with the answer, or empty."""

    key: str
    title: str
    kind: FieldKind
    value: Value
    about: str = ""
    error: str = ""
