"""Allergies as one marked line inside the medical notes, where Planning Center keeps them; the rest stays to the letter.

    Allergies: nuts; eggs
    Inhaler is in the blue bag.

Notes without such a line are somebody's own words and are left as they are.
"""

import re
from collections.abc import Iterable

MARK = "Allergies: "
_BETWEEN = "; "
_LINE = re.compile(r"^Allergies: (?P<items>[^\n]*)$", re.MULTILINE)
_BREAKS = re.compile(r"[\r\n;\s]+")


def allergies_in(notes: str) -> tuple[str, ...]:
    """What the marked line lists; nothing without one."""
    line = _LINE.search(notes)
    return _clean(line["items"].split(";")) if line else ()


def notes_without_allergies(notes: str) -> str:
    """The notes without the marked line and its line break."""
    line = _LINE.search(notes)
    if line is None:
        return notes
    before, after = notes[: line.start()], notes[line.end() :]
    return before + after.removeprefix("\n") if after else before.removesuffix("\n")


def with_allergies(notes: str, allergies: Iterable[str]) -> str:
    """The notes with exactly these allergies marked: in the line's place, or as a new first line."""
    wanted = _clean(allergies)
    if wanted == allergies_in(notes):
        return notes
    line = _LINE.search(notes)
    if not wanted:
        return notes_without_allergies(notes)
    marked = MARK + _BETWEEN.join(wanted)
    if line is not None:
        return notes[: line.start()] + marked + notes[line.end() :]
    return f"{marked}\n{notes}" if notes else marked


def _clean(allergies: Iterable[str]) -> tuple[str, ...]:
    """On one line each, without what separates them, each once."""
    items = (_BREAKS.sub(" ", one).strip() for one in allergies)
    return tuple(dict.fromkeys(item for item in items if item))
