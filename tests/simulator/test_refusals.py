"""What Planning Center refuses is refused here, with its own kind of body."""

import pytest

from kiosk.simulator.server import PlanningCenterServer
from tests.simulator.wire_caller import Caller, person


@pytest.mark.parametrize(
    "address",
    [
        "/people/v2/people?include=rooms",
        "/people/v2/people?include=households.people",
        "/people/v2/people?where[shoe_size]=9",
        "/people/v2/people?where[first_name][gte]=A",
        "/people/v2/people?where[updated_at][since]=2024-01-01",
        "/people/v2/people?where[child]=yes",
        "/people/v2/people?where[updated_at][gte]=yesterday",
        "/people/v2/people?order=shoe_size",
        "/people/v2/people?filter=nice",
        "/people/v2/people?fields[Person]=shoe_size",
        "/people/v2/people?fields[Shoe]=size",
        "/people/v2/people?updated_since=2024-01-01",
        "/people/v2/people/101?order=first_name",
        "/people/v2/people?filter=created_since&time=soon",
        "/check-ins/v2/event_times?filter=future",
    ],
)
def test_what_is_not_published_is_refused_by_name(call: Caller, address: str):
    reply = call(address)

    assert (reply.status, reply.error["status"], reply.error["code"]) == (400, "400", "unknown_attribute")
    assert reply.headers["content-type"].startswith("application/json")


@pytest.mark.parametrize("query", ["per_page=101", "per_page=0", "per_page=ten", "offset=-1"])
def test_numbers_stay_within_bounds(call: Caller, query: str):
    reply = call(f"/people/v2/people?{query}")

    assert (reply.status, reply.error["code"]) == (400, "integer_out_of_range")


def test_a_filter_without_its_parameter_is_told_which(call: Caller):
    reply = call("/groups/v2/groups?filter=campus")

    assert (reply.status, reply.error["code"]) == (400, "missing_parameter")
    assert reply.error["meta"] == {"param": "campus_id"}


@pytest.mark.parametrize(
    "address",
    [
        "/check-ins/v2/event_times/2/available_locations?filter=for_current_station",
        "/calendar/v2/event_instances?filter=owner",
        "/people/v2/people?include=social_profiles",
        "/check-ins/v2/events?where[registration_event_id]=1",
    ],
)
def test_what_is_published_but_not_simulated_fails_loudly(call: Caller, address: str):
    assert (call(address).status, call(address).error["code"]) == (501, "not_simulated")


@pytest.mark.parametrize(
    "address",
    [
        "/people/v2/people/9999",
        "/people/v2/nothing",
        "/check-ins/v2/events/1/locations/9",
        "/people/v2/people/101/school",
    ],
)
def test_what_is_not_there_is_not_found(call: Caller, address: str):
    assert (call(address).status, call(address).error["title"]) == (404, "Not Found")


def test_a_product_that_does_not_exist_is_not_routed(call: Caller):
    reply = call("/giving/v2/donations")

    assert reply.status == 404
    assert reply.headers["content-type"] == "text/html"


def test_check_ins_can_only_be_read(call: Caller):
    reply = call.post("/check-ins/v2/check_ins", "CheckIn", {"first_name": "Ana"})

    assert reply.status == 403
    assert reply.error["meta"]["description"] == "User cannot create a CheckIn."


def test_a_verb_that_a_path_does_not_know_gets_a_page_not_json(call: Caller):
    for reply in (call("/people/v2/people/101", "PUT", send={}), call.post("/people/v2/person_mergers", "X", {})):
        assert reply.status == 404
        assert reply.headers["content-type"] == "text/html"


@pytest.mark.parametrize(
    ("token", "hint"),
    [
        (None, "BLACKBIRD"),
        ("Basic ZGVtbzpub3BlAA==", "LEMMING"),
        ("Basic ???", "LEMMING"),
        ("Bearer nobody", "LEMMING"),
    ],
)
def test_without_a_good_token_nothing_is_told(call: Caller, token: str | None, hint: str):
    reply = call("/people/v2/people", headers={"Authorization": token})

    assert (reply.status, reply.error["code"]) == (401, "unauthorized")
    assert reply.error["detail"].endswith(f"Error Code Hint: ({hint})")


def test_a_bearer_token_is_good_until_it_has_expired(call: Caller, center: PlanningCenterServer):
    bearer = {"Authorization": "Bearer demo-token"}
    assert call("/people/v2", headers=bearer).status == 200

    center.expired_tokens.add("demo-token")

    reply = call("/people/v2", headers=bearer)
    assert reply.status == 401
    assert "BABOON" in reply.error["detail"]


def test_a_request_without_a_user_agent_or_with_a_body_on_get_never_reaches_the_api(call: Caller):
    for reply in (call("/people/v2/people", headers={"User-Agent": None}), call("/people/v2/people", body=b"{}")):
        assert reply.status == 403
        assert reply.headers["content-type"] == "text/html"
        assert "x-pco-api-request-rate-limit" not in reply.headers


@pytest.mark.parametrize(
    ("asked", "processed_as"),
    [(None, "2025-11-10"), ("2025-11-10", "2025-11-10"), ("2025-12-24", "2025-11-10"), ("LATEST", "2026-06-04")],
)
def test_the_newest_version_not_after_the_date_is_used(call: Caller, asked: str | None, processed_as: str):
    reply = call("/people/v2/people/101", headers={"X-PCO-API-Version": asked})

    assert reply.headers["x-pco-api-processed-as-version"] == processed_as


@pytest.mark.parametrize(("asked", "status"), [("2018-07-31", 400), ("soon", 400), ("2024-09-12", 501)])
def test_versions_before_the_first_or_without_known_shapes_are_refused(call: Caller, asked: str, status: int):
    reply = call("/people/v2/people/101", headers={"X-PCO-API-Version": asked})

    assert reply.status == status
    assert reply.error["code"] == ("unsupported_version_error" if status == 400 else "not_simulated")


def test_relationships_inside_attributes_are_a_forbidden_attribute(call: Caller):
    nested = {"name": "Bell", "relationships": {"primary_contact": {"data": person("103")}}}
    reply = call.post("/people/v2/households", "Household", nested)

    assert (reply.status, reply.error["title"]) == (422, "Forbidden Attribute")
    assert reply.error["detail"] == "relationships cannot be assigned"
    assert "source" not in reply.error


@pytest.mark.parametrize("name", ["name", "updated_at", "school_type", "shoe_size"])
def test_what_cannot_be_assigned_is_named(call: Caller, name: str):
    reply = call.patch("/people/v2/people/101", "Person", {name: "x"})

    assert (reply.status, reply.error["detail"]) == (422, f"{name} cannot be assigned")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "invalid_json"),
        (b"{}", 400, "invalid_resource_payload"),
        (b'{"data": []}', 422, "invalid_payload"),
        (b'{"data": {"type": "Email", "attributes": {}}}', 422, "invalid_payload"),
    ],
)
def test_a_body_of_the_wrong_shape_is_refused(call: Caller, body: bytes, status: int, code: str):
    reply = call("/people/v2/people", "POST", body=body)

    assert (reply.status, reply.error["code"]) == (status, code)
