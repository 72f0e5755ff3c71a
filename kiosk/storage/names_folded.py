"""Names made alike for searching: case, accents and punctuation away, one way for what is stored and what is typed."""

from collections.abc import Iterable

from kiosk.domain.names import APOSTROPHES, folded, is_part_of_a_word


def words_typed(text: str) -> tuple[str, ...]:
    """The words somebody typed, each of which must begin a word of a name: ``O'B mary-j`` is ``ob``, ``mary``, ``j``."""
    return tuple(_split("".join(ch for ch in text if ch not in APOSTROPHES)))


def words_of(names: Iterable[str]) -> str:
    """Every word by which someone called these names can be found, each once, joined by spaces.

    O'Brien is found as ``obrien`` and ``brien``, Mary-Jane as ``mary``, ``jane`` and ``maryjane``.
    """
    found: dict[str, None] = {}
    for name in names:
        together = "".join(ch for ch in name if ch not in APOSTROPHES)
        apart = "".join(" " if ch in APOSTROPHES else ch for ch in name)
        for text in (together, apart):
            found.update(dict.fromkeys(_split(text)))
        for word in together.split():
            parts = _split(word)
            if len(parts) > 1:
                found["".join(parts)] = None
    return " ".join(found)


def _split(text: str) -> list[str]:
    return "".join(ch if is_part_of_a_word(ch) else " " for ch in folded(text)).split()
