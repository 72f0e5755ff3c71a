"""The words and sizes of a label design, found in its text and put back without touching anything else in it. No Qt."""

import json
import re
from dataclasses import dataclass

SPACES = ("margin", "top", "bottom", "gap")
_LINE = re.compile(
    r"(?P<before>\s*(?P<key>text|size|margin|top|bottom|gap)\s*=\s*)(?P<value>\"(?:[^\"\\]|\\.)*\"|[\d.]+)(?P<after>\s*)"
)
_PART = re.compile(r"\s*\[\[")


@dataclass(frozen=True, slots=True)
class DesignLine:
    """A value that can be changed: where it stands, counted from nought, what it is, and of which words (or of the whole label)."""

    line: int
    key: str
    value: str | float
    of: str = ""


def design_lines(source: str) -> tuple[DesignLine, ...]:
    """Words and their sizes, in the order of the file; margins only of the whole label."""
    found: list[DesignLine] = []
    words, sizes, has_parts = "", list[DesignLine](), False

    def part_ends() -> None:
        nonlocal words
        found.extend(DesignLine(one.line, one.key, one.value, words) for one in sizes if words)
        sizes.clear()
        words = ""

    for number, line in enumerate(source.split("\n")):
        if _PART.match(line):
            part_ends()
            has_parts = True
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            continue
        key, raw = match["key"], match["value"]
        if key == "text" and raw.startswith('"'):
            words = _unquoted(raw)
            if words:
                found.append(DesignLine(number, key, words, words))
        elif key == "size" and not raw.startswith('"'):
            sizes.append(DesignLine(number, key, float(raw)))
        elif key in SPACES and not has_parts:
            found.append(DesignLine(number, key, float(raw)))
    part_ends()
    return tuple(found)


def with_value(source: str, line: int, value: str | float) -> str:
    """The source with another value on that line."""
    lines = source.split("\n")
    match = _LINE.fullmatch(lines[line])
    if match is not None:
        written = json.dumps(value, ensure_ascii=False) if isinstance(value, str) else f"{value:g}"
        lines[line] = f"{match['before']}{written}{match['after']}"
    return "\n".join(lines)


def _unquoted(raw: str) -> str:
    """What a quoted text says; empty for escapes that only TOML knows, which are left alone."""
    try:
        return str(json.loads(raw))
    except ValueError:
        return ""
