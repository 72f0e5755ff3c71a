"""Designs and stocks are data that an admin may edit: a mistake is named with its line and what to do."""

from pathlib import Path

import pytest

from kiosk.domain.problems import SettingNotValid
from kiosk.printing.design import filled_in, parse_design, read_design
from kiosk.printing.design_shelf import SHIPPED, DesignShelf
from kiosk.printing.parts import Align, Row, Text
from kiosk.printing.stock import shipped_stocks, stock_named, stocks_in
from kiosk.resources import resource_path
from kiosk.services.data_file import parse_table

GOOD = """
format = 1
kind = "name"
stocks = ["roll-80"]

[[part]]
kind = "row"

  [[part.part]]
  kind = "text"
  text = "{called_name}"
  size = 20

  [[part.part]]
  kind = "text"
  text = "{room}"
  size = 5
  when = "room"
"""


def complaint(source: str) -> tuple[str, object]:
    with pytest.raises(SettingNotValid) as caught:
        parse_design(source, "mine", "mine.toml")
    return str(caught.value.details["sentence"]), caught.value.details["line"]


def test_a_design_says_what_stands_where():
    design = parse_design(GOOD, "mine", "mine.toml")

    row = design.body.parts[0]
    assert isinstance(row, Row)
    name, room = row.parts
    assert isinstance(name, Text)
    assert (name.text, name.size_mm, name.align) == ("{called_name}", 20, Align.START)
    assert room.when == "room"


@pytest.mark.parametrize(
    ("wrong", "right", "line", "hint"),
    [
        ("size = 20", "sise = 20", 12, "did you mean"),
        ("size = 5", "size = 500", 17, "between 1 and 100"),
        ("size = 5", 'size = "large"', 17, "number"),
        ('text = "{room}"', 'text = "{rome}"', 16, "did you mean “{room}”"),
        ('text = "{room}"', 'text = "{chair}"', 16, "called_name"),
        ('text = "{room}"', 'text = "{room"', 16, "}"),
        ('text = "{room}"', 'text = "room', 16, "quotation mark"),
        ('text = "{room}"', "text = “{room}”", 16, "straight quotation marks"),
        ('text = "{room}"', "text = room", 16, "straight quotation marks"),
        ('when = "room"', 'when = "roam"', 18, "did you mean “room”"),
        ('when = "room"', 'when = "chair"', 18, "one of these: called_name"),
        ("size = 5", "size = 2,5", 17, "with a point"),
        ("size = 5", "upper = True", 17, "small letters"),
        ("size = 20", "size = 20\nsize = 21", 13, "second time"),
        ("[[part.part]]", "[[part.part]", 9, "heading"),
        ('kind = "row"', 'kind = "repeat"\nover = "children"', 7, "nothing to repeat"),
        ('stocks = ["roll-80"]', 'stocks = ["roll-81"]', 4, "did you mean “roll-80”"),
        ('stocks = ["roll-80"]', "stocks = []", 4, "roll-80"),
        ('kind = "row"', 'kind = "line"', 7, "rule"),
        ('kind = "name"', 'kind = "badge"', 3, "security"),
        ("size = 20", "size = 20\n  smallest = 30", 13, "smaller"),
        ("size = 20", "", 9, "size"),
        ("format = 1", "format = 2", 2, "newer"),
        ('stocks = ["roll-80"]', "stocks = 80", 4, "list"),
    ],
)
def test_a_mistake_is_named_with_its_line(wrong: str, right: str, line: int, hint: str):
    sentence, found = complaint(GOOD.replace(wrong, right))

    assert found == line
    assert sentence.startswith(f"mine.toml, line {line}:")
    assert hint in sentence.replace("D", "d")


def test_a_file_as_editors_of_windows_write_it_is_read():
    assert parse_design("\ufeff" + GOOD.replace("\n", "\r\n"), "mine", "mine.toml").kind == "name"


@pytest.mark.parametrize("field", ["medical", "last_name"])
def test_no_design_can_print_this_on_the_adults_label(field: str):
    sentence, _ = complaint(GOOD.replace('"name"', '"security"', 1).replace("{called_name}", f"{{{field}}}"))

    assert field in sentence


def test_what_people_are_called_is_never_a_field():
    assert filled_in("{called_name}", {"called_name": "{code}", "code": "XK7P"}) == "{code}"
    assert "{code}" in filled_in("{called_name} {room}", {"called_name": "{code}", "room": "1", "code": "XK7P"})


def test_every_shipped_design_is_right_and_names_known_stocks():
    for path in resource_path("labels", "designs").glob("*.toml"):
        assert set(read_design(path).stocks) <= set(shipped_stocks()), path.name


@pytest.mark.parametrize("stock", sorted(shipped_stocks()))
@pytest.mark.parametrize("kind", ["name", "security", "allergy", "volunteer", "guest", "room_list"])
def test_every_stock_has_a_design_of_each_kind(stock: str, kind: str):
    assert SHIPPED.design_for(kind, stock_named(stock)).kind == kind


def test_a_second_half_to_tear_off_is_printed_only_when_chosen():
    roll = stock_named("roll-80")

    assert SHIPPED.design_for("security", roll).id == "security"
    assert DesignShelf(first=["security-pair"]).design_for("security", roll).id == "security-pair"


def test_a_stock_that_is_not_known_is_named():
    with pytest.raises(SettingNotValid) as caught:
        stock_named("roll-90")

    assert "roll-80" in str(caught.value.details["sentence"])


def test_a_cut_label_needs_its_length_in_dots_too():
    source = "format = 1\n[stock.badge]\nwidth_mm = 62\nlength_mm = 100\nprintable = [696]\ndpi = 300\n"
    with pytest.raises(SettingNotValid) as caught:
        stocks_in(parse_table(source, "stocks.toml"))

    assert "stocks.toml, line 5" in str(caught.value.details["sentence"])


def test_a_picture_that_is_not_there_is_named(tmp_path: Path):
    source = GOOD + '\n[[part]]\nkind = "picture"\nfile = "logo.png"\nheight = 10\n'
    with pytest.raises(SettingNotValid) as caught:
        parse_design(source, "mine", "mine.toml", tmp_path)

    assert "logo.png" in str(caught.value.details["sentence"])


def test_a_picture_never_comes_from_another_folder(tmp_path: Path):
    (tmp_path / "secret.png").touch()
    (tmp_path / "designs").mkdir()
    source = GOOD + '\n[[part]]\nkind = "picture"\nfile = "../secret.png"\nheight = 10\n'

    with pytest.raises(SettingNotValid):
        parse_design(source, "mine", "mine.toml", tmp_path / "designs")


def test_l12_dots_follow_from_inches():
    stock = stock_named("zebra-64x38-300dpi")

    assert (stock.width_dots, stock.length_dots) == (750, 450)
    assert (stock.dots(stock.width_mm), stock.dots(stock.length_mm or 0)) == (750, 450)
