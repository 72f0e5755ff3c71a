"""Every sentence two fifths longer and with accents, as another language might be, to see which screens have no room for it."""

import re

from kiosk.words import Plural, Words

LONGER = 1.4
_ACCENTED = str.maketrans("aceinouyACEINOUY", "âçéîñöüýÂÇÉÎÑÖÜÝ")
_FIELD = re.compile(r"(\{[^}]*\})")
_WORD = re.compile(r"\w+")
_LONG_ENOUGH = 4
"""Short words stay short in every language; it is the long ones that grow."""


def expanded(sentence: str) -> str:
    """The sentence with longer words; its fields stay as they are."""
    return "".join(
        part if _FIELD.fullmatch(part) else _WORD.sub(_longer, part).translate(_ACCENTED)
        for part in _FIELD.split(sentence)
    )


def _longer(match: re.Match[str]) -> str:
    word = match[0]
    if len(word) < _LONG_ENOUGH or word[0].isdigit():
        return word
    more = round(len(word) * LONGER) - len(word)
    return word + word[-more:].lower() if more else word


class PseudoWords(Words):
    """Says everything in longer words."""

    __slots__ = ()

    def say(self, message: str, /, **fields: object) -> str:
        """The sentence, longer."""
        text = expanded(message)
        return text.format(**fields) if fields else text

    def count(self, message: Plural, count: int, /, **fields: object) -> str:
        """The sentence in the form that fits ``count``, longer."""
        return expanded(message.one if count == 1 else message.many).format(count=count, **fields)
