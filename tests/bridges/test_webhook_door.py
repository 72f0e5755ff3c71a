"""The webhooks' door without a server around it: who is let in, and what is said to whom."""

import asyncio
import hashlib
import hmac
import json
from collections import Counter
from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from kiosk.bridges.delivery import MalformedDelivery, delivered
from kiosk.bridges.webhook_door import BURST, DEFAULT_PATH, PER_SECOND, WebhookDoor
from kiosk.bridges.webhook_server import served
from kiosk.domain.hints import Hint
from kiosk.domain.problems import DiskFull
from kiosk.services.hint_ports import HintBook, Outcome
from tests.support.clocks import FakeClock

NOW = datetime(2026, 9, 13, 13, 30, tzinfo=UTC)
UPDATED = "people.v2.events.person.updated"
SECRET = "s3cret"


@dataclass
class FakeBook:
    """As much of `HintBook` as the door uses."""

    is_full: bool = False
    kept: dict[str, Hint] = field(default_factory=dict)
    counted: Counter[Outcome] = field(default_factory=Counter)

    async def keep(self, hints: Sequence[Hint], now: datetime) -> int:
        if self.is_full:
            raise DiskFull
        before = len(self.kept)
        self.kept |= {hint.token: hint for hint in hints}
        return len(self.kept) - before

    async def count(self, outcomes: Counter[Outcome], now: datetime) -> None:
        self.counted += outcomes


@dataclass
class Knocking:
    """A door, its book and a clock that stands still unless it is moved."""

    book: FakeBook = field(default_factory=FakeBook)
    secrets: list[str] = field(default_factory=lambda: [SECRET])
    seconds: float = 0.0

    def __post_init__(self) -> None:
        async def secrets() -> list[str]:
            return self.secrets

        self.door = WebhookDoor(cast(HintBook, self.book), secrets, FakeClock(NOW), lambda: self.seconds)

    async def knock(self, body: bytes, signature: str = "") -> int:
        """The status that a delivery gets; signed with `SECRET` unless another signature is given."""
        signed = signature or hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        headers = [(b"x-pco-webhooks-authenticity", signed.encode())]
        said: list[MutableMapping[str, Any]] = []

        async def receive() -> MutableMapping[str, Any]:
            return {"type": "http.request", "body": body}

        async def send(message: MutableMapping[str, Any]) -> None:
            said.append(message)

        scope = {"type": "http", "method": "POST", "path": DEFAULT_PATH, "headers": headers}
        await self.door(scope, receive, send)
        assert said[1]["body"] == b""
        return int(said[0]["status"])


def a_delivery(token: object = "t1", event_time: object = "2026-09-13T13:29:00Z", id: object = "101") -> bytes:
    payload = {"data": {"type": "Person", "id": id}, "meta": {"event_time": event_time, "idempotency_token": token}}
    event = {"id": "d1", "type": "EventDelivery", "attributes": {"name": UPDATED, "payload": json.dumps(payload)}}
    return json.dumps({"data": [event]}).encode()


async def test_whoever_knocks_faster_than_any_church_is_sent_away_and_let_in_again_later():
    knocking = Knocking()

    statuses = Counter([await knocking.knock(b"{}", "0" * 64) for _ in range(BURST + 400)])
    knocking.seconds += 2 / PER_SECOND
    later = [await knocking.knock(a_delivery()) for _ in range(3)]

    assert statuses == {401: BURST, 429: 400}
    assert later == [200, 200, 429]


async def test_while_no_secret_can_be_read_nothing_is_lost_and_nobody_is_called_a_forger():
    knocking = Knocking(secrets=[])

    assert await knocking.knock(a_delivery()) == 503
    knocking.secrets.append(SECRET)
    knocking.seconds += 2
    assert await knocking.knock(a_delivery()) == 200
    await knocking.door.keep_counts()
    assert knocking.book.counted == {Outcome.NOT_KEPT: 1, Outcome.STORED: 1}


async def test_a_full_disk_is_said_to_planning_center_each_time_and_to_the_log_once(caplog: pytest.LogCaptureFixture):
    knocking = Knocking(FakeBook(is_full=True))

    statuses = [await knocking.knock(a_delivery(f"t{number}")) for number in range(3)]
    knocking.book.is_full = False
    statuses.append(await knocking.knock(a_delivery("t0")))

    assert statuses == [503, 503, 503, 200]
    assert [record.getMessage() for record in caplog.records] == ["deliveries cannot be kept: DiskFull"]


async def test_whoever_holds_the_line_and_never_asks_is_cut_off():
    async with served(Knocking().door, "127.0.0.1:0", patience_seconds=0.1) as where:
        host, _, port = where.rpartition(":")
        said = []
        for sent in (b"POST /api", b"no http\r\n\r\n"):
            reader, writer = await asyncio.open_connection(host, int(port))
            writer.write(sent)
            said.append(await reader.read())
            writer.close()

    assert said[0] == b""
    assert said[1].startswith(b"HTTP/1.1 400")
    assert b"Invalid" not in said[1]


@pytest.mark.parametrize("token", ["\ud800", "\0", "x" * 500, 7, None, ["t"]])
def test_a_token_of_whatever_form_is_the_same_when_it_comes_again(token: object):
    (first,), (second,) = (delivered(a_delivery(token), NOW).hints for _ in range(2))

    assert first.token == second.token
    assert first.token.isprintable()
    assert len(first.token) <= 200


@pytest.mark.parametrize("told", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "soon", 17, None])
def test_a_time_that_no_calendar_has_counts_as_now(told: object):
    (hint,) = delivered(a_delivery(event_time=told), NOW).hints

    assert hint.happened_at == NOW


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'{"data": []}',
        b'{"data": [7]}',
        b'{"data": [{"id": "1", "attributes": {"name": "people.v2.events.person.updated", "payload": "no"}}]}',
        b'{"data": [{"id": "1", "attributes": {"name": ["people"], "payload": "{}"}}]}',
        b'{"data": ' + b"[" * 100_000,
        json.dumps({"data": [{"id": str(n), "attributes": {"name": "x"}} for n in range(101)]}).encode(),
        *(a_delivery(id=id) for id in ("../1", "-1", "١٠١", "1" * 21, None, True)),
    ],
)
def test_a_body_that_is_no_delivery_is_told_as_one(body: bytes):
    with pytest.raises(MalformedDelivery):
        delivered(body, NOW)


def test_what_a_kiosk_does_not_keep_and_another_churchs_is_left():
    event = json.loads(a_delivery())["data"][0]
    event["relationships"] = {"organization": {"data": {"type": "Organization", "id": "5150"}}}
    note = {**event, "attributes": {**event["attributes"], "name": "people.v2.events.note.created"}}
    body = json.dumps({"data": [event, note]}).encode()

    ours, another = delivered(body, NOW, "5150"), delivered(body, NOW, "999")

    assert (len(ours.hints), ours.not_ours) == (1, 1)
    assert (len(another.hints), another.not_ours) == (0, 2)
