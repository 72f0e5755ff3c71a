"""Names made alike for searching: case, accents and punctuation away, one way for what is stored and what is typed."""

import unicodedata
from collections.abc import Iterable

_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i",
        "ħ": "h", "ŧ": "t", "ŋ": "n", "ə": "e", "ŀ": "l", "ĸ": "k",
    }
)  # fmt: skip
_APOSTROPHES = frozenset("'’‘ʼʻ`´ʹ′＇ʾʿ‛")
_NOT_LETTERS = ("P", "Z", "C")


def _plain(text: str) -> str:
    """Case and accents away; marks that are vowels of their script stay, so that no name becomes another."""
    lowered = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    return "".join(ch for ch in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(ch))


def _is_part_of_a_word(ch: str) -> bool:
    if ch.isascii():
        return ch.isalnum()
    return unicodedata.category(ch)[0] not in _NOT_LETTERS


def words_typed(text: str) -> tuple[str, ...]:
    """The words somebody typed, each of which must begin a word of a name: ``O'B mary-j`` is ``ob``, ``mary``, ``j``."""
    return tuple(_split("".join(ch for ch in text if ch not in _APOSTROPHES)))


def words_of(names: Iterable[str]) -> str:
    """Every word by which someone called these names can be found, each once, joined by spaces.

    O'Brien is found as ``obrien`` and ``brien``, Mary-Jane as ``mary``, ``jane`` and ``maryjane``.
    """
    found: dict[str, None] = {}
    for name in names:
        together = "".join(ch for ch in name if ch not in _APOSTROPHES)
        apart = "".join(" " if ch in _APOSTROPHES else ch for ch in name)
        for text in (together, apart):
            found.update(dict.fromkeys(_split(text)))
        for word in together.split():
            parts = _split(word)
            if len(parts) > 1:
                found["".join(parts)] = None
    return " ".join(found)


def _split(text: str) -> list[str]:
    return "".join(ch if _is_part_of_a_word(ch) else " " for ch in _plain(text)).split()
