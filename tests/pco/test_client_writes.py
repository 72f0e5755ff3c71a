"""Sending one change against a server that answers byte for byte what it is told."""

import json

import pytest

from kiosk.domain.problems import NoPermission, NotAccepted, NotKnown, Offline, Problem, SignedOut, UnexpectedAnswer
from kiosk.pco.client import Client
from kiosk.pco.sign_in import PersonalAccessToken
from kiosk.services.pulled import Product
from kiosk.words import Words
from kiosk.words.problems import sentence
from tests.support.scripted_server import Scripted, ScriptedServer

HTML = {"Content-Type": "text/html"}
JSON = {"Content-Type": "application/json"}
DOCUMENT = {"data": {"type": "Person", "attributes": {"first_name": "Ana"}}}
MADE = Scripted(201, b'{"data": {"type": "Person", "id": "7"}}', JSON)
VALIDATION = {
    "status": "422",
    "title": "Validation Error",
    "detail": "can't be blank",
    "source": {"parameter": "person"},
}


def refused(code_of_http: int, **error: object) -> Scripted:
    return Scripted(code_of_http, json.dumps({"errors": [error]}).encode(), JSON)


async def send(verb: str, *answers: Scripted) -> tuple[object, ScriptedServer]:
    with ScriptedServer(*answers) as server:
        client = Client(PersonalAccessToken("id", "secret"), server.base_url, pauses=(0.0, 0.0))
        try:
            target = "/people/v2/people"
            if verb == "POST":
                return (await client.post(Product.PEOPLE, target, DOCUMENT)).json, server
            if verb == "PATCH":
                return (await client.patch(Product.PEOPLE, target, DOCUMENT)).json, server
            return (await client.delete(Product.PEOPLE, target)).json, server
        finally:
            await client.close()


@pytest.mark.parametrize(
    ("answer", "problem", "words"),
    [
        (refused(422, **VALIDATION), NotAccepted, "person: can't be blank"),
        (refused(422, title="Forbidden Attribute", detail="x cannot be assigned"), NotAccepted, "x cannot be assigned"),
        (refused(409, title="Duplicate Record", detail="It already exists"), NotAccepted, "It already exists"),
        (refused(400, detail="no 'data' key", code="invalid_resource_payload"), NotAccepted, "no 'data' key"),
        (refused(403, detail="No", meta={"description": "User cannot create"}), NotAccepted, "User cannot create"),
        (refused(403, code="bad_scope"), NoPermission, None),
        (refused(401, detail="Error Code Hint: (CAPUCHIN)"), SignedOut, None),
        (refused(404, title="Not Found"), NotKnown, None),
        (Scripted(403, b"<html>", HTML), UnexpectedAnswer, None),
        (Scripted(404, b"<html>", HTML), NotKnown, None),
    ],
)
async def test_a_change_that_is_not_taken_is_told_with_their_own_words(
    answer: Scripted, problem: type[Problem], words: str | None
):
    with pytest.raises(problem) as raised:
        await send("POST", answer)
    assert raised.value.details.get("words") == words


async def test_what_may_have_been_created_is_not_created_again_by_itself():
    with pytest.raises(Offline) as raised:
        await send("POST", Scripted(503, b"<html>", HTML), MADE)
    assert raised.value.details["uncertain"] is True


async def test_a_change_is_sent_again_by_itself_as_it_does_no_harm():
    answer, server = await send("PATCH", Scripted(503), Scripted(200, b'{"data": []}', JSON))
    assert answer == {"data": []}
    assert len(server.seen) == 2


async def test_an_empty_204_without_content_type_is_done():
    answer, _ = await send("DELETE", Scripted(204, b"", {}))
    assert answer is None


async def test_a_pause_asked_for_is_kept_and_nothing_is_sent_twice():
    waited: list[float] = []
    now = 0.0

    async def sleep(seconds: float) -> None:
        nonlocal now
        waited.append(seconds)
        now += seconds

    with ScriptedServer(Scripted(429, b"{}", JSON | {"Retry-After": "7"}), MADE) as server:
        client = Client(PersonalAccessToken("id", "secret"), server.base_url, sleep=sleep, monotonic=lambda: now)
        await client.post(Product.PEOPLE, "/people/v2/people", DOCUMENT)
        await client.close()
    assert sum(waited) == pytest.approx(7)
    assert len(server.seen) == 2


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Offline", "tls"),
        ("Offline", "proxy"),
        ("NoPermission", "PELICAN"),
        ("NoPermission", "TRASH_PANDA"),
        ("SignedOut", "BABOON"),
        ("SignedOut", "CAPUCHIN"),
        ("SignedOut", "LEMMING"),
        ("SignedOut", "BLACKBIRD"),
        ("SignedOut", "CHINCHILLA"),
        ("SignedOut", "FLAMINGO"),
        ("SignedOut", "access_denied"),
        ("SignedOut", "invalid_scope"),
    ],
)
def test_what_is_known_of_a_refusal_has_a_sentence_of_its_own(name: str, code: str):
    words = Words("en")
    assert sentence(words, name, {"code": code}) != sentence(words, name, {})
