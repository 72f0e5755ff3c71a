"""Serves the webhooks' door over HTTP with uvicorn; encryption is the business of the proxy that the public address leads to."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from kiosk.bridges.webhook_door import WebhookDoor
from kiosk.domain.problems import SettingNotValid
from kiosk.words import later
from kiosk.words.webhooks import ADDRESS_IN_USE, ADDRESS_NOT_VALID, SERVER_MISSING

DEFAULT_HOST = "127.0.0.1"
_HIGHEST_PORT = 65_535
PATIENCE_SECONDS = 10.0
_IDLE_SECONDS = 5
_MOST_AT_ONCE = 200
_LARGEST_HEAD_BYTES = 16_384


def host_and_port(address: str) -> tuple[str, int]:
    """The parts of ``PORT``, ``HOST:PORT`` or ``[HOST]:PORT``. Raises SettingNotValid."""
    host, _, port = address.strip().rpartition(":")
    if not port.isascii() or not port.isdecimal() or not 0 <= int(port[:6]) <= _HIGHEST_PORT:
        raise SettingNotValid(sentence=later(ADDRESS_NOT_VALID, address=address))
    return host.strip("[]") or DEFAULT_HOST, int(port)


@asynccontextmanager
async def served(door: WebhookDoor, address: str, patience_seconds: float = PATIENCE_SECONDS) -> AsyncIterator[str]:
    """The door open at an address, which is given back with the port it has; closed afterwards.

    ``patience_seconds``: for the head of a request. Raises SettingNotValid for an address that makes no sense or is taken, or
    where the server is not installed.
    """
    try:
        import uvicorn

        from kiosk.bridges.webhook_connection import Connection
    except ImportError as error:
        raise SettingNotValid(sentence=later(SERVER_MISSING)) from error

    class Patient(Connection):
        head_seconds = patience_seconds

    host, port = host_and_port(address)
    listener = _listening(host, port)
    config = uvicorn.Config(
        door,
        lifespan="off",
        access_log=False,
        log_config=None,
        # What anybody at all may cause is counted, never logged.
        log_level=logging.ERROR,
        server_header=False,
        date_header=False,
        # Whoever stands in front says where a request came from; nothing here asks.
        proxy_headers=False,
        timeout_keep_alive=_IDLE_SECONDS,
        limit_concurrency=_MOST_AT_ONCE,
        h11_max_incomplete_event_size=_LARGEST_HEAD_BYTES,
        http=Patient,
        ws="none",
        loop="none",
    )

    class Server(uvicorn.Server):
        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            """Signals are for whoever opened it."""
            yield

    server = Server(config)
    work = asyncio.create_task(server.serve([listener]))
    try:
        yield f"{host}:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await asyncio.wait([work], timeout=_IDLE_SECONDS)
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        listener.close()


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(where)
        listener.listen()
        listener.setblocking(False)
    except (OSError, UnicodeError) as error:
        raise SettingNotValid(sentence=later(ADDRESS_IN_USE, address=f"{host}:{port}")) from error
    return listener
