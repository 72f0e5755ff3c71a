"""A proxy named by the environment is used for the internet, and not for this machine."""

import socket
import threading

import pytest

from kiosk.domain.problems import Offline
from kiosk.pco.client import Client
from kiosk.pco.sign_in import PersonalAccessToken
from kiosk.services.pulled import Product
from tests.support.scripted_server import Scripted, ScriptedServer


async def test_requests_to_the_internet_go_through_the_proxy(monkeypatch: pytest.MonkeyPatch):
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as proxy:

        def refuse() -> None:
            line, _ = proxy.accept()
            with line:
                heard.append(line.recv(4096))
                line.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")

        thread = threading.Thread(target=refuse)
        thread.start()
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.getsockname()[1]}")
        client = Client(PersonalAccessToken("id", "secret"), "https://planning-center.invalid", pauses=())
        with pytest.raises(Offline) as problem:
            await client.get(Product.PEOPLE, "/people/v2")
        await client.close()
        thread.join()
    assert heard[0].startswith(b"CONNECT planning-center.invalid:443")
    assert b"Authorization: Basic" not in heard[0]
    assert problem.value.details["code"] == "proxy"


async def test_this_machine_is_reached_without_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    with ScriptedServer(Scripted()) as server:
        client = Client(PersonalAccessToken("id", "secret"), server.base_url, pauses=())
        await client.get(Product.PEOPLE, "/people/v2")
        await client.close()
    assert len(server.seen) == 1


@pytest.mark.parametrize("base_url", ["https://planning-center.invalid", "planning-center.invalid"])
async def test_a_proxy_that_does_not_answer_and_an_address_without_sense_are_said(
    monkeypatch: pytest.MonkeyPatch, base_url: str
):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{closed.getsockname()[1]}")
    client = Client(PersonalAccessToken("id", "secret"), base_url, pauses=())
    with pytest.raises(Offline) as problem:
        await client.get(Product.PEOPLE, "/people/v2")
    await client.close()
    assert problem.value.details["code"] == ("proxy" if base_url.startswith("https") else "address")
