"""The label designs of a church: those that ship with the program, and before them its own in a folder.

A design of the church's that has a mistake is left aside: labels go on with what ships, and the doctor says what is wrong.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kiosk.domain.problems import SettingNotValid
from kiosk.printing.design import read_design
from kiosk.printing.parts import Design
from kiosk.printing.stock import Stock
from kiosk.resources import resource_path
from kiosk.words import later
from kiosk.words.labels import DESIGN_NOT_READ, NO_DESIGN

SUFFIX = ".toml"
_SIZES = ("", "-narrow", "-small", "-wide")
"""A design for other papers has the same name with one of these; it is wanted with the first."""
LARGEST_BYTES = 100_000
_INSTEAD = {"volunteer": "name", "guest": "name", "allergy": "name"}
"""Where a kind has no design for a stock, another's is used."""


@lru_cache(maxsize=1)
def shipped_designs() -> Mapping[str, Design]:
    """The designs that ship with the program, by id; in the order of their ids."""
    files = sorted(resource_path("labels", "designs").glob(f"*{SUFFIX}"), key=lambda path: path.stem)
    return {design.id: design for design in map(read_design, files)}


@dataclass(frozen=True, slots=True)
class OwnDesigns:
    """What the church's folder holds: designs by id, and the sentence for each file with a mistake."""

    designs: Mapping[str, Design]
    mistakes: Mapping[str, SettingNotValid]


NOTHING_OWN = OwnDesigns({}, {})
_Stamp = tuple[tuple[str, int, int], ...]


class DesignShelf:
    """Which design a label is drawn with. Looks at the folder each time, so that an edited design is the next label's."""

    def __init__(self, folder: Path | None = None, first: Sequence[str] = ()) -> None:
        """``folder``: where the church's own are, if there is one; ``first``: names, without the size, to be used before others."""
        self.folder, self.first = folder, tuple(first)
        self._seen: tuple[_Stamp, OwnDesigns] = ((), NOTHING_OWN)

    def own(self) -> OwnDesigns:
        """The church's own designs as they are now."""
        files = _files_in(self.folder)
        stamp = tuple((str(path), modified, size) for path, modified, size in files)
        if stamp != self._seen[0]:
            self._seen = (stamp, _read([path for path, _, _ in files]))
        return self._seen[1]

    def design_for(self, kind: str, stock: Stock) -> Design:
        """The first of those that are wanted first, then of the church's own, then of those that ship.

        Raises SettingNotValid if none is for this kind and stock.
        """
        fitting = [design for design in self._in_order() if design.kind == kind and stock.id in design.stocks]
        if fitting:
            return fitting[0]
        if kind in _INSTEAD:
            return self.design_for(_INSTEAD[kind], stock)
        raise SettingNotValid(sentence=later(NO_DESIGN, kind=kind, stock=stock.name))

    def is_first(self, name: str) -> bool:
        """Whether this design is wanted before others."""
        return any(wanted + size == name for wanted in self.first for size in _SIZES)

    def not_there(self) -> tuple[str, ...]:
        """Which of the designs that are wanted first there are not."""
        known = {**shipped_designs(), **self.own().designs}
        return tuple(name for name in self.first if not any(name + size in known for size in _SIZES))

    def _in_order(self) -> Iterator[Design]:
        own, shipped = self.own().designs, shipped_designs()
        for wanted in self.first:
            for known in (own, shipped):
                for size in _SIZES:
                    if (name := wanted + size) in known:
                        yield known[name]
        yield from own.values()
        yield from shipped.values()


SHIPPED = DesignShelf()
"""Only what ships with the program."""


def _files_in(folder: Path | None) -> list[tuple[Path, int, int]]:
    """The design files of a folder by name, with when they were changed and how long they are; none where it cannot be read."""
    if folder is None:
        return []
    try:
        found = [(path, path.stat()) for path in folder.iterdir() if path.suffix == SUFFIX]
    except OSError:
        return []
    return sorted((path, stat.st_mtime_ns, stat.st_size) for path, stat in found)


def _read(files: Sequence[Path]) -> OwnDesigns:
    designs: dict[str, Design] = {}
    mistakes: dict[str, SettingNotValid] = {}
    for path in files:
        try:
            if path.stat().st_size > LARGEST_BYTES:
                raise ValueError(path.name)
            designs[path.stem] = read_design(path)
        except SettingNotValid as mistake:
            mistakes[path.stem] = mistake
        except (OSError, ValueError):
            mistakes[path.stem] = SettingNotValid(sentence=later(DESIGN_NOT_READ, file=path.name))
    return OwnDesigns(designs, mistakes)
