"""One request at a time against a server that answers byte for byte what it is told."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from kiosk.domain.problems import NoPermission, NotKnown, Offline, Problem, SignedOut, TooFast, UnexpectedAnswer
from kiosk.pco.client import Client
from kiosk.pco.sign_in import BearerToken, PersonalAccessToken, SignIn
from kiosk.services.pulled import Product
from tests.support.scripted_server import Scripted, ScriptedServer

HTML = {"Content-Type": "text/html"}
JSON = {"Content-Type": "application/json"}


def refused(status: int, **error: str) -> Scripted:
    return Scripted(status, json.dumps({"errors": [error]}).encode(), JSON)


@asynccontextmanager
async def a_client(server: ScriptedServer, sign_in: SignIn | None = None) -> AsyncIterator[Client]:
    client = Client(sign_in or PersonalAccessToken("id", "secret"), server.base_url, pauses=(0.0, 0.0))
    try:
        yield client
    finally:
        await client.close()


async def test_every_request_says_who_we_are_and_which_version_we_read():
    with ScriptedServer(Scripted()) as server:
        async with a_client(server) as client:
            await client.get(Product.CHECK_INS, "/check-ins/v2/events")
        (headers,) = server.seen
    assert headers["X-PCO-API-Version"] == "2025-05-28"
    assert headers["User-Agent"].startswith("kiosk/")
    assert headers["Authorization"] == "Basic aWQ6c2VjcmV0"


async def test_a_bearer_token_signs_in_too():
    with ScriptedServer(Scripted()) as server:
        async with a_client(server, BearerToken("abc")) as client:
            await client.get(Product.PEOPLE, "/people/v2")
        assert server.seen[0]["Authorization"] == "Bearer abc"


@dataclass
class Renewing:
    """A sign-in that has one more token to try."""

    tokens: list[str] = field(default_factory=lambda: ["old", "new"])

    async def authorization(self) -> str:
        return f"Bearer {self.tokens[0]}"

    async def renew(self) -> bool:
        self.tokens.pop(0)
        return bool(self.tokens)


async def test_an_expired_token_is_renewed_once():
    with ScriptedServer(refused(401, detail="Error Code Hint: (BABOON)"), Scripted()) as server:
        async with a_client(server, Renewing()) as client:
            await client.get(Product.PEOPLE, "/people/v2")
        assert [headers["Authorization"] for headers in server.seen] == ["Bearer old", "Bearer new"]


async def test_a_token_that_stays_refused_is_not_renewed_for_ever():
    with ScriptedServer(refused(401, detail="Error Code Hint: (BABOON)")) as server:
        async with a_client(server, Renewing(["a", "b", "c", "d"])) as client:
            with pytest.raises(SignedOut):
                await client.get(Product.PEOPLE, "/people/v2")
        assert len(server.seen) == 2


@pytest.mark.parametrize(
    ("answer", "problem", "code"),
    [
        (refused(401, detail="… Error Code Hint: (CAPUCHIN)"), SignedOut, "CAPUCHIN"),
        (refused(401, code="unauthorized"), SignedOut, "unauthorized"),
        (Scripted(401, b"no", HTML), SignedOut, "unauthorized"),
        (refused(401, detail="… Error Code Hint: (TRASH_PANDA)"), NoPermission, "TRASH_PANDA"),
        (refused(401, detail="… Error Code Hint: (PELICAN)"), NoPermission, "PELICAN"),
        (refused(403, code="bad_scope"), NoPermission, "bad_scope"),
        (refused(403, title="Forbidden"), NoPermission, "forbidden"),
        (Scripted(403, b"<html>", HTML), UnexpectedAnswer, "refused"),
        (refused(400, code="unsupported_version_error"), UnexpectedAnswer, "unsupported_version_error"),
        (Scripted(400, b'{"errors": 7}', JSON), UnexpectedAnswer, "refused"),
        (Scripted(302, b"", {"Location": "http://elsewhere.invalid/"}), UnexpectedAnswer, "refused"),
        (Scripted(200, b"<html>", HTML), UnexpectedAnswer, "not_json"),
        (Scripted(200, b'{"data": [', JSON), UnexpectedAnswer, "not_json"),
        (Scripted(200, b"[" * 100_000, JSON), UnexpectedAnswer, "not_json"),
        (Scripted(200, b"\xff\xfe\xfa", JSON), UnexpectedAnswer, "not_json"),
    ],
)
async def test_what_planning_center_refuses_is_told_in_our_words(answer: Scripted, problem: type[Problem], code: str):
    with ScriptedServer(answer) as server:
        async with a_client(server) as client:
            with pytest.raises(problem) as raised:
                await client.get(Product.PEOPLE, "/people/v2/people")
    assert raised.value.details["code"] == code


async def test_what_is_not_there_is_not_known():
    with ScriptedServer(Scripted(404, b"<html>", HTML)) as server:
        async with a_client(server) as client:
            with pytest.raises(NotKnown):
                await client.get(Product.PEOPLE, "/people/v2/nothing")


async def test_an_empty_answer_and_json_under_a_wrong_name_are_fine():
    with ScriptedServer(
        Scripted(204, b"", {}), Scripted(200, b'{"data": []}', {"Content-Type": "text/plain"})
    ) as server:
        async with a_client(server) as client:
            assert (await client.get(Product.PEOPLE, "/people/v2")).json is None
            assert (await client.get(Product.PEOPLE, "/people/v2")).json == {"data": []}


async def test_trouble_is_tried_again_a_few_times_and_no_more():
    with ScriptedServer(Scripted(503, b"", {})) as server:
        async with a_client(server) as client:
            with pytest.raises(Offline) as raised:
                await client.get(Product.PEOPLE, "/people/v2")
            assert client.requests == len(server.seen) == 3
    assert raised.value.details == {"status": 503}


async def test_nobody_listening_is_offline():
    with ScriptedServer(Scripted()) as server:
        pass
    async with a_client(server) as client:
        with pytest.raises(Offline) as raised:
            await client.get(Product.PEOPLE, "/people/v2")
    assert raised.value.details == {"code": "network"}


async def test_a_server_without_tls_is_told_from_one_that_is_not_there():
    with ScriptedServer(Scripted()) as server:
        client = Client(PersonalAccessToken("id", "secret"), server.base_url.replace("http:", "https:"), pauses=())
        with pytest.raises(Offline) as raised:
            await client.get(Product.PEOPLE, "/people/v2")
        await client.close()
    assert raised.value.details == {"code": "tls"}


@pytest.mark.parametrize(
    ("retry_after", "seconds"), [("7", 7), ("0", 1), ("Sun, 13 Sep 2026 14:00:09 GMT", 9), ("soon", 20)]
)
async def test_a_pause_asked_for_is_kept_before_the_next_request(retry_after: str, seconds: int):
    headers = {"Retry-After": retry_after, "Date": "Sun, 13 Sep 2026 14:00:00 GMT"}
    with ScriptedServer(Scripted(429, b"", headers), Scripted()) as server:
        clock = [0.0]

        async def sleep(pause: float) -> None:
            clock[0] += pause

        client = Client(PersonalAccessToken("id", "secret"), server.base_url, sleep=sleep, monotonic=lambda: clock[0])
        await client.get(Product.PEOPLE, "/people/v2")
        await client.close()
    assert clock[0] == seconds


async def test_pauses_without_end_are_too_fast():
    with ScriptedServer(Scripted(429, b"", {"Retry-After": "1"})) as server:
        clock = [0.0]

        async def sleep(pause: float) -> None:
            clock[0] += pause

        client = Client(PersonalAccessToken("id", "secret"), server.base_url, sleep=sleep, monotonic=lambda: clock[0])
        with pytest.raises(TooFast):
            await client.get(Product.PEOPLE, "/people/v2")
        await client.close()
        assert len(server.seen) < 20


async def test_a_longer_pause_than_somebody_waits_for_is_said_at_once_and_still_kept():
    with ScriptedServer(Scripted(429, b"", {"Retry-After": "30"}), Scripted()) as server:
        client = Client(PersonalAccessToken("id", "secret"), server.base_url, patience_seconds=10)
        for _ in range(2):
            with pytest.raises(TooFast):
                await client.get(Product.PEOPLE, "/people/v2")
        await client.close()
        assert len(server.seen) == 1


def test_a_secret_shows_in_no_text():
    assert "hush" not in repr(PersonalAccessToken("id", "hush")) + repr(BearerToken("hush"))
