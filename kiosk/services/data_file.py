"""Reading a data file that an admin may have edited: every value is checked, every mistake is named with its line."""

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from kiosk.domain.problems import SettingNotValid
from kiosk.words import later
from kiosk.words.labels import (
    FILE_IS_NOT_TOML,
    HEADING_HAS_NO_PLACE,
    KEY_IS_MISSING,
    KEY_IS_NOT_KNOWN,
    KEY_IS_THERE_TWICE,
    KEY_WAS_MEANT,
    NUMBER_OUT_OF_RANGE,
    NUMBER_WITH_A_COMMA,
    TEXT_WITHOUT_QUOTES,
    TRUE_OR_FALSE,
    VALUE_IS_NOT_ONE_OF,
    VALUE_IS_OF_THE_WRONG_KIND,
    VALUE_WAS_MEANT,
)

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*\"?([A-Za-z0-9_-]+)\"?\s*=")
_LINE_OF_ERROR = re.compile(r"line (\d+)")
_BYTE_ORDER_MARK = "\ufeff"
"""Editors of Windows put it before everything."""
_TWICE = "Cannot overwrite a value"
"""What tomllib says of a key that is there a second time."""
_SLIPS = (
    (re.compile(r"\s*\["), HEADING_HAS_NO_PLACE),
    (re.compile(r"[^\"']*=\s*-?\d+,\d"), NUMBER_WITH_A_COMMA),
    (re.compile(r"[^\"']*=\s*(true|false|yes|no|on|off)\b", re.IGNORECASE), TRUE_OR_FALSE),
    (re.compile(r"[^\"']*=\s*[^\W\d]|[^\"']*=\s*[“”„«‘’]"), TEXT_WITHOUT_QUOTES),
)
"""Slips of the pen by what the line looks like that cannot be read."""


class Table:
    """One table of the file. Ask for what should be in it, then ``finish``; anything else in it is a mistake.

    Every method raises SettingNotValid, whose sentence names the file, the line, and what to do.
    """

    def __init__(self, values: Mapping[str, object], path: str, lines: Mapping[str, int], file: str) -> None:
        self._values, self._path, self._lines, self._file = values, path, lines, file
        self._asked: list[str] = []

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default it must be there."""
        value = self._take(key, default)
        return value if isinstance(value, str) else self._wrong_kind(key, "text")

    def number(self, key: str, *, least: float, most: float, default: float | None = None) -> float:
        """A number between two bounds, both allowed."""
        value = self._take(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return self._wrong_kind(key, "number")
        if not least <= value <= most:
            self.mistake(NUMBER_OUT_OF_RANGE, key, value=value, least=least, most=most)
        return float(value)

    def whole(self, key: str, *, least: int, most: int, default: int | None = None) -> int:
        """A whole number between two bounds, both allowed."""
        value = self.number(key, least=least, most=most, default=default)
        return int(value) if value == int(value) else self._wrong_kind(key, "whole number")

    def flag(self, key: str, default: bool = False) -> bool:
        """True or false."""
        value = self._take(key, default)
        return value if isinstance(value, bool) else self._wrong_kind(key, "true or false")

    def choice(self, key: str, options: Iterable[str], default: str | None = None) -> str:
        """One of several words."""
        value, known = self.text(key, default), tuple(options)
        if value not in known:
            self.not_one_of(key, value, known)
        return value

    def not_one_of(self, key: str, value: str, options: Iterable[str]) -> NoReturn:
        """Say what may stand there instead of a word that may not."""
        known = [option for option in options if option]
        close = difflib.get_close_matches(value, known, 1)
        if close:
            self.mistake(VALUE_WAS_MEANT, key, value=value, meant=close[0])
        self.mistake(VALUE_IS_NOT_ONE_OF, key, value=value, options=", ".join(known))

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self._take(key, None)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self._wrong_kind(key, "list of texts")
        return tuple(value)

    def numbers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers."""
        value = self._take(key, None)
        if not isinstance(value, list) or not all(isinstance(item, int) for item in value):
            self._wrong_kind(key, "list of whole numbers")
        return tuple(value)

    def value(self, key: str) -> object:
        """Whatever stands there, for a caller that checks it itself."""
        return self._take(key, None)

    def table(self, key: str) -> "Table":
        """The table of that name; an empty one if it is not there."""
        value = self._take(key, {})
        if not isinstance(value, dict):
            self._wrong_kind(key, "table")
        return Table(value, f"{self._path}{key}.", self._lines, self._file)

    def names(self) -> tuple[str, ...]:
        """What the table says something about."""
        return tuple(self._values)

    def ask(self, key: str) -> None:
        """Know of a key that may stand here, so that ``finish`` can name it when another is a slip of the pen for it."""
        self._asked.append(key)

    def everything(self) -> Iterator[tuple[str, "Table"]]:
        """Every key in this table and in those below, with the table it stands in."""
        for key, value in self._values.items():
            yield key, self
            if isinstance(value, dict):
                yield from Table(value, f"{self._path}{key}.", self._lines, self._file).everything()

    def tables(self, key: str) -> tuple["Table", ...]:
        """The tables of a list such as ``[[part]]``; none if it is not there."""
        value = self._take(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self._wrong_kind(key, "list of tables")
        return tuple(
            Table(item, f"{self._path}{key}[{number}].", self._lines, self._file) for number, item in enumerate(value)
        )

    def named_tables(self, key: str) -> Mapping[str, "Table"]:
        """The tables below one, such as ``[stock.roll-80]``, by name."""
        value = self._take(key, {})
        if not isinstance(value, dict) or not all(isinstance(item, dict) for item in value.values()):
            self._wrong_kind(key, "table")
        return {
            name: Table(item, f"{self._path}{key}.{name}.", self._lines, self._file) for name, item in value.items()
        }

    def has(self, key: str) -> bool:
        """Whether the file says something about this."""
        return key in self._values

    def finish(self) -> None:
        """Complain about the first key nobody asked for: most often a slip of the pen."""
        for key in self._values:
            if key not in self._asked:
                close = difflib.get_close_matches(key, self._asked, 1)
                if close:
                    self.mistake(KEY_WAS_MEANT, key, meant=close[0])
                self.mistake(KEY_IS_NOT_KNOWN, key, options=", ".join(self._asked))

    def mistake(self, message: str, key: str, /, **fields: object) -> NoReturn:
        """Say what is wrong with a key, and where."""
        line = self._lines.get(self._path + key, self._lines.get(self._path, 1))
        raise SettingNotValid(sentence=later(message, file=self._file, line=line, key=key, **fields), line=line)

    def _take(self, key: str, default: object) -> object:
        self._asked.append(key)
        value = self._values.get(key, default)
        if value is None:
            slips = difflib.get_close_matches(key, [other for other in self._values if other not in self._asked], 1)
            if slips:
                self.mistake(KEY_WAS_MEANT, slips[0], meant=key)
            self.mistake(KEY_IS_MISSING, key)
        return value

    def _wrong_kind(self, key: str, kind: str) -> NoReturn:
        self.mistake(VALUE_IS_OF_THE_WRONG_KIND, key, kind=kind)


def read_table(path: Path) -> Table:
    """The whole file as a table. Raises SettingNotValid when it is not TOML, OSError when it cannot be read."""
    return parse_table(path.read_text("utf-8"), path.name)


def parse_table(source: str, file: str) -> Table:
    """The text of a file as a table; ``file`` is what to call it in sentences. Raises SettingNotValid."""
    source = source.removeprefix(_BYTE_ORDER_MARK)
    try:
        values = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        found = _LINE_OF_ERROR.search(str(error))
        line = int(found[1]) if found else source.count("\n") + 1
        slip = _slip(str(error), source.splitlines()[line - 1 : line])
        raise SettingNotValid(sentence=later(slip, file=file, line=line), line=line) from error
    return Table(values, "", _line_numbers(source), file)


def _slip(said: str, lines: Sequence[str]) -> str:
    """The sentence for a line that is no TOML."""
    if said.startswith(_TWICE) and not any(line.lstrip().startswith("[") for line in lines):
        return KEY_IS_THERE_TWICE
    return next((sentence for looks, sentence in _SLIPS if any(map(looks.match, lines))), FILE_IS_NOT_TOML)


def _line_numbers(source: str) -> Mapping[str, int]:
    """Where each table and key stands, by a path such as ``part[0].part[2].text``; tomllib itself does not tell."""
    found: dict[str, int] = {}
    here = ""
    place = _places()
    for number, line in enumerate(source.splitlines(), 1):
        if header := _HEADER.match(line):
            here = place(tuple(name.strip().strip('"') for name in header[2].split(".")), header[1] == "[[")
            found[here] = number
        elif key := _KEY.match(line):
            found.setdefault(here + key[1], number)
    return found


def _places() -> Callable[[tuple[str, ...], bool], str]:
    """Turns headers, in the order of the file, into paths; counts the tables of each list."""
    counts: dict[str, int] = {}

    def place(names: tuple[str, ...], is_list: bool) -> str:
        path = ""
        for depth, name in enumerate(names, 1):
            path += name
            if depth == len(names) and is_list:
                counts[path] = counts.get(path, -1) + 1
            if path in counts:
                path += f"[{counts[path]}]"
            path += "."
        return path

    return place
