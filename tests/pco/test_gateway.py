"""What the gateway adds to plain pages: where a list goes on that was cut off, and where it is read far enough."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from kiosk.pco.gateway import CAPPED_TOTAL, Gateway
from kiosk.pco.sign_in import PersonalAccessToken
from kiosk.services.pull_plan import horizon
from kiosk.services.pulled import Ask, PulledPage, Resource
from tests.support.scripted_server import Scripted, ScriptedServer

NOW = datetime(2026, 9, 13, 14, 0, tzinfo=UTC)


def an_answer(rows: list[dict[str, Any]], total: int, **links: str) -> Scripted:
    return Scripted(body=json.dumps({"data": rows, "links": links, "meta": {"total_count": total}}).encode())


async def the_page(ask: Ask, *answers: Scripted) -> PulledPage:
    with ScriptedServer(*answers) as server:
        gateway = Gateway(PersonalAccessToken("id", "secret"), server.base_url)
        page = await gateway.page(ask)
        await gateway.close()
        return page


def people(count: int) -> list[dict[str, Any]]:
    made = {"created_at": "2020-01-02T03:04:05Z"}
    return [{"type": "Person", "id": str(number), "attributes": made} for number in range(count)]


async def test_people_beyond_the_cap_are_read_from_the_last_ones_date_on():
    ask = Ask(Resource.PEOPLE, horizon(NOW), cursor="/people/v2/people?per_page=100&offset=9900")
    page = await the_page(ask, an_answer(people(100), CAPPED_TOTAL))
    assert page.begins_window
    assert page.next_cursor == "/people/v2/people?per_page=100&where[created_at][gte]=2020-01-02T03%3A04%3A05Z"


async def test_a_list_that_only_happens_to_be_long_ends_where_it_ends():
    ask = Ask(Resource.PEOPLE, horizon(NOW), cursor="/people/v2/people?per_page=100&offset=9900")
    page = await the_page(ask, an_answer(people(50), CAPPED_TOTAL - 50))
    assert (page.next_cursor, page.begins_window) == (None, False)


def times(count: int, newest: datetime, step: timedelta) -> list[dict[str, Any]]:
    event = {"event": {"data": {"type": "Event", "id": "1"}}}
    starts = [(newest - step * number).isoformat() for number in range(count)]
    return [
        {"type": "EventTime", "id": str(number), "attributes": {"starts_at": at}, "relationships": event}
        for number, at in enumerate(starts)
    ]


async def test_event_times_are_read_no_further_than_the_horizon_but_at_least_a_hundred():
    following = "?order=-starts_at&per_page=100&offset=100"
    week, ask = timedelta(weeks=1), Ask(Resource.EVENT_TIMES, horizon(NOW))
    old = await the_page(ask, an_answer(times(100, NOW, week), 900, next=following))
    fresh = await the_page(ask, an_answer(times(100, NOW, timedelta(hours=1)), 900, next=following))
    few = await the_page(ask, an_answer(times(25, NOW, week), 900, next=following))
    assert [page.next_cursor is None for page in (old, fresh, few)] == [True, False, False]
    assert old.rows == 100


async def test_where_nothing_lies_in_the_coming_weeks_the_newest_page_is_read_instead():
    meeting = {
        "type": "Event",
        "id": "5",
        "attributes": {"starts_at": "2020-01-02T03:04:05Z"},
        "relationships": {"group": {"data": {"type": "Group", "id": "77"}}},
    }
    ask = Ask(Resource.GROUP_EVENTS, horizon(NOW))
    page = await the_page(ask, an_answer([], 0), an_answer([meeting], 400, next="?offset=100"))
    assert (page.rows, page.next_cursor) == (1, None)
