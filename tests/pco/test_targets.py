"""Addresses: what is followed or kept never leads to another host."""

import pytest

from kiosk.domain.problems import UnexpectedAnswer
from kiosk.pco.targets import at_offset, first_target, made_since, offset_of, target_of_link, url_of
from kiosk.services.pulled import Product

BASE = "https://api.planningcenteronline.com"
PEOPLE = "/people/v2/people?order=created_at&per_page=100"


def test_a_first_page_is_asked_for_below_its_product():
    target = first_target(
        BASE, Product.CHECK_INS, "check_ins", {"where[created_at][gte]": "2026-09-13T14:00:00Z", "include": "a,b"}
    )
    assert url_of(BASE, target) == (
        "https://api.planningcenteronline.com/check-ins/v2/check_ins?where[created_at][gte]=2026-09-13T14%3A00%3A00Z&include=a,b"
    )
    assert first_target("http://localhost:8080/pco/", Product.PEOPLE, "", {}) == "/pco/people/v2"


@pytest.mark.parametrize(
    "link",
    [f"{BASE}{PEOPLE}", PEOPLE, "?order=created_at&per_page=100", "HTTPS://API.planningcenteronline.com" + PEOPLE],
)
def test_a_link_on_the_same_host_is_followed(link: str):
    assert target_of_link(BASE, "/people/v2/people", link) == PEOPLE


@pytest.mark.parametrize(
    "link",
    [
        "https://elsewhere.example/people/v2/people",
        "//elsewhere.example/people",
        "http://api.planningcenteronline.com/people/v2/people",
        "https://api.planningcenteronline.com:8443/people/v2/people",
        "https://api.planningcenteronline.com.elsewhere.example/people",
        "https://api.planningcenteronline.com@elsewhere.example/people",
        "https://[oops/people",
        "javascript:alert(1)",
    ],
)
def test_a_link_to_anywhere_else_is_refused(link: str):
    with pytest.raises(UnexpectedAnswer):
        target_of_link(BASE, "/people/v2/people", link)


def test_the_names_of_this_machine_are_one():
    assert (
        target_of_link("http://localhost:8080", "/people/v2/people", "http://127.0.0.1:8080/x?offset=1")
        == "/x?offset=1"
    )


def test_a_list_is_gone_on_with_from_another_row_or_another_moment():
    assert at_offset(PEOPLE + "&offset=300", 297) == PEOPLE + "&offset=297"
    assert offset_of(PEOPLE + "&offset=300") == 300
    assert [offset_of(PEOPLE + tail) for tail in ("", "&offset=", "&offset=x", "&offset=²")] == [None] * 4
    since = made_since(PEOPLE + "&offset=9900", "2020-01-01T00:00:00Z")
    assert since == PEOPLE + "&where[created_at][gte]=2020-01-01T00%3A00%3A00Z"
    assert made_since(since, "2021-01-01T00:00:00Z").count("where") == 1
