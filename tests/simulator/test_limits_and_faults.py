"""How fast one may ask, and everything that goes wrong on demand."""

import http.client
import json
import socket
import threading
from urllib.parse import urlsplit

import pytest

from kiosk.simulator.control import ControlDoor
from kiosk.simulator.faults import Trouble
from kiosk.simulator.server import PlanningCenterServer
from tests.simulator.small_church import Clock, a_small_church, add_people
from tests.simulator.wire_caller import Caller

PEOPLE = "/people/v2/people"
PACE = "x-pco-api-request-rate-"


def test_every_answer_says_how_fast_one_may_ask(call: Caller):
    first, second, refused = call(PEOPLE), call(PEOPLE), call("/people/v2/nothing")

    assert [one.headers[f"{PACE}count"] for one in (first, second, refused)] == ["1", "2", "3"]
    assert (first.headers[f"{PACE}limit"], first.headers[f"{PACE}period"]) == ("100", "20")


def test_who_asks_too_fast_is_told_to_wait_and_served_afterwards(
    call: Caller, center: PlanningCenterServer, clock: Clock
):
    center.rate.limit = 2
    call(PEOPLE), call(PEOPLE)
    clock.pass_seconds(5)

    refused = call(PEOPLE)
    other_user = call(PEOPLE, headers={"Authorization": "Bearer demo-token"})
    clock.pass_seconds(15)

    assert (refused.status, refused.headers["retry-after"]) == (429, "15")
    assert refused.error == {"code": "429", "detail": "Rate limit exceeded: 3 of 2 requests per 20 seconds"}
    assert other_user.status == 200
    assert call(PEOPLE).status == 200


def test_the_gateway_writes_the_period_in_words():
    with PlanningCenterServer(a_small_church(), period_says_seconds=True) as server:
        call = Caller(server.base_url)
        assert call(PEOPLE).headers[f"{PACE}period"] == "20 seconds"
        call.close()


@pytest.mark.parametrize(
    ("trouble", "status", "content_type"),
    [
        (Trouble.UNAUTHORIZED, 401, "application/json"),
        (Trouble.BLOCKED, 403, "text/html"),
        (Trouble.PRODUCT_REFUSED, 403, "application/json"),
        (Trouble.NOT_THERE, 404, "application/json"),
        (Trouble.TOO_FAST, 429, "application/json"),
        (Trouble.SERVER_ERROR, 500, "application/json"),
        (Trouble.MAINTENANCE, 503, "application/json"),
        (Trouble.HTML_PAGE, 200, "text/html"),
    ],
)
def test_a_fault_strikes_where_and_as_often_as_it_was_told(
    call: Caller, center: PlanningCenterServer, trouble: Trouble, status: int, content_type: str
):
    center.faults.add(trouble, "/groups", after=1, count=1, seconds=7)

    replies = [call("/groups/v2/groups") for _ in range(3)]

    assert [one.status for one in replies] == [200, status, 200]
    assert replies[1].headers["content-type"].startswith(content_type)
    assert replies[1].headers.get("retry-after") == ("7" if trouble is Trouble.TOO_FAST else None)


def test_offline_means_that_nothing_listens_until_it_is_over(call: Caller, center: PlanningCenterServer):
    call(PEOPLE)
    center.faults.add(Trouble.OFFLINE)

    with pytest.raises(ConnectionError):
        socket.create_connection(_place(center), timeout=5)
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        call(PEOPLE)
    center.faults.clear()

    again = Caller(center.base_url)
    assert again(PEOPLE).status == 200
    again.close()


def test_the_server_can_die_after_so_many_pages(call: Caller, center: PlanningCenterServer):
    add_people(center.church, 300)
    center.faults.add(Trouble.OFFLINE, PEOPLE, after=2)

    assert [call(f"{PEOPLE}?per_page=100&offset={offset}").status for offset in (0, 100)] == [200, 200]
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        call(f"{PEOPLE}?per_page=100&offset=200")


def test_a_lost_answer_leaves_the_write_done_a_dropped_request_does_not(call: Caller, center: PlanningCenterServer):
    for trouble, name in ((Trouble.LOST_ANSWER, "Lost"), (Trouble.DROPPED, "Dropped")):
        center.faults.add(trouble, PEOPLE, verb="POST", count=1)
        with pytest.raises((ConnectionError, http.client.HTTPException)):
            call.post(PEOPLE, "Person", {"first_name": name, "last_name": "Answer"})
        call.close()

    names = {one["attributes"]["first_name"] for one in call(f"{PEOPLE}?where[last_name]=Answer").json["data"]}
    assert names == {"Lost"}
    assert [one.was_answered for one in center.requests] == [False, False, True]


def test_a_page_can_be_cut_off_half_way(call: Caller, center: PlanningCenterServer):
    center.faults.add(Trouble.CUT_OFF, count=1)

    with pytest.raises(http.client.IncompleteRead):
        call(PEOPLE)


def test_half_a_document_can_be_told_as_if_it_were_whole(call: Caller, center: PlanningCenterServer):
    center.faults.add(Trouble.BROKEN_JSON, count=1)

    reply = call(PEOPLE)

    assert reply.status == 200
    with pytest.raises(json.JSONDecodeError):
        json.loads(reply.body)


def test_a_slow_answer_waits_and_stopping_ends_the_wait(center: PlanningCenterServer):
    center.faults.add(Trouble.SLOW, seconds=3600)
    caller, statuses = Caller(center.base_url), []
    thread = threading.Thread(target=lambda: statuses.append(_status_or_none(caller)))
    thread.start()

    center.stop()
    thread.join(20)
    caller.close()

    assert not thread.is_alive()


def test_next_can_point_at_another_host(call: Caller, center: PlanningCenterServer):
    center.faults.add(Trouble.FOREIGN_NEXT, count=1)

    assert urlsplit(call(f"{PEOPLE}?per_page=1").json["links"]["next"]).hostname == "elsewhere.invalid"
    assert call(f"{PEOPLE}?per_page=1").json["links"]["next"].startswith(center.base_url)


def test_a_row_removed_between_pages_hides_another_one(call: Caller, center: PlanningCenterServer):
    center.faults.add(Trouble.ROW_REMOVED, PEOPLE, count=1)

    seen = [call(f"{PEOPLE}?per_page=1&offset={offset}&order=created_at").ids for offset in (0, 1)]

    assert seen == [["101"], ["103"]]


def test_a_row_inserted_between_pages_repeats_one(call: Caller, center: PlanningCenterServer):
    center.faults.add(Trouble.ROW_INSERTED, PEOPLE, count=1)

    seen = [call(f"{PEOPLE}?per_page=1&offset={offset}&order=created_at").ids for offset in (0, 1)]

    assert seen == [["101"], ["101"]]


def test_every_request_is_recorded_with_what_it_came_to(call: Caller, center: PlanningCenterServer):
    call(f"{PEOPLE}?per_page=1")
    call("/people/v2/nothing")

    assert [(one.verb, one.path, one.query, one.status) for one in center.requests] == [
        ("GET", PEOPLE, "per_page=1", 200),
        ("GET", "/people/v2/nothing", "", 404),
    ]


def test_another_process_switches_faults_and_counts_requests_at_the_side_door(
    call: Caller, center: PlanningCenterServer
):
    door = ControlDoor(center)
    door.open()
    control = Caller(door.url)

    told = control("/faults", "POST", send={"trouble": "maintenance", "path": PEOPLE})
    statuses = [call(PEOPLE).status]
    control("/faults?trouble=maintenance", "DELETE")
    statuses.append(call(PEOPLE).status)
    recorded = control("/requests").json
    limit = control("/rate", "POST", send={"limit": 5}).json["limit"]
    refused = control("/faults", "POST", send={"trouble": "plague"})
    control.close()
    door.close()

    assert [one["trouble"] for one in told.json] == ["maintenance"]
    assert statuses == [503, 200]
    assert [one["status"] for one in recorded] == [503, 200]
    assert (limit, center.rate.limit) == (5, 5)
    assert refused.status == 400


def _place(center: PlanningCenterServer) -> tuple[str, int]:
    address = urlsplit(center.base_url)
    return str(address.hostname), int(address.port or 0)


def _status_or_none(caller: Caller) -> int | None:
    try:
        return caller(PEOPLE).status
    except (ConnectionError, http.client.HTTPException):
        return None
