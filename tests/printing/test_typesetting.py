"""Lines of type: alike in lists, ended between two facts, in the order of their script."""

import pytest

from kiosk.printing.design import filled_in
from kiosk.printing.plain_text import is_right_to_left, isolated
from kiosk.printing.typesetting import Style, set_text


def test_lines_of_a_list_are_alike_whatever_their_letters():
    style = Style(is_display=False, weight=600, size=40, smallest=20, lines=2, is_listed=True)
    heights = {
        set_text(name, style, 900).height for name in ("Ana", "Nguyễn Thị", "Ágnes", "Дмитрий", "李小龍", "محمد")
    }

    assert len(heights) == 1


@pytest.mark.parametrize(
    ("text", "lines"),
    [("Kindergarten Blue · 9:00", 2), ("Lions · 9:00", 1), ("Emma K.", 1), ("Room list · Sunday Kids · 9:00", 2)],
)
def test_lines_end_between_two_facts_and_never_before_an_initial(text: str, lines: int):
    style = Style(is_display=False, weight=600, size=40, smallest=20, lines=2)
    done = set_text(text, style, 330)
    alone = [set_text(fact, style, 330).lines for fact in text.split(" · ")]

    assert len(done.lines) == lines
    if lines == len(alone):
        inks = [line.ink.width() for line, _, _ in done.lines]
        assert inks == [line.ink.width() for ((line, _, _),) in alone], "without the dot"


def test_a_name_in_arabic_is_set_in_its_order_and_at_its_side():
    """Called name and last name are fenced off from one another; together they are right to left all the same."""
    assert is_right_to_left(filled_in("{called_name} {last_name}", {"called_name": "محمد", "last_name": "عبد الله"}))
    assert not is_right_to_left(filled_in("{called_name} {last_name}", {"called_name": "محمد", "last_name": "Ali"}))
    assert not is_right_to_left(filled_in("{called_name} · {room}", {"called_name": "محمد", "room": "Lions"}))


def test_a_dot_stands_only_between_two_facts():
    assert filled_in("{room} · {time}", {"room": "Lions", "time": ""}) == isolated("Lions")
    assert filled_in("{room} · {time}", {}) == ""
