"""The marked line goes in and out of the notes without touching a letter of the rest."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.allergies import allergies_in, notes_without_allergies, with_allergies

notes = st.text(
    alphabet=st.characters(codec="utf-8", exclude_characters="\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), max_size=60
)
lists = st.lists(st.text(alphabet="nutsé ,-äß漢", min_size=1, max_size=8).map(str.strip).filter(bool), max_size=4)


@given(notes, lists)
def test_what_is_written_is_read_back_and_the_rest_is_untouched(text: str, allergies: list[str]):
    written = with_allergies(text, allergies)
    assert allergies_in(written) == tuple(dict.fromkeys(" ".join(one.split()) for one in allergies))
    assert notes_without_allergies(written) == notes_without_allergies(text)


@given(notes)
def test_notes_nobody_touched_stay_to_the_letter(text: str):
    assert with_allergies(text, allergies_in(text)) == text
    assert with_allergies(with_allergies(text, ["nuts"]), []) == notes_without_allergies(text)


def test_the_line_stays_where_somebody_put_it():
    text = "Inhaler in the bag.\nAllergies: nuts\nCall Ana."
    assert with_allergies(text, ["nuts", "eggs"]) == "Inhaler in the bag.\nAllergies: nuts; eggs\nCall Ana."
    assert notes_without_allergies(text) == "Inhaler in the bag.\nCall Ana."
    assert allergies_in("allergic to nuts") == ()
