"""Cyrillic and Greek words in Latin letters, made coarse, so that a name written in one alphabet is known in the other.

There are many ways to write Дмитрий in Latin letters, and a volunteer hears only one of them. So letters that these ways
disagree about become one: y and j are i, kh is h, ph is f, and what is doubled stands once. Good for asking whether two words
may be the same, and for nothing else.
"""

import re

_LETTERS = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ж": "zh", "з": "z", "и": "i",
        "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
        "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e",
        "ю": "iu", "я": "ia", "ђ": "dj", "ј": "i", "љ": "li", "њ": "ni", "ћ": "c", "џ": "dz",
        "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
        "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "u", "φ": "f",
        "χ": "h", "ψ": "ps", "ω": "o",
    }
)  # fmt: skip
_ALIKE = (
    ("kh", "h"),
    ("ph", "f"),
    ("shch", "sh"),
    ("ks", "x"),
    ("ou", "u"),
    ("mp", "b"),
    ("w", "v"),
    ("y", "i"),
    ("j", "i"),
)
_DOUBLED = re.compile(r"(.)\1+")


def is_romanised_otherwise(word: str) -> bool:
    """Whether a folded word is written in an alphabet that this knows, and is not Latin."""
    return word.translate(_LETTERS) != word


def romanised(word: str) -> str:
    """A folded word in Latin letters, made coarse; other scripts stay as they are."""
    latin = word.translate(_LETTERS)
    for several, one in _ALIKE:
        latin = latin.replace(several, one)
    return _DOUBLED.sub(r"\1", latin)
