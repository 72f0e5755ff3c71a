"""Names and notes as they may be drawn: nothing in them gives orders to a printer, turns other text round or hides."""

import unicodedata

MOST_CHARACTERS = 300
"""Longer texts are somebody's mistake or mischief; they end in a visible "…"."""
BETWEEN = " · "
"""What parts facts beside one another on a line."""
_JOINERS = "\u200c\u200d"
"""They shape Persian and Indian letters."""
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
_LINE_BREAKS = "\t\n\v\f\r"
_SPACES = ("Zs", "Zl", "Zp")
_NOT_A_CHARACTER = ("Cc", "Cf", "Cs", "Cn")


def plain(text: str) -> str:
    """The text on one line, without control characters, direction overrides, invisible signs and broken halves."""
    kept = []
    for character in unicodedata.normalize("NFC", text):
        if character in _LINE_BREAKS or unicodedata.category(character) in _SPACES:
            kept.append(" ")
        elif character in _JOINERS or unicodedata.category(character) not in _NOT_A_CHARACTER:
            kept.append(character)
    cleaned = " ".join("".join(kept).split())
    return cleaned if len(cleaned) <= MOST_CHARACTERS else cleaned[: MOST_CHARACTERS - 1].rstrip() + "…"


def isolated(text: str) -> str:
    """The text, fenced off from what stands beside it when lines are ordered left to right and right to left."""
    return f"{_ISOLATE}{text}{_END_OF_ISOLATE}" if text else ""


def is_right_to_left(text: str) -> bool:
    """Which way a line starts: by its first letter outside of what is isolated (Unicode bidirectional algorithm, P2 and P3).

    Where every letter is isolated, as in a called name beside a last name, right to left if all of them are.
    """
    depth, ways = 0, set()
    for character in text:
        if character == _ISOLATE:
            depth += 1
        elif character == _END_OF_ISOLATE:
            depth -= 1
        elif (way := unicodedata.bidirectional(character)) in ("L", "R", "AL"):
            if not depth:
                return way != "L"
            ways.add(way)
    return bool(ways) and "L" not in ways
