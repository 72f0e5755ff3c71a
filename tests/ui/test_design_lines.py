"""The words and sizes of a label design are changed without touching anything else in its file."""

import re

import pytest

from kiosk.resources import resource_path
from kiosk.ui.backstage.design_lines import design_lines, with_value

SHIPPED = sorted(path.stem for path in resource_path("labels", "designs").glob("*.toml"))


def source_of(name: str) -> str:
    return resource_path("labels", "designs", f"{name}.toml").read_text(encoding="utf-8")


def numbers_rounded(source: str) -> str:
    """Some shipped numbers carry the dust of arithmetic."""
    return re.sub(r"\d+\.\d+", lambda found: f"{float(found[0]):g}", source)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_design_has_words_and_sizes_to_change_and_is_written_back_as_it_was(name: str):
    source = source_of(name)
    lines = design_lines(source)
    assert {line.key for line in lines} >= {"text", "size"}
    for line in lines:
        assert numbers_rounded(with_value(source, line.line, line.value)) == numbers_rounded(source)


def test_one_size_is_changed_and_nothing_else():
    source = source_of("name")
    size = next(line for line in design_lines(source) if line.key == "size" and line.of == "{called_name}")
    before, after = source.split("\n"), with_value(source, size.line, 18.5).split("\n")
    assert [place for place, (one, other) in enumerate(zip(before, after, strict=True)) if one != other] == [size.line]
    assert after[size.line].strip() == "size = 18.5"


def test_quotation_marks_in_new_words_do_not_break_the_file():
    source = source_of("name")
    words = next(line for line in design_lines(source) if line.key == "text")
    changed = with_value(source, words.line, 'Say "hi"')
    assert changed.split("\n")[words.line].strip() == r'text = "Say \"hi\""'
    assert [line.value for line in design_lines(changed) if line.line == words.line] == ['Say "hi"']
