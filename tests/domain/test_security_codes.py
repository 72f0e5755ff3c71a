"""Security codes are sayable, spell nothing, and never come twice (cases.md section 4)."""

import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.problems import CodesExhausted
from kiosk.domain.security_codes import ALPHABET, CodeScheme, draw, normalise

LETTERS = "BCDFGHJKMNPQRTVWX"
DIGITS = "0123456789"


def drawn(scheme: CodeScheme, count: int, slot: int = 0, seed: int = 1) -> list[str]:
    """As many codes as a station would draw in one day, one after the other."""
    pick = random.Random(seed).randrange
    codes: dict[str, None] = {}
    for _ in range(count):
        codes[draw(scheme, slot, codes.__contains__, pick)] = None
    return list(codes)


def test_S01_five_hundred_codes_use_the_alphabet_only():
    codes = drawn(CodeScheme(), 500)
    assert {len(code) for code in codes} == {4}
    assert set("".join(codes)) <= set(ALPHABET)
    assert not set("".join(codes)) & set("AEIOU01")


def test_S02_three_symbols_spell_nothing_in_six_thousand():
    codes = drawn(CodeScheme(positions=(ALPHABET,) * 3, slots=1), 6000)
    assert len(set(codes)) == 6000
    for rude in ("666", "FCK", "WTF", "KKK", "DTH", "TW7"):
        assert rude not in codes


def test_S03_nothing_is_spelled_across_the_joint_of_letters_and_digits():
    scheme = CodeScheme(positions=(LETTERS,) * 3 + (DIGITS,) * 4, slots=1)
    codes = drawn(scheme, 6000)
    assert not [code for code in codes if scheme.spells_something(code)]
    assert scheme.spells_something("KTW7890")
    assert scheme.spells_something("MDD34D9")
    assert not scheme.spells_something("KTW8890")


def test_S08_nearly_all_three_letter_codes_come_without_a_repeat():
    codes = drawn(CodeScheme(positions=(LETTERS,) * 3, slots=1), 4800)
    assert len(set(codes)) == 4800


def test_S09_the_hundred_and_first_two_digit_code_is_refused_at_once():
    scheme = CodeScheme(positions=(DIGITS,) * 2, blocked=(), slots=1)
    codes = set(drawn(scheme, 100))
    assert codes == {a + b for a, b in product(DIGITS, DIGITS)}
    asked: list[str] = []

    def is_taken(code: str) -> bool:
        asked.append(code)
        return True

    with pytest.raises(CodesExhausted):
        draw(scheme, 0, is_taken, random.Random(2).randrange)
    assert len(asked) == 100


def test_S15_places_ten_thousand_apart_hold_different_codes():
    scheme = CodeScheme()
    assert scheme.code(1) != scheme.code(10_001)


def test_S16_two_stations_that_cannot_see_each_other_share_no_code():
    scheme = CodeScheme()
    assert not set(drawn(scheme, 1000, slot=0)) & set(drawn(scheme, 1000, slot=1))


def test_every_code_belongs_to_exactly_one_slot():
    scheme = CodeScheme(positions=(ALPHABET,) * 2, slots=64)
    everything = [scheme.code(place) for place in range(scheme.size)]
    assert sorted(everything) == sorted(a + b for a, b in product(ALPHABET, ALPHABET))
    assert sum(scheme.in_slot(slot) for slot in range(64)) == scheme.size


@given(st.integers(0, 24**4 - 1))
def test_the_slot_of_a_code_is_read_back_from_the_code(place: int):
    scheme = CodeScheme()
    assert scheme.slot_of(scheme.code(place)) == place % 64


def test_codes_of_neighbouring_places_do_not_look_alike():
    codes = [CodeScheme().code(place) for place in range(0, 64 * 20, 64)]
    assert len({code[:2] for code in codes}) > 10


def test_the_shuffle_stays_as_it_is_since_stations_agree_on_it():
    assert [CodeScheme().code(place) for place in (0, 1, 331_775)] == ["W9Q7", "RNGM", "RBF8"]


def test_what_is_no_code_belongs_to_no_slot():
    assert CodeScheme().slot_of("BXRA") is None
    assert CodeScheme().slot_of("BXR") is None


def test_a_slot_that_does_not_exist_is_exhausted_not_endless():
    with pytest.raises(CodesExhausted):
        draw(CodeScheme(positions=("BC",), slots=4), 3, lambda code: False, random.Random(1).randrange)


@pytest.mark.parametrize("typed", ["bxrc", " BX RC ", "bx-rc", "b‑x–r c", "ＢＸＲＣ"])
def test_typed_codes_are_read_without_case_spaces_and_hyphens(typed: str):
    assert normalise(typed) == "BXRC"
