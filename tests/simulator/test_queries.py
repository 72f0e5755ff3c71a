"""where, order, filter and search: what stays, in which order."""

import pytest

from kiosk.simulator.church import load_sample_church
from kiosk.simulator.filters import PARAMETERS
from kiosk.simulator.records import PRODUCTS
from kiosk.simulator.server import PlanningCenterServer
from kiosk.simulator.vertices import published
from tests.simulator.small_church import Clock
from tests.simulator.wire_caller import Caller


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("where[first_name]=ana", ["103"]),
        ("where[last_name]=Col%25", ["101", "102"]),
        ("where[last_name]=%25ell", ["103"]),
        ("where[first_name]=%25n%25", ["101", "103"]),
        ("where[id]=102", ["102"]),
        ("where[remote_id]=7", ["101"]),
        ("where[child]=true", ["102"]),
        ("where[primary_campus_id]=5", ["101"]),
        ("where[updated_at][gte]=2024-05-01T10:00:00Z", ["103"]),
        ("where[updated_at][gte]=2024-05-01T12:00:00%2B02:00", ["103"]),
        ("where[updated_at][gt]=2024-05-01T10:00:00Z", []),
        ("where[updated_at][lt]=2024-05-01", ["101", "102"]),
        ("where[updated_at]=2024-05-01", ["103"]),
        ("where[birthdate]=2020-02-29", ["102"]),
        ("where[search_name]=zo", ["102"]),
        ("where[search_name]=cole+s%C3%B8r", ["101"]),
        ("where[search_name]=ole", []),
        ("where[search_name_or_email]=soren@example.com", ["101"]),
        ("where[search_name_or_email_or_phone_number]=0123", ["101"]),
        ("where[search_phone_number]=4255550123", ["101"]),
        ("where[search_phone_number]=123", []),
        ("where[search_phone_number_e164]=%2B14255550123", ["101"]),
    ],
)
def test_people_are_narrowed_as_asked(call: Caller, query: str, ids: list[str]):
    assert call(f"/people/v2/people?{query}").ids == ids


def test_order_goes_either_way_without_regard_to_case(call: Caller):
    assert call("/people/v2/people?order=first_name").ids == ["103", "101", "102"]
    assert call("/people/v2/people?order=-first_name").ids == ["102", "101", "103"]


def test_who_has_no_value_comes_last(call: Caller):
    assert call("/people/v2/people?order=birthdate").ids == ["102", "101", "103"]


@pytest.mark.parametrize(
    ("address", "ids"),
    [
        ("events?filter=not_archived", ["1"]),
        ("events?filter=archived", ["2"]),
        ("events/1/locations?filter=root", ["1"]),
        ("events/1/locations?filter=locations", ["2"]),
        ("check_ins?filter=not_checked_out", ["2"]),
        ("check_ins?filter=checked_out", ["1"]),
        ("check_ins?filter=regular", ["1"]),
        ("check_ins?filter=attendee,not_checked_out", []),
        ("check_ins?filter=first_time", ["1"]),
        ("check_ins?where[event_id]=1&order=-checked_out_at", ["2", "1"]),
        ("check_ins?where[location_ids]=2", ["1", "2"]),
        ("check_ins/1/event_period/2/event_times?filter=available", ["2"]),
        ("passes?where[code]=abc123", ["1"]),
        ("event_times?where[updated_at][gte]=2026-09-10", ["2"]),
        ("people?where[search_name]=zo", ["102"]),
    ],
)
def test_check_ins_are_narrowed_as_asked(call: Caller, address: str, ids: list[str]):
    assert call(f"/check-ins/v2/{address}").ids == ids


def test_archived_groups_are_shown_only_when_asked_for(call: Caller):
    assert call("/groups/v2/groups").ids == ["11"]
    assert call("/groups/v2/groups?where[archive_status]=only").ids == ["12"]
    assert call("/groups/v2/groups?filter=group_type&group_type_id=1").ids == ["11"]


def test_a_filter_looks_at_the_clock_each_time(call: Caller, clock: Clock):
    address = "/check-ins/v2/check_ins/1/event_period/2/event_times?filter=available"
    assert call(address).ids == ["2"]

    clock.pass_seconds(2 * 3600)

    assert call(address).ids == []


def test_every_published_question_is_answered_or_named_as_not_simulated():
    """On the sample church, for every list at the root: a where, order or filter never ends in a crash."""
    clock = Clock()
    samples = {"date_time": "2026-01-01", "date": "2026-01-01", "boolean": "true"}
    refused = []
    with PlanningCenterServer(load_sample_church(clock.now()), rate_limit=100_000, now=clock.now) as server:
        call = Caller(server.base_url)
        for product in PRODUCTS:
            for path in published(product).paths.values():
                if not path.many or "{}" in path.template:
                    continue
                vertex = published(product).vertices[path.type]
                questions = [f"order=-{name}" for name in vertex.order]
                questions += [f"include={name}" for name in (*vertex.includes, *vertex.nested_includes)]
                for name, queryable in vertex.where.items():
                    value = "only" if name == "archive_status" else samples.get(queryable.type, "1")
                    questions += [f"where[{name}]{op}={value}" for op in ("", *(f"[{o}]" for o in queryable.operators))]
                for name in path.filters:
                    extra = "".join(f"&{one}=only" for one in PARAMETERS.get(name, {}) if one != "time")
                    questions.append(f"filter={name}{extra}")
                for question in questions:
                    reply = call(f"/{product}/v2{path.template}?per_page=1&{question}")
                    if reply.status not in (200, 501):
                        refused.append((product, path.template, question, reply.status))
        call.close()

    assert refused == []
