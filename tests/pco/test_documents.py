"""Reading JSON:API without trust: odd answers cost a count, never the pull."""

from collections import Counter
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.problems import UnexpectedAnswer
from kiosk.pco.documents import Node, parse

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def a_node(**attributes: Any) -> Node:
    return Node("Person", "1", attributes, {}, Counter())


@pytest.mark.parametrize("raw", [None, [], "text", 7, {}, {"errors": []}])
def test_what_is_no_document_is_an_unexpected_answer(raw: object):
    with pytest.raises(UnexpectedAnswer):
        parse(raw)


def test_ids_are_text_whatever_they_came_as():
    document = parse({"data": [{"type": "Person", "id": 12}], "meta": {"parent": {"id": 7, "type": "Organization"}}})
    assert document.data[0].id == "12"
    assert document.organization_id == "7"


def test_a_record_without_type_or_id_is_left_out_and_counted():
    document = parse({"data": [{"type": "Person"}, {"id": "1"}, None, {"type": "Person", "id": "2"}]})
    assert [node.id for node in document.data] == ["2"]
    assert document.odd == {"record without type or id": 3}


def test_links_with_an_empty_key_and_missing_parts_do_no_harm():
    document = parse({"data": {"type": "Person", "id": "1", "links": {"": None}}, "links": {"": "", "next": None}})
    assert document.next_link is None
    assert document.total is None
    assert document.included == {}


def test_numbers_for_text_and_text_for_numbers_are_taken_and_counted():
    node = a_node(name=12, grade="3", child="true")
    assert (node.text("name"), node.integer("grade"), node.flag("child")) == ("12", 3, True)
    assert sum(node.odd.values()) == 3


@pytest.mark.parametrize("value", ["x", "1.5", 1.5, True, [], {}, 10**30, "9" * 40])
def test_a_number_that_is_none_is_missing(value: object):
    node = a_node(grade=value)
    assert node.integer("grade") is None
    assert node.odd == {"Person.grade: not a number": 1}


def test_moments_are_utc_and_days_are_as_written():
    node = a_node(
        at="2019-12-09T17:48:20Z", offset="2019-12-09T17:48:20-05:00", naive="2019-12-09T17:48:20", day="2020-02-29"
    )
    assert node.moment("at") == datetime(2019, 12, 9, 17, 48, 20, tzinfo=UTC)
    assert node.moment("offset") == datetime(2019, 12, 9, 22, 48, 20, tzinfo=UTC)
    assert node.moment("naive") == datetime(2019, 12, 9, 17, 48, 20, tzinfo=UTC)
    assert node.day("day") == date(2020, 2, 29)
    assert node.day("at") == date(2019, 12, 9)


@pytest.mark.parametrize("value", ["2021-02-29", "soon", 20200101, "0000-00-00", [], "9999-12-31T23:59:59-14:00"])
def test_a_time_that_is_none_is_missing(value: object):
    node = a_node(at=value)
    assert node.moment("at") is None
    assert node.odd == {"Person.at: not a moment": 1}


def test_control_characters_and_halves_of_characters_are_taken_out_of_names():
    node = a_node(name="A\x00n\x1b[31ma\n\u202e\ud800", notes="Nuts\nand\tmilk\x07")
    assert node.text("name") == "An[31ma \u202e?"
    assert node.words("notes") == "Nuts\nand\tmilk"


def test_a_relationship_that_is_not_told_is_not_an_empty_one():
    linkage = {"told": {"data": []}, "untold": {"links": {"related": "x"}}, "null": {"data": None}, "odd": 7}
    node = Node("Person", "1", {}, linkage, Counter())
    assert node.linked_all("told") == ()
    assert [node.linked_all(name) for name in ("untold", "null", "odd", "absent")] == [None] * 4
    assert [node.linked(name) for name in ("told", "untold", "null", "odd", "absent")] == [None] * 5


@given(JSON, JSON, JSON, JSON)
def test_no_json_makes_reading_fail(data: object, included: object, links: object, meta: object):
    node = {"type": "Person", "id": "1", "attributes": data, "relationships": included}
    document = parse({"data": [data, node], "included": included, "links": links, "meta": meta})
    for found in document.data:
        for name in ("a", "data", ""):
            (
                found.text(name),
                found.words(name),
                found.integer(name),
                found.flag(name),
                found.moment(name),
                found.day(name),
            )
            found.linked(name), found.linked_all(name), found.id_in(name)


@given(st.text())
def test_every_text_that_is_kept_can_be_written_down(text: str):
    a_node(name=text).text("name").encode("utf-8")
