"""Names as people say and type them: made alike for comparing, in any script, and told how much two of them resemble.

Case, accents, punctuation and the order of the words say nothing; one slip of a finger is forgiven where a word is long
enough for it; marks that are vowels of their script stay, so that no name becomes another. A Cyrillic or Greek name is the
same in Latin letters, an Arabic one with or without its article.
"""

import itertools
import unicodedata
from collections.abc import Iterable, Sequence

from kiosk.domain.romanised import is_romanised_otherwise, romanised

_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i",
        "ħ": "h", "ŧ": "t", "ŋ": "n", "ə": "e", "ŀ": "l", "ĸ": "k",
    }
)  # fmt: skip
APOSTROPHES = frozenset("'’‘ʼʻ`´ʹ′＇ʾʿ‛")
_NOT_LETTERS = ("P", "Z", "C")
_SYLLABLES = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")
_SHORTEST_WITH_A_SLIP = 3
"""A word of two letters with one changed is another word."""
_ARABIC_ARTICLE = "ال"
_MOST_WORDS_JOINED = 4


def folded(text: str) -> str:
    """The text without case and accents."""
    lowered = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    return "".join(ch for ch in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(ch))


def is_part_of_a_word(ch: str) -> bool:
    """Whether a character belongs to a word, rather than standing between two."""
    if ch.isascii():
        return ch.isalnum()
    return unicodedata.category(ch)[0] not in _NOT_LETTERS


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, folded; apostrophes join what stands around them."""
    whole = folded("".join(ch for ch in name if ch not in APOSTROPHES))
    return tuple("".join(ch if is_part_of_a_word(ch) else " " for ch in whole).split())


def is_same_word(one: str, other: str) -> bool:
    """Whether two folded words are the same, or one slip apart: a letter more, less, other, or two swapped."""
    one, other = _without_article(one), _without_article(other)
    if one == other:
        return True
    if is_romanised_otherwise(one) != is_romanised_otherwise(other):
        one, other = romanised(one), romanised(other)
    if min(len(one), len(other)) < _SHORTEST_WITH_A_SLIP or abs(len(one) - len(other)) > 1:
        return False
    return one == other or (not is_in_syllables(one) and _is_one_slip(one, other))


def _without_article(word: str) -> str:
    rest = word.removeprefix(_ARABIC_ARTICLE)
    return rest if len(rest) >= _SHORTEST_WITH_A_SLIP else word


def is_in_syllables(word: str) -> bool:
    """Whether a word is written in signs of which each is a syllable or more: there one other sign is another name."""
    return unicodedata.name(word[0], "").startswith(_SYLLABLES)


def _is_one_slip(one: str, other: str) -> bool:
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest_one, rest_other = one[start:], other[start:]
    if len(one) == len(other):
        swapped = rest_one[:2] == rest_other[:2][::-1] and rest_one[2:] == rest_other[2:]
        return rest_one[1:] == rest_other[1:] or swapped
    return rest_one[1:] == rest_other if len(one) > len(other) else rest_one == rest_other[1:]


def matched(some: Sequence[str], others: Iterable[str]) -> int:
    """How many of these words are found among the others, each of those taken once, the exact ones first."""
    left = list(others)
    count = 0
    for is_match in (str.__eq__, is_same_word):
        rest: list[str] = []
        for word in some:
            found = next((other for other in left if is_match(word, other)), None)
            if found is None:
                rest.append(word)
            else:
                left.remove(found)
                count += 1
        some = rest
    return count


def is_same_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names, as words, are one person's: every word of the shorter in the longer, or both written together.

    A single word is no name by itself, unless both are one.
    """
    if not one or not other:
        return False
    shorter, longer = sorted((one, other), key=len)
    if (len(shorter) > 1 or len(longer) == 1) and matched(shorter, longer) == len(shorter):
        return True
    return "".join(shorter) in _joined(longer)


def _joined(words: Sequence[str]) -> set[str]:
    if len(words) > _MOST_WORDS_JOINED:
        return {"".join(words)}
    return {"".join(order) for order in itertools.permutations(words)}
