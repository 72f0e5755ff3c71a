"""What a setting may be: each kind checks what a file or a screen says, and writes it back.

A kind's ``read`` returns the value as the program holds it, or raises `Mistake` with a sentence that says what it must be.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kiosk.words.settings import (
    MUST_BE_CHOICES,
    MUST_BE_CLOCK_TIME,
    MUST_BE_COLOUR,
    MUST_BE_DAY,
    MUST_BE_FLAG,
    MUST_BE_NUMBER,
    MUST_BE_TEXT,
    MUST_BE_TEXTS,
    MUST_BE_WHOLE,
    NOT_ONE_OF,
    TEXT_TOO_LONG,
)

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_CLOCK_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_DAY = re.compile(r"(\d\d)-(\d\d)")
_A_LEAP_YEAR = 2024
LONGEST_TEXT = 300


class Mistake(Exception):
    """What is wrong with a value: a sentence of `kiosk.words.settings` and what goes into it."""

    def __init__(self, message: str, **fields: object) -> None:
        super().__init__(message)
        self.message, self.fields = message, fields


class Kind(Protocol):
    """A kind of setting."""

    def read(self, raw: object) -> object:
        """The value as the program holds it. Raises Mistake."""

    def write(self, value: object) -> object:
        """The value as a file holds it: true or false, a number, a text, or a list of texts; "" where nothing is set."""


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    def read(self, raw: object) -> object:
        """The value."""
        if not isinstance(raw, bool):
            raise Mistake(MUST_BE_FLAG)
        return raw

    def write(self, value: object) -> object:
        """As it is."""
        return value


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two bounds, both allowed; with ``may_be_empty`` also "", for none."""

    least: int
    most: int
    may_be_empty: bool = False

    def read(self, raw: object) -> object:
        """The value."""
        if self.may_be_empty and raw == "":
            return None
        if isinstance(raw, bool) or not isinstance(raw, int) or not self.least <= raw <= self.most:
            raise Mistake(MUST_BE_WHOLE, least=self.least, most=self.most)
        return raw

    def write(self, value: object) -> object:
        """As it is."""
        return "" if value is None else value


@dataclass(frozen=True, slots=True)
class Number:
    """A number between two bounds, both allowed."""

    least: float
    most: float

    def read(self, raw: object) -> object:
        """The value."""
        if isinstance(raw, bool) or not isinstance(raw, int | float) or not self.least <= raw <= self.most:
            raise Mistake(MUST_BE_NUMBER, least=self.least, most=self.most)
        return float(raw)

    def write(self, value: object) -> object:
        """As it is."""
        return value


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text, or empty, which may mean none. ``check`` raises Mistake for one that makes no sense."""

    longest: int = LONGEST_TEXT
    check: Callable[[str], None] | None = None
    empty_is_none: bool = False

    def read(self, raw: object) -> object:
        """The value, without space around it and without anything that no line holds."""
        if not isinstance(raw, str):
            raise Mistake(MUST_BE_TEXT)
        text = " ".join(raw.split())
        if len(text) > self.longest or not text.isprintable():
            raise Mistake(TEXT_TOO_LONG, longest=self.longest)
        if self.check is not None and text:
            self.check(text)
        return None if self.empty_is_none and not text else text

    def write(self, value: object) -> object:
        """As it is."""
        return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of several words."""

    options: tuple[str, ...]
    build: Callable[[str], object] = str

    def read(self, raw: object) -> object:
        """The value."""
        if raw not in self.options:
            raise Mistake(NOT_ONE_OF, value=raw, options=", ".join(self.options))
        return self.build(str(raw))

    def write(self, value: object) -> object:
        """The word."""
        return str(value)


@dataclass(frozen=True, slots=True)
class Several:
    """A list of texts, of ``options`` if there are any, each once; at least ``fewest``. ``build`` makes what holds them."""

    options: tuple[str, ...] = ()
    fewest: int = 0
    build: Callable[[Sequence[str]], object] = tuple

    def read(self, raw: object) -> object:
        """The value."""
        if not isinstance(raw, list) or not all(isinstance(one, str) for one in raw):
            raise Mistake(MUST_BE_TEXTS)
        texts = list(dict.fromkeys(raw))
        if len(texts) < self.fewest or (self.options and not set(texts) <= set(self.options)):
            raise Mistake(MUST_BE_CHOICES, options=", ".join(self.options), fewest=self.fewest)
        return self.build(texts)

    def write(self, value: object) -> object:
        """The texts; those of a set in order."""
        if isinstance(value, frozenset):
            return sorted(str(one) for one in value)
        return [str(one) for one in value] if isinstance(value, tuple) else []


def a_colour(text: str) -> None:
    """Raises Mistake for anything but "#1c7c54"."""
    if not _COLOUR.fullmatch(text):
        raise Mistake(MUST_BE_COLOUR)


def a_clock_time(text: str) -> None:
    """Raises Mistake for anything but "03:00"."""
    if not _CLOCK_TIME.fullmatch(text):
        raise Mistake(MUST_BE_CLOCK_TIME)


def a_day_of_the_year(text: str) -> None:
    """Raises Mistake for anything but "06-01"."""
    parts = _DAY.fullmatch(text)
    try:
        if parts is None:
            raise ValueError(text)
        date(_A_LEAP_YEAR, int(parts[1]), int(parts[2]))
    except ValueError as error:
        raise Mistake(MUST_BE_DAY) from error
