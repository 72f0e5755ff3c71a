"""Every hint of Planning Center's about a sign-in has a sentence of its own, that says what to do (pco/API.md section 4)."""

import json

import pytest

from kiosk.domain.problems import Problem
from kiosk.pco.client import Client
from kiosk.pco.sign_in import PersonalAccessToken
from kiosk.services.pulled import Product
from kiosk.words import Words
from kiosk.words.problems import SENTENCES, sentence
from tests.support.scripted_server import Scripted, ScriptedServer

HINTS = ("BABOON", "CAPUCHIN", "TRASH_PANDA", "PELICAN", "BLACKBIRD", "CHINCHILLA", "FLAMINGO", "LEMMING")


async def heard(hint: str, verb: str) -> str:
    error = {
        "code": "unauthorized",
        "title": "Unauthorized",
        "status": "401",
        "detail": f"This request could not be authenticated. Error Code Hint: ({hint})",
    }
    body = json.dumps({"errors": [error]}).encode()
    with ScriptedServer(Scripted(401, body, {"Content-Type": "application/json"})) as server:
        client = Client(PersonalAccessToken("id", "secret"), server.base_url, pauses=())
        try:
            path = "/people/v2/people"
            asking = (
                client.get(Product.PEOPLE, path) if verb == "GET" else client.post(Product.PEOPLE, path, {"data": {}})
            )
            with pytest.raises(Problem) as raised:
                await asking
        finally:
            await client.close()
    return sentence(Words(), raised.value.name, raised.value.details)


@pytest.mark.parametrize("verb", ["GET", "POST"])
async def test_each_hint_is_said_in_words_of_its_own(verb: str):
    said = {hint: await heard(hint, verb) for hint in HINTS}
    assert len(set(said.values())) == len(HINTS)
    assert not set(said.values()) & set(SENTENCES.values())


async def test_a_hint_that_nobody_knows_yet_is_still_a_refused_sign_in():
    assert await heard("OCELOT", "GET") == SENTENCES["SignedOut"]
