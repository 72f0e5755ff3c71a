"""Security codes: easy to say, spelling nothing, and never the same from two stations."""

import hashlib
import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from kiosk.domain.ids import SecurityCode
from kiosk.domain.problems import CodesExhausted

ALPHABET = "BCDFGHJKMNPQRTVWXY346789"
"""No vowels, nothing that looks like another symbol of it (cases.md, policy "Codes")."""
CODE_LENGTH = 4
SLOTS = 64
"""Stations that may draw codes without seeing one another (product.md section 6)."""

BLOCKED = (
    # What a tag on a child must not spell, vowels left out or not, each letter also read as its look-alikes below.
    "anal", "anus", "arse", "ass", "btch", "bch", "bum", "butt", "cnt", "crap", "crp", "cum", "cunt", "damn", "dmn",
    "dead", "death", "dth", "devl", "dck", "drnk", "drug", "dumb", "dung", "dyke", "evl", "fag", "fat", "fck", "fgt",
    "fkn", "fuc", "fuk", "gay", "gun", "hate", "h8r", "h8t", "hell", "hump", "jap", "jerk", "jew", "kkk", "kll",
    "knt", "kum", "lsd", "mad", "meth", "mth", "mfkr", "mtf", "nazi", "nude", "ngr", "ngg", "nkd", "pee", "ped",
    "phk", "phuk", "pms", "prk", "prn", "prv", "pube", "puke", "puk", "pus", "rape", "rap", "rpd", "rpe", "sex",
    "sht", "slut", "stab", "suck", "tard", "trd", "turd", "twat", "twt", "ugly", "vag", "wank", "wnk", "weed", "wtf",
    "gtf", "xxx", "666",
)  # fmt: skip
_LOOKS_LIKE = {
    "a": "A4", "b": "B8", "e": "E3", "g": "G69", "i": "I1", "l": "L1", "o": "O0", "q": "Q9", "s": "S5", "t": "T7",
    "u": "UV", "z": "Z2",
}  # fmt: skip
_SHUFFLE = b"kiosk security codes 1"
_ROUNDS = 6
_DASHES_AND_SPACES = re.compile(r"[\s\-‐-―−_]+")


@dataclass(frozen=True)
class CodeScheme:
    """How codes look: one alphabet per position, what they must not spell, and how many stations share them.

    Every code has an index; a fixed shuffle of all indexes spreads each station's share over the whole range. The shuffle is
    part of what stations agree on: changing it, the alphabet or the number of slots would let two of them meet.
    """

    positions: tuple[str, ...] = (ALPHABET,) * CODE_LENGTH
    blocked: tuple[str, ...] = BLOCKED
    slots: int = SLOTS
    shuffle: bytes = field(default=_SHUFFLE, repr=False)

    @cached_property
    def size(self) -> int:
        """How many codes there are, those included that are never given."""
        return math.prod(len(alphabet) for alphabet in self.positions)

    def in_slot(self, slot: int) -> int:
        """How many codes belong to a slot."""
        return len(range(slot, self.size, self.slots))

    def code(self, place: int) -> SecurityCode:
        """The code at a place of the shuffled order, 0 ≤ place < size."""
        index = self._unshuffled(place)
        symbols: list[str] = []
        for alphabet in reversed(self.positions):
            index, symbol = divmod(index, len(alphabet))
            symbols.append(alphabet[symbol])
        return SecurityCode("".join(reversed(symbols)))

    def slot_of(self, code: str) -> int | None:
        """The slot a code belongs to, or None if it is no code of this scheme."""
        if len(code) != len(self.positions):
            return None
        index = 0
        for symbol, alphabet in zip(code, self.positions, strict=True):
            if symbol not in alphabet:
                return None
            index = index * len(alphabet) + alphabet.index(symbol)
        return self._shuffled(index) % self.slots

    def spells_something(self, code: str) -> bool:
        """Whether a blocked sequence stands anywhere in a code, look-alikes included."""
        return self._blocked.search(code) is not None

    @cached_property
    def _blocked(self) -> re.Pattern[str]:
        if not self.blocked:
            return re.compile(r"(?!)")
        spellings = (
            "".join(f"[{_LOOKS_LIKE.get(letter, letter.upper())}]" for letter in word.lower()) for word in self.blocked
        )
        return re.compile("|".join(spellings))

    @cached_property
    def _side(self) -> int:
        return max(1, math.isqrt(self.size - 1) + 1)

    def _shuffled(self, index: int) -> int:
        """A keyed permutation of all indexes: a Feistel network over pairs, walked until it is back within the range."""
        place = self._forwards(index)
        while place >= self.size:
            place = self._forwards(place)
        return place

    def _unshuffled(self, place: int) -> int:
        index = self._backwards(place)
        while index >= self.size:
            index = self._backwards(index)
        return index

    def _forwards(self, value: int) -> int:
        left, right = divmod(value, self._side)
        for number in range(_ROUNDS):
            left, right = right, (left + self._stir(number, right)) % self._side
        return left * self._side + right

    def _backwards(self, value: int) -> int:
        left, right = divmod(value, self._side)
        for number in reversed(range(_ROUNDS)):
            left, right = (right - self._stir(number, left)) % self._side, left
        return left * self._side + right

    def _stir(self, number: int, value: int) -> int:
        text = number.to_bytes(1, "big") + value.to_bytes(8, "big")
        return int.from_bytes(hashlib.blake2b(text, digest_size=8, key=self.shuffle).digest(), "big")


def draw(scheme: CodeScheme, slot: int, is_taken: Callable[[str], bool], pick: Callable[[int], int]) -> SecurityCode:
    """A code of the slot that is free and spells nothing; ``pick(n)`` supplies chance, a number below n.

    Walks on from where chance pointed, so that it takes each code of the slot once at most and neither hangs nor grows longer
    codes (case S09). Raises CodesExhausted when none is left.
    """
    count = scheme.in_slot(slot)
    start = pick(count) if count else 0
    for step in range(count):
        code = scheme.code(slot + scheme.slots * ((start + step) % count))
        if not scheme.spells_something(code) and not is_taken(code):
            return code
    raise CodesExhausted(slot=slot, codes=count)


def normalise(typed: str) -> SecurityCode:
    """A code as typed or scanned, without regard to case, spaces and hyphens (cases.md, policy "Codes")."""
    return SecurityCode(_DASHES_AND_SPACES.sub("", unicodedata.normalize("NFKC", typed)).upper())
