"""Which keys the on-screen keyboard has, row by row, for letters and for signs, on wide and on narrow glass."""

import enum
from dataclasses import dataclass

ACCENTED = str.maketrans("aeiouyncAEIOUYNC", "áéíóúüñçÁÉÍÓÚÜÑÇ")
"""What the accent key makes of the next letter. Nobody writes ý in our languages, many write ü."""

WIDE, NARROW = 10, 8
"""Columns of keys."""

_LETTERS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_LETTERS_NARROW = ("abcdefgh", "ijklmnop", "qrstuv", "wxyz")
"""On glass too narrow for ten keys a finger wide, in the order of the alphabet: half a familiar layout is none."""
_SIGNS = ("1234567890", "@#&/()+=%_", ',:;!?¡¿"*')
_SIGNS_NARROW = ("12345678", "90@#&/()", ",:;!?_+", "¡¿*")


class Does(enum.Enum):
    """What a key is for."""

    TYPE = enum.auto()
    SHIFT = enum.auto()
    ACCENT = enum.auto()
    ERASE = enum.auto()
    PAGE = enum.auto()
    AWAY = enum.auto()
    GO = enum.auto()


@dataclass(frozen=True, slots=True)
class Cap:
    """One key: what it does, what it types, how many columns it takes."""

    does: Does
    text: str = ""
    columns: float = 1.0


Rows = tuple[tuple[Cap, ...], ...]


def rows_of(*, is_narrow: bool, has_signs: bool, has_enye: bool, is_turned: bool) -> Rows:
    """The keys from top to bottom. ``is_turned``: the last row the other way round, what leads on at its left."""
    if has_signs:
        texts = _SIGNS_NARROW if is_narrow else _SIGNS
    else:
        texts = _LETTERS_NARROW if is_narrow else _LETTERS
    rows = [[Cap(Does.TYPE, letter) for letter in text] for text in texts]
    with_shift, last = rows[2], rows[-1]
    if has_enye and not has_signs:
        (last if is_narrow else rows[1]).append(Cap(Does.TYPE, "ñ"))
    if has_signs:
        with_shift.append(Cap(Does.ERASE))
    else:
        with_shift.insert(0, Cap(Does.SHIFT, columns=1.0 if is_narrow else 1.5))
        with_shift.append(Cap(Does.ERASE, columns=1.0 if is_narrow else 1.5))
    page, accent, away = Cap(Does.PAGE, columns=1.5), Cap(Does.ACCENT, "´"), Cap(Does.AWAY)
    if is_narrow:
        last += [Cap(Does.TYPE, "'"), Cap(Does.TYPE, "-")]
        bottom = [page, accent, Cap(Does.TYPE, " ", 1.5), Cap(Does.TYPE, "."), away, Cap(Does.GO, columns=2.0)]
    else:
        hyphens = [Cap(Does.TYPE, sign) for sign in "'-"]
        bottom = [page, accent, *hyphens, Cap(Does.TYPE, " ", 1.5), Cap(Does.TYPE, "."), away]
        bottom.append(Cap(Does.GO, columns=2.0))
    if is_turned:
        bottom.reverse()
    return (*(tuple(row) for row in rows), tuple(bottom))
